/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "drivers/virtual/control.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>

#define CARD "{\"chip\": {\"number\": \"001085012345\", \"can\": \"270196\"}}"

typedef struct
{
  char *folder;
  char *path;
  KioskVirtualChipReader *chip_reader;
  KioskControl *control;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer with_chip_reader)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("kiosk-control-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "control", NULL);
  fixture->chip_reader = kiosk_virtual_chip_reader_new ();
  kiosk_chip_reader_start (KIOSK_CHIP_READER (fixture->chip_reader));
  fixture->control = kiosk_control_new (
      fixture->path, NULL, NULL, with_chip_reader != NULL ? fixture->chip_reader : NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->control);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->chip_reader);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **line = user_data;

  *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  g_assert_nonnull (*line);
}

static char *
order (Fixture *fixture, const char *line)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);
  g_autoptr (GDataInputStream) input = NULL;
  g_autofree char *whole = g_strconcat (line, "\n", NULL);
  char *answer = NULL;

  g_assert_no_error (error);
  g_assert_true (
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), whole,
                                 strlen (whole), NULL, NULL, &error));
  input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_data_input_stream_read_line_async (input, G_PRIORITY_DEFAULT, NULL, on_line, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  return answer;
}

static void
assert_obeyed (Fixture *fixture, const char *line, KioskChipReaderState state)
{
  g_autofree char *answer = order (fixture, line);

  g_assert_cmpstr (answer, ==, "{\"ok\":true}");
  g_assert_cmpint (kiosk_chip_reader_get_state (KIOSK_CHIP_READER (fixture->chip_reader)), ==,
                   state);
}

static void
assert_refused (Fixture *fixture, const char *line, const char *says)
{
  g_autofree char *answer = order (fixture, line);

  g_assert_true (g_str_has_prefix (answer, "{\"ok\":false,"));
  g_assert_nonnull (strstr (answer, says));
}

static void
test_a_card_is_laid_down_and_taken_away (Fixture *fixture, gconstpointer data)
{
  assert_obeyed (fixture, CARD, KIOSK_CHIP_READER_CARD);
  assert_obeyed (fixture, "{\"chip\": \"remove\"}", KIOSK_CHIP_READER_EMPTY);
  assert_obeyed (fixture, "{\"chip\": \"two\"}", KIOSK_CHIP_READER_TWO_CARDS);
  assert_obeyed (fixture, "{\"chip\": \"unplug\"}", KIOSK_CHIP_READER_GONE);
  assert_obeyed (fixture, "{\"chip\": \"plug\"}", KIOSK_CHIP_READER_EMPTY);
}

static void
test_what_is_no_order_is_refused (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, "{\"chip\": {\"number\": \"1\"}}", "chip.number");
  assert_refused (fixture, "{\"chip\": \"explode\"}", "An order is");
  assert_refused (fixture, "{\"chip\": 5}", "An order is");
  assert_refused (fixture, "{\"chip\": null}", "An order is");
  assert_refused (fixture, "{\"page\": \"/x.png\"}", "of a device that is virtual");
  assert_refused (fixture, "[]", "not an object");
}

static void
test_a_device_that_is_not_virtual_obeys_nobody (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, CARD, "of a device that is virtual");
  g_assert_cmpint (kiosk_chip_reader_get_state (KIOSK_CHIP_READER (fixture->chip_reader)), ==,
                   KIOSK_CHIP_READER_EMPTY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/drivers/virtual/control/a-card-is-laid-down-and-taken-away", Fixture, "chip",
              set_up, test_a_card_is_laid_down_and_taken_away, tear_down);
  g_test_add ("/drivers/virtual/control/what-is-no-order-is-refused", Fixture, "chip", set_up,
              test_what_is_no_order_is_refused, tear_down);
  g_test_add ("/drivers/virtual/control/a-device-that-is-not-virtual-obeys-nobody", Fixture, NULL,
              set_up, test_a_device_that_is_not_virtual_obeys_nobody, tear_down);

  return g_test_run ();
}
