/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-dossier.h"

#include <string.h>

#define FILED "1.004873"
#define PREPARED "1.000894"
#define DOUBTFUL "3.000348"
#define CERTAIN "1.004222"
#define GROUPED "1.004194"
#define ONLINE "1.013225"

static void
assert_says (KioskPaper *paper, gboolean wide, const char *words)
{
  g_autofree char *text = sample_paper_text (paper, wide);

  if (strstr (text, words) == NULL)
    g_error ("The paper does not say «%s»:\n%s", words, text);
}

static void
assert_silent (KioskPaper *paper, gboolean wide, const char *words)
{
  g_autofree char *text = sample_paper_text (paper, wide);

  if (strstr (text, words) != NULL)
    g_error ("The paper says «%s»:\n%s", words, text);
}

static void
test_before_the_province_it_is_a_slip_that_says_so (void)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (FILED, "vi");
  g_autoptr (KioskPaper) paper = sample_dossier_print (dossier);

  for (guint wide = 0; wide < 2; wide++)
    {
      assert_says (paper, wide, "PHIẾU LƯU HỒ SƠ TẠI MÁY");
      assert_says (paper, wide, "ĐÃ LƯU TẠI MÁY, CHƯA GỬI");
      assert_says (paper, wide, "Phiếu này chưa phải giấy tiếp nhận.");
      assert_says (paper, wide, "Mã tạm");
      assert_says (paper, wide, "KIOSK7-261125-0012");
      assert_silent (paper, wide, "GIẤY TIẾP NHẬN HỒ SƠ");
      assert_silent (paper, wide, "CỘNG HÒA");
      assert_silent (paper, wide, "NGƯỜI TIẾP NHẬN");
      assert_silent (paper, wide, "Mã hồ sơ\n");
    }
}

static void
test_signed_but_not_numbered_is_still_no_receipt (void)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (FILED, "vi");
  g_autoptr (KioskPaper) paper = NULL;

  sample_dossier_sign (dossier);
  paper = sample_dossier_print (dossier);
  for (guint wide = 0; wide < 2; wide++)
    {
      assert_says (paper, wide, "CHƯA CÓ MÃ HỒ SƠ");
      assert_says (paper, wide, "Tỉnh ký nhận lúc 09:57 ngày 25/11/2026.");
      assert_silent (paper, wide, "GIẤY TIẾP NHẬN HỒ SƠ");
    }
}

static void
test_form_01_has_all_its_contents (void)
{
  static const char *const contents[] = {
    "ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG AN BÌNH",
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
     "An Bình, ngày 25 tháng 11 năm 2026"),
    "Mẫu số 01. Liên: Giao người nộp",
    "GIẤY TIẾP NHẬN HỒ SƠ\nVÀ HẸN TRẢ KẾT QUẢ",
    "Mã hồ sơ\nH99.018.02-261125-010043",
    "Bộ phận tiếp nhận\nTrung tâm Phục vụ hành chính công phường An Bình",
    "Ông/Bà NGUYỄN THỊ MẪU (nộp trực tiếp tại máy)",
    "Số định danh cá nhân\n001199000001",
    "Địa chỉ\n12 ngõ 5 phố Hoa Sữa, phường Tân Mai, thành phố Hà Nội",
    "Điện thoại\n",
    "Thư điện tử\n",
    "Nội dung yêu cầu giải quyết\nThủ tục cấp Giấy xác nhận tình trạng hôn nhân (1.004873)",
    "Bản chính\nChứng thực\nBản chụp",
    "(quét tại máy, 2 trang)\n0\n0\n1",
    "2. Số lượng hồ sơ\n01 bộ",
    "3. Thời gian giải quyết theo quy định\n03 ngày làm việc",
    "4. Thời gian nhận hồ sơ\n09 giờ 57 phút, ngày 25 tháng 11 năm 2026",
    "5. Thời gian trả kết quả\n16 giờ 30 phút, ngày 30 tháng 11 năm 2026",
    "6. Nhận kết quả tại\nQuầy 4\n",
    "7. Phí, lệ phí\nCấp giấy xác nhận: theo mức của tỉnh, hỏi tại quầy",
    "Quét mã này, hoặc đưa giấy vào máy Một Cửa bất kỳ, để xem hồ sơ đến đâu.",
    "NGƯỜI NỘP HỒ SƠ\n(Ký và ghi rõ họ tên)\nNguyễn Thị Mẫu",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
  };
  g_autoptr (SampleDossier) dossier = sample_dossier_new (FILED, "vi");
  g_autoptr (KioskPaper) paper = NULL;

  sample_dossier_number (dossier);
  paper = sample_dossier_print (dossier);
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    assert_says (paper, TRUE, contents[i]);
  assert_says (paper, FALSE, "TỈNH ĐÃ TIẾP NHẬN");
  assert_says (paper, FALSE, "16:30, 30/11/2026");
}

