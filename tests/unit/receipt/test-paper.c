/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "receipt/paper.h"

static void
test_blocks_stand_where_they_were_put (void)
{
  g_autoptr (KioskPaper) paper = kiosk_paper_new ("0193a7e0", "en");

  kiosk_paper_add (paper, TRUE, FALSE, KIOSK_BLOCK_TEXT, "narrow", NULL);
  kiosk_paper_add (paper, FALSE, TRUE, KIOSK_BLOCK_TEXT, "wide", NULL);
  kiosk_paper_add (paper, TRUE, TRUE, KIOSK_BLOCK_TEXT, "both", NULL);

  g_assert_cmpuint (kiosk_paper_get_narrow (paper)->len, ==, 2);
  g_assert_cmpuint (kiosk_paper_get_wide (paper)->len, ==, 2);
  g_assert_true (g_ptr_array_index (kiosk_paper_get_narrow (paper), 1)
                 == g_ptr_array_index (kiosk_paper_get_wide (paper), 1));
  g_assert_cmpstr (kiosk_paper_get_token (paper), ==, "0193a7e0");
  g_assert_cmpstr (kiosk_paper_get_language (paper), ==, "en");
}

static void
test_marks_that_reorder_an_amount_are_dropped (void)
{
  g_autoptr (KioskPaper) paper = kiosk_paper_new ("t", "vi");
  KioskBlock *block = kiosk_paper_add (paper, TRUE, TRUE, KIOSK_BLOCK_PAIR,
                                       "L\u202ealệ\x07 phí\u2066", "20\u200f.000 đ\nmiễn");

  g_assert_cmpstr (block->first, ==, "Lalệ phí");
  g_assert_cmpstr (block->second, ==, "20.000 đ\nmiễn");
}

static void
test_endless_text_is_cut_with_an_ellipsis (void)
{
  g_autoptr (KioskPaper) paper = kiosk_paper_new ("t", "vi");
  g_autofree char *endless = g_strnfill (100000, 'x');
  KioskBlock *block = kiosk_paper_add (paper, TRUE, TRUE, KIOSK_BLOCK_TEXT, endless, NULL);

  g_assert_cmpint (g_utf8_strlen (block->first, -1), ==, 1000);
  g_assert_true (g_str_has_suffix (block->first, "…"));
}

static void
test_a_translation_equal_to_the_vietnamese_is_not_kept (void)
{
  g_autoptr (KioskPaper) paper = kiosk_paper_new ("t", "en");
  KioskBlock *block = kiosk_paper_add (paper, TRUE, TRUE, KIOSK_BLOCK_PAIR, "Họ tên", "MẪU");

  kiosk_block_set_also (block, "Full name", "MẪU");
  g_assert_cmpstr (block->also_first, ==, "Full name");
  g_assert_null (block->also_second);
}

static void
test_the_text_of_a_code_is_kept_exactly (void)
{
  g_autoptr (KioskPaper) paper = kiosk_paper_new ("t", "vi");
  KioskBlock *block
      = kiosk_paper_add (paper, TRUE, TRUE, KIOSK_BLOCK_QR, "HTTPS://A/R/ABC", "Quét");

  g_assert_cmpstr (block->first, ==, "HTTPS://A/R/ABC");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/receipt/paper/blocks-stand-where-they-were-put",
                   test_blocks_stand_where_they_were_put);
  g_test_add_func ("/receipt/paper/marks-that-reorder-an-amount-are-dropped",
                   test_marks_that_reorder_an_amount_are_dropped);
  g_test_add_func ("/receipt/paper/endless-text-is-cut-with-an-ellipsis",
                   test_endless_text_is_cut_with_an_ellipsis);
  g_test_add_func ("/receipt/paper/a-translation-equal-to-the-vietnamese-is-not-kept",
                   test_a_translation_equal_to_the_vietnamese_is_not_kept);
  g_test_add_func ("/receipt/paper/the-text-of-a-code-is-kept-exactly",
                   test_the_text_of_a_code_is_kept_exactly);

  return g_test_run ();
}
