/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "submission/dossier-writer.h"

#include <string.h>

static void
test_text_is_spelled_as_rfc_8785_wants (void)
{
  /* RFC 8785 §3.2.2.2: its own example string, and a name in Vietnamese. */
  static const struct
  {
    const char *value;
    const char *expected;
  } rows[] = {
    { "\xe2\x82\xac$\x0f\nA'B\"\\\\\"/", "[\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"]" },
    { "\b\t\n\f\r\x01\x1f\x7f", "[\"\\b\\t\\n\\f\\r\\u0001\\u001f\x7f\"]" },
    { "Nguyễn Thị Đượm", "[\"Nguyễn Thị Đượm\"]" },
    { "", "[\"\"]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KioskDossierWriter) writer = kiosk_dossier_writer_new ();
      g_autoptr (KioskSecret) text = NULL;

      kiosk_dossier_writer_open_array (writer, NULL);
      kiosk_dossier_writer_add_text (writer, NULL, rows[i].value);
      kiosk_dossier_writer_close (writer);
      text = kiosk_dossier_writer_finish (writer);
      g_assert_nonnull (text);
      g_assert_cmpstr (kiosk_secret_get_text (text), ==, rows[i].expected);
    }
}

static void
test_members_and_levels_are_written_in_order (void)
{
  g_autoptr (KioskDossierWriter) writer = kiosk_dossier_writer_new ();
  g_autoptr (KioskSecret) text = NULL;

  kiosk_dossier_writer_open_object (writer, NULL);
  kiosk_dossier_writer_open_array (writer, "a");
  kiosk_dossier_writer_open_object (writer, NULL);
  kiosk_dossier_writer_add_integer (writer, "n", -9007199254740991);
  kiosk_dossier_writer_close (writer);
  kiosk_dossier_writer_open_object (writer, NULL);
  kiosk_dossier_writer_close (writer);
  kiosk_dossier_writer_close (writer);
  kiosk_dossier_writer_add_boolean (writer, "b", TRUE);
  kiosk_dossier_writer_add_text (writer, "c", NULL);
  kiosk_dossier_writer_add_boolean (writer, "d", FALSE);
  kiosk_dossier_writer_close (writer);

  text = kiosk_dossier_writer_finish (writer);
  g_assert_nonnull (text);
  g_assert_cmpstr (kiosk_secret_get_text (text), ==,
                   "{\"a\":[{\"n\":-9007199254740991},{}],\"b\":true,\"d\":false}");
}

static void
write_unsorted (KioskDossierWriter *writer)
{
  kiosk_dossier_writer_open_object (writer, NULL);
  kiosk_dossier_writer_add_integer (writer, "b", 1);
  kiosk_dossier_writer_add_integer (writer, "a", 1);
  kiosk_dossier_writer_close (writer);
}

static void
write_twice (KioskDossierWriter *writer)
{
  kiosk_dossier_writer_open_object (writer, NULL);
  kiosk_dossier_writer_add_integer (writer, "a", 1);
  kiosk_dossier_writer_add_integer (writer, "a", 1);
  kiosk_dossier_writer_close (writer);
}

static void
write_large (KioskDossierWriter *writer)
{
  kiosk_dossier_writer_open_array (writer, NULL);
  kiosk_dossier_writer_add_integer (writer, NULL, G_GINT64_CONSTANT (9007199254740992));
  kiosk_dossier_writer_close (writer);
}

static void
write_broken_utf8 (KioskDossierWriter *writer)
{
  kiosk_dossier_writer_open_array (writer, NULL);
  kiosk_dossier_writer_add_text (writer, NULL, "Nguy\xe1\xbb");
  kiosk_dossier_writer_close (writer);
}

static void
write_open (KioskDossierWriter *writer)
{
  kiosk_dossier_writer_open_array (writer, NULL);
}

static void
write_key_in_array (KioskDossierWriter *writer)
{
  kiosk_dossier_writer_open_array (writer, NULL);
  kiosk_dossier_writer_add_integer (writer, "a", 1);
  kiosk_dossier_writer_close (writer);
}

static void
write_too_deep (KioskDossierWriter *writer)
{
  for (guint i = 0; i < 20; i++)
    kiosk_dossier_writer_open_array (writer, NULL);
  for (guint i = 0; i < 20; i++)
    kiosk_dossier_writer_close (writer);
}

static void
write_nothing (KioskDossierWriter *writer)
{
}

static void
test_what_is_not_canonical_is_not_written (void)
{
  static void (*const wrong[]) (KioskDossierWriter *)
      = { write_unsorted, write_twice,        write_large,    write_broken_utf8,
          write_open,     write_key_in_array, write_too_deep, write_nothing };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (KioskDossierWriter) writer = kiosk_dossier_writer_new ();

      wrong[i](writer);
      g_assert_null (kiosk_dossier_writer_finish (writer));
    }
}

static void
test_a_long_text_grows_the_buffer (void)
{
  g_autoptr (KioskDossierWriter) writer = kiosk_dossier_writer_new ();
  g_autofree char *text = g_strnfill (100000, 'x');
  g_autoptr (KioskSecret) written = NULL;

  kiosk_dossier_writer_open_array (writer, NULL);
  for (guint i = 0; i < 5; i++)
    kiosk_dossier_writer_add_text (writer, NULL, text);
  kiosk_dossier_writer_close (writer);
  written = kiosk_dossier_writer_finish (writer);
  g_assert_cmpuint (kiosk_secret_get_size (written), ==, 2 + 5 * 100002 + 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dossier-writer/text-is-spelled-as-rfc-8785-wants",
                   test_text_is_spelled_as_rfc_8785_wants);
  g_test_add_func ("/dossier-writer/members-and-levels-are-written-in-order",
                   test_members_and_levels_are_written_in_order);
  g_test_add_func ("/dossier-writer/what-is-not-canonical-is-not-written",
                   test_what_is_not_canonical_is_not_written);
  g_test_add_func ("/dossier-writer/a-long-text-grows-the-buffer",
                   test_a_long_text_grows_the_buffer);

  return g_test_run ();
}
