/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/export.h"

#include "base/atomic-file.h"
#include "wire/bounds.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <stdio.h>

#define FOLDER_MODE 0750
#define FILE_MODE 0640

static gboolean
fail (GError **error, const char *what)
{
  int code = errno;

  g_set_error (error, KIOSK_ATOMIC_FILE_ERROR,
               code == ENOSPC ? KIOSK_ATOMIC_FILE_ERROR_NO_SPACE : KIOSK_ATOMIC_FILE_ERROR_IO,
               "cannot %s: %s", what, g_strerror (code));
  return FALSE;
}

/* The folder is ours and flat: what a killed worker has left there. */
static gboolean
empty_folder (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_remove (path) != 0)
        return fail (error, "clear an unfinished folder of the export");
    }

  return TRUE;
}

static gboolean
write_file (const char *folder, const char *name, gconstpointer data, gsize length, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return kiosk_atomic_file_write (path, data, length, FILE_MODE, error);
}

static gboolean
write_bytes (const char *folder, const char *name, GBytes *bytes, GError **error)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  return write_file (folder, name, data, length, error);
}

static gboolean
write_secret (const char *folder, const char *name, const KioskSecret *secret, GError **error)
{
  gsize length;
  gconstpointer data = kiosk_secret_get_data (secret, &length);

  return write_file (folder, name, data, length, error);
}

static gboolean
fill (const char *folder, const KioskDossier *dossier, GBytes *portal, const KioskRecord *record,
      GError **error)
{
  for (guint i = 0; i < dossier->pages->len; i++)
    {
      const KioskDossierPage *page = g_ptr_array_index (dossier->pages, i);

      if (!write_secret (folder, page->file, page->bytes, error))
        return FALSE;
    }

  return write_secret (folder, "kiosk.json", dossier->text, error)
         && write_bytes (folder, "manifest.json", record->manifest, error)
         && write_bytes (folder, "receipt.json", record->receipt, error)
         && write_bytes (folder, "dossier.json", portal, error);
}

/* The manifest names one submission and no other; the time of a receipt may differ between copies. */
static gboolean
is_of (const char *folder, const KioskRecord *record, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "manifest.json", NULL);
  g_autoptr (GBytes) manifest = kiosk_file_read (path, KIOSK_WIRE_MAX_BODY, error);

  if (manifest == NULL)
    return FALSE;
  if (g_bytes_equal (manifest, record->manifest))
    return TRUE;

  g_set_error_literal (error, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_IO,
                       "the export has another submission under this number, as after a database "
                       "was restored: raise next_number in table counter, clear official here");
  return FALSE;
}

/**
 * kiosk_export_write:
 * @folder: where the province's own system looks
 * @official: the official number, the name of the folder made in @folder
 * @dossier: an opened and checked dossier
 * @portal: see kiosk_portal_write()
 * @record: what the gateway knows of it
 * @error: return location, of #KioskAtomicFileError
 *
 * The folder appears whole and durable, or not at all; when it is there already nothing is done,
 * so that a worker that was killed after writing it does not write it twice. A folder that holds
 * another submission is an error: neither is lost.
 *
 * Returns: whether the folder is there, with this submission in it
 */
gboolean
kiosk_export_write (const char *folder, const char *official, const KioskDossier *dossier,
                    GBytes *portal, const KioskRecord *record, GError **error)
{
  g_autofree char *final = g_build_filename (folder, official, NULL);
  g_autofree char *name = g_strdup_printf (".%s.part", record->id);
  g_autofree char *unfinished = g_build_filename (folder, name, NULL);

  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    return fail (error, "make the folder of setting \"export\"");
  if (g_file_test (final, G_FILE_TEST_IS_DIR))
    return is_of (final, record, error) && kiosk_sync_folder (folder, error);

  if (g_mkdir (unfinished, FOLDER_MODE) != 0 && errno != EEXIST)
    return fail (error, "make a folder in the export");
  if (!empty_folder (unfinished, error) || !fill (unfinished, dossier, portal, record, error)
      || !kiosk_sync_folder (unfinished, error))
    return FALSE;
  if (rename (unfinished, final) != 0)
    return fail (error, "name a finished folder in the export");

  return kiosk_sync_folder (folder, error);
}
