/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <microhttpd.h>

G_BEGIN_DECLS

/** KioskPeer: one connection: whose it is, and since when it keeps us waiting. */
typedef struct _KioskPeer KioskPeer;

/** KioskPeers: all connections of one listener. */
typedef struct _KioskPeers KioskPeers;

KioskPeers *kiosk_peers_new       (guint seconds) G_GNUC_WARN_UNUSED_RESULT;
void        kiosk_peers_free      (KioskPeers *self);
void        kiosk_peers_notify    (void *peers, struct MHD_Connection *connection, void **context,
                                   enum MHD_ConnectionNotificationCode code);

KioskPeer  *kiosk_peer_of         (struct MHD_Connection *connection);
const char *kiosk_peer_get_device (KioskPeer *self, struct MHD_Connection *connection); /* (nullable) */
void        kiosk_peer_begin      (KioskPeer *self); /* its next request has begun */
void        kiosk_peer_trust      (KioskPeer *self); /* all of the request is here: we are the ones who are slow */
void        kiosk_peer_end        (KioskPeer *self); /* the request is answered */

G_END_DECLS
