/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/seal.h"

#include "base/key-error.h"
#include "base/sodium-start.h"

#include <sodium.h>

#define BLOCK ((gsize) 64 * 1024)
#define HEADER crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define EXTRA crypto_secretstream_xchacha20poly1305_ABYTES
#define TAG_MESSAGE crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
#define TAG_FINAL crypto_secretstream_xchacha20poly1305_TAG_FINAL

typedef crypto_secretstream_xchacha20poly1305_state Stream;

G_STATIC_ASSERT (KIOSK_SEAL_KEY_SIZE == crypto_secretstream_xchacha20poly1305_KEYBYTES);
G_STATIC_ASSERT (HEADER == 24 && EXTRA == 17);

/**
 * kiosk_seal_key_new:
 *
 * Returns: (transfer full): a random key for the parts of one submission
 */
KioskSecret *
kiosk_seal_key_new (void)
{
  guint8 key[KIOSK_SEAL_KEY_SIZE];
  KioskSecret *secret;

  kiosk_sodium_start ();
  crypto_secretstream_xchacha20poly1305_keygen (key);
  secret = kiosk_secret_new (key, sizeof key);
  kiosk_wipe (key, sizeof key);

  return secret;
}

/**
 * kiosk_seal:
 * @key: from kiosk_seal_key_new()
 * @plain: (array length=length): what to seal; empty is sealed too
 * @length: how many bytes
 *
 * Each call draws a new header, so one key may seal many parts.
 *
 * Returns: (transfer full): the sealed bytes, laid out as base/seal.h says
 */
GBytes *
kiosk_seal (const KioskSecret *key, gconstpointer plain, gsize length)
{
  const guint8 *from = plain;
  gsize n_blocks, size;
  guint8 *sealed, *to;
  Stream stream;

  g_return_val_if_fail (key != NULL && kiosk_secret_get_size (key) == KIOSK_SEAL_KEY_SIZE, NULL);
  g_return_val_if_fail (plain != NULL || length == 0, NULL);
  g_return_val_if_fail (length < G_MAXSIZE / 2, NULL);

  kiosk_sodium_start ();
  n_blocks = MAX ((length + BLOCK - 1) / BLOCK, 1);
  size = HEADER + length + n_blocks * EXTRA;
  sealed = g_malloc (size);
  crypto_secretstream_xchacha20poly1305_init_push (&stream, sealed,
                                                   kiosk_secret_get_data (key, NULL));
  to = sealed + HEADER;
  for (gsize i = 0; i < n_blocks; i++)
    {
      gsize n = MIN (length, BLOCK);

      crypto_secretstream_xchacha20poly1305_push (&stream, to, NULL, from, n, NULL, 0,
                                                  i + 1 == n_blocks ? TAG_FINAL : TAG_MESSAGE);
      to += n + EXTRA;
      from = from == NULL ? NULL : from + n;
      length -= n;
    }
  kiosk_wipe (&stream, sizeof stream);

  return g_bytes_new_take (sealed, size);
}

/* A stream that was cut, went on after its end, or had its blocks moved is refused as a whole. */
static gboolean
open_blocks (Stream *stream, const guint8 *from, gsize length, guint8 *to, gsize *n_plain)
{
  guint8 tag = TAG_MESSAGE;

  *n_plain = 0;
  while (length > 0)
    {
      gsize n = MIN (length, BLOCK + EXTRA);

      if (n < EXTRA || tag == TAG_FINAL
          || crypto_secretstream_xchacha20poly1305_pull (stream, to + *n_plain, NULL, &tag, from, n,
                                                         NULL, 0)
                 != 0)
        return FALSE;
      from += n;
      length -= n;
      *n_plain += n - EXTRA;
    }

  return tag == TAG_FINAL;
}

/**
 * kiosk_unseal:
 * @key: the key it was sealed with
 * @sealed: (array length=length): from kiosk_seal()
 * @length: how many bytes
 * @error: %KIOSK_KEY_ERROR_REFUSED: cut, changed, or another key
 *
 * Nothing is given out before all of it has been verified.
 *
 * Returns: (transfer full): the plain bytes, or %NULL with @error set
 */
KioskSecret *
kiosk_unseal (const KioskSecret *key, gconstpointer sealed, gsize length, GError **error)
{
  const guint8 *bytes = sealed;
  KioskSecret *plain = NULL;
  guint8 *open = NULL;
  gsize n_plain = 0;
  Stream stream;

  g_return_val_if_fail (key != NULL && kiosk_secret_get_size (key) == KIOSK_SEAL_KEY_SIZE, NULL);
  g_return_val_if_fail (sealed != NULL || length == 0, NULL);

  if (length > HEADER
      && crypto_secretstream_xchacha20poly1305_init_pull (&stream, bytes,
                                                          kiosk_secret_get_data (key, NULL))
             == 0)
    {
      open = g_malloc0 (length);
      if (open_blocks (&stream, bytes + HEADER, length - HEADER, open, &n_plain))
        plain = kiosk_secret_new (open, n_plain);
      kiosk_wipe (open, length);
      g_free (open);
      kiosk_wipe (&stream, sizeof stream);
    }
  if (plain == NULL)
    g_set_error_literal (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_REFUSED,
                         "A sealed part was changed, is not whole, or has another key");

  return plain;
}
