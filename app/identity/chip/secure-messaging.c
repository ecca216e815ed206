/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/secure-messaging.h"

#include "base/secret.h"
#include "identity/chip/chip-error.h"
#include "identity/chip/key-derivation.h"
#include "identity/lds/tlv.h"

#include <openssl/crypto.h>

#include <string.h>

/* The data objects of ICAO 9303-11 §9.8.4. */
#define DO_CRYPTOGRAM_ODD 0x85 /* odd instructions: no byte that says how it is padded */
#define DO_CRYPTOGRAM 0x87
#define DO_MAC 0x8E
#define DO_EXPECTED 0x97
#define DO_STATUS 0x99

#define CLA_PROTECTED 0x0C
#define PADDED_BY_ISO 0x01

struct _KioskSecureMessaging
{
  KioskChipCipher cipher;
  gsize block_size;

  /* wiped */
  guint8 encryption_key[KIOSK_CHIP_KEY_MAX];
  guint8 mac_key[KIOSK_CHIP_KEY_MAX];
  guint8 counter[KIOSK_CHIP_BLOCK_MAX]; /* the first block_size bytes */
};

/* What an answer is made of; points into it. */
typedef struct
{
  KioskTlv cryptogram; /* tag 0: none */
  KioskTlv status;
  KioskTlv mac;
  gsize authenticated; /* bytes before the MAC */
} Answer;

/**
 * kiosk_secure_messaging_new:
 * @encryption_key: copied; the caller wipes its own
 * @mac_key: copied
 * @counter: (nullable): the send sequence counter, one block; %NULL for zero
 *
 * Returns: (transfer full): a conversation that nothing was said in yet
 */
KioskSecureMessaging *
kiosk_secure_messaging_new (KioskChipCipher cipher, const guint8 *encryption_key,
                            const guint8 *mac_key, const guint8 *counter)
{
  KioskSecureMessaging *self = g_new0 (KioskSecureMessaging, 1);
  gsize key_size = kiosk_chip_cipher_get_key_size (cipher);

  self->cipher = cipher;
  self->block_size = kiosk_chip_cipher_get_block_size (cipher);
  memcpy (self->encryption_key, encryption_key, key_size);
  memcpy (self->mac_key, mac_key, key_size);
  if (counter != NULL)
    memcpy (self->counter, counter, self->block_size);

  return self;
}

/**
 * kiosk_secure_messaging_derive:
 * @secret: what both sides agreed on
 * @counter: (nullable): as for kiosk_secure_messaging_new()
 *
 * Makes both keys of the secret (ICAO 9303-11 §9.7.1).
 *
 * Returns: (transfer full) (nullable): the conversation, or %NULL when libcrypto failed
 */
KioskSecureMessaging *
kiosk_secure_messaging_derive (KioskChipCipher cipher, const guint8 *secret, gsize length,
                               const guint8 *counter)
{
  KioskSecureMessaging *self = NULL;
  guint8 encryption_key[KIOSK_CHIP_KEY_MAX];
  guint8 mac_key[KIOSK_CHIP_KEY_MAX];

  if (kiosk_key_derive (cipher, KIOSK_KEY_USE_ENCRYPT, secret, length, encryption_key)
      && kiosk_key_derive (cipher, KIOSK_KEY_USE_MAC, secret, length, mac_key))
    self = kiosk_secure_messaging_new (cipher, encryption_key, mac_key, counter);
  kiosk_wipe (encryption_key, sizeof encryption_key);
  kiosk_wipe (mac_key, sizeof mac_key);

  return self;
}

/**
 * kiosk_secure_messaging_free:
 * @self: (transfer full) (nullable): a conversation
 */
void
kiosk_secure_messaging_free (KioskSecureMessaging *self)
{
  if (self == NULL)
    return;
  kiosk_wipe (self, sizeof *self);
  g_free (self);
}

/**
 * kiosk_secure_messaging_get_room:
 *
 * Returns: how many bytes of data a protected answer of short length has room for
 */
gsize
kiosk_secure_messaging_get_room (const KioskSecureMessaging *self)
{
  /* 256 less the heads of 87, the status word in 99, the MAC in 8E; whole blocks; a byte of padding. */
  gsize cryptogram = KIOSK_APDU_MAX_SHORT_ANSWER - 4 - 4 - 10;

  return cryptogram - cryptogram % self->block_size - 1;
}

static void
count (KioskSecureMessaging *self)
{
  for (gsize i = self->block_size; i-- > 0;)
    if (++self->counter[i] != 0)
      return;
}

