/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

#include "ui/pictures/qr-picture.h"
#include "ui/pictures/scan-picture.h"
#include "ui/words/problem-words.h"
#include "ui/words/terms-words.h"

#include <string.h>

static KioskLanguage *
load_language (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("KIOSK_ASSETS"), "translations", NULL);
  g_autoptr (GError) error = NULL;
  KioskLanguage *language = kiosk_language_load (folder, &error);

  g_assert_no_error (error);
  return language;
}

static void
test_time (void)
{
  static const struct
  {
    guint amount;
    KioskTimeUnit unit;
    const char *vi;
    const char *en;
  } rows[] = {
    { 7, KIOSK_UNIT_WORKING_DAY, "7 ngày làm việc", "7 working days" },
    { 1, KIOSK_UNIT_WORKING_DAY, "1 ngày làm việc", "1 working day" },
    { 0, KIOSK_UNIT_WORKING_DAY, "Trong ngày", "The same day" },
    { 2, KIOSK_UNIT_MONTH, "2 tháng", "2 months" },
  };
  g_autoptr (KioskLanguage) language = load_language ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KioskTimeLimit limit = { .amount = rows[i].amount, .unit = rows[i].unit };
      g_autofree char *vi = kiosk_words_time (language, &limit);
      g_autofree char *en = NULL;

      g_assert_cmpstr (vi, ==, rows[i].vi);
      kiosk_language_set_current (language, "en");
      en = kiosk_words_time (language, &limit);
      g_assert_cmpstr (en, ==, rows[i].en);
      kiosk_language_set_current (language, "vi");
    }
}

static void
test_fee (void)
{
  static const struct
  {
    gint64 amount;
    gint64 total;
    gboolean certain;
    KioskFeePer per;
    const char *said;
  } rows[] = {
    { 20000, 20000, TRUE, KIOSK_PER_CASE, "20.000\u00a0đ" },
    { 8000, 24000, TRUE, KIOSK_PER_COPY, "24.000\u00a0đ" },
    { 8000, 8000, FALSE, KIOSK_PER_COPY, "8.000\u00a0đ một bản" },
    { -1, -1, TRUE, KIOSK_PER_CASE, "Do tỉnh quy định" },
    { 0, 0, TRUE, KIOSK_PER_CASE, "Không mất phí" },
  };
  g_autoptr (KioskLanguage) language = load_language ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KioskFee fee = { .amount = rows[i].amount, .per = rows[i].per };
      KioskFeeLine line = { .fee = &fee, .total = rows[i].total, .certain = rows[i].certain };
      g_autofree char *said = kiosk_words_fee (language, &line);

      g_assert_cmpstr (said, ==, rows[i].said);
    }
}

static void
test_fees (void)
{
  g_autoptr (KioskLanguage) language = load_language ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  KioskFee fee = { .amount = 5000 };
  KioskFeeLine sure = { .fee = &fee, .total = 5000, .certain = TRUE };
  KioskFeeLine unsure = { .fee = &fee, .total = 5000, .certain = FALSE };
  g_autofree char *none = kiosk_words_fees (language, lines);
  g_autofree char *sum = NULL;
  g_autofree char *depends = NULL;

  g_assert_cmpstr (none, ==, "Không mất phí");
  g_ptr_array_add (lines, &sure);
  g_ptr_array_add (lines, &sure);
  sum = kiosk_words_fees (language, lines);
  g_assert_cmpstr (sum, ==, "10.000\u00a0đ");
  g_ptr_array_add (lines, &unsure);
  depends = kiosk_words_fees (language, lines);
  g_assert_cmpstr (depends, ==, "Tùy trường hợp");
}

static void
test_mask (void)
{
  g_autofree char *number = kiosk_words_mask_number ("001099012001");
  g_autofree char *phone = kiosk_words_mask_phone ("0912345678");
  g_autofree char *odd = kiosk_words_mask_number ("12");

  g_assert_cmpstr (number, ==, "001 ••• ••• 001");
  g_assert_cmpstr (phone, ==, "0912 ••• 678");
  g_assert_cmpstr (odd, ==, "12");
}

