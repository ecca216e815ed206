/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-paper.h"

static void
add_documents (KioskPaper *paper, guint n_documents)
{
  static const char *const head[] = { "TT", "Tên giấy tờ", "Bản chính", "Chứng thực", "Bản chụp" };
  KioskBlock *table = kiosk_paper_add (paper, FALSE, TRUE, KIOSK_BLOCK_TABLE, NULL, "Số lượng");

  kiosk_block_set_columns (table, G_N_ELEMENTS (head));
  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    kiosk_block_add_cell (table, head[i]);
  for (guint i = 1; i <= n_documents; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      kiosk_block_add_cell (table, number);
      kiosk_block_add_cell (
          table, i % 2 == 1
                     ? "Tờ khai cấp giấy xác nhận tình trạng hôn nhân, có chữ ký của người khai"
                     : "Bản án ly hôn có hiệu lực (quét tại máy)");
      kiosk_block_add_cell (table, i % 2 == 1 ? "1" : "0");
      kiosk_block_add_cell (table, "0");
      kiosk_block_add_cell (table, i % 2 == 1 ? "0" : "1");
    }
}

/* A receipt with every kind of block, narrow and wide. */
KioskPaper *
sample_paper_new (const char *token, const char *name, guint n_documents)
{
  KioskPaper *paper = kiosk_paper_new (token, "vi");
  g_autofree char *signature = g_strdup_printf ("NGƯỜI NỘP HỒ SƠ\n(Ký và ghi rõ họ tên)\n%s", name);

  kiosk_paper_add (paper, TRUE, FALSE, KIOSK_BLOCK_OFFICE,
                   "TRUNG TÂM PHỤC VỤ\nHÀNH CHÍNH CÔNG PHƯỜNG AN BÌNH",
                   "Máy số 7, 09:46 ngày 25/11/2026");
  kiosk_paper_add (paper, FALSE, TRUE, KIOSK_BLOCK_OFFICE,
                   "ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
                   "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
                   "An Bình, ngày 25 tháng 11 năm 2026");
  kiosk_paper_add (paper, TRUE, FALSE, KIOSK_BLOCK_RULE, NULL, NULL);
  kiosk_paper_add (paper, TRUE, FALSE, KIOSK_BLOCK_TITLE, "PHIẾU LƯU HỒ SƠ TẠI MÁY", NULL);
  kiosk_paper_add (paper, TRUE, FALSE, KIOSK_BLOCK_STATE, "ĐÃ LƯU TẠI MÁY, CHƯA GỬI", NULL);
  kiosk_paper_add (paper, TRUE, FALSE, KIOSK_BLOCK_TEXT,
                   "Phiếu này chưa phải giấy tiếp nhận.\nCó mạng, máy tự gửi hồ sơ về tỉnh.", NULL);
  kiosk_paper_add (paper, TRUE, FALSE, KIOSK_BLOCK_NUMBER, "Mã tạm", "KIOSK7-261125-0012");
  kiosk_paper_add (paper, TRUE, FALSE, KIOSK_BLOCK_PAIR, "Thủ tục", "Đăng ký thường trú");
  kiosk_paper_add (paper, TRUE, FALSE, KIOSK_BLOCK_PAIR, "Người nộp", name);
  kiosk_paper_add (paper, TRUE, FALSE, KIOSK_BLOCK_DASHES, NULL, NULL);
  kiosk_paper_add (paper, TRUE, FALSE, KIOSK_BLOCK_HEADING, "CÒN PHẢI NỘP TẠI QUẦY 4", NULL);
  kiosk_paper_add (paper, TRUE, FALSE, KIOSK_BLOCK_CHECK, "Giấy đồng ý của chủ nhà, có chữ ký",
                   NULL);
  kiosk_paper_add (paper, TRUE, FALSE, KIOSK_BLOCK_DASHES, NULL, NULL);
  kiosk_paper_add (paper, TRUE, TRUE, KIOSK_BLOCK_QR, SAMPLE_CODE,
                   "Quét mã để xem hồ sơ đến đâu.\nMột mã dùng đến khi có kết quả.");
  kiosk_paper_add (paper, FALSE, TRUE, KIOSK_BLOCK_TITLE,
                   "GIẤY TIẾP NHẬN HỒ SƠ\nVÀ HẸN TRẢ KẾT QUẢ", "Mẫu số 01. Liên: Giao người nộp");
  kiosk_paper_add (paper, FALSE, TRUE, KIOSK_BLOCK_NUMBER, "Mã hồ sơ", "H99.018.02-261125-010043");
  kiosk_paper_add (paper, FALSE, TRUE, KIOSK_BLOCK_PAIR, "Tiếp nhận hồ sơ của", name);
  kiosk_paper_add (paper, FALSE, TRUE, KIOSK_BLOCK_PAIR, "Điện thoại", "0912 345 678");
  kiosk_paper_add (paper, FALSE, TRUE, KIOSK_BLOCK_PAIR, "Thư điện tử", "không cung cấp")->beside
      = TRUE;
  kiosk_paper_add (paper, FALSE, TRUE, KIOSK_BLOCK_HEADING, "1. Thành phần hồ sơ nộp gồm:", NULL);
  add_documents (paper, n_documents);
  kiosk_paper_add (paper, FALSE, TRUE, KIOSK_BLOCK_PAIR, "2. Số lượng hồ sơ", "01 bộ");
  kiosk_paper_add (paper, FALSE, TRUE, KIOSK_BLOCK_NOTE,
                   "Theo dõi hồ sơ:", "quét mã ở trên, hoặc đưa giấy này vào máy.");
  kiosk_paper_add (paper, FALSE, TRUE, KIOSK_BLOCK_SIGNATURES, signature,
                   "NGƯỜI TIẾP NHẬN HỒ SƠ\n(Ký số hoặc ký và ghi rõ họ tên)");
  kiosk_paper_add (paper, FALSE, TRUE, KIOSK_BLOCK_FOOT, "In tại máy số 7",
                   "Hỏi đáp: 024 0000 0000");
  return paper;
}

KioskPaper *
sample_checklist_new (const char *token)
{
  KioskPaper *paper = kiosk_paper_new (token, "vi");

  kiosk_paper_add (paper, TRUE, TRUE, KIOSK_BLOCK_TITLE, "PHIẾU NHẮC GIẤY TỜ", NULL);
  kiosk_paper_add (paper, TRUE, TRUE, KIOSK_BLOCK_CHECK,
                   "giấy tờ chỗ ở: sổ đỏ, hợp đồng thuê hoặc giấy cho ở nhờ", "Bản chính");
  kiosk_paper_add (paper, TRUE, TRUE, KIOSK_BLOCK_QR, "HTTPS://TRACK.EXAMPLE.VN/P/1.004222",
                   "Đưa mã này vào máy\nđể mở ngay thủ tục,\nkhỏi phải tìm.");
  return paper;
}
