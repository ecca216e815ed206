/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KIOSK_ACCESS_KEY_ERROR (kiosk_access_key_error_quark ())
GQuark kiosk_access_key_error_quark (void);

/**
 * KioskAccessKeyError:
 * @KIOSK_ACCESS_KEY_ERROR_FORM: no text that could be what it is said to be
 * @KIOSK_ACCESS_KEY_ERROR_CHECK_DIGIT: the machine-readable zone was misread or mistyped
 */
typedef enum {
  KIOSK_ACCESS_KEY_ERROR_FORM,
  KIOSK_ACCESS_KEY_ERROR_CHECK_DIGIT,
} KioskAccessKeyError;

/**
 * KioskAccessKeyKind:
 * @KIOSK_ACCESS_KEY_MRZ: number, birth and expiry: opens by BAC and by PACE
 * @KIOSK_ACCESS_KEY_CAN: the card access number: opens by PACE only
 */
typedef enum {
  KIOSK_ACCESS_KEY_MRZ,
  KIOSK_ACCESS_KEY_CAN,
} KioskAccessKeyKind;

/**
 * KioskAccessKey:
 *
 * What is printed on a card and opens its chip. Reference-counted, immutable, wiped.
 */
typedef struct _KioskAccessKey KioskAccessKey;

#define KIOSK_TYPE_ACCESS_KEY (kiosk_access_key_get_type ())
GType kiosk_access_key_get_type (void);

KioskAccessKey    *kiosk_access_key_new_can      (const char *can, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskAccessKey    *kiosk_access_key_new_mrz      (const char *mrz, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskAccessKey    *kiosk_access_key_new_fields   (const char *document_number, const char *birth_date, const char *expiry_date, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskAccessKey    *kiosk_access_key_new_qr       (const char *number, const char *birth_date, const char *expiry_date, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskAccessKey    *kiosk_access_key_ref          (KioskAccessKey *self);
void               kiosk_access_key_unref        (KioskAccessKey *self);
KioskAccessKeyKind kiosk_access_key_get_kind     (const KioskAccessKey *self);
const char        *kiosk_access_key_get_password (const KioskAccessKey *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskAccessKey, kiosk_access_key_unref)

G_END_DECLS
