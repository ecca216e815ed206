/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "document/duties.h"

#include "../procedure/load-fixture.h"

typedef struct
{
  KioskProcedure *procedure;
  KioskDocumentSet *set;
  GHashTable *answers;
  guint n_changed;
} Fixture;

static void
on_changed (KioskDocumentSet *set, const char *id, Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->procedure = load_whole ();
  fixture->set = kiosk_document_set_new (fixture->procedure);
  fixture->answers = g_hash_table_new (g_str_hash, g_str_equal);
  g_signal_connect (fixture->set, "changed", G_CALLBACK (on_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->set);
  kiosk_procedure_unref (fixture->procedure);
  g_hash_table_unref (fixture->answers);
}

static const char *
look_up (gpointer user_data, const char *id)
{
  return g_hash_table_lookup (((Fixture *) user_data)->answers, id);
}

static void
answer (Fixture *fixture, const char *id, const char *value)
{
  g_hash_table_insert (fixture->answers, (gpointer) id, (gpointer) value);
}

static KioskScan *
make_scan (gsize size, guint width)
{
  g_autofree guint8 *bytes = g_malloc0 (size);
  g_autoptr (KioskSecret) jpeg = kiosk_secret_new (bytes, size);

  return kiosk_scan_new (jpeg, width, 100);
}

static gboolean
add (Fixture *fixture, const char *id, guint width, GError **error)
{
  g_autoptr (KioskScan) scan = make_scan (10, width);

  return kiosk_document_set_add_page (fixture->set, id, scan, error);
}

static gboolean
is_complete (Fixture *fixture)
{
  return kiosk_document_set_is_complete (fixture->set, look_up, fixture);
}

static void
assert_list (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) list = kiosk_document_set_list (fixture->set, look_up, fixture);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ((KioskComponent *) list->pdata[i])->id);
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
assert_pages (Fixture *fixture, const char *id, guint n, const guint *widths)
{
  g_assert_cmpuint (kiosk_document_set_get_n_pages (fixture->set, id), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (kiosk_scan_get_width (kiosk_document_set_get_page (fixture->set, id, i)), ==,
                      widths[i]);
  g_assert_null (kiosk_document_set_get_page (fixture->set, id, n));
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  assert_list (fixture, "form birth_paper witness card residence");
  answer (fixture, "q_for", "me");
  answer (fixture, "q_born", "");
  assert_list (fixture, "form card residence");
  answer (fixture, "q_for", "child");
  answer (fixture, "q_born", "hospital");
  assert_list (fixture, "form birth_paper witness card residence");
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (kiosk_document_set_get_state (fixture->set, "form"), ==, KIOSK_DOCUMENT_MADE);
  g_assert_cmpint (kiosk_document_set_get_state (fixture->set, "residence"), ==,
                   KIOSK_DOCUMENT_NOT_NEEDED);
  g_assert_cmpint (kiosk_document_set_get_state (fixture->set, "card"), ==, KIOSK_DOCUMENT_OPEN);
  kiosk_document_set_set_at_counter (fixture->set, "card", TRUE);
  g_assert_cmpint (kiosk_document_set_get_state (fixture->set, "card"), ==,
                   KIOSK_DOCUMENT_AT_COUNTER);
  g_assert_true (add (fixture, "card", 1, NULL));
  g_assert_cmpint (kiosk_document_set_get_state (fixture->set, "card"), ==, KIOSK_DOCUMENT_SCANNED);
  g_assert_true (kiosk_document_set_remove_page (fixture->set, "card", 0, NULL));
  g_assert_cmpint (kiosk_document_set_get_state (fixture->set, "card"), ==, KIOSK_DOCUMENT_OPEN);
  g_assert_true (add (fixture, "card", 1, NULL));
  kiosk_document_set_set_at_counter (fixture->set, "card", TRUE);
  g_assert_cmpuint (kiosk_document_set_get_n_pages (fixture->set, "card"), ==, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 5);
  g_assert_cmpint (kiosk_document_set_get_state (fixture->set, "x"), ==, KIOSK_DOCUMENT_OPEN);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskScan) better = make_scan (10, 9);

  for (guint i = 1; i <= 4; i++)
    g_assert_true (add (fixture, "witness", i, NULL));
  assert_pages (fixture, "witness", 4, (const guint[]){ 1, 2, 3, 4 });
  g_assert_true (kiosk_document_set_move_page (fixture->set, "witness", 0, 3, NULL));
  assert_pages (fixture, "witness", 4, (const guint[]){ 2, 3, 4, 1 });
  g_assert_true (kiosk_document_set_move_page (fixture->set, "witness", 2, 0, NULL));
  assert_pages (fixture, "witness", 4, (const guint[]){ 4, 2, 3, 1 });
  g_assert_true (kiosk_document_set_move_page (fixture->set, "witness", 1, 1, NULL));
  g_assert_true (kiosk_document_set_replace_page (fixture->set, "witness", 1, better, NULL));
  assert_pages (fixture, "witness", 4, (const guint[]){ 4, 9, 3, 1 });
  g_assert_true (kiosk_document_set_remove_page (fixture->set, "witness", 0, NULL));
  assert_pages (fixture, "witness", 3, (const guint[]){ 9, 3, 1 });
}

