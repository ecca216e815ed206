/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Codes of cards of nobody: two of version 6 and one of version 8, as real ones are. */
#define KIOSK_PAYLOAD_SHORT "079090123456|023456789|Nguyễn Thị Ánh|01021990|Nữ|Ấp Đông, Xã An Bình|31122021"
#define KIOSK_PAYLOAD_NO_OLD "001085000777||Trần Văn Đức|15081985|Nam|Thôn Hạ, Xã Bình Minh, Hà Nội|20052022"
#define KIOSK_PAYLOAD_LONG                                                                         \
  "038199004321|174562389|Phạm Nguyễn Phượng Quỳnh|29021996|Nữ|Số 12, Ngõ 3, Đường Lê Lợi, "         \
  "Phường Đông Sơn, Tỉnh Thanh Hóa|07072023"
