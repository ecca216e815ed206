/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-courier"

#include "base/log.h"
#include "base/signature.h"
#include "config/config.h"
#include "courier/courier.h"

#include <glib-unix.h>

#include <curl/curl.h>

#include <stdlib.h>

#define EXIT_WAITING 3 /* --once: something waits, the province is away */

typedef struct
{
  GMainLoop *loop;
  KioskCourier *courier;
  gboolean once;
  int result;
} Program;

typedef struct
{
  char *config;
  gboolean once;
  gboolean reconcile;
  int retry_min_ms;
  int retry_max_ms;
} Options;

static gboolean
on_stop (gpointer user_data)
{
  g_main_loop_quit (((Program *) user_data)->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_hangup (gpointer user_data)
{
  kiosk_courier_reconcile (((Program *) user_data)->courier);
  return G_SOURCE_CONTINUE;
}

static void
on_settled (KioskCourier *courier, gboolean clear, Program *program)
{
  if (!program->once)
    return;

  program->result = clear ? EXIT_SUCCESS : EXIT_WAITING;
  g_main_loop_quit (program->loop);
}

static GPtrArray *
load_keys (char **paths, GError **error)
{
  g_autoptr (GPtrArray) keys
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_signing_key_unref);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      KioskSigningKey *key = kiosk_signing_key_load (paths[i], error);

      if (key == NULL)
        return NULL;
      g_ptr_array_add (keys, key);
    }

  return g_steal_pointer (&keys);
}

static KioskCourier *
make_courier (const KioskConfig *config, const KioskCourierPolicy *policy, GError **error)
{
  g_autofree char *folder = g_build_filename (config->data_path, "outbox", NULL);
  KioskEndpoint endpoint = {
    .url = config->gateway_url,
    .ca = config->gateway_ca,
    .certificate = config->gateway_certificate,
    .key = config->gateway_key,
  };
  g_autoptr (KioskClock) clock = kiosk_clock_new ();
  g_autoptr (KioskTransport) transport = kiosk_transport_new (&endpoint);
  g_autoptr (GPtrArray) keys = load_keys (config->gateway_keys, error);
  g_autoptr (KioskOutbox) outbox = NULL;
  g_autoptr (KioskLink) link = NULL;
  KioskCourierParts parts;

  if (keys != NULL)
    outbox = kiosk_outbox_open (folder, clock, error);
  if (outbox != NULL)
    link = kiosk_link_new_server (config->link_path, error);
  if (link == NULL)
    return NULL;

  parts = (KioskCourierParts){
    .clock = clock,
    .outbox = outbox,
    .link = link,
    .transport = transport,
    .receipt_keys = keys,
  };
  return kiosk_courier_new (&parts, policy);
}

static int
run (const Options *options, GError **error)
{
  g_autoptr (KioskConfig) config = kiosk_config_load (options->config, error);
  g_autoptr (KioskCourier) courier = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  KioskCourierPolicy policy = kiosk_courier_policy;
  Program program = { .loop = loop, .once = options->once };
  guint stop_ids[2], hangup_id;

  if (options->retry_min_ms > 0)
    policy.retry_min_ms = (guint) options->retry_min_ms;
  if (options->retry_max_ms > 0)
    policy.retry_max_ms = (guint) MAX (options->retry_max_ms, (int) policy.retry_min_ms);
  if (config != NULL)
    courier = make_courier (config, &policy, error);
  if (courier == NULL)
    return EXIT_FAILURE;

  program.courier = courier;
  stop_ids[0] = g_unix_signal_add (SIGTERM, on_stop, &program);
  stop_ids[1] = g_unix_signal_add (SIGINT, on_stop, &program);
  hangup_id = g_unix_signal_add (SIGHUP, on_hangup, &program);
  g_signal_connect (courier, "settled", G_CALLBACK (on_settled), &program);
  if (options->reconcile)
    kiosk_courier_reconcile (courier);
  kiosk_courier_start (courier);
  g_main_loop_run (loop);

  kiosk_courier_stop (courier);
  while (g_main_context_iteration (NULL, FALSE))
    ; /* what was given up says so */
  g_source_remove (stop_ids[0]);
  g_source_remove (stop_ids[1]);
  g_source_remove (hangup_id);
  return program.result;
}

int
main (int argc, char **argv)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &options.config, "The configuration file", "FILE" },
    { "once", 0, 0, G_OPTION_ARG_NONE, &options.once,
      "Send what is due, then end: 0 when nothing waits, 3 when something does", NULL },
    { "reconcile", 0, 0, G_OPTION_ARG_NONE, &options.reconcile,
      "Ask first whether the province still has what it has signed for (SIGHUP does so later)",
      NULL },
    { "retry-min-ms", 0, 0, G_OPTION_ARG_INT, &options.retry_min_ms,
      "The shortest wait after a failure", "MS" },
    { "retry-max-ms", 0, 0, G_OPTION_ARG_INT, &options.retry_max_ms,
      "The longest wait after a failure", "MS" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  int result = EXIT_FAILURE;

  g_option_context_set_summary (context, "Moves sealed submissions to the province.");
  g_option_context_add_main_entries (context, entries, NULL);
  kiosk_log_init ("motcua-courier");
  kiosk_process_harden ();
  curl_global_init (CURL_GLOBAL_DEFAULT);

  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_warning ("%s", error->message);
  else if (options.config == NULL)
    g_warning ("--config FILE is needed");
  else
    result = run (&options, &error);
  if (error != NULL)
    g_warning ("%s", error->message);

  g_free (options.config);
  curl_global_cleanup ();
  return result;
}
