/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A chip that answers whatever it likes. The first byte says how the conversation stands and what is
 * asked; then come answers, each with its length in two bytes before it. Every run ends in an error
 * that is known or in a whole answer, and a conversation that broke stays broken. */

#include "identity/chip/access-key.h"
#include "identity/chip/bac.h"
#include "identity/chip/chip-cipher.h"
#include "identity/chip/pace.h"
#include "identity/lds/tlv.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define HOSTILE_TYPE_CARD (hostile_card_get_type ())
G_DECLARE_FINAL_TYPE (HostileCard, hostile_card, HOSTILE, CARD, GObject)

struct _HostileCard
{
  GObject parent_instance;

  const guint8 *data;
  gsize left;
  gboolean signs; /* puts the right MAC at the end of each answer: what is inside is met then */
  KioskChipCipher cipher;
  guint8 counter[16];
};

static const guint8 session_key[32] = { 0x4B, 0x65, 0x79 };

static void hostile_card_transport_init (KioskCardTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HostileCard, hostile_card, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_CARD_TRANSPORT,
                                                      hostile_card_transport_init))

static void
count (HostileCard *self)
{
  for (gsize i = kiosk_chip_cipher_get_block_size (self->cipher); i-- > 0;)
    if (++self->counter[i] != 0)
      break;
}

static void
sign (HostileCard *self, GByteArray *answer)
{
  gsize block = kiosk_chip_cipher_get_block_size (self->cipher);
  g_autoptr (GByteArray) message = g_byte_array_new ();
  guint8 mac[8];

  count (self);
  count (self);
  g_byte_array_append (message, self->counter, (guint) block);
  g_byte_array_append (message, answer->data, answer->len);
  if (self->cipher != KIOSK_CHIP_CIPHER_3DES)
    kiosk_chip_pad (message, 0, block);
  g_assert_true (
      kiosk_chip_cipher_mac (self->cipher, session_key, message->data, message->len, mac));
  kiosk_tlv_append (answer, 0x8E, mac, sizeof mac);
  g_byte_array_append (answer, (const guint8 *) "\x90\x00", 2);
}

static gboolean
hostile_card_transmit (KioskCardTransport *transport, const guint8 *command, gsize length,
                       GByteArray *answer, GError **error)
{
  HostileCard *self = HOSTILE_CARD (transport);
  gsize n;

  if (self->left < 2)
    {
      g_set_error_literal (error, KIOSK_CARD_TRANSPORT_ERROR, KIOSK_CARD_TRANSPORT_ERROR_REMOVED,
                           "gone");
      return FALSE;
    }
  n = MIN ((gsize) self->data[0] << 8 | self->data[1], self->left - 2);
  g_byte_array_append (answer, self->data + 2, (guint) n);
  self->data += 2 + n;
  self->left -= 2 + n;
  if (self->signs)
    sign (self, answer);

  return TRUE;
}

static void
hostile_card_transport_init (KioskCardTransportInterface *iface)
{
  iface->transmit = hostile_card_transmit;
}

static void
hostile_card_class_init (HostileCardClass *klass)
{
}

static void
hostile_card_init (HostileCard *self)
{
}

static gboolean
draw (guint8 *bytes, gsize length, gpointer user_data)
{
  memset (bytes, 0x11, length);

  return TRUE;
}

static gboolean
read_file (KioskChipChannel *channel, GError **error)
{
  g_autoptr (KioskSecret) contents = NULL;
  gboolean done = kiosk_chip_channel_read_file (channel, 0x0101, 5000, &contents, error);

  g_assert_true (done == (contents != NULL));
  if (contents != NULL)
    g_assert_cmpuint (kiosk_secret_get_size (contents), <=, 5000);

  return done;
}

static gboolean
open_by_password (KioskChipChannel *channel, guint mapping, GError **error)
{
  static const guint8 arcs[] = { 2, 4, 6, 2 };
  const KioskPaceInfo info = {
    .oid = { 0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04, arcs[mapping], 2 },
    .oid_length = 10,
    .mapping = (KioskPaceMapping) (mapping % 3),
    .cipher = KIOSK_CHIP_CIPHER_AES128,
    .elliptic = TRUE,
    .parameter_id = 13,
  };
  g_autoptr (KioskAccessKey) key = kiosk_access_key_new_can ("123456", NULL);
  g_autoptr (KioskPaceOutcome) outcome = kiosk_pace_outcome_new ();

  return kiosk_pace_perform (channel, &info, key, outcome, error);
}

static gboolean
open_by_print (KioskChipChannel *channel, GError **error)
{
  g_autoptr (KioskAccessKey) key
      = kiosk_access_key_new_fields ("L898902C", "1969-08-06", "1994-06-23", NULL);

  return kiosk_bac_perform (channel, key, error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (HostileCard) card = g_object_new (HOSTILE_TYPE_CARD, NULL);
  g_autoptr (KioskChipChannel) channel = kiosk_chip_channel_new (KIOSK_CARD_TRANSPORT (card));
  g_autoptr (GError) error = NULL;
  gboolean done;
  guint way;

  if (size == 0)
    return 0;
  way = data[0];
  card->data = data + 1;
  card->left = size - 1;
  card->cipher = (KioskChipCipher) (way & 3);
  kiosk_chip_channel_set_random (channel, draw, NULL);
  if ((way & 4) != 0)
    {
      card->signs = (way & 8) != 0;
      kiosk_chip_channel_set_secure_messaging (
          channel, kiosk_secure_messaging_new (card->cipher, session_key, session_key, NULL));
      done = read_file (channel, &error);
    }
  else if ((way & 16) != 0)
    done = open_by_password (channel, way & 3, &error);
  else if ((way & 32) != 0)
    done = open_by_print (channel, &error);
  else
    done = read_file (channel, &error);
  g_assert_true (done == (error == NULL));
  if (error != NULL && error->domain == KIOSK_CHIP_ERROR
      && error->code == KIOSK_CHIP_ERROR_SESSION_ENDED)
    g_assert_false (kiosk_chip_channel_is_protected (channel));

  return 0;
}
