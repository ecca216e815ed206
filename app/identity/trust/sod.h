/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/trust/signed-data.h"

G_BEGIN_DECLS

#define KIOSK_SOD_ERROR (kiosk_sod_error_quark ())
GQuark kiosk_sod_error_quark (void);

/**
 * KioskSodError:
 * @KIOSK_SOD_ERROR_MALFORMED: not a document security object
 * @KIOSK_SOD_ERROR_UNSUPPORTED: one of a version, or with a hash, that we do not know
 */
typedef enum {
  KIOSK_SOD_ERROR_MALFORMED,
  KIOSK_SOD_ERROR_UNSUPPORTED,
} KioskSodError;

/* Data groups are numbered from 1 (ICAO 9303-10 §4). */
#define KIOSK_SOD_LAST_GROUP 16
#define KIOSK_SOD_GROUP_BIT(number) (1u << (number))

/**
 * KioskSod:
 *
 * EF.SOD: the hashes of the data groups, and who signed them.
 */
typedef struct _KioskSod KioskSod;

KioskSod        *kiosk_sod_parse           (const guint8 *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void             kiosk_sod_free            (KioskSod *self);
guint            kiosk_sod_get_groups      (const KioskSod *self);
gboolean         kiosk_sod_group_matches   (const KioskSod *self, guint number, const guint8 *data, gsize length);
const char      *kiosk_sod_get_lds_version (const KioskSod *self);
KioskSignedData *kiosk_sod_get_signed_data (const KioskSod *self);
gboolean         kiosk_sod_uses_sha1       (const KioskSod *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskSod, kiosk_sod_free)

G_END_DECLS