static void
test_two_dates_stand_where_the_law_has_two (void)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (FILED, "vi");
  g_autoptr (KioskPaper) paper = NULL;

  sample_dossier_number (dossier);
  dossier->facts.second_due = g_date_time_add_days (dossier->facts.due, 3);
  paper = sample_dossier_print (dossier);
  assert_says (paper, TRUE, "16 giờ 30 phút, ngày 30 tháng 11 năm 2026");
  assert_says (paper, TRUE, "lần 2\n16 giờ 30 phút, ngày 03 tháng 12 năm 2026");
  assert_says (paper, FALSE, "16:30, 03/12/2026");
}

static void
test_the_roll_masks_name_and_number (void)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (FILED, "en");

  for (guint numbered = 0; numbered < 2; numbered++)
    {
      g_autoptr (KioskPaper) paper = NULL;

      if (numbered)
        sample_dossier_number (dossier);
      paper = sample_dossier_print (dossier);
      assert_says (paper, FALSE, "N. T. MẪU (...001)");
      assert_silent (paper, FALSE, "001199000001");
      assert_silent (paper, FALSE, "Nguyễn Thị Mẫu");
      assert_silent (paper, FALSE, "NGUYỄN THỊ MẪU");
      assert_silent (paper, FALSE, "Hoa Sữa");
      assert_says (paper, TRUE, "NGUYỄN THỊ MẪU");
    }
}

static void
test_what_is_only_prepared_is_never_called_received (void)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (PREPARED, "vi");
  g_autoptr (KioskPaper) paper = NULL;

  sample_dossier_number (dossier);
  paper = sample_dossier_print (dossier);
  for (guint wide = 0; wide < 2; wide++)
    {
      assert_says (paper, wide, "CHƯA XONG THỦ TỤC");
      assert_says (paper, wide,
                   "CÒN PHẢI LÀM: Quầy tiếp nhận của Trung tâm\n"
                   "Hai người cùng đến, mỗi người mang thẻ căn cước");
      assert_says (paper, wide, "H99.018.02-261125-010043");
      assert_silent (paper, wide, "VÀ HẸN TRẢ KẾT QUẢ");
      assert_silent (paper, wide, "hồ sơ nộp gồm");
      assert_silent (paper, wide, "Thời gian nhận hồ sơ");
      assert_silent (paper, wide, "Nhận lúc");
      assert_silent (paper, wide, "TỈNH ĐÃ TIẾP NHẬN");
      assert_silent (paper, wide, "30 tháng 11");
      assert_silent (paper, wide, "30/11/2026");
    }
}

static void
test_papers_for_the_counter_are_left_to_do_and_not_listed_as_taken (void)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (FILED, "vi");
  g_autoptr (KioskPaper) paper = sample_dossier_print (dossier);
  const GPtrArray *blocks = kiosk_paper_get_wide (paper);
  guint n_checks = 0;

  assert_says (paper, TRUE, "CÒN PHẢI NỘP TẠI QUẦY 4");
  assert_says (paper, FALSE, "CÒN PHẢI NỘP TẠI QUẦY 4");
  for (guint i = 0; i < blocks->len; i++)
    {
      const KioskBlock *block = g_ptr_array_index (blocks, i);

      n_checks += block->kind == KIOSK_BLOCK_CHECK;
      for (guint j = 0; block->cells != NULL && j < block->cells->len; j++)
        g_assert_null (strstr (g_ptr_array_index (block->cells, j), "Giấy tờ tùy thân"));
    }
  g_assert_cmpuint (n_checks, >=, 1);
}

