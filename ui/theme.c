/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/theme.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/parts.h"

struct _KioskTheme
{
  GdkDisplay *display;     /* (owned) */
  char *folder;            /* (owned): of style sheets */
  GtkCssProvider *base;    /* (owned) */
  GtkCssProvider *pages;   /* (owned): what only pages of the journey need */
  GtkCssProvider *colours; /* (owned) */
};

static void
on_parsing_error (GtkCssProvider *provider, GtkCssSection *section, const GError *error,
                  gpointer user_data)
{
  g_autofree char *where = gtk_css_section_to_string (section);

  g_warning ("Style sheet %s: %s", where, error->message);
}

static GtkCssProvider *
add_provider (KioskTheme *self, guint priority)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  g_signal_connect (provider, "parsing-error", G_CALLBACK (on_parsing_error), NULL);
  gtk_style_context_add_provider_for_display (self->display, GTK_STYLE_PROVIDER (provider),
                                              priority);

  return provider;
}

/**
 * kiosk_theme_new:
 * @display: where the kiosk is shown
 * @assets: the folder that holds styles/
 *
 * Returns: (transfer full): a theme in the colours of the day
 */
KioskTheme *
kiosk_theme_new (GdkDisplay *display, const char *assets)
{
  KioskTheme *self;
  g_autofree char *path = NULL;
  g_autofree char *pages = NULL;

  g_return_val_if_fail (GDK_IS_DISPLAY (display), NULL);
  g_return_val_if_fail (assets != NULL, NULL);

  self = g_new0 (KioskTheme, 1);
  self->display = g_object_ref (display);
  self->folder = g_build_filename (assets, "styles", NULL);
  self->base = add_provider (self, GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  self->pages = add_provider (self, GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  self->colours = add_provider (self, GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 2);
  path = g_build_filename (self->folder, "kiosk.css", NULL);
  gtk_css_provider_load_from_path (self->base, path);
  pages = g_build_filename (self->folder, "pages.css", NULL);
  gtk_css_provider_load_from_path (self->pages, pages);

  return self;
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/**
 * kiosk_theme_apply:
 * @window: the window, which gets the classes of the look
 * @look: how everything is shown from now on
 *
 * Drawings and parts made afterwards follow it; what was made before has to be made anew.
 */
void
kiosk_theme_apply (KioskTheme *self, GtkWidget *window, const KioskLook *look)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (GTK_IS_WIDGET (window));

  gtk_widget_add_css_class (window, "kiosk");
  for (int size = 0; size < KIOSK_TEXT_N_SIZES; size++)
    set_class (window, kiosk_text_size_to_class (size), size == (int) look->text);
  set_class (window, "portrait", look->portrait);
  set_class (window, "landscape", !look->portrait);
  set_class (window, "contrast", look->colours != KIOSK_COLOURS_DAY);

  if (look->colours == KIOSK_COLOURS_DAY)
    {
      gtk_css_provider_load_from_data (self->colours, "", -1);
    }
  else
    {
      g_autofree char *file
          = g_strdup_printf ("theme-%s.css", kiosk_colours_to_name (look->colours));
      g_autofree char *path = g_build_filename (self->folder, file, NULL);

      gtk_css_provider_load_from_path (self->colours, path);
    }
  kiosk_icon_set_theme (window, kiosk_text_size_get_scale (look->text));
  kiosk_parts_set_large (look->text >= KIOSK_TEXT_L);
}

/**
 * kiosk_theme_free:
 * @self: (transfer full): a theme
 */
void
kiosk_theme_free (KioskTheme *self)
{
  gtk_style_context_remove_provider_for_display (self->display, GTK_STYLE_PROVIDER (self->base));
  gtk_style_context_remove_provider_for_display (self->display, GTK_STYLE_PROVIDER (self->pages));
  gtk_style_context_remove_provider_for_display (self->display, GTK_STYLE_PROVIDER (self->colours));
  g_object_unref (self->base);
  g_object_unref (self->pages);
  g_object_unref (self->colours);
  g_object_unref (self->display);
  g_free (self->folder);
  g_free (self);
}
