/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "drivers/virtual/virtual-code-reader.h"

typedef struct
{
  KioskVirtualCodeReader *reader;
  GPtrArray *scans; /* (element-type utf8) */
  guint n_online_changes;
} Fixture;

static void
on_scanned (KioskCodeReader *reader, KioskSecret *text, Fixture *fixture)
{
  g_ptr_array_add (fixture->scans, g_strdup (kiosk_secret_get_text (text)));
}

static void
on_online_changed (KioskCodeReader *reader, Fixture *fixture)
{
  fixture->n_online_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->reader = kiosk_virtual_code_reader_new ();
  fixture->scans = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (fixture->reader, "scanned", G_CALLBACK (on_scanned), fixture);
  g_signal_connect (fixture->reader, "online-changed", G_CALLBACK (on_online_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_ptr_array_unref (fixture->scans);
  g_assert_finalize_object (fixture->reader);
}

static void
test_a_code_is_seen_only_between_start_and_stop (Fixture *fixture, gconstpointer unused)
{
  KioskCodeReader *reader = KIOSK_CODE_READER (fixture->reader);

  kiosk_virtual_code_reader_present (fixture->reader, "early");
  kiosk_code_reader_start (reader);
  kiosk_virtual_code_reader_present (fixture->reader, "Nguyễn");
  kiosk_code_reader_stop (reader);
  kiosk_virtual_code_reader_present (fixture->reader, "late");

  g_assert_cmpuint (fixture->scans->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->scans, 0), ==, "Nguyễn");
}

static void
test_a_reader_pulled_out_sees_nothing (Fixture *fixture, gconstpointer unused)
{
  KioskCodeReader *reader = KIOSK_CODE_READER (fixture->reader);

  kiosk_code_reader_start (reader);
  g_assert_true (kiosk_code_reader_is_online (reader));
  kiosk_virtual_code_reader_unplug (fixture->reader);
  kiosk_virtual_code_reader_unplug (fixture->reader);
  g_assert_false (kiosk_code_reader_is_online (reader));
  kiosk_virtual_code_reader_present (fixture->reader, "x");
  g_assert_cmpuint (fixture->scans->len, ==, 0);
  kiosk_virtual_code_reader_plug (fixture->reader);
  kiosk_virtual_code_reader_present (fixture->reader, "y");
  g_assert_cmpuint (fixture->scans->len, ==, 1);
  g_assert_cmpuint (fixture->n_online_changes, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/drivers/virtual/code-reader/a-code-is-seen-only-between-start-and-stop", Fixture,
              NULL, set_up, test_a_code_is_seen_only_between_start_and_stop, tear_down);
  g_test_add ("/drivers/virtual/code-reader/a-reader-pulled-out-sees-nothing", Fixture, NULL,
              set_up, test_a_reader_pulled_out_sees_nothing, tear_down);

  return g_test_run ();
}
