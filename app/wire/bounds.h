/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* What both ends agree never to pass. */
#define KIOSK_WIRE_MAX_BODY (1024 * 1024)
#define KIOSK_WIRE_MAX_CHUNK (1024 * 1024)
#define KIOSK_WIRE_MAX_PARTS 200
#define KIOSK_WIRE_MAX_CHUNKS 64 /* of one part */
