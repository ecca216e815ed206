/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ICAO 9303-11 appendix D, byte for byte, and what chips do instead. */

#include "identity/chip/bac.h"
#include "identity/chip/chip-cipher.h"
#include "scripted-card.h"

#define CHALLENGE "0084000008"
#define CHALLENGE_ANSWER "4608F91988702212 9000"
#define AUTHENTICATE                                                                               \
  "0082000028 72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F2 5F1448EEA8AD90A7 "  \
  "28"
#define AUTHENTICATE_ANSWER                                                                        \
  "46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F 2F2D235D074D7449 9000"

static const char *const draws[] = { "781723860C06C226", "0B795240CB7049B01C19B33E32804F0B", NULL };

static gboolean
perform (ScriptedCard *card, KioskChipChannel **channel, GError **error)
{
  g_autoptr (KioskAccessKey) key
      = kiosk_access_key_new_fields ("L898902C", "1969-08-06", "1994-06-23", NULL);

  *channel = scripted_card_open (card);
  kiosk_chip_channel_limit_to_short (*channel);
  scripted_random_set (*channel, draws);

  return kiosk_bac_perform (*channel, key, error);
}

static void
test_worked_example (void)
{
  const KioskApdu head = { .ins = 0xB0, .expected = 4 };
  const KioskApdu rest = { .ins = 0xB0, .p2 = 4, .expected = 18 };
  g_autoptr (ScriptedCard) card = scripted_card_new ();
  g_autoptr (KioskChipChannel) channel = NULL;
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GByteArray) com = unhex ("60145F0104303130365F36063034303030305C026175");
  g_autoptr (GError) error = NULL;
  guint16 sw;

  scripted_card_expect (card, CHALLENGE, CHALLENGE_ANSWER);
  scripted_card_expect (card, AUTHENTICATE, AUTHENTICATE_ANSWER);
  scripted_card_expect (card, "0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800",
                        "990290008E08FA855A5D4C50A8ED9000");
  scripted_card_expect (card, "0CB000000D9701048E08ED6705417E96BA5500",
                        "8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000");
  scripted_card_expect (
      card, "0CB000040D9701128E082EA28A70F3C7B53500",
      "871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000");

  g_assert_true (perform (card, &channel, &error));
  g_assert_no_error (error);
  g_assert_true (kiosk_chip_channel_is_protected (channel));
  g_assert_true (kiosk_chip_channel_select_file (channel, 0x011E, &error));
  g_assert_no_error (error);
  g_assert_true (kiosk_chip_channel_send (channel, &head, data, &sw, &error));
  g_assert_cmphex (sw, ==, 0x9000);
  g_assert_true (kiosk_chip_channel_send (channel, &rest, data, &sw, &error));
  g_assert_cmphex (sw, ==, 0x9000);
  g_assert_cmpmem (data->data, data->len, com->data, com->len);
  g_assert_cmpuint (scripted_card_get_n_left (card), ==, 0);
}

static void
test_extended_length_is_found_out_with_the_challenge (void)
{
  static const struct
  {
    const char *answer; /* NULL: the reader breaks */
    gboolean works;
  } rows[] = {
    { CHALLENGE_ANSWER, TRUE },
    { "6700", FALSE },
    { "6E00", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ScriptedCard) card = scripted_card_new ();
      g_autoptr (KioskChipChannel) channel = scripted_card_open (card);
      g_autoptr (KioskAccessKey) key
          = kiosk_access_key_new_fields ("L898902C", "1969-08-06", "1994-06-23", NULL);
      g_autoptr (GError) error = NULL;

      scripted_random_set (channel, draws);
      if (rows[i].answer != NULL)
        scripted_card_expect (card, "0084000000 0008", rows[i].answer);
      else
        scripted_card_break (card, "0084000000 0008", KIOSK_CARD_TRANSPORT_ERROR_BROKEN);
      if (!rows[i].works)
        scripted_card_expect (card, CHALLENGE, CHALLENGE_ANSWER);
      scripted_card_expect (card, AUTHENTICATE, AUTHENTICATE_ANSWER);
      g_assert_true (kiosk_bac_perform (channel, key, &error));
      g_assert_no_error (error);
      g_assert_cmpint (kiosk_chip_channel_speaks_extended (channel), ==, rows[i].works);
    }
}

