/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/config.h"
#include "gateway/dossier.h"
#include "language/language.h"

G_BEGIN_DECLS

GBytes *kiosk_portal_write  (const KioskDossier *dossier, const KioskRecord *record, const char *official,
                             const KioskGatewayConfig *config, KioskLanguage *language, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char   *kiosk_portal_moment (const char *rfc3339) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
