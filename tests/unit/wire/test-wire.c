/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/digest.h"
#include "base/encode.h"
#include "base/signature.h"
#include "wire/acknowledgement.h"
#include "wire/canonical.h"
#include "wire/digests.h"
#include "wire/event.h"
#include "wire/manifest.h"
#include "wire/problem.h"
#include "wire/strict.h"

#include <string.h>

#define ID "0193a5b0-7c1e-7000-8000-0123456789ab"
#define DIGEST_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define DIGEST_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

/* The one spelling of make_manifest(), written down by hand. */
#define KNOWN                                                                                      \
  "{\"assurance\":\"qr\",\"boot_id\":\"9a1f\",\"clock\":\"synchronised\","                         \
  "\"created\":\"2026-11-25T09:41:00+07:00\",\"device\":\"KIOSK7\",\"device_kid\":\"0a0b0c0d\","   \
  "\"id\":\"" ID "\",\"intake_kid\":\"01020304\",\"monotonic\":123456789,\"parts\":["              \
  "{\"chunks\":[\"" DIGEST_A "\"],\"kind\":\"dossier\",\"size\":4000},"                            \
  "{\"chunks\":[\"" DIGEST_B "\",\"" DIGEST_A "\"],\"kind\":\"page\",\"size\":1048580}],"          \
  "\"procedure\":\"1.001193\",\"procedure_version\":3,\"provisional\":\"KIOSK7-261125-0012\","     \
  "\"sealed_key\":\"" SEALED "\",\"sequence\":12,\"tenant\":\"H99.018.02\",\"v\":1}"
#define SEALED                                                                                     \
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"   \
  "AAAAAAAAAAAAAAA="

static GBytes *
text_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static char *
bytes_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static KioskManifest *
make_manifest (void)
{
  static const guint8 zeros[80];
  KioskManifest *manifest = kiosk_manifest_new ();
  KioskManifestPart *part;

  manifest->id = g_strdup (ID);
  manifest->device = g_strdup ("KIOSK7");
  manifest->sequence = 12;
  manifest->tenant = g_strdup ("H99.018.02");
  manifest->provisional = g_strdup ("KIOSK7-261125-0012");
  manifest->procedure = g_strdup ("1.001193");
  manifest->procedure_version = 3;
  manifest->assurance = g_strdup ("qr");
  manifest->created = g_strdup ("2026-11-25T09:41:00+07:00");
  manifest->clock = g_strdup ("synchronised");
  manifest->boot_id = g_strdup ("9a1f");
  manifest->monotonic = 123456789;
  manifest->intake_kid = g_strdup ("01020304");
  manifest->device_kid = g_strdup ("0a0b0c0d");
  manifest->sealed_key = g_bytes_new_static (zeros, sizeof zeros);

  part = kiosk_manifest_add_part (manifest, "dossier", 4000);
  g_ptr_array_add (part->chunks, g_strdup (DIGEST_A));
  part = kiosk_manifest_add_part (manifest, "page", 1048580);
  g_ptr_array_add (part->chunks, g_strdup (DIGEST_B));
  g_ptr_array_add (part->chunks, g_strdup (DIGEST_A));

  return manifest;
}

static void
test_manifest_known_spelling (void)
{
  g_autoptr (KioskManifest) manifest = make_manifest ();
  g_autoptr (GBytes) bytes = kiosk_manifest_write (manifest);
  g_autofree char *text = bytes_text (bytes);

  g_assert_cmpstr (text, ==, KNOWN);
}

static void
test_manifest_comes_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = text_bytes (KNOWN);
  g_autoptr (KioskManifest) manifest = kiosk_manifest_parse (bytes, &error);
  g_autoptr (GPtrArray) chunks = NULL;
  KioskManifestPart *page;

  g_assert_no_error (error);
  g_assert_cmpstr (manifest->id, ==, ID);
  g_assert_cmpuint (manifest->sequence, ==, 12);
  g_assert_cmpuint (manifest->parts->len, ==, 2);
  page = g_ptr_array_index (manifest->parts, 1);
  g_assert_cmpstr (page->kind, ==, "page");
  g_assert_cmpuint (page->size, ==, 1048580);
  g_assert_cmpuint (g_bytes_get_size (manifest->sealed_key), ==, 80);

  chunks = kiosk_manifest_list_chunks (manifest);
  g_assert_cmpuint (chunks->len, ==, 2);
}

