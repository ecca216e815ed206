/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "identity/chip/card-transport.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_PCSC_TRANSPORT (kiosk_pcsc_transport_get_type ())
G_DECLARE_FINAL_TYPE (KioskPcscTransport, kiosk_pcsc_transport, KIOSK, PCSC_TRANSPORT, GObject)

KioskPcscTransport *kiosk_pcsc_transport_open (const char *reader, guint limit_ms, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
