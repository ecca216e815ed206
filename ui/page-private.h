/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "flow/flow.h"
#include "ui/look.h"
#include "ui/widgets/parts.h"

G_BEGIN_DECLS

/* Seen by page.c and page-frame.c only, which are one type in two files. */
typedef struct
{
  /* owned as children */
  GtkWidget *upper; /* (nullable): title and picture out of reach, when lowered */
  GtkWidget *pager;
  GtkWidget *body;
  GtkWidget *actions;

  /* owned */
  KioskFlow *flow; /* (nullable) until set up */
  char *header;
  char *title;
  char *help;
  char *mark;

  /* state */
  KioskLook look;
  KioskTone mark_tone;
  GtkWidget *title_end; /* (nullable) (owned) */
  gboolean strong;
  gboolean bare;
} KioskPagePrivate;

KioskPagePrivate *kiosk_page_get_private (gpointer page);

G_END_DECLS
