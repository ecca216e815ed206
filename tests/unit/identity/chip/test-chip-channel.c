/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files and secure messaging against a chip in memory, well-behaved and not. */

#include "scripted-card.h"
#include "soft-chip.h"

#include <openssl/rand.h>

#include <string.h>

#define FID 0x0101

typedef struct
{
  SoftChip *chip;
  KioskChipChannel *channel;
  guint8 *file;
  gsize length;
} Fixture;

/* A file of the tag 61 and some bytes, @length in all. */
static void
set_up (Fixture *f, gsize length)
{
  f->chip = soft_chip_new (KIOSK_CHIP_CIPHER_AES128);
  f->channel = kiosk_chip_channel_new (KIOSK_CARD_TRANSPORT (f->chip));
  f->file = g_malloc (length);
  f->length = length;
  g_assert_true (RAND_bytes (f->file, (int) length) == 1);
  f->file[0] = 0x61;
  f->file[1] = 0x83;
  f->file[2] = (guint8) ((length - 5) >> 16);
  f->file[3] = (guint8) ((length - 5) >> 8);
  f->file[4] = (guint8) (length - 5);
  soft_chip_add_file (f->chip, FID, f->file, length);
}

static void
protect (Fixture *f, KioskChipCipher cipher)
{
  guint8 keys[2][32];

  g_assert_true (RAND_bytes (keys[0], sizeof keys) == 1);
  soft_chip_protect (f->chip, cipher, keys[0], keys[1]);
  kiosk_chip_channel_set_secure_messaging (
      f->channel, kiosk_secure_messaging_new (cipher, keys[0], keys[1], NULL));
}

static void
tear_down (Fixture *f)
{
  g_assert_finalize_object (f->channel);
  g_assert_finalize_object (f->chip);
  g_free (f->file);
}

static void
check_read (Fixture *f)
{
  g_autoptr (KioskSecret) contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const guint8 *data;
  gboolean done;

  done
      = kiosk_chip_channel_read_file (f->channel, FID, KIOSK_CHIP_MAX_FACE_FILE, &contents, &error);
  g_assert_no_error (error);
  g_assert_true (done);
  data = kiosk_secret_get_data (contents, &length);
  g_assert_cmpmem (data, length, f->file, f->length);
}

/* A chip that gives what it is asked for, in plain words and under each cipher. The lengths are
 * around a block, a short answer, the far offsets. */
