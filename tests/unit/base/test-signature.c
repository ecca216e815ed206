/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/signature.h"

#include "base/encode.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("kiosk-signature-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "key", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* RFC 8032 §7.1, test 3. */
static void
test_the_vector_of_rfc_8032 (Fixture *fixture, gconstpointer unused)
{
  const char *text = "motcua-signing-key-1\n"
                     "public /FHNjmIYoaONpH7QAjDwWAgW7RO6MwOsXeuRFUiQgCU=\n"
                     "private xaqN9D+fg3vtt0QvMdy3sWbThTUHbwlLhc46LgtEWPc=\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskSigningKey) key = NULL;
  g_autofree char *hex = NULL;
  guint8 signature[KIOSK_SIGNATURE_SIZE];

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  key = kiosk_signing_key_load (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (kiosk_signing_key_sign (key, "\xaf\x82", 2, signature));
  hex = kiosk_hex_encode (signature, sizeof signature);

  g_assert_cmpstr (hex, ==,
                   "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                   "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
  g_assert_true (kiosk_signing_key_verify (key, "\xaf\x82", 2, signature));
}

static void
test_only_the_same_bytes_and_key_verify (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskSigningKey) key = kiosk_signing_key_generate ();
  g_autoptr (KioskSigningKey) other = kiosk_signing_key_generate ();
  g_autoptr (KioskSigningKey) half
      = kiosk_signing_key_new_public (kiosk_signing_key_get_public (key));
  guint8 signature[KIOSK_SIGNATURE_SIZE];

  g_assert_true (kiosk_signing_key_sign (key, "data", 4, signature));
  g_assert_true (kiosk_signing_key_verify (half, "data", 4, signature));
  g_assert_false (kiosk_signing_key_verify (other, "data", 4, signature));
  g_assert_false (kiosk_signing_key_verify (half, "date", 4, signature));
  g_assert_false (kiosk_signing_key_verify (half, "data", 3, signature));
  for (guint i = 0; i < KIOSK_SIGNATURE_SIZE; i++)
    {
      signature[i] ^= 1;
      g_assert_false (kiosk_signing_key_verify (half, "data", 4, signature));
      signature[i] ^= 1;
    }
  g_assert_false (kiosk_signing_key_sign (half, "data", 4, signature));
  g_assert_cmpstr (kiosk_signing_key_get_id (half), ==, kiosk_signing_key_get_id (key));
  g_assert_cmpstr (kiosk_signing_key_get_id (other), !=, kiosk_signing_key_get_id (key));
}

static void
test_a_key_is_kept_and_loaded (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskSigningKey) key = kiosk_signing_key_generate ();
  g_autoptr (KioskSigningKey) whole = NULL;
  g_autoptr (KioskSigningKey) half = NULL;
  g_autofree char *text = NULL;
  guint8 signature[KIOSK_SIGNATURE_SIZE];
  GStatBuf info;

  g_assert_true (kiosk_signing_key_save (key, fixture->path, TRUE, NULL));
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  whole = kiosk_signing_key_load (fixture->path, NULL);
  g_assert_true (kiosk_signing_key_sign (whole, "x", 1, signature));
  g_assert_true (kiosk_signing_key_verify (key, "x", 1, signature));

  g_assert_true (kiosk_signing_key_save (whole, fixture->path, FALSE, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_null (strstr (text, "private"));
  half = kiosk_signing_key_load (fixture->path, NULL);
  g_assert_false (kiosk_signing_key_sign (half, "x", 1, signature));
}

#define PUBLIC "public /FHNjmIYoaONpH7QAjDwWAgW7RO6MwOsXeuRFUiQgCU=\n"
#define PRIVATE "private xaqN9D+fg3vtt0QvMdy3sWbThTUHbwlLhc46LgtEWPc=\n"

static void
test_what_is_not_a_key_file_is_refused (Fixture *fixture, gconstpointer unused)
{
  const char *const bad[] = {
    "",
    "motcua-signing-key-1\n",
    "motcua-intake-key-1\n" PUBLIC,
    "motcua-signing-key-2\n" PUBLIC,
    "motcua-signing-key-1\npublic /FHNjmIYoaONpH7QAjDwWAgW7RO6MwOsXeuRFUiQgA==\n",
    "motcua-signing-key-1\npublic /FHNjmIYoaONpH7QAjDwWAgW7RO6MwOsXeuRFUiQgCU=",
    "motcua-signing-key-1\n" PUBLIC PRIVATE "x",
    "motcua-signing-key-1\n" PRIVATE PUBLIC,
    "motcua-signing-key-1\n" PUBLIC PUBLIC,
    /* the halves do not belong together */
    "motcua-signing-key-1\npublic AAAAjmIYoaONpH7QAjDwWAgW7RO6MwOsXeuRFUiQgCU=\n" PRIVATE,
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) fault = NULL;

      g_assert_true (g_file_set_contents (fixture->path, bad[i], -1, NULL));
      g_assert_null (kiosk_signing_key_load (fixture->path, &fault));
      g_assert_error (fault, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_MALFORMED);
      g_assert_null (strstr (fault->message, "xaqN9D"));
    }
  g_unlink (fixture->path);
  g_assert_null (kiosk_signing_key_load (fixture->path, &error));
  g_assert_error (error, KIOSK_KEY_ERROR, KIOSK_KEY_ERROR_MISSING);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/base/signature/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("the-vector-of-rfc-8032", test_the_vector_of_rfc_8032);
  ADD ("only-the-same-bytes-and-key-verify", test_only_the_same_bytes_and_key_verify);
  ADD ("a-key-is-kept-and-loaded", test_a_key_is_kept_and_loaded);
  ADD ("what-is-not-a-key-file-is-refused", test_what_is_not_a_key_file_is_refused);

  return g_test_run ();
}
