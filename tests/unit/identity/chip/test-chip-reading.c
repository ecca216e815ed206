/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/chip/chip-reading.h"

#include "identity/chip/chip-error.h"
#include "identity/chip/chip-reading-type.h"
#include "identity/chip/session-error.h"
#include "identity/lds/document-of-chip.h"
#include "identity/lds/tlv.h"

#include <gio/gio.h>

typedef struct
{
  const char *name;
  /* in the order of KioskChipCheck: access, data groups, signature, issuer, chip and active proof */
  KioskChipVerdict verdicts[KIOSK_CHIP_N_CHECKS];
  KioskAssurance rung;
  gboolean refuted;
} Row;

#define TRIED KIOSK_CHIP_PASSED
#define WRONG KIOSK_CHIP_FAILED
#define NONE KIOSK_CHIP_NOT_OFFERED
#define UNSAID KIOSK_CHIP_NOT_TRIED

static const Row rows[] = {
  { "nothing but read", { TRIED, NONE, UNSAID, UNSAID, NONE, NONE }, KIOSK_ASSURANCE_CHIP, FALSE },
  { "signed by somebody",
    { TRIED, TRIED, TRIED, UNSAID, NONE, NONE },
    KIOSK_ASSURANCE_SIGNED,
    FALSE },
  { "a proof under an unknown issuer",
    { TRIED, TRIED, TRIED, UNSAID, TRIED, TRIED },
    KIOSK_ASSURANCE_SIGNED,
    FALSE },
  { "signed by a known issuer",
    { TRIED, TRIED, TRIED, TRIED, NONE, NONE },
    KIOSK_ASSURANCE_TRUSTED,
    FALSE },
  { "a proof that is not spoken here",
    { TRIED, TRIED, TRIED, TRIED, UNSAID, UNSAID },
    KIOSK_ASSURANCE_TRUSTED,
    FALSE },
  { "proved by its key for sessions",
    { TRIED, TRIED, TRIED, TRIED, TRIED, NONE },
    KIOSK_ASSURANCE_GENUINE,
    FALSE },
  { "proved by its key for signing",
    { TRIED, TRIED, TRIED, TRIED, NONE, TRIED },
    KIOSK_ASSURANCE_GENUINE,
    FALSE },
  { "one proof of two failed",
    { TRIED, TRIED, TRIED, TRIED, TRIED, WRONG },
    KIOSK_ASSURANCE_CHIP,
    TRUE },
  { "data that were changed",
    { TRIED, WRONG, TRIED, TRIED, TRIED, TRIED },
    KIOSK_ASSURANCE_CHIP,
    TRUE },
  { "a signature that does not fit",
    { TRIED, TRIED, WRONG, TRIED, TRIED, TRIED },
    KIOSK_ASSURANCE_CHIP,
    TRUE },
  { "an issuer that was forged",
    { TRIED, TRIED, TRIED, WRONG, TRIED, TRIED },
    KIOSK_ASSURANCE_CHIP,
    TRUE },
  { "an issuer without a signature",
    { TRIED, TRIED, UNSAID, TRIED, TRIED, TRIED },
    KIOSK_ASSURANCE_CHIP,
    FALSE },
};

static KioskChipReading *
make_reading (const Row *row)
{
  KioskChipReading *reading = kiosk_chip_reading_new ();

  for (guint i = 0; i < KIOSK_CHIP_N_CHECKS; i++)
    kiosk_chip_reading_judge (reading, (KioskChipCheck) i, row->verdicts[i],
                              KIOSK_CHIP_REASON_NONE);

  return reading;
}

static void
test_no_rung_without_all_below_it (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KioskChipReading) reading = make_reading (&rows[i]);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (kiosk_assurance_to_string (kiosk_chip_reading_find_rung (reading)), ==,
                       kiosk_assurance_to_string (rows[i].rung));
      g_assert_cmpint (kiosk_chip_reading_is_refuted (reading), ==, rows[i].refuted);
    }
}

/* Every combination there is: better verdicts never give a lower rung, and the highest needs them. */
static void
test_every_combination_is_in_order (void)
{
  const guint n = 4 * 4 * 4 * 4 * 4 * 4;

  for (guint i = 0; i < n; i++)
    {
      Row row = { 0 };
      g_autoptr (KioskChipReading) reading = NULL;
      KioskAssurance rung;

      for (guint check = 0, left = i; check < KIOSK_CHIP_N_CHECKS; check++, left /= 4)
        row.verdicts[check] = (KioskChipVerdict) (left % 4);
      reading = make_reading (&row);
      rung = kiosk_chip_reading_find_rung (reading);
      g_assert_cmpint (rung, >=, KIOSK_ASSURANCE_CHIP);
      for (guint check = 0; check < KIOSK_CHIP_N_CHECKS; check++)
        if (row.verdicts[check] == KIOSK_CHIP_FAILED)
          g_assert_cmpint (rung, ==, KIOSK_ASSURANCE_CHIP);
      if (rung >= KIOSK_ASSURANCE_SIGNED)
        g_assert_true (row.verdicts[KIOSK_CHIP_CHECK_DATA_GROUPS] == KIOSK_CHIP_PASSED
                       && row.verdicts[KIOSK_CHIP_CHECK_SIGNATURE] == KIOSK_CHIP_PASSED);
      if (rung >= KIOSK_ASSURANCE_TRUSTED)
        g_assert_cmpint (row.verdicts[KIOSK_CHIP_CHECK_ISSUER], ==, KIOSK_CHIP_PASSED);
      if (rung == KIOSK_ASSURANCE_GENUINE)
        g_assert_true (row.verdicts[KIOSK_CHIP_CHECK_CHIP_AUTHENTICATION] == KIOSK_CHIP_PASSED
                       || row.verdicts[KIOSK_CHIP_CHECK_ACTIVE_AUTHENTICATION]
                              == KIOSK_CHIP_PASSED);
    }
}

