/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gateway/config.h"

#include <string.h>

#define GOOD                                                                                       \
  "{\"listen\":{\"address\":\"::1\",\"port\":8443},"                                               \
  "\"tls\":{\"certificate\":\"a.crt\",\"key\":\"/k/a.key\",\"client_ca\":\"ca.crt\"},"             \
  "\"data\":\"data\",\"devices\":\"devices\",\"receipt_key\":\"r.key\",\"tenant\":\"H99.018.02\"," \
  "\"agency\":{\"code\":\"H99.018.02\",\"name\":{\"vi\":\"Tên\",\"en\":\"Name\"}}}"

static KioskGatewayConfig *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return kiosk_gateway_config_parse (bytes, "/etc/motcua", error);
}

static void
test_every_setting_has_a_value (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskGatewayConfig) config = parse (GOOD, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (config->listen.address, ==, "::1");
  g_assert_cmpuint (config->listen.port, ==, 8443);
  g_assert_true (config->listen.tls);
  g_assert_cmpstr (config->certificate, ==, "/etc/motcua/a.crt");
  g_assert_cmpstr (config->key, ==, "/k/a.key");
  g_assert_cmpstr (config->agency_name_en, ==, "Name");
  g_assert_cmpstr (config->agency_unit, ==, "Tên");
  g_assert_false (config->has_track);
  g_assert_null (config->intake_key);
  g_assert_cmpuint (config->connections, >, 0);
  g_assert_cmpuint (config->threads, >=, 2);
}

typedef struct
{
  const char *from, *to, *says;
} Change;

static const Change changes[] = {
  { "\"data\":", "\"date\":", "data is missing" },
  { "{\"listen\"", "{\"lisen\":{},\"listen\"", "lisen is not a setting" },
  { "\"port\":8443", "\"prot\":8443", "listen.prot is not a setting" },
  { "\"port\":8443", "\"port\":65536", "listen.port is out of range" },
  { "\"port\":8443", "\"port\":\"8443\"", "listen.port is not a whole number" },
  { "\"address\":\"::1\"", "\"address\":\"\"", "listen.address is not a text" },
  { "\"port\":8443", "\"tls\":false", "listen.tls is not a setting" },
  { "\"key\":\"/k/a.key\",", "", "tls.key is missing" },
  { "\"code\":\"H99.018.02\"", "\"code\":\"h99\"", "agency.code is not" },
  { "\"code\":\"H99.018.02\"", "\"code\":\"../H99\"", "agency.code is not" },
  { "\"vi\":\"Tên\"", "\"fr\":\"Nom\"", "vi is missing" },
  { "\"tenant\":\"H99.018.02\"", "\"tenant\":\"a/b\"", "tenant is not" },
  { "\"tenant\"", "\"track\":{\"tls\":1},\"tenant\"", "track.tls is neither" },
  { "\"tenant\"", "\"limits\":{\"connections\":1},\"tenant\"", "connections is out of range" },
  { "\"tenant\"", "\"limits\":[],\"tenant\"", "limits is not an object" },
  { "{\"listen\"", "[{\"listen\"", "not JSON" },
};

static void
test_a_wrong_setting_is_named (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) text = g_string_new (GOOD);

      g_assert_cmpuint (g_string_replace (text, changes[i].from, changes[i].to, 1), ==, 1);
      g_assert_null (parse (text->str, &error));
      g_assert_error (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG);
      if (strstr (error->message, changes[i].says) == NULL)
        g_error ("\"%s\" does not say \"%s\"", error->message, changes[i].says);
    }
}

static void
test_a_file_that_is_not_there_is_named (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_gateway_config_load ("/nonexistent/gateway.json", &error));
  g_assert_error (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG);
  g_assert_nonnull (strstr (error->message, "/nonexistent/gateway.json"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gateway/config/every-setting-has-a-value", test_every_setting_has_a_value);
  g_test_add_func ("/gateway/config/a-wrong-setting-is-named", test_a_wrong_setting_is_named);
  g_test_add_func ("/gateway/config/a-file-that-is-not-there-is-named",
                   test_a_file_that_is_not_there_is_named);

  return g_test_run ();
}
