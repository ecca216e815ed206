/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/ipp-printer.h"

#include "printers/cups-library.h"
#include "printers/ipp-link.h"
#include "printers/layout.h"

#define FORMAT "application/pdf"
#define POLL_US 250000
/* The state of the device is asked for on every fourth look at the job. */
#define STATE_EVERY 4

/* What could be a sheet: a visiting card to an A0. */
#define LEAST_MM 25.0
#define MOST_MM 1200.0

/**
 * KioskIppPrinter:
 *
 * A laser or inkjet printer that is spoken to in IPP, directly.
 *
 * "Printed" is said for a job that the device calls completed and whose document it answered for: a
 * device whose upload was cut calls the stump completed too.
 */
struct _KioskIppPrinter
{
  KioskDevicePrinter parent_instance;

  char *uri;   /* owned */
  char *media; /* owned: PWG 5101.1 size name */
  double width_mm;
  double height_mm;
};

G_DEFINE_FINAL_TYPE (KioskIppPrinter, kiosk_ipp_printer, KIOSK_TYPE_DEVICE_PRINTER)

/* One paper at the printer. */
typedef struct
{
  KioskIppPrinter *printer;  /* borrowed */
  KioskPaper *paper;         /* borrowed */
  KioskIppLink *link;        /* borrowed */
  GCancellable *cancellable; /* (nullable) borrowed */
  GBytes *document;          /* owned by the caller */
  char *name;                /* owned by the caller */
  int job;
  KioskPrinterState state;
} Putting;

static KioskPrinterState
kiosk_ipp_printer_probe (KioskDevicePrinter *printer, GCancellable *cancellable)
{
  KioskIppPrinter *self = KIOSK_IPP_PRINTER (printer);
  g_autoptr (KioskIppLink) link = kiosk_ipp_link_open (self->uri, cancellable, NULL);

  return link != NULL ? kiosk_ipp_link_get_state (link) : KIOSK_PRINTER_OFFLINE;
}

static void
note_state (Putting *putting)
{
  putting->state = kiosk_ipp_link_get_state (putting->link);
  /* While it prints for us it is not busy for anybody else. */
  if (putting->state == KIOSK_PRINTER_BUSY)
    putting->state = KIOSK_PRINTER_READY;
  kiosk_device_printer_note_state (KIOSK_DEVICE_PRINTER (putting->printer), putting->state);
}

/* Looks at the job until it ends; FALSE when patience or the citizen ran out first. */
static gboolean
await_end (Putting *putting, KioskIppJob *job, GError **error)
{
  guint patience = kiosk_device_printer_get_patience (KIOSK_DEVICE_PRINTER (putting->printer));
  gint64 deadline = g_get_monotonic_time () + (gint64) patience * 1000;

  for (guint look = 0;; look++)
    {
      *job = kiosk_ipp_link_get_job (putting->link, putting->job, putting->name);
      if (job->state != KIOSK_IPP_JOB_WAITING && job->state != KIOSK_IPP_JOB_PRINTING)
        return TRUE;
      if (look % STATE_EVERY == STATE_EVERY - 1)
        note_state (putting);
      if (g_cancellable_set_error_if_cancelled (putting->cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () > deadline)
        {
          g_set_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_UNCONFIRMED,
                       "The job did not end within %u ms (the printer's state is %d)", patience,
                       (int) putting->state);
          return FALSE;
        }
      g_usleep (POLL_US);
    }
}

/* What a job that was ended without completing leaves: nothing, if the device says so. */
static KioskPrintOutcome
judge_ended (const KioskIppJob *job, GError **error)
{
  gboolean nothing = job->state == KIOSK_IPP_JOB_ENDED && job->impressions <= 0;

  if (error != NULL && *error == NULL)
    g_set_error (error, KIOSK_PRINTER_ERROR,
                 nothing ? KIOSK_PRINTER_ERROR_REFUSED : KIOSK_PRINTER_ERROR_UNCONFIRMED,
                 "The printer gave the job up after %d sides", MAX (job->impressions, 0));
  return nothing ? KIOSK_PRINT_NOT_PRINTED : KIOSK_PRINT_UNKNOWN;
}

/* Nobody waits for this paper any more: it must not come out for the next citizen. */
static KioskPrintOutcome
give_up (Putting *putting, gboolean started)
{
  KioskIppJob job;

  kiosk_ipp_link_cancel (putting->link, putting->job);
  job = kiosk_ipp_link_get_job (putting->link, putting->job, putting->name);
  if (!started)
    return KIOSK_PRINT_NOT_PRINTED;
  if (job.state == KIOSK_IPP_JOB_ENDED && job.impressions == 0)
    return KIOSK_PRINT_NOT_PRINTED;
  return KIOSK_PRINT_UNKNOWN;
}