static void
test_what_failed_stays_failed (void)
{
  g_autoptr (KioskChipReading) reading = kiosk_chip_reading_new ();
  KioskChipReason reason;

  kiosk_chip_reading_judge (reading, KIOSK_CHIP_CHECK_SIGNATURE, KIOSK_CHIP_FAILED,
                            KIOSK_CHIP_REASON_SIGNATURE_WRONG);
  kiosk_chip_reading_judge (reading, KIOSK_CHIP_CHECK_SIGNATURE, KIOSK_CHIP_PASSED,
                            KIOSK_CHIP_REASON_NONE);
  g_assert_cmpint (kiosk_chip_reading_get_verdict (reading, KIOSK_CHIP_CHECK_SIGNATURE, &reason),
                   ==, KIOSK_CHIP_FAILED);
  g_assert_cmpint (reason, ==, KIOSK_CHIP_REASON_SIGNATURE_WRONG);
}

static void
test_everything_has_a_name_of_its_own (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < KIOSK_CHIP_N_REASONS; i++)
    g_assert_true (
        g_hash_table_add (names, (char *) kiosk_chip_reason_to_string ((KioskChipReason) i)));
  g_hash_table_remove_all (names);
  for (guint i = 0; i < KIOSK_CHIP_N_CHECKS; i++)
    g_assert_true (
        g_hash_table_add (names, (char *) kiosk_chip_check_to_string ((KioskChipCheck) i)));
  g_hash_table_remove_all (names);
  for (guint i = 0; i < KIOSK_CHIP_N_PARTS; i++)
    g_assert_true (
        g_hash_table_add (names, (char *) kiosk_chip_part_to_string ((KioskChipPart) i)));
  g_hash_table_remove_all (names);
  for (guint i = 0; i <= KIOSK_CHIP_READING_ERROR_INTERNAL; i++)
    g_assert_true (g_hash_table_add (
        names, (char *) kiosk_chip_reading_error_to_string ((KioskChipReadingError) i)));
}

static void
assert_translated (GQuark domain, int code, GQuark to_domain, int to_code)
{
  GError *error = g_error_new_literal (domain, code, "why");

  kiosk_chip_session_translate_error (&error);
  g_assert_error (error, to_domain, to_code);
  g_assert_cmpstr (error->message, ==, "why");
  g_error_free (error);
}

static void
test_errors_of_the_parts_come_as_one_kind (void)
{
#define READING(code) KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_##code

  assert_translated (KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_WRONG_KEY, READING (WRONG_KEY));
  assert_translated (KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_BLOCKED, READING (BLOCKED));
  assert_translated (KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_CRYPTO, READING (INTERNAL));
  assert_translated (KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_SESSION_ENDED, READING (PROTOCOL));
  assert_translated (KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_UNSUPPORTED, READING (UNSUPPORTED));
  assert_translated (KIOSK_CARD_TRANSPORT_ERROR, KIOSK_CARD_TRANSPORT_ERROR_REMOVED,
                     READING (REMOVED));
  assert_translated (KIOSK_CARD_TRANSPORT_ERROR, KIOSK_CARD_TRANSPORT_ERROR_TIMEOUT,
                     READING (NO_ANSWER));
  assert_translated (KIOSK_CARD_TRANSPORT_ERROR, KIOSK_CARD_TRANSPORT_ERROR_BROKEN,
                     READING (READER));
  assert_translated (KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_TRUNCATED, READING (UNREADABLE));
  assert_translated (KIOSK_DOCUMENT_OF_CHIP_ERROR, KIOSK_DOCUMENT_OF_CHIP_ERROR_DISAGREE,
                     READING (DISAGREES));
  assert_translated (KIOSK_DOCUMENT_OF_CHIP_ERROR, KIOSK_DOCUMENT_OF_CHIP_ERROR_INCOMPLETE,
                     READING (UNREADABLE));
  assert_translated (G_IO_ERROR, G_IO_ERROR_CANCELLED, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chip-reading/no-rung-without-all-below-it", test_no_rung_without_all_below_it);
  g_test_add_func ("/chip-reading/every-combination-is-in-order",
                   test_every_combination_is_in_order);
  g_test_add_func ("/chip-reading/what-failed-stays-failed", test_what_failed_stays_failed);
  g_test_add_func ("/chip-reading/everything-has-a-name-of-its-own",
                   test_everything_has_a_name_of_its_own);
  g_test_add_func ("/chip-reading/errors-of-the-parts-come-as-one-kind",
                   test_errors_of_the_parts_come_as_one_kind);

  return g_test_run ();
}
