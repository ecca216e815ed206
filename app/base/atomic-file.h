/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_ATOMIC_FILE_ERROR (kiosk_atomic_file_error_quark ())
GQuark kiosk_atomic_file_error_quark (void);

/**
 * KioskAtomicFileError:
 * @KIOSK_ATOMIC_FILE_ERROR_NO_SPACE: the disk is full; free some and try again
 * @KIOSK_ATOMIC_FILE_ERROR_IO: the disk refused; the file must be written anew under a new name
 * @KIOSK_ATOMIC_FILE_ERROR_TOO_LARGE: the file is larger than the caller's limit
 * @KIOSK_ATOMIC_FILE_ERROR_NOT_FOUND: there is no such file
 */
typedef enum {
  KIOSK_ATOMIC_FILE_ERROR_NO_SPACE,
  KIOSK_ATOMIC_FILE_ERROR_IO,
  KIOSK_ATOMIC_FILE_ERROR_TOO_LARGE,
  KIOSK_ATOMIC_FILE_ERROR_NOT_FOUND,
} KioskAtomicFileError;

gboolean  kiosk_atomic_file_write (const char *path, gconstpointer data, gsize length, int mode,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  kiosk_atomic_file_place (const char *path, gconstpointer data, gsize length, int mode,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT; /* the folder still to be synced */
GBytes   *kiosk_file_read         (const char *path, gsize max_length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  kiosk_sync_folder       (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
