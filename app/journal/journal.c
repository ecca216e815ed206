/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-journal"

#include "journal/journal.h"

#include "base/digest.h"
#include "base/encode.h"
#include "store/statement.h"

#include <string.h>

#define MAX_WORD 64

/* What stands before the first entry. */
#define SEED "motcua-journal-1"

/**
 * KioskJournal:
 *
 * What the machine did, in the order in which it did it: an event, a code and a count.
 *
 * Each entry holds the digest of the one before, so that taking one out or changing it shows. Cutting
 * off the end shows only against a head that was kept elsewhere. The alphabet of events and codes
 * has no room for a name or for a number of an identity card.
 */
struct _KioskJournal
{
  GObject parent_instance;

  KioskStore *store; /* (owned) */
  KioskClock *clock; /* (owned) */
};

G_DEFINE_QUARK (kiosk-journal-error-quark, kiosk_journal_error)
G_DEFINE_FINAL_TYPE (KioskJournal, kiosk_journal, G_TYPE_OBJECT)

static const char *const migrations[] = {
  "CREATE TABLE entry ("
  " sequence INTEGER PRIMARY KEY,"
  " at_us INTEGER NOT NULL,"
  " event TEXT NOT NULL,"
  " code TEXT,"
  " count INTEGER NOT NULL,"
  " digest BLOB NOT NULL CHECK (length (digest) = 32)"
  ") STRICT;"
  "CREATE TRIGGER entry_stays_as_it_is BEFORE UPDATE ON entry"
  " BEGIN SELECT RAISE (ABORT, 'entries are only added'); END;"
  "CREATE TRIGGER entry_stays BEFORE DELETE ON entry"
  " BEGIN SELECT RAISE (ABORT, 'entries are only added'); END;",
  NULL,
};

static void
kiosk_journal_finalize (GObject *object)
{
  KioskJournal *self = KIOSK_JOURNAL (object);

  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (kiosk_journal_parent_class)->finalize (object);
}

static void
kiosk_journal_class_init (KioskJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_journal_finalize;
}

static void
kiosk_journal_init (KioskJournal *self)
{
}

/**
 * kiosk_journal_open:
 * @path: its database; created when it is not there
 * @clock: whose time the entries bear
 * @error: a #KioskStoreError
 *
 * Returns: (transfer full): the journal, or %NULL with @error set
 */
KioskJournal *
kiosk_journal_open (const char *path, KioskClock *clock, GError **error)
{
  g_autoptr (KioskStore) store = NULL;
  KioskJournal *self;

  g_return_val_if_fail (path != NULL && KIOSK_IS_CLOCK (clock), NULL);

  store = kiosk_store_open (path, migrations, KIOSK_STORE_DURABLE, error);
  if (store == NULL)
    {
      g_prefix_error (error, "The journal: ");
      return NULL;
    }

  self = g_object_new (KIOSK_TYPE_JOURNAL, NULL);
  self->store = g_steal_pointer (&store);
  self->clock = g_object_ref (clock);

  return self;
}

/**
 * kiosk_journal_entry_free:
 * @self: (transfer full): an entry
 */
void
kiosk_journal_entry_free (KioskJournalEntry *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->event);
  g_free (self->code);
  g_free (self);
}

/* Letters without accents, digits and three marks; and no run of digits as long as a personal
 * number, an old one or a telephone number. */
static gboolean
is_fit (const char *word)
{
  guint n_digits = 0;

  if (*word == '\0' || strlen (word) > MAX_WORD)
    return FALSE;
  for (; *word != '\0'; word++)
    {
      if (!g_ascii_isalnum (*word) && strchr (".-_", *word) == NULL)
        return FALSE;
      n_digits = g_ascii_isdigit (*word) ? n_digits + 1 : 0;
      if (n_digits >= 9)
        return FALSE;
    }

  return TRUE;
}

static void
append_number (GByteArray *bytes, gint64 number)
{
  guint64 big_endian = GUINT64_TO_BE ((guint64) number);

  g_byte_array_append (bytes, (const guint8 *) &big_endian, sizeof big_endian);
}

/* Each text with its length before it, so that no two entries have the same bytes. */
static void
append_text (GByteArray *bytes, const char *text)
{
  append_number (bytes, text == NULL ? -1 : (gint64) strlen (text));
  if (text != NULL)
    g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
}

