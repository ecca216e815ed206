/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/page-scanner.h"
#include "device/viewfinder.h"
#include "failure/failure-catalogue.h"
#include "flow/filing.h"
#include "form/terms.h"

G_BEGIN_DECLS

/** KioskFlowParts: what the flow works with; every member is borrowed for construction and then held. */
typedef struct {
  KioskClock       *clock;
  KioskLanguage    *language;
  KioskFailureCatalogue *failures;
  KioskCatalogue   *catalogue;
  KioskCalendar    *calendar;
  KioskOutbox      *outbox;
  KioskIntakeKey   *intake;
  KioskSigningKey  *device_key;
  const KioskOffice *office; /* must outlive the flow */
  GPtrArray        *code_readers; /* (element-type KioskCodeReader) */
  GPtrArray        *chip_readers; /* (nullable) (element-type KioskChipReader) */
  KioskViewfinder  *viewfinder;   /* (nullable): a camera, which is among the code readers too */
  KioskPageScanner *scanner;      /* (nullable) */
  GPtrArray        *printers;     /* (element-type KioskPrinter): each prints the receipt */
  guint             idle_seconds;
  guint             warning_seconds;
  guint             wait_for_province_ms; /* how long the receipt waits for the official number */
} KioskFlowParts;

void             kiosk_flow_parts_hold       (KioskFlowParts *self, const KioskFlowParts *parts);
void             kiosk_flow_parts_release    (KioskFlowParts *self);
KioskFilingParts kiosk_flow_parts_for_filing (const KioskFlowParts *self);

G_END_DECLS
