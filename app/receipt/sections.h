/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "receipt/receipt-facts.h"
#include "receipt/receipt-words.h"
#include "submission/submission.h"

G_BEGIN_DECLS

/** KioskStanding: how far the dossier has come, which decides what its paper may claim. */
typedef enum {
  KIOSK_STANDING_KEPT,     /* at the machine, not sent */
  KIOSK_STANDING_SIGNED,   /* the province signed for it and has not given its number */
  KIOSK_STANDING_PREPARED, /* numbered, but the law wants the person at the counter */
  KIOSK_STANDING_RECEIVED, /* numbered: form 01, or the form the procedure's law names */
} KioskStanding;

/** KioskReceipt: what the sections of a receipt share; everything but the composer is borrowed. */
typedef struct {
  KioskComposer             composer;
  const KioskReceiptFacts  *facts;
  KioskSession             *session;
  KioskForm                *form;
  const KioskProcedureInfo *info;
  const KioskOffice        *office;
  KioskStanding             standing;
} KioskReceipt;

void kiosk_receipt_add_head      (KioskReceipt *self);
void kiosk_receipt_add_person    (KioskReceipt *self);
void kiosk_receipt_add_documents (KioskReceipt *self);
void kiosk_receipt_add_terms     (KioskReceipt *self);
void kiosk_receipt_add_left      (KioskReceipt *self);
void kiosk_receipt_add_end       (KioskReceipt *self);

G_END_DECLS
