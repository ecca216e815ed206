/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/trust/trust-store.h"
#include "issued.h"

#include <glib/gstdio.h>
#include <openssl/pem.h>
#include <unistd.h>

/* A folder of trust that each test fills, and the moment it asks about. */
typedef struct
{
  char *path;
  gint64 now;
} Folder;

static void
folder_set_up (Folder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  folder->path = g_dir_make_tmp ("trust-XXXXXX", &error);
  g_assert_no_error (error);
  folder->now = g_get_real_time () / G_USEC_PER_SEC;
}

static void
folder_tear_down (Folder *folder, gconstpointer data)
{
  g_autoptr (GDir) directory = g_dir_open (folder->path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder->path, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder->path), ==, 0);
  g_free (folder->path);
}

static void
write_file (const Folder *folder, const char *name, gconstpointer data, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder->path, name, NULL);

  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
put (const Folder *folder, const char *issued, const char *file, const char *name)
{
  g_autoptr (GBytes) bytes = issued_bytes (issued, file);

  write_file (folder, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
append (const Folder *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);
  FILE *file = g_fopen (path, "ab");

  g_assert_nonnull (file);
  g_assert_cmpint (fputc (0, file), ==, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

static KioskTrustStore *
load (const Folder *folder)
{
  g_autoptr (GError) error = NULL;
  KioskTrustStore *store = kiosk_trust_store_load (folder->path, &error);

  g_assert_no_error (error);

  return store;
}

/* "file position reason" of each refusal, in order. */
static void
assert_refusals (KioskTrustStore *store, const char *expected)
{
  GPtrArray *refusals = kiosk_trust_store_get_refusals (store);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < refusals->len; i++)
    {
      KioskTrustRefusal *refusal = g_ptr_array_index (refusals, i);

      g_string_append_printf (found, "%s%s %u %s", i > 0 ? ", " : "", refusal->file,
                              refusal->position,
                              kiosk_trust_refusal_reason_to_word (refusal->reason));
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static KioskIssuerVerdict
ask (const Folder *folder, KioskTrustStore *store, const char *profile)
{
  g_autoptr (X509) signer = issued_certificate (profile, "DS.der");

  return kiosk_trust_store_find_issuer (store, signer, folder->now, NULL);
}

static void
test_every_name (Folder *folder, gconstpointer data)
{
  g_autoptr (KioskTrustStore) store = NULL;
  KioskTrustIssuer *first;

  put (folder, "p256", "CSCA.der", "a.cer");
  put (folder, "p384", "CSCA.der", "b.DER");
  put (folder, "rsa", "CSCA.pem", "c.pem");
  put (folder, "pss", "CSCA.pem", "d.crt");
  put (folder, "brainpool-explicit", "CSCA.der", "e.crt");
  put (folder, "sha1", "CSCA.der", "not-looked-at.txt");
  put (folder, "sha1", "CSCA.der", ".hidden.cer");
  store = load (folder);

  assert_refusals (store, "");
  g_assert_cmpuint (kiosk_trust_store_get_issuers (store)->len, ==, 5);
  first = g_ptr_array_index (kiosk_trust_store_get_issuers (store), 0);
  g_assert_cmpstr (first->file, ==, "a.cer");
  g_assert_cmpstr (first->country, ==, "VN");
  g_assert_cmpstr (first->subject, ==, "CN=Test CSCA,O=Test Issuer,C=VN");
  g_assert_cmpint (first->not_after, >, folder->now);
  g_assert_cmpint (ask (folder, store, "p256"), ==, KIOSK_ISSUER_TRUSTED);
  g_assert_cmpint (ask (folder, store, "pss"), ==, KIOSK_ISSUER_TRUSTED);
  g_assert_cmpint (ask (folder, store, "sha1"), ==, KIOSK_ISSUER_WRONG);
  g_assert_cmpint (ask (folder, store, "java/p256"), ==, KIOSK_ISSUER_UNKNOWN);
}

static void
test_same_twice (Folder *folder, gconstpointer data)
{
  g_autoptr (KioskTrustStore) store = NULL;

  put (folder, "p256", "CSCA.der", "a.cer");
  put (folder, "p256", "CSCA.pem", "b.pem");
  store = load (folder);

  assert_refusals (store, "");
  g_assert_cmpuint (kiosk_trust_store_get_issuers (store)->len, ==, 1);
}

static void
test_many_in_one_file (Folder *folder, gconstpointer data)
{
  g_autoptr (GBytes) one = issued_bytes ("p256", "CSCA.pem");
  g_autoptr (GBytes) other = issued_bytes ("rsa", "CSCA.pem");
  g_autoptr (GString) both = g_string_new (NULL);
  g_autoptr (KioskTrustStore) store = NULL;

  g_string_append_len (both, g_bytes_get_data (one, NULL), (gssize) g_bytes_get_size (one));
  g_string_append_len (both, g_bytes_get_data (other, NULL), (gssize) g_bytes_get_size (other));
  write_file (folder, "both.pem", both->str, both->len);
  store = load (folder);

  assert_refusals (store, "");
  g_assert_cmpuint (kiosk_trust_store_get_issuers (store)->len, ==, 2);
}

static void
test_what_is_refused (Folder *folder, gconstpointer data)
{
  g_autoptr (KioskTrustStore) store = NULL;
  g_autoptr (GBytes) sound = issued_bytes ("p256", "CSCA.der");
  g_autofree guint8 *spoilt = g_memdup2 (g_bytes_get_data (sound, NULL), g_bytes_get_size (sound));
  g_autofree char *path = g_build_filename (folder->path, "loop.cer", NULL);

  put (folder, "p256", "CSCA.der", "longer.cer");
  append (folder, "longer.cer");
  spoilt[g_bytes_get_size (sound) - 1] ^= 1;
  put (folder, "p256", "DS.der", "signer.cer");
  put (folder, "bad-issuer-curve", "CSCA.der", "curve.cer");
  put (folder, "renewed", "LINK.der", "link.cer");
  write_file (folder, "empty.cer", "", 0);
  write_file (folder, "spoilt.cer", spoilt, g_bytes_get_size (sound));
  write_file (folder, "text.pem", "-----BEGIN CERTIFICATE-----\n", 28);
  write_file (folder, "cut.cer", g_bytes_get_data (sound, NULL), g_bytes_get_size (sound) - 1);
  g_assert_cmpint (symlink ("loop.cer", path), ==, 0);
  store = load (folder);

  assert_refusals (
      store,
      "cut.cer 0 malformed, empty.cer 0 malformed, longer.cer 0 malformed, loop.cer 0 unreadable, "
      "text.pem 0 malformed, curve.cer 0 home-made-curve, signer.cer 0 not-an-issuer, "
      "link.cer 0 link-unknown, spoilt.cer 0 signature");
  g_assert_cmpuint (kiosk_trust_store_get_issuers (store)->len, ==, 0);
}

/* A refused file takes nothing from the others. */
static void
test_the_rest_counts (Folder *folder, gconstpointer data)
{
  g_autoptr (KioskTrustStore) store = NULL;

  write_file (folder, "a.cer", "none", 4);
  put (folder, "p256", "CSCA.der", "b.cer");
  store = load (folder);

  assert_refusals (store, "a.cer 0 malformed");
  g_assert_cmpint (ask (folder, store, "p256"), ==, KIOSK_ISSUER_TRUSTED);
}

static void
test_large_file (Folder *folder, gconstpointer data)
{
  g_autofree char *large = g_malloc0 (9 * 1024 * 1024);
  g_autoptr (KioskTrustStore) store = NULL;

  write_file (folder, "large.cer", large, 9 * 1024 * 1024);
  store = load (folder);

  assert_refusals (store, "large.cer 0 unreadable");
}

static void
test_no_folder (Folder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder->path, "not-there", NULL);
  KioskTrustStore *store = kiosk_trust_store_load (path, &error);

  g_assert_error (error, KIOSK_TRUST_STORE_ERROR, KIOSK_TRUST_STORE_ERROR_UNREADABLE);
  g_assert_null (store);
}

static void
check_renewal (Folder *folder, const char *profile, KioskIssuerVerdict without)
{
  g_autoptr (KioskTrustStore) old = NULL;
  g_autoptr (KioskTrustStore) linked = NULL;

  put (folder, profile, "CSCA.der", "old.cer");
  old = load (folder);
  g_assert_cmpint (ask (folder, old, profile), ==, without);

  put (folder, profile, "LINK.der", "a-link.cer");
  linked = load (folder);
  assert_refusals (linked, "");
  g_assert_cmpuint (kiosk_trust_store_get_issuers (linked)->len, ==, 2);
  g_assert_cmpint (ask (folder, linked, profile), ==, KIOSK_ISSUER_TRUSTED);
}

static void
test_link (Folder *folder, gconstpointer data)
{
  check_renewal (folder, "renewed", KIOSK_ISSUER_WRONG);
  check_renewal (folder, "renamed", KIOSK_ISSUER_UNKNOWN);
}

/* The link says nothing when the key that signed it is not trusted, whatever stands beside it. */
static void
test_link_of_another (Folder *folder, gconstpointer data)
{
  g_autoptr (KioskTrustStore) store = NULL;

  put (folder, "p256", "CSCA.der", "other.cer");
  put (folder, "renewed", "LINK.der", "link.cer");
  store = load (folder);

  assert_refusals (store, "link.cer 0 link-unknown");
  g_assert_cmpint (ask (folder, store, "renewed"), ==, KIOSK_ISSUER_WRONG);
}

static void
test_good_list (Folder *folder, gconstpointer data)
{
  g_autoptr (KioskTrustStore) store = NULL;
  KioskTrustIssuer *listed;

  put (folder, "lists/good", "CSCA.der", "lists.cer");
  put (folder, "lists/good", "list.ml", "list.ml");
  store = load (folder);

  assert_refusals (store, "");
  g_assert_cmpuint (kiosk_trust_store_get_issuers (store)->len, ==, 3);
  listed = g_ptr_array_index (kiosk_trust_store_get_issuers (store), 1);
  g_assert_cmpstr (listed->file, ==, "list.ml");
  g_assert_cmpint (ask (folder, store, "p384"), ==, KIOSK_ISSUER_TRUSTED);
  g_assert_cmpint (ask (folder, store, "brainpool-explicit"), ==, KIOSK_ISSUER_TRUSTED);
  g_assert_cmpint (ask (folder, store, "p256"), ==, KIOSK_ISSUER_WRONG);
}

/* The list of the test before, without the certificate that its signer comes from. */
static void
test_list_without_country (Folder *folder, gconstpointer data)
{
  g_autoptr (KioskTrustStore) store = NULL;

  put (folder, "lists/good", "list.ml", "list.ml");
  put (folder, "p256", "CSCA.der", "other.cer");
  store = load (folder);

  assert_refusals (store, "list.ml 0 list-signer");
  g_assert_cmpint (ask (folder, store, "p384"), ==, KIOSK_ISSUER_WRONG);
}

static const struct
{
  const char *folder, *refusals;
} bad_lists[] = {
  { "lists/bad-signature", "list.ml 0 signature" }, { "lists/bad-signer", "list.ml 0 list-signer" },
  { "lists/bad-purpose", "list.ml 0 list-signer" }, { "lists/bad-type", "list.ml 0 malformed" },
  { "lists/bad-expired", "list.ml 0 list-signer" }, { "lists/bad-version", "list.ml 0 malformed" },
  { "lists/bad-unsigned", "list.ml 0 malformed" },  { "lists/bad-garbage", "list.ml 0 malformed" },
};

static void
test_bad_lists (Folder *folder, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_lists); i++)
    {
      g_autoptr (KioskTrustStore) store = NULL;

      g_test_message ("%s", bad_lists[i].folder);
      put (folder, bad_lists[i].folder, "CSCA.der", "lists.cer");
      put (folder, bad_lists[i].folder, "list.ml", "list.ml");
      store = load (folder);
      assert_refusals (store, bad_lists[i].refusals);
      g_assert_cmpuint (kiosk_trust_store_get_issuers (store)->len, ==, 1);
    }
}

static void
test_list_by_listed (Folder *folder, gconstpointer data)
{
  g_autoptr (KioskTrustStore) store = NULL;

  put (folder, "lists/bad-by-another", "CSCA.der", "lists.cer");
  put (folder, "lists/bad-by-another", "list.ml", "a.ml");
  put (folder, "lists/bad-by-another", "second.ml", "b.ml");
  store = load (folder);

  assert_refusals (store, "b.ml 0 list-signer");
  g_assert_cmpuint (kiosk_trust_store_get_issuers (store)->len, ==, 2);
}

static void
test_mixed_list (Folder *folder, gconstpointer data)
{
  g_autoptr (KioskTrustStore) store = NULL;

  put (folder, "lists/mixed", "CSCA.der", "lists.cer");
  put (folder, "lists/mixed", "list.ml", "list.ml");
  store = load (folder);

  assert_refusals (store,
                   "list.ml 3 malformed, list.ml 2 not-an-issuer, list.ml 5 home-made-curve, "
                   "list.ml 4 signature");
  g_assert_cmpuint (kiosk_trust_store_get_issuers (store)->len, ==, 2);
  g_assert_cmpint (ask (folder, store, "p384"), ==, KIOSK_ISSUER_TRUSTED);
}

/* All the namesakes of a country are tried, and the one that signed is found. */
static void
test_namesakes (Folder *folder, gconstpointer data)
{
  static const char *const profiles[] = { "p256", "p384", "brainpool", "rsa", "sha224" };
  g_autoptr (KioskTrustStore) store = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autofree char *name = g_strconcat (profiles[i], ".cer", NULL);

      put (folder, profiles[i], "CSCA.der", name);
    }
  store = load (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr (X509) signer = issued_certificate (profiles[i], "DS.der");
      g_autofree char *name = g_strconcat (profiles[i], ".cer", NULL);
      const KioskTrustIssuer *issuer = NULL;

      g_assert_cmpint (kiosk_trust_store_find_issuer (store, signer, folder->now, &issuer), ==,
                       KIOSK_ISSUER_TRUSTED);
      g_assert_cmpstr (issuer->file, ==, name);
    }
}

