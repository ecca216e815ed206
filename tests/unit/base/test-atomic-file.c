/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/atomic-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* The linker puts these between the code under test and libc (--wrap): a disk that does what disks
 * do on bad days. */
typedef struct
{
  int write_errno;  /* 0: none */
  gsize write_most; /* bytes taken by one write; 0: all */
  guint n_eintr;    /* how many calls are interrupted first */
  int fsync_errno;  /* of files */
  int folder_errno; /* of folders */
  int rename_errno;
  guint n_fsyncs;
} Disk;

static Disk disk;

ssize_t __real_write (int fd, const void *data, size_t length);
ssize_t __wrap_write (int fd, const void *data, size_t length);
int __real_fsync (int fd);
int __wrap_fsync (int fd);
int __real_rename (const char *from, const char *to);
int __wrap_rename (const char *from, const char *to);

static gboolean
is_interrupted (void)
{
  if (disk.n_eintr == 0)
    return FALSE;
  disk.n_eintr--;
  errno = EINTR;

  return TRUE;
}

ssize_t
__wrap_write (int fd, const void *data, size_t length)
{
  if (fd <= 2)
    return __real_write (fd, data, length);
  if (is_interrupted ())
    return -1;
  if (disk.write_errno != 0)
    {
      errno = disk.write_errno;
      return -1;
    }

  return __real_write (fd, data, disk.write_most == 0 ? length : MIN (length, disk.write_most));
}

int
__wrap_fsync (int fd)
{
  struct stat info;
  int failure;

  if (is_interrupted ())
    return -1;
  disk.n_fsyncs++;
  g_assert_cmpint (fstat (fd, &info), ==, 0);
  failure = S_ISDIR (info.st_mode) ? disk.folder_errno : disk.fsync_errno;
  if (failure == 0)
    return __real_fsync (fd);
  errno = failure;

  return -1;
}

int
__wrap_rename (const char *from, const char *to)
{
  if (disk.rename_errno == 0)
    return __real_rename (from, to);
  errno = disk.rename_errno;

  return -1;
}

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  disk = (Disk){ 0 };
  fixture->folder = g_dir_make_tmp ("kiosk-atomic-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "file", NULL);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  disk = (Disk){ 0 };
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0); /* nothing was left behind */
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
assert_contents (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kiosk_file_read (fixture->path, 1000, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

static void
test_a_file_is_replaced_with_its_mode (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  mode_t old_mask = umask (0077);
  GStatBuf info;

  g_assert_true (kiosk_atomic_file_write (fixture->path, "old", 3, 0644, &error));
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0644);
  g_assert_true (kiosk_atomic_file_write (fixture->path, "new!", 4, 0600, &error));
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  umask (old_mask);
  assert_contents (fixture, "new!");
  g_assert_cmpuint (disk.n_fsyncs, ==, 4); /* file and folder, twice */
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_short_and_interrupted_writes_are_carried_on (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  disk.write_most = 3;
  disk.n_eintr = 2;
  g_assert_true (kiosk_atomic_file_write (fixture->path, "0123456789", 10, 0600, &error));
  g_assert_no_error (error);
  assert_contents (fixture, "0123456789");
}

typedef struct
{
  Disk disk;
  KioskAtomicFileError expected;
} Fault;

static const Fault faults[] = {
  { { .write_errno = ENOSPC }, KIOSK_ATOMIC_FILE_ERROR_NO_SPACE },
  { { .write_errno = EDQUOT }, KIOSK_ATOMIC_FILE_ERROR_NO_SPACE },
  { { .write_errno = EIO }, KIOSK_ATOMIC_FILE_ERROR_IO },
  { { .fsync_errno = EIO }, KIOSK_ATOMIC_FILE_ERROR_IO },
  { { .fsync_errno = ENOSPC }, KIOSK_ATOMIC_FILE_ERROR_NO_SPACE },
  { { .rename_errno = EIO }, KIOSK_ATOMIC_FILE_ERROR_IO },
  { { .rename_errno = ENOSPC }, KIOSK_ATOMIC_FILE_ERROR_NO_SPACE },
};

static void
test_a_fault_leaves_what_was_there (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (kiosk_atomic_file_write (fixture->path, "old", 3, 0600, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      disk = faults[i].disk;
      g_assert_false (kiosk_atomic_file_write (fixture->path, "new", 3, 0600, &error));
      g_assert_error (error, KIOSK_ATOMIC_FILE_ERROR, (int) faults[i].expected);
      disk = (Disk){ 0 };
      assert_contents (fixture, "old");
      g_assert_cmpuint (count_files (fixture), ==, 1);
    }
}

static void
test_a_folder_that_cannot_be_synced_is_a_failure (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  disk.folder_errno = EIO;
  g_assert_false (kiosk_atomic_file_write (fixture->path, "new", 3, 0600, &error));
  g_assert_error (error, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_IO);
}

static void
test_a_file_is_read_up_to_its_limit (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_file_read (fixture->path, 10, &error));
  g_assert_error (error, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (kiosk_atomic_file_write (fixture->path, "0123456789", 10, 0600, NULL));
  bytes = kiosk_file_read (fixture->path, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 10);
  g_assert_null (kiosk_file_read (fixture->path, 9, &error));
  g_assert_error (error, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (kiosk_file_read (fixture->folder, 9, &error));
  g_assert_error (error, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_IO);
}

static void
test_a_pipe_in_the_file_s_place_holds_nobody_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_null (kiosk_file_read (fixture->path, 9, &error));
  g_assert_error (error, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_IO);
}

static void
test_an_empty_file_is_a_file (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (kiosk_atomic_file_write (fixture->path, NULL, 0, 0600, NULL));
  assert_contents (fixture, "");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/base/atomic-file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-file-is-replaced-with-its-mode", test_a_file_is_replaced_with_its_mode);
  ADD ("short-and-interrupted-writes-are-carried-on",
       test_short_and_interrupted_writes_are_carried_on);
  ADD ("a-fault-leaves-what-was-there", test_a_fault_leaves_what_was_there);
  ADD ("a-folder-that-cannot-be-synced-is-a-failure",
       test_a_folder_that_cannot_be_synced_is_a_failure);
  ADD ("a-file-is-read-up-to-its-limit", test_a_file_is_read_up_to_its_limit);
  ADD ("a-pipe-in-the-file-s-place-holds-nobody-up",
       test_a_pipe_in_the_file_s_place_holds_nobody_up);
  ADD ("an-empty-file-is-a-file", test_an_empty_file_is_a_file);

  return g_test_run ();
}
