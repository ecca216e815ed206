/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-failure"

#include "failure/failure.h"

static const char *const names[] = {
  [KIOSK_FAILURE_READER_GONE] = "reader-gone",
  [KIOSK_FAILURE_READER_DAEMON_GONE] = "reader-daemon-gone",
  [KIOSK_FAILURE_SEVERAL_READERS_NONE_READY] = "several-readers-none-ready",
  [KIOSK_FAILURE_CARD_REMOVED_EARLY] = "card-removed-early",
  [KIOSK_FAILURE_TWO_CARDS] = "two-cards",
  [KIOSK_FAILURE_CARD_NOT_AN_ID] = "card-not-an-id",
  [KIOSK_FAILURE_CARD_DOES_NOT_ANSWER] = "card-does-not-answer",
  [KIOSK_FAILURE_CARD_ACCESS_REFUSED_EXPIRY] = "card-access-refused-expiry",
  [KIOSK_FAILURE_CARD_ACCESS_REFUSED_CAN] = "card-access-refused-can",
  [KIOSK_FAILURE_CARD_ACCESS_REFUSED_MRZ] = "card-access-refused-mrz",
  [KIOSK_FAILURE_CARD_ACCESS_BLOCKED_FOR_A_WHILE] = "card-access-blocked-for-a-while",
  [KIOSK_FAILURE_CARD_PROTOCOL_BROKEN] = "card-protocol-broken",
  [KIOSK_FAILURE_CARD_DATA_UNREADABLE] = "card-data-unreadable",
  [KIOSK_FAILURE_CARD_DATA_DISAGREES] = "card-data-disagrees",
  [KIOSK_FAILURE_CARD_DATA_NOT_GENUINE] = "card-data-not-genuine",
  [KIOSK_FAILURE_CARD_ISSUER_UNKNOWN] = "card-issuer-unknown",
  [KIOSK_FAILURE_CARD_SIGNER_EXPIRED] = "card-signer-expired",
  [KIOSK_FAILURE_CARD_IS_A_COPY] = "card-is-a-copy",
  [KIOSK_FAILURE_CARD_EXPIRED] = "card-expired",
  [KIOSK_FAILURE_CARD_BELONGS_TO_OTHER] = "card-belongs-to-other",
  [KIOSK_FAILURE_CODE_PAYMENT] = "code-payment",
  [KIOSK_FAILURE_CODE_URL] = "code-url",
  [KIOSK_FAILURE_CODE_RECEIPT] = "code-receipt",
  [KIOSK_FAILURE_CODE_INCOMPLETE] = "code-incomplete",
  [KIOSK_FAILURE_CODE_OTHER] = "code-other",
  [KIOSK_FAILURE_CODE_TOO_FAR] = "code-too-far",
  [KIOSK_FAILURE_CODE_GLARE] = "code-glare",
  [KIOSK_FAILURE_CODE_DARK] = "code-dark",
  [KIOSK_FAILURE_CODE_BLURRED] = "code-blurred",
  [KIOSK_FAILURE_GUN_UNPLUGGED] = "gun-unplugged",
  [KIOSK_FAILURE_GUN_FLOOD] = "gun-flood",
  [KIOSK_FAILURE_CAMERA_GONE] = "camera-gone",
  [KIOSK_FAILURE_CAMERA_BUSY] = "camera-busy",
  [KIOSK_FAILURE_SCANNER_NO_PAPER] = "scanner-no-paper",
  [KIOSK_FAILURE_SCANNER_JAM] = "scanner-jam",
  [KIOSK_FAILURE_SCANNER_COVER_OPEN] = "scanner-cover-open",
  [KIOSK_FAILURE_SCANNER_GONE] = "scanner-gone",
  [KIOSK_FAILURE_SCANNER_BUSY] = "scanner-busy",
  [KIOSK_FAILURE_SCANNER_PAGE_UNREADABLE] = "scanner-page-unreadable",
  [KIOSK_FAILURE_SCANNER_PAGES_FULL] = "scanner-pages-full",
  [KIOSK_FAILURE_PRINTER_NO_PAPER] = "printer-no-paper",
  [KIOSK_FAILURE_PRINTER_COVER_OPEN] = "printer-cover-open",
  [KIOSK_FAILURE_PRINTER_JAM] = "printer-jam",
  [KIOSK_FAILURE_PRINTER_GONE] = "printer-gone",
  [KIOSK_FAILURE_PRINTER_BUSY] = "printer-busy",
  [KIOSK_FAILURE_PRINTER_SLIP_MISSING] = "printer-slip-missing",
  [KIOSK_FAILURE_PRINTER_SLIP_UNCONFIRMED] = "printer-slip-unconfirmed",
  [KIOSK_FAILURE_NETWORK_GONE] = "network-gone",
  [KIOSK_FAILURE_DOSSIER_NOT_KEPT] = "dossier-not-kept",
  [KIOSK_FAILURE_DOSSIER_REFUSED] = "dossier-refused",
  [KIOSK_FAILURE_DISK_FULL] = "disk-full",
};

G_STATIC_ASSERT (G_N_ELEMENTS (names) == KIOSK_N_FAILURES);

/**
 * kiosk_failure_to_string:
 * @failure: a failure
 *
 * Returns: (transfer none): its name in the log and in the catalogue
 */
const char *
kiosk_failure_to_string (KioskFailure failure)
{
  g_return_val_if_fail ((guint) failure < KIOSK_N_FAILURES, "");

  return names[failure];
}

/**
 * kiosk_failure_from_string:
 * @name: (nullable): what may be the name of a failure
 * @failure: (out): the failure; untouched when there is none of that name
 *
 * Returns: whether there is one
 */
gboolean
kiosk_failure_from_string (const char *name, KioskFailure *failure)
{
  g_return_val_if_fail (failure != NULL, FALSE);

  for (guint i = 0; i < KIOSK_N_FAILURES; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *failure = (KioskFailure) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * kiosk_failure_log:
 * @failure: what happened
 * @device: (nullable): which device, as the configuration names it
 * @cause: (nullable): what the program was told
 *
 * Writes the one line that the technician's text tells to look for: the name as "failure", @device as
 * "device", and domain and code of @cause as "cause". The message of @cause is left out, because this
 * line must be free of personal data whatever a library wrote into its messages.
 */
void
kiosk_failure_log (KioskFailure failure, const char *device, const GError *cause)
{
  GLogField fields[5]
      = { { "GLIB_DOMAIN", G_LOG_DOMAIN, -1 }, { "MESSAGE", NULL, -1 }, { "failure", NULL, -1 } };
  g_autofree char *message = NULL;
  g_autofree char *reason = NULL;
  gsize n = 3;

  g_return_if_fail ((guint) failure < KIOSK_N_FAILURES);

  message = g_strdup_printf ("Met the failure %s", names[failure]);
  fields[1].value = message;
  fields[2].value = names[failure];
  if (device != NULL)
    fields[n++] = (GLogField){ "device", device, -1 };
  if (cause != NULL)
    {
      reason = g_strdup_printf ("%s:%d", g_quark_to_string (cause->domain), cause->code);
      fields[n++] = (GLogField){ "cause", reason, -1 };
    }
  g_log_structured_array (G_LOG_LEVEL_MESSAGE, fields, n);
}