static void
test_days_of_the_country (Folder *folder, gconstpointer data)
{
  g_autoptr (X509) signer = issued_certificate ("p256", "DS.der");
  g_autoptr (KioskTrustStore) store = NULL;
  const gint64 year = 366 * 24 * 3600;

  put (folder, "p256", "CSCA.der", "a.cer");
  store = load (folder);
  g_assert_cmpint (kiosk_trust_store_find_issuer (store, signer, folder->now, NULL), ==,
                   KIOSK_ISSUER_TRUSTED);
  g_assert_cmpint (kiosk_trust_store_find_issuer (store, signer, folder->now - 2 * year, NULL), ==,
                   KIOSK_ISSUER_EXPIRED);
  g_assert_cmpint (kiosk_trust_store_find_issuer (store, signer, folder->now + 11 * year, NULL), ==,
                   KIOSK_ISSUER_EXPIRED);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/trust/store/" name, Folder, NULL, folder_set_up, test, folder_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("certificates-are-found-by-their-names", test_every_name);
  ADD ("the-same-certificate-counts-once", test_same_twice);
  ADD ("one-file-may-hold-many", test_many_in_one_file);
  ADD ("what-is-refused-is-told-why", test_what_is_refused);
  ADD ("a-refused-file-takes-nothing-from-the-others", test_the_rest_counts);
  ADD ("a-large-file-is-not-read", test_large_file);
  ADD ("no-folder-is-an-error", test_no_folder);
  ADD ("a-link-is-worth-what-signed-it", test_link);
  ADD ("a-link-of-another-country-is-worth-nothing", test_link_of_another);
  ADD ("a-list-brings-its-countries", test_good_list);
  ADD ("a-list-without-its-country-brings-none", test_list_without_country);
  ADD ("bad-lists-bring-none", test_bad_lists);
  ADD ("a-list-does-not-vouch-for-a-list", test_list_by_listed);
  ADD ("what-is-no-country-in-a-list-is-left-out", test_mixed_list);
  ADD ("the-right-one-of-namesakes-is-found", test_namesakes);
  ADD ("a-country-signs-in-its-days", test_days_of_the_country);

  return g_test_run ();
}
