/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "failure/failure-catalogue.h"

#include <string.h>

static KioskFailureCatalogue *
load_shipped (void)
{
  g_autoptr (GError) error = NULL;
  KioskFailureCatalogue *catalogue
      = kiosk_failure_catalogue_load (g_getenv ("KIOSK_ASSETS"), &error);

  g_assert_no_error (error);

  return catalogue;
}

static char *
read_shipped (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("KIOSK_ASSETS"), "failures", "failures.json", NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;

  g_file_get_contents (path, &data, NULL, &error);
  g_assert_no_error (error);

  return data;
}

static void
test_every_failure_says_something_to_everybody_in_both_languages (void)
{
  g_autoptr (KioskFailureCatalogue) catalogue = load_shipped ();

  for (guint i = 0; i < KIOSK_N_FAILURES; i++)
    for (guint j = 0; j <= KIOSK_AUDIENCE_TECHNICIAN; j++)
      {
        KioskFailure failure = (KioskFailure) i;
        const char *vi
            = kiosk_failure_catalogue_get (catalogue, failure, (KioskFailureAudience) j, "vi");
        const char *en
            = kiosk_failure_catalogue_get (catalogue, failure, (KioskFailureAudience) j, "en");

        g_test_message ("%s %u", kiosk_failure_to_string (failure), j);
        g_assert_cmpstr (vi, !=, "");
        g_assert_cmpstr (en, !=, "");
        g_assert_cmpstr (vi, !=, en);
        g_assert_cmpstr (kiosk_failure_catalogue_get_title (catalogue, failure, "vi"), !=,
                         kiosk_failure_catalogue_get_title (catalogue, failure, "en"));
      }
}

static void
test_the_technician_is_told_which_line_to_look_for (void)
{
  g_autoptr (KioskFailureCatalogue) catalogue = load_shipped ();

  for (guint i = 0; i < KIOSK_N_FAILURES; i++)
    {
      KioskFailure failure = (KioskFailure) i;
      g_autofree char *line = g_strdup_printf ("failure=\"%s\"", kiosk_failure_to_string (failure));

      g_assert_nonnull (strstr (
          kiosk_failure_catalogue_get (catalogue, failure, KIOSK_AUDIENCE_TECHNICIAN, "en"), line));
    }
}

static void
test_each_text_is_the_one_asked_for (void)
{
  g_autoptr (KioskFailureCatalogue) catalogue = load_shipped ();
  KioskFailure jam = KIOSK_FAILURE_SCANNER_JAM;

  g_assert_cmpstr (kiosk_failure_catalogue_get_title (catalogue, jam, "en"), ==,
                   "Paper is stuck in the scanner");
  g_assert_cmpstr (
      kiosk_failure_catalogue_get (catalogue, jam, KIOSK_AUDIENCE_CITIZEN, "en"), ==,
      "The paper is stuck in the scanner; do not pull it. Touch Call staff, or hand this in at the "
      "counter.");
  g_assert_nonnull (
      strstr (kiosk_failure_catalogue_get (catalogue, jam, KIOSK_AUDIENCE_STAFF, "en"), "gently"));
  g_assert_cmpint (kiosk_failure_catalogue_get_severity (catalogue, jam), ==,
                   KIOSK_SEVERITY_BLOCKING);
  g_assert_cmpint (kiosk_failure_catalogue_get_area (catalogue, jam), ==, KIOSK_AREA_SCANNER);
}

static void
test_an_unknown_issuer_is_told_but_blames_nobody (void)
{
  g_autoptr (KioskFailureCatalogue) catalogue = load_shipped ();

  g_assert_cmpint (
      kiosk_failure_catalogue_get_severity (catalogue, KIOSK_FAILURE_CARD_ISSUER_UNKNOWN), ==,
      KIOSK_SEVERITY_INFORMATION);
}

static void
test_a_language_that_is_not_there_is_said_in_vietnamese (void)
{
  g_autoptr (KioskFailureCatalogue) catalogue = load_shipped ();

  g_assert_cmpstr (kiosk_failure_catalogue_get (catalogue, KIOSK_FAILURE_TWO_CARDS,
                                                KIOSK_AUDIENCE_CITIZEN, "xx"),
                   ==,
                   kiosk_failure_catalogue_get (catalogue, KIOSK_FAILURE_TWO_CARDS,
                                                KIOSK_AUDIENCE_CITIZEN, "vi"));
}

static void
test_a_catalogue_is_freed_with_its_last_reference (void)
{
  KioskFailureCatalogue *catalogue = load_shipped ();

  kiosk_failure_catalogue_unref (kiosk_failure_catalogue_ref (catalogue));
  g_assert_cmpstr (kiosk_failure_catalogue_get_title (catalogue, KIOSK_FAILURE_TWO_CARDS, "en"), !=,
                   "");
  kiosk_failure_catalogue_unref (catalogue);
}

