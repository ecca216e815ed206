/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/trust/passive-authentication.h"
#include "identity/trust/sod.h"
#include "identity/trust/trust-store.h"
#include "issued.h"

#include <string.h>

#define DAY (24 * 3600)
#define PASSIVE(name) KIOSK_PASSIVE_##name

static const guint test_groups[] = { 1, 2, 13, 14 };

/* A card as it was read: the groups are the folder's own, or those of the profile p256, which the
 * cards of Bouncy Castle were made over. */
typedef struct
{
  KioskPassiveRequest request;
  KioskTrustStore *store; /* (nullable) */
} Card;

static void
card_open (Card *card, const char *profile, const char *groups, const char *trusted)
{
  memset (card, 0, sizeof *card);
  card->request.sod = issued_secret (profile, "EF.SOD.bin");
  for (gsize i = 0; i < G_N_ELEMENTS (test_groups); i++)
    {
      g_autofree char *name = g_strdup_printf ("DG%u.bin", test_groups[i]);

      card->request.groups[test_groups[i]] = issued_secret (groups, name);
    }
  card->request.now = g_get_real_time () / G_USEC_PER_SEC;
  if (trusted != NULL)
    {
      g_autoptr (GBytes) certificate = issued_bytes (trusted, "CSCA.der");

      card->store = kiosk_trust_store_new_from_bytes (certificate, NULL);
    }
}

static void
card_close (Card *card)
{
  g_clear_pointer (&card->request.sod, kiosk_secret_unref);
  for (guint i = 0; i <= KIOSK_PASSIVE_LAST_GROUP; i++)
    g_clear_pointer (&card->request.groups[i], kiosk_secret_unref);
  if (card->store != NULL)
    g_assert_finalize_object (card->store);
}

static KioskPassiveAuthentication *
perform (const Card *card)
{
  return kiosk_passive_authentication_perform (&card->request, card->store);
}

static void
assert_reasons (KioskPassiveAuthentication *answer, guint expected)
{
  g_autofree char *found
      = kiosk_passive_reasons_to_words (kiosk_passive_authentication_get_reasons (answer));
  g_autofree char *wanted = kiosk_passive_reasons_to_words (expected);

  g_assert_cmpstr (found, ==, wanted);
}

typedef struct
{
  const char *profile, *groups, *trusted;
  guint reasons;
  gboolean is_signed, is_trusted;
} Expected;

static const Expected sound[] = {
  { "p256", "p256", "p256", 0, TRUE, TRUE },
  { "p384", "p384", "p384", 0, TRUE, TRUE },
  { "brainpool", "brainpool", "brainpool", 0, TRUE, TRUE },
  { "brainpool-explicit", "brainpool-explicit", "brainpool-explicit", 0, TRUE, TRUE },
  { "brainpool512", "brainpool512", "brainpool512", 0, TRUE, TRUE },
  { "rsa", "rsa", "rsa", 0, TRUE, TRUE },
  { "pss", "pss", "pss", 0, TRUE, TRUE },
  { "pss-key", "pss-key", "pss-key", 0, TRUE, TRUE },
  { "sha1", "sha1", "sha1", PASSIVE (REMARK_SHA1), TRUE, TRUE },
  { "sha224", "sha224", "sha224", 0, TRUE, TRUE },
  { "java/p256", "p256", "java/p256", 0, TRUE, TRUE },
  { "java/p384", "p256", "java/p384", 0, TRUE, TRUE },
  { "java/brainpool", "p256", "java/brainpool", 0, TRUE, TRUE },
  { "java/brainpool-explicit", "p256", "java/brainpool-explicit", 0, TRUE, TRUE },
  { "java/brainpool512", "p256", "java/brainpool512", 0, TRUE, TRUE },
  { "java/rsa", "p256", "java/rsa", 0, TRUE, TRUE },
  { "java/pss", "p256", "java/pss", 0, TRUE, TRUE },
  { "java/sha1", "p256", "java/sha1", PASSIVE (REMARK_SHA1), TRUE, TRUE },
  { "java/sha224", "p256", "java/sha224", 0, TRUE, TRUE },
  { "java/old", "p256", "java/old", PASSIVE (REMARK_SIGNER_OVER), TRUE, TRUE },
};

