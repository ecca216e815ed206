/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"

G_BEGIN_DECLS

#define KIOSK_JOURNAL_ERROR (kiosk_journal_error_quark ())
GQuark kiosk_journal_error_quark (void);

/**
 * KioskJournalError:
 * @KIOSK_JOURNAL_ERROR_UNFIT: the event or code has characters that could be personal; correct the
 *   caller
 * @KIOSK_JOURNAL_ERROR_BROKEN: an entry was changed, moved or taken out; the message names the first
 */
typedef enum {
  KIOSK_JOURNAL_ERROR_UNFIT,
  KIOSK_JOURNAL_ERROR_BROKEN,
} KioskJournalError;

/** KioskJournalEntry: one thing the machine did. */
typedef struct {
  gint64  sequence; /* from 1, without gaps */
  gint64  at_us;    /* real time */
  char   *event;    /* "printer.jam" */
  char   *code;     /* (nullable): of a procedure, device or error */
  gint64  count;
} KioskJournalEntry;

#define KIOSK_TYPE_JOURNAL (kiosk_journal_get_type ())
G_DECLARE_FINAL_TYPE (KioskJournal, kiosk_journal, KIOSK, JOURNAL, GObject)

KioskJournal *kiosk_journal_open   (const char *path, KioskClock *clock, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      kiosk_journal_record (KioskJournal *self, const char *event, const char *code, gint64 count, GError **error);
GPtrArray    *kiosk_journal_list   (KioskJournal *self, gint64 after, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT; /* (element-type KioskJournalEntry) */
char         *kiosk_journal_get_head (KioskJournal *self, GError **error) G_GNUC_WARN_UNUSED_RESULT; /* hex */
gboolean      kiosk_journal_verify (KioskJournal *self, gint64 *n_entries, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void          kiosk_journal_entry_free (KioskJournalEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskJournalEntry, kiosk_journal_entry_free)

G_END_DECLS