static void
assert_refused (const char *data, gsize length, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskFailureCatalogue) catalogue
      = kiosk_failure_catalogue_parse (data, length, &error);

  g_assert_null (catalogue);
  g_assert_error (error, KIOSK_FAILURE_CATALOGUE_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

typedef struct
{
  const char *from; /* the first of these in the shipped catalogue */
  const char *to;
  int code;
  const char *words;
} Change;

static void
test_a_catalogue_with_a_mistake_is_refused_by_its_place (void)
{
  static const Change changes[] = {
    { "\"reader-gone\"", "\"reader-lost\"", KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED,
      "reader-lost.name" },
    { "\"two-cards\"", "\"reader-gone\"", KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED,
      "reader-gone is there twice" },
    { "\"staff\"", "\"stuff\"", KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED, "reader-gone.stuff" },
    { "\"blocking\"", "\"fatal\"", KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED,
      "reader-gone.severity" },
    { "\"en\"", "\"EN\"", KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED, "reader-gone.title.EN" },
    { "\"en\"", "\"km\"", KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED, "reader-gone.title" },
    { "The card reader is resting",
      "The card reader is resting, and will be so for a good long while yet",
      KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED, "at most 60 characters" },
    /* decomposed: e, circumflex, dot below */
    { "The card reader is resting", "Vie\xcc\xa3\xcc\x82t", KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED,
      "tidy" },
    { "\"format\": 1", "\"format\": 3", KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED, "format" },
  };
  g_autofree char *shipped = read_shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const char *at = strstr (shipped, changes[i].from);
      g_autofree char *head = g_strndup (shipped, (gsize) (at - shipped));
      g_autofree char *changed
          = g_strconcat (head, changes[i].to, at + strlen (changes[i].from), NULL);

      assert_refused (changed, strlen (changed), changes[i].code, changes[i].words);
    }
}

static void
test_a_failure_without_an_entry_is_named (void)
{
  static const char nothing[] = "{ \"format\": 1, \"failures\": [] }";

  assert_refused (nothing, strlen (nothing), KIOSK_FAILURE_CATALOGUE_ERROR_INCOMPLETE,
                  "reader-gone");
}

static void
test_what_is_no_catalogue_is_refused_unread (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *large = g_strnfill (1024 * 1024, ' ');

  assert_refused ("", 0, KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED, "empty");
  assert_refused ("[]", 2, KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED, "one object");
  assert_refused ("{ \xff }", 5, KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED, "UTF-8");
  assert_refused (deep, 100000, KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED, "too deep");
  assert_refused (large, 1024 * 1024, KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED, "too large");
}

static void
test_a_missing_file_is_told_from_a_bad_one (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskFailureCatalogue) catalogue
      = kiosk_failure_catalogue_load ("/nowhere/at/all", &error);

  g_assert_null (catalogue);
  g_assert_error (error, KIOSK_FAILURE_CATALOGUE_ERROR, KIOSK_FAILURE_CATALOGUE_ERROR_MISSING);
}

#define ADD(name, test) g_test_add_func ("/failure-catalogue/" name, test)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("every-failure-says-something-to-everybody-in-both-languages",
       test_every_failure_says_something_to_everybody_in_both_languages);
  ADD ("the-technician-is-told-which-line-to-look-for",
       test_the_technician_is_told_which_line_to_look_for);
  ADD ("each-text-is-the-one-asked-for", test_each_text_is_the_one_asked_for);
  ADD ("an-unknown-issuer-is-told-but-blames-nobody",
       test_an_unknown_issuer_is_told_but_blames_nobody);
  ADD ("a-language-that-is-not-there-is-said-in-vietnamese",
       test_a_language_that_is_not_there_is_said_in_vietnamese);
  ADD ("a-catalogue-is-freed-with-its-last-reference",
       test_a_catalogue_is_freed_with_its_last_reference);
  ADD ("a-catalogue-with-a-mistake-is-refused-by-its-place",
       test_a_catalogue_with_a_mistake_is_refused_by_its_place);
  ADD ("a-failure-without-an-entry-is-named", test_a_failure_without_an_entry_is_named);
  ADD ("what-is-no-catalogue-is-refused-unread", test_what_is_no_catalogue_is_refused_unread);
  ADD ("a-missing-file-is-told-from-a-bad-one", test_a_missing_file_is_told_from_a_bad_one);

  return g_test_run ();
}
