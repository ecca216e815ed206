/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/trust/passive-authentication.h"

#include "identity/trust/certificate.h"
#include "identity/trust/sod.h"
#include "identity/trust/trust-store.h"

#define FIRST_GROUP 1u /* the holder: without it nothing was said that could be signed */

/* The data groups do not hold together, or are not there. */
#define GROUP_REASONS                                                                              \
  (KIOSK_PASSIVE_GROUP_MISMATCH | KIOSK_PASSIVE_GROUP_NOT_LISTED | KIOSK_PASSIVE_GROUP_MISSING)
#define REMARKS (KIOSK_PASSIVE_REMARK_SIGNER_OVER | KIOSK_PASSIVE_REMARK_SHA1)

/**
 * KioskPassiveAuthentication:
 *
 * What EF.SOD proves of the data groups that were read (ICAO 9303-11 §5.1), each question with its own
 * answer.
 *
 * It says that the data are those the issuer signed; that the chip is not a copy, it does not say.
 */
struct _KioskPassiveAuthentication
{
  GObject parent_instance;

  KioskGroupVerdict groups[KIOSK_PASSIVE_LAST_GROUP + 1];
  guint reasons; /* of #KioskPassiveReason */
  gboolean signature_valid;
  char *signer;  /* (nullable) */
  char *issuer;  /* (nullable) */
  char *country; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (KioskPassiveAuthentication, kiosk_passive_authentication, G_TYPE_OBJECT)

static KioskSod *
parse (KioskPassiveAuthentication *self, KioskSecret *bytes)
{
  g_autoptr (GError) error = NULL;
  KioskSod *sod;
  const guint8 *data;
  gsize length = 0;

  data = bytes != NULL ? kiosk_secret_get_data (bytes, &length) : NULL;
  if (length == 0)
    {
      self->reasons |= KIOSK_PASSIVE_NO_SOD;
      return NULL;
    }
  sod = kiosk_sod_parse (data, length, &error);
  if (sod == NULL)
    self->reasons |= g_error_matches (error, KIOSK_SOD_ERROR, KIOSK_SOD_ERROR_UNSUPPORTED)
                         ? KIOSK_PASSIVE_SOD_UNSUPPORTED
                         : KIOSK_PASSIVE_SOD_MALFORMED;

  return sod;
}

static KioskGroupVerdict
judge_group (const KioskSod *sod, guint number, KioskSecret *bytes, gboolean required)
{
  gboolean listed = (kiosk_sod_get_groups (sod) & KIOSK_SOD_GROUP_BIT (number)) != 0;
  const guint8 *data;
  gsize length = 0;

  if (bytes == NULL && !required)
    return KIOSK_GROUP_NOT_READ;
  if (!listed)
    return KIOSK_GROUP_NOT_LISTED;
  if (bytes == NULL)
    return KIOSK_GROUP_MISSING;
  data = kiosk_secret_get_data (bytes, &length);

  return kiosk_sod_group_matches (sod, number, data, length) ? KIOSK_GROUP_MATCHES
                                                             : KIOSK_GROUP_MISMATCH;
}

static void
judge_groups (KioskPassiveAuthentication *self, const KioskSod *sod,
              const KioskPassiveRequest *request)
{
  static const guint reasons[] = {
    [KIOSK_GROUP_NOT_READ] = 0,
    [KIOSK_GROUP_MATCHES] = 0,
    [KIOSK_GROUP_MISMATCH] = KIOSK_PASSIVE_GROUP_MISMATCH,
    [KIOSK_GROUP_NOT_LISTED] = KIOSK_PASSIVE_GROUP_NOT_LISTED,
    [KIOSK_GROUP_MISSING] = KIOSK_PASSIVE_GROUP_MISSING,
  };

  for (guint i = FIRST_GROUP; i <= KIOSK_PASSIVE_LAST_GROUP; i++)
    {
      gboolean required = i == FIRST_GROUP || (request->required & KIOSK_SOD_GROUP_BIT (i)) != 0;

      self->groups[i] = judge_group (sod, i, request->groups[i], required);
      self->reasons |= reasons[self->groups[i]];
    }
}

static void
judge_signature (KioskPassiveAuthentication *self, const KioskSod *sod)
{
  static const guint reasons[] = {
    [KIOSK_SIGNED_VALID] = 0,
    [KIOSK_SIGNED_INVALID] = KIOSK_PASSIVE_SIGNATURE_INVALID,
    [KIOSK_SIGNED_UNSUPPORTED] = KIOSK_PASSIVE_SIGNATURE_UNSUPPORTED,
    [KIOSK_SIGNED_HOME_MADE_CURVE] = KIOSK_PASSIVE_HOME_MADE_CURVE,
    [KIOSK_SIGNED_NO_SIGNER] = KIOSK_PASSIVE_NO_SIGNER,
  };
  KioskSignedVerdict verdict = kiosk_signed_data_verify (kiosk_sod_get_signed_data (sod));

  self->signature_valid = verdict == KIOSK_SIGNED_VALID;
  self->reasons |= reasons[verdict];
  if (kiosk_sod_uses_sha1 (sod))
    self->reasons |= KIOSK_PASSIVE_REMARK_SHA1;
}

/* Cards outlive what signed them: what counts is the day of signing, which is signed itself, or the
 * day of issue printed on the card. */
static gint64
choose_moment (const KioskSod *sod, const KioskPassiveRequest *request)
{
  gint64 signing = kiosk_signed_data_get_signing_time (kiosk_sod_get_signed_data (sod));

  if (signing != 0)
    return signing;

  return request->issue_date != 0 ? request->issue_date : request->now;
}

static void
judge_signer (KioskPassiveAuthentication *self, X509 *signer, gint64 moment, gint64 now)
{
  int then = kiosk_certificate_compare_time (signer, moment);

  self->signer = kiosk_certificate_dup_subject (signer);
  if (!kiosk_certificate_may_sign (signer, KIOSK_SIGNS_CARDS))
    self->reasons |= KIOSK_PASSIVE_SIGNER_PURPOSE;
  if (then < 0)
    self->reasons |= KIOSK_PASSIVE_SIGNER_NOT_YET;
  else if (then > 0)
    self->reasons |= KIOSK_PASSIVE_SIGNER_EXPIRED;
  else if (kiosk_certificate_compare_time (signer, now) > 0)
    self->reasons |= KIOSK_PASSIVE_REMARK_SIGNER_OVER;
}

static void
judge_issuer (KioskPassiveAuthentication *self, X509 *signer, gint64 moment, KioskTrustStore *store)
{
  static const guint reasons[] = {
    [KIOSK_ISSUER_TRUSTED] = 0,
    [KIOSK_ISSUER_EXPIRED] = KIOSK_PASSIVE_ISSUER_EXPIRED,
    [KIOSK_ISSUER_REFUSED] = KIOSK_PASSIVE_ISSUER_REFUSED,
    [KIOSK_ISSUER_FORGED] = KIOSK_PASSIVE_ISSUER_FORGED,
    [KIOSK_ISSUER_WRONG] = KIOSK_PASSIVE_ISSUER_WRONG,
    [KIOSK_ISSUER_UNKNOWN] = KIOSK_PASSIVE_ISSUER_UNKNOWN,
  };
  const KioskTrustIssuer *issuer = NULL;
  KioskIssuerVerdict verdict = KIOSK_ISSUER_UNKNOWN;

  if (store != NULL)
    verdict = kiosk_trust_store_find_issuer (store, signer, moment, &issuer);
  self->reasons |= reasons[verdict];
  if (issuer != NULL)
    {
      self->issuer = g_strdup (issuer->subject);
      self->country = g_strdup (issuer->country);
    }
}

static void
kiosk_passive_authentication_finalize (GObject *object)
{
  KioskPassiveAuthentication *self = KIOSK_PASSIVE_AUTHENTICATION (object);

  g_free (self->signer);
  g_free (self->issuer);
  g_free (self->country);

  G_OBJECT_CLASS (kiosk_passive_authentication_parent_class)->finalize (object);
}

static void
kiosk_passive_authentication_class_init (KioskPassiveAuthenticationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_passive_authentication_finalize;
}

static void
kiosk_passive_authentication_init (KioskPassiveAuthentication *self)
{
}

/**
 * kiosk_passive_authentication_perform:
 * @request: what was read
 * @store: (nullable): who is trusted; without one every issuer is unknown
 *
 * Answers every question that can be answered, also when an earlier answer was bad. Whether a signer
 * was revoked it cannot say (#KioskTrustStore). Safe from any thread.
 *
 * Returns: (transfer full): the answers
 */
KioskPassiveAuthentication *
kiosk_passive_authentication_perform (const KioskPassiveRequest *request, KioskTrustStore *store)
{
  KioskPassiveAuthentication *self = g_object_new (KIOSK_TYPE_PASSIVE_AUTHENTICATION, NULL);
  g_autoptr (KioskSod) sod = parse (self, request->sod);
  X509 *signer;
  gint64 moment;

  if (sod == NULL)
    return self;
  judge_groups (self, sod, request);
  judge_signature (self, sod);
  signer = kiosk_signed_data_get_signer (kiosk_sod_get_signed_data (sod));
  if (signer == NULL)
    return self;
  moment = choose_moment (sod, request);
  judge_signer (self, signer, moment, request->now);
  judge_issuer (self, signer, moment, store);

  return self;
}

/**
 * kiosk_passive_authentication_is_signed:
 *
 * True also of a card that somebody made at home with a key of their own: it says that what was read
 * holds together, and not who says so.
 *
 * Returns: whether every group that was read or required is what a valid signature covers
 */
gboolean
kiosk_passive_authentication_is_signed (KioskPassiveAuthentication *self)
{
  g_return_val_if_fail (KIOSK_IS_PASSIVE_AUTHENTICATION (self), FALSE);

  return self->signature_valid && (self->reasons & GROUP_REASONS) == 0
         && self->groups[FIRST_GROUP] == KIOSK_GROUP_MATCHES;
}

/**
 * kiosk_passive_authentication_is_trusted:
 *
 * Returns: whether it is signed, by a signer of cards, in its time, of a CSCA of the store
 */
gboolean
kiosk_passive_authentication_is_trusted (KioskPassiveAuthentication *self)
{
  return kiosk_passive_authentication_is_signed (self) && (self->reasons & ~(guint) REMARKS) == 0;
}

/**
 * kiosk_passive_authentication_vouches_for:
 * @number: of a data group
 *
 * The keys of active and chip authentication (groups 15 and 14) prove that a chip is no copy only
 * when this is true of their group; otherwise they are keys that the chip brought along.
 *
 * Returns: whether the group was read and is what a valid signature covers
 */
gboolean
kiosk_passive_authentication_vouches_for (KioskPassiveAuthentication *self, guint number)
{
  return kiosk_passive_authentication_get_group (self, number) == KIOSK_GROUP_MATCHES
         && self->signature_valid;
}

/**
 * kiosk_passive_authentication_get_group:
 * @number: from 1 to 16
 *
 * Returns: what EF.SOD says of the group, whoever signed it
 */
KioskGroupVerdict
kiosk_passive_authentication_get_group (KioskPassiveAuthentication *self, guint number)
{
  g_return_val_if_fail (KIOSK_IS_PASSIVE_AUTHENTICATION (self), KIOSK_GROUP_NOT_READ);
  g_return_val_if_fail (number >= FIRST_GROUP && number <= KIOSK_PASSIVE_LAST_GROUP,
                        KIOSK_GROUP_NOT_READ);

  return self->groups[number];
}

/**
 * kiosk_passive_authentication_get_reasons:
 *
 * Returns: bits of #KioskPassiveReason; 0 when there is nothing to say against it
 */
guint
kiosk_passive_authentication_get_reasons (KioskPassiveAuthentication *self)
{
  g_return_val_if_fail (KIOSK_IS_PASSIVE_AUTHENTICATION (self), 0);

  return self->reasons;
}

/**
 * kiosk_passive_authentication_get_signer:
 *
 * For technicians.
 *
 * Returns: (transfer none) (nullable): whom EF.SOD names as its signer, proved or not
 */
const char *
kiosk_passive_authentication_get_signer (KioskPassiveAuthentication *self)
{
  g_return_val_if_fail (KIOSK_IS_PASSIVE_AUTHENTICATION (self), NULL);

  return self->signer;
}

/**
 * kiosk_passive_authentication_get_issuer:
 *
 * For technicians.
 *
 * Returns: (transfer none) (nullable): the CSCA of the store that the reasons speak of, which need not
 *   have signed
 */
const char *
kiosk_passive_authentication_get_issuer (KioskPassiveAuthentication *self)
{
  g_return_val_if_fail (KIOSK_IS_PASSIVE_AUTHENTICATION (self), NULL);

  return self->issuer;
}

/**
 * kiosk_passive_authentication_get_country:
 *
 * Returns: (transfer none) (nullable): two letters, of kiosk_passive_authentication_get_issuer()
 */
const char *
kiosk_passive_authentication_get_country (KioskPassiveAuthentication *self)
{
  g_return_val_if_fail (KIOSK_IS_PASSIVE_AUTHENTICATION (self), NULL);

  return self->country;
}

/**
 * kiosk_passive_reasons_to_words:
 * @reasons: bits of #KioskPassiveReason
 *
 * Returns: (transfer full): their words, for logs and reports, parted by spaces
 */
char *
kiosk_passive_reasons_to_words (guint reasons)
{
  static const char *const words[] = {
    "no-sod",          "sod-malformed",  "sod-unsupported",    "group-mismatch",
    "group-unlisted",  "group-missing",  "signature-invalid",  "signature-unsupported",
    "home-made-curve", "no-signer",      "signer-purpose",     "signer-expired",
    "signer-not-yet",  "issuer-unknown", "issuer-wrong",       "issuer-forged",
    "issuer-expired",  "issuer-refused", "remark-signer-over", "remark-sha1",
  };
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((reasons & 1u << i) != 0)
      g_ptr_array_add (found, (gpointer) words[i]);
  g_ptr_array_add (found, NULL);

  return g_strjoinv (" ", (char **) found->pdata);
}
