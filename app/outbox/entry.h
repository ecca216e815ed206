/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  KIOSK_OUTBOX_SEALED,      /* durable here, not yet with the province */
  KIOSK_OUTBOX_HELD,        /* kept back by an operator */
  KIOSK_OUTBOX_QUARANTINED, /* the province refused it; people must look */
  KIOSK_OUTBOX_ACKED,       /* the province has signed for it */
  KIOSK_OUTBOX_PURGED,      /* acknowledged, and its files removed */
} KioskOutboxState;

/** KioskOutboxEntry: what the outbox knows of one submission; no personal data. */
typedef struct {
  char             *id;
  char             *provisional; /* "KIOSK7-261125-0012" */
  char             *official;    /* (nullable) */
  KioskOutboxState  state;
  char             *received_at; /* (nullable): RFC 3339, the province's time */
  int               status;      /* national status 1..10, 0 unknown */
  char             *reason;      /* (nullable): why it is in quarantine, one word */
  guint64           size;        /* of the sealed parts, bytes */
  GBytes           *manifest;
  GBytes           *signature;
  char             *folder; /* holds the sealed chunks, named by their digest */
} KioskOutboxEntry;

void        kiosk_outbox_entry_free      (KioskOutboxEntry *self);
const char *kiosk_outbox_state_to_string (KioskOutboxState state);
gboolean    kiosk_outbox_state_parse     (const char *text, KioskOutboxState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskOutboxEntry, kiosk_outbox_entry_free)

G_END_DECLS
