/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/bac.h"

#include "identity/chip/key-derivation.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <string.h>

#define INS_GET_CHALLENGE 0x84
#define INS_EXTERNAL_AUTHENTICATE 0x82
#define CIPHER KIOSK_CHIP_CIPHER_3DES
#define NONCE 8
#define KEYING 16
#define MESSAGE (2 * NONCE + KEYING) /* both nonces and one side's keying material */

/* What one run needs. Wiped. */
typedef struct
{
  guint8 encryption_key[KEYING];
  guint8 mac_key[KEYING];
  guint8 chip_nonce[NONCE];
  guint8 own_nonce[NONCE];
  guint8 own_keying[KEYING];
  guint8 message[MESSAGE + KIOSK_CHIP_MAC_SIZE];
} Run;

static gboolean
fail_crypto (GError **error)
{
  return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_CRYPTO, "basic access cannot be computed");
}

/* ICAO 9303-11 §4.3.2: both keys come from a digest of what is printed. */
static gboolean
derive_keys (Run *run, const KioskAccessKey *key, GError **error)
{
  const char *password = kiosk_access_key_get_password (key);
  guint8 seed[EVP_MAX_MD_SIZE];
  gboolean done;

  done = EVP_Digest (password, strlen (password), seed, NULL, EVP_sha1 (), NULL) == 1
         && kiosk_key_derive (CIPHER, KIOSK_KEY_USE_ENCRYPT, seed, KEYING, run->encryption_key)
         && kiosk_key_derive (CIPHER, KIOSK_KEY_USE_MAC, seed, KEYING, run->mac_key);
  kiosk_wipe (seed, sizeof seed);

  return done || fail_crypto (error);
}

static gboolean
fetch_challenge (KioskChipChannel *channel, Run *run, GError **error)
{
  const KioskApdu command = { .ins = INS_GET_CHALLENGE, .expected = NONCE };
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint16 sw;

  if (!kiosk_chip_channel_try_extended (channel, &command, data, &sw, error))
    return FALSE;
  if (sw != KIOSK_SW_OK || data->len != NONCE)
    {
      g_set_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_REFUSED,
                   "the chip answered %04X when asked for a challenge", sw);
      return FALSE;
    }
  memcpy (run->chip_nonce, data->data, NONCE);

  return TRUE;
}

static gboolean
make_message (Run *run, GError **error)
{
  memcpy (run->message, run->own_nonce, NONCE);
  memcpy (run->message + NONCE, run->chip_nonce, NONCE);
  memcpy (run->message + 2 * NONCE, run->own_keying, KEYING);
  if (!kiosk_chip_cipher_encrypt (CIPHER, run->encryption_key, NULL, run->message, MESSAGE)
      || !kiosk_chip_cipher_mac (CIPHER, run->mac_key, run->message, MESSAGE,
                                 run->message + MESSAGE))
    return fail_crypto (error);

  return TRUE;
}

static gboolean
fail_authenticate (guint16 sw, GError **error)
{
  if (sw == KIOSK_SW_BLOCKED)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_BLOCKED, "the chip takes no more tries");
  if (sw == KIOSK_SW_NO_SUCH_COMMAND || sw == 0x6E00)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_UNSUPPORTED, "the chip knows no basic access");
  /* 6300 by the standard; chips answer 6982, 6985, 6988 and 6A80 too. */
  g_set_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_WRONG_KEY,
               "the chip answered %04X to the key", sw);

  return FALSE;
}

/* Says the message, and keeps the chip's in its place. */
static gboolean
authenticate (KioskChipChannel *channel, Run *run, GError **error)
{
  const KioskApdu command = { .ins = INS_EXTERNAL_AUTHENTICATE,
                              .data = run->message,
                              .length = sizeof run->message,
                              .expected = sizeof run->message };
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint16 sw;

  if (!kiosk_chip_channel_send (channel, &command, data, &sw, error))
    return FALSE;
  if (sw != KIOSK_SW_OK)
    return fail_authenticate (sw, error);
  if (data->len != sizeof run->message)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED, "a basic access of another length");
  memcpy (run->message, data->data, sizeof run->message);

  return TRUE;
}

static gboolean
open_answer (Run *run, GError **error)
{
  guint8 mac[KIOSK_CHIP_MAC_SIZE];

  if (!kiosk_chip_cipher_mac (CIPHER, run->mac_key, run->message, MESSAGE, mac))
    return fail_crypto (error);
  if (CRYPTO_memcmp (mac, run->message + MESSAGE, sizeof mac) != 0)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED, "a basic access with a wrong MAC");
  if (!kiosk_chip_cipher_decrypt (CIPHER, run->encryption_key, NULL, run->message, MESSAGE))
    return fail_crypto (error);
  if (CRYPTO_memcmp (run->message, run->chip_nonce, NONCE) != 0
      || CRYPTO_memcmp (run->message + NONCE, run->own_nonce, NONCE) != 0)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED, "a basic access of another time");

  return TRUE;
}

/* §9.8.6.3: the counter begins with the ends of both nonces. */
static KioskSecureMessaging *
make_session (const Run *run)
{
  guint8 seed[KEYING];
  guint8 counter[NONCE];
  KioskSecureMessaging *sm;

  for (guint i = 0; i < KEYING; i++)
    seed[i] = run->own_keying[i] ^ run->message[2 * NONCE + i];
  memcpy (counter, run->chip_nonce + NONCE / 2, NONCE / 2);
  memcpy (counter + NONCE / 2, run->own_nonce + NONCE / 2, NONCE / 2);
  sm = kiosk_secure_messaging_derive (CIPHER, seed, KEYING, counter);
  kiosk_wipe (seed, sizeof seed);

  return sm;
}

static gboolean
perform (KioskChipChannel *channel, const KioskAccessKey *key, Run *run, GError **error)
{
  KioskSecureMessaging *sm;

  if (!derive_keys (run, key, error) || !fetch_challenge (channel, run, error)
      || !kiosk_chip_channel_draw (channel, run->own_nonce, NONCE, error)
      || !kiosk_chip_channel_draw (channel, run->own_keying, KEYING, error)
      || !make_message (run, error) || !authenticate (channel, run, error)
      || !open_answer (run, error))
    return FALSE;
  sm = make_session (run);
  if (sm == NULL)
    return fail_crypto (error);
  kiosk_chip_channel_set_secure_messaging (channel, sm);

  return TRUE;
}

/**
 * kiosk_bac_perform:
 * @channel: in plain words, the application selected
 * @key: of %KIOSK_ACCESS_KEY_MRZ
 *
 * Basic access control (ICAO 9303-11 §4.3): opens the chip with what is printed, and goes on in
 * triple DES.
 *
 * Returns: whether @channel is protected now; if not, %KIOSK_CHIP_ERROR_WRONG_KEY,
 *   %KIOSK_CHIP_ERROR_BLOCKED, %KIOSK_CHIP_ERROR_UNSUPPORTED, %KIOSK_CHIP_ERROR_REFUSED,
 *   %KIOSK_CHIP_ERROR_MALFORMED, or what kiosk_chip_channel_send() fails with
 */
gboolean
kiosk_bac_perform (KioskChipChannel *channel, const KioskAccessKey *key, GError **error)
{
  Run run = { 0 };
  gboolean done;

  g_return_val_if_fail (kiosk_access_key_get_kind (key) == KIOSK_ACCESS_KEY_MRZ, FALSE);

  done = perform (channel, key, &run, error);
  kiosk_wipe (&run, sizeof run);

  return done;
}
