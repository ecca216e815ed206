/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "procedure/definition.h"

G_BEGIN_DECLS

gint64 kiosk_fee_reckon (const KioskFee *fee, gint64 quantity, gint64 multiple);

G_END_DECLS
