/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "records-under-test.h"

#include "base/digest.h"
#include "gateway/sqlite-records.h"

#include <glib/gstdio.h>

#include <string.h>

/* Every back-end of the records has to pass the same tests; this is where one is chosen. */
void
folder_set_up (Folder *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;

  self->path = g_dir_make_tmp ("gateway-XXXXXX", &error);
  g_assert_no_error (error);
  file = g_build_filename (self->path, "records", NULL);
  self->records = KIOSK_RECORDS (kiosk_sqlite_records_open (file, KIOSK_STORE_DURABLE, &error));
  g_assert_no_error (error);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

void
folder_tear_down (Folder *self, gconstpointer data)
{
  g_assert_finalize_object (self->records);
  remove_all (self->path);
  g_free (self->path);
}

KioskCommit *
folder_new_commit (const char *id, const char *device, const char *manifest)
{
  KioskCommit *commit = kiosk_commit_new ();

  commit->id = g_strdup (id);
  commit->device = g_strdup (device);
  commit->provisional = g_strdup ("KIOSK7-261125-0001");
  commit->procedure = g_strdup ("1.001193");
  commit->manifest = g_bytes_new (manifest, strlen (manifest));
  commit->manifest_sha256 = kiosk_sha256_hex (manifest, strlen (manifest));
  commit->signature = g_bytes_new ("signature", 9);
  commit->receipt = g_bytes_new (manifest, strlen (manifest));
  commit->receipt_signature = g_bytes_new ("s", 1);
  commit->received_at = g_strdup ("2026-11-25T09:41:00+07:00");
  commit->chunks = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (commit->chunks, g_strdup ("aa"));

  return commit;
}
