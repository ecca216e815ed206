/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/pace-outcome.h"

#include "base/secret.h"
#include "identity/chip/chip-curve.h"

#include <openssl/crypto.h>

#include <string.h>

#define MAX_PROOF (KIOSK_CHIP_COORDINATE_MAX + 2 * KIOSK_CHIP_BLOCK_MAX)

struct _KioskPaceOutcome
{
  int tries_left; /* -1: not told */

  /* state: chip authentication mapping */
  int parameter_id;
  gsize mapping_length; /* 0: none */
  guint8 mapping_key[KIOSK_CHIP_POINT_MAX];
  gsize proof_length; /* 0: none */
  guint8 proof[MAX_PROOF];
};

/**
 * kiosk_pace_outcome_new:
 *
 * Returns: (transfer full): an outcome that says nothing yet
 */
KioskPaceOutcome *
kiosk_pace_outcome_new (void)
{
  KioskPaceOutcome *self = g_new0 (KioskPaceOutcome, 1);

  self->tries_left = -1;

  return self;
}

/**
 * kiosk_pace_outcome_free:
 * @self: (transfer full) (nullable): an outcome
 */
void
kiosk_pace_outcome_free (KioskPaceOutcome *self)
{
  if (self == NULL)
    return;
  kiosk_wipe (self, sizeof *self);
  g_free (self);
}

/**
 * kiosk_pace_outcome_set_tries_left:
 * @tries_left: as the chip told
 */
void
kiosk_pace_outcome_set_tries_left (KioskPaceOutcome *self, int tries_left)
{
  self->tries_left = tries_left;
}

/**
 * kiosk_pace_outcome_get_tries_left:
 *
 * Returns: how often the key may still be tried, or -1 when the chip did not tell
 */
int
kiosk_pace_outcome_get_tries_left (const KioskPaceOutcome *self)
{
  return self->tries_left;
}

/**
 * kiosk_pace_outcome_set_mapping_key:
 * @parameter_id: the curve
 * @key: the point that the chip mapped the nonce with, uncompressed
 */
void
kiosk_pace_outcome_set_mapping_key (KioskPaceOutcome *self, int parameter_id, const guint8 *key,
                                    gsize length)
{
  g_return_if_fail (length <= sizeof self->mapping_key);

  self->parameter_id = parameter_id;
  memcpy (self->mapping_key, key, length);
  self->mapping_length = length;
}

/**
 * kiosk_pace_outcome_open_chip_proof:
 * @encryption_key: of the session
 * @data: the encrypted chip authentication data
 *
 * Decrypts what kiosk_pace_outcome_check_chip() will look at (ICAO 9303-11 §4.4.3.5).
 *
 * Returns: whether it is that; if not, %KIOSK_CHIP_ERROR_MALFORMED or %KIOSK_CHIP_ERROR_CRYPTO
 */
gboolean
kiosk_pace_outcome_open_chip_proof (KioskPaceOutcome *self, const KioskPaceInfo *info,
                                    const guint8 *encryption_key, const guint8 *data, gsize length,
                                    GError **error)
{
  guint8 iv[KIOSK_CHIP_BLOCK_MAX];
  gsize n = length;

  if (length == 0 || length > sizeof self->proof || length % KIOSK_CHIP_BLOCK_MAX != 0
      || info->cipher == KIOSK_CHIP_CIPHER_3DES)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED, "a chip proof of no sound length");
  /* §4.4.3.5.4: the IV is minus one, encrypted. */
  memset (iv, 0xFF, sizeof iv);
  memcpy (self->proof, data, length);
  if (!kiosk_chip_cipher_encrypt (info->cipher, encryption_key, NULL, iv, sizeof iv)
      || !kiosk_chip_cipher_decrypt (info->cipher, encryption_key, iv, self->proof, length))
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_CRYPTO, "a chip proof cannot be decrypted");
  if (!kiosk_chip_unpad (self->proof, &n) || n == 0 || n > KIOSK_CHIP_COORDINATE_MAX)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED, "a chip proof that is not padded");
  self->proof_length = n;

  return TRUE;
}

/**
 * kiosk_pace_outcome_has_chip_proof:
 *
 * Returns: whether there is something to check a chip with
 */
gboolean
kiosk_pace_outcome_has_chip_proof (const KioskPaceOutcome *self)
{
  return self->proof_length > 0 && self->mapping_length > 0;
}

static gboolean
matches (const KioskPaceOutcome *self, const EC_GROUP *group, const EC_POINT *key)
{
  g_autoptr (KioskBigNumber) scalar = BN_secure_new ();
  g_autoptr (KioskEcPoint) point = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (scalar == NULL || BN_bin2bn (self->proof, (int) self->proof_length, scalar) == NULL
      || BN_is_zero (scalar) || BN_cmp (scalar, EC_GROUP_get0_order (group)) >= 0)
    return FALSE;
  point = kiosk_chip_curve_multiply (group, key, scalar);

  return point != NULL && kiosk_chip_curve_write_point (group, point, bytes)
         && bytes->len == self->mapping_length
         && CRYPTO_memcmp (bytes->data, self->mapping_key, bytes->len) == 0;
}

/**
 * kiosk_pace_outcome_check_chip:
 * @public_key_info: the chip's static key, from EF.CardSecurity or data group 14
 *
 * §4.4.3.5.2: the key, times what the chip sent, has to be the point it mapped the nonce with. It
 * proves that the chip holds the key; that the key is a card's, whoever signed it has to say.
 *
 * Returns: whether the chip holds the key; if not, %KIOSK_CHIP_ERROR_NOT_GENUINE, or an error of
 *   kiosk_chip_curve_read_key()
 */
gboolean
kiosk_pace_outcome_check_chip (const KioskPaceOutcome *self, GBytes *public_key_info,
                               GError **error)
{
  g_autoptr (KioskEcGroup) own = kiosk_chip_curve_new (self->parameter_id);
  g_autoptr (KioskEcGroup) group = NULL;
  g_autoptr (KioskEcPoint) key = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (public_key_info, &length);

  if (!kiosk_pace_outcome_has_chip_proof (self) || own == NULL)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_NOT_GENUINE, "the chip sent no proof");
  group = kiosk_chip_curve_read_key (data, length, &key, error);
  if (group == NULL)
    return FALSE;
  if (EC_GROUP_cmp (group, own, NULL) != 0 || !matches (self, group, key))
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_NOT_GENUINE,
                            "the chip does not hold the key it shows");

  return TRUE;
}