static void
promise (SampleDossier *dossier, const char *id)
{
  KioskDocumentSet *set = kiosk_session_get_documents (dossier->session);

  kiosk_document_set_set_at_counter (set, id, TRUE);
}

static void
test_of_several_papers_one_is_asked_for (void)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (GROUPED, "vi");
  KioskForm *form = kiosk_session_get_form (dossier->session);
  KioskDocumentSet *set = kiosk_session_get_documents (dossier->session);
  g_autoptr (KioskSecret) jpeg = kiosk_secret_new ("\xff\xd8\xff\xd9", 4);
  g_autoptr (KioskScan) page = kiosk_scan_new (jpeg, 1654, 2339);
  const char *const papers[] = { "lease", "landlord", "undertaking" };
  g_autoptr (KioskPaper) promised = NULL;
  g_autoptr (KioskPaper) settled = NULL;

  kiosk_form_set (form, "type", "person");
  kiosk_form_set (form, "home", "rent");
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    promise (dossier, papers[i]);
  promised = sample_dossier_print (dossier);
  g_assert_true (kiosk_document_set_add_page (set, "lease", page, NULL));
  settled = sample_dossier_print (dossier);
  for (guint wide = 0; wide < 2; wide++)
    {
      assert_says (promised, wide,
                   "Một trong các giấy: hợp đồng thuê, mượn, ở nhờ (chỉ xuất trình); giấy của chủ "
                   "nhà trọ (chỉ xuất trình); giấy cam kết về chỗ ở");
      assert_silent (settled, wide, "Một trong các giấy");
      assert_silent (settled, wide, "chủ nhà trọ");
    }
}

static void
test_papers_for_elsewhere_are_not_sent_to_the_counter (void)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (ONLINE, "vi");
  g_autoptr (KioskPaper) paper = sample_dossier_print (dossier);

  for (guint wide = 0; wide < 2; wide++)
    {
      assert_says (paper, wide, "CÒN PHẢI NỘP TẠI CỔNG DỊCH VỤ CÔNG\nGiấy tờ đất\nBản vẽ thiết kế");
      assert_silent (paper, wide, "QUẦY 4");
    }
}

static void
test_how_the_identity_is_known_is_said_and_never_more_than_was_proved (void)
{
  static const char *const said[] = {
    [KIOSK_ASSURANCE_TYPED] = "tự khai, chưa đối chiếu",
    [KIOSK_ASSURANCE_QR] = "QR trên thẻ, chưa đối chiếu",
    [KIOSK_ASSURANCE_CHIP] = "chip trên thẻ, chưa xác thực",
    [KIOSK_ASSURANCE_SIGNED] = "chip có chữ ký, chưa rõ nơi ký",
    [KIOSK_ASSURANCE_TRUSTED] = "chip, chữ ký cơ quan cấp hợp lệ",
    [KIOSK_ASSURANCE_GENUINE] = "chip chính gốc, chữ ký cơ quan cấp hợp lệ",
  };
  g_autoptr (SampleDossier) dossier = sample_dossier_new (FILED, "vi");

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autoptr (KioskPaper) paper = NULL;

      sample_dossier_identify (dossier, "Nguyễn Thị Mẫu", (KioskAssurance) i);
      paper = sample_dossier_print (dossier);
      for (guint wide = 0; wide < 2; wide++)
        {
          assert_says (paper, wide, said[i]);
          if (i < KIOSK_ASSURANCE_TRUSTED)
            assert_silent (paper, wide, "hợp lệ");
          if (i < KIOSK_ASSURANCE_GENUINE)
            assert_silent (paper, wide, "chính gốc");
        }
    }
}

static void
test_vietnamese_stands_beside_english (void)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (FILED, "en");
  g_autoptr (KioskPaper) kept = sample_dossier_print (dossier);
  g_autoptr (KioskPaper) received = NULL;

  sample_dossier_number (dossier);
  received = sample_dossier_print (dossier);
  for (guint wide = 0; wide < 2; wide++)
    {
      assert_says (kept, wide, "ĐÃ LƯU TẠI MÁY, CHƯA GỬI");
      assert_says (kept, wide, "KEPT AT THIS MACHINE, NOT SENT YET");
      assert_says (received, wide, "GIẤY TIẾP NHẬN HỒ SƠ");
      assert_says (received, wide, "Receipt of dossier and appointment for the result");
    }
  assert_says (received, TRUE, "Nội dung yêu cầu giải quyết");
  assert_says (received, TRUE, "Matter");
}

