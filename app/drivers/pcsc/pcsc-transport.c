/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/pcsc/pcsc-transport.h"

#include "base/secret.h"
#include "device/chip-reader.h"

#include <winscard.h>

/* A program that died with the card open leaves it taken for a moment. */
#define SHARING_TRIES 5
#define SHARING_PAUSE_MS 200
/* A reader notices that a card was lifted a little later than that an answer does not come. */
#define NOTICE_MS 1000
#define ANSWER_SIZE (65536 + 2)

/**
 * KioskPcscTransport:
 *
 * One card, held for one conversation: nobody else can send it anything in between.
 *
 * Lives and dies in a worker thread. The card is reset when it is let go, so that no session stays
 * open on it.
 */
struct _KioskPcscTransport
{
  GObject parent_instance;

  SCARDCONTEXT context;
  SCARDHANDLE card;
  gboolean has_context;
  gboolean has_card;
  DWORD protocol;
  char *reader;              /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  gint64 until;              /* monotonic, us */
  guint8 *answer;            /* (owned) of ANSWER_SIZE, wiped after each command */
};

static void kiosk_pcsc_transport_iface_init (KioskCardTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KioskPcscTransport, kiosk_pcsc_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_CARD_TRANSPORT,
                                                      kiosk_pcsc_transport_iface_init))

static gboolean
is_card_gone (KioskPcscTransport *self, DWORD wait_ms)
{
  SCARD_READERSTATE state = { .szReader = self->reader, .dwCurrentState = SCARD_STATE_UNAWARE };

  if (SCardGetStatusChange (self->context, 0, &state, 1) != SCARD_S_SUCCESS)
    return FALSE;
  if ((state.dwEventState & SCARD_STATE_PRESENT) == 0)
    return TRUE;
  state.dwCurrentState = state.dwEventState & ~(DWORD) SCARD_STATE_CHANGED;
  if (wait_ms == 0 || SCardGetStatusChange (self->context, wait_ms, &state, 1) != SCARD_S_SUCCESS)
    return FALSE;

  return (state.dwEventState & SCARD_STATE_PRESENT) == 0;
}

static void
fail_transport (GError **error, KioskCardTransportError code, const char *message, LONG result)
{
  g_set_error (error, KIOSK_CARD_TRANSPORT_ERROR, (int) code, "%s (PC/SC 0x%08lX)", message,
               (gulong) result & 0xFFFFFFFF);
}

static void
fail_transmit (KioskPcscTransport *self, LONG result, GError **error)
{
  switch (result)
    {
    case SCARD_W_REMOVED_CARD:
    case SCARD_E_NO_SMARTCARD:
      fail_transport (error, KIOSK_CARD_TRANSPORT_ERROR_REMOVED, "The card was taken away", result);
      return;
    case SCARD_E_NO_SERVICE:
    case SCARD_E_SERVICE_STOPPED:
    case SCARD_E_INVALID_HANDLE:
    case SCARD_E_READER_UNAVAILABLE:
    case SCARD_E_UNKNOWN_READER:
    case SCARD_F_INTERNAL_ERROR:
    case SCARD_F_COMM_ERROR:
      fail_transport (error, KIOSK_CARD_TRANSPORT_ERROR_BROKEN,
                      "The reader or its service was lost", result);
      return;
    default:
      break;
    }

  if (is_card_gone (self, NOTICE_MS))
    fail_transport (error, KIOSK_CARD_TRANSPORT_ERROR_REMOVED, "The card was taken away", result);
  else
    fail_transport (error, KIOSK_CARD_TRANSPORT_ERROR_TIMEOUT, "The card does not answer", result);
}

static gboolean
kiosk_pcsc_transport_transmit (KioskCardTransport *transport, const guint8 *command, gsize length,
                               GByteArray *answer, GError **error)
{
  KioskPcscTransport *self = KIOSK_PCSC_TRANSPORT (transport);
  const SCARD_IO_REQUEST *request
      = self->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
  DWORD received = ANSWER_SIZE;
  LONG result;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (g_get_monotonic_time () > self->until)
    {
      fail_transport (error, KIOSK_CARD_TRANSPORT_ERROR_TIMEOUT,
                      "The card takes longer than a reading may", 0);
      return FALSE;
    }

  result = SCardTransmit (self->card, request, command, length, NULL, self->answer, &received);
  if (result != SCARD_S_SUCCESS)
    {
      fail_transmit (self, result, error);
      return FALSE;
    }
  received = MIN (received, ANSWER_SIZE);
  g_byte_array_append (answer, self->answer, (guint) received);
  kiosk_wipe (self->answer, received);

  return TRUE;
}

