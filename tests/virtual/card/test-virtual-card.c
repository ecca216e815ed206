/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "card.h"

#include <glib/gstdio.h>
#include <string.h>

/* A card and a reader by one hand share mistakes; the worked example of ICAO 9303-11 Appendix D is by
 * another. Behind it: that each thing a profile asks for makes the difference it promises. */

#define KEY_INFORMATION "L898902C<369080619406236"
#define COM "60145F0104303130365F36063034303030305C026175"

typedef struct
{
  char *folder;
  Card *card;
} World;

static GByteArray *
bytes_of (const char *hex)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; hex[0] != '\0'; hex += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

      g_byte_array_append (bytes, &byte, 1);
    }

  return bytes;
}

static char *
hex_of (const GByteArray *bytes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bytes->len; i++)
    g_string_append_printf (text, "%02X", bytes->data[i]);

  return g_string_free (text, FALSE);
}

static void
write_file (World *world, const char *name, const guint8 *data, gsize length)
{
  g_autofree char *path = g_build_filename (world->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, (const char *) data, (gssize) length, NULL));
}

static void
set_up (World *world, gconstpointer data)
{
  static const char ini[]
      = "[card]\nmrz=" KEY_INFORMATION "\ncan=123456\nbac=yes\nrnd-ic=4608F91988702212\n"
        "k-ic=0B4F80323EB3191CB04970CB4052790B\n";
  g_autoptr (GByteArray) com = bytes_of (COM);
  guint8 group[700];
  g_autoptr (GError) error = NULL;

  world->folder = g_dir_make_tmp ("virtual-card-XXXXXX", NULL);
  for (gsize i = 0; i < sizeof group; i++)
    group[i] = (guint8) i;
  memcpy (group, "\x75\x82\x02\xB8", 4);
  write_file (world, "card.ini", (const guint8 *) ini, strlen (ini));
  write_file (world, "EF.COM.bin", com->data, com->len);
  write_file (world, "DG2.bin", group, sizeof group);
  world->card = card_new (world->folder, data, &error);
  g_assert_no_error (error);
}

