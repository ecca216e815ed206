/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** KioskAction: the three things an action bar can offer. */
typedef enum
{
  KIOSK_ACTION_BACK,
  KIOSK_ACTION_SECONDARY,
  KIOSK_ACTION_PRIMARY,
  KIOSK_N_ACTIONS
} KioskAction;

#define KIOSK_TYPE_ACTION_BAR (kiosk_action_bar_get_type ())
G_DECLARE_FINAL_TYPE (KioskActionBar, kiosk_action_bar, KIOSK, ACTION_BAR, GtkWidget)

/* Signal "act" (KioskAction). */
GtkWidget *kiosk_action_bar_new (void);
void kiosk_action_bar_set_shape (KioskActionBar *self, gboolean portrait);
void
kiosk_action_bar_set (KioskActionBar *self, KioskAction act, const char *label, const char *icon);
void kiosk_action_bar_set_sensitive (KioskActionBar *self, KioskAction act, gboolean sensitive);
gboolean kiosk_action_bar_is_empty (KioskActionBar *self);

G_END_DECLS
