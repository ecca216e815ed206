/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/personal-number.h"

#include <string.h>

#define NUMBER_LENGTH 12
#define PROVINCE_LENGTH 3

/**
 * kiosk_personal_number_is_well_formed:
 * @number: (nullable): anything
 *
 * A personal number has no check digit, so nothing more can be asked of it.
 *
 * Returns: whether @number is twelve digits and nothing else
 */
gboolean
kiosk_personal_number_is_well_formed (const char *number)
{
  if (number == NULL || strnlen (number, NUMBER_LENGTH + 1) != NUMBER_LENGTH)
    return FALSE;

  for (guint i = 0; i < NUMBER_LENGTH; i++)
    if (!g_ascii_isdigit (number[i]))
      return FALSE;

  return TRUE;
}

static gboolean
is_known_province (const char *number, const char *const *provinces)
{
  for (guint i = 0; provinces[i] != NULL; i++)
    if (provinces[i][0] == 'p' && strncmp (provinces[i] + 1, number, PROVINCE_LENGTH) == 0)
      return TRUE;

  return FALSE;
}

/**
 * kiosk_personal_number_doubts:
 * @number: a well-formed personal number: PPP province of birth, G sex and century, YY year, six
 *   more digits
 * @sex: (nullable): "male" or "female", as the card or the citizen says
 * @birth_date: (nullable): yyyy-mm-dd
 * @provinces: (nullable) (array zero-terminated=1): the ids of the list `birth_provinces`, "p001"
 *   and so on; without it the province is not looked at
 *
 * G is 0 for a man and 1 for a woman born from 1900, 2 and 3 from 2000, and so on. People born
 * abroad and corrected records break these rules, so a doubt is something to show, never a reason
 * to refuse.
 *
 * Returns: what does not fit together
 */
KioskNumberDoubt
kiosk_personal_number_doubts (const char *number, const char *sex, const char *birth_date,
                              const char *const *provinces)
{
  guint doubts = KIOSK_NUMBER_DOUBT_NONE;
  guint generation;

  g_return_val_if_fail (kiosk_personal_number_is_well_formed (number), KIOSK_NUMBER_DOUBT_NONE);

  generation = (guint) (number[3] - '0');
  if (provinces != NULL && !is_known_province (number, provinces))
    doubts |= KIOSK_NUMBER_DOUBT_PROVINCE;
  if (sex != NULL && !g_str_equal (sex, generation % 2 == 0 ? "male" : "female"))
    doubts |= KIOSK_NUMBER_DOUBT_SEX;
  if (birth_date != NULL)
    {
      char year[5];

      g_snprintf (year, sizeof year, "%02u%c%c", 19 + generation / 2, number[4], number[5]);
      if (strncmp (birth_date, year, 4) != 0)
        doubts |= KIOSK_NUMBER_DOUBT_BIRTH;
    }

  return (KioskNumberDoubt) doubts;
}
