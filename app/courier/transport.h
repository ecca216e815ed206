/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KIOSK_TRANSPORT_ERROR (kiosk_transport_error_quark ())
GQuark kiosk_transport_error_quark (void);

/**
 * KioskTransportError:
 * @KIOSK_TRANSPORT_ERROR_AWAY: no answer: network or server are away, or it broke off
 * @KIOSK_TRANSPORT_ERROR_UNTRUSTED: somebody answers, but the certificates do not fit
 * @KIOSK_TRANSPORT_ERROR_STRANGE: the answer is none of a gateway's: too large, or not HTTP
 */
typedef enum {
  KIOSK_TRANSPORT_ERROR_AWAY,
  KIOSK_TRANSPORT_ERROR_UNTRUSTED,
  KIOSK_TRANSPORT_ERROR_STRANGE,
} KioskTransportError;

/** KioskEndpoint: where the gateway is and who we are there; everything is borrowed. */
typedef struct {
  const char *url;         /* "https://host:port", no slash at the end */
  const char *ca;          /* (nullable): path; the only authority that is trusted */
  const char *certificate; /* (nullable): path */
  const char *key;         /* (nullable): path */
} KioskEndpoint;

/** KioskRequest: everything is borrowed for the call. */
typedef struct {
  const char         *method;
  const char         *path;       /* "/v1/..." */
  const char         *media_type; /* (nullable): of the body */
  GBytes             *body;       /* (nullable): at most 1 MiB */
  const char * const *headers;    /* (nullable): "Name: value", NULL-terminated */
  guint               patience_s; /* how long the server may think before it is given up */
} KioskRequest;

/** KioskAnswer: what came back, whoever said it. */
typedef struct {
  guint   status;
  guint   retry_after_s; /* 0: not said */
  GBytes *body;
} KioskAnswer;

#define KIOSK_TYPE_TRANSPORT (kiosk_transport_get_type ())
G_DECLARE_FINAL_TYPE (KioskTransport, kiosk_transport, KIOSK, TRANSPORT, GObject)

KioskTransport *kiosk_transport_new         (const KioskEndpoint *endpoint) G_GNUC_WARN_UNUSED_RESULT;
void            kiosk_transport_send_async  (KioskTransport *self, const KioskRequest *request, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
KioskAnswer    *kiosk_transport_send_finish (KioskTransport *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void            kiosk_answer_free           (KioskAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskAnswer, kiosk_answer_free)

G_END_DECLS