static void
make_digest (const guint8 before[KIOSK_SHA256_SIZE], const KioskJournalEntry *entry,
             guint8 digest[KIOSK_SHA256_SIZE])
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, before, KIOSK_SHA256_SIZE);
  append_number (bytes, entry->sequence);
  append_number (bytes, entry->at_us);
  append_text (bytes, entry->event);
  append_text (bytes, entry->code);
  append_number (bytes, entry->count);
  kiosk_sha256 (bytes->data, bytes->len, digest);
}

static gboolean
read_head (KioskJournal *self, gint64 *sequence, guint8 digest[KIOSK_SHA256_SIZE], GError **error)
{
  g_autoptr (KioskStatement) statement = kiosk_store_prepare (
      self->store, "SELECT sequence, digest FROM entry ORDER BY sequence DESC LIMIT 1", error);
  g_autoptr (GBytes) bytes = NULL;
  KioskStep step;

  if (statement == NULL)
    return FALSE;
  step = kiosk_statement_step (statement, error);
  *sequence = 0;
  kiosk_sha256 (SEED, strlen (SEED), digest);
  if (step != KIOSK_STEP_ROW)
    return step == KIOSK_STEP_DONE;

  *sequence = kiosk_statement_get_int64 (statement, 0);
  bytes = kiosk_statement_get_bytes (statement, 1);
  memcpy (digest, g_bytes_get_data (bytes, NULL), KIOSK_SHA256_SIZE);

  return TRUE;
}

static gboolean
insert (KioskJournal *self, const KioskJournalEntry *entry, const guint8 *digest, GError **error)
{
  g_autoptr (KioskStatement) statement
      = kiosk_store_prepare (self->store,
                             "INSERT INTO entry (sequence, at_us, event, code, count, digest)"
                             " VALUES (?, ?, ?, ?, ?, ?)",
                             error);

  if (statement == NULL)
    return FALSE;
  kiosk_statement_bind_int64 (statement, 1, entry->sequence);
  kiosk_statement_bind_int64 (statement, 2, entry->at_us);
  kiosk_statement_bind_text (statement, 3, entry->event);
  kiosk_statement_bind_text (statement, 4, entry->code);
  kiosk_statement_bind_int64 (statement, 5, entry->count);
  kiosk_statement_bind_blob (statement, 6, digest, KIOSK_SHA256_SIZE);

  return kiosk_statement_run (statement, error);
}

/**
 * kiosk_journal_record:
 * @self: a journal
 * @event: what happened, such as "printer.jam": letters, digits, '.', '-' and '_'
 * @code: (nullable): to what: the code of a procedure, the name of a device or an error
 * @count: how many, how long or how much; 0 when that says nothing
 * @error: %KIOSK_JOURNAL_ERROR_UNFIT, or a #KioskStoreError
 *
 * Returns after the entry is durable. A caller may go on without it: a kiosk that cannot write its
 * journal still serves.
 *
 * Returns: whether it was recorded
 */
gboolean
kiosk_journal_record (KioskJournal *self, const char *event, const char *code, gint64 count,
                      GError **error)
{
  g_autoptr (KioskTransaction) transaction = NULL;
  guint8 before[KIOSK_SHA256_SIZE], digest[KIOSK_SHA256_SIZE];
  KioskJournalEntry entry = { .event = (char *) event, .code = (char *) code, .count = count };

  g_return_val_if_fail (KIOSK_IS_JOURNAL (self) && event != NULL, FALSE);

  if (!is_fit (event) || (code != NULL && !is_fit (code)))
    {
      g_set_error_literal (error, KIOSK_JOURNAL_ERROR, KIOSK_JOURNAL_ERROR_UNFIT,
                           "An event or its code has characters or a run of digits that the "
                           "journal does not take; name what happened, not to whom");
      return FALSE;
    }

  transaction = kiosk_store_begin (self->store, error);
  if (transaction == NULL || !read_head (self, &entry.sequence, before, error))
    return FALSE;
  entry.sequence++;
  entry.at_us = kiosk_clock_get_real (self->clock);
  make_digest (before, &entry, digest);

  return insert (self, &entry, digest, error) && kiosk_transaction_commit (transaction, error);
}

static KioskJournalEntry *
read_entry (KioskStatement *statement)
{
  KioskJournalEntry *entry = g_new0 (KioskJournalEntry, 1);

  entry->sequence = kiosk_statement_get_int64 (statement, 0);
  entry->at_us = kiosk_statement_get_int64 (statement, 1);
  entry->event = g_strdup (kiosk_statement_get_text (statement, 2));
  entry->code = g_strdup (kiosk_statement_get_text (statement, 3));
  entry->count = kiosk_statement_get_int64 (statement, 4);

  return entry;
}

