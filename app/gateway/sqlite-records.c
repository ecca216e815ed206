/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/sqlite-records.h"

#include "gateway/config.h"
#include "gateway/sqlite-commit.h"
#include "gateway/sqlite-lane.h"
#include "gateway/sqlite-rows.h"
#include "wire/event.h"

/**
 * KioskSqliteRecords:
 *
 * The records in one SQLite file.
 *
 * Reading has a connection of its own, so that a question never waits for the disk to flush what
 * others commit.
 */
struct _KioskSqliteRecords
{
  GObject parent_instance;

  KioskLane *reading;
  KioskLane *writing;
};

static void kiosk_sqlite_records_records_init (KioskRecordsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KioskSqliteRecords, kiosk_sqlite_records, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_RECORDS,
                                                      kiosk_sqlite_records_records_init))

static gboolean
kiosk_sqlite_records_commit (KioskRecords *records, GPtrArray *commits, KioskFindMissing find,
                             gpointer data, GError **error)
{
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->writing;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lane->lock);
  g_autoptr (KioskTransaction) transaction = NULL;
  g_autoptr (GError) local = NULL;
  gboolean ok;

  transaction = kiosk_store_begin (lane->store, &local);
  ok = transaction != NULL;
  for (guint i = 0; i < commits->len && ok; i++)
    ok = kiosk_lane_commit (lane, g_ptr_array_index (commits, i), find, data, &local);
  ok = ok && kiosk_transaction_commit (transaction, &local);

  if (!ok)
    {
      for (guint i = 0; i < commits->len; i++)
        ((KioskCommit *) g_ptr_array_index (commits, i))->outcome = KIOSK_COMMIT_FAILED;
      g_propagate_error (error, g_steal_pointer (&local));
    }

  return ok;
}

static KioskRecord *
kiosk_sqlite_records_find (KioskRecords *records, const char *id, GError **error)
{
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->reading;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lane->lock);

  return kiosk_lane_find (lane, KIOSK_SQL_FIND, id, error);
}

static KioskRecord *
kiosk_sqlite_records_find_official (KioskRecords *records, const char *official, GError **error)
{
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->reading;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lane->lock);

  return kiosk_lane_find (lane, KIOSK_SQL_FIND_OFFICIAL, official, error);
}

static KioskEvent *
event_of_row (KioskStatement *row)
{
  KioskEvent *event = g_new0 (KioskEvent, 1);

  event->sequence = kiosk_statement_get_int64 (row, 0);
  event->submission_id = g_strdup (kiosk_statement_get_text (row, 1));
  event->kind = g_strdup (kiosk_statement_get_text (row, 2));
  event->official = g_strdup (kiosk_statement_get_text (row, 3));
  event->status = (int) kiosk_statement_get_int64 (row, 4);
  event->at = g_strdup (kiosk_statement_get_text (row, 5));

  return event;
}

static GPtrArray *
kiosk_sqlite_records_list_events (KioskRecords *records, const char *device, gint64 after,
                                  guint limit, GError **error)
{
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->reading;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lane->lock);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_event_free);
  g_autoptr (KioskBorrowed) list = kiosk_lane_borrow (lane, KIOSK_SQL_EVENTS, error);
  KioskStep step;

  if (list == NULL)
    return NULL;

  kiosk_statement_bind_text (list, 1, device);
  kiosk_statement_bind_int64 (list, 2, after);
  kiosk_statement_bind_int64 (list, 3, limit);
  while ((step = kiosk_statement_step (list, error)) == KIOSK_STEP_ROW)
    g_ptr_array_add (events, event_of_row (list));

  return step == KIOSK_STEP_DONE ? g_steal_pointer (&events) : NULL;
}

