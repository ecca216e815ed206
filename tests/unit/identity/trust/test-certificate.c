/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/trust/certificate.h"
#include "identity/trust/chain.h"
#include "issued.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

static const struct
{
  const char *folder, *file;
  KioskKeyVerdict verdict;
} keys[] = {
  { "p256", "DS.der", KIOSK_KEY_SOUND },
  { "p384", "CSCA.der", KIOSK_KEY_SOUND },
  { "brainpool", "DS.der", KIOSK_KEY_SOUND },
  { "brainpool-explicit", "DS.der", KIOSK_KEY_SOUND },
  { "brainpool512", "CSCA.der", KIOSK_KEY_SOUND },
  { "java/brainpool-explicit", "CSCA.der", KIOSK_KEY_SOUND },
  { "java/brainpool-explicit", "DS.der", KIOSK_KEY_SOUND },
  { "rsa", "DS.der", KIOSK_KEY_SOUND },
  { "pss-key", "DS.der", KIOSK_KEY_SOUND },
  { "bad-weak", "DS.der", KIOSK_KEY_WEAK },
  { "bad-old-curve", "DS.der", KIOSK_KEY_UNSUPPORTED },
  { "bad-curve", "DS.der", KIOSK_KEY_HOME_MADE_CURVE },
  { "bad-issuer-curve", "CSCA.der", KIOSK_KEY_HOME_MADE_CURVE },
};

static void
test_keys (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (X509) certificate = issued_certificate (keys[i].folder, keys[i].file);

      g_test_message ("%s/%s", keys[i].folder, keys[i].file);
      g_assert_cmpint (kiosk_certificate_judge_key (certificate), ==, keys[i].verdict);
    }
}

/* Whether the profiles are what they say: a curve spelt out would be no test if it were named. */
static void
test_profiles_spell_curves_out (void)
{
  static const char *const folders[]
      = { "brainpool-explicit", "java/brainpool-explicit", "bad-curve" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (X509) certificate = issued_certificate (folders[i], "DS.der");
      X509_ALGOR *algorithm = NULL;
      int type = 0;

      g_assert_true (X509_PUBKEY_get0_param (NULL, NULL, NULL, &algorithm,
                                             X509_get_X509_PUBKEY (certificate)));
      X509_ALGOR_get0 (NULL, &type, NULL, algorithm);
      g_assert_cmpint (type, ==, V_ASN1_SEQUENCE);
    }
}

static const struct
{
  const char *folder, *file;
  gboolean cards, lists, certificates;
} purposes[] = {
  { "p256", "DS.der", TRUE, FALSE, FALSE },
  { "p256", "CSCA.der", FALSE, FALSE, TRUE },
  { "renewed", "LINK.der", FALSE, FALSE, TRUE },
  { "bad-purpose", "DS.der", FALSE, TRUE, FALSE },
  { "bad-signer-is-country", "DS.der", FALSE, FALSE, TRUE },
  { "bad-signer-is-authority", "DS.der", FALSE, FALSE, FALSE },
  { "bad-signer-of-certificates", "DS.der", FALSE, FALSE, FALSE },
};

static void
test_purposes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (purposes); i++)
    {
      g_autoptr (X509) certificate = issued_certificate (purposes[i].folder, purposes[i].file);

      g_assert_cmpint (kiosk_certificate_may_sign (certificate, KIOSK_SIGNS_CARDS), ==,
                       purposes[i].cards);
      g_assert_cmpint (kiosk_certificate_may_sign (certificate, KIOSK_SIGNS_LISTS), ==,
                       purposes[i].lists);
      g_assert_cmpint (kiosk_certificate_may_sign (certificate, KIOSK_SIGNS_CERTIFICATES), ==,
                       purposes[i].certificates);
    }
}

static void
test_signatures (void)
{
  g_autoptr (X509) sound = issued_certificate ("pss", "DS.der");
  g_autoptr (X509) legacy = issued_certificate ("sha1", "DS.der");
  g_autoptr (X509) broken = issued_certificate ("bad-digest", "DS.der");
  gboolean sha1 = TRUE;

  g_assert_true (kiosk_certificate_signature_known (sound, &sha1));
  g_assert_false (sha1);
  g_assert_true (kiosk_certificate_signature_known (legacy, &sha1));
  g_assert_true (sha1);
  g_assert_false (kiosk_certificate_signature_known (broken, &sha1));
}

