/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-store"

#include "store/store-private.h"
#include "store/store.h"

static gboolean
migrate_once (KioskStore *self, const char *script, guint version, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %u", version);
  g_autoptr (KioskTransaction) transaction = kiosk_store_begin (self, error);

  return transaction != NULL && kiosk_store_run (self, script, error)
         && kiosk_store_run (self, stamp, error) && kiosk_transaction_commit (transaction, error);
}

/* Two programs may open a new file in the same moment: what the other one did while we waited for
 * the lock is done, so the version is read anew after each step. */
static gboolean
step_up (KioskStore *self, const char *const *migrations, guint n_migrations, gboolean *done,
         GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 version = 0, after = 0;

  if (!kiosk_store_read_pragma (kiosk_store_get_handle (self), "user_version", &version, NULL,
                                error))
    return FALSE;
  if (version < 0 || version > n_migrations)
    {
      g_set_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_NEWER,
                   "The file has version %" G_GINT64_FORMAT " and this program knows %u; update "
                   "the program",
                   version, n_migrations);
      return FALSE;
    }

  *done = version == n_migrations;
  if (*done || migrate_once (self, migrations[version], (guint) version + 1, &local_error))
    return TRUE;
  if (kiosk_store_read_pragma (kiosk_store_get_handle (self), "user_version", &after, NULL, NULL)
      && after > version)
    return TRUE;

  g_propagate_prefixed_error (error, g_steal_pointer (&local_error),
                              "Version %" G_GINT64_FORMAT ": ", version + 1);
  return FALSE;
}

/**
 * kiosk_store_migrate:
 * @self: a store with its settings applied
 * @migrations: (array zero-terminated=1): the scripts
 * @error: a #KioskStoreError
 *
 * Each script and its version number are one transaction: a power cut leaves a file of the version
 * before or after it.
 *
 * Returns: whether the file now has the newest version
 */
gboolean
kiosk_store_migrate (KioskStore *self, const char *const *migrations, GError **error)
{
  guint n_migrations = g_strv_length ((char **) migrations);
  gboolean done = FALSE;

  while (!done)
    if (!step_up (self, migrations, n_migrations, &done, error))
      return FALSE;

  return TRUE;
}