#define ASSERT_NO_PAGE(call)                                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GError) error = NULL;                                                               \
    g_assert_false (call);                                                                         \
    g_assert_error (error, KIOSK_DOCUMENT_ERROR, KIOSK_DOCUMENT_ERROR_NO_SUCH_PAGE);               \
  }                                                                                                \
  G_STMT_END

static void
test_no_such_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskScan) scan = make_scan (10, 1);

  ASSERT_NO_PAGE (kiosk_document_set_remove_page (fixture->set, "card", 0, &error));
  ASSERT_NO_PAGE (kiosk_document_set_replace_page (fixture->set, "card", 0, scan, &error));
  g_assert_true (add (fixture, "card", 1, NULL));
  ASSERT_NO_PAGE (kiosk_document_set_move_page (fixture->set, "card", 0, 1, &error));
  ASSERT_NO_PAGE (add (fixture, "no_such", 1, &error));
  ASSERT_NO_PAGE (add (fixture, "form", 1, &error));
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskScan) largest = make_scan (KIOSK_SCAN_MAX_BYTES, 1);
  g_autoptr (KioskScan) larger = make_scan (KIOSK_SCAN_MAX_BYTES + 1, 1);
  g_autoptr (GError) many = NULL;
  g_autoptr (GError) big = NULL;
  g_autoptr (GError) again = NULL;

  g_assert_true (kiosk_document_set_add_page (fixture->set, "birth_paper", largest, NULL));
  g_assert_false (kiosk_document_set_add_page (fixture->set, "birth_paper", larger, &big));
  g_assert_error (big, KIOSK_DOCUMENT_ERROR, KIOSK_DOCUMENT_ERROR_TOO_BIG);
  g_assert_false (kiosk_document_set_replace_page (fixture->set, "birth_paper", 0, larger, &again));
  g_assert_error (again, KIOSK_DOCUMENT_ERROR, KIOSK_DOCUMENT_ERROR_TOO_BIG);
  g_assert_true (add (fixture, "birth_paper", 1, NULL));
  g_assert_false (add (fixture, "birth_paper", 1, &many));
  g_assert_error (many, KIOSK_DOCUMENT_ERROR, KIOSK_DOCUMENT_ERROR_TOO_MANY_PAGES);
  g_assert_cmpuint (kiosk_document_set_get_n_pages (fixture->set, "birth_paper"), ==, 2);
}

static void
test_complete (Fixture *fixture, gconstpointer data)
{
  answer (fixture, "q_for", "me");
  answer (fixture, "q_born", "");
  g_assert_false (is_complete (fixture));
  kiosk_document_set_set_at_counter (fixture->set, "card", TRUE);
  g_assert_true (is_complete (fixture));
  kiosk_document_set_set_at_counter (fixture->set, "card", FALSE);
  g_assert_false (is_complete (fixture));
  g_assert_true (add (fixture, "card", 1, NULL));
  g_assert_true (is_complete (fixture));
}

static void
test_one_of (Fixture *fixture, gconstpointer data)
{
  answer (fixture, "q_for", "child");
  answer (fixture, "q_born", "hospital");
  g_assert_true (add (fixture, "card", 1, NULL));
  g_assert_false (is_complete (fixture));
  g_assert_true (add (fixture, "witness", 1, NULL));
  g_assert_true (is_complete (fixture));
  g_assert_true (kiosk_document_set_remove_page (fixture->set, "witness", 0, NULL));
  kiosk_document_set_set_at_counter (fixture->set, "birth_paper", TRUE);
  g_assert_true (is_complete (fixture));
  /* A paper that no longer applies does not stand for the one that does. */
  answer (fixture, "q_born", "home");
  g_assert_false (is_complete (fixture));
}

