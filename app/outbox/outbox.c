/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-outbox"

#include "outbox/outbox.h"

#include "base/digest.h"
#include "outbox/ledger.h"
#include "outbox/open.h"
#include "outbox/vault.h"
#include "wire/acknowledgement.h"

#define RESERVE_SHARE 32 /* of the watermark, which appending may not touch */

/**
 * KioskOutbox:
 *
 * Keeps each submission from the moment the citizen is told «kept» until the province has signed
 * for it.
 *
 * Files exist before the row that names them and are removed after it, so a crash at any moment
 * leaves a folder without a row, which is swept, and never a row without its files. The database
 * says what is; nothing about sending is written down, for who was sending may be dead.
 */
struct _KioskOutbox
{
  GObject parent_instance;

  /* owned */
  KioskLedger *ledger;
  KioskClock *clock;
  KioskVault *vault;

  /* state */
  GMutex mutex; /* the ledger is one thread's at a time */
  KioskOutboxLimits limits;
};

G_DEFINE_FINAL_TYPE (KioskOutbox, kiosk_outbox, G_TYPE_OBJECT)

static void
kiosk_outbox_finalize (GObject *object)
{
  KioskOutbox *self = KIOSK_OUTBOX (object);

  g_clear_pointer (&self->ledger, kiosk_ledger_free);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->vault, kiosk_vault_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (kiosk_outbox_parent_class)->finalize (object);
}

static void
kiosk_outbox_class_init (KioskOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_outbox_finalize;
}

static void
kiosk_outbox_init (KioskOutbox *self)
{
  g_mutex_init (&self->mutex);
  self->limits.min_free_bytes = KIOSK_OUTBOX_MIN_FREE_BYTES;
  self->limits.min_free_percent = KIOSK_OUTBOX_MIN_FREE_PERCENT;
}

/* ---- opening ---- */

static void
sweep (KioskOutbox *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) keep = kiosk_ledger_list_folders (self->ledger, &error);

  if (keep != NULL)
    kiosk_vault_sweep (self->vault, keep);
  else
    g_warning ("Orphans are left for the next start: %s", error->message);
}

/**
 * kiosk_outbox_open_with:
 * @folder: where database and sealed parts are; made when missing
 * @clock: for the day in a number, and the times of entries
 * @durability: %KIOSK_STORE_DURABLE, unless a test must see something lost
 * @error: where to say why not
 *
 * Returns: (transfer full): the outbox, or %NULL
 */
KioskOutbox *
kiosk_outbox_open_with (const char *folder, KioskClock *clock, KioskStoreDurability durability,
                        GError **error)
{
  g_autoptr (KioskOutbox) self = g_object_new (KIOSK_TYPE_OUTBOX, NULL);
  GError *cause = NULL;

  self->clock = g_object_ref (clock);
  self->vault = kiosk_vault_open (folder, &cause);
  if (self->vault != NULL)
    self->ledger = kiosk_ledger_open (folder, kiosk_vault_get_entries (self->vault), clock,
                                      durability, &cause);
  if (self->ledger == NULL)
    {
      kiosk_outbox_error_from (error, cause, "The outbox cannot be opened");
      return NULL;
    }

  /* Another process that appends right now has files without a row, and they are no orphans. */
  if (kiosk_vault_lock (self->vault, FALSE))
    {
      sweep (self);
      kiosk_vault_unlock (self->vault);
    }
  return g_steal_pointer (&self);
}

/**
 * kiosk_outbox_open:
 * @folder: where database and sealed parts are; made when missing
 * @clock: for the day in a number, and the times of entries
 * @error: where to say why not
 *
 * Kiosk and courier each open it, in any order. What a crash left behind is swept.
 *
 * Returns: (transfer full): the outbox, or %NULL
 */
KioskOutbox *
kiosk_outbox_open (const char *folder, KioskClock *clock, GError **error)
{
  return kiosk_outbox_open_with (folder, clock, KIOSK_STORE_DURABLE, error);
}

/**
 * kiosk_outbox_set_limits:
 * @self: an outbox
 * @limits: when the disk is too full, in place of %KIOSK_OUTBOX_MIN_FREE_BYTES and
 *   %KIOSK_OUTBOX_MIN_FREE_PERCENT
 */
void
kiosk_outbox_set_limits (KioskOutbox *self, const KioskOutboxLimits *limits)
{
  g_return_if_fail (KIOSK_IS_OUTBOX (self));

  self->limits = *limits;
}

static gboolean
has_free (KioskOutbox *self, guint share)
{
  guint64 size, available;

  kiosk_vault_measure (self->vault, &size, &available);
  return size > 0
         && available
                >= MIN (self->limits.min_free_bytes, size / 100 * self->limits.min_free_percent)
                       / share;
}