static void
test_problem (void)
{
  g_autoptr (KioskLanguage) language = load_language ();
  g_autoptr (KioskText) label = kiosk_text_new ();
  g_autoptr (KioskText) mend = kiosk_text_new ();
  KioskField field = { .id = "phone", .label = label, .error = mend };
  g_autofree char *few = NULL;
  g_autofree char *own = NULL;
  g_autofree char *missing = NULL;

  kiosk_text_set (label, "vi", "Số điện thoại");
  kiosk_text_set (mend, "vi", "Mời xem lại số");
  few = kiosk_words_problem (language, &field, KIOSK_PROBLEM_NOT_A_PHONE, "091234567");
  own = kiosk_words_problem (language, &field, KIOSK_PROBLEM_NOT_A_PHONE, "1912345678");
  missing = kiosk_words_problem (language, &field, KIOSK_PROBLEM_MISSING, NULL);
  g_assert_cmpstr (few, ==, "Số điện thoại cần đủ 10 số, mới có 9");
  g_assert_cmpstr (own, ==, "Mời xem lại số");
  g_assert_cmpstr (missing, ==, "Còn thiếu: Số điện thoại");
}

static void
test_every_problem (void)
{
  g_autoptr (KioskLanguage) language = load_language ();
  g_autoptr (KioskText) label = kiosk_text_new ();
  KioskField field = { .id = "x", .label = label, .min = 3, .max = 9, .min_length = 2 };

  kiosk_text_set (label, "vi", "Nhãn");
  kiosk_text_set (label, "en", "Label");
  for (int problem = KIOSK_PROBLEM_NONE + 1; problem <= KIOSK_PROBLEM_STOPS; problem++)
    {
      g_autofree char *words = kiosk_words_problem (language, &field, problem, "0912345678");

      g_assert_nonnull (strstr (words, "Nhãn"));
      g_assert_null (strchr (words, '{'));
    }
}

static void
test_qr (void)
{
  GtkWidget *picture = kiosk_qr_picture_new ("HTTPS://EXAMPLE.VN/R/ABCDEF", 300, "code");
  g_autofree char *endless = g_strnfill (8000, 'a');
  GdkPaintable *paintable;

  g_object_ref_sink (picture);
  paintable = gtk_picture_get_paintable (GTK_PICTURE (picture));
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), <=, 300);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), >=, 200);
  gtk_test_accessible_assert_role (picture, GTK_ACCESSIBLE_ROLE_IMG);
  g_object_unref (picture);
  g_assert_null (kiosk_qr_picture_new (endless, 300, "code"));
}

static KioskScan *
make_scan (guint width, guint height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskSecret) secret = NULL;
  char *jpeg;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0xffffffff);
  gdk_pixbuf_save_to_buffer (pixbuf, &jpeg, &length, "jpeg", &error, NULL);
  g_assert_no_error (error);
  secret = kiosk_secret_take (jpeg, length);
  return kiosk_scan_new (secret, width, height);
}

static void
test_scan (void)
{
  g_autoptr (KioskScan) scan = make_scan (400, 600);
  GtkWidget *picture = g_object_ref_sink (kiosk_scan_picture_new (scan, 100, 120, "page"));
  GdkPaintable *paintable = gtk_picture_get_paintable (GTK_PICTURE (picture));

  g_assert_cmpint (gdk_paintable_get_intrinsic_height (paintable), ==, 120);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), ==, 80);
  g_object_unref (picture);
}

static void
test_scan_broken (void)
{
  g_autoptr (KioskSecret) secret = kiosk_secret_new_text ("this is no picture");
  g_autoptr (KioskScan) scan = kiosk_scan_new (secret, 10, 10);

  g_test_expect_message ("kiosk-ui", G_LOG_LEVEL_WARNING, "A captured page cannot be shown*");
  g_assert_null (kiosk_scan_picture_new (scan, 100, 120, "page"));
  g_test_assert_expected_messages ();
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/time-is-said-with-its-unit-in-both-languages", test_time);
  g_test_add_func ("/words/a-fee-is-said-as-far-as-it-is-certain", test_fee);
  g_test_add_func ("/words/fees-are-summed-only-when-all-are-certain", test_fees);
  g_test_add_func ("/words/numbers-of-people-are-masked", test_mask);
  g_test_add_func ("/words/a-count-of-digits-mends-before-a-rule", test_problem);
  g_test_add_func ("/words/every-problem-has-its-words", test_every_problem);
  g_test_add_func ("/pictures/a-code-has-whole-modules", test_qr);
  g_test_add_func ("/pictures/a-page-fits-its-room", test_scan);
  g_test_add_func ("/pictures/a-page-that-cannot-be-decoded-is-none", test_scan_broken);
  return g_test_run ();
}