static void
tear_down (World *world, gconstpointer data)
{
  static const char *const names[] = { "card.ini", "EF.COM.bin", "DG2.bin" };

  card_free (world->card);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (world->folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (world->folder);
  g_free (world->folder);
}

static char *
ask (World *world, const char *hex)
{
  g_autoptr (GByteArray) command = bytes_of (hex);
  g_autoptr (GByteArray) answer = g_byte_array_new ();

  return card_answer (world->card, command->data, command->len, answer) ? hex_of (answer) : NULL;
}

static void
assert_answer (World *world, const char *command, const char *expected)
{
  g_autofree char *answer = ask (world, command);

  g_assert_cmpstr (answer, ==, expected);
}

static void
open_card (World *world)
{
  assert_answer (world, "00A4040C07A0000002471001", "9000");
  assert_answer (world, "0084000008", "4608F919887022129000");
  assert_answer (
      world,
      "008200002872C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A72"
      "8",
      "46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D74499000");
}

#define SELECT_COM "0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800"
#define SELECTED_COM "990290008E08FA855A5D4C50A8ED9000"
#define READ_HEAD "0CB000000D9701048E08ED6705417E96BA5500"
#define HEAD_READ "8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000"

static void
test_worked_example (World *world, gconstpointer data)
{
  open_card (world);
  assert_answer (world, SELECT_COM, SELECTED_COM);
  assert_answer (world, READ_HEAD, HEAD_READ);
  assert_answer (
      world, "0CB000040D9701128E082EA28A70F3C7B53500",
      "871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000");
}

static void
test_wrong_proof_ends_session (World *world, gconstpointer data)
{
  open_card (world);
  assert_answer (world, "0CA4020C158709016375432908C044F68E08BF8B92D635FF24F900", "6988");
  /* What was right before is no longer. */
  assert_answer (world, READ_HEAD, "6988");
}

static void
test_same_command_twice_ends_session (World *world, gconstpointer data)
{
  open_card (world);
  assert_answer (world, SELECT_COM, SELECTED_COM);
  assert_answer (world, SELECT_COM, "6988");
}

static void
test_plain_command_ends_session (World *world, gconstpointer data)
{
  open_card (world);
  assert_answer (world, "00B0000004", "6986");
  assert_answer (world, SELECT_COM, "6988");
}

static void
test_files_are_shut_without_keys (World *world, gconstpointer data)
{
  assert_answer (world, "00A4040C07A0000002471001", "9000");
  assert_answer (world, "00A4020C02011E", "6982");
  assert_answer (world, "00B09E0004", "6982");
  assert_answer (world, "00A4020C020103", "6982");
}

static void
test_wrong_key_is_refused (World *world, gconstpointer data)
{
  assert_answer (world, "00A4040C07A0000002471001", "9000");
  assert_answer (world, "0084000008", "4608F919887022129000");
  assert_answer (world,
                 "008200002872C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448E"
                 "EA8AD90A828",
                 "6300");
  /* A challenge serves once. */
  assert_answer (world,
                 "008200002872C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448E"
                 "EA8AD90A728",
                 "6985");
}

static void
test_power_ends_everything (World *world, gconstpointer data)
{
  open_card (world);
  card_power (world->card);
  assert_answer (world, SELECT_COM, "6988");
  assert_answer (world, "0084000008", "6D00");
}

static void
test_lengths_of_no_case_are_refused (World *world, gconstpointer data)
{
  assert_answer (world, "00A4", "6700");
  assert_answer (world, "00A4040C07A00000", "6700");
  assert_answer (world, "00A4040C0000", "6700");
}

static void
test_spoilt_mac (World *world, gconstpointer data)
{
  open_card (world);
  assert_answer (world, SELECT_COM, SELECTED_COM);
  assert_answer (world, READ_HEAD, "8709019FF0EC34F9922651990290008E08AD55CC17140B2DEC9000");
}

static void
test_stale_answer (World *world, gconstpointer data)
{
  open_card (world);
  assert_answer (world, SELECT_COM, SELECTED_COM);
  assert_answer (world, READ_HEAD, SELECTED_COM);
}

static void
test_plain_answer (World *world, gconstpointer data)
{
  open_card (world);
  assert_answer (world, SELECT_COM, SELECTED_COM);
  assert_answer (world, READ_HEAD, "60145F019000");
}

static void
test_plain_status (World *world, gconstpointer data)
{
  open_card (world);
  assert_answer (world, SELECT_COM, SELECTED_COM);
  assert_answer (world, READ_HEAD, "6982");
}

static void
test_gone (World *world, gconstpointer data)
{
  assert_answer (world, "00A4040C07A0000002471001", "9000");
  assert_answer (world, "0084000008", "4608F919887022129000");
  assert_answer (world, "0084000008", NULL);
}

static void
test_answers_behind_61 (World *world, gconstpointer data)
{
  assert_answer (world, "00A4040C07A0000002471001", "9000");
  assert_answer (world, "0084000008", "6108");
  assert_answer (world, "00C0000003", "4608F96105");
  assert_answer (world, "00C0000005", "19887022129000");
  assert_answer (world, "00C0000005", "6D00");
}

static void
test_length_corrected_by_6c (World *world, gconstpointer data)
{
  assert_answer (world, "00A4040C07A0000002471001", "9000");
  assert_answer (world, "0084000000", "6C08");
  assert_answer (world, "0084000008", "4608F919887022129000");
}

static void
test_other_application (World *world, gconstpointer data)
{
  assert_answer (world, "00A4040C07A0000002471001", "6A82");
}

static void
test_no_main_folder (World *world, gconstpointer data)
{
  assert_answer (world, "00A4000C023F00", "6D00");
}

static void
test_unknown_key_is_refused (World *world, gconstpointer data)
{
  static const char *const changes[] = { "fautl=gone", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (card_new (world->folder, changes, &error));
  g_assert_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND);
}

static void
add (const char *path, void (*test) (World *, gconstpointer), const char *const *changes)
{
  g_test_add (path, World, changes, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  static const char *const mac[] = { "fault=wrong-mac", "after=1", NULL };
  static const char *const stale[] = { "fault=stale-answer", "after=1", NULL };
  static const char *const plain[] = { "fault=plain-answer", "after=1", NULL };
  static const char *const status[] = { "fault=plain-status", "after=1", NULL };
  static const char *const gone[] = { "fault=gone", "after=2", NULL };
  static const char *const behind[] = { "transport=61", NULL };
  static const char *const corrected[] = { "transport=6c", NULL };
  static const char *const other[] = { "application=other", NULL };
  static const char *const no_folder[] = { "mf=refuse", NULL };

  g_test_init (&argc, &argv, NULL);
  EAC_init ();
  add ("/card/plays-the-worked-example-of-the-standard", test_worked_example, NULL);
  add ("/card/ends-the-session-at-a-wrong-proof", test_wrong_proof_ends_session, NULL);
  add ("/card/ends-the-session-at-a-replay", test_same_command_twice_ends_session, NULL);
  add ("/card/ends-the-session-at-a-plain-command", test_plain_command_ends_session, NULL);
  add ("/card/keeps-its-files-shut-without-keys", test_files_are_shut_without_keys, NULL);
  add ("/card/refuses-a-wrong-key-and-a-used-challenge", test_wrong_key_is_refused, NULL);
  add ("/card/forgets-without-power", test_power_ends_everything, NULL);
  add ("/card/refuses-lengths-of-no-case", test_lengths_of_no_case_are_refused, NULL);
  add ("/card/spoils-a-mac-when-asked", test_spoilt_mac, mac);
  add ("/card/repeats-an-answer-when-asked", test_stale_answer, stale);
  add ("/card/answers-plainly-when-asked", test_plain_answer, plain);
  add ("/card/gives-a-plain-status-when-asked", test_plain_status, status);
  add ("/card/goes-away-when-asked", test_gone, gone);
  add ("/card/withholds-answers-when-asked", test_answers_behind_61, behind);
  add ("/card/corrects-lengths-when-asked", test_length_corrected_by_6c, corrected);
  add ("/card/has-another-application-when-asked", test_other_application, other);
  add ("/card/has-no-main-folder-when-asked", test_no_main_folder, no_folder);
  add ("/card/refuses-an-unknown-key", test_unknown_key_is_refused, NULL);

  return g_test_run ();
}
