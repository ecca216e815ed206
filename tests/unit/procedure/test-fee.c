/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "procedure/fee.h"

static KioskFeeTier from_third_page = { .above = 2, .amount = 1000 };
static KioskFeeTier from_eleventh_page = { .above = 10, .amount = 500 };

/* The price of certified copies, TT 226/2016/TT-BTC: pages of the original, then copies. */
static KioskFee
make_fee (GPtrArray *tiers)
{
  return (KioskFee){ .amount = 2000, .quantity = "pages", .tiers = tiers, .cap = 200000 };
}

static void
test_pages (void)
{
  static const struct
  {
    gint64 pages;
    gint64 copies;
    gint64 dong;
  } cases[] = {
    { 1, 1, 2000 },     { 2, 1, 4000 },     { 3, 1, 5000 },     { 4, 1, 6000 },
    { 10, 1, 12000 },   { 197, 1, 199000 }, { 198, 1, 200000 }, { 199, 1, 200000 },
    { 500, 1, 200000 }, { 500, 3, 600000 }, { 4, 5, 30000 },    { 0, 4, 0 },
    { 4, 0, 0 },        { -1, 1, 0 },       { 1, -1, 0 },
  };
  g_autoptr (GPtrArray) tiers = g_ptr_array_new ();
  KioskFee fee = make_fee (tiers);

  g_ptr_array_add (tiers, &from_third_page);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kiosk_fee_reckon (&fee, cases[i].pages, cases[i].copies), ==, cases[i].dong);
}

static void
test_several_tiers (void)
{
  g_autoptr (GPtrArray) tiers = g_ptr_array_new ();
  KioskFee fee = make_fee (tiers);

  g_ptr_array_add (tiers, &from_third_page);
  g_ptr_array_add (tiers, &from_eleventh_page);
  g_assert_cmpint (kiosk_fee_reckon (&fee, 10, 1), ==, 12000);
  g_assert_cmpint (kiosk_fee_reckon (&fee, 12, 1), ==, 13000);
}

static void
test_plain (void)
{
  g_autoptr (GPtrArray) tiers = g_ptr_array_new ();
  KioskFee fee = { .amount = 8000, .tiers = tiers };

  g_assert_cmpint (kiosk_fee_reckon (&fee, 3, 1), ==, 24000);
  fee.amount = 0;
  g_assert_cmpint (kiosk_fee_reckon (&fee, 3, 1), ==, 0);
  fee.amount = -1;
  g_assert_cmpint (kiosk_fee_reckon (&fee, 3, 1), ==, -1);
}

static void
test_overflow (void)
{
  g_autoptr (GPtrArray) tiers = g_ptr_array_new ();
  KioskFee fee = { .amount = G_GINT64_CONSTANT (1000000000000), .tiers = tiers };

  g_assert_cmpint (kiosk_fee_reckon (&fee, G_MAXINT64, 1), ==, G_MAXINT64);
  g_assert_cmpint (kiosk_fee_reckon (&fee, 1000000, G_MAXINT64), ==, G_MAXINT64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fee/pages-then-cap-then-copies-as-the-circular-says", test_pages);
  g_test_add_func ("/fee/each-tier-prices-what-lies-above-it", test_several_tiers);
  g_test_add_func ("/fee/without-tiers-it-is-amount-times-quantity", test_plain);
  g_test_add_func ("/fee/what-is-too-much-to-count-stays-the-most", test_overflow);

  return g_test_run ();
}
