/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/peers.h"

#include "wire/members.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <sys/socket.h>

#define MAX_NAME 64

struct _KioskPeer
{
  KioskPeers *peers;
  int fd;
  gint64 since_us; /* monotonic; 0 while we are the ones to move */
  gboolean asked;  /* whether the certificate was looked at */
  char *device;    /* (nullable) */
};

/**
 * KioskPeers:
 *
 * All connections of one listener.
 *
 * libmicrohttpd ends a connection that is silent; this ends one that is not silent but never gets
 * anywhere, a byte every few seconds (slow-loris).
 */
struct _KioskPeers
{
  GMutex lock;
  GCond woken;
  GHashTable *peers; /* (element-type KioskPeer) */
  GThread *thread;
  gint64 patience_us;
  gboolean closing;
};

static gpointer
run (gpointer user_data)
{
  KioskPeers *self = user_data;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  while (!self->closing)
    {
      gint64 now = g_get_monotonic_time ();
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, self->peers);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        {
          KioskPeer *peer = key;

          /* The daemon's thread sees the end of the stream and closes: the number stays its own. */
          if (peer->since_us != 0 && now - peer->since_us > self->patience_us)
            shutdown (peer->fd, SHUT_RDWR);
        }
      g_cond_wait_until (&self->woken, &self->lock, now + G_TIME_SPAN_SECOND / 2);
    }

  return NULL;
}

/**
 * kiosk_peers_new:
 * @seconds: how long a peer may take for one request, from the end of the one before
 *
 * Returns: (transfer full): no connections yet, and the thread that watches them
 */
KioskPeers *
kiosk_peers_new (guint seconds)
{
  KioskPeers *self = g_new0 (KioskPeers, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->woken);
  self->peers = g_hash_table_new (NULL, NULL);
  self->patience_us = (gint64) seconds * G_TIME_SPAN_SECOND;
  self->thread = g_thread_new ("peers", run, self);

  return self;
}

/**
 * kiosk_peers_free:
 * @self: (transfer full) (nullable): the connections of a listener that has stopped
 */
void
kiosk_peers_free (KioskPeers *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->closing = TRUE;
  g_cond_signal (&self->woken);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_hash_table_unref (self->peers);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->woken);
  g_free (self);
}

/**
 * kiosk_peers_notify:
 * @peers: a #KioskPeers
 * @connection: a connection
 * @context: where its #KioskPeer is
 * @code: whether it has begun or ended
 *
 * For %MHD_OPTION_NOTIFY_CONNECTION.
 */
void
kiosk_peers_notify (void *peers, struct MHD_Connection *connection, void **context,
                    enum MHD_ConnectionNotificationCode code)
{
  KioskPeers *self = peers;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  KioskPeer *peer = *context;

  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    {
      const union MHD_ConnectionInfo *info
          = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD);

      peer = g_new0 (KioskPeer, 1);
      peer->peers = self;
      peer->fd = info->connect_fd;
      peer->since_us = g_get_monotonic_time ();
      g_hash_table_add (self->peers, peer);
      *context = peer;
    }
  else if (peer != NULL)
    {
      g_hash_table_remove (self->peers, peer);
      g_free (peer->device);
      g_free (peer);
      *context = NULL;
    }
}

/**
 * kiosk_peer_of:
 * @connection: a connection
 *
 * Returns: (transfer none): its peer
 */
KioskPeer *
kiosk_peer_of (struct MHD_Connection *connection)
{
  return MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

static gboolean
is_verified (gnutls_session_t session)
{
  gnutls_typed_vdata_st purpose
      = { GNUTLS_DT_KEY_PURPOSE_OID, (unsigned char *) GNUTLS_KP_TLS_WWW_CLIENT, 0 };
  unsigned int status = 0;

  return gnutls_certificate_verify_peers (session, &purpose, 1, &status) == GNUTLS_E_SUCCESS
         && status == 0;
}

static char *
read_common_name (const gnutls_datum_t *der)
{
  gnutls_x509_crt_t certificate;
  char name[MAX_NAME + 1];
  size_t length = sizeof name;
  int result;

  if (gnutls_x509_crt_init (&certificate) != GNUTLS_E_SUCCESS)
    return NULL;

  result = gnutls_x509_crt_import (certificate, der, GNUTLS_X509_FMT_DER);
  if (result == GNUTLS_E_SUCCESS)
    result = gnutls_x509_crt_get_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name,
                                            &length);
  gnutls_x509_crt_deinit (certificate);

  return result == GNUTLS_E_SUCCESS && kiosk_shape_name (name) ? g_strdup (name) : NULL;
}

/**
 * kiosk_peer_get_device:
 * @self: the peer of @connection
 * @connection: a connection whose handshake is over
 *
 * libmicrohttpd asks for a certificate, but neither demands nor checks one: this does.
 *
 * Returns: (transfer none) (nullable): common name of a certificate our authority signed for a
 *   client and that is valid today
 */
const char *
kiosk_peer_get_device (KioskPeer *self, struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info;
  const gnutls_datum_t *certificates;
  unsigned int n_certificates = 0;

  if (self->asked)
    return self->device;

  self->asked = TRUE;
  info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
  if (info == NULL || info->tls_session == NULL)
    return NULL;

  certificates = gnutls_certificate_get_peers (info->tls_session, &n_certificates);
  if (certificates != NULL && n_certificates > 0 && is_verified (info->tls_session))
    self->device = read_common_name (&certificates[0]);

  return self->device;
}

static void
set_since (KioskPeer *self, gint64 since_us)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->peers->lock);

  self->since_us = since_us;
}

/**
 * kiosk_peer_begin:
 * @self: a peer
 *
 * Its next request has begun: patience is counted anew.
 */
void
kiosk_peer_begin (KioskPeer *self)
{
  set_since (self, g_get_monotonic_time ());
}

/**
 * kiosk_peer_trust:
 * @self: a peer
 *
 * All of the request is here: from now on we are the ones who are slow.
 */
void
kiosk_peer_trust (KioskPeer *self)
{
  set_since (self, 0);
}

/**
 * kiosk_peer_end:
 * @self: a peer
 *
 * The request is answered: the peer may begin another.
 */
void
kiosk_peer_end (KioskPeer *self)
{
  set_since (self, g_get_monotonic_time ());
}
