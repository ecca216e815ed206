/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/pace-mapping.h"

#include "base/secret.h"

#include <openssl/bn.h>

#include <string.h>

#define MAX_BLOCK 32 /* of the pseudo-random function, which is not that of the cipher */
#define MAX_RANDOM (KIOSK_CHIP_COORDINATE_MAX + 8 + MAX_BLOCK)

typedef BN_CTX BigNumbers;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BigNumbers, BN_CTX_free)

/* ICAO 9303-11 §4.4.3.3.2: what key and what number are made of, by the length of a block. */
static const guint8 constants_128[2][16] = {
  { 0xa6, 0x68, 0x89, 0x2a, 0x7c, 0x41, 0xe3, 0xca, 0x73, 0x9f, 0x40, 0xb0, 0x57, 0xd8, 0x59,
    0x04 },
  { 0xa4, 0xe1, 0x36, 0xac, 0x72, 0x5f, 0x73, 0x8b, 0x01, 0xc1, 0xf6, 0x02, 0x17, 0xc1, 0x88,
    0xad },
};
static const guint8 constants_256[2][32]
    = {
        { 0xd4, 0x63, 0xd6, 0x52, 0x34, 0x12, 0x4e, 0xf7, 0x89, 0x70, 0x54,
          0x98, 0x6d, 0xca, 0x0a, 0x17, 0x4e, 0x28, 0xdf, 0x75, 0x8c, 0xba,
          0xa0, 0x3f, 0x24, 0x06, 0x16, 0x41, 0x4d, 0x5a, 0x16, 0x76 },
        { 0x54, 0xbd, 0x72, 0x55, 0xf0, 0xaa, 0xf8, 0x31, 0xbe, 0xc3, 0x42,
          0x3f, 0xcf, 0x39, 0xd6, 0x9b, 0x6c, 0xbf, 0x06, 0x66, 0x77, 0xd0,
          0xfa, 0xae, 0x5a, 0xad, 0xd9, 0x9d, 0xf8, 0xe5, 0x35, 0x17 },
      };

/* The numbers of the point encoding; each belongs to the context. */
typedef struct
{
  BN_CTX *context;
  BIGNUM *p, *a, *b;
  BIGNUM *t; /* what is encoded */
  BIGNUM *x2, *x3;
  BIGNUM *h2;   /* the curve at x2 */
  BIGNUM *root; /* of 1/h2, if it is a square */
  BIGNUM *scratch;
} Encoding;

/**
 * kiosk_pace_mapping_get_nonce_size:
 *
 * Returns: bytes of the chip's nonce in integrated mapping, whole blocks that hold a key
 */
gsize
kiosk_pace_mapping_get_nonce_size (KioskChipCipher cipher)
{
  return kiosk_chip_cipher_get_key_size (cipher) == 16 ? 16 : 32;
}

/**
 * kiosk_pace_mapping_map_generic:
 * @nonce: the chip's
 * @common: the point that both sides agreed on
 *
 * §4.4.3.3.1: the generator, times the nonce, plus the common point.
 *
 * Returns: (transfer full) (nullable): the new generator; %NULL when there is none
 */
EC_POINT *
kiosk_pace_mapping_map_generic (const EC_GROUP *group, const guint8 *nonce, gsize length,
                                const EC_POINT *common)
{
  g_autoptr (KioskBigNumber) s = BN_secure_new ();
  g_autoptr (KioskEcPoint) generator = NULL;

  if (s == NULL || BN_bin2bn (nonce, (int) length, s) == NULL)
    return NULL;
  BN_set_flags (s, BN_FLG_CONSTTIME);
  generator = kiosk_chip_curve_multiply (group, EC_GROUP_get0_generator (group), s);
  if (generator == NULL || EC_POINT_add (group, generator, generator, common, NULL) != 1
      || EC_POINT_is_at_infinity (group, generator) == 1)
    return NULL;

  return g_steal_pointer (&generator);
}

/* R(s,t): a chain of encryptions, each under the key that the one before made. */
static gboolean
make_random (KioskChipCipher cipher, const guint8 *nonce, gsize block, const guint8 *own_nonce,
             guint8 *random, gsize n_blocks)
{
  const guint8 *c0 = block == 16 ? constants_128[0] : constants_256[0];
  const guint8 *c1 = block == 16 ? constants_128[1] : constants_256[1];
  guint8 key[MAX_BLOCK] = { 0 };
  guint8 next[MAX_BLOCK];
  gboolean done;

  memcpy (key, nonce, block);
  done = kiosk_chip_cipher_encrypt (cipher, own_nonce, NULL, key, block);
  for (gsize i = 0; done && i < n_blocks; i++)
    {
      memcpy (random + i * block, c1, block);
      memcpy (next, c0, block);
      /* AES-192 takes the first 24 bytes of the key. */
      done = kiosk_chip_cipher_encrypt (cipher, key, NULL, random + i * block, block)
             && kiosk_chip_cipher_encrypt (cipher, key, NULL, next, block);
      memcpy (key, next, block);
    }
  kiosk_wipe (key, sizeof key);
  kiosk_wipe (next, sizeof next);

  return done;
}

