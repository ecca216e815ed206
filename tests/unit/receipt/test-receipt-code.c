/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "receipt/receipt-code.h"

#include "base/encode.h"

#include <glib/gstdio.h>
#include <string.h>

#define URL "HTTPS://TRACK.EXAMPLE.VN"

/* Made by an encoder of its own with OpenSSL and the key of RFC 8032, 7.1, test 1. */
#define KNOWN                                                                                      \
  URL "/R/2KCEHIIBE6QQIRBB7YY56WC4U4AWMS2JJ5JUWNYCKAAZHJ7ALIAHVPEN54ASGRLHRGVQG4SLJFHVGSZXFUZDMMJ" \
      "RGI2S2MBQGEZAI2BRFYYDANBYG4ZQKGTLAZHHOBQBA54BQSBZHEXDAMJYFYYDELJSGYYTCMRVFUYDCMBQGQZVQQGDV" \
      "N"                                                                                          \
      "MSAJV3OLNSN2UNTKS7TBFTRIYOGILZKSCVGM5SCWH2LLULCC2HPMRSWGIH64AKL7MXVJ6NB2ZRGDW63OEUF4WPE56D" \
      "E"                                                                                          \
      "R3Y753AE"

static KioskSigningKey *
load_known_key (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kiosk-receipt-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "key", NULL);
  g_autoptr (KioskSigningKey) any = kiosk_signing_key_generate ();
  g_autofree char *text = NULL;
  g_autofree char *first = NULL;
  g_autoptr (GError) error = NULL;
  KioskSigningKey *key = NULL;

  /* The first line of any key file names its kind; the halves are those of RFC 8032. */
  g_assert_true (kiosk_signing_key_save (any, path, TRUE, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  *strchr (text, '\n') = '\0';
  first = g_strdup_printf ("%s\npublic 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
                           "private nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=\n",
                           text);
  g_assert_true (g_file_set_contents (path, first, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  key = kiosk_signing_key_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return key;
}

static KioskReceiptCode
known_facts (void)
{
  return (KioskReceiptCode){
    .kiosk = (char *) "KIOSK7",
    .submission_id = (char *) "0193a7e0-5a00-7abc-8def-0123456789ab",
    .provisional = (char *) "KIOSK7-261125-0012",
    .procedure = (char *) "1.004873",
    .issued_at = 1795575415,
    .assurance = 1,
    .official = (char *) "H99.018.02-261125-010043",
  };
}

static GPtrArray *
list_of (KioskSigningKey *key)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_signing_key_unref);

  g_ptr_array_add (keys, kiosk_signing_key_ref (key));
  return keys;
}

static void
assert_error_of (const char *text, const GPtrArray *keys, KioskReceiptCodeError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_receipt_code_verify (text, keys, &error));
  g_assert_error (error, KIOSK_RECEIPT_CODE_ERROR, (int) code);
}

static void
test_the_known_answer_is_made (void)
{
  g_autoptr (KioskSigningKey) key = load_known_key ();
  KioskReceiptCode facts = known_facts ();
  g_autofree char *text = kiosk_receipt_code_make (&facts, URL, key);

  g_assert_cmpstr (text, ==, KNOWN);
}

static void
assert_known (const char *text, const GPtrArray *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskReceiptCode) code = kiosk_receipt_code_verify (text, keys, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (code->kiosk, ==, "KIOSK7");
  g_assert_cmpstr (code->submission_id, ==, "0193a7e0-5a00-7abc-8def-0123456789ab");
  g_assert_cmpstr (code->provisional, ==, "KIOSK7-261125-0012");
  g_assert_cmpstr (code->procedure, ==, "1.004873");
  g_assert_cmpint (code->issued_at, ==, 1795575415);
  g_assert_cmpuint (code->assurance, ==, 1);
  g_assert_cmpstr (code->official, ==, "H99.018.02-261125-010043");
  g_assert_cmpstr (code->key_id, ==, "21fe31df");
}

