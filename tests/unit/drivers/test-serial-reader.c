/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "drivers/serial/serial-reader.h"

#include <glib/gstdio.h>
#include <pty.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define CARD "079090123456|023456789|Nguyễn Thị Ánh|01021990|Nữ|Ấp Đông, Xã An Bình|31122021"

typedef struct
{
  char *folder;
  char *path; /* a link to the terminal, as udev makes one */
  int gun;    /* the other end; -1 when pulled out */
  KioskSerialReader *reader;
  GPtrArray *scans; /* (element-type KioskSecret) */
  guint n_online_changes;
  gboolean stop_at_first;
} Fixture;

static void
on_scanned (KioskCodeReader *reader, KioskSecret *text, Fixture *fixture)
{
  g_ptr_array_add (fixture->scans, kiosk_secret_ref (text));
  if (fixture->stop_at_first)
    kiosk_code_reader_stop (reader);
}

static void
on_online_changed (KioskCodeReader *reader, Fixture *fixture)
{
  fixture->n_online_changes++;
}

static void
plug (Fixture *fixture)
{
  char name[64];
  int slave;

  g_assert_cmpint (openpty (&fixture->gun, &slave, name, NULL, NULL), ==, 0);
  g_unlink (fixture->path);
  g_assert_cmpint (symlink (name, fixture->path), ==, 0);
  close (slave);
}

static void
unplug (Fixture *fixture)
{
  close (fixture->gun);
  fixture->gun = -1;
  g_unlink (fixture->path);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("kiosk-serial-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "gun", NULL);
  plug (fixture);
  fixture->scans = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_secret_unref);
  fixture->reader = kiosk_serial_reader_new (fixture->path);
  g_signal_connect (fixture->reader, "scanned", G_CALLBACK (on_scanned), fixture);
  g_signal_connect (fixture->reader, "online-changed", G_CALLBACK (on_online_changed), fixture);
  kiosk_code_reader_start (KIOSK_CODE_READER (fixture->reader));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->reader);
  g_ptr_array_unref (fixture->scans);
  if (fixture->gun >= 0)
    close (fixture->gun);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static gboolean
on_too_long (gpointer user_data)
{
  g_error ("Waited too long for: %s", (const char *) user_data);

  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(what, condition)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint too_long = g_timeout_add_seconds (20, on_too_long, (gpointer) (what));                   \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (too_long);                                                                    \
  }                                                                                                \
  G_STMT_END

static void
send (Fixture *fixture, const void *data, gsize length)
{
  const guint8 *bytes = data;

  while (length > 0)
    {
      gssize n = write (fixture->gun, bytes, length);

      g_assert_cmpint (n, >, 0);
      bytes += n;
      length -= (gsize) n;
    }
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static const char *
scan (Fixture *fixture, guint i)
{
  return kiosk_secret_get_text (g_ptr_array_index (fixture->scans, i));
}

static GString *logged;

static GLogWriterOutput
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      g_string_append_printf (user_data, "%s=%s\n", fields[i].key, (const char *) fields[i].value);

  return G_LOG_WRITER_HANDLED;
}

static void
test_a_line_is_a_scan (Fixture *fixture, gconstpointer unused)
{
  send (fixture, CARD "\r\n", strlen (CARD) + 2);
  WAIT_FOR ("the scan", fixture->scans->len == 1);

  g_assert_cmpstr (scan (fixture, 0), ==, CARD);
  g_assert_true (kiosk_code_reader_is_online (KIOSK_CODE_READER (fixture->reader)));
}

static void
test_letters_split_between_reads_are_whole (Fixture *fixture, gconstpointer unused)
{
  for (gsize i = 0; i < strlen (CARD); i += 7)
    {
      send (fixture, &CARD[i], MIN (7, strlen (CARD) - i));
      drain ();
    }
  g_assert_cmpuint (fixture->scans->len, ==, 0);
  send (fixture, "\r", 1);
  WAIT_FOR ("the scan", fixture->scans->len == 1);

  g_assert_cmpstr (scan (fixture, 0), ==, CARD);
  g_assert_true (g_utf8_validate (scan (fixture, 0), -1, NULL));
}

