/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/session-error.h"

#include "identity/chip/card-transport.h"
#include "identity/chip/chip-error.h"
#include "identity/chip/chip-reading.h"
#include "identity/lds/dg13.h"
#include "identity/lds/dg2.h"
#include "identity/lds/document-of-chip.h"
#include "identity/lds/mrz.h"
#include "identity/lds/security-infos.h"
#include "identity/lds/tlv.h"

static KioskChipReadingError
translate_chip (int code)
{
  switch ((KioskChipError) code)
    {
    case KIOSK_CHIP_ERROR_WRONG_KEY:
      return KIOSK_CHIP_READING_ERROR_WRONG_KEY;
    case KIOSK_CHIP_ERROR_BLOCKED:
      return KIOSK_CHIP_READING_ERROR_BLOCKED;
    case KIOSK_CHIP_ERROR_UNSUPPORTED:
      return KIOSK_CHIP_READING_ERROR_UNSUPPORTED;
    case KIOSK_CHIP_ERROR_CRYPTO:
      return KIOSK_CHIP_READING_ERROR_INTERNAL;
    case KIOSK_CHIP_ERROR_NOT_FOUND:
    case KIOSK_CHIP_ERROR_DENIED:
    case KIOSK_CHIP_ERROR_REFUSED:
    case KIOSK_CHIP_ERROR_MALFORMED:
    case KIOSK_CHIP_ERROR_SESSION_ENDED:
    case KIOSK_CHIP_ERROR_NOT_GENUINE:
    default:
      return KIOSK_CHIP_READING_ERROR_PROTOCOL;
    }
}

static KioskChipReadingError
translate_transport (int code)
{
  switch ((KioskCardTransportError) code)
    {
    case KIOSK_CARD_TRANSPORT_ERROR_REMOVED:
      return KIOSK_CHIP_READING_ERROR_REMOVED;
    case KIOSK_CARD_TRANSPORT_ERROR_TIMEOUT:
      return KIOSK_CHIP_READING_ERROR_NO_ANSWER;
    case KIOSK_CARD_TRANSPORT_ERROR_BROKEN:
    default:
      return KIOSK_CHIP_READING_ERROR_READER;
    }
}

static gboolean
is_of_a_file (GQuark domain)
{
  return domain == KIOSK_TLV_ERROR || domain == KIOSK_MRZ_ERROR || domain == KIOSK_DG13_ERROR
         || domain == KIOSK_DG2_ERROR || domain == KIOSK_SECURITY_INFOS_ERROR
         || domain == KIOSK_DOCUMENT_OF_CHIP_ERROR;
}

/**
 * kiosk_chip_session_translate_error:
 * @error: (inout): why a card could not be read, by whatever part said so
 *
 * Gives what the parts below say the one domain that callers ask for; an error of another domain
 * (cancelled, a reader that could not be had) stays what it is.
 */
void
kiosk_chip_session_translate_error (GError **error)
{
  KioskChipReadingError code;
  GError *old;

  g_return_if_fail (error != NULL && *error != NULL);

  old = *error;
  if (old->domain == KIOSK_CHIP_ERROR)
    code = translate_chip (old->code);
  else if (old->domain == KIOSK_CARD_TRANSPORT_ERROR)
    code = translate_transport (old->code);
  else if (g_error_matches (old, KIOSK_DOCUMENT_OF_CHIP_ERROR,
                            KIOSK_DOCUMENT_OF_CHIP_ERROR_DISAGREE))
    code = KIOSK_CHIP_READING_ERROR_DISAGREES;
  else if (is_of_a_file (old->domain))
    code = KIOSK_CHIP_READING_ERROR_UNREADABLE;
  else
    return;

  *error = g_error_new_literal (KIOSK_CHIP_READING_ERROR, (int) code, old->message);
  g_error_free (old);
}
