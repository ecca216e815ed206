/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-main"

#include "kiosk/wiring.h"

#include "base/log.h"
#include "kiosk/rinse-bus.h"
#include "ui/window.h"

#include <glib-unix.h>
#include <gtk/gtk.h>

#include <stdlib.h>

static gboolean windowed;
static char *config_path;

static const GOptionEntry options[] = {
  { "config", 'c', 0, G_OPTION_ARG_FILENAME, &config_path, "The configuration file", "FILE" },
  { "windowed", 'w', 0, G_OPTION_ARG_NONE, &windowed, "A window instead of the full screen", NULL },
  { NULL },
};

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

static void
on_state_changed (KioskFlow *flow)
{
  if (kiosk_flow_get_state (flow) == KIOSK_FLOW_IDLE)
    kiosk_rinse_bus ();
}

static KioskConfig *
read_configuration (int argc, char *argv[], GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, "The screen a citizen uses.");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return NULL;
  if (config_path == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "Say which configuration: --config FILE");
      return NULL;
    }

  return kiosk_config_load (config_path, error);
}

/* Cairo draws a page many times faster than a software GL does, and starts in half the time. Our style
 * sheet dresses every widget we use, so that the toolkit's own is left out: reading it took a tenth of
 * the start, and matching its rules a part of every page. GTK 4.8 takes all of it only from the
 * environment, before it is initialised. */
static void
choose_renderer (void)
{
  g_setenv ("GTK_THEME", "Empty", TRUE);
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_setenv ("GDK_DEBUG", "gl-disable", TRUE);
  g_setenv ("GDK_DISABLE", "gl,vulkan", TRUE);
}

/* What is shown, and how it ends. */
typedef struct
{
  GMainLoop *loop;
  KioskWiring *wiring;
  GError *error; /* (nullable): why it ended */
} Run;

/* Comes after the frame, which is sent off first, and before any input, which waits for the main
 * loop. */
static void
on_first_paint (GdkFrameClock *clock, Run *run)
{
  gdk_display_flush (gdk_display_manager_get_default_display (gdk_display_manager_get ()));
  g_signal_handlers_disconnect_by_func (clock, on_first_paint, run);
  if (!kiosk_wiring_load_catalogue (run->wiring, &run->error))
    g_main_loop_quit (run->loop);
}

static gboolean
show (const KioskConfig *config, const KioskMetrics *metrics, Run *run, GError **error)
{
  KioskFlow *flow = kiosk_wiring_get_flow (run->wiring);
  GtkWidget *window = kiosk_window_new (flow, metrics, config->assets_path);

  if (!windowed)
    gtk_window_fullscreen (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  if (!kiosk_window_check_renderer (KIOSK_WINDOW (window), error))
    {
      gtk_window_destroy (GTK_WINDOW (window));
      return FALSE;
    }

  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_first_paint),
                    run);
  g_signal_connect (flow, "state-changed", G_CALLBACK (on_state_changed), NULL);
  g_unix_signal_add (SIGTERM, on_signal, run->loop);
  g_unix_signal_add (SIGINT, on_signal, run->loop);
  g_signal_connect_swapped (window, "close-request", G_CALLBACK (g_main_loop_quit), run->loop);
  g_main_loop_run (run->loop);
  gtk_window_destroy (GTK_WINDOW (window));
  if (run->error != NULL)
    g_propagate_error (error, g_steal_pointer (&run->error));

  return *error == NULL;
}

int
main (int argc, char *argv[])
{
  g_autoptr (KioskConfig) config = NULL;
  g_autoptr (KioskWiring) wiring = NULL;
  g_autoptr (KioskMetrics) metrics = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  Run run = { .loop = loop };

  g_set_prgname ("motcua-kiosk");
  kiosk_log_init ("motcua-kiosk");
  kiosk_process_harden ();
  choose_renderer ();

  config = read_configuration (argc, argv, &error);
  if (config == NULL)
    {
      g_printerr ("motcua-kiosk: %s\n", error->message);
      return EXIT_FAILURE;
    }
  wiring = kiosk_wiring_begin (config);
  metrics = kiosk_metrics_new ((int) config->panel.width_px, (int) config->panel.height_px,
                               config->panel.width_mm);
  kiosk_window_begin (metrics, config->assets_path);
  if (!gtk_init_check ())
    {
      g_printerr ("motcua-kiosk: no display; set DISPLAY or WAYLAND_DISPLAY\n");
      return EXIT_FAILURE;
    }

  kiosk_window_warm_up (metrics);
  run.wiring = wiring;
  if (!kiosk_wiring_finish (wiring, &error) || !show (config, metrics, &run, &error))
    {
      g_printerr ("motcua-kiosk: %s\n", error->message);
      return EXIT_FAILURE;
    }

  return EXIT_SUCCESS;
}