static void
test_the_known_answer_is_read_in_either_case (void)
{
  g_autoptr (KioskSigningKey) key = load_known_key ();
  g_autoptr (GPtrArray) keys = list_of (key);
  g_autofree char *lower = g_ascii_strdown (KNOWN, -1);
  const char *code = strrchr (KNOWN, '/') + 1;
  g_autofree char *mixed = g_strconcat ("https://track.example.vn/R/", code, NULL);
  g_autofree char *deep = g_strconcat ("http://localhost:8080/a/b/r/", code, NULL);

  assert_known (KNOWN, keys);
  assert_known (lower, keys);
  assert_known (mixed, keys);
  assert_known (deep, keys);
}

static void
test_a_kept_receipt_has_no_official_number (void)
{
  g_autoptr (KioskSigningKey) key = load_known_key ();
  g_autoptr (GPtrArray) keys = list_of (key);
  KioskReceiptCode facts = known_facts ();
  g_autofree char *text = NULL;
  g_autoptr (KioskReceiptCode) code = NULL;

  facts.official = NULL;
  facts.assurance = 0;
  facts.issued_at = 0;
  text = kiosk_receipt_code_make (&facts, URL, key);
  code = kiosk_receipt_code_verify (text, keys, NULL);
  g_assert_nonnull (code);
  g_assert_null (code->official);
  g_assert_cmpint (code->issued_at, ==, 0);
}