typedef struct
{
  const char *name, *from, *to;
  KioskWireError code;
} Change;

static const Change changes[] = {
  { "a space", "\"v\":1", "\"v\": 1", KIOSK_WIRE_ERROR_MALFORMED },
  { "an unknown member", "\"v\":1", "\"v\":1,\"w\":2", KIOSK_WIRE_ERROR_MALFORMED },
  { "a member twice", "\"v\":1", "\"tenant\":\"H99.018.02\",\"v\":1", KIOSK_WIRE_ERROR_MALFORMED },
  { "members out of order", "\"sequence\":12,\"tenant\":\"H99.018.02\"",
    "\"tenant\":\"H99.018.02\",\"sequence\":12", KIOSK_WIRE_ERROR_MALFORMED },
  { "an escape that is not the shortest", "KIOSK7\",\"device_kid", "KIOSK\\u0037\",\"device_kid",
    KIOSK_WIRE_ERROR_MALFORMED },
  { "a newer version", "\"v\":1", "\"v\":2", KIOSK_WIRE_ERROR_VERSION },
  { "a fraction", "\"sequence\":12", "\"sequence\":12.0", KIOSK_WIRE_ERROR_MALFORMED },
  { "a negative count", "\"sequence\":12", "\"sequence\":-12", KIOSK_WIRE_ERROR_MALFORMED },
  { "a count past 2^53", "\"sequence\":12", "\"sequence\":9007199254740993",
    KIOSK_WIRE_ERROR_MALFORMED },
  { "a count past 2^64", "\"sequence\":12", "\"sequence\":99999999999999999999",
    KIOSK_WIRE_ERROR_MALFORMED },
  { "a path for a device", "\"device\":\"KIOSK7\"", "\"device\":\"../etc\"",
    KIOSK_WIRE_ERROR_MALFORMED },
  { "an id in capitals", "0123456789ab", "0123456789AB", KIOSK_WIRE_ERROR_MALFORMED },
  { "no dossier", "\"kind\":\"dossier\"", "\"kind\":\"page\"", KIOSK_WIRE_ERROR_MALFORMED },
  { "two dossiers", "\"kind\":\"page\"", "\"kind\":\"dossier\"", KIOSK_WIRE_ERROR_MALFORMED },
  { "fewer chunks than bytes need", "1048580", "2097153", KIOSK_WIRE_ERROR_MALFORMED },
  { "a short digest", "\"" DIGEST_B "\"", "\"bbbb\"", KIOSK_WIRE_ERROR_MALFORMED },
  { "a short sealed key", SEALED, "AAAA", KIOSK_WIRE_ERROR_MALFORMED },
  { "no moment", "2026-11-25T09:41:00+07:00", "25/11/2026 09:41 at noon",
    KIOSK_WIRE_ERROR_MALFORMED },
  { "a comment", "{\"assurance\"", "/* */{\"assurance\"", KIOSK_WIRE_ERROR_MALFORMED },
  { "a missing member", "\"boot_id\":\"9a1f\",", "", KIOSK_WIRE_ERROR_MALFORMED },
};

static void
test_manifest_has_one_spelling (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) text = g_string_new (KNOWN);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (KioskManifest) manifest = NULL;

      g_test_message ("%s", changes[i].name);
      g_assert_cmpuint (g_string_replace (text, changes[i].from, changes[i].to, 1), ==, 1);
      bytes = text_bytes (text->str);
      manifest = kiosk_manifest_parse (bytes, &error);
      g_assert_null (manifest);
      g_assert_error (error, KIOSK_WIRE_ERROR, (int) changes[i].code);
    }
}

static void
test_envelope_carries_exact_bytes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) manifest = text_bytes (KNOWN);
  guint8 raw[KIOSK_SIGNATURE_SIZE] = { 7 };
  g_autoptr (GBytes) signature = g_bytes_new (raw, sizeof raw);
  g_autoptr (GBytes) body = kiosk_envelope_write (manifest, signature);
  g_autoptr (GBytes) manifest_back = NULL;
  g_autoptr (GBytes) signature_back = NULL;
  g_autoptr (GBytes) portal = text_bytes ("<html>Welcome to the hotel</html>");
  g_autoptr (GBytes) none = NULL;

  g_assert_true (kiosk_envelope_parse (body, &manifest_back, &signature_back, &error));
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (manifest, manifest_back));
  g_assert_true (g_bytes_equal (signature, signature_back));
  g_assert_false (kiosk_acknowledgement_parse_body (body, &none, &none, NULL));
  g_assert_false (kiosk_acknowledgement_parse_body (portal, &none, &none, &error));
  g_assert_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED);
}

