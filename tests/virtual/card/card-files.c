/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "card-files.h"

#include <string.h>

static char *
name_of (guint id)
{
  switch (id)
    {
    case CARD_FILE_CARD_ACCESS:
      return g_strdup ("EF.CardAccess.bin");
    case 0x011E:
      return g_strdup ("EF.COM.bin");
    case 0x011D:
      return g_strdup ("EF.SOD.bin");
    default:
      return g_strdup_printf ("DG%u.bin", id - 0x0100);
    }
}

/* "DG2" or "DG2:100" of the profile, for the file that is called so. */
static gboolean
is_meant (const CardProfile *profile, const char *key, const char *name, gsize *number)
{
  g_autofree char *text = card_profile_get_text (profile, key);
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, ":", 2) : NULL;
  g_autofree char *file = NULL;

  if (parts == NULL || parts[0] == NULL)
    return FALSE;
  file = g_strconcat (parts[0], ".bin", NULL);
  if (parts[1] != NULL && number != NULL)
    *number = (gsize) g_ascii_strtoull (parts[1], NULL, 10);

  return strcmp (file, name) == 0;
}

static GBytes *
spoil (const CardProfile *profile, const char *name, guint8 *data, gsize length)
{
  static const guint8 absurd[] = { 0x83, 0xFF, 0xFF, 0xF0 };
  gsize number = length / 2;

  if (is_meant (profile, "truncate", name, &number))
    length = MIN (length, number);
  if (is_meant (profile, "absurd", name, NULL) && length > sizeof absurd + 1)
    memcpy (data + 1, absurd, sizeof absurd);

  return g_bytes_new_take (data, length);
}

/* A file that is not in @folder, or is "hidden", is not on the card. */
CardFiles *
card_files_load (const char *folder, const CardProfile *profile)
{
  CardFiles *self = g_new0 (CardFiles, 1);

  self->by_id = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_bytes_unref);
  for (guint id = 0x0101; id <= 0x011E; id++)
    {
      g_autofree char *name = name_of (id);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *data;
      gsize length;

      if (is_meant (profile, "hidden", name, NULL)
          || !g_file_get_contents (path, &data, &length, NULL))
        continue;
      g_hash_table_insert (self->by_id, GUINT_TO_POINTER (id),
                           spoil (profile, name, (guint8 *) data, length));
    }

  return self;
}

void
card_files_free (CardFiles *self)
{
  g_hash_table_unref (self->by_id);
  g_free (self);
}

GBytes *
card_files_get (const CardFiles *self, guint id)
{
  return g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (id));
}

guint
card_files_of_short (guint short_id, gboolean in_application)
{
  if (!in_application)
    return short_id == 0x1C ? CARD_FILE_CARD_ACCESS : 0;

  return short_id == 0x1C ? 0 : 0x0100 | short_id;
}
