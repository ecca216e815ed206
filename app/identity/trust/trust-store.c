/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/trust/trust-store.h"

#include "identity/trust/certificate.h"
#include "identity/trust/chain.h"
#include "identity/trust/master-list.h"

#include <gio/gio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#define MAX_FILE (8 * 1024 * 1024)
#define MAX_ISSUERS 8192

/**
 * KioskTrustStore:
 *
 * The CSCA certificates that a card's signer may come from, loaded once and never changed after.
 *
 * It holds no lists of revoked certificates: none is published for identity cards, and the kiosk has
 * no network. A stolen signer is answered by taking its CSCA out of the folder.
 */
struct _KioskTrustStore
{
  GObject parent_instance;

  GPtrArray *issuers;  /* (element-type KioskTrustIssuer) */
  GPtrArray *refusals; /* (element-type KioskTrustRefusal) */
};

/* A certificate that may come to be trusted. */
typedef struct
{
  X509 *certificate;
  char *file;
  guint position;
} Candidate;

G_DEFINE_QUARK (kiosk-trust-store-error-quark, kiosk_trust_store_error)
G_DEFINE_FINAL_TYPE (KioskTrustStore, kiosk_trust_store, G_TYPE_OBJECT)

static void
free_issuer (gpointer data)
{
  KioskTrustIssuer *issuer = data;

  g_free (issuer->file);
  g_free (issuer->subject);
  g_free (issuer->country);
  X509_free (issuer->certificate);
  g_free (issuer);
}

static void
free_refusal (gpointer data)
{
  KioskTrustRefusal *refusal = data;

  g_free (refusal->file);
  g_free (refusal);
}

static void
free_candidate (gpointer data)
{
  Candidate *candidate = data;

  X509_free (candidate->certificate);
  g_free (candidate->file);
  g_free (candidate);
}

static void
refuse (KioskTrustStore *self, const char *file, guint position, KioskTrustRefusalReason reason)
{
  KioskTrustRefusal *refusal = g_new0 (KioskTrustRefusal, 1);

  refusal->file = g_strdup (file);
  refusal->position = position;
  refusal->reason = reason;
  g_ptr_array_add (self->refusals, refusal);
}

static void
add_candidate (GPtrArray *candidates, X509 *certificate, const char *file, guint position)
{
  Candidate *candidate = g_new0 (Candidate, 1);

  candidate->certificate = certificate;
  candidate->file = g_strdup (file);
  candidate->position = position;
  g_ptr_array_add (candidates, candidate);
}

static gboolean
is_known (KioskTrustStore *self, X509 *certificate)
{
  for (guint i = 0; i < self->issuers->len; i++)
    if (X509_cmp (((KioskTrustIssuer *) g_ptr_array_index (self->issuers, i))->certificate,
                  certificate)
        == 0)
      return TRUE;

  return FALSE;
}

static void
accept (KioskTrustStore *self, const Candidate *candidate)
{
  KioskTrustIssuer *issuer;

  if (is_known (self, candidate->certificate))
    return;
  if (self->issuers->len == MAX_ISSUERS)
    {
      refuse (self, candidate->file, candidate->position, KIOSK_TRUST_REFUSAL_TOO_MANY);
      return;
    }
  issuer = g_new0 (KioskTrustIssuer, 1);
  X509_up_ref (candidate->certificate);
  issuer->certificate = candidate->certificate;
  issuer->file = g_strdup (candidate->file);
  issuer->subject = kiosk_certificate_dup_subject (candidate->certificate);
  issuer->country = kiosk_certificate_dup_country (candidate->certificate);
  issuer->not_after = kiosk_certificate_get_not_after (candidate->certificate);
  g_ptr_array_add (self->issuers, issuer);
}

static gboolean
is_fit (KioskTrustStore *self, const Candidate *candidate)
{
  KioskKeyVerdict key = kiosk_certificate_judge_key (candidate->certificate);
  KioskTrustRefusalReason reason;

  if (key == KIOSK_KEY_HOME_MADE_CURVE)
    reason = KIOSK_TRUST_REFUSAL_HOME_MADE_CURVE;
  else if (key != KIOSK_KEY_SOUND
           || !kiosk_certificate_signature_known (candidate->certificate, NULL))
    reason = KIOSK_TRUST_REFUSAL_KEY;
  else if (!kiosk_certificate_may_sign (candidate->certificate, KIOSK_SIGNS_CERTIFICATES))
    reason = KIOSK_TRUST_REFUSAL_NOT_AN_ISSUER;
  else
    return TRUE;
  refuse (self, candidate->file, candidate->position, reason);

  return FALSE;
}

