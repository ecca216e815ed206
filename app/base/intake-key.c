/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/seal.h"

#include "base/key-error.h"
#include "base/key-file.h"
#include "base/sodium-start.h"

#include <sodium.h>
#include <string.h>

#define KIND "motcua-intake-key-1"

G_STATIC_ASSERT (KIOSK_KEY_HALF_SIZE == crypto_box_PUBLICKEYBYTES);
G_STATIC_ASSERT (KIOSK_KEY_HALF_SIZE == crypto_box_SECRETKEYBYTES);
G_STATIC_ASSERT (KIOSK_SEALED_KEY_SIZE == KIOSK_SEAL_KEY_SIZE + crypto_box_SEALBYTES);

struct _KioskIntakeKey
{
  gatomicrefcount ref_count;
  char *id;
  KioskKeyHalves halves;
};

static KioskIntakeKey *
new_from_halves (const KioskKeyHalves *halves)
{
  KioskIntakeKey *self = g_new0 (KioskIntakeKey, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->halves = *halves;
  self->id = kiosk_key_make_id (halves->public_half);

  return self;
}

/**
 * kiosk_intake_key_generate:
 *
 * Returns: (transfer full): a new key pair
 */
KioskIntakeKey *
kiosk_intake_key_generate (void)
{
  KioskKeyHalves halves = { .has_private = TRUE };
  KioskIntakeKey *self;

  kiosk_sodium_start ();
  crypto_box_keypair (halves.public_half, halves.private_half);
  self = new_from_halves (&halves);
  kiosk_wipe (&halves, sizeof halves);

  return self;
}

/**
 * kiosk_intake_key_load:
 * @path: a file written by kiosk_intake_key_save()
 * @error: a #KioskKeyError
 *
 * Returns: (transfer full): the key, able to open when the file holds the private half
 */
KioskIntakeKey *
kiosk_intake_key_load (const char *path, GError **error)
{
  guint8 public_half[KIOSK_KEY_HALF_SIZE];
  KioskIntakeKey *self = NULL;
  KioskKeyHalves halves;

  g_return_val_if_fail (path != NULL, NULL);

  kiosk_sodium_start ();
  if (!kiosk_key_file_read (path, KIND, &halves, error))
    return NULL;

  if (halves.has_private
      && (crypto_scalarmult_base (public_half, halves.private_half) != 0
          || memcmp (public_half, halves.public_half, sizeof public_half) != 0))
    g_set_error (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_MALFORMED,
                 "The halves of the key in %s do not belong together; make a new one", path);
  else
    self = new_from_halves (&halves);
  kiosk_wipe (&halves, sizeof halves);

  return self;
}

/**
 * kiosk_intake_key_save:
 * @self: a key
 * @path: where to
 * @with_private: whether to write the private half; the file for kiosks is without it
 * @error: a #KioskAtomicFileError, or %KIOSK_KEY_ERROR_MISSING when there is no private half
 *
 * Returns: whether it was written
 */
gboolean
kiosk_intake_key_save (KioskIntakeKey *self, const char *path, gboolean with_private,
                       GError **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  if (with_private && !self->halves.has_private)
    {
      g_set_error_literal (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_MISSING,
                           "There is no private half of this key to write");
      return FALSE;
    }

  return kiosk_key_file_write (path, KIND, &self->halves, with_private, error);
}

/**
 * kiosk_intake_key_ref:
 * @self: a key
 *
 * Returns: (transfer full): @self, for one more owner
 */
KioskIntakeKey *
kiosk_intake_key_ref (KioskIntakeKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * kiosk_intake_key_unref:
 * @self: (transfer full): a key, wiped when nobody else holds it
 */
void
kiosk_intake_key_unref (KioskIntakeKey *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  kiosk_wipe (&self->halves, sizeof self->halves);
  g_free (self->id);
  g_free (self);
}

/**
 * kiosk_intake_key_get_id:
 * @self: a key
 *
 * Returns: (transfer none): 8 hex digits by which the province finds its private half
 */
const char *
kiosk_intake_key_get_id (KioskIntakeKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * kiosk_intake_key_seal:
 * @self: the province's key
 * @key: a key from kiosk_seal_key_new()
 *
 * Not even the kiosk that sealed it can open it again.
 *
 * Returns: (transfer full) (nullable): %KIOSK_SEALED_KEY_SIZE bytes, or %NULL when the public half
 * is not a usable point
 */
GBytes *
kiosk_intake_key_seal (KioskIntakeKey *self, const KioskSecret *key)
{
  guint8 sealed[KIOSK_SEALED_KEY_SIZE];

  g_return_val_if_fail (self != NULL && key != NULL, NULL);
  g_return_val_if_fail (kiosk_secret_get_size (key) == KIOSK_SEAL_KEY_SIZE, NULL);

  if (crypto_box_seal (sealed, kiosk_secret_get_data (key, NULL), KIOSK_SEAL_KEY_SIZE,
                       self->halves.public_half)
      != 0)
    return NULL;

  return g_bytes_new (sealed, sizeof sealed);
}

/**
 * kiosk_intake_key_open:
 * @self: a key with its private half
 * @sealed: (array length=length): from kiosk_intake_key_seal()
 * @length: how many bytes
 * @error: %KIOSK_KEY_ERROR_MISSING without a private half, otherwise %KIOSK_KEY_ERROR_REFUSED
 *
 * Returns: (transfer full): the key of the parts, or %NULL with @error set
 */
KioskSecret *
kiosk_intake_key_open (KioskIntakeKey *self, gconstpointer sealed, gsize length, GError **error)
{
  guint8 key[KIOSK_SEAL_KEY_SIZE];
  KioskSecret *secret = NULL;

  g_return_val_if_fail (self != NULL && sealed != NULL, NULL);

  if (!self->halves.has_private)
    g_set_error (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_MISSING,
                 "Only the public half of the intake key %s is here: it cannot open", self->id);
  else if (length != KIOSK_SEALED_KEY_SIZE
           || crypto_box_seal_open (key, sealed, length, self->halves.public_half,
                                    self->halves.private_half)
                  != 0)
    g_set_error (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_REFUSED,
                 "The sealed key was not made for the intake key %s", self->id);
  else
    secret = kiosk_secret_new (key, sizeof key);
  kiosk_wipe (key, sizeof key);

  return secret;
}
