/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/trust/signed-data.h"

G_BEGIN_DECLS

#define KIOSK_MASTER_LIST_ERROR (kiosk_master_list_error_quark ())
GQuark kiosk_master_list_error_quark (void);

/**
 * KioskMasterListError:
 * @KIOSK_MASTER_LIST_ERROR_MALFORMED: not a master list
 */
typedef enum {
  KIOSK_MASTER_LIST_ERROR_MALFORMED,
} KioskMasterListError;

/**
 * KioskMasterList:
 *
 * The certificates of many countries, gathered and signed by one of them.
 */
typedef struct _KioskMasterList KioskMasterList;

KioskMasterList *kiosk_master_list_parse            (const guint8 *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void             kiosk_master_list_free             (KioskMasterList *self);
KioskSignedData *kiosk_master_list_get_signed_data  (const KioskMasterList *self);
GPtrArray       *kiosk_master_list_get_certificates (const KioskMasterList *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskMasterList, kiosk_master_list_free)

G_END_DECLS
