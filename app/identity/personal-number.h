/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KioskNumberDoubt:
 *
 * Soft warnings only: corrected records exist, so a doubt never refuses a number.
 */
typedef enum {
  KIOSK_NUMBER_DOUBT_NONE = 0,
  KIOSK_NUMBER_DOUBT_PROVINCE = 1 << 0,
  KIOSK_NUMBER_DOUBT_SEX = 1 << 1,
  KIOSK_NUMBER_DOUBT_BIRTH = 1 << 2,
} KioskNumberDoubt;

gboolean         kiosk_personal_number_is_well_formed (const char *number);
KioskNumberDoubt kiosk_personal_number_doubts         (const char *number, const char *sex, const char *birth_date,
                                                       const char * const *provinces);

G_END_DECLS
