/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

/**
 * KioskKeyVerdict:
 * @KIOSK_KEY_SOUND: RSA of at least 2,048 bits, or a named curve of at least 224 bits
 * @KIOSK_KEY_WEAK: too short to mean anything today
 * @KIOSK_KEY_UNSUPPORTED: of another kind, or on a curve that is not among ours
 * @KIOSK_KEY_HOME_MADE_CURVE: its parameters are written out and are no named curve's: an attack
 */
typedef enum {
  KIOSK_KEY_SOUND,
  KIOSK_KEY_WEAK,
  KIOSK_KEY_UNSUPPORTED,
  KIOSK_KEY_HOME_MADE_CURVE,
} KioskKeyVerdict;

/**
 * KioskSigns:
 * @KIOSK_SIGNS_CARDS: a document signer (ICAO 9303-12 §7.1)
 * @KIOSK_SIGNS_LISTS: a master list signer
 * @KIOSK_SIGNS_CERTIFICATES: a CSCA
 */
typedef enum {
  KIOSK_SIGNS_CARDS,
  KIOSK_SIGNS_LISTS,
  KIOSK_SIGNS_CERTIFICATES,
} KioskSigns;

KioskKeyVerdict kiosk_certificate_judge_key       (X509 *certificate);
gboolean        kiosk_certificate_signature_known (X509 *certificate, gboolean *sha1);
gboolean        kiosk_certificate_may_sign        (X509 *certificate, KioskSigns what);
int             kiosk_certificate_compare_time    (X509 *certificate, gint64 moment);
gint64          kiosk_certificate_get_not_after   (X509 *certificate);
gboolean        kiosk_certificate_claims_issuer   (X509 *certificate, X509 *issuer);
gboolean        kiosk_certificate_names_itself    (X509 *certificate);
char           *kiosk_certificate_dup_subject     (X509 *certificate) G_GNUC_WARN_UNUSED_RESULT;
char           *kiosk_certificate_dup_country     (X509 *certificate) G_GNUC_WARN_UNUSED_RESULT;
gboolean        kiosk_digest_is_known             (int nid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

G_END_DECLS