/* A country that renews its key signs the new one with the old (ICAO 9303-12 §4.2): such a link is
 * worth as much as the key that signed it. */
static gboolean
is_linked (KioskTrustStore *self, X509 *certificate)
{
  for (guint i = 0; i < self->issuers->len; i++)
    {
      KioskTrustIssuer *issuer = g_ptr_array_index (self->issuers, i);

      if (kiosk_chain_is_issued_by (certificate, issuer->certificate))
        return TRUE;
    }

  return FALSE;
}

static void
accept_links (KioskTrustStore *self, GPtrArray *links)
{
  gboolean found = TRUE;

  while (found)
    {
      found = FALSE;
      for (guint i = links->len; i > 0; i--)
        {
          Candidate *candidate = g_ptr_array_index (links, i - 1);

          if (!is_linked (self, candidate->certificate))
            continue;
          accept (self, candidate);
          g_ptr_array_remove_index_fast (links, i - 1);
          found = TRUE;
        }
    }
}

/* Takes those that sign themselves, then those they vouch for; says of the others why not. */
static void
settle (KioskTrustStore *self, GPtrArray *candidates)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *candidate = g_ptr_array_index (candidates, i);

      if (!is_fit (self, candidate))
        continue;
      if (kiosk_chain_is_issued_by (candidate->certificate, candidate->certificate))
        accept (self, candidate);
      else
        g_ptr_array_add (links, candidate);
    }

  accept_links (self, links);
  for (guint i = 0; i < links->len; i++)
    {
      Candidate *candidate = g_ptr_array_index (links, i);

      refuse (self, candidate->file, candidate->position,
              kiosk_certificate_names_itself (candidate->certificate)
                  ? KIOSK_TRUST_REFUSAL_SIGNATURE
                  : KIOSK_TRUST_REFUSAL_LINK_UNKNOWN);
    }
}

static void
read_pem (KioskTrustStore *self, GPtrArray *candidates, const char *file, GBytes *bytes)
{
  BIO *bio = BIO_new_mem_buf (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes));
  guint n = 0;
  X509 *certificate;

  while ((certificate = PEM_read_bio_X509 (bio, NULL, NULL, NULL)) != NULL)
    add_candidate (candidates, certificate, file, ++n);
  BIO_free (bio);
  ERR_clear_error ();
  if (n == 0)
    refuse (self, file, 0, KIOSK_TRUST_REFUSAL_MALFORMED);
}

static void
read_certificate (KioskTrustStore *self, GPtrArray *candidates, const char *file, GBytes *bytes)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  const guint8 *end = data;
  X509 *certificate;

  if (length > 0 && g_strstr_len ((const char *) data, (gssize) length, "-----BEGIN ") != NULL)
    {
      read_pem (self, candidates, file, bytes);
      return;
    }
  certificate = d2i_X509 (NULL, &end, (long) length);
  ERR_clear_error ();
  if (certificate != NULL && (gsize) (end - data) == length)
    {
      add_candidate (candidates, certificate, file, 0);
      return;
    }
  X509_free (certificate);
  refuse (self, file, 0, KIOSK_TRUST_REFUSAL_MALFORMED);
}

/* A list counts when somebody signed it whose CSCA an operator put into the folder. */
static gboolean
is_list_trusted (KioskTrustStore *self, const KioskMasterList *list,
                 KioskTrustRefusalReason *reason)
{
  KioskSignedData *signed_data = kiosk_master_list_get_signed_data (list);
  gint64 moment = kiosk_signed_data_get_signing_time (signed_data);
  X509 *signer = kiosk_signed_data_get_signer (signed_data);

  *reason = KIOSK_TRUST_REFUSAL_SIGNATURE;
  if (kiosk_signed_data_verify (signed_data) != KIOSK_SIGNED_VALID)
    return FALSE;
  *reason = KIOSK_TRUST_REFUSAL_LIST_SIGNER;

  /* A list says when it was signed (ICAO 9303-12 §8), so that no clock is asked. */
  return moment != 0 && kiosk_certificate_may_sign (signer, KIOSK_SIGNS_LISTS)
         && kiosk_certificate_compare_time (signer, moment) == 0
         && kiosk_trust_store_find_issuer (self, signer, moment, NULL) == KIOSK_ISSUER_TRUSTED;
}

