/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/atomic-file.h"

#include "base/identifier.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_QUARK (kiosk-atomic-file-error-quark, kiosk_atomic_file_error)

/* The path is not in the message: a file may be named after what is in it. */
static gboolean
fail (GError **error, const char *what, int saved_errno)
{
  KioskAtomicFileError code = KIOSK_ATOMIC_FILE_ERROR_IO;

  if (saved_errno == ENOSPC || saved_errno == EDQUOT)
    code = KIOSK_ATOMIC_FILE_ERROR_NO_SPACE;
  else if (saved_errno == ENOENT || saved_errno == ENOTDIR)
    code = KIOSK_ATOMIC_FILE_ERROR_NOT_FOUND;
  g_set_error (error, KIOSK_ATOMIC_FILE_ERROR, (int) code, "Could not %s: %s%s", what,
               g_strerror (saved_errno),
               code == KIOSK_ATOMIC_FILE_ERROR_NO_SPACE ? "; free some space and try again" : "");

  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      length -= (gsize) n;
    }

  return TRUE;
}

static int
sync_fd (int fd)
{
  int result;

  do
    result = fsync (fd);
  while (result != 0 && errno == EINTR);

  return result;
}

/* After a failed fsync the kernel may have forgotten the dirty pages, so trying again on the same
 * file would lie: the caller removes it and the next attempt begins with a new one. */
static gboolean
fill (int fd, gconstpointer data, gsize length, int mode, GError **error)
{
  if (fchmod (fd, (mode_t) mode) != 0)
    return fail (error, "set the mode of a file", errno);
  if (!write_all (fd, data, length))
    return fail (error, "write a file", errno);
  if (sync_fd (fd) != 0)
    return fail (error, "make a file durable", errno);

  return TRUE;
}

static gboolean
write_temporary (const char *temporary, gconstpointer data, gsize length, int mode, GError **error)
{
  gboolean filled;
  int fd = open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail (error, "create a file", errno);

  filled = fill (fd, data, length, mode, error);
  /* Network file systems report a lost write only here. */
  if (close (fd) != 0 && errno != EINTR && filled)
    filled = fail (error, "close a file", errno);

  return filled;
}

/**
 * kiosk_atomic_file_place:
 * @path: where the file shall be
 * @data: (array length=length): its contents
 * @length: how many bytes
 * @mode: its permissions, such as 0600, whatever the umask
 * @error: a #KioskAtomicFileError
 *
 * Like kiosk_atomic_file_write(), but its name survives a power cut only after kiosk_sync_folder():
 * for several files of one folder, which then cost one such call together.
 *
 * Returns: whether the whole file is at @path
 */
gboolean
kiosk_atomic_file_place (const char *path, gconstpointer data, gsize length, int mode,
                         GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *token = NULL;
  g_autofree char *name = NULL;
  g_autofree char *temporary = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  folder = g_path_get_dirname (path);
  token = kiosk_random_token (8);
  name = g_strdup_printf (".%s.tmp", token);
  temporary = g_build_filename (folder, name, NULL);

  if (!write_temporary (temporary, data, length, mode, error))
    {
      unlink (temporary);
      return FALSE;
    }
  if (rename (temporary, path) != 0)
    {
      int saved_errno = errno;

      unlink (temporary);
      return fail (error, "rename a file", saved_errno);
    }

  return TRUE;
}

/**
 * kiosk_atomic_file_write:
 * @path: where the file shall be
 * @data: (array length=length): its contents
 * @length: how many bytes
 * @mode: its permissions, such as 0600, whatever the umask
 * @error: a #KioskAtomicFileError
 *
 * After %TRUE the whole file is at @path and survives a power cut. After %FALSE what was there
 * before still is, and no temporary file is left; only when the folder itself could not be made
 * durable may the new file be there already.
 *
 * Returns: whether it was written
 */
gboolean
kiosk_atomic_file_write (const char *path, gconstpointer data, gsize length, int mode,
                         GError **error)
{
  g_autofree char *folder = NULL;

  if (!kiosk_atomic_file_place (path, data, length, mode, error))
    return FALSE;

  folder = g_path_get_dirname (path);
  return kiosk_sync_folder (folder, error);
}

static gboolean
read_all (int fd, guint8 *data, gsize length, gsize *n_read)
{
  *n_read = 0;
  while (*n_read < length)
    {
      gssize n = read (fd, data + *n_read, length - *n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      if (n == 0)
        break;
      *n_read += (gsize) n;
    }

  return TRUE;
}

static GBytes *
read_open_file (int fd, gsize max_length, GError **error)
{
  struct stat info;
  g_autofree guint8 *data = NULL;
  gsize length, n_read;

  if (fstat (fd, &info) != 0)
    {
      fail (error, "look at a file", errno);
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error_literal (error, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_IO,
                           "Could not read a file: it is not a regular file");
      return NULL;
    }

  /* One byte more than there should be, to see a file that grew meanwhile. */
  length = MIN ((guint64) info.st_size, max_length) + 1;
  data = g_try_malloc (length);
  if (data == NULL || !read_all (fd, data, length, &n_read))
    {
      fail (error, "read a file", data == NULL ? ENOMEM : errno);
      return NULL;
    }
  if (n_read > max_length)
    {
      g_set_error (error, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_TOO_LARGE,
                   "A file is larger than the %" G_GSIZE_FORMAT " bytes it may have", max_length);
      return NULL;
    }
  if (n_read == length)
    {
      g_set_error_literal (error, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_IO,
                           "A file grew while it was read; try again");
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&data), n_read);
}

/**
 * kiosk_file_read:
 * @path: a regular file
 * @max_length: what it may have at most, in bytes
 * @error: a #KioskAtomicFileError
 *
 * Not for secrets: the bytes are not wiped.
 *
 * Returns: (transfer full): its contents, or %NULL with @error set
 */
GBytes *
kiosk_file_read (const char *path, gsize max_length, GError **error)
{
  GBytes *bytes;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (max_length < G_MAXSIZE, NULL);

  /* Without O_NONBLOCK a pipe in the file's place would hold the program up. */
  fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0)
    {
      fail (error, "open a file", errno);
      return NULL;
    }

  bytes = read_open_file (fd, max_length, error);
  close (fd);

  return bytes;
}

/**
 * kiosk_sync_folder:
 * @path: a folder
 * @error: a #KioskAtomicFileError
 *
 * Makes the names in a folder durable: a file that was synced but whose name was not is lost at a
 * power cut.
 *
 * Returns: whether the disk took it
 */
gboolean
kiosk_sync_folder (const char *path, GError **error)
{
  int fd, saved_errno = 0;

  g_return_val_if_fail (path != NULL, FALSE);

  fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return fail (error, "open a folder", errno);
  if (sync_fd (fd) != 0)
    saved_errno = errno;
  close (fd);

  return saved_errno == 0 || fail (error, "make a folder durable", saved_errno);
}
