/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first byte says how many bytes a read brings; the rest comes down the line. However it is cut,
 * the scans are the same. */

#include "drivers/serial/frame.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
keep (GPtrArray *scans, KioskSecret *scan)
{
  gsize length;
  const char *bytes;

  if (scan == NULL)
    return;
  bytes = kiosk_secret_get_data (scan, &length);
  g_assert_cmpuint (length, >, 0);
  g_assert_cmpuint (length, <=, KIOSK_FRAME_MAX);
  g_assert_null (memchr (bytes, '\r', length));
  g_assert_null (memchr (bytes, '\n', length));
  g_ptr_array_add (scans, scan);
}

static GPtrArray *
read_all (const uint8_t *data, gsize size, gsize at_once)
{
  GPtrArray *scans = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_secret_unref);
  g_autofree KioskFrame *frame = g_new0 (KioskFrame, 1);

  while (size > 0)
    {
      gsize length = MIN (size, at_once), used = 0;

      keep (scans, kiosk_frame_push (frame, data, length, &used));
      g_assert_cmpuint (used, >, 0);
      g_assert_cmpuint (used, <=, length);
      data += used;
      size -= used;
    }
  keep (scans, kiosk_frame_end (frame));
  g_assert_false (kiosk_frame_is_open (frame));

  return scans;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) whole = NULL;
  g_autoptr (GPtrArray) cut = NULL;

  if (size < 2)
    return 0;
  whole = read_all (data + 1, size - 1, size);
  cut = read_all (data + 1, size - 1, (gsize) data[0] + 1);
  g_assert_cmpuint (whole->len, ==, cut->len);
  for (guint i = 0; i < whole->len; i++)
    g_assert_cmpmem (
        kiosk_secret_get_data (whole->pdata[i], NULL), kiosk_secret_get_size (whole->pdata[i]),
        kiosk_secret_get_data (cut->pdata[i], NULL), kiosk_secret_get_size (cut->pdata[i]));

  return 0;
}
