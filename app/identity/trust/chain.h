/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

/**
 * KioskIssuerVerdict:
 * @KIOSK_ISSUER_TRUSTED: issued by a CSCA of the store
 * @KIOSK_ISSUER_EXPIRED: issued by a CSCA of the store, outside the CSCA's days
 * @KIOSK_ISSUER_REFUSED: issued by a CSCA of the store, against a rule of X.509
 * @KIOSK_ISSUER_FORGED: it names the very key of a CSCA of the store, which did not sign it
 * @KIOSK_ISSUER_WRONG: the store has a CSCA of the name, with another key
 * @KIOSK_ISSUER_UNKNOWN: the store has no CSCA of the name
 *
 * From best to worst, in the sense of how much was found out.
 */
typedef enum {
  KIOSK_ISSUER_TRUSTED,
  KIOSK_ISSUER_EXPIRED,
  KIOSK_ISSUER_REFUSED,
  KIOSK_ISSUER_FORGED,
  KIOSK_ISSUER_WRONG,
  KIOSK_ISSUER_UNKNOWN,
} KioskIssuerVerdict;

gboolean           kiosk_chain_is_issued_by (X509 *certificate, X509 *issuer);
KioskIssuerVerdict kiosk_chain_judge        (X509 *certificate, X509 *issuer, gint64 moment);

G_END_DECLS