typedef struct
{
  KioskSigningKey *key;
  GPtrArray *keys;
  GBytes *manifest;
  GBytes *receipt;
  GBytes *signature;
} Signed;

static void
signed_set_up (Signed *s, gconstpointer data)
{
  guint8 raw[KIOSK_SIGNATURE_SIZE];
  g_autofree char *digest = NULL;
  KioskAcknowledgement ack = { 0 };

  s->key = kiosk_signing_key_generate ();
  s->keys = g_ptr_array_new ();
  g_ptr_array_add (s->keys, s->key);
  s->manifest = text_bytes (KNOWN);
  digest = kiosk_sha256_hex (KNOWN, strlen (KNOWN));
  ack.id = (char *) ID;
  ack.manifest_sha256 = digest;
  ack.device = (char *) "KIOSK7";
  ack.tenant = (char *) "H99.018.02";
  ack.received_at = (char *) "2026-11-25T02:41:05Z";
  ack.kid = (char *) kiosk_signing_key_get_id (s->key);
  s->receipt = kiosk_acknowledgement_write (&ack);
  g_assert_true (kiosk_signing_key_sign (s->key, g_bytes_get_data (s->receipt, NULL),
                                         g_bytes_get_size (s->receipt), raw));
  s->signature = g_bytes_new (raw, sizeof raw);
}

static void
signed_tear_down (Signed *s, gconstpointer data)
{
  g_ptr_array_unref (s->keys);
  kiosk_signing_key_unref (s->key);
  g_bytes_unref (s->manifest);
  g_bytes_unref (s->receipt);
  g_bytes_unref (s->signature);
}

static void
test_receipt_verifies (Signed *s, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = kiosk_acknowledgement_body (s->receipt, s->signature);
  g_autoptr (GBytes) receipt = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (KioskAcknowledgement) ack = NULL;

  g_assert_true (kiosk_acknowledgement_parse_body (body, &receipt, &signature, &error));
  ack = kiosk_acknowledgement_verify (receipt, signature, s->keys, ID, s->manifest, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ack->received_at, ==, "2026-11-25T02:41:05Z");
  g_assert_cmpstr (ack->device, ==, "KIOSK7");
}

static void
test_receipt_of_another_is_refused (Signed *s, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) other = text_bytes (KNOWN " ");

  g_assert_null (
      kiosk_acknowledgement_verify (s->receipt, s->signature, s->keys, ID, other, &error));
  g_assert_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (kiosk_acknowledgement_verify (s->receipt, s->signature, s->keys,
                                               "0193a5b0-7c1e-7000-8000-0123456789ac", s->manifest,
                                               &error));
  g_assert_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_REFUSED);
}

static void
test_receipt_changed_or_unsigned_is_refused (Signed *s, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autoptr (KioskSigningKey) other = kiosk_signing_key_generate ();
  g_autofree char *text = bytes_text (s->receipt);
  g_autoptr (GBytes) changed = NULL;

  *strstr (text, "02:41:05") = '1';
  changed = text_bytes (text);
  g_assert_null (
      kiosk_acknowledgement_verify (changed, s->signature, s->keys, ID, s->manifest, &error));
  g_assert_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_REFUSED);
  g_clear_error (&error);

  g_ptr_array_add (others, other);
  g_assert_null (
      kiosk_acknowledgement_verify (s->receipt, s->signature, others, ID, s->manifest, &error));
  g_assert_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_REFUSED);
}

static void
test_events_come_back_in_order (void)
{
  g_autoptr (GError) error = NULL;
  KioskEvent first
      = { 4, (char *) ID, (char *) "received", NULL, 0, (char *) "2026-11-25T02:41:05Z" };
  KioskEvent second = { 5,
                        (char *) ID,
                        (char *) "numbered",
                        (char *) "H99.018.02-261125-0001",
                        2,
                        (char *) "2026-11-25T02:41:06Z" };
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) turned = NULL;

  g_ptr_array_add (events, &first);
  g_ptr_array_add (events, &second);
  body = kiosk_events_write (events);
  back = kiosk_events_parse (body, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->len, ==, 2);
  g_assert_null (((KioskEvent *) back->pdata[0])->official);
  g_assert_cmpstr (((KioskEvent *) back->pdata[1])->official, ==, "H99.018.02-261125-0001");
  g_assert_cmpint (((KioskEvent *) back->pdata[1])->status, ==, 2);

  g_ptr_array_index (events, 0) = &second;
  g_ptr_array_index (events, 1) = &first;
  turned = kiosk_events_write (events);
  g_assert_null (kiosk_events_parse (turned, &error));
  g_assert_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED);
}

