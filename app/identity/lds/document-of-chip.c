/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/document-of-chip.h"

#include "base/secret.h"
#include "identity/personal-number.h"

#include <string.h>

#define PERSONAL_NUMBER_LENGTH 12
#define DOCUMENT_NUMBER_LENGTH 9

/* The date of expiry of cards that do not expire. */
#define NEVER "-12-31"
#define NEVER_YEAR "99"

G_DEFINE_QUARK (kiosk-document-of-chip-error-quark, kiosk_document_of_chip_error)

static gboolean
fail (GError **error, KioskDocumentOfChipError code, const char *message)
{
  g_set_error_literal (error, KIOSK_DOCUMENT_OF_CHIP_ERROR, (int) code, message);

  return FALSE;
}

/* The optional data of Vietnamese documents begins with the personal number. */
static gboolean
find_personal_number (const KioskMrz *mrz, char number[PERSONAL_NUMBER_LENGTH + 1])
{
  char behind;

  if (!g_str_equal (mrz->issuer, "VNM") || strlen (mrz->optional) < PERSONAL_NUMBER_LENGTH)
    return FALSE;
  g_strlcpy (number, mrz->optional, PERSONAL_NUMBER_LENGTH + 1);
  behind = mrz->optional[PERSONAL_NUMBER_LENGTH];

  return (behind == '\0' || behind == ' ') && kiosk_personal_number_is_well_formed (number);
}

/* On a card the number of the document is the end of the personal number. */
static gboolean
numbers_agree (const KioskMrz *mrz, const char *number)
{
  char printed[PERSONAL_NUMBER_LENGTH + 1];
  gboolean agree = TRUE;

  if (find_personal_number (mrz, printed))
    agree = g_str_equal (printed, number);
  if (mrz->format == KIOSK_MRZ_TD1)
    agree = agree
            && g_str_equal (mrz->number, number + PERSONAL_NUMBER_LENGTH - DOCUMENT_NUMBER_LENGTH);
  kiosk_wipe (printed, sizeof printed);

  return agree;
}

static gboolean
pairs_agree (const char *a, const char *b)
{
  return strncmp (a, b, 2) == 0 || strncmp (a, "00", 2) == 0 || strncmp (b, "00", 2) == 0;
}

/* The zone has no century, and either may not know the day or the month. */
static gboolean
births_agree (const char *zone, const char *full)
{
  return *zone == '\0'
         || (strncmp (zone + 2, full + 2, 2) == 0 && pairs_agree (zone + 5, full + 5)
             && pairs_agree (zone + 8, full + 8));
}

static const char *
get_sex (const KioskMrz *mrz)
{
  if (mrz->sex == '\0')
    return NULL;

  return mrz->sex == 'M' ? "male" : "female";
}

static gboolean
check_agreement (const KioskMrz *mrz, const KioskDg13 *dg13, GError **error)
{
  const char *sex = get_sex (mrz);

  if (!numbers_agree (mrz, dg13->values[KIOSK_ID_FIELD_NUMBER]))
    return fail (error, KIOSK_DOCUMENT_OF_CHIP_ERROR_DISAGREE, "Two numbers are in one chip");
  if (!births_agree (mrz->birth, dg13->values[KIOSK_ID_FIELD_BIRTH_DATE]))
    return fail (error, KIOSK_DOCUMENT_OF_CHIP_ERROR_DISAGREE, "Two births are in one chip");
  if (sex != NULL && !g_str_equal (sex, dg13->values[KIOSK_ID_FIELD_SEX]))
    return fail (error, KIOSK_DOCUMENT_OF_CHIP_ERROR_DISAGREE, "Two sexes are in one chip");

  return TRUE;
}

