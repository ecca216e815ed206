/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-card"

#include "card/outcome.h"

#include "card/json-text.h"
#include "device/chip-reader.h"

#include <stdio.h>

typedef struct
{
  int code;
  KioskCardExit end;
  const char *hint;
} Row;

static const Row reader_rows[] = {
  { KIOSK_CHIP_READER_ERROR_NO_SERVICE, KIOSK_CARD_EXIT_NO_READER,
    "is pcscd running, and may this user use it?" },
  { KIOSK_CHIP_READER_ERROR_NO_READER, KIOSK_CARD_EXIT_NO_READER,
    "is a reader plugged in? motcua-card readers lists them" },
  { KIOSK_CHIP_READER_ERROR_NO_CARD, KIOSK_CARD_EXIT_NO_CARD,
    "lay the card on the reader, and mind --wait" },
  { KIOSK_CHIP_READER_ERROR_TWO_CARDS, KIOSK_CARD_EXIT_NO_CARD, "take all cards but one away" },
  { KIOSK_CHIP_READER_ERROR_BUSY, KIOSK_CARD_EXIT_NO_READER,
    "end the other program that has the card open" },
};

static const Row reading_rows[] = {
  { KIOSK_CHIP_READING_ERROR_NOT_AN_ID, KIOSK_CARD_EXIT_NOT_AN_ID,
    "a bank card or the like; is the identity card the other way round?" },
  { KIOSK_CHIP_READING_ERROR_WRONG_KEY, KIOSK_CARD_EXIT_REFUSED,
    "compare number, birth and expiry, or the CAN, with what is printed" },
  { KIOSK_CHIP_READING_ERROR_BLOCKED, KIOSK_CARD_EXIT_REFUSED,
    "the chip waits after wrong keys; try later, or with the MRZ" },
  { KIOSK_CHIP_READING_ERROR_REMOVED, KIOSK_CARD_EXIT_LOST, "let the card lie until it is read" },
  { KIOSK_CHIP_READING_ERROR_NO_ANSWER, KIOSK_CARD_EXIT_LOST,
    "lay the card flat in the middle; no other card or metal near it" },
  { KIOSK_CHIP_READING_ERROR_READER, KIOSK_CARD_EXIT_LOST,
    "was the reader pulled out, or pcscd restarted?" },
  { KIOSK_CHIP_READING_ERROR_PROTOCOL, KIOSK_CARD_EXIT_PROTOCOL,
    "the chip answered against ICAO 9303-11; try once more" },
  { KIOSK_CHIP_READING_ERROR_UNREADABLE, KIOSK_CARD_EXIT_PROTOCOL,
    "a file of the chip is broken or of a kind that is not known" },
  { KIOSK_CHIP_READING_ERROR_DISAGREES, KIOSK_CARD_EXIT_PROTOCOL,
    "data groups 1 and 13 are not of one person" },
  { KIOSK_CHIP_READING_ERROR_UNSUPPORTED, KIOSK_CARD_EXIT_PROTOCOL,
    "the chip opens only in a way that is not spoken here, or not with this key" },
  { KIOSK_CHIP_READING_ERROR_INTERNAL, KIOSK_CARD_EXIT_PROTOCOL,
    "a fault of this program or of libcrypto" },
};

static const Row *
find_row (const Row *rows, guint n, int code)
{
  for (guint i = 0; i < n; i++)
    if (rows[i].code == code)
      return &rows[i];

  return NULL;
}

/**
 * kiosk_card_outcome_find:
 * @error: why nothing was read
 * @name: (out) (transfer none): what it is called, for a script
 * @hint: (out) (transfer none): what a technician looks at
 *
 * Returns: how the program ends
 */
KioskCardExit
kiosk_card_outcome_find (const GError *error, const char **name, const char **hint)
{
  const Row *row = NULL;

  *name = "usage";
  *hint = "motcua-card --help";
  if (error->domain == KIOSK_CHIP_READER_ERROR)
    {
      row = find_row (reader_rows, G_N_ELEMENTS (reader_rows), error->code);
      *name = kiosk_chip_reader_error_to_string ((KioskChipReaderError) error->code);
    }
  else if (error->domain == KIOSK_CHIP_READING_ERROR)
    {
      row = find_row (reading_rows, G_N_ELEMENTS (reading_rows), error->code);
      *name = kiosk_chip_reading_error_to_string ((KioskChipReadingError) error->code);
    }
  if (row == NULL)
    return KIOSK_CARD_EXIT_USAGE;
  *hint = row->hint;

  return row->end;
}

/**
 * kiosk_card_outcome_print:
 * @error: why nothing was read
 * @json: to standard output as JSON; else to standard error in words
 *
 * Returns: how the program ends
 */
KioskCardExit
kiosk_card_outcome_print (const GError *error, gboolean json)
{
  const char *name, *hint;
  KioskCardExit end = kiosk_card_outcome_find (error, &name, &hint);
  g_autoptr (KioskJsonText) text = NULL;

  if (!json)
    {
      fprintf (stderr, "motcua-card: %s: %s\n  %s\n", name, error->message, hint);
      return end;
    }
  text = kiosk_json_text_new ();
  kiosk_json_text_open_object (text, NULL);
  kiosk_json_text_add_text (text, "error", name);
  kiosk_json_text_add_text (text, "message", error->message);
  kiosk_json_text_add_text (text, "hint", hint);
  kiosk_json_text_close (text);
  printf ("%s\n", kiosk_json_text_get (text));

  return end;
}
