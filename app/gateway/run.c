/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/run.h"

#include "gateway/gateway.h"
#include "gateway/server.h"
#include "gateway/worker.h"

#include <glib-unix.h>

#define LOOK_MS 250
#define LOOK_ANYWAY_US (5 * G_TIME_SPAN_SECOND)
#define SWEEP_EVERY_US G_TIME_SPAN_HOUR
#define UNREFERENCED_FOR_US (14 * G_TIME_SPAN_DAY)

static gboolean
on_stop (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

static void
wait_for_stop (GMainLoop *loop)
{
  guint terminate = g_unix_signal_add (SIGTERM, on_stop, loop);
  guint interrupt = g_unix_signal_add (SIGINT, on_stop, loop);

  g_main_loop_run (loop);
  g_source_remove (terminate);
  g_source_remove (interrupt);
}

/**
 * kiosk_run_serve:
 * @config: (transfer full): the configuration
 * @error: return location; it could not start
 *
 * Serves until SIGTERM. Then: no new connections, what is under way is committed and answered, and
 * only after that the connections end.
 *
 * Returns: whether it ran
 */
gboolean
kiosk_run_serve (KioskGatewayConfig *config, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (KioskGateway) gateway = kiosk_gateway_open (config, error);
  g_autoptr (KioskServer) devices = NULL;
  g_autoptr (KioskServer) track = NULL;

  devices = gateway != NULL ? kiosk_server_start_devices (gateway, error) : NULL;
  if (devices == NULL)
    return FALSE;

  g_message ("serving devices on port %u", kiosk_server_get_port (devices));
  if (gateway->config->has_track)
    {
      track = kiosk_server_start_track (gateway, error);
      if (track == NULL)
        return FALSE;
      g_message ("serving tracking pages on port %u", kiosk_server_get_port (track));
    }

  wait_for_stop (loop);

  g_message ("going down");
  kiosk_server_quiesce (devices);
  if (track != NULL)
    kiosk_server_quiesce (track);
  kiosk_gateway_drain (gateway);
  kiosk_server_settle (devices);

  return TRUE;
}

typedef struct
{
  KioskWorker *worker;
  gint64 version;
  gint64 looked_us;
  gint64 swept_us;
} Rounds;

static void
sweep (Rounds *rounds)
{
  g_autoptr (GError) error = NULL;
  guint removed = 0;

  if (!kiosk_worker_sweep (rounds->worker, UNREFERENCED_FOR_US, &removed, &error))
    g_warning ("chunks not swept: %s", error->message);
  else if (removed > 0)
    g_message ("swept %u chunks that no submission refers to", removed);
}

static gboolean
on_round (gpointer user_data)
{
  Rounds *rounds = user_data;
  gint64 now = g_get_monotonic_time ();
  gint64 version = kiosk_worker_version (rounds->worker);
  g_autoptr (GError) error = NULL;
  guint done = 0;

  if (version == rounds->version && now - rounds->looked_us < LOOK_ANYWAY_US)
    return G_SOURCE_CONTINUE;

  rounds->looked_us = now;
  if (!kiosk_worker_run_once (rounds->worker, &done, &error))
    g_warning ("nothing handed on: %s", error->message);
  else if (done > 0)
    g_message ("handed on %u submissions", done);
  rounds->version = version;

  if (now - rounds->swept_us > SWEEP_EVERY_US)
    {
      rounds->swept_us = now;
      sweep (rounds);
    }

  return G_SOURCE_CONTINUE;
}

/**
 * kiosk_run_worker:
 * @config: (transfer full): the configuration
 * @once: whether to end when nothing is due any more
 * @error: return location
 *
 * Returns: whether it ran
 */
gboolean
kiosk_run_worker (KioskGatewayConfig *config, gboolean once, GError **error)
{
  g_autoptr (KioskWorker) worker = kiosk_worker_new (config, error);
  g_autoptr (GMainLoop) loop = NULL;
  Rounds rounds = { worker, -1, 0, 0 };
  guint done = 0;
  guint timer;

  if (worker == NULL)
    return FALSE;
  if (once)
    return kiosk_worker_run_once (worker, &done, error);

  loop = g_main_loop_new (NULL, FALSE);
  timer = g_timeout_add (LOOK_MS, on_round, &rounds);
  wait_for_stop (loop);
  g_source_remove (timer);

  return TRUE;
}
