/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

void kiosk_bad_do (void);
