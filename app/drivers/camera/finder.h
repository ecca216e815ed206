/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drivers/camera/patches.h"

G_BEGIN_DECLS

double kiosk_finder_find (const KioskGreyImage *image, const KioskPatches *patches);

G_END_DECLS
