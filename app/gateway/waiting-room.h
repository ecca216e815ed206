/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/records.h"

G_BEGIN_DECLS

/** KioskWaitingRoom: devices that have asked for their events and have none yet. */
typedef struct _KioskWaitingRoom KioskWaitingRoom;

/* Called in the room's thread. */
typedef void (*KioskCalled) (gpointer user_data);

KioskWaitingRoom *kiosk_waiting_room_new    (KioskRecords *records) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_waiting_room_enter  (KioskWaitingRoom *self, const char *device, gint64 after, guint seconds,
                                             KioskCalled called, gpointer user_data);
void              kiosk_waiting_room_close  (KioskWaitingRoom *self);
void              kiosk_waiting_room_free   (KioskWaitingRoom *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskWaitingRoom, kiosk_waiting_room_free)

G_END_DECLS
