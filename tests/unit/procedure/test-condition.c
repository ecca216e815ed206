/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "procedure/condition.h"

typedef struct
{
  KioskShelf *shelf;
  GHashTable *answers;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->shelf = kiosk_shelf_new ();
  fixture->answers = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kiosk_shelf_free (fixture->shelf);
  g_hash_table_unref (fixture->answers);
}

static void
answer (Fixture *fixture, const char *id, const char *value)
{
  g_hash_table_insert (fixture->answers, (gpointer) id, (gpointer) value);
}

static const char *
look_up (gpointer user_data, const char *id)
{
  return g_hash_table_lookup (((Fixture *) user_data)->answers, id);
}

static KioskTruth
evaluate (Fixture *fixture, const KioskCondition *condition)
{
  return kiosk_condition_evaluate (condition, look_up, fixture);
}

static const KioskCondition *
compare (Fixture *fixture, gboolean in, const char *answer, const char *value)
{
  GPtrArray *values = kiosk_shelf_add_array (fixture->shelf);

  g_ptr_array_add (values, (gpointer) value);
  return kiosk_condition_new_in (fixture->shelf, in, answer, values);
}

static const KioskCondition *
group (Fixture *fixture, KioskConditionKind kind, const KioskCondition *a, const KioskCondition *b)
{
  GPtrArray *parts = kiosk_shelf_add_array (fixture->shelf);

  g_ptr_array_add (parts, (gpointer) a);
  if (b != NULL)
    g_ptr_array_add (parts, (gpointer) b);
  return kiosk_condition_new_group (fixture->shelf, kind, parts);
}

static void
test_no_rule (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (evaluate (fixture, NULL), ==, KIOSK_TRUTH_YES);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (evaluate (fixture, compare (fixture, TRUE, "a", "x")), ==, KIOSK_TRUTH_MAYBE);
  g_assert_cmpint (evaluate (fixture, compare (fixture, FALSE, "a", "x")), ==, KIOSK_TRUTH_MAYBE);
  g_assert_cmpint (evaluate (fixture, kiosk_condition_new_at_least (fixture->shelf, "a", 1)), ==,
                   KIOSK_TRUTH_MAYBE);
}

static void
test_absent (Fixture *fixture, gconstpointer data)
{
  answer (fixture, "a", "");

  g_assert_cmpint (evaluate (fixture, compare (fixture, TRUE, "a", "x")), ==, KIOSK_TRUTH_NO);
  g_assert_cmpint (evaluate (fixture, compare (fixture, FALSE, "a", "x")), ==, KIOSK_TRUTH_YES);
  g_assert_cmpint (evaluate (fixture, kiosk_condition_new_at_least (fixture->shelf, "a", 0)), ==,
                   KIOSK_TRUTH_NO);
}

static void
test_at_least (Fixture *fixture, gconstpointer data)
{
  const KioskCondition *five = kiosk_condition_new_at_least (fixture->shelf, "a", 5);
  static const struct
  {
    const char *answer;
    KioskTruth truth;
  } cases[] = {
    { "4", KIOSK_TRUTH_NO },
    { "5", KIOSK_TRUTH_YES },
    { "10", KIOSK_TRUTH_YES },
    { "-9", KIOSK_TRUTH_NO },
    { "five", KIOSK_TRUTH_NO },
    { "5 ", KIOSK_TRUTH_NO },
    { "99999999999999999999", KIOSK_TRUTH_NO },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      answer (fixture, "a", cases[i].answer);
      g_assert_cmpint (evaluate (fixture, five), ==, cases[i].truth);
    }
}

static const char *
answer_for (int truth)
{
  return truth == KIOSK_TRUTH_MAYBE ? NULL : truth == KIOSK_TRUTH_YES ? "x" : "y";
}

