/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "submission/submission.h"

G_BEGIN_DECLS

#define KIOSK_OUTBOX_ERROR (kiosk_outbox_error_quark ())
GQuark kiosk_outbox_error_quark (void);

/**
 * KioskOutboxError:
 * @KIOSK_OUTBOX_ERROR_FULL: the disk is under its watermark; nothing was kept
 * @KIOSK_OUTBOX_ERROR_IO: the disk refused; nothing was kept, and the kiosk should leave service
 * @KIOSK_OUTBOX_ERROR_NO_SUCH_ENTRY: no entry has that id
 * @KIOSK_OUTBOX_ERROR_REFUSED: the receipt does not belong to the entry or does not verify
 */
typedef enum {
  KIOSK_OUTBOX_ERROR_FULL,
  KIOSK_OUTBOX_ERROR_IO,
  KIOSK_OUTBOX_ERROR_NO_SUCH_ENTRY,
  KIOSK_OUTBOX_ERROR_REFUSED,
} KioskOutboxError;

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
  GBytes           *manifest;
  GBytes           *signature;
  char             *folder; /* holds the sealed parts, named by their digest */
} KioskOutboxEntry;

typedef struct {
  guint  waiting;
  guint  quarantined;
  gint64 oldest; /* real time in us, 0 when none waits */
} KioskOutboxHealth;

#define KIOSK_TYPE_OUTBOX (kiosk_outbox_get_type ())
G_DECLARE_FINAL_TYPE (KioskOutbox, kiosk_outbox, KIOSK, OUTBOX, GObject)

KioskOutbox      *kiosk_outbox_open        (const char *folder, KioskClock *clock, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char             *kiosk_outbox_append      (KioskOutbox *self, KioskSubmission *submission, const KioskOffice *office,
                                            KioskIntakeKey *intake, KioskSigningKey *device, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *kiosk_outbox_list_due    (KioskOutbox *self, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskOutboxEntry *kiosk_outbox_find        (KioskOutbox *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_outbox_acknowledge (KioskOutbox *self, const char *id, GBytes *receipt, GBytes *signature,
                                            const char *received_at, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_outbox_quarantine  (KioskOutbox *self, const char *id, const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_outbox_record_event (KioskOutbox *self, gint64 sequence, const char *id, const char *official,
                                             int status, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64            kiosk_outbox_get_cursor  (KioskOutbox *self);
gboolean          kiosk_outbox_purge       (KioskOutbox *self, gint64 before_us, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_outbox_get_health  (KioskOutbox *self, KioskOutboxHealth *health, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_outbox_has_room    (KioskOutbox *self);
guint             kiosk_outbox_get_version (KioskOutbox *self); /* changes when another process has written */

void              kiosk_outbox_entry_free  (KioskOutboxEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskOutboxEntry, kiosk_outbox_entry_free)

G_END_DECLS
