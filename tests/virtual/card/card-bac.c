/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "card.h"

#include <string.h>

#include <openssl/crypto.h>
#include <openssl/rand.h>

/* Basic access control, ICAO 9303-11 §4.3, from the side of the chip. */
#define NONCE 8
#define KEY 16
#define MESSAGE (NONCE + NONCE + KEY)
#define MAC 8

/* Chance, unless the worked example of the standard is played. */
static void
draw (Card *self, const char *key, guint8 *out, gsize length)
{
  g_autofree char *text = card_profile_get_text (self->profile, key);

  RAND_bytes (out, (int) length);
  for (gsize i = 0; text != NULL && i < length && strlen (text) == 2 * length; i++)
    out[i] = (guint8) (g_ascii_xdigit_value (text[2 * i]) << 4
                       | g_ascii_xdigit_value (text[2 * i + 1]));
}

guint16
card_get_challenge (Card *self, const CardCommand *command, GByteArray *answer)
{
  if (!self->in_application || card_profile_is (self->profile, "bac", "no"))
    return CARD_SW_INSTRUCTION;
  if (command->expected < NONCE)
    return CARD_SW_LENGTH;
  draw (self, "rnd-ic", self->challenge, NONCE);
  self->challenged = TRUE;
  g_byte_array_append (answer, self->challenge, NONCE);

  return CARD_SW_OK;
}

static guint64
number_of (const guint8 *bytes)
{
  guint64 n = 0;

  for (gsize i = 0; i < 8; i++)
    n = n << 8 | bytes[i];

  return n;
}

static CardSession *
keys_of_document (Card *self)
{
  guint8 seed[CARD_ZONE_DIGEST];

  return card_digest_zone (self, seed)
             ? card_session_new_from_secret (NID_id_PACE_ECDH_GM_3DES_CBC_CBC, seed, KEY, 0)
             : NULL;
}

/* The MAC of secure messaging puts a counter in front of what it covers; here the first block of the
 * message stands in its place, so that the MAC is that of the message alone. */
static GByteArray *
mac_of (CardSession *keys, const guint8 *message)
{
  g_autoptr (GByteArray) rest = g_byte_array_new ();

  g_byte_array_append (rest, message + NONCE, MESSAGE - NONCE);
  card_session_pad (keys, rest);

  return EAC_set_ssc (keys->eac, number_of (message)) == 1
             ? card_session_authenticate (keys, rest->data, rest->len)
             : NULL;
}

static GByteArray *
open_message (Card *self, CardSession *keys, const CardCommand *command)
{
  g_autoptr (GByteArray) mac = mac_of (keys, command->data);
  g_autoptr (GByteArray) message = NULL;

  if (mac == NULL || CRYPTO_memcmp (mac->data, command->data + MESSAGE, MAC) != 0)
    return NULL;
  message = card_session_decrypt (keys, command->data, MESSAGE);
  if (message == NULL || memcmp (message->data + NONCE, self->challenge, NONCE) != 0)
    return NULL;

  return g_steal_pointer (&message);
}

static void
agree (Card *self, const GByteArray *message, const guint8 *own_key)
{
  guint8 seed[KEY];
  guint8 counter[NONCE];

  for (gsize i = 0; i < KEY; i++)
    seed[i] = message->data[2 * NONCE + i] ^ own_key[i];
  memcpy (counter, self->challenge + 4, 4);
  memcpy (counter + 4, message->data + 4, 4);
  self->next_session = card_session_new_from_secret (NID_id_PACE_ECDH_GM_3DES_CBC_CBC, seed, KEY,
                                                     number_of (counter));
}

guint16
card_external_authenticate (Card *self, const CardCommand *command, GByteArray *answer)
{
  g_autoptr (CardSession) keys = NULL;
  g_autoptr (GByteArray) message = NULL;
  g_autoptr (GByteArray) reply = g_byte_array_new ();
  g_autoptr (GByteArray) closed = NULL;
  g_autoptr (GByteArray) mac = NULL;
  guint8 own_key[KEY];

  if (!self->challenged)
    return CARD_SW_CONDITIONS;
  self->challenged = FALSE;
  if (command->length != MESSAGE + MAC)
    return CARD_SW_LENGTH;
  keys = keys_of_document (self);
  message = keys != NULL ? open_message (self, keys, command) : NULL;
  if (message == NULL)
    return 0x6300;

  draw (self, "k-ic", own_key, KEY);
  g_byte_array_append (reply, self->challenge, NONCE);
  g_byte_array_append (reply, message->data, NONCE);
  g_byte_array_append (reply, own_key, KEY);
  closed = card_session_encrypt (keys, reply->data, reply->len);
  mac = mac_of (keys, closed->data);
  if (card_has_fault (self, "bac-wrong-mac"))
    mac->data[0] ^= 1;
  g_byte_array_append (answer, closed->data, closed->len);
  g_byte_array_append (answer, mac->data, mac->len);
  agree (self, message, own_key);

  return CARD_SW_OK;
}
