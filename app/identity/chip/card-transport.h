/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KIOSK_CARD_TRANSPORT_ERROR (kiosk_card_transport_error_quark ())
GQuark kiosk_card_transport_error_quark (void);

/**
 * KioskCardTransportError:
 * @KIOSK_CARD_TRANSPORT_ERROR_REMOVED: the card is gone: ask for it again
 * @KIOSK_CARD_TRANSPORT_ERROR_BROKEN: the reader or its service failed: no other card will do better
 * @KIOSK_CARD_TRANSPORT_ERROR_TIMEOUT: the card is there and does not answer
 */
typedef enum {
  KIOSK_CARD_TRANSPORT_ERROR_REMOVED,
  KIOSK_CARD_TRANSPORT_ERROR_BROKEN,
  KIOSK_CARD_TRANSPORT_ERROR_TIMEOUT,
} KioskCardTransportError;

#define KIOSK_TYPE_CARD_TRANSPORT (kiosk_card_transport_get_type ())
G_DECLARE_INTERFACE (KioskCardTransport, kiosk_card_transport, KIOSK, CARD_TRANSPORT, GObject)

/* Something that carries bytes to one card and back. It blocks, so only a worker thread calls it,
 * and only one at a time. */
struct _KioskCardTransportInterface
{
  GTypeInterface g_iface;

  gboolean (*transmit) (KioskCardTransport *self, const guint8 *command, gsize length, GByteArray *answer, GError **error);
};

gboolean kiosk_card_transport_transmit (KioskCardTransport *self, const guint8 *command, gsize length, GByteArray *answer, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
