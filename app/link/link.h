/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The local conversation between kiosk and courier: GDBus peer to peer over a Unix socket that only
 * their user can open. The kiosk rings when it has appended; the courier says when something changed. */

#define KIOSK_TYPE_LINK (kiosk_link_get_type ())
G_DECLARE_FINAL_TYPE (KioskLink, kiosk_link, KIOSK, LINK, GObject)

/* The kiosk's end. Signals "changed" (const char *submission_id), "online-changed". It reconnects by itself. */
KioskLink *kiosk_link_new_client (const char *socket_path) G_GNUC_WARN_UNUSED_RESULT;
void       kiosk_link_ring       (KioskLink *self);
gboolean   kiosk_link_is_online  (KioskLink *self);

/* The courier's end. Signal "rung". */
KioskLink *kiosk_link_new_server (const char *socket_path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void       kiosk_link_announce   (KioskLink *self, const char *submission_id);
void       kiosk_link_set_online (KioskLink *self, gboolean online);

G_END_DECLS
