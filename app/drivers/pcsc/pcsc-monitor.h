/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_PCSC_MONITOR (kiosk_pcsc_monitor_get_type ())
G_DECLARE_FINAL_TYPE (KioskPcscMonitor, kiosk_pcsc_monitor, KIOSK, PCSC_MONITOR, GObject)

KioskPcscMonitor *kiosk_pcsc_monitor_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void              kiosk_pcsc_monitor_start        (KioskPcscMonitor *self);
void              kiosk_pcsc_monitor_stop         (KioskPcscMonitor *self);
gboolean          kiosk_pcsc_monitor_is_connected (KioskPcscMonitor *self);
GPtrArray        *kiosk_pcsc_monitor_get_slots    (KioskPcscMonitor *self);

G_END_DECLS
