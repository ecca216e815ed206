/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "printers/reasons.h"

static void
test_blocking_reasons_are_known_by_their_keyword (void)
{
  static const struct
  {
    const char *reason;
    KioskPrinterState state;
  } rows[] = {
    { "media-empty", KIOSK_PRINTER_NO_PAPER },
    { "media-empty-report", KIOSK_PRINTER_NO_PAPER },
    { "media-needed-warning", KIOSK_PRINTER_NO_PAPER },
    { "media-jam-warning", KIOSK_PRINTER_JAM },
    { "marker-waste-full-error", KIOSK_PRINTER_JAM },
    { "cover-open-error", KIOSK_PRINTER_COVER },
    { "door-open", KIOSK_PRINTER_COVER },
    { "paused", KIOSK_PRINTER_OFFLINE },
    { "interpreter-resource-unavailable-warn", KIOSK_PRINTER_JAM }, /* as a device cuts it */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KioskPrinterState state = KIOSK_PRINTER_READY;

      g_assert_true (kiosk_reason_to_state (rows[i].reason, &state));
      g_assert_cmpint (state, ==, rows[i].state);
    }
}

static void
test_what_is_only_low_does_not_keep_paper_back (void)
{
  static const char *const reasons[] = { "none",
                                         "",
                                         "media-low-error",
                                         "toner-low-warning",
                                         "marker-waste-almost-full-warnin",
                                         "media-emptying",
                                         "paused-soon",
                                         "cover-open-x" };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      KioskPrinterState state = KIOSK_PRINTER_READY;

      g_assert_false (kiosk_reason_to_state (reasons[i], &state));
      g_assert_cmpint (state, ==, KIOSK_PRINTER_READY);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/printers/reasons/blocking-reasons-are-known-by-their-keyword",
                   test_blocking_reasons_are_known_by_their_keyword);
  g_test_add_func ("/printers/reasons/what-is-only-low-does-not-keep-paper-back",
                   test_what_is_only_low_does_not_keep_paper_back);

  return g_test_run ();
}
