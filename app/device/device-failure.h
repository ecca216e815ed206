/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/chip-reader.h"
#include "device/page-scanner.h"
#include "device/printer.h"
#include "failure/failure.h"

G_BEGIN_DECLS

/* What a device says, as the failure that people are told. */
KioskFailure kiosk_device_failure_of_scanner (KioskPageScannerError code);
gboolean     kiosk_device_failure_of_printer (KioskPrinterState state, KioskFailure *failure);
gboolean     kiosk_device_failure_of_chip_reader (KioskChipReaderState state, KioskFailure *failure);

G_END_DECLS
