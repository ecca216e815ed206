/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "language/language.h"
#include "ui/look.h"

G_BEGIN_DECLS

/** KioskTool: what can be changed on every page. */
typedef enum
{
  KIOSK_TOOL_LANGUAGE,
  KIOSK_TOOL_TEXT,
  KIOSK_TOOL_COLOURS,
  KIOSK_TOOL_LOWER,
  KIOSK_TOOL_STAFF,
  KIOSK_N_TOOLS
} KioskTool;

#define KIOSK_TYPE_TOOL_BAR (kiosk_tool_bar_get_type ())
G_DECLARE_FINAL_TYPE (KioskToolBar, kiosk_tool_bar, KIOSK, TOOL_BAR, GtkWidget)

/* Signal "tool" (KioskTool). */
GtkWidget *kiosk_tool_bar_new (void);
void kiosk_tool_bar_fill (KioskToolBar *self, KioskLanguage *language, const KioskLook *look,
                          gboolean staff_called);
gboolean kiosk_tool_bar_focus (KioskToolBar *self, KioskTool tool);
const char *kiosk_tool_bar_next_language (KioskLanguage *language);

G_END_DECLS
