/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/secret.h"

#include <sodium.h>
#include <string.h>

/* One allocation for count and bytes: nothing but the bytes' own address ever holds them. */
struct _KioskSecret
{
  gatomicrefcount ref_count;
  gsize size;
  guint8 data[]; /* size bytes and a NUL */
};

static KioskSecret *
allocate (gsize length)
{
  KioskSecret *self = g_malloc (sizeof (KioskSecret) + length + 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->size = length;
  self->data[length] = '\0';

  return self;
}

/**
 * kiosk_secret_new:
 * @data: (array length=length) (nullable): the bytes to copy; the caller wipes its own
 * @length: how many
 *
 * Returns: (transfer full): the bytes, followed by a NUL that is not counted
 */
KioskSecret *
kiosk_secret_new (gconstpointer data, gsize length)
{
  KioskSecret *self;

  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (length < G_MAXSIZE - sizeof (KioskSecret) - 1, NULL);

  self = allocate (length);
  if (length > 0)
    memcpy (self->data, data, length);

  return self;
}

/**
 * kiosk_secret_new_text:
 * @text: what to copy, up to its NUL
 *
 * Returns: (transfer full): the text
 */
KioskSecret *
kiosk_secret_new_text (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return kiosk_secret_new (text, strlen (text));
}

/**
 * kiosk_secret_take:
 * @data: (transfer full) (array length=length): bytes from g_malloc(), wiped and freed here
 * @length: how many
 *
 * Returns: (transfer full): the same bytes
 */
KioskSecret *
kiosk_secret_take (gpointer data, gsize length)
{
  KioskSecret *self = kiosk_secret_new (data, length);

  if (data != NULL)
    kiosk_wipe (data, length);
  g_free (data);

  return self;
}

/**
 * kiosk_secret_ref:
 * @self: a secret
 *
 * Returns: (transfer full): @self, for one more owner
 */
KioskSecret *
kiosk_secret_ref (KioskSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * kiosk_secret_unref:
 * @self: (transfer full): a secret
 *
 * Wipes the bytes when nobody else holds them.
 */
void
kiosk_secret_unref (KioskSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  kiosk_wipe (self->data, self->size);
  g_free (self);
}

/**
 * kiosk_secret_get_data:
 * @self: a secret
 * @length: (out) (optional): how many bytes
 *
 * Returns: (transfer none) (array length=length): the bytes, valid while @self is held
 */
gconstpointer
kiosk_secret_get_data (const KioskSecret *self, gsize *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->size;

  return self->data;
}

/**
 * kiosk_secret_get_text:
 * @self: a secret
 *
 * The bytes end at the first NUL when there is one among them, and need not be UTF-8.
 *
 * Returns: (transfer none): the bytes as text
 */
const char *
kiosk_secret_get_text (const KioskSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *) self->data;
}

/**
 * kiosk_secret_get_size:
 * @self: a secret
 *
 * Returns: how many bytes, without the NUL behind them
 */
gsize
kiosk_secret_get_size (const KioskSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

/**
 * kiosk_wipe:
 * @data: (nullable): memory that held something personal
 * @length: how many bytes
 *
 * Overwrites in a way that the compiler may not leave out.
 */
void
kiosk_wipe (gpointer data, gsize length)
{
  if (data != NULL && length > 0)
    sodium_memzero (data, length);
}

/**
 * kiosk_wipe_text:
 * @text: (transfer full) (nullable): text from g_malloc()
 *
 * Wipes up to the NUL, then frees: g_free() for personal text.
 */
void
kiosk_wipe_text (char *text)
{
  if (text == NULL)
    return;

  kiosk_wipe (text, strlen (text));
  g_free (text);
}