/**
 * kiosk_outbox_has_room:
 * @self: an outbox
 *
 * Asked before a citizen starts. One who has started may still finish when this turns %FALSE:
 * kiosk_outbox_append() refuses only at a 32nd of the limit, which is left for the receipts that
 * make room again.
 *
 * Returns: whether there is room for another citizen
 */
gboolean
kiosk_outbox_has_room (KioskOutbox *self)
{
  g_return_val_if_fail (KIOSK_IS_OUTBOX (self), FALSE);

  return has_free (self, 1);
}

/* ---- appending ---- */

static gboolean
keep_entry (KioskOutbox *self, const KioskSealingOrder *order, GError **error)
{
  g_auto (KioskSealedEnvelope) envelope = { 0 };
  KioskLedgerRow row = {
    .id = kiosk_submission_get_id (order->submission),
    .sequence = (gint64) order->sequence,
    .provisional = order->provisional,
  };

  if (!kiosk_vault_write (self->vault, order, &envelope, error))
    return FALSE;

  row.manifest = envelope.manifest;
  row.signature = envelope.signature;
  row.size = envelope.size;
  if (kiosk_ledger_insert (self->ledger, &row, error))
    return TRUE;

  /* A commit that failed may still stand in the log and come back when the log is recovered, so its
   * files stay until another commit has written over it: this one, or that of the next number. */
  kiosk_vault_doubt (self->vault, order->provisional);
  if (kiosk_ledger_overwrite (self->ledger))
    kiosk_vault_settle (self->vault);
  return FALSE;
}

static char *
keep_numbered (KioskOutbox *self, KioskSealingOrder *order, GError **error)
{
  g_autofree char *day
      = g_date_time_format (kiosk_submission_get_created (order->submission), "%y%m%d");
  g_autofree char *prefix = g_strdup_printf ("%s-%s", order->office->kiosk, day);
  gint64 sequence;
  g_autofree char *provisional = kiosk_ledger_reserve (self->ledger, prefix, &sequence, error);

  if (provisional == NULL)
    return NULL;

  kiosk_vault_settle (self->vault);
  order->provisional = provisional;
  order->sequence = (guint64) sequence;
  return keep_entry (self, order, error) ? g_steal_pointer (&provisional) : NULL;
}

static char *
append_locked (KioskOutbox *self, KioskSealingOrder *order, GError **error)
{
  const char *id = kiosk_submission_get_id (order->submission);
  GError *cause = NULL;
  g_autoptr (KioskOutboxEntry) entry = kiosk_ledger_find (self->ledger, id, &cause);
  char *provisional = NULL;

  if (entry != NULL)
    return g_strdup (entry->provisional);
  if (g_error_matches (cause, KIOSK_OUTBOX_ERROR, KIOSK_OUTBOX_ERROR_NO_SUCH_ENTRY))
    {
      g_clear_error (&cause);
      provisional = keep_numbered (self, order, &cause);
    }
  if (provisional == NULL)
    kiosk_outbox_error_from (error, cause, "The submission was not kept");

  return provisional;
}

/**
 * kiosk_outbox_append:
 * @self: an outbox
 * @submission: what to keep
 * @office: whose kiosk this is
 * @intake: the province's key, to which the submission is sealed
 * @device: the kiosk's key, which signs the manifest
 * @error: %KIOSK_OUTBOX_ERROR_FULL or %KIOSK_OUTBOX_ERROR_IO; nothing was kept
 *
 * When this returns a number, the submission survives a power cut, and the citizen may be told so.
 * It blocks for as long as the disk needs; call it in a thread. Appending the same submission again
 * returns the number it has.
 *
 * Returns: (transfer full): the provisional number, such as "KIOSK7-261125-0012", or %NULL
 */
char *
kiosk_outbox_append (KioskOutbox *self, KioskSubmission *submission, const KioskOffice *office,
                     KioskIntakeKey *intake, KioskSigningKey *device, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  KioskSealingOrder order = {
    .submission = submission,
    .office = office,
    .intake = intake,
    .device = device,
  };
  char *provisional;

  order.clock = self->clock;
  if (!has_free (self, RESERVE_SHARE))
    {
      g_set_error_literal (error, KIOSK_OUTBOX_ERROR, KIOSK_OUTBOX_ERROR_FULL,
                           "The submission was not kept: the disk is full; let the courier send");
      return NULL;
    }
  if (!kiosk_vault_lock (self->vault, TRUE))
    {
      g_set_error_literal (error, KIOSK_OUTBOX_ERROR, KIOSK_OUTBOX_ERROR_IO,
                           "The submission was not kept: the outbox cannot be locked");
      return NULL;
    }

  provisional = append_locked (self, &order, error);
  kiosk_vault_unlock (self->vault);
  return provisional;
}