static const Expected bad[] = {
  { "bad-curve", "bad-curve", "bad-curve", PASSIVE (HOME_MADE_CURVE) | PASSIVE (ISSUER_REFUSED),
    FALSE, FALSE },
  { "bad-issuer-curve", "bad-issuer-curve", "bad-issuer-curve", PASSIVE (ISSUER_UNKNOWN), TRUE,
    FALSE },
  { "bad-expired", "bad-expired", "bad-expired", PASSIVE (SIGNER_EXPIRED), TRUE, FALSE },
  { "bad-early", "bad-early", "bad-early", PASSIVE (SIGNER_NOT_YET), TRUE, FALSE },
  { "bad-issuer-expired", "bad-issuer-expired", "bad-issuer-expired", PASSIVE (ISSUER_EXPIRED),
    TRUE, FALSE },
  { "bad-hash", "bad-hash", "bad-hash", PASSIVE (GROUP_MISMATCH), FALSE, FALSE },
  { "bad-missing", "bad-missing", "bad-missing", PASSIVE (GROUP_NOT_LISTED), FALSE, FALSE },
  { "bad-issuer", "bad-issuer", "bad-issuer", PASSIVE (ISSUER_WRONG), TRUE, FALSE },
  { "bad-forged", "bad-forged", "bad-forged", PASSIVE (ISSUER_FORGED), TRUE, FALSE },
  { "bad-stranger", "bad-stranger", "p256", PASSIVE (ISSUER_UNKNOWN), TRUE, FALSE },
  { "bad-signature", "bad-signature", "bad-signature", PASSIVE (SIGNATURE_INVALID), FALSE, FALSE },
  { "bad-content", "bad-content", "bad-content",
    PASSIVE (SIGNATURE_INVALID) | PASSIVE (GROUP_MISMATCH), FALSE, FALSE },
  { "bad-tag", "bad-tag", "bad-tag", PASSIVE (SOD_MALFORMED), FALSE, FALSE },
  { "bad-empty", "bad-empty", "bad-empty", PASSIVE (NO_SOD), FALSE, FALSE },
  { "bad-weak", "bad-weak", "bad-weak", PASSIVE (SIGNATURE_UNSUPPORTED) | PASSIVE (ISSUER_REFUSED),
    FALSE, FALSE },
  { "bad-old-curve", "bad-old-curve", "bad-old-curve",
    PASSIVE (SIGNATURE_UNSUPPORTED) | PASSIVE (ISSUER_REFUSED), FALSE, FALSE },
  { "bad-digest", "bad-digest", "rsa", PASSIVE (SIGNATURE_UNSUPPORTED) | PASSIVE (ISSUER_REFUSED),
    FALSE, FALSE },
  { "bad-hash-algorithm", "bad-hash-algorithm", "bad-hash-algorithm", PASSIVE (SOD_UNSUPPORTED),
    FALSE, FALSE },
  { "bad-purpose", "bad-purpose", "bad-purpose", PASSIVE (SIGNER_PURPOSE), TRUE, FALSE },
  { "bad-signer-is-country", "bad-signer-is-country", "bad-signer-is-country",
    PASSIVE (SIGNER_PURPOSE), TRUE, FALSE },
  { "bad-content-type", "bad-content-type", "bad-content-type", PASSIVE (SOD_MALFORMED), FALSE,
    FALSE },
  { "bad-no-signer", "bad-no-signer", "bad-no-signer", PASSIVE (NO_SIGNER), FALSE, FALSE },
  { "bad-no-attributes", "bad-no-attributes", "bad-no-attributes", PASSIVE (SIGNATURE_INVALID),
    FALSE, FALSE },
  { "bad-two-signers", "bad-two-signers", "bad-two-signers", PASSIVE (SOD_MALFORMED), FALSE,
    FALSE },
  { "bad-critical", "bad-critical", "bad-critical", PASSIVE (ISSUER_REFUSED), TRUE, FALSE },
  { "bad-version", "bad-version", "bad-version", PASSIVE (SOD_UNSUPPORTED), FALSE, FALSE },
  { "bad-signer-is-authority", "bad-signer-is-authority", "bad-signer-is-authority",
    PASSIVE (SIGNER_PURPOSE), TRUE, FALSE },
  { "bad-signer-of-certificates", "bad-signer-of-certificates", "bad-signer-of-certificates",
    PASSIVE (SIGNER_PURPOSE), TRUE, FALSE },
  { "bad-more-content", "bad-more-content", "bad-more-content", PASSIVE (SOD_MALFORMED), FALSE,
    FALSE },
  { "bad-more-message", "bad-more-message", "bad-more-message", PASSIVE (SOD_MALFORMED), FALSE,
    FALSE },
  { "bad-group-twice", "bad-group-twice", "bad-group-twice", PASSIVE (SOD_MALFORMED), FALSE,
    FALSE },
};

