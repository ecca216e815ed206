/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/escpos-printer.h"

#include <string.h>

#include "base/identifier.h"
#include "printers/escpos-link.h"
#include "printers/layout.h"

#define STATUS_MS 1000
#define BAND_MS 10000
#define CLEAR_MS 500
/* After the barrier a printer that knows process ids has long said them. */
#define AFTER_BARRIER_MS 2000

/**
 * KioskEscposPrinter:
 *
 * A thermal printer that is spoken to in ESC/POS.
 *
 * "Printed" rests on its process-id answers alone: one behind the last row, one behind the cut. A
 * printer that only passes the barrier has taken the paper ("sent").
 */
struct _KioskEscposPrinter
{
  KioskDevicePrinter parent_instance;

  char *address; /* owned */
  guint width_dots;
};

G_DEFINE_FINAL_TYPE (KioskEscposPrinter, kiosk_escpos_printer, KIOSK_TYPE_DEVICE_PRINTER)

/* One paper at the printer, and what it has said of it. */
typedef struct
{
  KioskDevicePrinter *printer; /* borrowed */
  KioskEscposLink *link;       /* borrowed */
  char printed_id[KIOSK_ESCPOS_ID_SIZE];
  char cut_id[KIOSK_ESCPOS_ID_SIZE];
  gboolean printed;
  gboolean cut;
  gint64 passed_at; /* monotonic; 0: the barrier was not passed */
} Putting;

static KioskPrinterState
kiosk_escpos_printer_probe (KioskDevicePrinter *printer, GCancellable *cancellable)
{
  KioskEscposPrinter *self = KIOSK_ESCPOS_PRINTER (printer);
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskEscposLink) link = kiosk_escpos_link_open (self->address, cancellable, &error);

  if (link == NULL)
    return g_error_matches (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_BUSY)
               ? KIOSK_PRINTER_BUSY
               : KIOSK_PRINTER_OFFLINE;

  return kiosk_escpos_link_ask (link, STATUS_MS);
}

/* Ids are new for each paper: an answer left over from the paper before must not speak for this one. */
static void
choose_ids (Putting *putting)
{
  g_autofree char *token = kiosk_random_token (4);

  putting->printed_id[0] = 'P';
  putting->cut_id[0] = 'C';
  memcpy (putting->printed_id + 1, token, KIOSK_ESCPOS_ID_SIZE - 1);
  memcpy (putting->cut_id + 1, token, KIOSK_ESCPOS_ID_SIZE - 1);
}

static gboolean
send_picture (Putting *putting, const KioskBitmap *bitmap, GError **error)
{
  guint height = kiosk_bitmap_get_height (bitmap);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  kiosk_escpos_put_start (bytes);
  for (guint row = 0; row < height; row += KIOSK_ESCPOS_BAND_ROWS)
    {
      kiosk_escpos_put_band (bytes, bitmap, row, KIOSK_ESCPOS_BAND_ROWS);
      if (!kiosk_escpos_link_write (putting->link, bytes, BAND_MS, error))
        return FALSE;
      g_byte_array_set_size (bytes, 0);
    }

  kiosk_escpos_put_process_id (bytes, putting->printed_id);
  kiosk_escpos_put_cut (bytes);
  kiosk_escpos_put_process_id (bytes, putting->cut_id);
  kiosk_escpos_put_barrier (bytes);
  return kiosk_escpos_link_write (putting->link, bytes, BAND_MS, error);
}

static void
note_answers (Putting *putting)
{
  KioskEscposAnswers *answers = kiosk_escpos_link_answers (putting->link);

  putting->printed = kiosk_escpos_answers_has (answers, putting->printed_id);
  putting->cut = kiosk_escpos_answers_has (answers, putting->cut_id);
  if (answers->passed_barrier && putting->passed_at == 0)
    putting->passed_at = g_get_monotonic_time ();
}

/* Waits for the printer's word. Meanwhile it is asked every second what keeps it, for the staff. */
static gboolean
await_word (Putting *putting, GError **error)
{
  guint patience = kiosk_device_printer_get_patience (putting->printer);
  gint64 deadline = g_get_monotonic_time () + (gint64) patience * 1000;
  KioskPrinterState state = KIOSK_PRINTER_READY;

  while (!putting->printed || !putting->cut)
    {
      g_autoptr (GError) why = NULL;
      gint64 now = g_get_monotonic_time ();

      if (putting->passed_at != 0 && !putting->printed
          && now - putting->passed_at > AFTER_BARRIER_MS * G_GINT64_CONSTANT (1000))
        return TRUE;
      if (now > deadline)
        {
          g_set_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_UNCONFIRMED,
                       "The printer did not say that it %s within %u ms (its state is %d)",
                       putting->printed ? "cut" : "printed", patience, (int) state);
          return FALSE;
        }

      if (kiosk_escpos_link_wait (putting->link, MIN (STATUS_MS, patience), &why))
        note_answers (putting);
      else if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        {
          state = kiosk_escpos_link_ask (putting->link, STATUS_MS);
          kiosk_device_printer_note_state (putting->printer, state);
          note_answers (putting);
        }
      else
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
    }

  return TRUE;
}

