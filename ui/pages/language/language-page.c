/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/language/language-page.h"

#include "ui/widgets/box.h"

/**
 * KioskLanguagePage:
 *
 * Each language the kiosk speaks asks in its own words.
 */
struct _KioskLanguagePage
{
  KioskPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KioskLanguagePage, kiosk_language_page, KIOSK_TYPE_PAGE)

static void
on_language (GtkButton *button, KioskPage *page)
{
  kiosk_flow_choose_language (kiosk_page_get_flow (page),
                              gtk_widget_get_name (GTK_WIDGET (button)));
}

static char *
ask_in_others (KioskLanguage *language)
{
  const char *const *codes = kiosk_language_list (language);
  GString *text = g_string_new (NULL);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      if (g_str_equal (codes[i], kiosk_language_get_current (language)))
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, kiosk_language_get_in (language, codes[i], "language.title"));
    }

  return g_string_free (text, FALSE);
}

static void
kiosk_language_page_enter (KioskPage *page)
{
  KioskLanguage *language = kiosk_page_get_language (page);
  const char *const *codes = kiosk_language_list (language);
  g_autofree char *others = ask_in_others (language);
  GtkWidget *tiles = kiosk_box_new (kiosk_page_is_portrait (page) ? GTK_ORIENTATION_VERTICAL
                                                                  : GTK_ORIENTATION_HORIZONTAL);

  kiosk_page_set_title (page, kiosk_page_text (page, "language.title"), others);
  kiosk_page_set_picture (page, "picture-home");
  kiosk_page_set_back (page, TRUE);
  gtk_widget_add_css_class (tiles, "tiles");
  kiosk_box_set_homogeneous (tiles, TRUE);
  for (guint i = 0; codes[i] != NULL; i++)
    {
      GtkWidget *hello
          = gtk_label_new (kiosk_language_get_in (language, codes[i], "language.hello"));
      GtkWidget *tile = kiosk_tile_new_large (
          hello, kiosk_language_get_in (language, codes[i], "frame.language-name"),
          kiosk_language_get_in (language, codes[i], "language.line"), i == 0);

      gtk_widget_set_name (tile, codes[i]);
      g_signal_connect_object (tile, "clicked", G_CALLBACK (on_language), page, 0);
      gtk_box_append (GTK_BOX (tiles), tile);
    }
  kiosk_page_set_content (page, tiles);
}

static void
kiosk_language_page_class_init (KioskLanguagePageClass *klass)
{
  KIOSK_PAGE_CLASS (klass)->enter = kiosk_language_page_enter;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "page");
}

static void
kiosk_language_page_init (KioskLanguagePage *self)
{
}
