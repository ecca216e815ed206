/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/look.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_PAGE_BODY (kiosk_page_body_get_type ())
G_DECLARE_FINAL_TYPE (KioskPageBody, kiosk_page_body, KIOSK, PAGE_BODY, GtkWidget)

/* Every part is (nullable) and replaces what was there. */
GtkWidget *kiosk_page_body_new (void);
void kiosk_page_body_set_look (KioskPageBody *self, const KioskLook *look);
void kiosk_page_body_set_top (KioskPageBody *self, GtkWidget *top);
void kiosk_page_body_set_heading (KioskPageBody *self, GtkWidget *heading);
void kiosk_page_body_set_picture (KioskPageBody *self, GtkWidget *picture);
void kiosk_page_body_set_content (KioskPageBody *self, GtkWidget *content);
void kiosk_page_body_set_side (KioskPageBody *self, GtkWidget *side);
void kiosk_page_body_shape_side (KioskPageBody *self, double width_mm, gboolean beside_title);
void
kiosk_page_body_set_above (KioskPageBody *self, int above); /* pixels of the panel above the page */
GtkWidget *kiosk_page_body_get_top (KioskPageBody *self);

G_END_DECLS
