/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "outbox/sealing.h"

G_BEGIN_DECLS

/** KioskVault: the folders that hold the sealed parts, one for each entry, named by its number. */
typedef struct _KioskVault KioskVault;

KioskVault *kiosk_vault_open        (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void        kiosk_vault_free        (KioskVault *self);
gboolean    kiosk_vault_lock        (KioskVault *self, gboolean wait) G_GNUC_WARN_UNUSED_RESULT;
void        kiosk_vault_unlock      (KioskVault *self);
const char *kiosk_vault_get_entries (KioskVault *self);
gboolean    kiosk_vault_write       (KioskVault *self, const KioskSealingOrder *order, KioskSealedEnvelope *envelope,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    kiosk_vault_remove      (KioskVault *self, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void        kiosk_vault_doubt       (KioskVault *self, const char *name);
void        kiosk_vault_settle      (KioskVault *self);
void        kiosk_vault_sweep       (KioskVault *self, GHashTable *keep);
gboolean    kiosk_vault_sync        (KioskVault *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void        kiosk_vault_measure     (KioskVault *self, guint64 *size, guint64 *available);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskVault, kiosk_vault_free)

G_END_DECLS
