/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/key-file.h"

#include "base/atomic-file.h"
#include "base/digest.h"
#include "base/encode.h"
#include "base/key-error.h"
#include "base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A key file is text of at most three lines: the kind of key, "public " and 32 bytes in base64,
 * and where the private half is kept "private " and 32 bytes in base64. */
#define MAX_FILE 512
#define BASE64_SIZE 45 /* of 32 bytes, with its NUL */

static gssize
read_file (const char *path, char *text, gsize size)
{
  gssize total = 0;
  int saved_errno = 0;
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

  if (fd < 0)
    return -1;
  while ((gsize) total < size)
    {
      gssize n = read (fd, text + total, size - (gsize) total);

      if (n < 0 && errno == EINTR)
        continue;
      saved_errno = n < 0 ? errno : 0;
      if (n <= 0)
        break;
      total += n;
    }
  close (fd);
  errno = saved_errno;

  return saved_errno == 0 ? total : -1;
}

/* Returns the rest of the text behind the line, or NULL when the line is not what it should be. */
static const char *
read_line (const char *text, const char *label, guint8 *half)
{
  gsize n_bytes = 0;
  const char *end;

  if (!g_str_has_prefix (text, label))
    return NULL;
  text += strlen (label);
  if (half == NULL)
    return *text == '\n' ? text + 1 : NULL;
  if (sodium_base642bin (half, KIOSK_KEY_HALF_SIZE, text, strnlen (text, BASE64_SIZE - 1), NULL,
                         &n_bytes, &end, sodium_base64_VARIANT_ORIGINAL)
          != 0
      || n_bytes != KIOSK_KEY_HALF_SIZE || *end != '\n')
    return NULL;

  return end + 1;
}

static gboolean
parse (const char *text, const char *kind, KioskKeyHalves *halves)
{
  text = read_line (text, kind, NULL);
  if (text != NULL)
    text = read_line (text, "public ", halves->public_half);
  if (text == NULL)
    return FALSE;
  if (*text == '\0')
    return TRUE;
  text = read_line (text, "private ", halves->private_half);
  halves->has_private = text != NULL;

  return text != NULL && *text == '\0';
}

/**
 * kiosk_key_file_read:
 * @path: a key file
 * @kind: its first line
 * @halves: (out caller-allocates): what it holds; the caller wipes it
 * @error: a #KioskKeyError
 *
 * Returns: whether the file was one of that kind
 */
gboolean
kiosk_key_file_read (const char *path, const char *kind, KioskKeyHalves *halves, GError **error)
{
  char text[MAX_FILE + 1];
  gssize length;
  gboolean good;

  memset (halves, 0, sizeof *halves);
  length = read_file (path, text, MAX_FILE);
  if (length < 0)
    {
      g_set_error (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_MISSING,
                   "Could not read the key file %s: %s; make one, or correct the path", path,
                   g_strerror (errno));
      return FALSE;
    }

  text[length] = '\0';
  good = strlen (text) == (gsize) length && parse (text, kind, halves);
  kiosk_wipe (text, sizeof text);
  if (!good)
    {
      kiosk_wipe (halves, sizeof *halves);
      g_set_error (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_MALFORMED,
                   "%s is not a key file of the kind %s; make a new one", path, kind);
    }

  return good;
}

/**
 * kiosk_key_file_write:
 * @path: where the key file shall be
 * @kind: its first line
 * @halves: the key
 * @with_private: whether the private half goes into it, which makes the file readable by its
 *   owner alone
 * @error: a #KioskAtomicFileError
 *
 * Returns: whether it was written
 */
gboolean
kiosk_key_file_write (const char *path, const char *kind, const KioskKeyHalves *halves,
                      gboolean with_private, GError **error)
{
  char public_text[BASE64_SIZE];
  char private_text[BASE64_SIZE] = "";
  char text[MAX_FILE];
  gboolean written;
  int length;

  sodium_bin2base64 (public_text, sizeof public_text, halves->public_half, KIOSK_KEY_HALF_SIZE,
                     sodium_base64_VARIANT_ORIGINAL);
  if (with_private)
    sodium_bin2base64 (private_text, sizeof private_text, halves->private_half, KIOSK_KEY_HALF_SIZE,
                       sodium_base64_VARIANT_ORIGINAL);
  length = g_snprintf (text, sizeof text, "%s\npublic %s\n%s%s%s", kind, public_text,
                       with_private ? "private " : "", private_text, with_private ? "\n" : "");
  written = kiosk_atomic_file_write (path, text, (gsize) length, with_private ? 0600 : 0644, error);
  kiosk_wipe (text, sizeof text);
  kiosk_wipe (private_text, sizeof private_text);

  return written;
}

/**
 * kiosk_key_make_id:
 * @public_half: the public half of a key
 *
 * Returns: (transfer full): the first four bytes of its SHA-256, as hex
 */
char *
kiosk_key_make_id (const guint8 public_half[KIOSK_KEY_HALF_SIZE])
{
  guint8 digest[KIOSK_SHA256_SIZE];

  kiosk_sha256 (public_half, KIOSK_KEY_HALF_SIZE, digest);

  return kiosk_hex_encode (digest, KIOSK_KEY_ID_SIZE);
}