static void
read_list (KioskTrustStore *self, GPtrArray *candidates, const char *file, GBytes *bytes)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr (KioskMasterList) list = kiosk_master_list_parse (data, length, NULL);
  KioskTrustRefusalReason reason;
  GPtrArray *certificates;

  if (list == NULL)
    {
      refuse (self, file, 0, KIOSK_TRUST_REFUSAL_MALFORMED);
      return;
    }
  if (!is_list_trusted (self, list, &reason))
    {
      refuse (self, file, 0, reason);
      return;
    }
  certificates = kiosk_master_list_get_certificates (list);
  for (guint i = 0; i < certificates->len; i++)
    {
      X509 *certificate = g_ptr_array_index (certificates, i);

      if (certificate == NULL)
        {
          refuse (self, file, i + 1, KIOSK_TRUST_REFUSAL_MALFORMED);
          continue;
        }
      X509_up_ref (certificate);
      add_candidate (candidates, certificate, file, i + 1);
    }
}

typedef void (*ReadFile) (KioskTrustStore *self, GPtrArray *candidates, const char *file,
                          GBytes *bytes);

static GBytes *
load_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, "standard::type,standard::size",
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR
      || g_file_info_get_size (info) > MAX_FILE)
    return NULL;

  return g_file_load_bytes (file, NULL, NULL, NULL);
}

static gboolean
is_certificate_name (const char *name)
{
  return g_str_has_suffix (name, ".cer") || g_str_has_suffix (name, ".der")
         || g_str_has_suffix (name, ".crt") || g_str_has_suffix (name, ".pem");
}

static void
read_files (KioskTrustStore *self, const char *folder, GPtrArray *names, gboolean lists)
{
  ReadFile read = lists ? read_list : read_certificate;
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (free_candidate);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *small = g_ascii_strdown (name, -1);
      g_autoptr (GBytes) bytes = NULL;

      if (lists ? !g_str_has_suffix (small, ".ml") : !is_certificate_name (small))
        continue;
      bytes = load_file (folder, name);
      if (bytes != NULL)
        read (self, candidates, name, bytes);
      else
        refuse (self, name, 0, KIOSK_TRUST_REFUSAL_UNREADABLE);
    }
  /* Only now, so that no list can vouch for another. */
  settle (self, candidates);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
kiosk_trust_store_finalize (GObject *object)
{
  KioskTrustStore *self = KIOSK_TRUST_STORE (object);

  g_ptr_array_unref (self->issuers);
  g_ptr_array_unref (self->refusals);

  G_OBJECT_CLASS (kiosk_trust_store_parent_class)->finalize (object);
}

static void
kiosk_trust_store_class_init (KioskTrustStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_trust_store_finalize;
}

static void
kiosk_trust_store_init (KioskTrustStore *self)
{
  self->issuers = g_ptr_array_new_with_free_func (free_issuer);
  self->refusals = g_ptr_array_new_with_free_func (free_refusal);
}

/**
 * kiosk_trust_store_load:
 * @folder: certificates (*.cer, *.crt, *.der, *.pem) and master lists (*.ml); other names are not
 *   looked at
 *
 * An operator trusts a CSCA by putting its certificate there. A link certificate counts when what
 * signed it does; a master list, when its signer comes from a certificate of the folder. What is not
 * accepted stands in kiosk_trust_store_get_refusals(), and the rest counts. Blocks: about a second for
 * a long list.
 *
 * Returns: (transfer full): the store, possibly empty, or %NULL with
 *   %KIOSK_TRUST_STORE_ERROR_UNREADABLE
 */
