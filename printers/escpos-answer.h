/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/printer.h"
#include "printers/escpos-encode.h"

G_BEGIN_DECLS

/** KioskEscposAnswers: sorts the bytes a printer sends back, however they are split. */
typedef struct {
  guint8   pending[8];
  guint    n_pending;
  guint8   status;        /* the last real-time status byte */
  gboolean has_status;    /* one came since this was last cleared */
  gboolean passed_barrier;
  char     ids[4][KIOSK_ESCPOS_ID_SIZE]; /* the last process ids, in turn */
  guint    n_ids;                        /* how many came */
} KioskEscposAnswers;

void              kiosk_escpos_answers_init  (KioskEscposAnswers *self);
gboolean          kiosk_escpos_answers_feed  (KioskEscposAnswers *self, guint8 byte); /* TRUE: an answer is complete */
gboolean          kiosk_escpos_answers_has   (const KioskEscposAnswers *self, const char id[KIOSK_ESCPOS_ID_SIZE]);
KioskPrinterState kiosk_escpos_status_state  (KioskEscposStatus asked, guint8 status);

G_END_DECLS