static void
test_files_are_read_whole (void)
{
  const gsize lengths[] = { 6,   8,    16,   222,  223,   224,   230,   231,   232,  256,
                            257, 2047, 2048, 2049, 12000, 32767, 32768, 33100, 65000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (int cipher = -1; cipher <= KIOSK_CHIP_CIPHER_AES256; cipher++)
      {
        Fixture f;

        set_up (&f, lengths[i]);
        if (cipher >= 0)
          protect (&f, (KioskChipCipher) cipher);
        check_read (&f);
        tear_down (&f);
      }
}

static void
learn_extended (Fixture *f)
{
  g_autoptr (KioskSecret) contents = NULL;

  f->chip->takes_extended = TRUE;
  soft_chip_add_file (f->chip, 0x011C, (const guint8 *) "\x31\x00", 2);
  g_assert_true (kiosk_chip_channel_read_file (f->channel, 0x011C, 256, &contents, NULL));
  g_assert_true (kiosk_chip_channel_speaks_extended (f->channel));
}

static void
test_extended_length_saves_commands (void)
{
  guint commands[2];

  for (guint extended = 0; extended < 2; extended++)
    {
      Fixture f;

      set_up (&f, 12000);
      if (extended)
        learn_extended (&f);
      protect (&f, KIOSK_CHIP_CIPHER_AES256);
      f.chip->n_commands = 0;
      check_read (&f);
      commands[extended] = f.chip->n_commands;
      tear_down (&f);
    }
  g_test_message ("12,000 bytes: %u commands short, %u extended", commands[0], commands[1]);
  g_assert_cmpuint (commands[0], ==, 1 + 54);
  g_assert_cmpuint (commands[1], ==, 1 + 6);
}

static void
test_a_chip_may_give_less_at_once_and_otherwise (void)
{
  for (guint way = 0; way < 10; way++)
    for (guint secured = 0; secured < 3; secured++)
      {
        Fixture f;

        set_up (&f, way % 2 == 0 ? 100 : 40000);
        if (secured == 2)
          learn_extended (&f);
        f.chip->max_answer = way == 1 ? 100 : 0;
        f.chip->answers_in_parts = way == 2 || way == 3;
        f.chip->corrects_le = way == 4 || way == 5;
        f.chip->ignores_far_head = way == 9;
        f.chip->refuses_too_much = way == 6 || way == 7;
        if (secured > 0)
          protect (&f, KIOSK_CHIP_CIPHER_AES192);
        check_read (&f);
        tear_down (&f);
      }
}

static void
test_a_reader_of_short_commands_is_found_out_once (void)
{
  Fixture f;

  set_up (&f, 3000);
  check_read (&f);
  g_assert_cmpuint (f.chip->n_extended, ==, 1);
  g_assert_false (kiosk_chip_channel_speaks_extended (f.channel));
  check_read (&f);
  g_assert_cmpuint (f.chip->n_extended, ==, 1);
  tear_down (&f);

  set_up (&f, 3000);
  kiosk_chip_channel_limit_to_short (f.channel);
  check_read (&f);
  g_assert_cmpuint (f.chip->n_extended, ==, 0);
  tear_down (&f);
}

/* Each trick ends the conversation: its own error, nothing given away, nothing sent any more. */
static void
test_what_breaks_the_protection_ends_the_conversation (void)
{
  for (guint trick = SOFT_CHIP_BEHAVES; trick < SOFT_CHIP_LAST; trick++)
    for (int cipher = KIOSK_CHIP_CIPHER_3DES; cipher <= KIOSK_CHIP_CIPHER_AES256; cipher++)
      {
        Fixture f;
        g_autoptr (KioskSecret) contents = NULL;
        g_autoptr (GError) error = NULL;
        guint n;

        set_up (&f, 1000);
        protect (&f, (KioskChipCipher) cipher);
        g_assert_true (kiosk_chip_channel_select_file (f.channel, FID, &error));
        f.chip->trick = (SoftChipTrick) trick;
        if (trick == SOFT_CHIP_BEHAVES)
          {
            check_read (&f);
            tear_down (&f);
            continue;
          }
        g_assert_false (kiosk_chip_channel_read_file (f.channel, FID, 1000, &contents, &error));
        g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_SESSION_ENDED);
        g_assert_null (contents);
        g_assert_false (kiosk_chip_channel_is_protected (f.channel));
        n = f.chip->n_commands;
        f.chip->trick = SOFT_CHIP_BEHAVES;
        g_clear_error (&error);
        g_assert_false (kiosk_chip_channel_select_file (f.channel, FID, &error));
        g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_SESSION_ENDED);
        g_assert_cmpuint (f.chip->n_commands, ==, n);
        /* New keys begin anew. */
        protect (&f, (KioskChipCipher) cipher);
        check_read (&f);
        tear_down (&f);
      }
}

/* The same while a file is read, where the first trick comes late. */
static void
test_a_replayed_part_of_a_file_is_found_out (void)
{
  Fixture f;
  const KioskApdu read = { .ins = 0xB0, .expected = 200 };
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  guint16 sw;

  set_up (&f, 1000);
  protect (&f, KIOSK_CHIP_CIPHER_AES128);
  g_assert_true (kiosk_chip_channel_select_file (f.channel, FID, &error));
  g_assert_true (kiosk_chip_channel_send (f.channel, &read, data, &sw, &error));
  g_assert_cmpuint (data->len, ==, 200);
  f.chip->trick = SOFT_CHIP_REPLAYS;
  g_assert_false (kiosk_chip_channel_send (f.channel, &read, data, &sw, &error));
  g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_SESSION_ENDED);
  g_assert_cmpuint (data->len, ==, 200);
  tear_down (&f);
}

