/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/seal.h"

#include "base/atomic-file.h"
#include "base/signature.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_every_length_comes_back (void)
{
  const gsize lengths[] = { 0, 1, 65535, 65536, 65537, 131072, 300000 };
  g_autoptr (KioskSecret) key = kiosk_seal_key_new ();
  g_autofree guint8 *plain = g_malloc (300000);

  for (gsize i = 0; i < 300000; i++)
    plain[i] = (guint8) (i * 7 + i / 256);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GBytes) sealed = kiosk_seal (key, plain, lengths[i]);
      g_autoptr (KioskSecret) opened = NULL;
      g_autoptr (GError) error = NULL;
      gsize blocks = MAX ((lengths[i] + 65535) / 65536, 1);

      g_assert_cmpuint (g_bytes_get_size (sealed), ==, 24 + lengths[i] + blocks * 17);
      opened
          = kiosk_unseal (key, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), &error);
      g_assert_no_error (error);
      g_assert_cmpmem (kiosk_secret_get_data (opened, NULL), kiosk_secret_get_size (opened), plain,
                       lengths[i]);
    }
}

static void
assert_refused (const KioskSecret *key, const guint8 *sealed, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_unseal (key, sealed, length, &error));
  g_assert_error (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_REFUSED);
}

static void
test_a_part_cut_anywhere_is_refused (void)
{
  g_autoptr (KioskSecret) key = kiosk_seal_key_new ();
  g_autofree guint8 *plain = g_malloc0 (65536 * 2 + 10);
  g_autoptr (GBytes) sealed = kiosk_seal (key, plain, 65536 * 2 + 10);
  const guint8 *data = g_bytes_get_data (sealed, NULL);
  const gsize block = 65536 + 17;
  const gsize cuts[] = { 0, 23, 24, 25, 24 + block, 24 + 2 * block, 24 + 2 * block + 17 };

  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    assert_refused (key, data, cuts[i]);
}

static void
test_a_changed_moved_or_longer_part_is_refused (void)
{
  const gsize block = 65536 + 17;
  g_autoptr (KioskSecret) key = kiosk_seal_key_new ();
  g_autoptr (KioskSecret) other = kiosk_seal_key_new ();
  g_autofree guint8 *plain = g_malloc0 (65536 * 2 + 10);
  g_autoptr (GBytes) sealed = kiosk_seal (key, plain, 65536 * 2 + 10);
  gsize length = g_bytes_get_size (sealed);
  g_autofree guint8 *copy = g_malloc (length + 30);

  memcpy (copy, g_bytes_get_data (sealed, NULL), length);
  assert_refused (other, copy, length);
  for (gsize i = 0; i < length; i += 9973)
    {
      copy[i] ^= 1;
      assert_refused (key, copy, length);
      copy[i] ^= 1;
    }
  memcpy (copy + 24, (const guint8 *) g_bytes_get_data (sealed, NULL) + 24 + block, block);
  memcpy (copy + 24 + block, (const guint8 *) g_bytes_get_data (sealed, NULL) + 24, block);
  assert_refused (key, copy, length);
  memcpy (copy, g_bytes_get_data (sealed, NULL), length);
  memset (copy + length, 0, 30);
  assert_refused (key, copy, length + 17);
}

static void
test_only_the_private_half_opens (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kiosk-seal-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "intake.pub", NULL);
  g_autofree char *private_path = g_build_filename (folder, "intake.key", NULL);
  g_autoptr (KioskIntakeKey) pair = kiosk_intake_key_generate ();
  g_autoptr (KioskIntakeKey) half = NULL;
  g_autoptr (KioskIntakeKey) loaded = NULL;
  g_autoptr (KioskSecret) key = kiosk_seal_key_new ();
  g_autoptr (KioskSecret) opened = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (kiosk_intake_key_save (pair, path, FALSE, &error));
  g_assert_true (kiosk_intake_key_save (pair, private_path, TRUE, &error));
  g_assert_cmpint (g_stat (private_path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  half = kiosk_intake_key_load (path, &error);
  g_assert_no_error (error);
  loaded = kiosk_intake_key_load (private_path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kiosk_intake_key_get_id (half), ==, kiosk_intake_key_get_id (pair));

  sealed = kiosk_intake_key_seal (half, key);
  g_assert_cmpuint (g_bytes_get_size (sealed), ==, KIOSK_SEALED_KEY_SIZE);
  opened = kiosk_intake_key_open (loaded, g_bytes_get_data (sealed, NULL), 80, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (kiosk_secret_get_data (opened, NULL), 32, kiosk_secret_get_data (key, NULL), 32);

  g_assert_null (kiosk_intake_key_open (half, g_bytes_get_data (sealed, NULL), 80, &error));
  g_assert_error (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (kiosk_intake_key_open (loaded, g_bytes_get_data (sealed, NULL), 79, &error));
  g_assert_error (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (kiosk_intake_key_save (half, path, TRUE, &error));
  g_assert_error (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_MISSING);

  g_unlink (path);
  g_unlink (private_path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/seal/every-length-comes-back", test_every_length_comes_back);
  g_test_add_func ("/base/seal/a-part-cut-anywhere-is-refused",
                   test_a_part_cut_anywhere_is_refused);
  g_test_add_func ("/base/seal/a-changed-moved-or-longer-part-is-refused",
                   test_a_changed_moved_or_longer_part_is_refused);
  g_test_add_func ("/base/seal/only-the-private-half-opens", test_only_the_private_half_opens);

  return g_test_run ();
}
