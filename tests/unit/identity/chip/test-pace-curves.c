/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every curve, cipher and mapping of PACE against the chip in memory, and the session that follows. */

#include "identity/chip/chip-curve.h"
#include "identity/chip/pace.h"
#include "soft-chip.h"

static gboolean
run (KioskPaceMapping mapping, int parameter_id, KioskChipCipher cipher, const char *can,
     GError **error)
{
  g_autoptr (SoftChip) chip = soft_chip_new (cipher);
  g_autoptr (KioskChipChannel) channel = kiosk_chip_channel_new (KIOSK_CARD_TRANSPORT (chip));
  g_autoptr (KioskPaceOutcome) outcome = kiosk_pace_outcome_new ();
  g_autoptr (KioskAccessKey) key = kiosk_access_key_new_can (can, NULL);
  g_autoptr (KioskSecret) contents = NULL;
  gboolean integrated = mapping == KIOSK_PACE_MAPPING_INTEGRATED;
  const KioskPaceInfo info = {
    .oid
    = { 0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04, integrated ? 4 : 2, (guint8) (cipher + 1) },
    .oid_length = 10,
    .mapping = mapping,
    .cipher = cipher,
    .elliptic = TRUE,
    .parameter_id = parameter_id,
  };

  chip->group = kiosk_chip_curve_new (parameter_id);
  chip->password = "123456";
  chip->password_is_can = TRUE;
  chip->integrated = integrated;
  soft_chip_add_file (chip, 0x0101, (const guint8 *) "\x61\x03\x01\x02\x03", 5);
  if (!kiosk_pace_perform (channel, &info, key, outcome, error))
    {
      g_assert_false (chip->is_protected);
      g_assert_cmpint (kiosk_pace_outcome_get_tries_left (outcome), ==,
                       kiosk_pace_can_speak (&info) ? 1 : -1);
      return FALSE;
    }
  g_assert_true (kiosk_chip_channel_is_protected (channel));
  g_assert_true (kiosk_chip_channel_read_file (channel, 0x0101, 100, &contents, error));
  g_assert_cmpuint (kiosk_secret_get_size (contents), ==, 5);

  return TRUE;
}

static void
test_every_curve_and_cipher (void)
{
  for (int id = 8; id <= 18; id++)
    for (int cipher = KIOSK_CHIP_CIPHER_3DES; cipher <= KIOSK_CHIP_CIPHER_AES256; cipher++)
      {
        g_autoptr (GError) error = NULL;

        g_assert_true (
            run (KIOSK_PACE_MAPPING_GENERIC, id, (KioskChipCipher) cipher, "123456", &error));
        g_assert_no_error (error);
        if (id == 10)
          {
            g_assert_false (
                run (KIOSK_PACE_MAPPING_INTEGRATED, id, (KioskChipCipher) cipher, "123456", NULL));
            continue;
          }
        g_assert_true (
            run (KIOSK_PACE_MAPPING_INTEGRATED, id, (KioskChipCipher) cipher, "123456", &error));
        g_assert_no_error (error);
      }
}

static void
test_another_number_does_not_open (void)
{
  for (int cipher = KIOSK_CHIP_CIPHER_3DES; cipher <= KIOSK_CHIP_CIPHER_AES256; cipher++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          run (KIOSK_PACE_MAPPING_GENERIC, 12, (KioskChipCipher) cipher, "123457", &error));
      g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_WRONG_KEY);
      g_clear_error (&error);
      g_assert_false (
          run (KIOSK_PACE_MAPPING_INTEGRATED, 12, (KioskChipCipher) cipher, "123457", &error));
      g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_WRONG_KEY);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/pace/every-curve-and-cipher", test_every_curve_and_cipher);
  g_test_add_func ("/identity/pace/another-number-does-not-open",
                   test_another_number_does_not_open);

  return g_test_run ();
}