/* ---- reading ---- */

/**
 * kiosk_outbox_list_due:
 * @self: an outbox
 * @limit: how many at most
 * @error: where to say why not
 *
 * The oldest and the newest small ones take turns. Asked again and again, this is all the scheduling
 * there is: what is listed is not yet with the province.
 *
 * Returns: (transfer full) (element-type KioskOutboxEntry): what to send, in this order
 */
GPtrArray *
kiosk_outbox_list_due (KioskOutbox *self, guint limit, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  GError *cause = NULL;
  GPtrArray *entries;

  entries = kiosk_ledger_list_due (self->ledger, limit, &cause);
  if (entries == NULL)
    kiosk_outbox_error_from (error, cause, "The outbox cannot be read");

  return entries;
}

/**
 * kiosk_outbox_list:
 * @self: an outbox
 * @state: of which entries
 * @error: where to say why not
 *
 * Returns: (transfer full) (element-type KioskOutboxEntry): those entries, oldest first
 */
GPtrArray *
kiosk_outbox_list (KioskOutbox *self, KioskOutboxState state, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  GError *cause = NULL;
  GPtrArray *entries;

  entries = kiosk_ledger_list (self->ledger, state, &cause);
  if (entries == NULL)
    kiosk_outbox_error_from (error, cause, "The outbox cannot be read");

  return entries;
}

/**
 * kiosk_outbox_find:
 * @self: an outbox
 * @id: which entry
 * @error: where to say why not
 *
 * Returns: (transfer full): the entry
 */
KioskOutboxEntry *
kiosk_outbox_find (KioskOutbox *self, const char *id, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  GError *cause = NULL;
  KioskOutboxEntry *entry;

  entry = kiosk_ledger_find (self->ledger, id, &cause);
  if (entry == NULL)
    kiosk_outbox_error_from (error, cause, "The outbox was asked for an entry");

  return entry;
}

/**
 * kiosk_outbox_get_cursor:
 * @self: an outbox
 *
 * Returns: the sequence of the last event recorded, 0 when there was none
 */
gint64
kiosk_outbox_get_cursor (KioskOutbox *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  g_autoptr (GError) error = NULL;
  gint64 cursor;

  cursor = kiosk_ledger_get_cursor (self->ledger, &error);
  if (cursor < 0)
    g_warning ("The outbox cannot be read: %s", error->message);

  return MAX (cursor, 0);
}

/**
 * kiosk_outbox_get_health:
 * @self: an outbox
 * @health: (out caller-allocates): how full it is
 * @error: where to say why not
 *
 * Returns: whether it could be counted
 */
gboolean
kiosk_outbox_get_health (KioskOutbox *self, KioskOutboxHealth *health, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  GError *cause = NULL;

  *health = (KioskOutboxHealth){ 0 };
  if (kiosk_ledger_count (self->ledger, KIOSK_OUTBOX_SEALED, &health->waiting, &health->oldest,
                          &cause)
      && kiosk_ledger_count (self->ledger, KIOSK_OUTBOX_QUARANTINED, &health->quarantined, NULL,
                             &cause))
    return TRUE;

  kiosk_outbox_error_from (error, cause, "The outbox cannot be counted");
  return FALSE;
}

/**
 * kiosk_outbox_get_version:
 * @self: an outbox
 *
 * Returns: a number that changes when another process has written; cheap enough to ask each second
 */
guint
kiosk_outbox_get_version (KioskOutbox *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return (guint) kiosk_ledger_get_version (self->ledger);
}

/* ---- what becomes of an entry ---- */

static gboolean
receipt_belongs (KioskOutbox *self, const char *id, GBytes *receipt, GError **error)
{
  g_autoptr (KioskOutboxEntry) entry = kiosk_ledger_find (self->ledger, id, error);
  g_autoptr (KioskAcknowledgement) acknowledgement = NULL;
  g_autofree char *digest = NULL;
  gsize length;
  gconstpointer data;

  if (entry == NULL)
    return FALSE;

  acknowledgement = kiosk_acknowledgement_parse (receipt, NULL);
  data = g_bytes_get_data (entry->manifest, &length);
  digest = kiosk_sha256_hex (data, length);
  if (acknowledgement != NULL && g_str_equal (acknowledgement->id, id)
      && g_str_equal (acknowledgement->manifest_sha256, digest))
    return TRUE;

  g_set_error_literal (error, KIOSK_OUTBOX_ERROR, KIOSK_OUTBOX_ERROR_REFUSED,
                       "the receipt is not for this entry");
  return FALSE;
}

