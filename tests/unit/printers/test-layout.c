/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "printers/escpos-encode.h"
#include "printers/layout.h"
#include "receipt/qr.h"
#include "sample-dossier.h"
#include "sample-paper.h"
#include "workbench.h"

#include <stdlib.h>
#include <string.h>

#define LONG_NAME "NGUYỄN PHÚC THIÊN HƯƠNG HOÀNG NGỌC QUỲNH TRÂM ANH THƯ ĐẶNG THỊ MỸ HẠNH"

static KioskBitmap *
draw (const KioskPaper *paper, guint width)
{
  g_autoptr (GError) error = NULL;
  KioskBitmap *dots = kiosk_layout_draw_bitmap (paper, width, NULL, &error);

  g_assert_no_error (error);
  return dots;
}

static char *
save_pdf (Workbench *bench, const KioskPaper *paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = kiosk_layout_draw_pdf (paper, 148, 210, NULL, &error);

  g_assert_no_error (error);
  workbench_save (bench, "paper.pdf", pdf);
  return workbench_path (bench, "paper.pdf");
}

/* The dots as a picture, by way of the bytes that a printer gets. */
static char *
save_dots (Workbench *bench, const KioskBitmap *dots)
{
  g_autoptr (GBytes) bytes = kiosk_escpos_encode (dots, "P001", "C001");
  g_autofree char *script
      = g_build_filename (g_getenv ("KIOSK_SOURCE"), "tests/virtual/escpos-to-png.py", NULL);
  g_autofree char *in = workbench_path (bench, "paper.escpos");
  char *out = workbench_path (bench, "dots.png");

  workbench_save (bench, "paper.escpos", bytes);
  g_free (workbench_run ("/usr/bin/python3", script, in, out, NULL));
  return out;
}

static void
test_decoders_read_the_whole_code_from_the_dots (Workbench *bench, gconstpointer unused)
{
  const guint widths[] = { 576, 512, 384 };
  g_autoptr (SampleDossier) dossier = sample_dossier_new ("1.004873", "vi");
  g_autoptr (KioskPaper) paper = NULL;

  sample_dossier_number (dossier);
  paper = sample_dossier_print (dossier);
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (KioskBitmap) dots = draw (paper, widths[i]);
      g_autofree char *picture = save_dots (bench, dots);

      g_assert_cmpuint (kiosk_bitmap_get_width (dots), ==, widths[i]);
      workbench_assert_code (picture, dossier->code);
    }
}

static void
test_decoders_read_the_whole_code_from_the_sheet (Workbench *bench, gconstpointer unused)
{
  static const char *const resolutions[] = { "203", "300" };
  g_autoptr (SampleDossier) dossier = sample_dossier_new ("1.004873", "en");
  g_autoptr (KioskPaper) paper = NULL;
  g_autofree char *pdf = NULL;

  sample_dossier_number (dossier);
  paper = sample_dossier_print (dossier);
  pdf = save_pdf (bench, paper);
  for (gsize i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      g_autofree char *root = workbench_path (bench, "page");
      g_autofree char *picture = workbench_path (bench, "page.png");

      g_free (workbench_run ("pdftoppm", "-r", resolutions[i], "-f", "1", "-singlefile", "-png",
                             pdf, root, NULL));
      workbench_assert_code (picture, dossier->code);
    }
}

/* Dots a module: the top left finder is a bar of seven modules; where it starts is the first run of
 * black with white for four modules before it and under the bar the same module in white. */
static guint
measure_module (const KioskBitmap *dots, guint n_modules)
{
  guint height = kiosk_bitmap_get_height (dots);
  guint width = kiosk_bitmap_get_width (dots);

  for (guint module = 8; module >= 1; module--)
    for (guint y = 4 * module; y + n_modules * module < height; y++)
      for (guint x = 4 * module; x + n_modules * module + 4 * module <= width; x++)
        {
          gboolean found = TRUE;

          if (!kiosk_bitmap_is_black (dots, x, y) || kiosk_bitmap_is_black (dots, x, y - 1)
              || kiosk_bitmap_is_black (dots, x - 1, y))
            continue;
          for (guint i = 0; found && i < 7 * module; i++)
            found = kiosk_bitmap_is_black (dots, x + i, y) && kiosk_bitmap_is_black (dots, x, y + i)
                    && kiosk_bitmap_is_black (dots, x + (n_modules - 7) * module + i, y)
                    && kiosk_bitmap_is_black (dots, x + i, y + n_modules * module - 1);
          for (guint i = 0; found && i < 4 * module; i++)
            for (guint j = 0; found && j < n_modules * module; j++)
              found = !kiosk_bitmap_is_black (dots, x - 1 - i, y + j)
                      && !kiosk_bitmap_is_black (dots, x + j, y - 1 - i);
          if (found && !kiosk_bitmap_is_black (dots, x + 7 * module, y))
            return module;
        }

  return 0;
}

