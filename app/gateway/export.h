/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/config.h"
#include "gateway/dossier.h"

G_BEGIN_DECLS

gboolean kiosk_export_write (const char *folder, const char *official, const KioskDossier *dossier, GBytes *portal,
                             const KioskRecord *record, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