/* 3DES begins at zero, AES at the encrypted counter (§9.8.6.3, §9.8.7.3). */
static gboolean
make_iv (const KioskSecureMessaging *self, guint8 *iv)
{
  memset (iv, 0, KIOSK_CHIP_BLOCK_MAX);
  if (self->cipher == KIOSK_CHIP_CIPHER_3DES)
    return TRUE;
  memcpy (iv, self->counter, self->block_size);

  return kiosk_chip_cipher_encrypt (self->cipher, self->encryption_key, NULL, iv, self->block_size);
}

/* @message begins with the counter. The retail MAC pads by itself. */
static gboolean
make_mac (const KioskSecureMessaging *self, GByteArray *message, guint8 *mac)
{
  if (self->cipher != KIOSK_CHIP_CIPHER_3DES)
    kiosk_chip_pad (message, 0, self->block_size);

  return kiosk_chip_cipher_mac (self->cipher, self->mac_key, message->data, message->len, mac);
}

static gboolean
append_cryptogram (KioskSecureMessaging *self, const KioskApdu *command, GByteArray *objects)
{
  gboolean odd = command->ins % 2 != 0;
  gsize start = odd ? 0 : 1;
  GByteArray *value = g_byte_array_sized_new ((guint) (start + command->length + self->block_size));
  guint8 indicator = PADDED_BY_ISO;
  guint8 iv[KIOSK_CHIP_BLOCK_MAX];
  gboolean done;

  if (!odd)
    g_byte_array_append (value, &indicator, 1);
  g_byte_array_append (value, command->data, (guint) command->length);
  kiosk_chip_pad (value, start, self->block_size);
  done = make_iv (self, iv)
         && kiosk_chip_cipher_encrypt (self->cipher, self->encryption_key, iv, value->data + start,
                                       value->len - start);
  if (done)
    kiosk_tlv_append (objects, odd ? DO_CRYPTOGRAM_ODD : DO_CRYPTOGRAM, value->data, value->len);
  kiosk_apdu_wipe (value);

  return done;
}

static void
append_expected (const KioskApdu *command, GByteArray *objects)
{
  const guint8 le[] = { (guint8) (command->expected >> 8), (guint8) command->expected };

  if (command->expected == 0)
    return;
  if (command->expected > KIOSK_APDU_MAX_SHORT_ANSWER)
    kiosk_tlv_append (objects, DO_EXPECTED, le, 2);
  else
    kiosk_tlv_append (objects, DO_EXPECTED, le + 1, 1);
}

static gboolean
append_mac (KioskSecureMessaging *self, const guint8 *header, GByteArray *objects)
{
  g_autoptr (GByteArray) message = g_byte_array_new ();
  guint8 mac[KIOSK_CHIP_MAC_SIZE];

  g_byte_array_append (message, self->counter, (guint) self->block_size);
  g_byte_array_append (message, header, 4);
  kiosk_chip_pad (message, 0, self->block_size);
  g_byte_array_append (message, objects->data, objects->len);
  if (!make_mac (self, message, mac))
    return FALSE;
  kiosk_tlv_append (objects, DO_MAC, mac, sizeof mac);

  return TRUE;
}

/**
 * kiosk_secure_messaging_wrap:
 * @command: what to say; it has data or expects some
 * @wrapped: the protected command is appended
 *
 * Counts once, protects the command (ICAO 9303-11 §9.8.4) and writes it. It is of extended length if
 * @command is, or if it has grown too long for the short one.
 *
 * Returns: whether libcrypto could; if not, %KIOSK_CHIP_ERROR_CRYPTO
 */
gboolean
kiosk_secure_messaging_wrap (KioskSecureMessaging *self, const KioskApdu *command,
                             GByteArray *wrapped, GError **error)
{
  const guint8 header[] = { command->cla | CLA_PROTECTED, command->ins, command->p1, command->p2 };
  g_autoptr (GByteArray) objects = g_byte_array_new ();
  KioskApdu outer = { header[0], header[1], header[2], header[3] };

  count (self);
  if (command->length > 0 && !append_cryptogram (self, command, objects))
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_CRYPTO, "a command cannot be encrypted");
  append_expected (command, objects);
  if (!append_mac (self, header, objects))
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_CRYPTO, "a command cannot be authenticated");
  outer.data = objects->data;
  outer.length = objects->len;
  outer.extended = kiosk_apdu_is_extended (command) || objects->len > 255;
  outer.expected = outer.extended ? KIOSK_APDU_MAX_EXTENDED_ANSWER : KIOSK_APDU_MAX_SHORT_ANSWER;
  kiosk_apdu_write (&outer, wrapped);

  return TRUE;
}