static void
free_entry (gpointer entry)
{
  kiosk_journal_entry_free (entry);
}

/**
 * kiosk_journal_list:
 * @self: a journal
 * @after: the sequence after which to begin, 0 for the first
 * @limit: how many at most
 * @error: a #KioskStoreError
 *
 * Returns: (transfer container) (element-type KioskJournalEntry): entries, oldest first, or %NULL
 * with @error set
 */
GPtrArray *
kiosk_journal_list (KioskJournal *self, gint64 after, guint limit, GError **error)
{
  g_autoptr (KioskStatement) statement = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  KioskStep step;

  g_return_val_if_fail (KIOSK_IS_JOURNAL (self), NULL);

  statement = kiosk_store_prepare (self->store,
                                   "SELECT sequence, at_us, event, code, count FROM entry"
                                   " WHERE sequence > ? ORDER BY sequence LIMIT ?",
                                   error);
  if (statement == NULL)
    return NULL;
  kiosk_statement_bind_int64 (statement, 1, after);
  kiosk_statement_bind_int64 (statement, 2, limit);
  entries = g_ptr_array_new_with_free_func (free_entry);
  while ((step = kiosk_statement_step (statement, error)) == KIOSK_STEP_ROW)
    g_ptr_array_add (entries, read_entry (statement));

  return step == KIOSK_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

/**
 * kiosk_journal_get_head:
 * @self: a journal
 * @error: a #KioskStoreError
 *
 * Kept elsewhere, such as in a report to the province, it proves later that nothing before it was
 * cut off.
 *
 * Returns: (transfer full): the digest of the last entry as hex, or %NULL with @error set
 */
char *
kiosk_journal_get_head (KioskJournal *self, GError **error)
{
  guint8 digest[KIOSK_SHA256_SIZE];
  gint64 sequence;

  g_return_val_if_fail (KIOSK_IS_JOURNAL (self), NULL);

  return read_head (self, &sequence, digest, error) ? kiosk_hex_encode (digest, sizeof digest)
                                                    : NULL;
}

/* Whether the row is the one that belongs behind @before, which becomes its own digest. */
static gboolean
follows (KioskStatement *statement, gint64 sequence, guint8 before[KIOSK_SHA256_SIZE])
{
  g_autoptr (KioskJournalEntry) entry = read_entry (statement);
  g_autoptr (GBytes) kept = kiosk_statement_get_bytes (statement, 5);
  guint8 digest[KIOSK_SHA256_SIZE];

  if (entry->sequence != sequence || entry->event == NULL || kept == NULL
      || g_bytes_get_size (kept) != KIOSK_SHA256_SIZE)
    return FALSE;
  make_digest (before, entry, digest);
  memcpy (before, digest, KIOSK_SHA256_SIZE);

  return memcmp (digest, g_bytes_get_data (kept, NULL), KIOSK_SHA256_SIZE) == 0;
}

/**
 * kiosk_journal_verify:
 * @self: a journal
 * @n_entries: (out) (optional): how many entries are sound, up to the first that is not
 * @error: %KIOSK_JOURNAL_ERROR_BROKEN, or a #KioskStoreError
 *
 * Returns: whether every entry is there and as it was written
 */
gboolean
kiosk_journal_verify (KioskJournal *self, gint64 *n_entries, GError **error)
{
  g_autoptr (KioskStatement) statement = NULL;
  guint8 before[KIOSK_SHA256_SIZE];
  gint64 n = 0;
  KioskStep step;

  g_return_val_if_fail (KIOSK_IS_JOURNAL (self), FALSE);

  statement = kiosk_store_prepare (self->store,
                                   "SELECT sequence, at_us, event, code, count, digest FROM entry"
                                   " ORDER BY sequence",
                                   error);
  if (statement == NULL)
    return FALSE;

  kiosk_sha256 (SEED, strlen (SEED), before);
  while ((step = kiosk_statement_step (statement, error)) == KIOSK_STEP_ROW
         && follows (statement, n + 1, before))
    n++;
  if (n_entries != NULL)
    *n_entries = n;
  if (step == KIOSK_STEP_ROW)
    g_set_error (error, KIOSK_JOURNAL_ERROR, KIOSK_JOURNAL_ERROR_BROKEN,
                 "The journal is not whole at entry %" G_GINT64_FORMAT
                 "; keep the file and report it",
                 n + 1);

  return step == KIOSK_STEP_DONE;
}
