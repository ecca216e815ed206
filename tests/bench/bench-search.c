/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Prints, in microseconds and one a line, how long each keystroke's search takes over 6,500 titles. */

#include "procedure/search.h"

#include <stdio.h>

#define N_TITLES 6500

static const char *const acts[] = { "Đăng ký", "Cấp lại",    "Cấp đổi",  "Gia hạn",   "Xác nhận",
                                    "Thu hồi", "Điều chỉnh", "Chấm dứt", "Công nhận", "Thẩm định" };
static const char *const things[] = { "giấy phép xây dựng",
                                      "thường trú",
                                      "tạm trú",
                                      "khai sinh",
                                      "kết hôn",
                                      "hộ kinh doanh",
                                      "quyền sử dụng đất",
                                      "giấy phép lái xe",
                                      "chứng chỉ hành nghề dược",
                                      "thẻ bảo hiểm y tế",
                                      "giấy chứng nhận đầu tư",
                                      "tàu cá",
                                      "trường mầm non",
                                      "phương tiện thủy nội địa",
                                      "nhãn hiệu",
                                      "cơ sở giết mổ",
                                      "hồ sơ người có công",
                                      "văn phòng luật sư" };
static const char *const ends[] = { "cấp xã",      "cấp tỉnh",         "cho người nước ngoài",
                                    "lần đầu",     "do bị mất",        "có yếu tố nước ngoài",
                                    "cho tổ chức", "theo diện ưu đãi", "tại vùng biên giới",
                                    "trực tuyến" };
static const char *const typed[] = {
  "dang ky thuong tru",     "khai sinh", "giấy phép lái xe",     "ho kinh doanh", "đất đai",
  "tam tru vung bien gioi", "xxxx",      "cap lai the bao hiem", "1.004222",      "nguoi co cong"
};

static KioskSearch *
make_search (void)
{
  KioskSearch *search = kiosk_search_new ();

  for (guint i = 0; i < N_TITLES; i++)
    {
      g_autofree char *title = g_strdup_printf (
          "%s %s %s số %u", acts[i % G_N_ELEMENTS (acts)], things[(i / 10) % G_N_ELEMENTS (things)],
          ends[(i / 180) % G_N_ELEMENTS (ends)], i / 1800 + 1);
      g_autofree char *key = g_strdup_printf ("%u.%06u", i % 3 + 1, i);

      kiosk_search_add (search, key, title, things[i % G_N_ELEMENTS (things)]);
    }

  return search;
}

int
main (void)
{
  g_autoptr (KioskSearch) search = make_search ();

  for (guint round = 0; round < 10; round++)
    for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
      for (const char *end = typed[i]; *end != '\0';)
        {
          g_autofree char *so_far = NULL;
          g_autoptr (GPtrArray) found = NULL;
          gint64 start;

          end = g_utf8_next_char (end);
          so_far = g_strndup (typed[i], (gsize) (end - typed[i]));
          start = g_get_monotonic_time ();
          found = kiosk_search_find (search, so_far, 20);
          printf ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - start);
        }

  return 0;
}
