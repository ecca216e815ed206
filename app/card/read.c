/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-card"

#include "card/command.h"

#include "base/atomic-file.h"
#include "card/json-text.h"
#include "card/key.h"
#include "card/report.h"
#include "drivers/pcsc/pcsc-reader.h"
#include "drivers/pcsc/pcsc-slot.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define POLL_MS 20

/* ---- where files go ---- */

static const struct
{
  guint16 file;
  const char *name;
} file_names[] = {
  { 0x011C, "EF.CardAccess.bin" }, { 0x011E, "EF.COM.bin" }, { 0x011D, "EF.SOD.bin" },
  { 0x0101, "DG1.bin" },           { 0x0102, "DG2.bin" },    { 0x010D, "DG13.bin" },
  { 0x010E, "DG14.bin" },          { 0x010F, "DG15.bin" },
};

/* What is written there is the whole of a person's card. */
static gboolean
check_folder (const char *folder, GError **error)
{
  struct stat info;

  if (stat (folder, &info) != 0)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s: %s", folder,
                 g_strerror (errno));
  else if (!S_ISDIR (info.st_mode) || (info.st_mode & 077) != 0 || info.st_uid != geteuid ())
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "%s is no folder that is yours and closed to others (mode 0700)", folder);
  else
    return TRUE;

  return FALSE;
}

