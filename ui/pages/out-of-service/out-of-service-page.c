/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/out-of-service/out-of-service-page.h"

/* Millimetres. */
#define PICTURE 150.0
#define SIDE 112.0

/**
 * KioskOutOfServicePage:
 *
 * The kiosk rests because it could not keep a promise now; it says which other ways there are.
 */
struct _KioskOutOfServicePage
{
  KioskPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KioskOutOfServicePage, kiosk_out_of_service_page, KIOSK_TYPE_PAGE)

static void
kiosk_out_of_service_page_enter (KioskPage *page)
{
  const KioskOffice *office = kiosk_flow_get_parts (kiosk_page_get_flow (page))->office;
  GtkWidget *ways = kiosk_list_new ();

  kiosk_page_set_title (page, kiosk_page_text (page, "out-of-service.title"),
                        kiosk_page_text (page, "out-of-service.help"));
  kiosk_page_set_picture (page, "picture-kiosk-resting");
  if (office->counter != NULL)
    gtk_box_append (GTK_BOX (ways),
                    kiosk_row_new ("person", kiosk_page_text (page, "out-of-service.counter"),
                                   kiosk_page_say (page, office->counter), NULL, NULL));
  if (office->hours != NULL)
    gtk_box_append (GTK_BOX (ways),
                    kiosk_row_new ("clock", kiosk_page_text (page, "out-of-service.hours"),
                                   kiosk_page_say (page, office->hours), NULL, NULL));
  if (office->telephone != NULL && *office->telephone != '\0')
    gtk_box_append (GTK_BOX (ways),
                    kiosk_row_new ("phone", kiosk_page_text (page, "out-of-service.telephone"),
                                   office->telephone, NULL, NULL));
  kiosk_page_set_content (page, ways);
  if (!kiosk_page_is_portrait (page) && !kiosk_page_is_large (page))
    {
      kiosk_page_set_side (page, kiosk_icon_new_picture ("picture-kiosk-resting", PICTURE));
      kiosk_page_shape_side (page, SIDE, TRUE);
    }
  kiosk_page_set_primary (page, kiosk_page_text (page, "out-of-service.retry"), "rotate");
}

static void
kiosk_out_of_service_page_class_init (KioskOutOfServicePageClass *klass)
{
  KIOSK_PAGE_CLASS (klass)->enter = kiosk_out_of_service_page_enter;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "page");
}

static void
kiosk_out_of_service_page_init (KioskOutOfServicePage *self)
{
}