static void
test_absurd_files_are_refused (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    gsize max_bytes;
    int code;
  } rows[] = {
    { "\x61\x82\x7F\xFF\x00\x00\x00\x00\x00\x00", 10, 1000, KIOSK_CHIP_ERROR_MALFORMED },
    { "\x61\x84\x7F\xFF\xFF\xFF\x00\x00\x00\x00", 10, KIOSK_CHIP_MAX_FILE,
      KIOSK_CHIP_ERROR_MALFORMED },
    { "\x61\x80\x00\x00\x00\x00\x00\x00\x00\x00", 10, 1000, KIOSK_CHIP_ERROR_MALFORMED },
    { "\x61", 1, 1000, KIOSK_CHIP_ERROR_MALFORMED },
    /* shorter than it says */
    { "\x61\x40\x00\x00\x00\x00\x00\x00\x00\x00", 10, 1000, KIOSK_CHIP_ERROR_REFUSED },
    { "", 0, 1000, KIOSK_CHIP_ERROR_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Fixture f;
      g_autoptr (KioskSecret) contents = NULL;
      g_autoptr (GError) error = NULL;

      set_up (&f, 10);
      soft_chip_add_file (f.chip, FID, (const guint8 *) rows[i].bytes, rows[i].length);
      protect (&f, KIOSK_CHIP_CIPHER_AES128);
      g_assert_false (
          kiosk_chip_channel_read_file (f.channel, FID, rows[i].max_bytes, &contents, &error));
      g_assert_error (error, KIOSK_CHIP_ERROR, rows[i].code);
      g_assert_null (contents);
      tear_down (&f);
    }
}

static void
test_fingerprints_and_irises_are_never_asked_for (void)
{
  const guint16 fids[] = { 0x0103, 0x0104 };

  for (guint i = 0; i < G_N_ELEMENTS (fids); i++)
    {
      Fixture f;
      g_autoptr (KioskSecret) contents = NULL;
      g_autoptr (GError) error = NULL;

      set_up (&f, 10);
      soft_chip_add_file (f.chip, fids[i], f.file, f.length);
      g_assert_false (kiosk_chip_channel_read_file (f.channel, fids[i], 1000, &contents, &error));
      g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_DENIED);
      g_assert_cmpuint (f.chip->n_commands, ==, 0);
      tear_down (&f);
    }
}

static void
test_status_words_have_their_errors (void)
{
  static const struct
  {
    const char *answer;
    int code;
  } rows[] = {
    { "6A82", KIOSK_CHIP_ERROR_NOT_FOUND }, { "6982", KIOSK_CHIP_ERROR_DENIED },
    { "6D00", KIOSK_CHIP_ERROR_REFUSED },   { "", KIOSK_CHIP_ERROR_MALFORMED },
    { "90", KIOSK_CHIP_ERROR_MALFORMED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ScriptedCard) card = scripted_card_new ();
      g_autoptr (KioskChipChannel) channel = scripted_card_open (card);
      g_autoptr (GError) error = NULL;

      scripted_card_expect (card, "00A4020C02011C", rows[i].answer);
      g_assert_false (kiosk_chip_channel_select_file (channel, 0x011C, &error));
      g_assert_error (error, KIOSK_CHIP_ERROR, rows[i].code);
    }
}

static void
test_an_answer_without_an_end_is_given_up (void)
{
  g_autoptr (ScriptedCard) card = scripted_card_new ();
  g_autoptr (KioskChipChannel) channel = scripted_card_open (card);
  const KioskApdu challenge = { .ins = 0x84, .expected = 8 };
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  guint16 sw;

  scripted_card_expect (card, "0084000008", "6101");
  for (guint i = 0; i < 301; i++)
    scripted_card_expect (card, "00C0000001", "AA6101");
  g_assert_false (kiosk_chip_channel_send (channel, &challenge, data, &sw, &error));
  g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_MALFORMED);
  g_clear_error (&error);
  while (scripted_card_get_n_left (card) > 0)
    {
      g_autoptr (GByteArray) answer = g_byte_array_new ();

      g_assert_true (kiosk_card_transport_transmit (
          KIOSK_CARD_TRANSPORT (card), (const guint8 *) "\x00\xC0\x00\x00\x01", 5, answer, NULL));
    }
  scripted_card_expect (card, "0084000008", "6101");
  scripted_card_expect (card, "00C0000001", "6101");
  g_assert_false (kiosk_chip_channel_send (channel, &challenge, data, &sw, &error));
  g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_MALFORMED);
}