static gboolean
save_files (KioskChipReading *reading, const char *folder, GError **error)
{
  GHashTable *files = kiosk_chip_reading_get_files (reading);

  for (guint i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      KioskSecret *contents = g_hash_table_lookup (files, GUINT_TO_POINTER (file_names[i].file));
      g_autofree char *path = g_build_filename (folder, file_names[i].name, NULL);
      gconstpointer data;
      gsize length;

      if (contents == NULL)
        continue;
      data = kiosk_secret_get_data (contents, &length);
      if (!kiosk_atomic_file_write (path, data, length, 0600, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- waiting ---- */

static gboolean
on_tick (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
pause_shortly (void)
{
  gboolean over = FALSE;

  g_timeout_add (POLL_MS, on_tick, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Until there is a card to ask, or none after all; reading says what is in the way. */
static void
wait_for_card (KioskPcscReader *reader, int seconds)
{
  gint64 until = g_get_monotonic_time () + MAX (seconds, 0) * G_TIME_SPAN_SECOND;

  for (;;)
    {
      KioskChipReaderState state = kiosk_chip_reader_get_state (KIOSK_CHIP_READER (reader));

      if (kiosk_pcsc_reader_is_settled (reader)
          && (state == KIOSK_CHIP_READER_CARD || state == KIOSK_CHIP_READER_NOT_AN_ID
              || g_get_monotonic_time () >= until))
        return;
      pause_shortly ();
    }
}

typedef struct
{
  gboolean done;
  KioskChipReading *reading;
  GError *error;
} Outcome;

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->reading
      = kiosk_chip_reader_read_finish (KIOSK_CHIP_READER (source), result, &outcome->error);
  outcome->done = TRUE;
}

static KioskPcscReader *
make_reader (const KioskCardOptions *options, GError **error)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new ();
  g_autoptr (KioskTrustStore) trust = NULL;

  if (options->trust != NULL)
    {
      trust = kiosk_trust_store_load (options->trust, error);
      if (trust == NULL)
        return NULL;
    }

  return kiosk_pcsc_reader_new (clock, trust, options->reader, KIOSK_PCSC_READER_ALLOW_VIRTUAL);
}

static KioskChipReading *
read_card (KioskCardOptions *options, GError **error)
{
  g_autoptr (KioskAccessKey) key = NULL;
  g_autoptr (KioskPcscReader) reader = NULL;
  guint flags = KIOSK_CHIP_READ_DEFAULT;
  Outcome outcome = { 0 };

  if (options->files != NULL && !check_folder (options->files, error))
    return NULL;
  key = kiosk_card_make_key (options, error);
  if (key != NULL)
    reader = make_reader (options, error);
  if (reader == NULL)
    return NULL;

  if (options->face)
    flags |= KIOSK_CHIP_READ_WITH_FACE;
  if (options->files != NULL)
    flags |= KIOSK_CHIP_READ_KEEP_FILES;
  kiosk_chip_reader_start (KIOSK_CHIP_READER (reader));
  wait_for_card (reader, options->wait);
  kiosk_chip_reader_read_async (KIOSK_CHIP_READER (reader), key, (KioskChipReadFlags) flags, NULL,
                                on_read, &outcome);
  while (!outcome.done)
    g_main_context_iteration (NULL, TRUE);
  kiosk_chip_reader_stop (KIOSK_CHIP_READER (reader));
  if (outcome.error != NULL)
    g_propagate_error (error, outcome.error);

  return outcome.reading;
}

/**
 * kiosk_card_read:
 * @options: what opens the card, and what is wanted of it
 *
 * Waits for a card, reads its chip and prints what was read.
 *
 * Returns: how the program ends
 */
KioskCardExit
kiosk_card_read (KioskCardOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskChipReading) reading = read_card (options, &error);

  if (reading != NULL && options->files != NULL)
    save_files (reading, options->files, &error);
  if (error != NULL)
    return kiosk_card_outcome_print (error, options->json);

  if (options->json)
    {
      g_autoptr (KioskJsonText) text = kiosk_json_text_new ();

      kiosk_card_report_reading (text, reading);
      printf ("%s\n", kiosk_json_text_get (text));
    }
  else
    kiosk_card_print_reading (reading);

  return kiosk_chip_reading_is_refuted (reading) ? KIOSK_CARD_EXIT_NOT_GENUINE
                                                 : KIOSK_CARD_EXIT_READ;
}

static void
print_slots (const GPtrArray *slots, gboolean json)
{
  g_autoptr (KioskJsonText) text = kiosk_json_text_new ();

  kiosk_json_text_open_array (text, NULL);
  for (guint i = 0; i < slots->len; i++)
    {
      const KioskPcscSlot *slot = g_ptr_array_index (slots, i);
      gboolean is_virtual = kiosk_pcsc_reader_is_virtual (slot->name);

      kiosk_json_text_open_object (text, NULL);
      kiosk_json_text_add_text (text, "name", slot->name);
      kiosk_json_text_add_boolean (text, "card", slot->card);
      kiosk_json_text_add_boolean (text, "virtual", is_virtual);
      kiosk_json_text_close (text);
      if (!json)
        printf ("%s\t%s%s\n", slot->name, slot->card ? "card" : "empty",
                is_virtual ? "\tvirtual" : "");
    }
  kiosk_json_text_close (text);
  if (json)
    printf ("%s\n", kiosk_json_text_get (text));
}

/**
 * kiosk_card_list_readers:
 * @options: whether in JSON
 *
 * Returns: how the program ends
 */
KioskCardExit
kiosk_card_list_readers (KioskCardOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskClock) clock = kiosk_clock_new ();
  g_autoptr (KioskPcscReader) reader
      = kiosk_pcsc_reader_new (clock, NULL, options->reader, KIOSK_PCSC_READER_ALLOW_VIRTUAL);
  g_autoptr (GPtrArray) slots = NULL;

  kiosk_chip_reader_start (KIOSK_CHIP_READER (reader));
  wait_for_card (reader, 0);
  slots = kiosk_pcsc_reader_list_slots (reader);
  if (slots->len == 0)
    {
      g_set_error_literal (&error, KIOSK_CHIP_READER_ERROR,
                           kiosk_pcsc_reader_has_service (reader)
                               ? KIOSK_CHIP_READER_ERROR_NO_READER
                               : KIOSK_CHIP_READER_ERROR_NO_SERVICE,
                           "No reader is there");
      return kiosk_card_outcome_print (error, options->json);
    }
  print_slots (slots, options->json);

  return KIOSK_CARD_EXIT_READ;
}
