/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/sqlite-lane.h"

/* Kept to what SQLite and PostgreSQL (and what speaks like it) both understand: TEXT, BLOB (bytea
 * there), BIGINT, ON CONFLICT DO NOTHING, RETURNING. No serial numbers: identifiers are made in C,
 * and the sequences are rows, so that they commit in the order they count. */
static const char *const migrations[] = {
  "CREATE TABLE submission ("
  "  id TEXT PRIMARY KEY, device TEXT NOT NULL, provisional TEXT NOT NULL,"
  "  procedure TEXT NOT NULL, manifest_sha256 TEXT NOT NULL, manifest BLOB NOT NULL,"
  "  signature BLOB NOT NULL, receipt BLOB NOT NULL, receipt_signature BLOB NOT NULL,"
  "  received_at TEXT NOT NULL, state TEXT NOT NULL, official TEXT UNIQUE,"
  "  status BIGINT NOT NULL, reason TEXT, attempts BIGINT NOT NULL, next_try BIGINT NOT NULL);"
  "CREATE INDEX submission_due ON submission (next_try, received_at)"
  "  WHERE state IN ('received', 'numbered');"
  "CREATE TABLE chunk ("
  "  digest TEXT NOT NULL, submission TEXT NOT NULL, PRIMARY KEY (digest, submission));"
  "CREATE TABLE device (id TEXT PRIMARY KEY, next_sequence BIGINT NOT NULL);"
  "CREATE TABLE event ("
  "  device TEXT NOT NULL, sequence BIGINT NOT NULL, submission TEXT NOT NULL,"
  "  kind TEXT NOT NULL, official TEXT, status BIGINT NOT NULL, at TEXT NOT NULL,"
  "  PRIMARY KEY (device, sequence));"
  "CREATE TABLE counter ("
  "  agency TEXT NOT NULL, day TEXT NOT NULL, next_number BIGINT NOT NULL,"
  "  PRIMARY KEY (agency, day));",
  NULL,
};

#define RECORD_COLUMNS                                                                             \
  "id, device, provisional, procedure, manifest_sha256, manifest, receipt, receipt_signature, "    \
  "received_at, state, official, status, reason, attempts"

static const char *const sql[] = {
  [KIOSK_SQL_FIND] = "SELECT " RECORD_COLUMNS " FROM submission WHERE id = ?1",
  [KIOSK_SQL_FIND_OFFICIAL] = "SELECT " RECORD_COLUMNS " FROM submission WHERE official = ?1",
  [KIOSK_SQL_EVENTS] = "SELECT sequence, submission, kind, official, status, at FROM event "
                       "WHERE device = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3",
  [KIOSK_SQL_DUE] = "SELECT " RECORD_COLUMNS " FROM submission "
                    "WHERE state IN ('received', 'numbered') AND next_try <= ?1 "
                    "ORDER BY next_try, received_at LIMIT ?2",
  [KIOSK_SQL_DIGEST_USED] = "SELECT 1 FROM chunk WHERE digest = ?1 LIMIT 1",
  [KIOSK_SQL_ADD_SUBMISSION]
  = "INSERT INTO submission (id, device, provisional, procedure, manifest_sha256, manifest, "
    "signature, receipt, receipt_signature, received_at, state, status, attempts, next_try) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'received', 0, 0, 0) "
    "ON CONFLICT DO NOTHING RETURNING id",
  [KIOSK_SQL_ADD_CHUNK]
  = "INSERT INTO chunk (digest, submission) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
  [KIOSK_SQL_ADD_DEVICE]
  = "INSERT INTO device (id, next_sequence) VALUES (?1, 1) ON CONFLICT DO NOTHING",
  [KIOSK_SQL_NEXT_SEQUENCE] = "UPDATE device SET next_sequence = next_sequence + 1 WHERE id = ?1 "
                              "RETURNING next_sequence - 1",
  [KIOSK_SQL_LAST_SEQUENCE] = "SELECT next_sequence - 1 FROM device WHERE id = ?1",
  [KIOSK_SQL_RAISE_SEQUENCE] = "UPDATE device SET next_sequence = next_sequence + ?2 "
                               "WHERE id = ?1 AND next_sequence <= ?2 RETURNING next_sequence",
  [KIOSK_SQL_RAISE_EVENTS] = "UPDATE event SET sequence = sequence + ?2 WHERE device = ?1",
  [KIOSK_SQL_ADD_EVENT]
  = "INSERT INTO event (device, sequence, submission, kind, official, status, at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
  [KIOSK_SQL_ADD_COUNTER]
  = "INSERT INTO counter (agency, day, next_number) VALUES (?1, ?2, 1) ON CONFLICT DO NOTHING",
  [KIOSK_SQL_NEXT_NUMBER] = "UPDATE counter SET next_number = next_number + 1 "
                            "WHERE agency = ?1 AND day = ?2 RETURNING next_number - 1",
  [KIOSK_SQL_SET_NUMBER] = "UPDATE submission SET official = ?2, state = 'numbered' "
                           "WHERE id = ?1 AND state = 'received' RETURNING official",
  [KIOSK_SQL_SET_STATE]
  = "UPDATE submission SET state = ?2, status = ?3, reason = ?4 "
    "WHERE id = ?1 AND state IN ('received', 'numbered') RETURNING device, official",
  [KIOSK_SQL_SET_STATUS] = "UPDATE submission SET status = ?2 "
                           "WHERE id = ?1 AND state = 'delivered' AND status <> ?2 "
                           "RETURNING device, official",
  [KIOSK_SQL_LIST_STATE] = "SELECT " RECORD_COLUMNS " FROM submission WHERE state = ?1 "
                           "ORDER BY received_at LIMIT ?2",
  [KIOSK_SQL_REQUEUE] = "UPDATE submission SET reason = NULL, attempts = 0, next_try = 0, "
                        "state = CASE WHEN official IS NULL THEN 'received' ELSE 'numbered' END "
                        "WHERE id = ?1 AND state IN ('quarantined', 'received', 'numbered')",
  [KIOSK_SQL_POSTPONE]
  = "UPDATE submission SET next_try = ?2, attempts = attempts + 1 WHERE id = ?1",
};

/**
 * kiosk_lane_open:
 * @path: the database, made when it is not there
 * @durability: %KIOSK_STORE_DURABLE outside of tests
 * @error: return location, of #KioskStoreError
 *
 * Returns: (transfer full): a connection of its own
 */
KioskLane *
kiosk_lane_open (const char *path, KioskStoreDurability durability, GError **error)
{
  KioskStore *store = kiosk_store_open (path, migrations, durability, error);
  KioskLane *self;

  if (store == NULL)
    return NULL;

  self = g_new0 (KioskLane, 1);
  g_mutex_init (&self->lock);
  self->store = store;

  return self;
}

/**
 * kiosk_lane_free:
 * @self: (transfer full) (nullable): a lane nobody uses
 */
void
kiosk_lane_free (KioskLane *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < KIOSK_N_SQL; i++)
    g_clear_pointer (&self->statements[i], kiosk_statement_free);
  g_object_unref (self->store);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * kiosk_lane_borrow:
 * @self: a lane whose lock the caller holds
 * @index: which statement
 * @error: return location, of #KioskStoreError
 *
 * Returns: (transfer full): the statement, compiled once in the life of the lane
 */
KioskBorrowed *
kiosk_lane_borrow (KioskLane *self, KioskLaneSql index, GError **error)
{
  if (self->statements[index] == NULL)
    self->statements[index] = kiosk_store_prepare (self->store, sql[index], error);

  return self->statements[index];
}