/* Looked at first without writing: every device asks each minute, and all but never for this. */
static gboolean
kiosk_sqlite_records_catch_up (KioskRecords *records, const char *device, gint64 after,
                               GError **error)
{
  KioskLane *reading = KIOSK_SQLITE_RECORDS (records)->reading;
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->writing;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&reading->lock);
  g_autoptr (GMutexLocker) second G_GNUC_UNUSED = NULL;
  g_autoptr (KioskTransaction) transaction = NULL;
  gint64 last;

  if (!kiosk_lane_get_last_sequence (reading, device, &last, error))
    return FALSE;
  if (after <= last)
    return TRUE;

  g_clear_pointer (&locker, g_mutex_locker_free);
  second = g_mutex_locker_new (&lane->lock);
  transaction = kiosk_store_begin (lane->store, error);
  return transaction != NULL && kiosk_lane_raise_events (lane, device, after, error)
         && kiosk_transaction_commit (transaction, error);
}

static gint64
kiosk_sqlite_records_get_version (KioskRecords *records)
{
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->reading;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lane->lock);

  return kiosk_store_get_data_version (lane->store);
}

static GPtrArray *
kiosk_sqlite_records_list_due (KioskRecords *records, gint64 now_s, guint limit, GError **error)
{
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->reading;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lane->lock);
  g_autoptr (GPtrArray) due = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_record_free);
  g_autoptr (KioskBorrowed) list = kiosk_lane_borrow (lane, KIOSK_SQL_DUE, error);
  KioskStep step;

  if (list == NULL)
    return NULL;

  kiosk_statement_bind_int64 (list, 1, now_s);
  kiosk_statement_bind_int64 (list, 2, limit);
  while ((step = kiosk_statement_step (list, error)) == KIOSK_STEP_ROW)
    g_ptr_array_add (due, kiosk_row_to_record (list));

  return step == KIOSK_STEP_DONE ? g_steal_pointer (&due) : NULL;
}

static GPtrArray *
kiosk_sqlite_records_list_state (KioskRecords *records, KioskRecordState state, guint limit,
                                 GError **error)
{
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->reading;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lane->lock);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_record_free);
  g_autoptr (KioskBorrowed) list = kiosk_lane_borrow (lane, KIOSK_SQL_LIST_STATE, error);
  KioskStep step;

  if (list == NULL)
    return NULL;

  kiosk_statement_bind_text (list, 1, kiosk_record_state_to_string (state));
  kiosk_statement_bind_int64 (list, 2, limit);
  while ((step = kiosk_statement_step (list, error)) == KIOSK_STEP_ROW)
    g_ptr_array_add (found, kiosk_row_to_record (list));

  return step == KIOSK_STEP_DONE ? g_steal_pointer (&found) : NULL;
}

static char *
take_number (KioskLane *lane, const char *agency, const char *day, GError **error)
{
  g_autoptr (KioskBorrowed) add = kiosk_lane_borrow (lane, KIOSK_SQL_ADD_COUNTER, error);
  g_autoptr (KioskBorrowed) next
      = add != NULL ? kiosk_lane_borrow (lane, KIOSK_SQL_NEXT_NUMBER, error) : NULL;
  gint64 number;

  if (next == NULL)
    return NULL;

  kiosk_statement_bind_text (add, 1, agency);
  kiosk_statement_bind_text (add, 2, day);
  kiosk_statement_bind_text (next, 1, agency);
  kiosk_statement_bind_text (next, 2, day);
  if (!kiosk_statement_run (add, error) || kiosk_statement_step (next, error) != KIOSK_STEP_ROW)
    return NULL;

  number = kiosk_statement_get_int64 (next, 0);
  if (!kiosk_statement_run (next, error))
    return NULL;

  return g_strdup_printf ("%s-%s-%04" G_GINT64_FORMAT, agency, day, number);
}

