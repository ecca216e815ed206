/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "flow/flow-identify.h"
#include "flow/flow-place.h"
#include "flow/flow-receipt.h"
#include "flow/flow-scan.h"
#include "ui/widgets/parts.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_PAGE (kiosk_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (KioskPage, kiosk_page, KIOSK, PAGE, GtkWidget)

/**
 * KioskPageClass:
 * @enter: the page is about to be shown; read the flow and fill yourself
 * @refresh: the flow said "updated" or "problems" while the page is shown
 * @primary: the primary button was touched; without it the flow advances
 * @secondary: the secondary button was touched
 * @back: «Quay lại» was touched; without it the flow goes back
 * @leave: the page goes away; cancel what is under way. The page is then destroyed
 *
 * A page is made without arguments and learns of flow and language only before @enter, so it fills
 * itself there. In a template, <child> is the content and <child type="side"> the side.
 *
 * A page is made anew each time it is shown and when language, text size or colours change, so it
 * keeps nothing: answers live in the session.
 */
struct _KioskPageClass
{
  GtkWidgetClass parent_class;

  void (*enter) (KioskPage *self);
  void (*refresh) (KioskPage *self);
  void (*primary) (KioskPage *self);
  void (*secondary) (KioskPage *self);
  void (*back) (KioskPage *self);
  void (*leave) (KioskPage *self);
};

/* The base class lays title, help, content, side and picture out for both panels and every text size
 * (landscape: content left, side right; portrait: title and picture in the band, then content, then
 * side), scrolls by page with «Xem tiếp» when they do not fit, and tells the frame what the action
 * bar shows. */
KioskFlow *kiosk_page_get_flow (KioskPage *self);
KioskLanguage *kiosk_page_get_language (KioskPage *self);
const char *kiosk_page_text (KioskPage *self, const char *key); /* in the session's language */
const char *kiosk_page_say (KioskPage *self, const KioskText *text);
gboolean kiosk_page_is_portrait (KioskPage *self);
gboolean kiosk_page_is_large (KioskPage *self); /* text size L or XL */

void kiosk_page_set_title (KioskPage *self, const char *title, const char *help);
void kiosk_page_set_picture (KioskPage *self,
                             const char *icon); /* portrait band; name in assets/icons */
void kiosk_page_set_top (KioskPage *self, GtkWidget *banner); /* above the title: error summary */
void kiosk_page_set_content (KioskPage *self, GtkWidget *content);
void kiosk_page_set_side (KioskPage *self, GtkWidget *side);
void kiosk_page_set_back (KioskPage *self, gboolean visible);
void
kiosk_page_set_primary (KioskPage *self, const char *label, const char *icon); /* NULL hides it */
void kiosk_page_set_secondary (KioskPage *self, const char *label, const char *icon);
void kiosk_page_set_primary_sensitive (KioskPage *self, gboolean sensitive);
void kiosk_page_focus_top (KioskPage *self); /* moves focus to what set_top() was given */
void kiosk_page_set_mark (KioskPage *self, const char *icon,
                          KioskTone tone); /* round mark before the title */
void
kiosk_page_set_title_end (KioskPage *self,
                          GtkWidget *end); /* states: right of the title, in the band under it */
void kiosk_page_shape_side (KioskPage *self, double width_mm,
                            gboolean beside_title); /* landscape: 108 to 164 mm */
void kiosk_page_set_header (KioskPage *self, const char *text,
                            gboolean strong); /* in the header, in place of trail or centre */
void kiosk_page_set_bare (KioskPage *self,
                          gboolean bare); /* the page is the whole panel: no frame around it */
void kiosk_page_scroll_to (KioskPage *self, GtkWidget *widget); /* a descendant of the content */

G_END_DECLS
