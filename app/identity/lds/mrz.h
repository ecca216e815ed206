/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_MRZ_ERROR (kiosk_mrz_error_quark ())
GQuark kiosk_mrz_error_quark (void);

/**
 * KioskMrzError:
 * @KIOSK_MRZ_ERROR_MALFORMED: no format we know, or a character that a machine-readable zone has not
 * @KIOSK_MRZ_ERROR_CHECK_DIGIT: whole, but not read or not written right
 * @KIOSK_MRZ_ERROR_VALUE: check digits fit, but a date or a sex is none
 */
typedef enum {
  KIOSK_MRZ_ERROR_MALFORMED,
  KIOSK_MRZ_ERROR_CHECK_DIGIT,
  KIOSK_MRZ_ERROR_VALUE,
} KioskMrzError;

/**
 * KioskMrzFormat:
 * @KIOSK_MRZ_TD1: a card, three lines of 30
 * @KIOSK_MRZ_TD2: two lines of 36
 * @KIOSK_MRZ_TD3: a passport, two lines of 44
 */
typedef enum {
  KIOSK_MRZ_TD1,
  KIOSK_MRZ_TD2,
  KIOSK_MRZ_TD3,
} KioskMrzFormat;

/**
 * KioskMrz:
 *
 * What a machine-readable zone says. Texts are free of fillers at their ends and have spaces for
 * those inside; dates are yyyy-mm-dd, a day or month that is not known is 00, a date of which the
 * year is not known is empty. All in one block, so that one wipe is enough.
 */
typedef struct
{
  KioskMrzFormat format;
  char document[3];    /* "ID", "P" */
  char issuer[4];      /* "VNM" */
  char number[26];     /* of the document; a long one is put together */
  char optional[17];   /* first or only optional data; without what belongs to a long number */
  char optional_2[12]; /* TD1: that of the second line */
  char birth[11];
  char expiry[11];
  char sex; /* 'M', 'F', or '\0' when not specified */
  char nationality[4];
  char surname[40];
  char given[40];
} KioskMrz;

KioskMrz *kiosk_mrz_parse       (const char *text, gsize length, const GDate *today, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void      kiosk_mrz_free        (KioskMrz *self);
char      kiosk_mrz_check_digit (const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskMrz, kiosk_mrz_free)

G_END_DECLS
