/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "issued.h"

char *
issued_path (const char *folder, const char *file)
{
  const char *root = g_getenv ("KIOSK_ISSUED");

  g_assert_nonnull (root);

  return g_build_filename (root, folder, file, NULL);
}

GBytes *
issued_bytes (const char *folder, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = issued_path (folder, file);
  char *data = NULL;
  gsize length = 0;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, length);
}

KioskSecret *
issued_secret (const char *folder, const char *file)
{
  g_autoptr (GBytes) bytes = issued_bytes (folder, file);
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);

  return kiosk_secret_new (data, length);
}

X509 *
issued_certificate (const char *folder, const char *file)
{
  g_autoptr (GBytes) bytes = issued_bytes (folder, file);
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  X509 *certificate = d2i_X509 (NULL, &data, (long) length);

  g_assert_nonnull (certificate);

  return certificate;
}
