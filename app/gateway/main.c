/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "base/log.h"
#include "gateway/operator.h"
#include "gateway/run.h"
#include "gateway/setup.h"

#include <stdio.h>

static const char usage[]
    = "motcua-gateway serve  --config FILE            receive what kiosks send\n"
      "motcua-gateway worker --config FILE [--once]   open it, number it, hand it on\n"
      "motcua-gateway show   --config FILE ID|NUMBER  what became of a submission\n"
      "motcua-gateway status --config FILE NUMBER N   record the national status 1..10\n"
      "motcua-gateway list   --config FILE STATE      received, numbered, delivered, quarantined\n"
      "motcua-gateway requeue --config FILE ID|NUMBER try again what was put aside\n"
      "motcua-gateway init   --dir DIR [--device ID]  lay out keys and a configuration\n";

typedef struct
{
  char *config;
  char *folder;
  char **devices;
  gboolean once;
} Options;

static gboolean
require (gboolean ok, const char *what, GError **error)
{
  if (!ok)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s", what);

  return ok;
}

static gboolean
run (const Options *options, int n_words, char **words, GError **error)
{
  const char *command = n_words > 1 ? words[1] : "";
  g_autoptr (KioskGatewayConfig) config = NULL;

  if (g_str_equal (command, "init"))
    return require (options->folder != NULL && n_words == 2, "init needs --dir", error)
           && kiosk_setup_folder (options->folder, (const char *const *) options->devices, error);

  if (!require (options->config != NULL, usage, error))
    return FALSE;
  config = kiosk_gateway_config_load (options->config, error);
  if (config == NULL)
    return FALSE;

  if (g_str_equal (command, "serve") && n_words == 2)
    return kiosk_run_serve (g_steal_pointer (&config), error);
  if (g_str_equal (command, "worker") && n_words == 2)
    return kiosk_run_worker (g_steal_pointer (&config), options->once, error);
  if (g_str_equal (command, "show") && n_words == 3)
    return kiosk_operator_show (config, words[2], error);
  if (g_str_equal (command, "status") && n_words == 4)
    return kiosk_operator_set_status (config, words[2], words[3], error);

  if (g_str_equal (command, "list") && n_words == 3)
    return kiosk_operator_list (config, words[2], error);
  if (g_str_equal (command, "requeue") && n_words == 3)
    return kiosk_operator_requeue (config, words[2], error);

  return require (FALSE, usage, error);
}

int
main (int argc, char **argv)
{
  Options options = { NULL, NULL, NULL, FALSE };
  const GOptionEntry entries[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &options.config, "The configuration", "FILE" },
    { "dir", 0, 0, G_OPTION_ARG_FILENAME, &options.folder, "Where init lays things out", "DIR" },
    { "device", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.devices, "A device to make keys for",
      "ID" },
    { "once", 0, 0, G_OPTION_ARG_NONE, &options.once, "End when nothing is due", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context
      = g_option_context_new ("serve|worker|show|list|status|requeue|init");
  g_autoptr (GError) error = NULL;
  gboolean ok;

  kiosk_log_init ("motcua-gateway");
  kiosk_process_harden ();
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_description (context, usage);
  ok = g_option_context_parse (context, &argc, &argv, &error) && run (&options, argc, argv, &error);
  if (!ok)
    fprintf (stderr, "motcua-gateway: %s\n", error->message);

  g_free (options.config);
  g_free (options.folder);
  g_strfreev (options.devices);

  return ok ? 0 : 1;
}