static void
test_problem_names_missing_chunks (void)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (missing, (gpointer) DIGEST_B);
  body = kiosk_problem_write (KIOSK_PROBLEM_TYPE_MISSING_CHUNKS, 409, "send these", missing);
  text = bytes_text (body);
  g_assert_cmpstr (text, ==,
                   "{\"detail\":\"send these\",\"missing\":[\"" DIGEST_B "\"],\"status\":409,"
                   "\"type\":\"urn:motcua:problem:missing-chunks\"}");
  g_assert_cmpint (kiosk_problem_parse (body, &back), ==, KIOSK_PROBLEM_TYPE_MISSING_CHUNKS);
  g_assert_cmpuint (back->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (back, 0), ==, DIGEST_B);
}

static void
test_every_problem_type_comes_back (void)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();

  g_ptr_array_add (missing, (gpointer) DIGEST_B);
  for (guint i = KIOSK_PROBLEM_TYPE_UNKNOWN; i <= KIOSK_PROBLEM_TYPE_FORBIDDEN; i++)
    {
      g_autoptr (GBytes) body = kiosk_problem_write (i, 400, NULL, missing);

      g_assert_cmpuint (kiosk_problem_parse (body, NULL), ==, i);
    }
}

static void
test_what_is_no_problem_is_unknown (void)
{
  const char *bodies[] = { "",
                           "<html>",
                           "[]",
                           "{\"type\":5}",
                           "{\"type\":\"urn:other\"}",
                           "{\"type\":\"urn:motcua:problem:missing-chunks\"}",
                           "{\"type\":\"urn:motcua:problem:missing-chunks\",\"missing\":[1]}" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = text_bytes (bodies[i]);
      GPtrArray *missing = (GPtrArray *) -1;

      g_assert_cmpint (kiosk_problem_parse (body, &missing), ==, KIOSK_PROBLEM_TYPE_UNKNOWN);
      g_assert_null (missing);
    }
}

static void
test_digest_list_is_bounded (void)
{
  g_autoptr (GPtrArray) digests = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < KIOSK_DIGESTS_MAX; i++)
    g_ptr_array_add (digests, (gpointer) DIGEST_A);

  {
    g_autoptr (GBytes) body = kiosk_digests_write ("chunks", digests);
    g_autoptr (GPtrArray) back = kiosk_digests_parse (body, "chunks", &error);

    g_assert_no_error (error);
    g_assert_cmpuint (back->len, ==, KIOSK_DIGESTS_MAX);
  }

  g_ptr_array_add (digests, (gpointer) DIGEST_A);
  {
    g_autoptr (GBytes) body = kiosk_digests_write ("chunks", digests);

    g_assert_null (kiosk_digests_parse (body, "chunks", &error));
    g_assert_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED);
  }
}

/* RFC 8785 §3.2.3, its example of sorting (values shortened), and §3.2.2.2 of escaping. */
static void
test_canonical_sorts_by_utf16 (void)
{
  const char *json = "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,"
                     "\"\\u0080\":6,\"\\u00f6\":7}";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = kiosk_strict_parse (json, strlen (json), 4, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  bytes = kiosk_canonical_write (node, &error);
  g_assert_no_error (error);
  text = bytes_text (bytes);
  g_assert_cmpstr (text, ==,
                   "{\"\\r\":2,\"1\":4,\"\xc2\x80\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\xef\xac\xb3\":3}");
}

static void
test_canonical_escapes_shortest (void)
{
  const char *json = "[\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/"
                     "\\b\\t\\f\\r\\u007f\",null,true,false,-5]";
  g_autoptr (JsonNode) node = kiosk_strict_parse (json, strlen (json), 4, NULL);
  g_autoptr (GBytes) bytes = kiosk_canonical_write (node, NULL);
  g_autofree char *text = bytes_text (bytes);

  g_assert_cmpstr (text, ==,
                   "[\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\t\\f\\r\x7f\",null,true,false,-5]");
}

static void
test_canonical_refuses_fractions (void)
{
  g_autoptr (JsonNode) node = kiosk_strict_parse ("[0.5]", 5, 4, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_canonical_write (node, &error));
  g_assert_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED);
}

