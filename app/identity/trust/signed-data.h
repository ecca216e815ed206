/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

#define KIOSK_SIGNED_DATA_ERROR (kiosk_signed_data_error_quark ())
GQuark kiosk_signed_data_error_quark (void);

/**
 * KioskSignedDataError:
 * @KIOSK_SIGNED_DATA_ERROR_MALFORMED: not what RFC 5652 calls SignedData of the kind asked for
 */
typedef enum {
  KIOSK_SIGNED_DATA_ERROR_MALFORMED,
} KioskSignedDataError;

/**
 * KioskSignedVerdict:
 * @KIOSK_SIGNED_VALID: the signer inside signed exactly this content
 * @KIOSK_SIGNED_INVALID: content, attributes or signature do not belong together
 * @KIOSK_SIGNED_UNSUPPORTED: an algorithm or key that we do not accept; nothing was proved
 * @KIOSK_SIGNED_HOME_MADE_CURVE: a key on a curve of the signer's own; nothing was proved
 * @KIOSK_SIGNED_NO_SIGNER: the certificate of the signer is not inside
 */
typedef enum {
  KIOSK_SIGNED_VALID,
  KIOSK_SIGNED_INVALID,
  KIOSK_SIGNED_UNSUPPORTED,
  KIOSK_SIGNED_HOME_MADE_CURVE,
  KIOSK_SIGNED_NO_SIGNER,
} KioskSignedVerdict;

/**
 * KioskSignedData:
 *
 * A CMS message with one signer: what EF.SOD and master lists are wrapped in.
 */
typedef struct _KioskSignedData KioskSignedData;

KioskSignedData   *kiosk_signed_data_parse            (const guint8 *data, gsize length, const char *content_type, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void               kiosk_signed_data_free             (KioskSignedData *self);
const guint8      *kiosk_signed_data_get_content      (const KioskSignedData *self, gsize *length);
X509              *kiosk_signed_data_get_signer       (const KioskSignedData *self);
gint64             kiosk_signed_data_get_signing_time (const KioskSignedData *self);
gboolean           kiosk_signed_data_uses_sha1        (const KioskSignedData *self);
KioskSignedVerdict kiosk_signed_data_verify           (KioskSignedData *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskSignedData, kiosk_signed_data_free)

G_END_DECLS