static void
assert_duties (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) applying = kiosk_document_set_list (fixture->set, look_up, fixture);
  g_autoptr (GPtrArray) duties = kiosk_duties_list (fixture->set, applying);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < duties->len; i++)
    {
      const GPtrArray *duty = g_ptr_array_index (duties, i);

      for (guint j = 0; j < duty->len; j++)
        {
          const KioskComponent *component = g_ptr_array_index (duty, j);

          g_string_append_printf (said, "%s%s",
                                  j > 0           ? "|"
                                  : said->len > 0 ? " "
                                                  : "",
                                  component->id);
        }
      if (kiosk_duty_get_where (duty) != NULL)
        g_string_append (said, "@elsewhere");
    }
  g_assert_cmpstr (said->str, ==, expected);
}

static gboolean
is_settled (Fixture *fixture, const char *id)
{
  g_autoptr (GPtrArray) applying = kiosk_document_set_list (fixture->set, look_up, fixture);

  return kiosk_duties_is_settled (fixture->set, applying,
                                  kiosk_procedure_find_component (fixture->procedure, id));
}

static void
test_duties (Fixture *fixture, gconstpointer data)
{
  answer (fixture, "q_for", "child");
  answer (fixture, "q_born", "hospital");
  assert_duties (fixture, "");
  kiosk_document_set_set_at_counter (fixture->set, "birth_paper", TRUE);
  assert_duties (fixture, "birth_paper");
  g_assert_true (is_settled (fixture, "witness"));
  g_assert_false (is_settled (fixture, "birth_paper"));
  kiosk_document_set_set_at_counter (fixture->set, "witness", TRUE);
  kiosk_document_set_set_at_counter (fixture->set, "card", TRUE);
  assert_duties (fixture, "birth_paper|witness card@elsewhere");
  /* The kiosk has one of them now: the other is not to be brought. */
  g_assert_true (add (fixture, "birth_paper", 1, NULL));
  assert_duties (fixture, "card@elsewhere");
  g_assert_true (is_settled (fixture, "witness"));
  g_assert_false (is_settled (fixture, "card"));
  /* What is scanned and does not apply any more stands for nothing. */
  answer (fixture, "q_born", "home");
  assert_duties (fixture, "witness card@elsewhere");
}

static void
test_maybe (Fixture *fixture, gconstpointer data)
{
  g_assert_true (add (fixture, "card", 1, NULL));
  g_assert_true (is_complete (fixture));
}

/* The bytes of a page are wiped with the last who holds them, and not before. */
static void
test_ownership (Fixture *fixture, gconstpointer data)
{
  KioskScan *scan = make_scan (10, 7);

  g_assert_true (kiosk_document_set_add_page (fixture->set, "card", scan, NULL));
  g_assert_true (kiosk_document_set_remove_page (fixture->set, "card", 0, NULL));
  g_assert_cmpuint (kiosk_scan_get_width (scan), ==, 7);
  g_assert_cmpuint (kiosk_scan_get_height (scan), ==, 100);
  g_assert_cmpuint (kiosk_secret_get_size (kiosk_scan_get_jpeg (scan)), ==, 10);
  kiosk_scan_unref (scan);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/document-set/papers-that-apply-or-may-are-listed", test_list);
  ADD ("/document-set/each-paper-has-a-state", test_states);
  ADD ("/document-set/pages-can-be-moved-replaced-and-taken-out", test_pages);
  ADD ("/document-set/a-page-that-is-not-there-is-an-error", test_no_such_page);
  ADD ("/document-set/too-many-pages-and-too-big-pages-are-refused", test_limits);
  ADD ("/document-set/it-is-complete-when-every-paper-is-there-or-promised", test_complete);
  ADD ("/document-set/one-paper-of-a-group-will-do", test_one_of);
  ADD ("/document-set/one-of-several-papers-is-one-thing-to-bring", test_duties);
  ADD ("/document-set/a-paper-that-only-may-apply-is-not-waited-for", test_maybe);
  ADD ("/document-set/a-page-lives-as-long-as-someone-holds-it", test_ownership);

  return g_test_run ();
}