static void
check (const Expected *expected)
{
  g_autoptr (KioskPassiveAuthentication) answer = NULL;
  Card card;

  g_test_message ("%s", expected->profile);
  card_open (&card, expected->profile, expected->groups, expected->trusted);
  answer = perform (&card);
  assert_reasons (answer, expected->reasons);
  g_assert_cmpint (kiosk_passive_authentication_is_signed (answer), ==, expected->is_signed);
  g_assert_cmpint (kiosk_passive_authentication_is_trusted (answer), ==, expected->is_trusted);
  card_close (&card);
}

static void
test_sound (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sound); i++)
    check (&sound[i]);
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    check (&bad[i]);
}

/* Every sound card, asked by a kiosk that trusts another country, or none. */
static void
test_unknown_issuer (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sound); i++)
    {
      gboolean namesakes = g_str_has_prefix (sound[i].profile, "java/");
      guint remarks = sound[i].reasons;
      Expected none = {
        sound[i].profile, sound[i].groups, NULL, remarks | PASSIVE (ISSUER_UNKNOWN), TRUE, FALSE
      };
      Expected other = none;

      check (&none);
      other.trusted = namesakes ? "p256" : "bad-stranger";
      check (&other);
      /* All countries of one tool have one name. */
      other.trusted = namesakes ? "java/rsa" : "rsa";
      other.reasons = remarks | PASSIVE (ISSUER_WRONG);
      if (!g_str_equal (other.trusted, sound[i].profile))
        check (&other);
    }
}

/* One bit of one group, wherever it is. */
static void
test_changed_group (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (test_groups); i++)
    {
      guint number = test_groups[i];
      g_autoptr (KioskPassiveAuthentication) answer = NULL;
      g_autofree guint8 *data = NULL;
      gsize length = 0;
      Card card;

      card_open (&card, "p256", "p256", "p256");
      data = g_memdup2 (kiosk_secret_get_data (card.request.groups[number], NULL),
                        kiosk_secret_get_size (card.request.groups[number]));
      length = kiosk_secret_get_size (card.request.groups[number]);
      data[length / 2] ^= 0x20;
      kiosk_secret_unref (card.request.groups[number]);
      card.request.groups[number] = kiosk_secret_new (data, length);
      answer = perform (&card);

      assert_reasons (answer, PASSIVE (GROUP_MISMATCH));
      g_assert_cmpint (kiosk_passive_authentication_get_group (answer, number), ==,
                       KIOSK_GROUP_MISMATCH);
      g_assert_false (kiosk_passive_authentication_is_signed (answer));
      for (gsize j = 0; j < G_N_ELEMENTS (test_groups); j++)
        g_assert_cmpint (kiosk_passive_authentication_vouches_for (answer, test_groups[j]), ==,
                         i != j);
      card_close (&card);
    }
}

static void
test_groups_of_a_part (void)
{
  g_autoptr (KioskPassiveAuthentication) answer = NULL;
  Card card;

  card_open (&card, "p256", "p256", "p256");
  g_clear_pointer (&card.request.groups[2], kiosk_secret_unref);
  answer = perform (&card);
  g_assert_true (kiosk_passive_authentication_is_trusted (answer));
  g_assert_cmpint (kiosk_passive_authentication_get_group (answer, 2), ==, KIOSK_GROUP_NOT_READ);
  g_assert_false (kiosk_passive_authentication_vouches_for (answer, 2));
  g_clear_object (&answer);

  card.request.required = 1u << 2;
  answer = perform (&card);
  assert_reasons (answer, PASSIVE (GROUP_MISSING));
  g_assert_cmpint (kiosk_passive_authentication_get_group (answer, 2), ==, KIOSK_GROUP_MISSING);
  g_assert_false (kiosk_passive_authentication_is_signed (answer));
  card_close (&card);
}