static void
kiosk_pcsc_transport_iface_init (KioskCardTransportInterface *iface)
{
  iface->transmit = kiosk_pcsc_transport_transmit;
}

static void
kiosk_pcsc_transport_finalize (GObject *object)
{
  KioskPcscTransport *self = KIOSK_PCSC_TRANSPORT (object);

  if (self->has_card)
    SCardDisconnect (self->card, SCARD_RESET_CARD);
  if (self->has_context)
    SCardReleaseContext (self->context);
  kiosk_wipe (self->answer, ANSWER_SIZE);
  g_clear_pointer (&self->answer, g_free);
  g_clear_pointer (&self->reader, g_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kiosk_pcsc_transport_parent_class)->finalize (object);
}

static void
kiosk_pcsc_transport_class_init (KioskPcscTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_pcsc_transport_finalize;
}

static void
kiosk_pcsc_transport_init (KioskPcscTransport *self)
{
  self->answer = g_malloc (ANSWER_SIZE);
}

static gboolean
connect_card (KioskPcscTransport *self, GError **error)
{
  LONG result = SCARD_E_SHARING_VIOLATION;

  for (guint i = 0; i < SHARING_TRIES && result == SCARD_E_SHARING_VIOLATION; i++)
    {
      if (i > 0)
        g_usleep (SHARING_PAUSE_MS * 1000);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      result = SCardConnect (self->context, self->reader, SCARD_SHARE_EXCLUSIVE,
                             SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &self->card, &self->protocol);
    }
  if (result == SCARD_S_SUCCESS)
    {
      self->has_card = TRUE;
      return TRUE;
    }

  switch (result)
    {
    case SCARD_E_SHARING_VIOLATION:
      g_set_error_literal (error, KIOSK_CHIP_READER_ERROR, KIOSK_CHIP_READER_ERROR_BUSY,
                           "Another program holds the card");
      return FALSE;
    case SCARD_E_NO_SMARTCARD:
    case SCARD_W_REMOVED_CARD:
      g_set_error_literal (error, KIOSK_CHIP_READER_ERROR, KIOSK_CHIP_READER_ERROR_NO_CARD,
                           "No card lies on the reader");
      return FALSE;
    case SCARD_E_UNKNOWN_READER:
    case SCARD_E_READER_UNAVAILABLE:
      g_set_error_literal (error, KIOSK_CHIP_READER_ERROR, KIOSK_CHIP_READER_ERROR_NO_READER,
                           "The reader was pulled out");
      return FALSE;
    default:
      fail_transmit (self, result, error);
      return FALSE;
    }
}

/**
 * kiosk_pcsc_transport_open:
 * @reader: what the service calls the reader
 * @limit_ms: how long the whole conversation may take
 * @cancellable: (nullable): looked at before each command
 * @error: a #KioskChipReaderError when the card cannot be had, a #KioskCardTransportError when it
 *   does not answer, %G_IO_ERROR_CANCELLED
 *
 * Blocks: called in a worker thread only. A card that another program holds is tried five times
 * within a second.
 *
 * Returns: (transfer full): a card that is held until the last reference goes, or %NULL with @error
 *   set
 */
KioskPcscTransport *
kiosk_pcsc_transport_open (const char *reader, guint limit_ms, GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (KioskPcscTransport) self = NULL;

  g_return_val_if_fail (reader != NULL, NULL);

  self = g_object_new (KIOSK_TYPE_PCSC_TRANSPORT, NULL);
  self->reader = g_strdup (reader);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->until = g_get_monotonic_time () + limit_ms * G_TIME_SPAN_MILLISECOND;
  if (SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &self->context) != SCARD_S_SUCCESS)
    {
      g_set_error_literal (error, KIOSK_CHIP_READER_ERROR, KIOSK_CHIP_READER_ERROR_NO_SERVICE,
                           "The service of card readers does not answer");
      return NULL;
    }
  self->has_context = TRUE;

  return connect_card (self, error) ? g_steal_pointer (&self) : NULL;
}
