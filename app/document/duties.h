/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "document/document-set.h"

G_BEGIN_DECLS

/* What is still to be given by hand, where of some papers any one will do. @applying is what
 * kiosk_document_set_list() gave. */
KioskDocumentState  kiosk_duties_get_best_state (KioskDocumentSet *set, const GPtrArray *applying, const KioskComponent *component);
gboolean            kiosk_duties_is_settled     (KioskDocumentSet *set, const GPtrArray *applying, const KioskComponent *component);
gboolean            kiosk_duties_is_first       (const GPtrArray *applying, const KioskComponent *component);
GPtrArray          *kiosk_duties_list           (KioskDocumentSet *set, const GPtrArray *applying) G_GNUC_WARN_UNUSED_RESULT; /* (element-type GPtrArray) of KioskComponent */
const KioskText    *kiosk_duty_get_where        (const GPtrArray *duty); /* (nullable): the counter */

G_END_DECLS