static void
test_first_group_always_required (void)
{
  g_autoptr (KioskPassiveAuthentication) answer = NULL;
  Card card;

  card_open (&card, "p256", "p256", "p256");
  g_clear_pointer (&card.request.groups[1], kiosk_secret_unref);
  answer = perform (&card);
  assert_reasons (answer, PASSIVE (GROUP_MISSING));
  g_assert_false (kiosk_passive_authentication_is_signed (answer));
  card_close (&card);
}

/* A key that the chip brought along, and that nobody signed for, proves nothing. */
static void
test_unlisted_key (void)
{
  g_autoptr (KioskPassiveAuthentication) answer = NULL;
  Card card;

  card_open (&card, "p256", "p256", "p256");
  card.request.groups[15] = kiosk_secret_new ("\x6f\x01", 2);
  answer = perform (&card);
  assert_reasons (answer, PASSIVE (GROUP_NOT_LISTED));
  g_assert_cmpint (kiosk_passive_authentication_get_group (answer, 15), ==, KIOSK_GROUP_NOT_LISTED);
  g_assert_false (kiosk_passive_authentication_vouches_for (answer, 15));
  g_assert_true (kiosk_passive_authentication_vouches_for (answer, 14));
  g_assert_false (kiosk_passive_authentication_is_trusted (answer));
  card_close (&card);
}

static void
test_required_and_unlisted (void)
{
  g_autoptr (KioskPassiveAuthentication) answer = NULL;
  Card card;

  card_open (&card, "p256", "p256", "p256");
  card.request.required = 1u << 15;
  answer = perform (&card);
  assert_reasons (answer, PASSIVE (GROUP_NOT_LISTED));
  card_close (&card);
}

/* A hash that fits is worth nothing under a signature that does not. */
static void
test_bad_signature_vouches_for_nothing (void)
{
  g_autoptr (KioskPassiveAuthentication) answer = NULL;
  Card card;

  card_open (&card, "bad-signature", "bad-signature", "bad-signature");
  answer = perform (&card);
  g_assert_cmpint (kiosk_passive_authentication_get_group (answer, 14), ==, KIOSK_GROUP_MATCHES);
  g_assert_false (kiosk_passive_authentication_vouches_for (answer, 14));
  card_close (&card);
}

static void
test_no_sod (void)
{
  g_autoptr (KioskPassiveAuthentication) answer = NULL;
  Card card;

  card_open (&card, "p256", "p256", "p256");
  g_clear_pointer (&card.request.sod, kiosk_secret_unref);
  answer = perform (&card);
  assert_reasons (answer, PASSIVE (NO_SOD));
  g_assert_false (kiosk_passive_authentication_is_signed (answer));
  card_close (&card);
}

/* Without a time of signing, the day of issue decides; without that, today. */
static void
test_day_of_issue (void)
{
  g_autoptr (KioskPassiveAuthentication) answer = NULL;
  Card card;

  card_open (&card, "java/old-no-time", "p256", "java/old-no-time");
  answer = perform (&card);
  assert_reasons (answer, PASSIVE (SIGNER_EXPIRED));
  g_assert_true (kiosk_passive_authentication_is_signed (answer));
  g_assert_false (kiosk_passive_authentication_is_trusted (answer));
  g_clear_object (&answer);

  card.request.issue_date = card.request.now - 2000 * DAY;
  answer = perform (&card);
  assert_reasons (answer, PASSIVE (REMARK_SIGNER_OVER));
  g_assert_true (kiosk_passive_authentication_is_trusted (answer));
  g_clear_object (&answer);

  card.request.issue_date = card.request.now - 3500 * DAY;
  answer = perform (&card);
  assert_reasons (answer, PASSIVE (SIGNER_NOT_YET));
  card_close (&card);
}

/* What was signed says when, and the day of issue does not move it. */
static void
test_time_of_signing_first (void)
{
  g_autoptr (KioskPassiveAuthentication) answer = NULL;
  Card card;

  card_open (&card, "bad-expired", "bad-expired", "bad-expired");
  card.request.issue_date = card.request.now - 200 * DAY;
  answer = perform (&card);
  assert_reasons (answer, PASSIVE (SIGNER_EXPIRED));
  card_close (&card);
}

