/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever stands at the other end of the cable: a process id is heard only when its seven bytes came
 * one after the other, and a state is always one of the known ones. */

#include "printers/escpos-answer.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gboolean
was_said (const uint8_t *data, size_t size, const char *id)
{
  for (size_t i = 0; i + 7 <= size; i++)
    if (data[i] == 0x37 && data[i + 1] == 0x22 && memcmp (data + i + 2, id, 4) == 0
        && data[i + 6] == 0)
      return TRUE;

  return FALSE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  KioskEscposAnswers answers;

  kiosk_escpos_answers_init (&answers);
  for (size_t i = 0; i < size; i++)
    {
      kiosk_escpos_answers_feed (&answers, data[i]);
      g_assert_cmpuint (answers.n_pending, <, sizeof answers.pending);
      for (guint asked = 1; asked <= 4; asked++)
        g_assert_cmpint (kiosk_escpos_status_state (asked, data[i]), <=, KIOSK_PRINTER_BUSY);
    }
  for (guint i = 0; i < MIN (answers.n_ids, G_N_ELEMENTS (answers.ids)); i++)
    g_assert_true (was_said (data, size, answers.ids[i]));
  return 0;
}
