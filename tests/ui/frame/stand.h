/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drivers/virtual/virtual-code-reader.h"
#include "ui/window.h"

G_BEGIN_DECLS

/** Stand: the window over the real flow, with a clock that stands still and no devices but a reader. */
typedef struct
{
  char *folder;
  KioskOffice office;
  KioskFlowParts parts;
  KioskVirtualCodeReader *reader;
  KioskFlow *flow;
  KioskWindow *window;
  double px_per_mm;
} Stand;

Stand *stand_new (gboolean portrait);
void stand_free (Stand *self);
void stand_settle (Stand *self);
void stand_show_card (Stand *self);
GtkWidget *stand_find (Stand *self, GType type, const char *name);
GtkWidget *stand_find_first (Stand *self, GType type);
void stand_touch (Stand *self, const char *name);
const char *stand_text (Stand *self, const char *key);

typedef void (*StandVisit) (GtkWidget *widget, gpointer user_data);
void stand_each (Stand *self, StandVisit visit, gpointer user_data);

G_END_DECLS