static void
test_the_code_is_on_both_and_holds_the_facts (void)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (FILED, "vi");
  g_autoptr (KioskPaper) paper = NULL;

  sample_dossier_number (dossier);
  paper = sample_dossier_print (dossier);
  for (guint wide = 0; wide < 2; wide++)
    assert_says (paper, wide, dossier->code);
  g_assert_cmpstr (kiosk_paper_get_token (paper), ==, dossier->facts.submission_id);
}

static void
test_a_paper_printed_again_is_stamped (void)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (FILED, "vi");
  g_autoptr (KioskPaper) first = sample_dossier_print (dossier);
  g_autoptr (KioskPaper) second = NULL;

  dossier->facts.copy = 1;
  second = sample_dossier_print (dossier);
  for (guint wide = 0; wide < 2; wide++)
    {
      assert_silent (first, wide, "BẢN IN LẠI");
      assert_says (second, wide, "BẢN IN LẠI, LẦN 1");
    }
}

static void
test_a_checklist_says_what_to_bring_and_nothing_personal (void)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (FILED, "vi");
  g_autoptr (KioskPaper) paper = sample_dossier_checklist (dossier);

  for (guint wide = 0; wide < 2; wide++)
    {
      assert_says (paper, wide, "PHIẾU NHẮC GIẤY TỜ");
      assert_says (paper, wide, "MANG THEO KHI ĐẾN");
      assert_says (paper, wide, "Thẻ căn cước");
      assert_says (paper, wide, "KHÔNG PHẢI MANG");
      assert_says (paper, wide, "Tờ khai: máy lập giúp.");
      assert_says (paper, wide, "Miễn cho:");
      assert_says (paper, wide, "HTTPS://TRACK.EXAMPLE.VN/P/1.004873");
      assert_says (paper, wide, "In ngày 25/11/2026");
      assert_silent (paper, wide, "MẪU");
      assert_silent (paper, wide, "001199000001");
    }
  g_assert_true (g_str_has_prefix (kiosk_paper_get_token (paper), "checklist-"));
}

static void
assert_checklist (const char *procedure, const char *says, const char *silent)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (procedure, "vi");
  g_autoptr (KioskPaper) paper = sample_dossier_checklist (dossier);

  for (guint wide = 0; wide < 2; wide++)
    {
      assert_says (paper, wide, says);
      assert_silent (paper, wide, silent);
    }
}

static void
test_a_checklist_says_things_once_and_where_they_go (void)
{
  assert_checklist (GROUPED,
                    "Một trong các giấy: hợp đồng thuê, mượn, ở nhờ; giấy của chủ nhà trọ; "
                    "giấy cam kết về chỗ ở; giấy tờ nhà khác",
                    "\nGiấy của chủ nhà trọ\n");
  assert_checklist (ONLINE, "Bản vẽ thiết kế (nộp tại Cổng Dịch vụ công)\n",
                    "Bản vẽ thiết kế (nộp tại Cổng Dịch vụ công)\nBản chính:");
  assert_checklist ("3.000348", "Bản sao bằng lái cũ\n", "Bản sao bằng lái cũ\nBản sao:");
  /* Nobody has said how many copies: the price of one is said, not that they cost nothing. */
  assert_checklist (PREPARED, "8.000\u00a0đ một bản", "\n0\u00a0đ\n");
}

static void
test_the_result_is_where_the_citizen_wants_it (void)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new ("2.000635", "vi");
  KioskForm *form = kiosk_session_get_form (dossier->session);
  g_autoptr (KioskPaper) open = NULL;
  g_autoptr (KioskPaper) chosen = NULL;

  sample_dossier_number (dossier);
  kiosk_form_set (form, "delivery", "");
  open = sample_dossier_print (dossier);
  kiosk_form_set (form, "delivery", "post");
  chosen = sample_dossier_print (dossier);
  assert_says (
      open, TRUE,
      "6. Nhận kết quả tại\nQuầy 4, hoặc qua dịch vụ bưu chính công ích, hoặc bản điện tử");
  assert_says (chosen, TRUE, "6. Nhận kết quả tại\nQua dịch vụ bưu chính công ích\n");
}