static char *
kiosk_sqlite_records_number (KioskRecords *records, const char *id, const char *agency,
                             const char *day, GError **error)
{
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->writing;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lane->lock);
  g_autoptr (KioskTransaction) transaction = kiosk_store_begin (lane->store, error);
  g_autoptr (KioskRecord) record
      = transaction != NULL ? kiosk_lane_find (lane, KIOSK_SQL_FIND, id, error) : NULL;
  g_autoptr (KioskBorrowed) set = NULL;
  g_autofree char *official = NULL;

  if (record == NULL)
    return NULL;
  if (record->official != NULL)
    return g_steal_pointer (&record->official);

  official = take_number (lane, agency, day, error);
  set = official != NULL ? kiosk_lane_borrow (lane, KIOSK_SQL_SET_NUMBER, error) : NULL;
  if (set == NULL)
    return NULL;

  kiosk_statement_bind_text (set, 1, id);
  kiosk_statement_bind_text (set, 2, official);
  if (!kiosk_statement_run (set, error) || !kiosk_transaction_commit (transaction, error))
    return NULL;

  return g_steal_pointer (&official);
}

/* Runs a statement that changes one submission and returns its device and number, and tells the
 * device; when it changed nothing there is nothing to tell. */
static gboolean
change_and_tell (KioskLane *lane, KioskStatement *change, KioskEvent *event, GError **error)
{
  g_autofree char *device = NULL;
  g_autofree char *official = NULL;
  KioskStep step = kiosk_statement_step (change, error);

  if (step != KIOSK_STEP_ROW)
    return step == KIOSK_STEP_DONE;

  device = g_strdup (kiosk_statement_get_text (change, 0));
  official = g_strdup (kiosk_statement_get_text (change, 1));
  event->official = official;

  return kiosk_statement_run (change, error) && kiosk_lane_add_event (lane, device, event, error);
}

static gboolean
set_state (KioskRecords *records, KioskRecordState state, const char *reason, KioskEvent *event,
           GError **error)
{
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->writing;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lane->lock);
  g_autoptr (KioskTransaction) transaction = kiosk_store_begin (lane->store, error);
  g_autoptr (KioskBorrowed) change
      = transaction != NULL ? kiosk_lane_borrow (lane, KIOSK_SQL_SET_STATE, error) : NULL;

  if (change == NULL)
    return FALSE;

  kiosk_statement_bind_text (change, 1, event->submission_id);
  kiosk_statement_bind_text (change, 2, kiosk_record_state_to_string (state));
  kiosk_statement_bind_int64 (change, 3, event->status);
  kiosk_statement_bind_text (change, 4, reason);

  return change_and_tell (lane, change, event, error)
         && kiosk_transaction_commit (transaction, error);
}

static gboolean
kiosk_sqlite_records_deliver (KioskRecords *records, const char *id, const char *at, GError **error)
{
  KioskEvent event = { 0, (char *) id, (char *) "numbered", NULL, 1, (char *) at };

  return set_state (records, KIOSK_RECORD_DELIVERED, NULL, &event, error);
}

static gboolean
kiosk_sqlite_records_quarantine (KioskRecords *records, const char *id, const char *reason,
                                 const char *at, GError **error)
{
  KioskEvent event = { 0, (char *) id, (char *) "quarantined", NULL, 0, (char *) at };

  return set_state (records, KIOSK_RECORD_QUARANTINED, reason, &event, error);
}

static gboolean
kiosk_sqlite_records_postpone (KioskRecords *records, const char *id, gint64 until_s,
                               GError **error)
{
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->writing;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lane->lock);
  g_autoptr (KioskBorrowed) postpone = kiosk_lane_borrow (lane, KIOSK_SQL_POSTPONE, error);

  if (postpone == NULL)
    return FALSE;

  kiosk_statement_bind_text (postpone, 1, id);
  kiosk_statement_bind_int64 (postpone, 2, until_s);

  return kiosk_statement_run (postpone, error);
}

static gboolean
kiosk_sqlite_records_requeue (KioskRecords *records, const char *id, GError **error)
{
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->writing;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lane->lock);
  g_autoptr (KioskBorrowed) requeue = kiosk_lane_borrow (lane, KIOSK_SQL_REQUEUE, error);

  if (requeue == NULL)
    return FALSE;

  kiosk_statement_bind_text (requeue, 1, id);

  return kiosk_statement_run (requeue, error);
}

