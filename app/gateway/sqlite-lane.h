/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/statement.h"

G_BEGIN_DECLS

/** KioskLaneSql: every statement the records run, and the index of its compiled form in a lane. */
typedef enum {
  KIOSK_SQL_FIND,
  KIOSK_SQL_FIND_OFFICIAL,
  KIOSK_SQL_EVENTS,
  KIOSK_SQL_DUE,
  KIOSK_SQL_DIGEST_USED,
  KIOSK_SQL_ADD_SUBMISSION,
  KIOSK_SQL_ADD_CHUNK,
  KIOSK_SQL_ADD_DEVICE,
  KIOSK_SQL_NEXT_SEQUENCE,
  KIOSK_SQL_LAST_SEQUENCE,
  KIOSK_SQL_RAISE_SEQUENCE,
  KIOSK_SQL_RAISE_EVENTS,
  KIOSK_SQL_ADD_EVENT,
  KIOSK_SQL_ADD_COUNTER,
  KIOSK_SQL_NEXT_NUMBER,
  KIOSK_SQL_SET_NUMBER,
  KIOSK_SQL_SET_STATE,
  KIOSK_SQL_SET_STATUS,
  KIOSK_SQL_POSTPONE,
  KIOSK_SQL_LIST_STATE,
  KIOSK_SQL_REQUEUE,
  KIOSK_N_SQL,
} KioskLaneSql;

/** KioskLane: one connection to the database, its compiled statements and the lock around both. */
typedef struct {
  GMutex          lock;
  KioskStore     *store;
  KioskStatement *statements[KIOSK_N_SQL];
} KioskLane;

/** KioskBorrowed: a statement of a lane, given back (not freed) when it goes. */
typedef KioskStatement KioskBorrowed;

KioskLane     *kiosk_lane_open   (const char *path, KioskStoreDurability durability, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void           kiosk_lane_free   (KioskLane *self);
KioskBorrowed *kiosk_lane_borrow (KioskLane *self, KioskLaneSql sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskBorrowed, kiosk_statement_reset)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskLane, kiosk_lane_free)

G_END_DECLS
