/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The text of the code on a kiosk's slip.
 *
 * usage: make-receipt-code DEVICE_KEY KIOSK SUBMISSION PROVISIONAL PROCEDURE
 */

#include "receipt/receipt-code.h"

#include <stdio.h>

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskSigningKey) key = NULL;
  g_autofree char *text = NULL;
  KioskReceiptCode code = { NULL };

  if (argc != 6)
    return 2;

  key = kiosk_signing_key_load (argv[1], &error);
  g_assert_no_error (error);
  code.kiosk = argv[2];
  code.submission_id = argv[3];
  code.provisional = argv[4];
  code.procedure = argv[5];
  code.issued_at = 1795574467; /* 2026-11-25 09:41:07 in Viet Nam */
  code.assurance = 1;
  text = kiosk_receipt_code_make (&code, "HTTPS://TRACK.EXAMPLE", key);
  printf ("%s\n", text);

  return 0;
}
