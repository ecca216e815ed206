/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "procedure/search.h"

#include <string.h>

typedef struct
{
  KioskSearch *search;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const entries[][3] = {
    { "1.001193", "Đăng ký khai sinh", "giấy khai sinh birth" },
    { "1.000894", "Đăng ký kết hôn", "cưới marriage" },
    { "1.004222", "Đăng ký thường trú", "hộ khẩu residence" },
    { "1.004194", "Đăng ký tạm trú", "residence" },
    { "2.000815", "Chứng thực bản sao từ bản chính", "sao y công chứng certified copy" },
    { "1.013225", "Cấp giấy phép xây dựng nhà ở riêng lẻ", "xây nhà building" },
    { "9.000001", "Dáng ký họa", NULL },
    { "9.000002", "Thủ tục tên dài có chữ khai và chữ sinh ở xa nhau", NULL },
  };

  fixture->search = kiosk_search_new ();
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    kiosk_search_add (fixture->search, entries[i][0], entries[i][1], entries[i][2]);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kiosk_search_free (fixture->search);
}

static void
assert_found (Fixture *fixture, const char *typed, const char *expected)
{
  g_autoptr (GPtrArray) keys = kiosk_search_find (fixture->search, typed, 20);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (said, "%s%s", i > 0 ? " " : "", (char *) keys->pdata[i]);
  if (!g_str_equal (said->str, expected))
    g_test_message ("typed “%s”", typed);
  g_assert_cmpstr (said->str, ==, expected);
}

static void
test_without_marks (Fixture *fixture, gconstpointer data)
{
  assert_found (fixture, "khai sinh", "1.001193 9.000002");
  assert_found (fixture, "sinh khai", "1.001193 9.000002");
  assert_found (fixture, "  KHAI   SINH ", "1.001193 9.000002");
  assert_found (fixture, "thuong tru", "1.004222");
  assert_found (fixture, "xay nha", "1.013225");
  assert_found (fixture, "khong co", "");
}

static void
test_d (Fixture *fixture, gconstpointer data)
{
  assert_found (fixture, "dang ky tam", "1.004194");
  assert_found (fixture, "đang ky tam", "1.004194");
}

static void
test_with_marks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drawn = kiosk_search_find (fixture->search, "dáng ký", 1);
  g_autoptr (GPtrArray) apart = kiosk_search_find (fixture->search, "da\xcc\x81ng", 1);
  g_autoptr (GPtrArray) registered = kiosk_search_find (fixture->search, "đăng ký", 1);

  g_assert_cmpstr (drawn->pdata[0], ==, "9.000001");
  g_assert_cmpstr (apart->pdata[0], ==, "9.000001");
  g_assert_cmpstr (registered->pdata[0], ==, "1.000894");
}

static void
test_beginnings (Fixture *fixture, gconstpointer data)
{
  /* "an" begins no word; "ban" does. "sao" is in a title, "sao y" only in keywords. */
  assert_found (fixture, "ban", "2.000815");
  assert_found (fixture, "sao y", "2.000815");
  assert_found (fixture, "tr", "1.004194 1.004222");
  assert_found (fixture, "residence", "1.004194 1.004222");
}

static void
test_title_first (Fixture *fixture, gconstpointer data)
{
  kiosk_search_add (fixture->search, "x.keyword", "Khác", "mới toanh");
  kiosk_search_add (fixture->search, "x.inside", "Khácmới", NULL);
  kiosk_search_add (fixture->search, "x.title", "Điều mới toanh nhất", NULL);
  assert_found (fixture, "mơi", "x.title x.inside x.keyword");
}

static void
test_code (Fixture *fixture, gconstpointer data)
{
  assert_found (fixture, "1.0041", "1.004194");
  assert_found (fixture, "1.004", "1.004194 1.004222");
  assert_found (fixture, "004194", "");
}

static void
test_initials (Fixture *fixture, gconstpointer data)
{
  assert_found (fixture, "dktt", "1.004194 1.004222");
  assert_found (fixture, "dkks", "1.001193");
  assert_found (fixture, "ĐKKS", "1.001193");
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *endless = g_strnfill (100000, 'a');
  g_autofree char *words = NULL;
  g_auto (GStrv) many = g_new0 (char *, 1001);
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < 1000; i++)
    many[i] = g_strdup ("a");
  words = g_strjoinv (" ", many);
  assert_found (fixture, "", "");
  assert_found (fixture, "   ", "");
  assert_found (fixture, "\xff\xfe", "");
  assert_found (fixture, endless, "");
  assert_found (fixture, "\xcc\x81", "");
  found = kiosk_search_find (fixture->search, words, 20);
  g_assert_cmpuint (found->len, >, 0);
}

static void
test_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = kiosk_search_find (fixture->search, "k", 100);

  g_assert_cmpuint (all->len, >, 3);
  for (guint limit = 0; limit <= all->len; limit++)
    {
      g_autoptr (GPtrArray) some = kiosk_search_find (fixture->search, "k", limit);

      g_assert_cmpuint (some->len, ==, limit);
      for (guint i = 0; i < limit; i++)
        g_assert_cmpstr (some->pdata[i], ==, all->pdata[i]);
    }
}

/* What is found by a title is found by every beginning of it: nothing vanishes while typing. */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { "đăng ký thường trú", "dang ky thuong tru" };

  for (guint k = 0; k < G_N_ELEMENTS (titles); k++)
    for (const char *end = g_utf8_next_char (titles[k]); *end != '\0'; end = g_utf8_next_char (end))
      {
        g_autofree char *typed = g_strndup (titles[k], (gsize) (end - titles[k]));
        g_autoptr (GPtrArray) keys = kiosk_search_find (fixture->search, typed, 100);
        gboolean found = FALSE;

        for (guint i = 0; i < keys->len; i++)
          found = found || g_str_equal (keys->pdata[i], "1.004222");
        g_assert_true (found);
      }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/search/words-are-found-without-marks-in-any-order", test_without_marks);
  ADD ("/search/d-with-a-stroke-is-found-as-d", test_d);
  ADD ("/search/what-has-the-marks-comes-first", test_with_marks);
  ADD ("/search/beginnings-and-keywords-are-found", test_beginnings);
  ADD ("/search/a-title-comes-before-a-keyword", test_title_first);
  ADD ("/search/a-code-is-found-by-its-beginning", test_code);
  ADD ("/search/initials-are-found", test_initials);
  ADD ("/search/whatever-is-typed-does-no-harm", test_hostile);
  ADD ("/search/the-limit-cuts-the-same-order", test_limit);
  ADD ("/search/nothing-vanishes-while-typing", test_typing);

  return g_test_run ();
}
