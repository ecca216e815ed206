/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-outbox"

#include "outbox/vault.h"

#include "base/atomic-file.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/**
 * KioskVault:
 *
 * Everything of the outbox that is a file and not a row.
 *
 * Several processes have it open, and a folder that is being filled has no row yet, so whoever fills
 * or sweeps holds a lock; the kernel lets go of it when a process dies.
 */
struct _KioskVault
{
  char *entries;       /* the folder of all folders */
  GPtrArray *doubtful; /* (element-type utf8): names whose row may still come back */
  int lock_fd;
};

static gboolean
fail (GError **error, const char *what, int saved_errno)
{
  gboolean full = saved_errno == ENOSPC || saved_errno == EDQUOT;

  g_set_error (error, KIOSK_ATOMIC_FILE_ERROR,
               full ? KIOSK_ATOMIC_FILE_ERROR_NO_SPACE : KIOSK_ATOMIC_FILE_ERROR_IO,
               "Could not %s: %s", what, g_strerror (saved_errno));
  return FALSE;
}

/**
 * kiosk_vault_open:
 * @folder: the outbox's folder; made when missing
 * @error: a #KioskAtomicFileError
 *
 * Returns: (transfer full): the vault
 */
KioskVault *
kiosk_vault_open (const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *lock = g_build_filename (folder, "lock", NULL);
  g_autoptr (KioskVault) self = g_new0 (KioskVault, 1);

  self->entries = g_build_filename (folder, "entries", NULL);
  self->doubtful = g_ptr_array_new_with_free_func (g_free);
  self->lock_fd = -1;
  if (g_mkdir_with_parents (self->entries, 0700) == 0)
    self->lock_fd = open (lock, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (self->lock_fd < 0)
    {
      fail (error, "use the outbox's folder (mend its owner and mode)", errno);
      return NULL;
    }
  if (!kiosk_sync_folder (folder, error) || !kiosk_sync_folder (parent, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * kiosk_vault_free:
 * @self: (transfer full): a vault
 */
void
kiosk_vault_free (KioskVault *self)
{
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_ptr_array_unref (self->doubtful);
  g_free (self->entries);
  g_free (self);
}

/**
 * kiosk_vault_lock:
 * @self: a vault
 * @wait: whether to wait for another process that fills or sweeps
 *
 * Returns: whether nobody else fills or sweeps until kiosk_vault_unlock()
 */
gboolean
kiosk_vault_lock (KioskVault *self, gboolean wait)
{
  int result;

  do
    result = flock (self->lock_fd, LOCK_EX | (wait ? 0 : LOCK_NB));
  while (result != 0 && errno == EINTR);

  return result == 0;
}

/**
 * kiosk_vault_unlock:
 * @self: a vault that is locked
 */
void
kiosk_vault_unlock (KioskVault *self)
{
  flock (self->lock_fd, LOCK_UN);
}

/**
 * kiosk_vault_get_entries:
 * @self: a vault
 *
 * Returns: the folder of all entries' folders
 */
const char *
kiosk_vault_get_entries (KioskVault *self)
{
  return self->entries;
}

static gboolean
fill (KioskVault *self, const KioskSealingOrder *order, const char *path,
      KioskSealedEnvelope *envelope, GError **error)
{
  if (mkdir (path, 0700) != 0)
    return fail (error, "make a folder for sealed parts", errno);

  return kiosk_sealing_write (order, path, envelope, error) && kiosk_sync_folder (path, error)
         && kiosk_sync_folder (self->entries, error);
}

/**
 * kiosk_vault_write:
 * @self: a vault that is locked
 * @order: what to seal
 * @envelope: (out caller-allocates): what describes it
 * @error: a #KioskAtomicFileError; nothing is left behind
 *
 * Returns: whether the sealed parts, their names and their folder survive a power cut
 */
gboolean
kiosk_vault_write (KioskVault *self, const KioskSealingOrder *order, KioskSealedEnvelope *envelope,
                   GError **error)
{
  g_autofree char *path = g_build_filename (self->entries, order->provisional, NULL);
  g_autoptr (GError) second = NULL;

  if (fill (self, order, path, envelope, error))
    return TRUE;

  if (!kiosk_vault_remove (self, order->provisional, &second))
    g_warning ("An orphan stays until the next start: %s", second->message);
  return FALSE;
}

/**
 * kiosk_vault_remove:
 * @self: a vault
 * @name: an entry's provisional number; a folder that is not there is as good as removed
 * @error: a #KioskAtomicFileError
 *
 * The parts are only forgotten by the file system; what makes them unreadable is that their key was
 * never kept.
 *
 * Returns: whether it is gone
 */
gboolean
kiosk_vault_remove (KioskVault *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->entries, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file_path = g_build_filename (path, file, NULL);

      if (unlink (file_path) != 0 && errno != ENOENT)
        return fail (error, "remove a sealed part", errno);
    }

  if (rmdir (path) != 0 && errno != ENOENT)
    return fail (error, "remove a folder of sealed parts", errno);
  return TRUE;
}

/**
 * kiosk_vault_doubt:
 * @self: a vault
 * @name: a folder whose row was not committed, but may come back when the log is recovered
 */
void
kiosk_vault_doubt (KioskVault *self, const char *name)
{
  g_ptr_array_add (self->doubtful, g_strdup (name));
}

/**
 * kiosk_vault_settle:
 * @self: a vault that is locked
 *
 * Called when another commit has written over those that failed: their folders go.
 */
void
kiosk_vault_settle (KioskVault *self)
{
  for (guint i = 0; i < self->doubtful->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!kiosk_vault_remove (self, g_ptr_array_index (self->doubtful, i), &error))
        g_warning ("An orphan stays until the next start: %s", error->message);
    }
  g_ptr_array_set_size (self->doubtful, 0);
}

/**
 * kiosk_vault_sweep:
 * @self: a vault that is locked
 * @keep: (element-type utf8 utf8): the set of names that entries own
 *
 * Removes what a crash left behind.
 */
void
kiosk_vault_sweep (KioskVault *self, GHashTable *keep)
{
  g_autoptr (GDir) dir = g_dir_open (self->entries, 0, NULL);
  guint n_removed = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (GError) error = NULL;

      if (g_hash_table_contains (keep, name))
        continue;
      if (kiosk_vault_remove (self, name, &error))
        n_removed++;
      else
        g_warning ("An orphan stays until the next start: %s", error->message);
    }

  if (n_removed > 0)
    g_message ("Swept %u folders that no entry owns", n_removed);
}

/**
 * kiosk_vault_sync:
 * @self: a vault
 * @error: a #KioskAtomicFileError
 *
 * Returns: whether removed folders stay removed at a power cut
 */
gboolean
kiosk_vault_sync (KioskVault *self, GError **error)
{
  return kiosk_sync_folder (self->entries, error);
}

/**
 * kiosk_vault_measure:
 * @self: a vault
 * @size: (out): the disk's size in bytes, 0 when it does not say
 * @available: (out): how much of it this program may still fill
 */
void
kiosk_vault_measure (KioskVault *self, guint64 *size, guint64 *available)
{
  struct statvfs info;

  *size = *available = 0;
  if (statvfs (self->entries, &info) != 0)
    {
      g_warning ("The disk does not say how full it is: %s", g_strerror (errno));
      return;
    }

  *size = (guint64) info.f_blocks * info.f_frsize;
  *available = (guint64) info.f_bavail * info.f_frsize;
}
