/* SPDX-License-Identifier: GPL-3.0-or-later */

static const char *const names[] = {
  [KIOSK_FAILURE_GOOD_ONE] = "good-one",
  [KIOSK_FAILURE_NO_ENTRY] = "no-entry",
  [KIOSK_FAILURE_MISNAMED] = "quite-another",
  [KIOSK_FAILURE_NO_TEXT] = "no-text",
  [KIOSK_FAILURE_TOO_LONG] = "too-long",
  [KIOSK_FAILURE_HARD_WORDS] = "hard-words",
  [KIOSK_FAILURE_THREE_SENTENCES] = "three-sentences",
  [KIOSK_FAILURE_NO_LOG_LINE] = "no-log-line",
  [KIOSK_FAILURE_ODD_MEMBER] = "odd-member",
  [KIOSK_FAILURE_UNUSED] = "unused",
  [KIOSK_FAILURE_NO_LONGER_AWAITED] = "no-longer-awaited",
};
