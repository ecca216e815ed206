/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-bad"

#include <glib.h>

#include "own-header.h"
