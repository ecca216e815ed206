/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "failure/failure.h"
#include "identity/chip/chip-reading.h"

G_BEGIN_DECLS

gboolean     kiosk_chip_judgement_accepts (KioskChipReading *reading, KioskIdDocument *known, KioskFailure *failure);
KioskFailure kiosk_chip_judgement_remark  (KioskChipReading *reading, GDateTime *today);

G_END_DECLS