static gboolean
fail_session (GError **error, const char *message)
{
  return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_SESSION_ENDED, message);
}

/* A cryptogram or none, a status word, a MAC: in this order, and nothing else (§9.8.4, table 60). */
static gboolean
split_answer (const guint8 *bytes, gsize length, Answer *answer, GError **error)
{
  KioskTlvReader reader;
  KioskTlv tlv;

  *answer = (Answer){ 0 };
  kiosk_tlv_reader_init (&reader, bytes, length);
  if (!kiosk_tlv_reader_next (&reader, &tlv, NULL))
    return fail_session (error, "an answer that is not protected");
  if (tlv.tag == DO_CRYPTOGRAM || tlv.tag == DO_CRYPTOGRAM_ODD)
    {
      answer->cryptogram = tlv;
      if (!kiosk_tlv_reader_next (&reader, &tlv, NULL))
        return fail_session (error, "a protected answer that is cut off");
    }
  if (tlv.tag != DO_STATUS || tlv.length != 2)
    return fail_session (error, "a protected answer without a status word");
  answer->status = tlv;
  answer->authenticated = (gsize) (reader.data - bytes);
  if (!kiosk_tlv_reader_take (&reader, DO_MAC, &answer->mac, NULL)
      || answer->mac.length != KIOSK_CHIP_MAC_SIZE || reader.left != 0)
    return fail_session (error, "a protected answer without a MAC at its end");

  return TRUE;
}

static gboolean
check_mac (KioskSecureMessaging *self, const guint8 *bytes, const Answer *answer, GError **error)
{
  g_autoptr (GByteArray) message
      = g_byte_array_sized_new ((guint) (answer->authenticated + 2 * KIOSK_CHIP_BLOCK_MAX));
  guint8 mac[KIOSK_CHIP_MAC_SIZE];

  g_byte_array_append (message, self->counter, (guint) self->block_size);
  g_byte_array_append (message, bytes, (guint) answer->authenticated);
  if (!make_mac (self, message, mac))
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_CRYPTO, "an answer cannot be checked");
  if (CRYPTO_memcmp (mac, answer->mac.value, sizeof mac) != 0)
    return fail_session (error, "an answer with a wrong MAC");

  return TRUE;
}

static gboolean
decrypt (KioskSecureMessaging *self, const KioskTlv *cryptogram, GByteArray *data, GError **error)
{
  gsize head = cryptogram->tag == DO_CRYPTOGRAM ? 1 : 0;
  gsize start = data->len;
  guint8 iv[KIOSK_CHIP_BLOCK_MAX];
  gsize length;

  if (cryptogram->length <= head || (cryptogram->length - head) % self->block_size != 0
      || (head == 1 && cryptogram->value[0] != PADDED_BY_ISO))
    return fail_session (error, "a cryptogram that is not of whole blocks");
  length = cryptogram->length - head;
  g_byte_array_append (data, cryptogram->value + head, (guint) length);
  if (!make_iv (self, iv)
      || !kiosk_chip_cipher_decrypt (self->cipher, self->encryption_key, iv, data->data + start,
                                     length))
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_CRYPTO, "an answer cannot be decrypted");
  if (!kiosk_chip_unpad (data->data + start, &length))
    return fail_session (error, "a cryptogram that is not padded");
  g_byte_array_set_size (data, (guint) (start + length));

  return TRUE;
}

/**
 * kiosk_secure_messaging_unwrap:
 * @answer: what the card answered, without the status word behind it
 * @data: what it says is appended
 * @sw: (out): the status word that is authenticated
 *
 * Counts once and opens the answer. After any error the conversation is over: what is said next
 * would be under a counter that the chip does not share, or to somebody else.
 *
 * Returns: whether the chip said this, now; if not, %KIOSK_CHIP_ERROR_SESSION_ENDED or
 *   %KIOSK_CHIP_ERROR_CRYPTO
 */
gboolean
kiosk_secure_messaging_unwrap (KioskSecureMessaging *self, const guint8 *answer, gsize length,
                               GByteArray *data, guint16 *sw, GError **error)
{
  Answer parts;

  count (self);
  if (!split_answer (answer, length, &parts, error) || !check_mac (self, answer, &parts, error))
    return FALSE;
  if (parts.cryptogram.tag != 0 && !decrypt (self, &parts.cryptogram, data, error))
    return FALSE;
  *sw = (guint16) (parts.status.value[0] << 8 | parts.status.value[1]);

  return TRUE;
}