/**
 * kiosk_outbox_acknowledge:
 * @self: an outbox
 * @id: an entry
 * @receipt: the exact bytes that the province has signed
 * @signature: its signature, which the caller has verified: the outbox knows no key of the province
 * @received_at: the province's time in the receipt
 * @error: %KIOSK_OUTBOX_ERROR_REFUSED when the receipt is for something else
 *
 * From now on the entry may be purged. Acknowledging it again changes nothing.
 *
 * Returns: whether the entry is acknowledged, durably
 */
gboolean
kiosk_outbox_acknowledge (KioskOutbox *self, const char *id, GBytes *receipt, GBytes *signature,
                          const char *received_at, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  KioskLedgerReceipt facts = {
    .receipt = receipt,
    .signature = signature,
    .received_at = received_at,
  };
  GError *cause = NULL;

  if (receipt_belongs (self, id, receipt, &cause)
      && kiosk_ledger_acknowledge (self->ledger, id, &facts, &cause))
    return TRUE;

  kiosk_outbox_error_from (error, cause, "The entry was not acknowledged");
  return FALSE;
}

static gboolean
move_entry (KioskOutbox *self, const char *id, KioskOutboxState state, const char *reason,
            GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  GError *cause = NULL;

  if (kiosk_ledger_move (self->ledger, id, state, reason, &cause))
    return TRUE;

  kiosk_outbox_error_from (error, cause, "The entry stays as it is");
  return FALSE;
}

/**
 * kiosk_outbox_quarantine:
 * @self: an outbox
 * @id: an entry that waits
 * @reason: why, one word: "id-reused", "local-corrupt"
 * @error: where to say why not
 *
 * Puts aside what the province will never take, so that the next entries go on. Its files stay.
 *
 * Returns: whether it is in quarantine
 */
gboolean
kiosk_outbox_quarantine (KioskOutbox *self, const char *id, const char *reason, GError **error)
{
  g_return_val_if_fail (KIOSK_IS_OUTBOX (self), FALSE);

  return move_entry (self, id, KIOSK_OUTBOX_QUARANTINED, reason, error);
}

/**
 * kiosk_outbox_requeue:
 * @self: an outbox
 * @id: an entry in quarantine, held, or acknowledged by a province that has lost it since
 * @error: where to say why not
 *
 * Returns: whether it waits to be sent again
 */
gboolean
kiosk_outbox_requeue (KioskOutbox *self, const char *id, GError **error)
{
  g_return_val_if_fail (KIOSK_IS_OUTBOX (self), FALSE);

  return move_entry (self, id, KIOSK_OUTBOX_SEALED, NULL, error);
}

/**
 * kiosk_outbox_record_event:
 * @self: an outbox
 * @sequence: the event's place in the inbox; one that is behind the cursor is passed over
 * @id: whom it is about; one we do not have is passed over
 * @official: (nullable): the dossier number the province gave
 * @status: the national status, 0 when the event has none
 * @error: where to say why not
 *
 * Returns: whether the event is behind us, durably
 */
gboolean
kiosk_outbox_record_event (KioskOutbox *self, gint64 sequence, const char *id, const char *official,
                           int status, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  GError *cause = NULL;

  if (kiosk_ledger_record_event (self->ledger, sequence, id, official, status, &cause))
    return TRUE;

  kiosk_outbox_error_from (error, cause, "The event was not recorded");
  return FALSE;
}

/**
 * kiosk_outbox_purge:
 * @self: an outbox
 * @before_us: real time
 * @error: where to say why not; what could be purged is
 *
 * Removes the files of what was acknowledged before then; row and receipt stay. The row says so
 * first: a crash in between leaves files that are swept, never an entry without them.
 *
 * Returns: whether all of it is gone
 */
gboolean
kiosk_outbox_purge (KioskOutbox *self, gint64 before_us, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  GError *cause = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  guint n_removed = 0;

  entries = kiosk_ledger_list_acked (self->ledger, before_us, &cause);
  for (guint i = 0; cause == NULL && entries != NULL && i < entries->len; i++)
    {
      KioskOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (kiosk_ledger_move (self->ledger, entry->id, KIOSK_OUTBOX_PURGED, NULL, &cause)
          && kiosk_vault_remove (self->vault, entry->provisional, &cause))
        n_removed++;
    }
  if (cause == NULL && (n_removed == 0 || kiosk_vault_sync (self->vault, &cause)))
    return TRUE;

  kiosk_outbox_error_from (error, cause, "The outbox was not purged");
  return FALSE;
}
