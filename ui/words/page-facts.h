/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/* What nearly every page of the journey asks of the flow. */
KioskForm                *kiosk_page_get_form      (KioskPage *page);
const KioskProcedureInfo *kiosk_page_get_info      (KioskPage *page);
KioskDocumentSet         *kiosk_page_get_documents (KioskPage *page);
GDateTime                *kiosk_page_get_today     (KioskPage *page) G_GNUC_WARN_UNUSED_RESULT;
gboolean                  kiosk_page_is_prepare    (KioskPage *page);
int                       kiosk_page_px            (KioskPage *page, double mm);

G_END_DECLS
