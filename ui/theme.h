/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/look.h"

G_BEGIN_DECLS

/** KioskTheme: the style sheets of the kiosk on one display; freeing it takes them off. */
typedef struct _KioskTheme KioskTheme;

KioskTheme *kiosk_theme_new (GdkDisplay *display, const char *assets);
void kiosk_theme_apply (KioskTheme *self, GtkWidget *window, const KioskLook *look);
void kiosk_theme_free (KioskTheme *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskTheme, kiosk_theme_free)

G_END_DECLS
