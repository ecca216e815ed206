/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/done/done-page.h"

/**
 * KioskDonePage:
 *
 * The last page: what was wiped and what stays. The idle page follows by itself.
 */
struct _KioskDonePage
{
  KioskPage parent_instance;

  /* state */
  gboolean filed;
};

G_DEFINE_FINAL_TYPE (KioskDonePage, kiosk_done_page, KIOSK_TYPE_PAGE)

static void
kiosk_done_page_enter (KioskPage *page)
{
  KioskDonePage *self = KIOSK_DONE_PAGE (page);
  GtkWidget *list = kiosk_list_new ();
  gboolean tight = kiosk_page_is_large (page) && !kiosk_page_is_portrait (page);

  kiosk_page_set_mark (page, "check", KIOSK_TONE_DONE);
  kiosk_page_set_title (page,
                        kiosk_page_text (page, self->filed ? "done.title-filed" : "done.title"),
                        tight ? NULL : kiosk_page_text (page, "done.help"));
  kiosk_page_set_picture (page, "picture-home");
  gtk_box_append (GTK_BOX (list),
                  kiosk_row_new ("trash", kiosk_page_text (page, "done.wiped"),
                                 kiosk_page_text (page, "done.wiped-line"), NULL, NULL));
  gtk_box_append (
      GTK_BOX (list),
      kiosk_row_new (
          "kept", kiosk_page_text (page, self->filed ? "done.kept-filed" : "done.kept"),
          kiosk_page_text (page, self->filed ? "done.kept-filed-line" : "done.kept-line"), NULL,
          NULL));
  gtk_box_append (GTK_BOX (list),
                  kiosk_row_new ("card", kiosk_page_text (page, "done.take"),
                                 kiosk_page_text (page, "done.take-line"), NULL, NULL));
  kiosk_page_set_content (page, list);
  kiosk_page_set_primary (page, kiosk_page_text (page, "done.primary"), "check");
}

static void
kiosk_done_page_class_init (KioskDonePageClass *klass)
{
  KIOSK_PAGE_CLASS (klass)->enter = kiosk_done_page_enter;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "page");
}

static void
kiosk_done_page_init (KioskDonePage *self)
{
}

/**
 * kiosk_done_page_set_filed:
 * @filed: whether this visit put a dossier into the outbox
 *
 * The session is wiped already when this page is entered, so it has to be told.
 */
void
kiosk_done_page_set_filed (KioskDonePage *self, gboolean filed)
{
  g_return_if_fail (KIOSK_IS_DONE_PAGE (self));

  self->filed = filed;
}