static void
set_name (KioskIdDocument *document, const KioskMrz *mrz)
{
  char name[sizeof mrz->surname + sizeof mrz->given];

  g_snprintf (name, sizeof name, "%s%s%s", mrz->surname,
              *mrz->surname != '\0' && *mrz->given != '\0' ? " " : "", mrz->given);
  kiosk_id_document_set (document, KIOSK_ID_FIELD_NAME, name);
  kiosk_wipe (name, sizeof name);
}

/* The personal number knows the century of the birth; the zone takes nobody for a hundred. */
static void
set_birth (KioskIdDocument *document, const KioskMrz *mrz, const char *number)
{
  char birth[sizeof mrz->birth];

  g_strlcpy (birth, mrz->birth, sizeof birth);
  if (*birth != '\0' && strncmp (birth + 2, number + 4, 2) == 0)
    {
      guint century = 19 + (guint) (number[3] - '0') / 2;

      birth[0] = (char) ('0' + century / 10);
      birth[1] = (char) ('0' + century % 10);
    }
  kiosk_id_document_set (document, KIOSK_ID_FIELD_BIRTH_DATE, birth);
  kiosk_wipe (birth, sizeof birth);
}

static gboolean
fill_from_zone (KioskIdDocument *document, const KioskMrz *mrz, GError **error)
{
  char number[PERSONAL_NUMBER_LENGTH + 1] = { 0 };
  gboolean found = find_personal_number (mrz, number);

  if (found)
    {
      kiosk_id_document_set (document, KIOSK_ID_FIELD_NUMBER, number);
      set_birth (document, mrz, number);
      set_name (document, mrz);
      kiosk_id_document_set (document, KIOSK_ID_FIELD_SEX, get_sex (mrz));
      found = kiosk_id_document_get (document, KIOSK_ID_FIELD_NAME) != NULL
              && kiosk_id_document_get (document, KIOSK_ID_FIELD_BIRTH_DATE) != NULL;
    }
  kiosk_wipe (number, sizeof number);

  return found
         || fail (error, KIOSK_DOCUMENT_OF_CHIP_ERROR_INCOMPLETE,
                  "The chip does not name a person");
}

static gboolean
expires (const KioskMrz *mrz)
{
  return *mrz->expiry != '\0'
         && !(strncmp (mrz->expiry + 2, NEVER_YEAR, 2) == 0
              && g_str_equal (mrz->expiry + 4, NEVER));
}

/**
 * kiosk_document_of_chip_new:
 * @mrz: data group 1
 * @dg13: (nullable): data group 13, or %NULL when the chip has none
 * @assurance: what was proved of the chip
 * @error: a #KioskDocumentOfChipError, without anything of what was read
 *
 * Puts the two files together. Data group 13 has the accents and the century, and counts; data group
 * 1 has to name the same number, birth and sex, or one of them was changed or belongs to another
 * card. Without data group 13 the name has no accents and there is no address. The date of expiry
 * is left out of cards that do not expire.
 *
 * Returns: (transfer full): the document, or %NULL
 */
KioskIdDocument *
kiosk_document_of_chip_new (const KioskMrz *mrz, const KioskDg13 *dg13, KioskAssurance assurance,
                            GError **error)
{
  g_autoptr (KioskIdDocument) document = NULL;

  g_return_val_if_fail (mrz != NULL, NULL);

  document = kiosk_id_document_new (assurance);
  if (dg13 == NULL)
    {
      if (!fill_from_zone (document, mrz, error))
        return NULL;
    }
  else
    {
      if (!check_agreement (mrz, dg13, error))
        return NULL;
      for (guint i = 0; i < KIOSK_ID_N_FIELDS; i++)
        kiosk_id_document_set (document, (KioskIdField) i, dg13->values[i]);
    }
  if (kiosk_id_document_get (document, KIOSK_ID_FIELD_EXPIRY_DATE) == NULL && expires (mrz))
    kiosk_id_document_set (document, KIOSK_ID_FIELD_EXPIRY_DATE, mrz->expiry);

  return g_steal_pointer (&document);
}