static void
test_silence_ends_a_scan_that_has_no_line_end (Fixture *fixture, gconstpointer unused)
{
  send (fixture, CARD, strlen (CARD));
  WAIT_FOR ("the scan", fixture->scans->len == 1);

  g_assert_cmpstr (scan (fixture, 0), ==, CARD);
}

static void
test_two_scans_in_one_write_are_two (Fixture *fixture, gconstpointer unused)
{
  send (fixture, "một\r\n\r\nhai\n", strlen ("một\r\n\r\nhai\n"));
  WAIT_FOR ("both scans", fixture->scans->len == 2);
  drain ();

  g_assert_cmpuint (fixture->scans->len, ==, 2);
  g_assert_cmpstr (scan (fixture, 0), ==, "một");
  g_assert_cmpstr (scan (fixture, 1), ==, "hai");
}

static void
test_every_byte_but_the_line_ends_passes (Fixture *fixture, gconstpointer unused)
{
  guint8 bytes[256], n = 0;

  for (guint i = 0; i < 256; i++)
    if (i != '\r' && i != '\n')
      bytes[n++] = (guint8) i;
  send (fixture, bytes, n);
  send (fixture, "\n", 1);
  WAIT_FOR ("the scan", fixture->scans->len == 1);

  g_assert_cmpmem (kiosk_secret_get_data (g_ptr_array_index (fixture->scans, 0), NULL),
                   kiosk_secret_get_size (g_ptr_array_index (fixture->scans, 0)), bytes, n);
}

static void
test_a_flood_is_dropped_with_its_tail (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *flood = g_strnfill (5000, 'x');
  const char *told;

  g_string_truncate (logged, 0);
  for (gsize i = 0; i < 5000; i += 500)
    {
      send (fixture, flood + i, 500);
      drain ();
    }
  send (fixture, "\nafter\n", 7);
  WAIT_FOR ("the scan after it", fixture->scans->len > 0);

  g_assert_cmpuint (fixture->scans->len, ==, 1);
  g_assert_cmpstr (scan (fixture, 0), ==, "after");
  /* Told once, however long it was. */
  told = strstr (logged->str, "failure=gun-flood\n");
  g_assert_nonnull (told);
  g_assert_null (strstr (told + 1, "failure=gun-flood\n"));
  g_assert_null (strstr (logged->str, "xxx"));
}

static void
test_the_longest_code_still_passes (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *longest = g_strnfill (2048, 'x');

  send (fixture, longest, 2048);
  send (fixture, "\n", 1);
  WAIT_FOR ("the scan", fixture->scans->len == 1);

  g_assert_cmpstr (scan (fixture, 0), ==, longest);
}

static void
test_silence_ends_a_flood (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *flood = g_strnfill (3000, 'x');
  guint tries = 0;

  send (fixture, flood, 3000);
  /* How long silence lasts is not ours to say here: a line sent too early belongs to the flood. */
  while (fixture->scans->len == 0 && tries++ < 200)
    {
      g_usleep (100 * 1000);
      drain ();
      send (fixture, "after", 5);
      g_usleep (100 * 1000);
      drain ();
    }

  g_assert_cmpuint (fixture->scans->len, ==, 1);
  g_assert_cmpstr (scan (fixture, 0), ==, "after");
}

