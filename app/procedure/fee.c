/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/fee.h"

static gint64
add (gint64 sum, gint64 count, gint64 amount)
{
  gint64 product;

  if (__builtin_mul_overflow (count, amount, &product)
      || __builtin_add_overflow (sum, product, &sum))
    return G_MAXINT64;

  return sum;
}

/**
 * kiosk_fee_reckon:
 * @quantity: answer to the fee's `quantity`, 1 when it names none
 * @multiple: answer to the fee's `multiply`, 1 when it names none
 *
 * Each tier prices the units after its `above`-th, the cap holds for one quantity, and the multiple
 * comes last: so TT 226/2016/TT-BTC prices the pages of one copy, then the copies.
 *
 * Returns: dong, at most %G_MAXINT64; -1 when the province sets the amount
 */
gint64
kiosk_fee_reckon (const KioskFee *fee, gint64 quantity, gint64 multiple)
{
  gint64 sum = 0;
  gint64 done = 0;
  gint64 amount;

  g_return_val_if_fail (fee != NULL, -1);

  if (fee->amount < 0)
    return -1;
  if (quantity <= 0 || multiple <= 0)
    return 0;

  amount = fee->amount;
  for (guint i = 0; i < fee->tiers->len; i++)
    {
      const KioskFeeTier *tier = g_ptr_array_index (fee->tiers, i);
      gint64 until = MIN (tier->above, quantity);

      sum = add (sum, until - done, amount);
      done = until;
      amount = tier->amount;
    }
  sum = add (sum, quantity - done, amount);
  if (fee->cap > 0)
    sum = MIN (sum, fee->cap);

  return add (0, multiple, sum);
}