static KioskPrintOutcome
put_job (Putting *putting, GError **error)
{
  KioskDevicePrinter *printer = KIOSK_DEVICE_PRINTER (putting->printer);
  g_autoptr (GError) why = NULL;
  KioskIppJob job = { KIOSK_IPP_JOB_GONE, -1 };

  putting->job
      = kiosk_ipp_link_create_job (putting->link, putting->name, putting->printer->media, error);
  if (putting->job == 0)
    {
      int orphan = kiosk_ipp_link_find_job (putting->link, putting->name);

      if (orphan > 0)
        kiosk_ipp_link_cancel (putting->link, orphan);
      return KIOSK_PRINT_NOT_PRINTED;
    }

  kiosk_device_printer_note_step (printer, putting->paper, KIOSK_PRINT_STEP_CREATED, putting->job);
  if (g_cancellable_set_error_if_cancelled (putting->cancellable, error))
    return give_up (putting, FALSE);

  kiosk_device_printer_note_step (printer, putting->paper, KIOSK_PRINT_STEP_SENDING, 0);
  if (!kiosk_ipp_link_send (putting->link, putting->job, putting->document, FORMAT, &why))
    {
      gboolean refused = g_error_matches (why, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_REFUSED);

      g_propagate_error (error, g_steal_pointer (&why));
      return give_up (putting, !refused);
    }

  kiosk_device_printer_note_step (printer, putting->paper, KIOSK_PRINT_STEP_SENT, 0);
  if (!await_end (putting, &job, &why))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return give_up (putting, TRUE);
    }
  if (job.state == KIOSK_IPP_JOB_COMPLETED)
    return KIOSK_PRINT_PRINTED;
  return judge_ended (&job, error);
}

static gboolean
check_ready (Putting *putting, GError **error)
{
  note_state (putting);
  if (putting->state != KIOSK_PRINTER_READY)
    {
      g_set_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_NOT_READY,
                   "The printer is not ready (state %d); nothing was sent", (int) putting->state);
      return FALSE;
    }
  if (!kiosk_ipp_link_takes (putting->link, FORMAT))
    {
      g_set_error_literal (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_UNSUITABLE,
                           "The printer takes no PDF; use one that does");
      return FALSE;
    }

  return !g_cancellable_set_error_if_cancelled (putting->cancellable, error);
}

static KioskPrintOutcome
kiosk_ipp_printer_put (KioskDevicePrinter *printer, KioskPaper *paper, GCancellable *cancellable,
                       GError **error)
{
  KioskIppPrinter *self = KIOSK_IPP_PRINTER (printer);
  guint n_unknown = 0;
  g_autoptr (GBytes) document
      = kiosk_layout_draw_pdf (paper, self->width_mm, self->height_mm, &n_unknown, error);
  g_autoptr (KioskIppLink) link = NULL;
  g_autofree char *name = g_strconcat ("rcpt-", kiosk_paper_get_token (paper), NULL);
  Putting putting = { .printer = self, .paper = paper, .cancellable = cancellable, .name = name };

  if (document == NULL)
    return KIOSK_PRINT_NOT_PRINTED;
  if (n_unknown > 0)
    g_message ("%u characters of the paper have no glyph", n_unknown);

  link = kiosk_ipp_link_open (self->uri, cancellable, error);
  if (link == NULL)
    {
      kiosk_device_printer_note_state (printer, KIOSK_PRINTER_OFFLINE);
      return KIOSK_PRINT_NOT_PRINTED;
    }

  putting.link = link;
  putting.document = document;
  if (!check_ready (&putting, error))
    return KIOSK_PRINT_NOT_PRINTED;
  return put_job (&putting, error);
}

static void
kiosk_ipp_printer_finalize (GObject *object)
{
  KioskIppPrinter *self = KIOSK_IPP_PRINTER (object);

  g_free (self->uri);
  g_free (self->media);

  G_OBJECT_CLASS (kiosk_ipp_printer_parent_class)->finalize (object);
}

static void
kiosk_ipp_printer_class_init (KioskIppPrinterClass *klass)
{
  KioskDevicePrinterClass *printer_class = KIOSK_DEVICE_PRINTER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kiosk_ipp_printer_finalize;
  printer_class->probe = kiosk_ipp_printer_probe;
  printer_class->put = kiosk_ipp_printer_put;
}

static void
kiosk_ipp_printer_init (KioskIppPrinter *self)
{
}

/* CLASS_NAME_WIDTHxHEIGHTUNIT (PWG 5101.1 §5), the unit mm or in. */
static gboolean
measure_media (const char *media, double *width_mm, double *height_mm)
{
  const char *size = strrchr (media, '_');
  double unit;
  char *end;

  if (size == NULL || size == media || strchr (media, '_') == size)
    return FALSE;
  *width_mm = g_ascii_strtod (size + 1, &end);
  if (*end != 'x')
    return FALSE;
  *height_mm = g_ascii_strtod (end + 1, &end);
  unit = g_str_equal (end, "mm") ? 1.0 : g_str_equal (end, "in") ? 25.4 : 0.0;
  *width_mm *= unit;
  *height_mm *= unit;

  return *width_mm >= LEAST_MM && *height_mm >= LEAST_MM && *width_mm <= MOST_MM
         && *height_mm <= MOST_MM;
}

/**
 * kiosk_ipp_media_is_valid:
 * @media: PWG 5101.1 self-describing size name
 *
 * Returns: whether it names a size
 */
gboolean
kiosk_ipp_media_is_valid (const char *media)
{
  double width, height;

  return media != NULL && measure_media (media, &width, &height);
}

/**
 * kiosk_ipp_printer_new:
 * @uri: `ipp://host[:port]/path` or `ipps://...`
 * @media: size of its paper, such as `iso_a5_148x210mm`; papers are drawn for it and never scaled
 *
 * Returns: (transfer full): the printer; its state is asked for from now on
 */
KioskIppPrinter *
kiosk_ipp_printer_new (const char *uri, const char *media)
{
  KioskIppPrinter *self = NULL;

  g_return_val_if_fail (kiosk_ipp_media_is_valid (media), NULL);

  self = g_object_new (KIOSK_TYPE_IPP_PRINTER, NULL);
  self->uri = g_strdup (uri);
  self->media = g_strdup (media);
  measure_media (media, &self->width_mm, &self->height_mm);
  kiosk_device_printer_start (KIOSK_DEVICE_PRINTER (self));
  return self;
}
