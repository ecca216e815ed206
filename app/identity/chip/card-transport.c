/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/card-transport.h"

G_DEFINE_QUARK (kiosk-card-transport-error-quark, kiosk_card_transport_error)

/**
 * KioskCardTransport:
 *
 * Something that carries one command to a card and its answer back, whatever reader is between.
 *
 * Implementations live with the drivers; nothing here knows of PC/SC.
 */
G_DEFINE_INTERFACE (KioskCardTransport, kiosk_card_transport, G_TYPE_OBJECT)

static void
kiosk_card_transport_default_init (KioskCardTransportInterface *iface)
{
}

/**
 * kiosk_card_transport_transmit:
 * @self: a transport
 * @command: (array length=length): one command APDU, of short or extended length
 * @length: how many bytes
 * @answer: what the card answers is appended, SW1 and SW2 last
 *
 * Blocks until the card has answered: called in a worker thread only. Success says that something
 * came back, not that it makes an answer.
 *
 * Returns: whether the card answered; if not, @error is of %KIOSK_CARD_TRANSPORT_ERROR
 */
gboolean
kiosk_card_transport_transmit (KioskCardTransport *self, const guint8 *command, gsize length,
                               GByteArray *answer, GError **error)
{
  g_return_val_if_fail (KIOSK_IS_CARD_TRANSPORT (self), FALSE);
  g_return_val_if_fail (command != NULL && length >= 4, FALSE);
  g_return_val_if_fail (answer != NULL, FALSE);

  return KIOSK_CARD_TRANSPORT_GET_IFACE (self)->transmit (self, command, length, answer, error);
}
