/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/signature.h"

#include "base/key-file.h"
#include "base/sodium-start.h"

#include <sodium.h>
#include <string.h>

#define KIND "motcua-signing-key-1"

G_STATIC_ASSERT (KIOSK_SIGNATURE_SIZE == crypto_sign_BYTES);
G_STATIC_ASSERT (KIOSK_PUBLIC_KEY_SIZE == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (KIOSK_KEY_HALF_SIZE == crypto_sign_SEEDBYTES);

struct _KioskSigningKey
{
  gatomicrefcount ref_count;
  char *id;
  guint8 public_key[KIOSK_PUBLIC_KEY_SIZE];
  guint8 private_key[crypto_sign_SECRETKEYBYTES]; /* seed, then public key; zero without one */
  gboolean has_private;
};

/**
 * kiosk_signing_key_new_public:
 * @public_key: an Ed25519 public key
 *
 * Returns: (transfer full): a key that can verify, not sign
 */
KioskSigningKey *
kiosk_signing_key_new_public (const guint8 public_key[KIOSK_PUBLIC_KEY_SIZE])
{
  KioskSigningKey *self;

  g_return_val_if_fail (public_key != NULL, NULL);

  kiosk_sodium_start ();
  self = g_new0 (KioskSigningKey, 1);
  g_atomic_ref_count_init (&self->ref_count);
  memcpy (self->public_key, public_key, sizeof self->public_key);
  self->id = kiosk_key_make_id (public_key);

  return self;
}

static KioskSigningKey *
new_from_seed (const guint8 seed[crypto_sign_SEEDBYTES])
{
  guint8 public_key[KIOSK_PUBLIC_KEY_SIZE];
  guint8 private_key[crypto_sign_SECRETKEYBYTES];
  KioskSigningKey *self;

  kiosk_sodium_start ();
  crypto_sign_seed_keypair (public_key, private_key, seed);
  self = kiosk_signing_key_new_public (public_key);
  memcpy (self->private_key, private_key, sizeof private_key);
  self->has_private = TRUE;
  kiosk_wipe (private_key, sizeof private_key);

  return self;
}

/**
 * kiosk_signing_key_generate:
 *
 * Returns: (transfer full): a new key pair
 */
KioskSigningKey *
kiosk_signing_key_generate (void)
{
  guint8 seed[crypto_sign_SEEDBYTES];
  KioskSigningKey *self;

  kiosk_sodium_start ();
  randombytes_buf (seed, sizeof seed);
  self = new_from_seed (seed);
  kiosk_wipe (seed, sizeof seed);

  return self;
}

/**
 * kiosk_signing_key_load:
 * @path: a file written by kiosk_signing_key_save()
 * @error: a #KioskKeyError
 *
 * Returns: (transfer full): the key, able to sign when the file holds the private half
 */
KioskSigningKey *
kiosk_signing_key_load (const char *path, GError **error)
{
  g_autoptr (KioskSigningKey) self = NULL;
  KioskKeyHalves halves;
  gboolean fits;

  g_return_val_if_fail (path != NULL, NULL);

  if (!kiosk_key_file_read (path, KIND, &halves, error))
    return NULL;

  if (halves.has_private)
    self = new_from_seed (halves.private_half);
  else
    self = kiosk_signing_key_new_public (halves.public_half);
  fits = memcmp (self->public_key, halves.public_half, sizeof self->public_key) == 0;
  kiosk_wipe (&halves, sizeof halves);
  if (!fits)
    {
      g_set_error (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_MALFORMED,
                   "The halves of the key in %s do not belong together; make a new one", path);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * kiosk_signing_key_save:
 * @self: a key
 * @path: where to
 * @with_private: whether to write the private half, in a file that only its owner can read;
 *   without it the file may be given away
 * @error: a #KioskAtomicFileError, or %KIOSK_KEY_ERROR_MISSING when there is no private half
 *
 * Returns: whether it was written
 */
gboolean
kiosk_signing_key_save (KioskSigningKey *self, const char *path, gboolean with_private,
                        GError **error)
{
  KioskKeyHalves halves;
  gboolean written;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  if (with_private && !self->has_private)
    {
      g_set_error_literal (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_MISSING,
                           "There is no private half of this key to write");
      return FALSE;
    }

  memcpy (halves.public_half, self->public_key, KIOSK_KEY_HALF_SIZE);
  memcpy (halves.private_half, self->private_key, KIOSK_KEY_HALF_SIZE);
  halves.has_private = self->has_private;
  written = kiosk_key_file_write (path, KIND, &halves, with_private, error);
  kiosk_wipe (&halves, sizeof halves);

  return written;
}

/**
 * kiosk_signing_key_ref:
 * @self: a key
 *
 * Returns: (transfer full): @self, for one more owner
 */
KioskSigningKey *
kiosk_signing_key_ref (KioskSigningKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * kiosk_signing_key_unref:
 * @self: (transfer full): a key, wiped when nobody else holds it
 */
void
kiosk_signing_key_unref (KioskSigningKey *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  kiosk_wipe (self->private_key, sizeof self->private_key);
  g_free (self->id);
  g_free (self);
}

/**
 * kiosk_signing_key_get_id:
 * @self: a key
 *
 * Returns: (transfer none): 8 hex digits by which the other end finds the key; not a proof
 */
const char *
kiosk_signing_key_get_id (KioskSigningKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * kiosk_signing_key_get_public:
 * @self: a key
 *
 * Returns: (transfer none) (array fixed-size=32): the public half
 */
const guint8 *
kiosk_signing_key_get_public (KioskSigningKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->public_key;
}

/**
 * kiosk_signing_key_sign:
 * @self: a key
 * @data: (array length=length): what to sign, itself, not its digest
 * @length: how many bytes
 * @signature: (out caller-allocates): where the signature goes
 *
 * Returns: %FALSE when @self holds only the public half
 */
gboolean
kiosk_signing_key_sign (KioskSigningKey *self, gconstpointer data, gsize length,
                        guint8 signature[KIOSK_SIGNATURE_SIZE])
{
  g_return_val_if_fail (self != NULL && signature != NULL, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  if (!self->has_private)
    return FALSE;

  return crypto_sign_detached (signature, NULL, data, length, self->private_key) == 0;
}

/**
 * kiosk_signing_key_verify:
 * @self: a key
 * @data: (array length=length): what was signed
 * @length: how many bytes
 * @signature: the signature
 *
 * Returns: whether @self signed exactly these bytes
 */
gboolean
kiosk_signing_key_verify (KioskSigningKey *self, gconstpointer data, gsize length,
                          const guint8 signature[KIOSK_SIGNATURE_SIZE])
{
  g_return_val_if_fail (self != NULL && signature != NULL, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  return crypto_sign_verify_detached (signature, data, length, self->public_key) == 0;
}
