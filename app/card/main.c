/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-card"

#include "base/log.h"
#include "base/secret.h"
#include "card/command.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#define DEFAULT_WAIT_S 5

static const char summary[]
    = "motcua-card read [--json] --can N | --mrz TEXT | --qr TEXT --expiry YYYY-MM-DD\n"
      "                                 read the chip of the card that lies on the reader\n"
      "motcua-card readers [--json]     list the readers\n"
      "motcua-card qr [--json] IMAGE... read the printed code in pictures\n"
      "\n"
      "Other users of the machine see what stands on a command line: give --can, --mrz and --qr\n"
      "the value - and write the text to standard input instead.";

static const char description[]
    = "Ends with 0 read, 1 wrong use, 2 no reader or no service, 3 no card in time, 4 no identity\n"
      "card, 5 the chip refused the key, 6 the card was taken away or fell silent, 7 the chip "
      "broke\n"
      "the protocol, 8 read, but a check failed: the data are not genuine.";

static void
clear_options (KioskCardOptions *options)
{
  g_free (options->reader);
  kiosk_wipe_text (options->can);
  kiosk_wipe_text (options->mrz);
  kiosk_wipe_text (options->qr);
  kiosk_wipe_text (options->expiry);
  g_free (options->trust);
  g_free (options->files);
}

/* What was given as an argument all the same is at least not shown any longer than needed. */
static void
wipe_arguments (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    kiosk_wipe (argv[i], strlen (argv[i]));
}

static KioskCardExit
run (KioskCardOptions *options, int n_words, char **words)
{
  g_autoptr (GError) error = NULL;
  const char *command = n_words > 1 ? words[1] : "";

  if (g_str_equal (command, "read") && n_words == 2)
    return kiosk_card_read (options);
  if (g_str_equal (command, "readers") && n_words == 2)
    return kiosk_card_list_readers (options);
  if (g_str_equal (command, "qr") && n_words > 2)
    return kiosk_card_decode (options, n_words - 2, words + 2);

  g_set_error_literal (&error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       "one of read, readers and qr IMAGE... is wanted");

  return kiosk_card_outcome_print (error, options->json);
}

int
main (int argc, char **argv)
{
  KioskCardOptions options = { .wait = DEFAULT_WAIT_S };
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, "Print JSON", NULL },
    { "reader", 'r', 0, G_OPTION_ARG_STRING, &options.reader,
      "Use only readers whose name begins so", "NAME" },
    { "can", 0, 0, G_OPTION_ARG_STRING, &options.can, "The card access number, or -", "N" },
    { "mrz", 0, 0, G_OPTION_ARG_STRING, &options.mrz, "The machine-readable zone, or -", "TEXT" },
    { "qr", 0, 0, G_OPTION_ARG_STRING, &options.qr, "What the printed code holds, or -", "TEXT" },
    { "expiry", 0, 0, G_OPTION_ARG_STRING, &options.expiry, "The printed date, with --qr",
      "YYYY-MM-DD" },
    { "trust", 0, 0, G_OPTION_ARG_FILENAME, &options.trust, "Certificates of issuers", "DIR" },
    { "files", 0, 0, G_OPTION_ARG_FILENAME, &options.files,
      "Keep the files of the chip, in a folder closed to others", "DIR" },
    { "face", 0, 0, G_OPTION_ARG_NONE, &options.face, "Read the face too", NULL },
    { "wait", 0, 0, G_OPTION_ARG_INT, &options.wait, "How long for a card (5)", "SECONDS" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("COMMAND");
  g_auto (GStrv) words = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  KioskCardExit end;

  setlocale (LC_ALL, "");
  kiosk_log_init ("motcua-card");
  kiosk_process_harden ();
  wipe_arguments (argc, argv);
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, description);
  if (g_option_context_parse_strv (context, &words, &error))
    end = run (&options, (int) g_strv_length (words), words);
  else
    end = kiosk_card_outcome_print (error, options.json);
  clear_options (&options);
  fflush (stdout);

  return end;
}
