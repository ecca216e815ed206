/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KioskCommitOutcome:
 * @KIOSK_COMMIT_FAILED: nothing is known; the device tries again
 * @KIOSK_COMMIT_CREATED: durable now
 * @KIOSK_COMMIT_REPLAYED: was durable before, with the same manifest
 * @KIOSK_COMMIT_ID_REUSED: was there before, with another manifest or device
 * @KIOSK_COMMIT_MISSING_CHUNKS: some chunks are not here
 */
typedef enum {
  KIOSK_COMMIT_FAILED,
  KIOSK_COMMIT_CREATED,
  KIOSK_COMMIT_REPLAYED,
  KIOSK_COMMIT_ID_REUSED,
  KIOSK_COMMIT_MISSING_CHUNKS,
} KioskCommitOutcome;

/** KioskCommit: one submission on its way into the records, and what became of it. */
typedef struct {
  char      *id;
  char      *device;
  char      *provisional;
  char      *procedure;
  char      *manifest_sha256;
  GBytes    *manifest;
  GBytes    *signature;
  GPtrArray *chunks;            /* (element-type utf8) */
  char      *received_at;
  GBytes    *receipt;           /* of the first commit, when this one is a replay */
  GBytes    *receipt_signature;

  KioskCommitOutcome outcome;
  GPtrArray         *missing; /* (nullable) (element-type utf8) */
} KioskCommit;

/**
 * KioskRecordState:
 * @KIOSK_RECORD_RECEIVED: signed for, not opened yet
 * @KIOSK_RECORD_NUMBERED: has its official number, is being handed on
 * @KIOSK_RECORD_DELIVERED: handed on to the province's own system
 * @KIOSK_RECORD_QUARANTINED: could not be opened or understood; people must look
 */
typedef enum {
  KIOSK_RECORD_RECEIVED,
  KIOSK_RECORD_NUMBERED,
  KIOSK_RECORD_DELIVERED,
  KIOSK_RECORD_QUARANTINED,
} KioskRecordState;

/** KioskRecord: what is known of one submission; no personal data. */
typedef struct {
  char            *id;
  char            *device;
  char            *provisional;
  char            *procedure;
  char            *manifest_sha256;
  GBytes          *manifest;
  GBytes          *receipt;
  GBytes          *receipt_signature;
  char            *received_at;
  KioskRecordState state;
  char            *official; /* (nullable) */
  int              status;   /* national status 1..10, 0 none */
  char            *reason;   /* (nullable): of the quarantine */
  guint            attempts;
} KioskRecord;

KioskCommit *kiosk_commit_new             (void) G_GNUC_WARN_UNUSED_RESULT;
void         kiosk_commit_free            (KioskCommit *self);
void         kiosk_record_free            (KioskRecord *self);
const char  *kiosk_record_state_to_string (KioskRecordState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskCommit, kiosk_commit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskRecord, kiosk_record_free)

G_END_DECLS
