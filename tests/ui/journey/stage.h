/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drivers/virtual/virtual-chip-reader.h"
#include "drivers/virtual/virtual-code-reader.h"
#include "drivers/virtual/virtual-page-scanner.h"
#include "paper-double.h"
#include "flow/flow-identify.h"
#include "flow/flow-place.h"
#include "flow/flow-scan.h"
#include "ui/window.h"

G_BEGIN_DECLS

/** Stage: the real window over the real flow, with virtual devices and a fake clock. */
typedef struct
{
  char *folder;
  KioskOffice office;
  KioskFlowParts parts;
  KioskVirtualCodeReader *reader;
  KioskVirtualChipReader *chip; /* (nullable) */
  KioskVirtualPageScanner *scanner;
  PaperDouble *printer;
  KioskFlow *flow;
  KioskMetrics *metrics;
  GtkWidget *window;
} Stage;

Stage     *stage_new      (gboolean portrait);
Stage     *stage_new_with_chip (gboolean portrait);
void       stage_lay      (Stage *self, const char *card);
void       stage_lift     (Stage *self);
void       stage_await_identify (Stage *self, KioskIdentifyState state);
void       stage_free     (Stage *self);
void       stage_settle   (Stage *self);
void       stage_await    (Stage *self, KioskFlowState state);
GtkWidget *stage_find     (Stage *self, GType type, const char *name);
GtkWidget *stage_entry    (Stage *self, const char *label);
gboolean   stage_says     (Stage *self, const char *text);
void       stage_touch    (Stage *self, const char *name);
void       stage_choose   (Stage *self, const char *name);
void       stage_type     (Stage *self, const char *label, const char *text);
void       stage_card     (Stage *self);
void       stage_shoot    (Stage *self, const char *name);
void       stage_lay_page (Stage *self, const char *name);
void       stage_await_scan (Stage *self);
const char *stage_text    (Stage *self, const char *key);
const char *stage_failure (Stage *self, KioskFailure failure);

G_END_DECLS
