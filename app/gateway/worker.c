/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/worker.h"

#include "base/clock.h"
#include "gateway/dossier.h"
#include "gateway/export.h"
#include "gateway/gateway.h"
#include "gateway/portal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#define BATCH 64
#define FIRST_DELAY_S 5
#define MAX_DELAY_S (15 * 60)

/**
 * KioskWorker:
 *
 * Opens submissions and hands them on; holds the intake private key, has no port.
 *
 * One bad submission is put aside and never stands in the way of the next. The kiosk has its
 * receipt long before: what fails here is tried again here.
 */
struct _KioskWorker
{
  KioskGatewayConfig *config;
  KioskClock *clock;
  KioskRecords *records;
  KioskBlobs *blobs;
  KioskIntakeKey *intake;
  KioskLanguage *language;
  int lock; /* two workers would write into one unfinished folder */
};

static gboolean
be_the_only_one (KioskWorker *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->config->data, "worker.lock", NULL);

  self->lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock >= 0 && flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  g_set_error_literal (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_BUSY,
                       "another worker has these records: let it do the work, or end it first");
  return FALSE;
}

/**
 * kiosk_worker_new:
 * @config: (transfer full): the configuration
 * @error: return location
 *
 * Returns: (transfer full): a worker
 */
KioskWorker *
kiosk_worker_new (KioskGatewayConfig *config, GError **error)
{
  g_autoptr (KioskWorker) self = g_new0 (KioskWorker, 1);

  self->config = config;
  self->lock = -1;
  self->clock = kiosk_clock_new ();
  if (config->intake_key == NULL || config->export == NULL || config->translations == NULL)
    {
      g_set_error_literal (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG,
                           "configuration: the worker needs \"intake_key\", \"export\" and "
                           "\"translations\"");
      return NULL;
    }

  self->language = kiosk_language_load (config->translations, error);
  self->intake = self->language != NULL ? kiosk_intake_key_load (config->intake_key, error) : NULL;
  self->records = self->intake != NULL ? kiosk_gateway_open_records (config, error) : NULL;
  self->blobs = self->records != NULL ? kiosk_gateway_open_blobs (config, error) : NULL;

  return self->blobs != NULL && be_the_only_one (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * kiosk_worker_free:
 * @self: (transfer full) (nullable): a worker
 */
void
kiosk_worker_free (KioskWorker *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->intake, kiosk_intake_key_unref);
  g_clear_object (&self->blobs);
  g_clear_object (&self->records);
  g_clear_object (&self->clock);
  g_clear_object (&self->language);
  kiosk_gateway_config_free (self->config);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self);
}

static char *
agency_day (KioskWorker *self)
{
  g_autoptr (GDateTime) now = kiosk_clock_now (self->clock);

  return g_date_time_format (now, "%y%m%d");
}

static gboolean
hand_on (KioskWorker *self, const KioskRecord *record, GError **error)
{
  g_autoptr (KioskDossier) dossier = kiosk_dossier_open (self->intake, self->blobs, record, error);
  g_autofree char *day = agency_day (self);
  g_autofree char *at = NULL;
  g_autofree char *official = NULL;
  g_autoptr (GBytes) portal = NULL;

  if (dossier == NULL)
    return FALSE;

  official
      = kiosk_records_number (self->records, record->id, self->config->agency_code, day, error);
  portal = official != NULL
               ? kiosk_portal_write (dossier, record, official, self->config, self->language, error)
               : NULL;
  if (portal == NULL
      || !kiosk_export_write (self->config->export, official, dossier, portal, record, error))
    return FALSE;

  at = kiosk_clock_now_rfc3339 (self->clock);
  return kiosk_records_deliver (self->records, record->id, at, error);
}

static gboolean
put_aside (KioskWorker *self, const KioskRecord *record, const GError *why, GError **error)
{
  gint64 now_s = kiosk_clock_get_real (self->clock) / G_USEC_PER_SEC;
  g_autofree char *at = kiosk_clock_now_rfc3339 (self->clock);

  if (g_error_matches (why, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_BAD_DOSSIER))
    {
      g_warning ("submission %s quarantined: %s", record->id, why->message);
      return kiosk_records_quarantine (self->records, record->id, why->message, at, error);
    }

  g_warning ("submission %s put off: %s", record->id, why->message);
  return kiosk_records_postpone (
      self->records, record->id,
      now_s + MIN (FIRST_DELAY_S << MIN (record->attempts, 16), MAX_DELAY_S), error);
}

/**
 * kiosk_worker_run_once:
 * @self: a worker
 * @done: (out): how many were handed on
 * @error: return location; the records could not be read or written
 *
 * Tries everything that is due.
 *
 * Returns: whether the records answered; not that everything could be handed on
 */
gboolean
kiosk_worker_run_once (KioskWorker *self, guint *done, GError **error)
{
  g_autoptr (GPtrArray) due = NULL;

  *done = 0;
  do
    {
      gint64 now_s = kiosk_clock_get_real (self->clock) / G_USEC_PER_SEC;

      g_clear_pointer (&due, g_ptr_array_unref);
      due = kiosk_records_list_due (self->records, now_s, BATCH, error);
      if (due == NULL)
        return FALSE;

      for (guint i = 0; i < due->len; i++)
        {
          const KioskRecord *record = g_ptr_array_index (due, i);
          g_autoptr (GError) why = NULL;

          if (hand_on (self, record, &why))
            *done += 1;
          else if (!put_aside (self, record, why, error))
            return FALSE;
        }
    }
  while (due->len == BATCH);

  return TRUE;
}

typedef struct
{
  KioskWorker *self;
  gint64 before_us;
  GPtrArray *old;
  guint removed;
} Sweep;

static void
note_old (const char *digest, gint64 stored_us, gpointer user_data)
{
  Sweep *sweep = user_data;

  if (stored_us < sweep->before_us)
    g_ptr_array_add (sweep->old, g_strdup (digest));
}

static void
remove_unreferenced (const char *digest, gpointer user_data)
{
  Sweep *sweep = user_data;
  g_autoptr (GError) error = NULL;

  if (kiosk_blobs_remove (sweep->self->blobs, digest, &error))
    sweep->removed++;
  else
    g_warning ("chunk not swept: %s", error->message);
}

/**
 * kiosk_worker_sweep:
 * @self: a worker
 * @older_than_us: how long a chunk may lie here with no submission that refers to it
 * @removed: (out): how many chunks were removed
 * @error: return location
 *
 * Removes what devices have sent and never committed. A device that comes late after all is told
 * by 409 to send them again.
 *
 * Returns: whether the records answered
 */
gboolean
kiosk_worker_sweep (KioskWorker *self, gint64 older_than_us, guint *removed, GError **error)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_free);
  Sweep sweep = { self, kiosk_clock_get_real (self->clock) - older_than_us, old, 0 };
  gboolean ok;

  kiosk_blobs_visit (self->blobs, note_old, &sweep);
  ok = old->len == 0
       || kiosk_records_sweep (self->records, old, remove_unreferenced, &sweep, error);
  *removed = sweep.removed;

  return ok;
}

/**
 * kiosk_worker_version:
 * @self: a worker
 *
 * Returns: a number that is another after anyone has written
 */
gint64
kiosk_worker_version (KioskWorker *self)
{
  return kiosk_records_get_version (self->records);
}