static void
test_each_failure_has_its_own_error (void)
{
  static const struct
  {
    const char *challenge, *answer; /* NULL: not asked */
    int code;
  } rows[] = {
    { CHALLENGE_ANSWER, "6300", KIOSK_CHIP_ERROR_WRONG_KEY },
    { CHALLENGE_ANSWER, "6982", KIOSK_CHIP_ERROR_WRONG_KEY },
    { CHALLENGE_ANSWER, "6983", KIOSK_CHIP_ERROR_BLOCKED },
    { CHALLENGE_ANSWER, "6D00", KIOSK_CHIP_ERROR_UNSUPPORTED },
    { CHALLENGE_ANSWER, "9000", KIOSK_CHIP_ERROR_MALFORMED },
    /* the last byte of the MAC */
    { CHALLENGE_ANSWER,
      "46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F 2F2D235D074D7448 9000",
      KIOSK_CHIP_ERROR_MALFORMED },
    /* what was said to the chip, said back */
    { CHALLENGE_ANSWER,
      "72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F2 5F1448EEA8AD90A7 9000",
      KIOSK_CHIP_ERROR_MALFORMED },
    { "4608F919887022 9000", NULL, KIOSK_CHIP_ERROR_REFUSED },
    { "6982", NULL, KIOSK_CHIP_ERROR_REFUSED },
    { "90", NULL, KIOSK_CHIP_ERROR_MALFORMED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ScriptedCard) card = scripted_card_new ();
      g_autoptr (KioskChipChannel) channel = NULL;
      g_autoptr (GError) error = NULL;

      scripted_card_expect (card, CHALLENGE, rows[i].challenge);
      if (rows[i].answer != NULL)
        scripted_card_expect (card, AUTHENTICATE, rows[i].answer);
      g_assert_false (perform (card, &channel, &error));
      g_assert_error (error, KIOSK_CHIP_ERROR, rows[i].code);
      g_assert_false (kiosk_chip_channel_is_protected (channel));
      g_assert_cmpuint (scripted_card_get_n_left (card), ==, 0);
    }
}

/* An answer under the right keys, with one nonce of another run. */
static void
test_an_answer_of_another_time_is_refused (void)
{
  static const char *const nonces[][2] = {
    { "4608F91988702213", "781723860C06C226" },
    { "4608F91988702212", "781723860C06C227" },
    { "781723860C06C226", "4608F91988702212" },
  };
  g_autoptr (GByteArray) encryption = unhex ("AB94FDECF2674FDFB9B391F85D7F76F2");
  g_autoptr (GByteArray) mac = unhex ("7962D9ECE03D1ACD4C76089DCE131543");

  for (guint i = 0; i < G_N_ELEMENTS (nonces); i++)
    {
      g_autoptr (ScriptedCard) card = scripted_card_new ();
      g_autoptr (KioskChipChannel) channel = NULL;
      g_autofree char *plain
          = g_strconcat (nonces[i][0], nonces[i][1], "0B4F80323EB3191CB04970CB4052790B", NULL);
      g_autoptr (GByteArray) bytes = unhex (plain);
      g_autoptr (GString) answer = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      guint8 code[8];

      g_assert_true (kiosk_chip_cipher_encrypt (KIOSK_CHIP_CIPHER_3DES, encryption->data, NULL,
                                                bytes->data, bytes->len));
      g_assert_true (
          kiosk_chip_cipher_mac (KIOSK_CHIP_CIPHER_3DES, mac->data, bytes->data, bytes->len, code));
      g_byte_array_append (bytes, code, sizeof code);
      for (guint k = 0; k < bytes->len; k++)
        g_string_append_printf (answer, "%02X", bytes->data[k]);
      g_string_append (answer, "9000");
      scripted_card_expect (card, CHALLENGE, CHALLENGE_ANSWER);
      scripted_card_expect (card, AUTHENTICATE, answer->str);
      g_assert_false (perform (card, &channel, &error));
      g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_MALFORMED);
      g_assert_false (kiosk_chip_channel_is_protected (channel));
    }
}

static void
test_a_card_taken_away_is_said_by_the_transport (void)
{
  g_autoptr (ScriptedCard) card = scripted_card_new ();
  g_autoptr (KioskChipChannel) channel = NULL;
  g_autoptr (GError) error = NULL;

  scripted_card_break (card, CHALLENGE, KIOSK_CARD_TRANSPORT_ERROR_REMOVED);
  g_assert_false (perform (card, &channel, &error));
  g_assert_error (error, KIOSK_CARD_TRANSPORT_ERROR, KIOSK_CARD_TRANSPORT_ERROR_REMOVED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/bac/worked-example", test_worked_example);
  g_test_add_func ("/identity/bac/extended-length-is-found-out-with-the-challenge",
                   test_extended_length_is_found_out_with_the_challenge);
  g_test_add_func ("/identity/bac/each-failure-has-its-own-error",
                   test_each_failure_has_its_own_error);
  g_test_add_func ("/identity/bac/an-answer-of-another-time-is-refused",
                   test_an_answer_of_another_time_is_refused);
  g_test_add_func ("/identity/bac/a-card-taken-away-is-said-by-the-transport",
                   test_a_card_taken_away_is_said_by_the_transport);

  return g_test_run ();
}