static void
test_strict_refuses_what_is_not_json (void)
{
  const char *texts[] = {
    "",
    " ",
    "{",
    "}",
    "[1,]",
    "[,1]",
    "{\"a\":1,}",
    "{a:1}",
    "{'a':1}",
    "[1 2]",
    "01",
    "+1",
    "1.",
    ".5",
    "1e",
    "1e999",
    "tru",
    "nul",
    "\"",
    "\"\\x\"",
    "\"\\u12\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\ud800\\u0041\"",
    "\"\\udc00\"",
    "\"\t\"",
    "[1]x",
    "// c\n1",
    "[1]/**/",
    "\xef\xbb\xbf[]",
    "\"\xc0\xaf\"",
    "\"\xed\xa0\x80\"",
    "[[[[[1]]]]]",
    "NaN",
    "-",
    "1111111111111111111111111",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("text %" G_GSIZE_FORMAT, i);
      g_assert_false (kiosk_strict_check (texts[i], strlen (texts[i]), 4, &error));
      g_assert_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED);
    }
  g_assert_false (kiosk_strict_check ("[\"a\0b\"]", 8, 4, NULL));
  g_assert_false (kiosk_strict_check (NULL, 0, 4, NULL));
}

static void
test_strict_lets_json_pass (void)
{
  const char *texts[] = { "0",
                          "-0",
                          "1.5e-3",
                          " [ ] ",
                          "{}",
                          "[[[[1]]]]",
                          "\"\\ud83d\\ude00\"",
                          "{\"a\":{\"b\":[true,false,null]}}",
                          "\"Đặng Thị Ổi\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) error = NULL;

      node = kiosk_strict_parse (texts[i], strlen (texts[i]), 4, &error);
      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
}

static void
test_strict_survives_a_million_brackets (void)
{
  g_autofree char *text = g_strnfill (1000000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_false (kiosk_strict_check (text, 1000000, G_MAXUINT, &error));
  g_assert_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wire/manifest-has-its-known-spelling", test_manifest_known_spelling);
  g_test_add_func ("/wire/manifest-comes-back", test_manifest_comes_back);
  g_test_add_func ("/wire/manifest-has-one-spelling", test_manifest_has_one_spelling);
  g_test_add_func ("/wire/envelope-carries-exact-bytes", test_envelope_carries_exact_bytes);
  g_test_add ("/wire/receipt-verifies", Signed, NULL, signed_set_up, test_receipt_verifies,
              signed_tear_down);
  g_test_add ("/wire/receipt-of-another-is-refused", Signed, NULL, signed_set_up,
              test_receipt_of_another_is_refused, signed_tear_down);
  g_test_add ("/wire/receipt-changed-or-unsigned-is-refused", Signed, NULL, signed_set_up,
              test_receipt_changed_or_unsigned_is_refused, signed_tear_down);
  g_test_add_func ("/wire/events-come-back-in-order", test_events_come_back_in_order);
  g_test_add_func ("/wire/problem-names-missing-chunks", test_problem_names_missing_chunks);
  g_test_add_func ("/wire/every-problem-type-comes-back", test_every_problem_type_comes_back);
  g_test_add_func ("/wire/what-is-no-problem-is-unknown", test_what_is_no_problem_is_unknown);
  g_test_add_func ("/wire/digest-list-is-bounded", test_digest_list_is_bounded);
  g_test_add_func ("/wire/canonical-sorts-by-utf16", test_canonical_sorts_by_utf16);
  g_test_add_func ("/wire/canonical-escapes-shortest", test_canonical_escapes_shortest);
  g_test_add_func ("/wire/canonical-refuses-fractions", test_canonical_refuses_fractions);
  g_test_add_func ("/wire/strict-refuses-what-is-not-json", test_strict_refuses_what_is_not_json);
  g_test_add_func ("/wire/strict-lets-json-pass", test_strict_lets_json_pass);
  g_test_add_func ("/wire/strict-survives-a-million-brackets",
                   test_strict_survives_a_million_brackets);

  return g_test_run ();
}
