/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "printers/device-printer.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_IPP_PRINTER (kiosk_ipp_printer_get_type ())
G_DECLARE_FINAL_TYPE (KioskIppPrinter, kiosk_ipp_printer, KIOSK, IPP_PRINTER, KioskDevicePrinter)

KioskIppPrinter *kiosk_ipp_printer_new     (const char *uri, const char *media) G_GNUC_WARN_UNUSED_RESULT;
gboolean         kiosk_ipp_media_is_valid (const char *media);

G_END_DECLS