static void
test_names (void)
{
  g_autoptr (KioskPassiveAuthentication) answer = NULL;
  Card card;

  card_open (&card, "p256", "p256", "p256");
  answer = perform (&card);
  g_assert_cmpstr (kiosk_passive_authentication_get_signer (answer), ==,
                   "CN=Test Document Signer 1,O=Test Issuer,C=VN");
  g_assert_cmpstr (kiosk_passive_authentication_get_issuer (answer), ==,
                   "CN=Test CSCA,O=Test Issuer,C=VN");
  g_assert_cmpstr (kiosk_passive_authentication_get_country (answer), ==, "VN");
  g_clear_object (&answer);
  card_close (&card);

  card_open (&card, "p256", "p256", NULL);
  answer = perform (&card);
  g_assert_null (kiosk_passive_authentication_get_issuer (answer));
  g_assert_null (kiosk_passive_authentication_get_country (answer));
  card_close (&card);
}

static gsize
find (const guint8 *data, gsize length, gconstpointer part, gsize part_length)
{
  const guint8 *found = memmem (data, length, part, part_length);

  g_assert_nonnull (found);

  return (gsize) (found - data);
}

/* Bits of EF.SOD, one at a time. Nobody signs the message's own version and lists, nor the letters' case
 * in the name of the signer; but what was signed, and the certificate, have but one spelling. */
static void
flip_all (const char *profile, gsize step)
{
  Card card;
  g_autofree guint8 *data = NULL;
  g_autoptr (KioskSod) sod = NULL;
  g_autoptr (GBytes) signer = issued_bytes (profile, "DS.der");
  gsize signer_length = g_bytes_get_size (signer);
  gsize content_length = 0, length, at_content, at_signer;
  const guint8 *content;
  guint tried = 0;

  card_open (&card, profile, profile, profile);
  length = kiosk_secret_get_size (card.request.sod);
  data = g_memdup2 (kiosk_secret_get_data (card.request.sod, NULL), length);
  sod = kiosk_sod_parse (data, length, NULL);
  content = kiosk_signed_data_get_content (kiosk_sod_get_signed_data (sod), &content_length);
  at_content = find (data, length, content, content_length);
  at_signer = find (data, length, g_bytes_get_data (signer, NULL), signer_length);
  for (gsize bit = 0; bit < length * 8; bit += step)
    {
      g_autoptr (KioskPassiveAuthentication) answer = NULL;
      gsize byte = bit / 8;

      data[byte] ^= (guint8) (1 << bit % 8);
      kiosk_secret_unref (card.request.sod);
      card.request.sod = kiosk_secret_new (data, length);
      answer = perform (&card);
      data[byte] ^= (guint8) (1 << bit % 8);
      if (byte - at_content >= content_length && byte - at_signer >= signer_length)
        continue;
      g_assert_false (kiosk_passive_authentication_is_trusted (answer));
      tried++;
    }
  g_assert_cmpuint (tried, >, 300);
  card_close (&card);
}

static void
test_flipped_bits (void)
{
  flip_all ("p256", 7);
  flip_all ("rsa", 13);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/trust/passive/sound-cards-are-trusted", test_sound);
  g_test_add_func ("/trust/passive/each-fault-has-its-reason", test_bad);
  g_test_add_func ("/trust/passive/signed-by-a-stranger-is-not-trusted", test_unknown_issuer);
  g_test_add_func ("/trust/passive/a-changed-group-is-found", test_changed_group);
  g_test_add_func ("/trust/passive/groups-not-read-are-not-held-against-it", test_groups_of_a_part);
  g_test_add_func ("/trust/passive/the-holder-is-always-required",
                   test_first_group_always_required);
  g_test_add_func ("/trust/passive/a-key-nobody-signed-for-proves-nothing", test_unlisted_key);
  g_test_add_func ("/trust/passive/a-required-group-must-be-listed", test_required_and_unlisted);
  g_test_add_func ("/trust/passive/a-bad-signature-vouches-for-nothing",
                   test_bad_signature_vouches_for_nothing);
  g_test_add_func ("/trust/passive/without-sod-nothing-is-signed", test_no_sod);
  g_test_add_func ("/trust/passive/the-day-of-issue-stands-in", test_day_of_issue);
  g_test_add_func ("/trust/passive/the-time-of-signing-comes-first", test_time_of_signing_first);
  g_test_add_func ("/trust/passive/names-are-for-technicians", test_names);
  g_test_add_func ("/trust/passive/flipped-bits-are-seen", test_flipped_bits);

  return g_test_run ();
}
