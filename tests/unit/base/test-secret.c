/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/encode.h"
#include "base/secret.h"

#include <string.h>

static void
test_a_secret_keeps_every_byte (void)
{
  const guint8 bytes[] = { 1, 0, 2, 255 };
  g_autoptr (KioskSecret) secret = kiosk_secret_new (bytes, sizeof bytes);
  gsize length;

  g_assert_cmpmem (kiosk_secret_get_data (secret, &length), 4, bytes, sizeof bytes);
  g_assert_cmpuint (length, ==, 4);
  g_assert_cmpuint (kiosk_secret_get_size (secret), ==, 4);
}

static void
test_text_ends_with_a_nul_even_when_taken (void)
{
  char *bytes = g_malloc (3);
  g_autoptr (KioskSecret) secret = NULL;

  memcpy (bytes, "abc", 3);
  secret = kiosk_secret_take (bytes, 3);

  g_assert_cmpstr (kiosk_secret_get_text (secret), ==, "abc");
}

static void
test_an_empty_secret_is_empty_text (void)
{
  g_autoptr (KioskSecret) secret = kiosk_secret_new (NULL, 0);

  g_assert_cmpstr (kiosk_secret_get_text (secret), ==, "");
}

static void
test_the_last_owner_ends_it (void)
{
  KioskSecret *secret = kiosk_secret_new_text ("Nguyễn");
  KioskSecret *other = kiosk_secret_ref (secret);

  kiosk_secret_unref (secret);
  g_assert_cmpstr (kiosk_secret_get_text (other), ==, "Nguyễn");
  kiosk_secret_unref (other);
}

static void
test_wipe_leaves_nothing (void)
{
  char text[] = "079099001234";
  char nothing[sizeof text] = { 0 };

  kiosk_wipe (text, sizeof text);
  g_assert_cmpmem (text, sizeof text, nothing, sizeof nothing);
  kiosk_wipe (NULL, 0);
  kiosk_wipe_text (NULL);
  kiosk_wipe_text (g_strdup ("x"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/secret/keeps-every-byte", test_a_secret_keeps_every_byte);
  g_test_add_func ("/base/secret/text-ends-with-a-nul-even-when-taken",
                   test_text_ends_with_a_nul_even_when_taken);
  g_test_add_func ("/base/secret/an-empty-secret-is-empty-text",
                   test_an_empty_secret_is_empty_text);
  g_test_add_func ("/base/secret/the-last-owner-ends-it", test_the_last_owner_ends_it);
  g_test_add_func ("/base/secret/wipe-leaves-nothing", test_wipe_leaves_nothing);

  return g_test_run ();
}
