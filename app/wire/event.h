/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/manifest.h"

G_BEGIN_DECLS

#define KIOSK_EVENTS_MAX 500 /* in one answer */

/** KioskEvent: something the province tells one device; a line of GET /v1/inbox. */
typedef struct {
  gint64  sequence; /* per device, without gaps */
  char   *submission_id;
  char   *kind;     /* "received", "numbered", "status" */
  char   *official; /* (nullable) */
  int     status;   /* national status 1..10, 0 none */
  char   *at;       /* RFC 3339 */
} KioskEvent;

GBytes    *kiosk_events_write (const GPtrArray *events) G_GNUC_WARN_UNUSED_RESULT; /* {"events": [...]} */
GPtrArray *kiosk_events_parse (GBytes *body, GError **error) G_GNUC_WARN_UNUSED_RESULT; /* (element-type KioskEvent) */
void       kiosk_event_free   (KioskEvent *self);

G_END_DECLS
