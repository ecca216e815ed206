/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/widgets/icon.h"

G_BEGIN_DECLS

/* The small parts every page is put together from; stock widgets with classes of assets/styles/kiosk.css.
 * All texts are plain, already in the reader's language. */

typedef enum
{
  KIOSK_TONE_ACT,
  KIOSK_TONE_DONE,
  KIOSK_TONE_WAIT,
  KIOSK_TONE_STOP,
  KIOSK_TONE_PLAIN
} KioskTone;

GtkWidget *
kiosk_button_new (const char *label, const char *icon, gboolean primary); /* icon (nullable) */
void kiosk_button_align_start (GtkWidget *button);
GtkWidget *
kiosk_link_new (const char *label); /* a GtkButton that looks like a link, 12.7 mm tall */
GtkWidget *kiosk_tile_new (const char *icon, const char *title, const char *line, gboolean first);
GtkWidget *kiosk_tile_new_large (GtkWidget *inside, const char *title, const char *line,
                                 gboolean first); /* a picture or a word in a panel */
void kiosk_tile_set_off (GtkWidget *tile, const char *tag, const char *reason);
GtkWidget *kiosk_choice_new (const char *label, const char *hint, GtkWidget *group,
                             gboolean unsure); /* a GtkCheckButton; group (nullable) */
GtkWidget *kiosk_banner_new (KioskTone tone, const char *icon, const char *text);
GtkWidget *kiosk_tag_new (KioskTone tone, const char *icon, const char *text);
GtkWidget *kiosk_card_new (void); /* a vertical GtkBox on white with a border */
GtkWidget *kiosk_list_new (void); /* a card whose children are rows with rules between */
GtkWidget *kiosk_row_new (const char *icon, const char *title, const char *line, GtkWidget *tag,
                          GtkWidget *button); /* icon, line, tag, button (nullable) */
GtkWidget *kiosk_pair_new (const char *label, const char *value,
                           GtkWidget *end); /* label left, bold value, end (nullable) right */
GtkWidget *kiosk_fact_new (const char *icon, const char *label, const char *value,
                           const char *line); /* overview card: small label, large value, line */
GtkWidget *
kiosk_label_new (const char *text,
                 const char *css_class); /* wraps, left aligned, selectable off; class (nullable) */
GtkWidget *kiosk_steps_new (const char *const *names,
                            guint current); /* receipt: kept - sent - received - result */
GtkWidget *kiosk_ring_new (const char *text, const char *icon,
                           const char *css_class); /* a digit or an icon in a ring */
void kiosk_parts_set_large (
    gboolean large); /* text L or XL: rows and steps made from now on stand one under the other */

G_END_DECLS