/* x2 = -b/a · (1 + 1/(α + α²)) and x3 = α · x2, where α = -t². */
static gboolean
make_abscissas (Encoding *self)
{
  BIGNUM *alpha = BN_CTX_get (self->context);
  BIGNUM *n = self->scratch;
  BN_CTX *context = self->context;

  return alpha != NULL && BN_mod_sqr (n, self->t, self->p, context) == 1
         && BN_mod_sub (alpha, self->p, n, self->p, context) == 1
         && BN_mod_sqr (n, alpha, self->p, context) == 1
         && BN_mod_add (n, n, alpha, self->p, context) == 1
         && BN_mod_inverse (n, n, self->p, context) != NULL && BN_add_word (n, 1) == 1
         && BN_mod_mul (n, n, self->b, self->p, context) == 1
         && BN_mod_inverse (self->x2, self->a, self->p, context) != NULL
         && BN_mod_mul (n, n, self->x2, self->p, context) == 1
         && BN_mod_sub (self->x2, self->p, n, self->p, context) == 1
         && BN_mod_mul (self->x3, alpha, self->x2, self->p, context) == 1;
}

/* h2 = x2³ + a·x2 + b, and h2 to the p - 1 - (p + 1)/4: the root of its inverse, if it has one. */
static gboolean
make_root (Encoding *self)
{
  BIGNUM *exponent = BN_CTX_get (self->context);
  BN_CTX *context = self->context;

  return exponent != NULL && BN_mod_sqr (self->h2, self->x2, self->p, context) == 1
         && BN_mod_add (self->h2, self->h2, self->a, self->p, context) == 1
         && BN_mod_mul (self->h2, self->h2, self->x2, self->p, context) == 1
         && BN_mod_add (self->h2, self->h2, self->b, self->p, context) == 1
         && BN_copy (self->scratch, self->p) != NULL && BN_add_word (self->scratch, 1) == 1
         && BN_rshift (self->scratch, self->scratch, 2) == 1
         && BN_sub (exponent, self->p, self->scratch) == 1 && BN_sub_word (exponent, 1) == 1
         && BN_mod_exp (self->root, self->h2, exponent, self->p, context) == 1;
}

/* If root² · h2 is 1, the point is (x2, root · h2), else (x3, root · t³ · h2). */
static gboolean
choose_point (Encoding *self, const EC_GROUP *group, EC_POINT *point)
{
  BIGNUM *y = BN_CTX_get (self->context);
  BIGNUM *n = self->scratch;
  BN_CTX *context = self->context;
  const BIGNUM *x = self->x2;

  if (y == NULL || BN_mod_sqr (n, self->root, self->p, context) != 1
      || BN_mod_mul (n, n, self->h2, self->p, context) != 1
      || BN_mod_mul (y, self->root, self->h2, self->p, context) != 1)
    return FALSE;
  if (!BN_is_one (n))
    {
      x = self->x3;
      if (BN_mod_sqr (n, self->t, self->p, context) != 1
          || BN_mod_mul (n, n, self->t, self->p, context) != 1
          || BN_mod_mul (y, y, n, self->p, context) != 1)
        return FALSE;
    }

  /* This refuses what is not on the curve. */
  return EC_POINT_set_affine_coordinates (group, point, x, y, context) == 1;
}

/* ICAO 9303-11 appendix B.2, for fields where p = 3 mod 4: all but that of P-224. */
static gboolean
encode_point (Encoding *self, const EC_GROUP *group, EC_POINT *point)
{
  return EC_GROUP_get_curve (group, self->p, self->a, self->b, self->context) == 1
         && BN_mod_word (self->p, 4) == 3
         && BN_nnmod (self->t, self->t, self->p, self->context) == 1 && make_abscissas (self)
         && make_root (self) && choose_point (self, group, point);
}

static gboolean
map_random (const EC_GROUP *group, const guint8 *random, gsize length, EC_POINT *point)
{
  g_autoptr (BigNumbers) context = BN_CTX_secure_new ();
  Encoding encoding = { .context = context };
  BIGNUM **const numbers[]
      = { &encoding.p,  &encoding.a,  &encoding.b,    &encoding.t,      &encoding.x2,
          &encoding.x3, &encoding.h2, &encoding.root, &encoding.scratch };
  gboolean done;

  if (context == NULL)
    return FALSE;
  BN_CTX_start (context);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    *numbers[i] = BN_CTX_get (context);
  done = encoding.scratch != NULL && BN_bin2bn (random, (int) length, encoding.t) != NULL
         && encode_point (&encoding, group, point);
  BN_CTX_end (context);

  return done;
}

/**
 * kiosk_pace_mapping_map_integrated:
 * @nonce: the chip's, of kiosk_pace_mapping_get_nonce_size() bytes
 * @own_nonce: as long as a key of @cipher
 *
 * §4.4.3.3.2: both nonces are hashed onto the curve.
 *
 * Returns: (transfer full) (nullable): the new generator; %NULL when there is none
 */
EC_POINT *
kiosk_pace_mapping_map_integrated (const EC_GROUP *group, KioskChipCipher cipher,
                                   const guint8 *nonce, gsize length, const guint8 *own_nonce)
{
  g_autoptr (KioskEcPoint) point = EC_POINT_new (group);
  gsize bits = (gsize) EC_GROUP_get_degree (group) + 64;
  gsize n_blocks = (bits + length * 8 - 1) / (length * 8);
  guint8 random[MAX_RANDOM];
  gboolean done;

  g_return_val_if_fail (length == kiosk_pace_mapping_get_nonce_size (cipher), NULL);
  g_return_val_if_fail (n_blocks * length <= sizeof random, NULL);

  done = point != NULL && make_random (cipher, nonce, length, own_nonce, random, n_blocks)
         && map_random (group, random, n_blocks * length, point);
  kiosk_wipe (random, sizeof random);

  return done ? g_steal_pointer (&point) : NULL;
}
