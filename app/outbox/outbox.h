/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "outbox/entry.h"
#include "outbox/error.h"
#include "outbox/outbox-type.h"
#include "submission/submission.h"

G_BEGIN_DECLS

typedef struct {
  guint  waiting;
  guint  quarantined;
  gint64 oldest; /* real time in us, 0 when none waits */
} KioskOutboxHealth;

/** KioskOutboxLimits: when the disk is too full for another citizen; the smaller of both counts. */
typedef struct {
  guint64 min_free_bytes;
  guint   min_free_percent;
} KioskOutboxLimits;

#define KIOSK_OUTBOX_MIN_FREE_BYTES (G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024)
#define KIOSK_OUTBOX_MIN_FREE_PERCENT 10

KioskOutbox      *kiosk_outbox_open        (const char *folder, KioskClock *clock, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void              kiosk_outbox_set_limits  (KioskOutbox *self, const KioskOutboxLimits *limits);
char             *kiosk_outbox_append      (KioskOutbox *self, KioskSubmission *submission, const KioskOffice *office,
                                            KioskIntakeKey *intake, KioskSigningKey *device, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *kiosk_outbox_list_due    (KioskOutbox *self, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT; /* (element-type KioskOutboxEntry) */
KioskOutboxEntry *kiosk_outbox_find        (KioskOutbox *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_outbox_acknowledge (KioskOutbox *self, const char *id, GBytes *receipt, GBytes *signature,
                                            const char *received_at, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_outbox_quarantine  (KioskOutbox *self, const char *id, const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_outbox_requeue     (KioskOutbox *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *kiosk_outbox_list        (KioskOutbox *self, KioskOutboxState state, GError **error) G_GNUC_WARN_UNUSED_RESULT; /* (element-type KioskOutboxEntry) */
gboolean          kiosk_outbox_record_event (KioskOutbox *self, gint64 sequence, const char *id, const char *official,
                                             int status, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64            kiosk_outbox_get_cursor  (KioskOutbox *self);
gboolean          kiosk_outbox_purge       (KioskOutbox *self, gint64 before_us, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_outbox_get_health  (KioskOutbox *self, KioskOutboxHealth *health, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_outbox_has_room    (KioskOutbox *self);
guint             kiosk_outbox_get_version (KioskOutbox *self); /* changes when another process has written */

G_END_DECLS
