/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/gateway.h"
#include "gateway/peers.h"
#include "wire/problem.h"

#include <microhttpd.h>

G_BEGIN_DECLS

typedef struct _KioskRequest KioskRequest;

/** KioskRoute: one method on one path. */
typedef struct {
  const char *method;
  const char *path;              /* "/v1/chunks/": all paths that begin so, when there is a shape */
  gboolean  (*shape) (const char *rest); /* (nullable): what the rest of the path looks like */
  const char *media_type;        /* (nullable): of the body */
  gboolean    device_only;       /* whether a device's certificate is demanded */
  enum MHD_Result (*handle) (KioskRequest *request);
} KioskRoute;

/** KioskRequest: one request from its first line to its answer. */
struct _KioskRequest {
  KioskGateway          *gateway;
  struct MHD_Connection *connection;
  KioskPeer             *peer;
  const KioskRoute      *route;
  const char            *device;   /* (nullable) */
  char                  *argument; /* (nullable): the rest of the path */
  GByteArray            *body;
  gsize                  discarded;

  /* what the answer will be, when it is known before the body is here */
  KioskProblemType refusal_type;
  int              refusal_status; /* 0: none */
  const char      *refusal_detail;

  /* between suspend and resume */
  KioskCommit *commit; /* (nullable) */
  gboolean     waited;
};

KioskRequest   *kiosk_request_new     (KioskGateway *gateway, struct MHD_Connection *connection) G_GNUC_WARN_UNUSED_RESULT;
void            kiosk_request_free    (KioskRequest *self);
void            kiosk_request_refuse  (KioskRequest *self, KioskProblemType type, int status, const char *detail);
enum MHD_Result kiosk_request_reply   (KioskRequest *self, int status, const char *media_type, GBytes *body);
enum MHD_Result kiosk_request_problem (KioskRequest *self, KioskProblemType type, int status, const char *detail,
                                       const GPtrArray *missing);
const char     *kiosk_request_header  (KioskRequest *self, const char *name);
gint64          kiosk_request_number  (KioskRequest *self, const char *name, gint64 fallback); /* -1: not a number */

G_END_DECLS
