/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskPrintStep: how far a paper has come; the last three are ends. */
typedef enum {
  KIOSK_PRINT_STEP_INTENT,      /* about to talk to the device */
  KIOSK_PRINT_STEP_CREATED,     /* the device has a job, without a document */
  KIOSK_PRINT_STEP_SENDING,     /* the document may be on its way */
  KIOSK_PRINT_STEP_SENT,        /* the device has answered that it has all of it */
  KIOSK_PRINT_STEP_PRINTED,
  KIOSK_PRINT_STEP_NOT_PRINTED,
  KIOSK_PRINT_STEP_UNKNOWN,
} KioskPrintStep;

/** KioskPrintEntry: what the journal knows of one paper. */
typedef struct {
  char           *token;
  KioskPrintStep  step;
  gint64          job; /* the device's number for it, or 0 */
} KioskPrintEntry;

/** KioskPrintJournal: what was known of each paper, kept over a power cut; holds no personal data. */
typedef struct _KioskPrintJournal KioskPrintJournal;

KioskPrintJournal *kiosk_print_journal_open   (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskPrintJournal *kiosk_print_journal_ref    (KioskPrintJournal *self);
void               kiosk_print_journal_unref  (KioskPrintJournal *self);
gboolean           kiosk_print_journal_record (KioskPrintJournal *self, const char *token, const char *printer, KioskPrintStep step, gint64 job, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskPrintEntry   *kiosk_print_journal_find   (KioskPrintJournal *self, const char *token, const char *printer, GError **error) G_GNUC_WARN_UNUSED_RESULT; /* (nullable): its last printing there */
const char        *kiosk_print_step_to_string (KioskPrintStep step);
void               kiosk_print_entry_free     (KioskPrintEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskPrintJournal, kiosk_print_journal_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskPrintEntry, kiosk_print_entry_free)

G_END_DECLS
