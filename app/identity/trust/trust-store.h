/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/trust/chain.h"

#include <glib-object.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

#define KIOSK_TRUST_STORE_ERROR (kiosk_trust_store_error_quark ())
GQuark kiosk_trust_store_error_quark (void);

/**
 * KioskTrustStoreError:
 * @KIOSK_TRUST_STORE_ERROR_UNREADABLE: there is no such folder, or it may not be read
 */
typedef enum {
  KIOSK_TRUST_STORE_ERROR_UNREADABLE,
} KioskTrustStoreError;

/**
 * KioskTrustRefusalReason:
 * @KIOSK_TRUST_REFUSAL_UNREADABLE: the file could not be read, or is too large
 * @KIOSK_TRUST_REFUSAL_MALFORMED: no certificate, or no master list
 * @KIOSK_TRUST_REFUSAL_KEY: its key is too short, of an unknown kind, or signed with a broken hash
 * @KIOSK_TRUST_REFUSAL_HOME_MADE_CURVE: its key lies on a curve of somebody's own
 * @KIOSK_TRUST_REFUSAL_NOT_AN_ISSUER: the certificate of something else than a CSCA
 * @KIOSK_TRUST_REFUSAL_SIGNATURE: it is not signed by the key it names
 * @KIOSK_TRUST_REFUSAL_LINK_UNKNOWN: a link certificate, whose issuer is not in the store
 * @KIOSK_TRUST_REFUSAL_LIST_SIGNER: a master list signed by somebody whose CSCA is not in the folder
 * @KIOSK_TRUST_REFUSAL_TOO_MANY: more than a store holds
 */
typedef enum {
  KIOSK_TRUST_REFUSAL_UNREADABLE,
  KIOSK_TRUST_REFUSAL_MALFORMED,
  KIOSK_TRUST_REFUSAL_KEY,
  KIOSK_TRUST_REFUSAL_HOME_MADE_CURVE,
  KIOSK_TRUST_REFUSAL_NOT_AN_ISSUER,
  KIOSK_TRUST_REFUSAL_SIGNATURE,
  KIOSK_TRUST_REFUSAL_LINK_UNKNOWN,
  KIOSK_TRUST_REFUSAL_LIST_SIGNER,
  KIOSK_TRUST_REFUSAL_TOO_MANY,
} KioskTrustRefusalReason;

/** KioskTrustRefusal: why something of the folder is not trusted. */
typedef struct
{
  char *file; /* name within the folder */
  guint position; /* in a master list, from 1; 0 for the file itself */
  KioskTrustRefusalReason reason;
} KioskTrustRefusal;

/** KioskTrustIssuer: one CSCA that is trusted. */
typedef struct
{
  char *file;    /* name within the folder */
  char *subject; /* RFC 2253 */
  char *country; /* (nullable): two letters */
  gint64 not_after; /* seconds since 1970 */
  X509 *certificate;
} KioskTrustIssuer;

#define KIOSK_TYPE_TRUST_STORE (kiosk_trust_store_get_type ())
G_DECLARE_FINAL_TYPE (KioskTrustStore, kiosk_trust_store, KIOSK, TRUST_STORE, GObject)

KioskTrustStore    *kiosk_trust_store_load             (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskTrustStore    *kiosk_trust_store_new_from_bytes   (GBytes *certificate, GBytes *master_list) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray          *kiosk_trust_store_get_issuers      (KioskTrustStore *self);
GPtrArray          *kiosk_trust_store_get_refusals     (KioskTrustStore *self);
KioskIssuerVerdict  kiosk_trust_store_find_issuer      (KioskTrustStore *self, X509 *certificate, gint64 moment, const KioskTrustIssuer **issuer);
const char         *kiosk_trust_refusal_reason_to_word (KioskTrustRefusalReason reason);

G_END_DECLS