static void
test_only_characters_of_the_small_code_are_used (void)
{
  for (const char *c = KNOWN; *c != '\0'; c++)
    g_assert_nonnull (strchr ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", *c));
}

static void
test_every_changed_bit_is_refused (void)
{
  g_autoptr (KioskSigningKey) key = load_known_key ();
  g_autoptr (GPtrArray) keys = list_of (key);
  g_autoptr (GBytes) bytes = kiosk_base32_decode (strrchr (KNOWN, '/') + 1);
  gsize size = g_bytes_get_size (bytes);

  for (gsize bit = 0; bit < size * 8; bit++)
    {
      g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
      g_autofree char *code = NULL;
      g_autofree char *text = NULL;

      changed[bit / 8] ^= (guint8) (1 << bit % 8);
      code = kiosk_base32_encode (changed, size);
      text = g_strconcat (URL "/R/", code, NULL);
      g_assert_null (kiosk_receipt_code_verify (text, keys, NULL));
    }
}

static void
test_every_cut_and_every_tail_is_refused (void)
{
  g_autoptr (KioskSigningKey) key = load_known_key ();
  g_autoptr (GPtrArray) keys = list_of (key);
  g_autoptr (GBytes) bytes = kiosk_base32_decode (strrchr (KNOWN, '/') + 1);
  gsize size = g_bytes_get_size (bytes);

  for (gsize length = 0; length < size; length++)
    {
      g_autofree char *code = kiosk_base32_encode (g_bytes_get_data (bytes, NULL), length);
      g_autofree char *text = g_strconcat (URL "/R/", code, NULL);

      assert_error_of (text, keys, KIOSK_RECEIPT_CODE_ERROR_MALFORMED);
    }
  assert_error_of (KNOWN "AA", keys, KIOSK_RECEIPT_CODE_ERROR_MALFORMED);
}

static void
test_another_key_is_unknown_and_a_borrowed_id_is_forged (void)
{
  g_autoptr (KioskSigningKey) key = load_known_key ();
  g_autoptr (KioskSigningKey) other = kiosk_signing_key_generate ();
  g_autoptr (GPtrArray) keys = list_of (other);
  g_autoptr (GPtrArray) right = list_of (key);
  KioskReceiptCode facts = known_facts ();
  g_autofree char *foreign = kiosk_receipt_code_make (&facts, URL, other);
  g_autoptr (GBytes) bytes = kiosk_base32_decode (strrchr (foreign, '/') + 1);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  const guint8 id[] = { 0x21, 0xfe, 0x31, 0xdf };
  g_autofree char *code = NULL;
  g_autofree char *text = NULL;

  assert_error_of (KNOWN, keys, KIOSK_RECEIPT_CODE_ERROR_UNKNOWN_KEY);
  assert_error_of (KNOWN, NULL, KIOSK_RECEIPT_CODE_ERROR_UNKNOWN_KEY);
  memcpy (data + 9, id, sizeof id);
  code = kiosk_base32_encode (data, g_bytes_get_size (bytes));
  text = g_strconcat (URL "/R/", code, NULL);
  assert_error_of (text, right, KIOSK_RECEIPT_CODE_ERROR_FORGED);
}

static void
test_texts_that_are_no_receipt_are_malformed (void)
{
  const char *texts[] = {
    "",
    "KIOSK7-261125-0012",
    "https://track.example.vn/R/",
    "https://track.example.vn/T/2KCEHIIB",
    "/R/2KCEHIIB",
    "ftp://track.example.vn/R/2KCEHIIB",
    "00020101021138570010A000000727",
    "001199000001||NGUYEN THI MAU|01011999|Nu||",
  };
  g_autofree char *endless = g_strnfill (100000, 'A');

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_error_of (texts[i], NULL, KIOSK_RECEIPT_CODE_ERROR_MALFORMED);
  assert_error_of (endless, NULL, KIOSK_RECEIPT_CODE_ERROR_MALFORMED);
  assert_error_of (NULL, NULL, KIOSK_RECEIPT_CODE_ERROR_MALFORMED);
}

static void
test_facts_that_cannot_be_written_give_no_text (void)
{
  g_autoptr (KioskSigningKey) key = kiosk_signing_key_generate ();
  g_autoptr (KioskSigningKey) public_half
      = kiosk_signing_key_new_public (kiosk_signing_key_get_public (key));
  KioskReceiptCode facts = known_facts ();
  g_autofree char *endless = g_strnfill (65, 'A');

  facts.kiosk = (char *) "<script>";
  g_assert_null (kiosk_receipt_code_make (&facts, URL, key));
  facts.kiosk = (char *) "";
  g_assert_null (kiosk_receipt_code_make (&facts, URL, key));
  facts.kiosk = endless;
  g_assert_null (kiosk_receipt_code_make (&facts, URL, key));
  facts = known_facts ();
  facts.submission_id = (char *) "not-a-uuid";
  g_assert_null (kiosk_receipt_code_make (&facts, URL, key));
  facts = known_facts ();
  facts.issued_at = -1;
  g_assert_null (kiosk_receipt_code_make (&facts, URL, key));
  facts = known_facts ();
  g_assert_null (kiosk_receipt_code_make (&facts, URL, public_half));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/receipt/code/the-known-answer-is-made", test_the_known_answer_is_made);
  g_test_add_func ("/receipt/code/the-known-answer-is-read-in-either-case",
                   test_the_known_answer_is_read_in_either_case);
  g_test_add_func ("/receipt/code/a-kept-receipt-has-no-official-number",
                   test_a_kept_receipt_has_no_official_number);
  g_test_add_func ("/receipt/code/only-characters-of-the-small-code-are-used",
                   test_only_characters_of_the_small_code_are_used);
  g_test_add_func ("/receipt/code/every-changed-bit-is-refused", test_every_changed_bit_is_refused);
  g_test_add_func ("/receipt/code/every-cut-and-every-tail-is-refused",
                   test_every_cut_and_every_tail_is_refused);
  g_test_add_func ("/receipt/code/another-key-is-unknown-and-a-borrowed-id-is-forged",
                   test_another_key_is_unknown_and_a_borrowed_id_is_forged);
  g_test_add_func ("/receipt/code/texts-that-are-no-receipt-are-malformed",
                   test_texts_that_are_no_receipt_are_malformed);
  g_test_add_func ("/receipt/code/facts-that-cannot-be-written-give-no-text",
                   test_facts_that_cannot_be_written_give_no_text);

  return g_test_run ();
}
