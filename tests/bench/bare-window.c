/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The floor of the start-up comparison: one GTK window of one colour, nothing else. */

#include <gtk/gtk.h>

int
main (int argc, char *argv[])
{
  GtkCssProvider *provider;
  GtkWidget *window;

  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_setenv ("GDK_DEBUG", "gl-disable", TRUE);
  gtk_init ();
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_data (provider, "window { background: #0B3A75; }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1920, 1080);
  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("Một Cửa"));
  gtk_window_present (GTK_WINDOW (window));
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);

  return 0;
}
