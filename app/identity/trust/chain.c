/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/trust/chain.h"

#include "identity/trust/certificate.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE_CTX, X509_STORE_CTX_free)

/* OpenSSL refuses every curve whose parameters are written out. Both keys were compared with the named
 * curves before this is asked, so that what is left of that refusal is the spelling. */
static int
allow_explicit_curve (int ok, X509_STORE_CTX *context)
{
  if (!ok && X509_STORE_CTX_get_error (context) == X509_V_ERR_EC_KEY_EXPLICIT_PARAMS)
    return 1;

  return ok;
}

static gboolean
is_named_issuer (X509 *certificate, X509 *issuer)
{
  return X509_NAME_cmp (X509_get_issuer_name (certificate), X509_get_subject_name (issuer)) == 0;
}

/**
 * kiosk_chain_is_issued_by:
 * @certificate: with a key and a signature that were found sound
 * @issuer: the same; may be @certificate, to ask whether it signed itself
 *
 * Returns: whether @certificate names @issuer and was signed with its key
 */
gboolean
kiosk_chain_is_issued_by (X509 *certificate, X509 *issuer)
{
  EVP_PKEY *key = X509_get0_pubkey (issuer);
  gboolean issued
      = key != NULL && is_named_issuer (certificate, issuer) && X509_verify (certificate, key) == 1;

  ERR_clear_error ();

  return issued;
}

/* What else X.509 asks: constraints, usages, critical extensions (RFC 5280 §6.1). The days are compared
 * elsewhere, because cards outlive certificates. */
static gboolean
keeps_rules (X509 *certificate, X509 *issuer)
{
  g_autoptr (X509_STORE_CTX) context = X509_STORE_CTX_new ();
  STACK_OF (X509) *trusted = sk_X509_new_null ();
  gboolean kept = FALSE;

  if (context != NULL && trusted != NULL && sk_X509_push (trusted, issuer) > 0
      && X509_STORE_CTX_init (context, NULL, certificate, NULL))
    {
      X509_STORE_CTX_set0_trusted_stack (context, trusted);
      X509_STORE_CTX_set_flags (context, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
      X509_STORE_CTX_set_verify_cb (context, allow_explicit_curve);
      kept = X509_verify_cert (context) == 1;
    }
  sk_X509_free (trusted);
  ERR_clear_error ();

  return kept;
}

/**
 * kiosk_chain_judge:
 * @certificate: the certificate of a signer, from anywhere
 * @issuer: a CSCA of the store
 * @moment: when the signer signed, in seconds since 1970
 *
 * Returns: what @issuer has to do with @certificate
 */
KioskIssuerVerdict
kiosk_chain_judge (X509 *certificate, X509 *issuer, gint64 moment)
{
  if (!is_named_issuer (certificate, issuer))
    return KIOSK_ISSUER_UNKNOWN;
  if (kiosk_certificate_judge_key (certificate) != KIOSK_KEY_SOUND
      || !kiosk_certificate_signature_known (certificate, NULL))
    return KIOSK_ISSUER_REFUSED;
  if (!kiosk_chain_is_issued_by (certificate, issuer))
    return kiosk_certificate_claims_issuer (certificate, issuer) ? KIOSK_ISSUER_FORGED
                                                                 : KIOSK_ISSUER_WRONG;
  if (!keeps_rules (certificate, issuer))
    return KIOSK_ISSUER_REFUSED;

  return kiosk_certificate_compare_time (issuer, moment) == 0 ? KIOSK_ISSUER_TRUSTED
                                                              : KIOSK_ISSUER_EXPIRED;
}
