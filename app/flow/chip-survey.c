/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/chip-survey.h"

#include "device/device-failure.h"

static void
survey_reader (KioskChipSurvey *self, KioskChipReader *reader)
{
  KioskChipReaderState state = kiosk_chip_reader_get_state (reader);

  switch (state)
    {
    case KIOSK_CHIP_READER_CARD:
      self->card = reader;
      self->n_cards++;
      self->n_ready++;
      break;
    case KIOSK_CHIP_READER_TWO_CARDS:
      self->n_cards += 2;
      self->n_ready++;
      break;
    case KIOSK_CHIP_READER_NOT_AN_ID:
      kiosk_device_failure_of_chip_reader (state, &self->lies);
      self->n_ready++;
      break;
    case KIOSK_CHIP_READER_EMPTY:
      self->n_ready++;
      break;
    case KIOSK_CHIP_READER_GONE:
    case KIOSK_CHIP_READER_BUSY:
    case KIOSK_CHIP_READER_NO_SERVICE:
    default:
      kiosk_device_failure_of_chip_reader (state, &self->absence);
      break;
    }
}

/**
 * kiosk_chip_survey_make:
 * @readers: (nullable) (element-type KioskChipReader): the readers that were started
 *
 * Any reader with an identity card will do, and a bank card on another one does not matter. Two
 * identity cards do: nobody can say which is meant.
 *
 * Returns: what they say now
 */
KioskChipSurvey
kiosk_chip_survey_make (GPtrArray *readers)
{
  KioskChipSurvey self = { NULL, 0, 0, KIOSK_N_FAILURES, KIOSK_N_FAILURES };

  for (guint i = 0; readers != NULL && i < readers->len; i++)
    survey_reader (&self, readers->pdata[i]);
  if (self.n_cards > 1)
    {
      self.card = NULL;
      self.lies = KIOSK_FAILURE_TWO_CARDS;
    }
  else if (self.n_cards == 1)
    self.lies = KIOSK_N_FAILURES;
  if (self.n_ready > 0)
    self.absence = KIOSK_N_FAILURES;
  else if (readers != NULL && readers->len > 1 && self.absence == KIOSK_FAILURE_READER_GONE)
    self.absence = KIOSK_FAILURE_SEVERAL_READERS_NONE_READY;

  return self;
}
