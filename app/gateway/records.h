/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/record.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_RECORDS (kiosk_records_get_type ())
G_DECLARE_INTERFACE (KioskRecords, kiosk_records, KIOSK, RECORDS, GObject)

/* Which of these digests are not kept here; called while the transaction is open. */
typedef GPtrArray *(*KioskFindMissing) (const GPtrArray *digests, gpointer user_data);
typedef void (*KioskUnreferenced) (const char *digest, gpointer user_data);

/**
 * KioskRecordsInterface:
 *
 * What the gateway knows, in whatever database; used by several threads. Each call is one
 * transaction, durable when it returns. Events are written in the transaction of what they tell.
 */
struct _KioskRecordsInterface
{
  GTypeInterface parent_iface;

  gboolean     (*commit)      (KioskRecords *self, GPtrArray *commits, KioskFindMissing find, gpointer data, GError **error);
  KioskRecord *(*find)        (KioskRecords *self, const char *id, GError **error);
  KioskRecord *(*find_official) (KioskRecords *self, const char *official, GError **error);
  GPtrArray   *(*list_events) (KioskRecords *self, const char *device, gint64 after, guint limit, GError **error);
  gboolean     (*catch_up) (KioskRecords *self, const char *device, gint64 after, GError **error);
  gint64       (*get_version) (KioskRecords *self);
  GPtrArray   *(*list_due)    (KioskRecords *self, gint64 now_s, guint limit, GError **error);
  char        *(*number)      (KioskRecords *self, const char *id, const char *agency, const char *day, GError **error);
  gboolean    (*deliver)      (KioskRecords *self, const char *id, const char *at, GError **error);
  gboolean    (*quarantine)   (KioskRecords *self, const char *id, const char *reason, const char *at, GError **error);
  GPtrArray   *(*list_state)  (KioskRecords *self, KioskRecordState state, guint limit, GError **error);
  gboolean    (*requeue)      (KioskRecords *self, const char *id, GError **error);
  gboolean    (*postpone)     (KioskRecords *self, const char *id, gint64 until_s, GError **error);
  gboolean    (*set_status)   (KioskRecords *self, const char *id, int status, const char *at, GError **error);
  gboolean    (*sweep)        (KioskRecords *self, const GPtrArray *digests, KioskUnreferenced found, gpointer data, GError **error);
};

gboolean     kiosk_records_commit        (KioskRecords *self, GPtrArray *commits, KioskFindMissing find, gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskRecord *kiosk_records_find          (KioskRecords *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskRecord *kiosk_records_find_official (KioskRecords *self, const char *official, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray   *kiosk_records_list_events   (KioskRecords *self, const char *device, gint64 after, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_records_catch_up      (KioskRecords *self, const char *device, gint64 after, GError **error);
gint64       kiosk_records_get_version   (KioskRecords *self);
GPtrArray   *kiosk_records_list_due      (KioskRecords *self, gint64 now_s, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char        *kiosk_records_number        (KioskRecords *self, const char *id, const char *agency, const char *day, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_records_deliver       (KioskRecords *self, const char *id, const char *at, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_records_quarantine    (KioskRecords *self, const char *id, const char *reason, const char *at, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray   *kiosk_records_list_state    (KioskRecords *self, KioskRecordState state, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_records_requeue       (KioskRecords *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_records_postpone      (KioskRecords *self, const char *id, gint64 until_s, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_records_set_status    (KioskRecords *self, const char *id, int status, const char *at, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_records_sweep         (KioskRecords *self, const GPtrArray *digests, KioskUnreferenced found, gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