static void
test_days (void)
{
  g_autoptr (X509) certificate = issued_certificate ("p256", "DS.der");
  gint64 last = kiosk_certificate_get_not_after (certificate);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_cmpint (last, >, now + 3600LL * 24 * 3000);
  g_assert_cmpint (kiosk_certificate_compare_time (certificate, now), ==, 0);
  g_assert_cmpint (kiosk_certificate_compare_time (certificate, last - 1), ==, 0);
  g_assert_cmpint (kiosk_certificate_compare_time (certificate, last + 1), >, 0);
  g_assert_cmpint (kiosk_certificate_compare_time (certificate, now - 3600LL * 24 * 301), <, 0);
  g_assert_cmpint (kiosk_certificate_compare_time (certificate, 0), <, 0);
}

/* Whom a certificate claims is what anybody can write; who signed it is not. */
static void
test_claims (void)
{
  g_autoptr (X509) country = issued_certificate ("p256", "CSCA.der");
  g_autoptr (X509) signer = issued_certificate ("p256", "DS.der");
  g_autoptr (X509) namesake = issued_certificate ("bad-issuer", "CSCA.der");

  g_assert_true (kiosk_certificate_claims_issuer (signer, country));
  g_assert_true (kiosk_chain_is_issued_by (signer, country));
  g_assert_true (kiosk_chain_is_issued_by (country, country));
  g_assert_false (kiosk_certificate_claims_issuer (signer, namesake));
  g_assert_false (kiosk_chain_is_issued_by (signer, namesake));
  g_assert_false (kiosk_chain_is_issued_by (country, signer));
}

static X509 *
new_named (const char *name, int type, const char *country)
{
  X509 *certificate = X509_new ();
  X509_NAME *subject = X509_get_subject_name (certificate);

  X509_NAME_add_entry_by_txt (subject, "C", MBSTRING_ASC, (const guint8 *) country, -1, -1, 0);
  X509_NAME_add_entry_by_txt (subject, "CN", type, (const guint8 *) name, -1, -1, 0);

  return certificate;
}

/* Names are a stranger's: they may break neither a line of the log nor UTF-8. */
static void
test_names_are_harmless (void)
{
  g_autoptr (X509) plain = new_named ("Vi\xe1\xbb\x87t Nam", MBSTRING_UTF8, "vn");
  g_autoptr (X509) lines = new_named ("a\nb\x1b[2J", MBSTRING_ASC, "V\n");
  g_autoptr (X509) broken = new_named ("\xff\xfe", V_ASN1_UTF8STRING, "VN");
  g_autofree char *plain_name = kiosk_certificate_dup_subject (plain);
  g_autofree char *plain_country = kiosk_certificate_dup_country (plain);
  g_autofree char *lines_name = kiosk_certificate_dup_subject (lines);
  g_autofree char *lines_country = kiosk_certificate_dup_country (lines);
  g_autofree char *broken_name = kiosk_certificate_dup_subject (broken);

  g_assert_cmpstr (plain_name, ==, "CN=Vi\xe1\xbb\x87t Nam,C=vn");
  g_assert_cmpstr (plain_country, ==, "VN");
  g_assert_null (strpbrk (lines_name, "\n\x1b"));
  g_assert_null (lines_country);
  g_assert_true (g_utf8_validate (broken_name, -1, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/trust/certificate/keys-are-judged", test_keys);
  g_test_add_func ("/trust/certificate/the-profiles-spell-their-curves-out",
                   test_profiles_spell_curves_out);
  g_test_add_func ("/trust/certificate/each-signs-its-own-kind", test_purposes);
  g_test_add_func ("/trust/certificate/broken-hashes-are-known", test_signatures);
  g_test_add_func ("/trust/certificate/days-have-two-ends", test_days);
  g_test_add_func ("/trust/certificate/a-claim-is-no-signature", test_claims);
  g_test_add_func ("/trust/certificate/names-are-harmless", test_names_are_harmless);

  return g_test_run ();
}
