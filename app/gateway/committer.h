/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "base/signature.h"
#include "gateway/blobs.h"
#include "gateway/records.h"

G_BEGIN_DECLS

/** KioskCommitter: the one thread that commits; takes all that wait in one transaction. */
typedef struct _KioskCommitter KioskCommitter;

/* Called in the committer's thread, when the outcome of the commit holds. */
typedef void (*KioskCommitted) (KioskCommit *commit, gpointer user_data);

KioskCommitter *kiosk_committer_new    (KioskRecords *records, KioskBlobs *blobs, KioskSigningKey *receipt_key,
                                        const char *tenant, KioskClock *clock) G_GNUC_WARN_UNUSED_RESULT;
gboolean        kiosk_committer_submit (KioskCommitter *self, KioskCommit *commit, KioskCommitted done, gpointer user_data);
void            kiosk_committer_drain  (KioskCommitter *self);
void            kiosk_committer_free   (KioskCommitter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskCommitter, kiosk_committer_free)

G_END_DECLS
