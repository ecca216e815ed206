/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config/config.h"

#include <string.h>

static char *
read_example (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("KIOSK_ASSETS"), "config", "kiosk.example.json", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static char *
replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_nonnull (parts[1]);

  return g_strjoinv (to, parts);
}

static void
test_the_example_is_read_whole (void)
{
  g_autofree char *text = read_example ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskConfig) config = kiosk_config_parse (text, strlen (text), "/etc/motcua", &error);
  KioskConfigPrinter *receipt;

  g_assert_no_error (error);
  g_assert_cmpint (config->environment, ==, KIOSK_ENVIRONMENT_PRODUCTION);
  g_assert_cmpuint (config->panel.width_px, ==, 1920);
  g_assert_cmpuint (config->panel.width_mm, ==, 476);
  g_assert_cmpstr (config->office.id, ==, "KIOSK7");
  g_assert_cmpstr (kiosk_text_get (config->office.counter, "en"), ==, "counter 4");
  g_assert_cmpstr (config->office.track_url, ==, "HTTPS://TRACK.EXAMPLE.VN");
  g_assert_cmpstr (config->data_path, ==, "/var/lib/motcua/outbox");
  g_assert_cmpstr (config->code_readers[0], ==, "serial:/dev/motcua-gun");
  g_assert_null (config->code_readers[1]);
  g_assert_cmpstr (config->chip_readers[0], ==, "pcsc");
  g_assert_null (config->chip_readers[1]);
  g_assert_cmpstr (config->trust_path, ==, "/etc/motcua/issuers");
  g_assert_null (config->control_socket);
  g_assert_cmpuint (config->printers->len, ==, 2);
  receipt = g_ptr_array_index (config->printers, 0);
  g_assert_cmpstr (receipt->name, ==, "receipt");
  g_assert_cmpuint (receipt->width_dots, ==, 576);
  g_assert_null (receipt->media);
  g_assert_cmpuint (config->idle_seconds, ==, 120);
  g_assert_cmpuint (config->wait_for_province_ms, ==, 4000);
  g_assert_cmpstr (config->intake_key, ==, "/etc/motcua/keys/intake.pub");
  g_assert_cmpstr (config->gateway_keys[0], ==, "/etc/motcua/keys/gateway.pub");
  g_assert_cmpstr (config->gateway_ca, ==, "/etc/motcua/tls/ca.pem");
}

static const struct
{
  const char *from;
  const char *to;
  const char *says;
} faults[] = {
  { "\"width_dots\": 576", "\"width_dotz\": 576", "printers[0].width_dotz is not known here" },
  { "\"id\": \"KIOSK7\",", "", "kiosk.id is missing" },
  { "\"KIOSK7\"", "\"KIOSK7\\n\"", "kiosk.id must be 2 to 12 capitals" },
  { "\"en\": \"counter 4\"", "\"en\": 4", "kiosk.counter.en must be a text" },
  { "\"idle_seconds\": 120", "\"idle_seconds\": 5",
    "session.idle_seconds must be a whole number from 10 to 900" },
  { "\"serial:/dev/motcua-gun\"", "\"virtual\"",
    "devices.code_readers may not have \"virtual\" in production; name a real reader" },
  { "\"serial:/dev/motcua-gun\"", "\"camera:videotestsrc\"",
    "devices.code_readers may have no camera but \"camera\" and \"camera:v4l2src ...\"" },
  { "\"serial:/dev/motcua-gun\"", "\"camera:\"", "devices.code_readers must be a list of" },
  { "[\"pcsc\"]", "[\"virtual\"]",
    "devices.chip_readers may not have \"virtual\" in production; use \"pcsc\"" },
  { "[\"pcsc\"]", "[\"acr122\"]", "devices.chip_readers must be a list of" },
  { "[\"pcsc\"]", "[\"pcsc\", \"pcsc\"]", "devices.chip_readers must name each kind once" },
  { "\"trust\": \"/etc/motcua/issuers\"", "", "identity.trust is missing" },
  { "\"name\": \"office\"", "\"name\": \"receipt\"", "printers[1].name is another printer's too" },
};

static void
test_a_fault_is_named_by_its_path_and_how_to_mend_it (void)
{
  g_autofree char *text = read_example ();

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *bad = replace (text, faults[i].from, faults[i].to);
      g_autoptr (GError) error = NULL;

      g_assert_null (kiosk_config_parse (bad, strlen (bad), "/", &error));
      g_assert_error (error, KIOSK_CONFIG_ERROR, KIOSK_CONFIG_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, faults[i].says));
    }
}

static void
test_a_machine_need_not_read_chips (void)
{
  g_autofree char *text = read_example ();
  g_autofree char *without = replace (text, "\"chip_readers\": [\"pcsc\"],", "");
  g_autofree char *plain
      = replace (without, "\"identity\": {\n    \"trust\": \"/etc/motcua/issuers\"\n  },", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskConfig) config = kiosk_config_parse (plain, strlen (plain), "/", &error);

  g_assert_no_error (error);
  g_assert_nonnull (config->chip_readers);
  g_assert_null (config->chip_readers[0]);
  g_assert_null (config->trust_path);
}

static void
test_what_is_not_json_is_refused (void)
{
  const char *const bad[] = { "", "x", "[]", "{", "{\"environment\": \"\xff\"}", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kiosk_config_parse (bad[i], strlen (bad[i]), "/", &error));
      g_assert_error (error, KIOSK_CONFIG_ERROR, KIOSK_CONFIG_ERROR_MALFORMED);
    }
}

static void
test_a_file_that_is_not_there_is_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_config_load ("/nonexistent/kiosk.json", &error));
  g_assert_error (error, KIOSK_CONFIG_ERROR, KIOSK_CONFIG_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "/nonexistent/kiosk.json"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/config/the-example-is-read-whole", test_the_example_is_read_whole);
  g_test_add_func ("/config/a-fault-is-named-by-its-path-and-how-to-mend-it",
                   test_a_fault_is_named_by_its_path_and_how_to_mend_it);
  g_test_add_func ("/config/what-is-not-json-is-refused", test_what_is_not_json_is_refused);
  g_test_add_func ("/config/a-file-that-is-not-there-is-missing",
                   test_a_file_that_is_not_there_is_missing);
  g_test_add_func ("/config/a-machine-need-not-read-chips", test_a_machine_need_not_read_chips);

  return g_test_run ();
}
