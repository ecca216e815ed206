/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-bad"

#include "doc-comment.h"

void
kiosk_bad_do (void)
{
}