static gboolean
kiosk_sqlite_records_set_status (KioskRecords *records, const char *id, int status, const char *at,
                                 GError **error)
{
  KioskEvent event = { 0, (char *) id, (char *) "status", NULL, status, (char *) at };
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->writing;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lane->lock);
  g_autoptr (KioskTransaction) transaction = kiosk_store_begin (lane->store, error);
  g_autoptr (KioskBorrowed) change
      = transaction != NULL ? kiosk_lane_borrow (lane, KIOSK_SQL_SET_STATUS, error) : NULL;

  if (change == NULL)
    return FALSE;

  kiosk_statement_bind_text (change, 1, id);
  kiosk_statement_bind_int64 (change, 2, status);

  return change_and_tell (lane, change, &event, error)
         && kiosk_transaction_commit (transaction, error);
}

static gboolean
kiosk_sqlite_records_sweep (KioskRecords *records, const GPtrArray *digests,
                            KioskUnreferenced found, gpointer data, GError **error)
{
  KioskLane *lane = KIOSK_SQLITE_RECORDS (records)->writing;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lane->lock);
  g_autoptr (KioskTransaction) transaction = kiosk_store_begin (lane->store, error);

  for (guint i = 0; i < digests->len && transaction != NULL; i++)
    {
      g_autoptr (KioskBorrowed) used = kiosk_lane_borrow (lane, KIOSK_SQL_DIGEST_USED, error);
      KioskStep step;

      if (used == NULL)
        return FALSE;
      kiosk_statement_bind_text (used, 1, g_ptr_array_index (digests, i));
      step = kiosk_statement_step (used, error);
      if (step == KIOSK_STEP_FAILED)
        return FALSE;
      if (step == KIOSK_STEP_DONE)
        found (g_ptr_array_index (digests, i), data);
    }

  return transaction != NULL;
}

static void
kiosk_sqlite_records_finalize (GObject *object)
{
  KioskSqliteRecords *self = KIOSK_SQLITE_RECORDS (object);

  g_clear_pointer (&self->reading, kiosk_lane_free);
  g_clear_pointer (&self->writing, kiosk_lane_free);

  G_OBJECT_CLASS (kiosk_sqlite_records_parent_class)->finalize (object);
}

static void
kiosk_sqlite_records_class_init (KioskSqliteRecordsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kiosk_sqlite_records_finalize;
}

static void
kiosk_sqlite_records_records_init (KioskRecordsInterface *iface)
{
  iface->commit = kiosk_sqlite_records_commit;
  iface->find = kiosk_sqlite_records_find;
  iface->find_official = kiosk_sqlite_records_find_official;
  iface->list_events = kiosk_sqlite_records_list_events;
  iface->catch_up = kiosk_sqlite_records_catch_up;
  iface->get_version = kiosk_sqlite_records_get_version;
  iface->list_due = kiosk_sqlite_records_list_due;
  iface->number = kiosk_sqlite_records_number;
  iface->deliver = kiosk_sqlite_records_deliver;
  iface->quarantine = kiosk_sqlite_records_quarantine;
  iface->list_state = kiosk_sqlite_records_list_state;
  iface->requeue = kiosk_sqlite_records_requeue;
  iface->postpone = kiosk_sqlite_records_postpone;
  iface->set_status = kiosk_sqlite_records_set_status;
  iface->sweep = kiosk_sqlite_records_sweep;
}

static void
kiosk_sqlite_records_init (KioskSqliteRecords *self)
{
}

/**
 * kiosk_sqlite_records_open:
 * @path: the database, made when it is not there
 * @durability: %KIOSK_STORE_DURABLE outside of tests
 * @error: return location, of #KioskStoreError
 *
 * Returns: (transfer full): the records in it
 */
KioskSqliteRecords *
kiosk_sqlite_records_open (const char *path, KioskStoreDurability durability, GError **error)
{
  g_autoptr (KioskSqliteRecords) self = g_object_new (KIOSK_TYPE_SQLITE_RECORDS, NULL);

  self->writing = kiosk_lane_open (path, durability, error);
  self->reading = self->writing != NULL ? kiosk_lane_open (path, durability, error) : NULL;

  return self->reading != NULL ? g_steal_pointer (&self) : NULL;
}