static void
assert_doubts (const char *procedure, gboolean doubtful)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (procedure, "en");
  void (*check) (KioskPaper *, gboolean, const char *) = doubtful ? assert_says : assert_silent;

  for (guint stage = 0; stage < 3; stage++)
    {
      g_autoptr (KioskPaper) paper = NULL;

      if (stage == 2)
        sample_dossier_number (dossier);
      paper = stage == 0 ? sample_dossier_checklist (dossier) : sample_dossier_print (dossier);
      for (guint wide = 0; wide < 2; wide++)
        {
          check (paper, wide, "\u00a0đ (chờ\u00a0xác\u00a0nhận)");
          check (paper, wide, "\u00a0VND (to\u00a0be\u00a0confirmed)");
          check (paper, wide, "cán bộ sẽ báo số đúng.");
          check (paper, wide, "the officer will tell you the right figure.");
          if (stage != 1 || wide)
            check (paper, wide, "ngày làm việc (chờ\u00a0xác\u00a0nhận)");
        }
    }
}

static void
test_figures_nobody_has_confirmed_say_so (void)
{
  assert_doubts (DOUBTFUL, TRUE);
  assert_doubts (CERTAIN, FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/receipt/before-the-province-it-is-a-slip-that-says-so",
                   test_before_the_province_it_is_a_slip_that_says_so);
  g_test_add_func ("/receipt/signed-but-not-numbered-is-still-no-receipt",
                   test_signed_but_not_numbered_is_still_no_receipt);
  g_test_add_func ("/receipt/form-01-has-all-its-contents", test_form_01_has_all_its_contents);
  g_test_add_func ("/receipt/two-dates-stand-where-the-law-has-two",
                   test_two_dates_stand_where_the_law_has_two);
  g_test_add_func ("/receipt/the-roll-masks-name-and-number", test_the_roll_masks_name_and_number);
  g_test_add_func ("/receipt/what-is-only-prepared-is-never-called-received",
                   test_what_is_only_prepared_is_never_called_received);
  g_test_add_func ("/receipt/papers-for-the-counter-are-left-to-do-and-not-listed-as-taken",
                   test_papers_for_the_counter_are_left_to_do_and_not_listed_as_taken);
  g_test_add_func ("/receipt/how-the-identity-is-known-is-said-and-never-more-than-was-proved",
                   test_how_the_identity_is_known_is_said_and_never_more_than_was_proved);
  g_test_add_func ("/receipt/vietnamese-stands-beside-english",
                   test_vietnamese_stands_beside_english);
  g_test_add_func ("/receipt/the-code-is-on-both-and-holds-the-facts",
                   test_the_code_is_on_both_and_holds_the_facts);
  g_test_add_func ("/receipt/a-paper-printed-again-is-stamped",
                   test_a_paper_printed_again_is_stamped);
  g_test_add_func ("/receipt/a-checklist-says-what-to-bring-and-nothing-personal",
                   test_a_checklist_says_what_to_bring_and_nothing_personal);

  g_test_add_func ("/receipt/of-several-papers-one-is-asked-for",
                   test_of_several_papers_one_is_asked_for);
  g_test_add_func ("/receipt/papers-for-elsewhere-are-not-sent-to-the-counter",
                   test_papers_for_elsewhere_are_not_sent_to_the_counter);
  g_test_add_func ("/receipt/a-checklist-says-things-once-and-where-they-go",
                   test_a_checklist_says_things_once_and_where_they_go);
  g_test_add_func ("/receipt/the-result-is-where-the-citizen-wants-it",
                   test_the_result_is_where_the_citizen_wants_it);
  g_test_add_func ("/receipt/figures-nobody-has-confirmed-say-so",
                   test_figures_nobody_has_confirmed_say_so);

  return g_test_run ();
}
