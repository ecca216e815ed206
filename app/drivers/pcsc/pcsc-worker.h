/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "identity/chip/chip-session.h"

G_BEGIN_DECLS

/** KioskPcscJob: one conversation with a card, the data of its task. */
typedef struct
{
  GMutex *turn;           /* held while a card is talked with; outlives the job */
  char *slot;             /* (owned) */
  guint card;             /* which card it is about, as its owner counts them */
  KioskAccessKey *key;    /* (owned) (nullable): none when the card is only asked what it is */
  KioskTrustStore *trust; /* (owned) (nullable) */
  KioskChipReadFlags flags;
  gint64 now;             /* seconds since 1970 */
  KioskChipProgress progress; /* (nullable) called in the thread, with the job */
  GObject *owner;         /* outlives the job */
  GMainContext *home;     /* (owned) */
  GThread *thread;        /* (owned) (nullable) */
} KioskPcscJob;

KioskPcscJob *kiosk_pcsc_job_new      (const char *slot) G_GNUC_WARN_UNUSED_RESULT;
void          kiosk_pcsc_job_free     (KioskPcscJob *self);
void          kiosk_pcsc_worker_probe (GTask *task);
void          kiosk_pcsc_worker_read  (GTask *task);
void          kiosk_pcsc_worker_join  (GAsyncResult *result);

G_END_DECLS
