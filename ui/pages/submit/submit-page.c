/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/submit/submit-page.h"

#include "ui/widgets/parts.h"
#include "ui/words/failure-words.h"

#define PICTURE_MM 70

/**
 * KioskSubmitPage:
 *
 * The moment in which the dossier is made durable; and what to do when it could not be.
 */
struct _KioskSubmitPage
{
  KioskPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KioskSubmitPage, kiosk_submit_page, KIOSK_TYPE_PAGE)

static void
show_keeping (KioskPage *page)
{
  kiosk_page_set_mark (page, NULL, KIOSK_TONE_PLAIN);
  kiosk_page_set_title (page, kiosk_page_text (page, "submit.title"),
                        kiosk_page_text (page, "submit.help"));
  kiosk_page_set_content (page, kiosk_icon_new_picture ("picture-papers-and-card", PICTURE_MM));
  kiosk_page_set_back (page, FALSE);
  kiosk_page_set_primary (page, NULL, NULL);
}

/* Nothing was kept, and nothing was lost: the answers are still in the session. */
static void
show_failed (KioskPage *page)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (content, "facts");
  kiosk_page_set_mark (page, "alert", KIOSK_TONE_WAIT);
  kiosk_page_set_title (page, kiosk_failure_words_title (page, KIOSK_FAILURE_DOSSIER_NOT_KEPT),
                        kiosk_failure_words_say (page, KIOSK_FAILURE_DOSSIER_NOT_KEPT));
  gtk_box_append (
      GTK_BOX (content),
      kiosk_banner_new (KIOSK_TONE_ACT, "bell", kiosk_page_text (page, "submit.failed_staff")));
  kiosk_page_set_content (page, content);
  kiosk_page_set_back (page, TRUE);
  kiosk_page_set_primary (page, kiosk_page_text (page, "submit.again"), "rotate");
}

static void
kiosk_submit_page_refresh (KioskPage *page)
{
  if (kiosk_flow_get_submit_error (kiosk_page_get_flow (page)) != NULL)
    show_failed (page);
  else
    show_keeping (page);
}

static void
kiosk_submit_page_class_init (KioskSubmitPageClass *klass)
{
  KioskPageClass *page_class = KIOSK_PAGE_CLASS (klass);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "submit-page");
  page_class->enter = kiosk_submit_page_refresh;
  page_class->refresh = kiosk_submit_page_refresh;
}

static void
kiosk_submit_page_init (KioskSubmitPage *self)
{
}