static void
test_a_module_has_four_to_six_whole_dots_and_four_modules_of_white (void)
{
  static const struct
  {
    guint width;
    guint module;
  } rows[] = { { 576, 6 }, { 512, 6 }, { 384, 4 } };
  g_autoptr (SampleDossier) dossier = sample_dossier_new ("1.004873", "vi");
  g_autoptr (KioskPaper) paper = NULL;
  g_autoptr (KioskQr) code = NULL;

  sample_dossier_number (dossier);
  paper = sample_dossier_print (dossier);
  code = kiosk_qr_new (dossier->code);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KioskBitmap) dots = draw (paper, rows[i].width);

      g_assert_cmpuint (measure_module (dots, kiosk_qr_get_size (code)), ==, rows[i].module);
    }
}

static void
test_a_code_that_would_be_too_fine_is_refused (void)
{
  g_autoptr (KioskPaper) paper = kiosk_paper_new ("t", "vi");
  g_autofree char *text = g_strnfill (900, 'A');
  g_autoptr (GError) narrow = NULL;
  g_autoptr (GError) wide = NULL;

  kiosk_paper_add (paper, TRUE, TRUE, KIOSK_BLOCK_QR, text, NULL);
  g_assert_null (kiosk_layout_draw_bitmap (paper, 384, NULL, &narrow));
  g_assert_error (narrow, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_UNSUITABLE);
  g_assert_null (kiosk_layout_draw_pdf (paper, 74, 105, NULL, &wide));
  g_assert_error (wide, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_UNSUITABLE);
}

static void
test_the_sheet_is_sound_and_says_its_words (Workbench *bench, gconstpointer unused)
{
  static const char *const lines[] = { "GIẤY TIẾP NHẬN HỒ SƠ",
                                       "VÀ HẸN TRẢ KẾT QUẢ",
                                       "NGUYỄN THỊ MẪU",
                                       "H99.018.02-261125-010043",
                                       "Độc lập - Tự do - Hạnh phúc",
                                       "16 giờ 30 phút, ngày 30 tháng 11 năm 2026" };
  g_autoptr (SampleDossier) dossier = sample_dossier_new ("1.004873", "vi");
  g_autoptr (KioskPaper) paper = NULL;
  g_autofree char *pdf = NULL;
  g_autofree char *words = NULL;

  sample_dossier_number (dossier);
  paper = sample_dossier_print (dossier);
  pdf = save_pdf (bench, paper);
  g_free (workbench_run ("qpdf", "--check", pdf, NULL));
  words = workbench_run ("pdftotext", "-layout", pdf, "-", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (strstr (words, lines[i]) == NULL)
      g_error ("The sheet does not say «%s»: %s", lines[i], words);
}

/* What stands on paper is checked by a program that shares no line with ours. */
static void
test_an_independent_verifier_takes_the_printed_code (Workbench *bench, gconstpointer unused)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new ("1.004222", "vi");
  g_autofree char *script
      = g_build_filename (g_getenv ("KIOSK_SOURCE"), "tests/virtual/verify-receipt.py", NULL);
  g_autofree char *key_path = workbench_path (bench, "key.pub");
  g_autofree char *picture = NULL;
  g_autofree char *text = NULL;
  g_autofree char *facts = NULL;
  g_autoptr (KioskPaper) paper = NULL;
  g_autoptr (KioskBitmap) dots = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kiosk_signing_key_save (dossier->key, key_path, FALSE, &error));
  sample_dossier_number (dossier);
  paper = sample_dossier_print (dossier);
  dots = draw (paper, 576);
  picture = save_dots (bench, dots);
  text = g_strstrip (workbench_run ("zbarimg", "-q", "--raw", picture, NULL));
  facts = workbench_run ("/usr/bin/python3", script, text, key_path, NULL);
  g_assert_nonnull (strstr (facts, "\"official\": \"H99.018.02-261125-010043\""));
  g_assert_nonnull (strstr (facts, "\"procedure\": \"1.004222\""));
}

static guint
count_pages (const char *pdf)
{
  g_autofree char *number = workbench_run ("qpdf", "--show-npages", pdf, NULL);

  return (guint) atoi (number);
}

static void
test_forty_documents_go_on_over_pages_with_the_head_again (Workbench *bench, gconstpointer unused)
{
  g_autoptr (KioskPaper) paper = sample_paper_new ("t", "NGUYỄN THỊ MẪU", 40);
  g_autofree char *pdf = save_pdf (bench, paper);
  g_autofree char *second = NULL;
  g_autofree char *words = NULL;

  g_assert_cmpuint (count_pages (pdf), >=, 2);
  second = workbench_run ("pdftotext", "-f", "2", "-l", "2", pdf, "-", NULL);
  g_assert_nonnull (strstr (second, "Tên giấy tờ"));
  g_assert_nonnull (strstr (second, "2/"));
  words = workbench_run ("pdftotext", "-layout", pdf, "-", NULL);
  g_assert_nonnull (strstr (words, "40"));
  g_assert_nonnull (strstr (words, "NGƯỜI TIẾP NHẬN HỒ SƠ"));
}

