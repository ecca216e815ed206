/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "procedure/definition.h"

G_BEGIN_DECLS

gboolean kiosk_references_check (const KioskProcedureInfo *info, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