/* The roll that comes next must not bring out this citizen's paper. */
static void
clear_printer (Putting *putting)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  kiosk_escpos_put_clear (bytes);
  if (!kiosk_escpos_link_write (putting->link, bytes, CLEAR_MS, &error))
    g_message ("Could not clear the printer's buffer: %s", error->message);
}

/* Once data was sent every failure means the same: nobody can tell what came out. */
static KioskPrintOutcome
give_up (Putting *putting, GError *why, GError **error)
{
  clear_printer (putting);
  if (!g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      why->domain = KIOSK_PRINTER_ERROR;
      why->code = KIOSK_PRINTER_ERROR_UNCONFIRMED;
    }
  g_propagate_error (error, why);
  return KIOSK_PRINT_UNKNOWN;
}

static KioskPrintOutcome
refuse (GError **error, KioskPrinterState state)
{
  g_set_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_NOT_READY,
               "The printer is not ready (state %d); nothing was sent", (int) state);
  return KIOSK_PRINT_NOT_PRINTED;
}

static KioskPrintOutcome
kiosk_escpos_printer_put (KioskDevicePrinter *printer, KioskPaper *paper, GCancellable *cancellable,
                          GError **error)
{
  KioskEscposPrinter *self = KIOSK_ESCPOS_PRINTER (printer);
  guint n_unknown = 0;
  g_autoptr (KioskBitmap) bitmap
      = kiosk_layout_draw_bitmap (paper, self->width_dots, &n_unknown, error);
  g_autoptr (KioskEscposLink) link = NULL;
  g_autoptr (GError) why = NULL;
  KioskPrinterState state = KIOSK_PRINTER_READY;
  Putting putting = { .printer = printer };

  if (bitmap == NULL)
    return KIOSK_PRINT_NOT_PRINTED;
  if (n_unknown > 0)
    g_message ("%u characters of the paper have no glyph", n_unknown);

  link = kiosk_escpos_link_open (self->address, cancellable, error);
  if (link == NULL)
    {
      kiosk_device_printer_note_state (printer, KIOSK_PRINTER_OFFLINE);
      return KIOSK_PRINT_NOT_PRINTED;
    }

  state = kiosk_escpos_link_ask (link, STATUS_MS);
  kiosk_device_printer_note_state (printer, state);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return KIOSK_PRINT_NOT_PRINTED;
  if (state != KIOSK_PRINTER_READY)
    return refuse (error, state);

  putting.link = link;
  choose_ids (&putting);
  kiosk_escpos_answers_init (kiosk_escpos_link_answers (link));
  kiosk_device_printer_note_step (printer, paper, KIOSK_PRINT_STEP_SENDING, 0);
  if (!send_picture (&putting, bitmap, &why))
    return give_up (&putting, g_steal_pointer (&why), error);

  kiosk_device_printer_note_step (printer, paper, KIOSK_PRINT_STEP_SENT, 0);
  note_answers (&putting);
  if (!await_word (&putting, &why))
    {
      kiosk_device_printer_note_state (printer, kiosk_escpos_link_ask (link, STATUS_MS));
      return give_up (&putting, g_steal_pointer (&why), error);
    }
  if (putting.printed && putting.cut)
    return KIOSK_PRINT_PRINTED;

  g_set_error_literal (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_UNCONFIRMED,
                       "The printer took the paper but does not say process ids");
  return KIOSK_PRINT_SENT;
}

static void
kiosk_escpos_printer_finalize (GObject *object)
{
  g_free (KIOSK_ESCPOS_PRINTER (object)->address);

  G_OBJECT_CLASS (kiosk_escpos_printer_parent_class)->finalize (object);
}

static void
kiosk_escpos_printer_class_init (KioskEscposPrinterClass *klass)
{
  KioskDevicePrinterClass *printer_class = KIOSK_DEVICE_PRINTER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kiosk_escpos_printer_finalize;
  printer_class->probe = kiosk_escpos_printer_probe;
  printer_class->put = kiosk_escpos_printer_put;
}

static void
kiosk_escpos_printer_init (KioskEscposPrinter *self)
{
}

/**
 * kiosk_escpos_printer_new:
 * @address: `escpos+tcp://HOST[:PORT]` or `escpos+file:///PATH`
 * @width_dots: dots of its head at 203 dpi; printers of one maker differ, so it is configured
 *
 * Returns: (transfer full): the printer; its state is asked for from now on
 */
KioskEscposPrinter *
kiosk_escpos_printer_new (const char *address, guint width_dots)
{
  KioskEscposPrinter *self = NULL;

  g_return_val_if_fail (kiosk_escpos_address_is_valid (address), NULL);

  self = g_object_new (KIOSK_TYPE_ESCPOS_PRINTER, NULL);
  self->address = g_strdup (address);
  self->width_dots = width_dots;
  kiosk_device_printer_start (KIOSK_DEVICE_PRINTER (self));
  return self;
}