KioskTrustStore *
kiosk_trust_store_load (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  g_autoptr (KioskTrustStore) self = NULL;
  const char *name;

  if (directory == NULL)
    {
      g_set_error_literal (error, KIOSK_TRUST_STORE_ERROR, KIOSK_TRUST_STORE_ERROR_UNREADABLE,
                           "the folder of trusted certificates cannot be read");
      return NULL;
    }
  while ((name = g_dir_read_name (directory)) != NULL)
    if (*name != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  self = g_object_new (KIOSK_TYPE_TRUST_STORE, NULL);
  read_files (self, folder, names, FALSE);
  read_files (self, folder, names, TRUE);

  return g_steal_pointer (&self);
}

/**
 * kiosk_trust_store_new_from_bytes:
 * @certificate: (nullable): what a certificate file holds
 * @master_list: (nullable): what a master list file holds
 *
 * Like kiosk_trust_store_load() of a folder with these two files.
 *
 * Returns: (transfer full): the store, possibly empty
 */
KioskTrustStore *
kiosk_trust_store_new_from_bytes (GBytes *certificate, GBytes *master_list)
{
  g_autoptr (GPtrArray) certificates = g_ptr_array_new_with_free_func (free_candidate);
  g_autoptr (GPtrArray) listed = g_ptr_array_new_with_free_func (free_candidate);
  KioskTrustStore *self = g_object_new (KIOSK_TYPE_TRUST_STORE, NULL);

  if (certificate != NULL)
    read_certificate (self, certificates, "certificate", certificate);
  settle (self, certificates);
  if (master_list != NULL)
    read_list (self, listed, "list", master_list);
  settle (self, listed);

  return self;
}

/**
 * kiosk_trust_store_get_issuers:
 *
 * Returns: (transfer none) (element-type KioskTrustIssuer): what is trusted
 */
GPtrArray *
kiosk_trust_store_get_issuers (KioskTrustStore *self)
{
  g_return_val_if_fail (KIOSK_IS_TRUST_STORE (self), NULL);

  return self->issuers;
}

/**
 * kiosk_trust_store_get_refusals:
 *
 * Returns: (transfer none) (element-type KioskTrustRefusal): what is not, and why
 */
GPtrArray *
kiosk_trust_store_get_refusals (KioskTrustStore *self)
{
  g_return_val_if_fail (KIOSK_IS_TRUST_STORE (self), NULL);

  return self->refusals;
}

/**
 * kiosk_trust_store_find_issuer:
 * @certificate: the certificate of a signer of cards or lists
 * @moment: when it signed, in seconds since 1970; the CSCA has to have been valid then
 * @issuer: (out) (optional) (nullable) (transfer none): the CSCA that the verdict speaks of
 *
 * Does not look at the validity of @certificate, nor at what it may sign. Safe from any thread.
 *
 * Returns: whether a CSCA of the store issued it
 */
KioskIssuerVerdict
kiosk_trust_store_find_issuer (KioskTrustStore *self, X509 *certificate, gint64 moment,
                               const KioskTrustIssuer **issuer)
{
  KioskIssuerVerdict best = KIOSK_ISSUER_UNKNOWN;

  g_return_val_if_fail (KIOSK_IS_TRUST_STORE (self), KIOSK_ISSUER_UNKNOWN);

  if (issuer != NULL)
    *issuer = NULL;
  for (guint i = 0; i < self->issuers->len && best != KIOSK_ISSUER_TRUSTED; i++)
    {
      KioskTrustIssuer *candidate = g_ptr_array_index (self->issuers, i);
      KioskIssuerVerdict verdict = kiosk_chain_judge (certificate, candidate->certificate, moment);

      if (verdict >= best)
        continue;
      best = verdict;
      if (issuer != NULL)
        *issuer = candidate;
    }

  return best;
}

/**
 * kiosk_trust_refusal_reason_to_word:
 *
 * Returns: (transfer none): the word for it in logs and reports
 */
const char *
kiosk_trust_refusal_reason_to_word (KioskTrustRefusalReason reason)
{
  static const char *const words[] = {
    [KIOSK_TRUST_REFUSAL_UNREADABLE] = "unreadable",
    [KIOSK_TRUST_REFUSAL_MALFORMED] = "malformed",
    [KIOSK_TRUST_REFUSAL_KEY] = "key",
    [KIOSK_TRUST_REFUSAL_HOME_MADE_CURVE] = "home-made-curve",
    [KIOSK_TRUST_REFUSAL_NOT_AN_ISSUER] = "not-an-issuer",
    [KIOSK_TRUST_REFUSAL_SIGNATURE] = "signature",
    [KIOSK_TRUST_REFUSAL_LINK_UNKNOWN] = "link-unknown",
    [KIOSK_TRUST_REFUSAL_LIST_SIGNER] = "list-signer",
    [KIOSK_TRUST_REFUSAL_TOO_MANY] = "too-many",
  };

  g_return_val_if_fail ((guint) reason < G_N_ELEMENTS (words), NULL);

  return words[reason];
}