/* All nine pairs against the tables of Kleene's logic written out. */
static void
test_groups (Fixture *fixture, gconstpointer data)
{
  static const KioskTruth all[3][3] = {
    { KIOSK_TRUTH_NO, KIOSK_TRUTH_NO, KIOSK_TRUTH_NO },
    { KIOSK_TRUTH_NO, KIOSK_TRUTH_YES, KIOSK_TRUTH_MAYBE },
    { KIOSK_TRUTH_NO, KIOSK_TRUTH_MAYBE, KIOSK_TRUTH_MAYBE },
  };
  static const KioskTruth any[3][3] = {
    { KIOSK_TRUTH_NO, KIOSK_TRUTH_YES, KIOSK_TRUTH_MAYBE },
    { KIOSK_TRUTH_YES, KIOSK_TRUTH_YES, KIOSK_TRUTH_YES },
    { KIOSK_TRUTH_MAYBE, KIOSK_TRUTH_YES, KIOSK_TRUTH_MAYBE },
  };
  const KioskCondition *a = compare (fixture, TRUE, "a", "x");
  const KioskCondition *b = compare (fixture, TRUE, "b", "x");
  const KioskCondition *both = group (fixture, KIOSK_CONDITION_ALL, a, b);
  const KioskCondition *either = group (fixture, KIOSK_CONDITION_ANY, a, b);
  const KioskCondition *neither = group (fixture, KIOSK_CONDITION_NOT, either, NULL);
  const KioskCondition *de_morgan
      = group (fixture, KIOSK_CONDITION_ALL, group (fixture, KIOSK_CONDITION_NOT, a, NULL),
               group (fixture, KIOSK_CONDITION_NOT, b, NULL));

  for (int i = 0; i < 3; i++)
    for (int k = 0; k < 3; k++)
      {
        g_hash_table_remove_all (fixture->answers);
        answer (fixture, "a", answer_for (i));
        answer (fixture, "b", answer_for (k));
        g_assert_cmpint (evaluate (fixture, both), ==, all[i][k]);
        g_assert_cmpint (evaluate (fixture, either), ==, any[i][k]);
        g_assert_cmpint (evaluate (fixture, neither), ==, evaluate (fixture, de_morgan));
      }
}

static const KioskCondition *
make_random (Fixture *fixture, guint depth)
{
  static const char *const ids[] = { "a", "b", "c", "d" };
  static const char *const values[] = { "x", "y", "1", "7" };
  guint kind = (guint) g_test_rand_int_range (0, depth == 0 ? 3 : 6);

  if (kind == KIOSK_CONDITION_AT_LEAST)
    return kiosk_condition_new_at_least (fixture->shelf, ids[g_test_rand_int_range (0, 4)],
                                         g_test_rand_int_range (0, 9));
  if (kind < KIOSK_CONDITION_AT_LEAST)
    return compare (fixture, kind == KIOSK_CONDITION_IN, ids[g_test_rand_int_range (0, 4)],
                    values[g_test_rand_int_range (0, 4)]);

  return group (fixture, kind, make_random (fixture, depth - 1),
                kind == KIOSK_CONDITION_NOT ? NULL : make_random (fixture, depth - 1));
}

/* What a page says with YES or NO while answers are open must stay true once they are given. */
static void
test_monotone (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "a", "b", "c", "d" };
  static const char *const values[] = { "x", "y", "1", "7", "" };
  guint settled = 0;

  for (guint i = 0; i < 2000; i++)
    {
      const KioskCondition *rule = make_random (fixture, 3);
      KioskTruth before;

      g_hash_table_remove_all (fixture->answers);
      for (guint k = 0; k < 2; k++)
        answer (fixture, ids[g_test_rand_int_range (0, 4)], values[g_test_rand_int_range (0, 5)]);
      before = evaluate (fixture, rule);
      for (guint k = 0; k < 4; k++)
        if (!g_hash_table_contains (fixture->answers, ids[k]))
          answer (fixture, ids[k], values[g_test_rand_int_range (0, 5)]);
      g_assert_cmpint (evaluate (fixture, rule), !=, KIOSK_TRUTH_MAYBE);
      if (before == KIOSK_TRUTH_MAYBE)
        continue;
      settled++;
      g_assert_cmpint (evaluate (fixture, rule), ==, before);
    }
  g_assert_cmpuint (settled, >, 100);
}

static void
count (KioskConditionKind kind, const char *answer, const GPtrArray *values, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_foreach (Fixture *fixture, gconstpointer data)
{
  const KioskCondition *a = compare (fixture, TRUE, "a", "x");
  const KioskCondition *rule
      = group (fixture, KIOSK_CONDITION_ANY, group (fixture, KIOSK_CONDITION_NOT, a, NULL),
               group (fixture, KIOSK_CONDITION_ALL, a, a));
  guint n = 0;

  kiosk_condition_foreach (rule, count, &n);
  g_assert_cmpuint (n, ==, 3);
  kiosk_condition_foreach (NULL, count, &n);
  g_assert_cmpuint (n, ==, 3);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/condition/no-rule-always-holds", test_no_rule);
  ADD ("/condition/an-open-answer-may-go-either-way", test_open);
  ADD ("/condition/an-answer-that-is-not-asked-is-not-among-any", test_absent);
  ADD ("/condition/at-least-counts-whole-numbers", test_at_least);
  ADD ("/condition/groups-follow-the-tables", test_groups);
  ADD ("/condition/what-is-settled-stays-settled", test_monotone);
  ADD ("/condition/foreach-sees-every-comparison", test_foreach);

  return g_test_run ();
}