static void
test_what_it_cost_is_counted (void)
{
  g_autoptr (ScriptedCard) card = scripted_card_new ();
  g_autoptr (KioskChipChannel) channel = scripted_card_open (card);
  KioskChipStats stats;

  scripted_card_expect (card, "00A4000C023F00", "6D00");
  scripted_card_expect (card, "00A4040C07A0000002471001", "9000");
  g_assert_false (kiosk_chip_channel_select_master_file (channel, NULL));
  g_assert_true (kiosk_chip_channel_select_application (channel, NULL));
  kiosk_chip_channel_get_stats (channel, &stats);
  g_assert_cmpuint (stats.apdus, ==, 2);
  g_assert_cmpuint (stats.bytes_out, ==, 7 + 12);
  g_assert_cmpuint (stats.bytes_in, ==, 4);
}

/* Under the session keys of ICAO 9303-11 appendix G.1; what an implementation that is not ours
 * makes of the same. */
static void
test_aes_protection_agrees_with_others (void)
{
  g_autoptr (ScriptedCard) card = scripted_card_new ();
  g_autoptr (KioskChipChannel) channel = scripted_card_open (card);
  g_autoptr (GByteArray) encryption = unhex ("F5F0E35C0D7161EE6724EE513A0D9A7F");
  g_autoptr (GByteArray) mac = unhex ("FE251C7858B356B24514B3BD5F4297D1");
  g_autoptr (GError) error = NULL;

  kiosk_chip_channel_set_secure_messaging (
      channel,
      kiosk_secure_messaging_new (KIOSK_CHIP_CIPHER_AES128, encryption->data, mac->data, NULL));
  scripted_card_expect (card,
                        "0CA4040C1D871101752F676B09FAC86A87D632749A49C7CC8E08C18BA1FCE707BD9F00",
                        "990290008E08BEA7B381C494A0799000");
  g_assert_true (kiosk_chip_channel_select_application (channel, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/chip-channel/files-are-read-whole", test_files_are_read_whole);
  g_test_add_func ("/identity/chip-channel/extended-length-saves-commands",
                   test_extended_length_saves_commands);
  g_test_add_func ("/identity/chip-channel/a-chip-may-give-less-at-once-and-otherwise",
                   test_a_chip_may_give_less_at_once_and_otherwise);
  g_test_add_func ("/identity/chip-channel/a-reader-of-short-commands-is-found-out-once",
                   test_a_reader_of_short_commands_is_found_out_once);
  g_test_add_func ("/identity/chip-channel/what-breaks-the-protection-ends-the-conversation",
                   test_what_breaks_the_protection_ends_the_conversation);
  g_test_add_func ("/identity/chip-channel/a-replayed-part-of-a-file-is-found-out",
                   test_a_replayed_part_of_a_file_is_found_out);
  g_test_add_func ("/identity/chip-channel/absurd-files-are-refused",
                   test_absurd_files_are_refused);
  g_test_add_func ("/identity/chip-channel/fingerprints-and-irises-are-never-asked-for",
                   test_fingerprints_and_irises_are_never_asked_for);
  g_test_add_func ("/identity/chip-channel/status-words-have-their-errors",
                   test_status_words_have_their_errors);
  g_test_add_func ("/identity/chip-channel/an-answer-without-an-end-is-given-up",
                   test_an_answer_without_an_end_is_given_up);
  g_test_add_func ("/identity/chip-channel/what-it-cost-is-counted", test_what_it_cost_is_counted);
  g_test_add_func ("/identity/chip-channel/aes-protection-agrees-with-others",
                   test_aes_protection_agrees_with_others);

  return g_test_run ();
}