static void
test_nothing_is_drawn_beyond_the_edges (void)
{
  const guint widths[] = { 576, 512, 384 };
  g_autoptr (KioskPaper) paper = sample_paper_new ("t", LONG_NAME, 3);

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (KioskBitmap) dots = draw (paper, widths[i]);
      guint n_black = 0;

      for (guint y = 0; y < kiosk_bitmap_get_height (dots); y++)
        {
          g_assert_false (kiosk_bitmap_is_black (dots, 0, y));
          g_assert_false (kiosk_bitmap_is_black (dots, widths[i] - 1, y));
          for (guint x = 0; x < widths[i]; x++)
            n_black += kiosk_bitmap_is_black (dots, x, y);
        }
      g_assert_cmpuint (n_black, >, 1000);
    }
}

static void
test_every_vietnamese_letter_has_a_glyph (void)
{
  g_autoptr (KioskPaper) paper
      = sample_paper_new ("t",
                          "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
                          "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ ₫",
                          1);
  g_autoptr (KioskPaper) foreign = sample_paper_new ("t", "\xee\x80\x81", 1);
  g_autoptr (KioskBitmap) dots = NULL;
  g_autoptr (KioskBitmap) boxes = NULL;
  guint n_unknown = 1;

  dots = kiosk_layout_draw_bitmap (paper, 576, &n_unknown, NULL);
  g_assert_nonnull (dots);
  g_assert_cmpuint (n_unknown, ==, 0);
  boxes = kiosk_layout_draw_bitmap (foreign, 576, &n_unknown, NULL);
  g_assert_nonnull (boxes);
  g_assert_cmpuint (n_unknown, >=, 1);
}

static void
test_decomposed_letters_look_the_same (void)
{
  g_autofree char *decomposed = g_utf8_normalize (LONG_NAME, -1, G_NORMALIZE_NFD);
  g_autoptr (KioskPaper) first = sample_paper_new ("t", LONG_NAME, 1);
  g_autoptr (KioskPaper) second = sample_paper_new ("t", decomposed, 1);
  g_autoptr (KioskBitmap) a = draw (first, 576);
  g_autoptr (KioskBitmap) b = draw (second, 576);

  g_assert_cmpuint (kiosk_bitmap_get_height (a), ==, kiosk_bitmap_get_height (b));
  for (guint y = 0; y < kiosk_bitmap_get_height (a); y++)
    g_assert_cmpmem (kiosk_bitmap_get_row (a, y), kiosk_bitmap_get_stride (a),
                     kiosk_bitmap_get_row (b, y), kiosk_bitmap_get_stride (b));
}

static void
test_a_roll_of_unknown_width_is_refused (void)
{
  g_autoptr (KioskPaper) paper = sample_checklist_new ("t");
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_layout_draw_bitmap (paper, 100, NULL, &error));
  g_assert_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_UNSUITABLE);
}

#define ADD_BENCHED(name, function)                                                                \
  g_test_add (name, Workbench, NULL, workbench_set_up, function, workbench_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_BENCHED ("/printers/layout/decoders-read-the-whole-code-from-the-dots",
               test_decoders_read_the_whole_code_from_the_dots);
  ADD_BENCHED ("/printers/layout/decoders-read-the-whole-code-from-the-sheet",
               test_decoders_read_the_whole_code_from_the_sheet);
  g_test_add_func ("/printers/layout/a-module-has-four-to-six-whole-dots-and-four-modules-of-white",
                   test_a_module_has_four_to_six_whole_dots_and_four_modules_of_white);
  g_test_add_func ("/printers/layout/a-code-that-would-be-too-fine-is-refused",
                   test_a_code_that_would_be_too_fine_is_refused);
  ADD_BENCHED ("/printers/layout/the-sheet-is-sound-and-says-its-words",
               test_the_sheet_is_sound_and_says_its_words);
  ADD_BENCHED ("/printers/layout/an-independent-verifier-takes-the-printed-code",
               test_an_independent_verifier_takes_the_printed_code);
  ADD_BENCHED ("/printers/layout/forty-documents-go-on-over-pages-with-the-head-again",
               test_forty_documents_go_on_over_pages_with_the_head_again);
  g_test_add_func ("/printers/layout/nothing-is-drawn-beyond-the-edges",
                   test_nothing_is_drawn_beyond_the_edges);
  g_test_add_func ("/printers/layout/every-vietnamese-letter-has-a-glyph",
                   test_every_vietnamese_letter_has_a_glyph);
  g_test_add_func ("/printers/layout/decomposed-letters-look-the-same",
                   test_decomposed_letters_look_the_same);
  g_test_add_func ("/printers/layout/a-roll-of-unknown-width-is-refused",
                   test_a_roll_of_unknown_width_is_refused);

  return g_test_run ();
}