static void
test_a_gun_pulled_out_and_plugged_in_again_reads_on (Fixture *fixture, gconstpointer unused)
{
  KioskCodeReader *reader = KIOSK_CODE_READER (fixture->reader);

  send (fixture, "half a sc", 9);
  unplug (fixture);
  WAIT_FOR ("the unplug", fixture->n_online_changes == 1);
  g_assert_false (kiosk_code_reader_is_online (reader));

  plug (fixture);
  WAIT_FOR ("the replug", fixture->n_online_changes == 2);
  g_assert_true (kiosk_code_reader_is_online (reader));
  send (fixture, "whole\n", 6);
  WAIT_FOR ("the scan", fixture->scans->len > 0);

  g_assert_cmpuint (fixture->scans->len, ==, 1);
  g_assert_cmpstr (scan (fixture, 0), ==, "whole");
}

static void
test_a_gun_that_comes_late_is_waited_for (Fixture *fixture, gconstpointer unused)
{
  KioskCodeReader *reader = KIOSK_CODE_READER (fixture->reader);

  kiosk_code_reader_stop (reader);
  unplug (fixture);
  kiosk_code_reader_start (reader);
  g_assert_false (kiosk_code_reader_is_online (reader));
  plug (fixture);
  WAIT_FOR ("the gun", kiosk_code_reader_is_online (reader));

  g_assert_cmpuint (fixture->n_online_changes, ==, 1);
}

static void
test_what_follows_a_stop_is_nobody_s (Fixture *fixture, gconstpointer unused)
{
  KioskCodeReader *reader = KIOSK_CODE_READER (fixture->reader);

  fixture->stop_at_first = TRUE;
  send (fixture, "first\nsecond\n", 13);
  WAIT_FOR ("the scan", fixture->scans->len == 1);
  drain ();
  g_assert_cmpuint (fixture->scans->len, ==, 1);

  /* What is scanned between two citizens is not the next one's. */
  fixture->stop_at_first = FALSE;
  send (fixture, "between\n", 8);
  kiosk_code_reader_start (reader);
  send (fixture, "third\n", 6);
  WAIT_FOR ("the next scan", fixture->scans->len == 2);
  g_assert_cmpstr (scan (fixture, 1), ==, "third");
}

static void
test_nothing_of_a_scan_is_logged (Fixture *fixture, gconstpointer unused)
{
  g_string_truncate (logged, 0);
  send (fixture, CARD "\n", strlen (CARD) + 1);
  WAIT_FOR ("the scan", fixture->scans->len == 1);
  unplug (fixture);
  WAIT_FOR ("the unplug", fixture->n_online_changes == 1);

  g_assert_nonnull (strstr (logged->str, "failure=gun-unplugged\n"));
  g_assert_nonnull (strstr (logged->str, fixture->path));
  g_assert_null (strstr (logged->str, "0790"));
  g_assert_null (strstr (logged->str, "Nguy"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/drivers/serial/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  logged = g_string_new (NULL);
  g_log_set_writer_func (keep_log, logged, NULL);

  ADD ("a-line-is-a-scan", test_a_line_is_a_scan);
  ADD ("letters-split-between-reads-are-whole", test_letters_split_between_reads_are_whole);
  ADD ("silence-ends-a-scan-that-has-no-line-end", test_silence_ends_a_scan_that_has_no_line_end);
  ADD ("two-scans-in-one-write-are-two", test_two_scans_in_one_write_are_two);
  ADD ("every-byte-but-the-line-ends-passes", test_every_byte_but_the_line_ends_passes);
  ADD ("a-flood-is-dropped-with-its-tail", test_a_flood_is_dropped_with_its_tail);
  ADD ("the-longest-code-still-passes", test_the_longest_code_still_passes);
  ADD ("silence-ends-a-flood", test_silence_ends_a_flood);
  ADD ("a-gun-pulled-out-and-plugged-in-again-reads-on",
       test_a_gun_pulled_out_and_plugged_in_again_reads_on);
  ADD ("a-gun-that-comes-late-is-waited-for", test_a_gun_that_comes_late_is_waited_for);
  ADD ("what-follows-a-stop-is-nobody-s", test_what_follows_a_stop_is_nobody_s);
  ADD ("nothing-of-a-scan-is-logged", test_nothing_of_a_scan_is_logged);

  return g_test_run ();
}
