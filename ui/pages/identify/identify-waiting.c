/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/identify/identify-waiting.h"

#include "flow/flow-failure.h"
#include "ui/pages/identify/identify-cards.h"
#include "ui/pages/identify/identify-eye.h"
#include "ui/widgets/box.h"
#include "ui/words/failure-words.h"

/* Millimetres. */
#define READER_HEIGHT 92
#define CARDS_WIDTH 164

static const KioskIdentifyStep code_steps[] = {
  { "identify.step_1", "identify.step_1_line" },
  { "identify.step_2", "identify.step_2_line" },
  { "identify.step_3", "identify.step_3_line" },
};

/* Numbered as the reader's picture is; either can come first. */
static const KioskIdentifyStep lay_steps[] = {
  { "identify.lay_1", "identify.lay_1_line" },
  { "identify.lay_2", "identify.lay_2_line" },
};

static const KioskIdentifyStep eye_steps[] = {
  { "identify.eye_1", "identify.eye_1_line" },
  { "identify.step_3", "identify.step_3_line" },
};

static const KioskIdentifyStep eye_lay_steps[] = {
  { "identify.eye_1", "identify.eye_1_line" },
  { "identify.eye_2", "identify.lay_1_line" },
};

static const KioskIdentifyStep code_wanted_steps[] = {
  { "identify.key_code_1", "identify.key_code_1_line" },
  { "identify.key_code_2", "identify.key_code_2_line" },
};

static void
set_cards_aside (KioskPage *page)
{
  kiosk_page_shape_side (page, CARDS_WIDTH, TRUE);
  kiosk_page_set_side (page, kiosk_identify_cards_new (page, TRUE));
}

/* The reader as it stands before the citizen, and what goes where; the tall panel has it in the band,
 * and large text needs its room. */
static GtkWidget *
make_reader (KioskPage *page, GtkWidget *steps)
{
  GtkWidget *row = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (row, "reader");
  gtk_widget_set_valign (row, GTK_ALIGN_START);
  gtk_widget_set_valign (steps, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (steps, TRUE);
  if (!kiosk_page_is_portrait (page) && !kiosk_page_is_large (page))
    gtk_box_append (GTK_BOX (row),
                    kiosk_icon_new_picture ("picture-reader-lay-card", READER_HEIGHT));
  gtk_box_append (GTK_BOX (row), steps);
  return row;
}

/* A camera shows what it sees whatever else there is: nobody finds its eye by reading. */
static void
show_ways (KioskPage *page)
{
  gboolean chip = kiosk_flow_has_chip_reader (kiosk_page_get_flow (page));

  if (kiosk_identify_eye_is_open (page))
    {
      kiosk_page_set_content (
          page, kiosk_identify_eye_new (
                    page, kiosk_identify_steps_new (page, chip ? eye_lay_steps : eye_steps,
                                                    G_N_ELEMENTS (eye_steps))));
      set_cards_aside (page);
    }
  else if (chip)
    {
      kiosk_page_set_content (
          page,
          make_reader (page, kiosk_identify_steps_new (page, lay_steps, G_N_ELEMENTS (lay_steps))));
      set_cards_aside (page);
    }
  else
    {
      kiosk_page_shape_side (page, 108, FALSE);
      kiosk_page_set_content (page, kiosk_identify_cards_new (page, FALSE));
      kiosk_page_set_side (page,
                           kiosk_identify_steps_new (page, code_steps, G_N_ELEMENTS (code_steps)));
    }
}

static void
show_gone (KioskPage *page)
{
  KioskFailure failure = kiosk_flow_get_identify_failure (kiosk_page_get_flow (page));

  if (failure == KIOSK_N_FAILURES)
    failure = KIOSK_FAILURE_GUN_UNPLUGGED;
  kiosk_page_set_title (page, kiosk_failure_words_title (page, failure),
                        kiosk_failure_words_advice (page, failure));
  kiosk_page_shape_side (page, 108, FALSE);
  kiosk_page_set_content (page, kiosk_identify_cards_new (page, FALSE));
  kiosk_page_set_side (page, NULL);
  /* With no reader typing is the way on, not the last resort. */
  kiosk_page_set_primary (page, kiosk_page_text (page, "identify.type"), "forward");
  kiosk_page_set_secondary (page, NULL, NULL);
}

/**
 * kiosk_identify_waiting_show:
 * @page: the page
 *
 * Shows what to do with the card at the readers that there are, or that there is none.
 */
void
kiosk_identify_waiting_show (KioskPage *page)
{
  KioskFlow *flow = kiosk_page_get_flow (page);
  KioskIdentifyState state = kiosk_flow_get_identify (flow);
  gboolean chip = kiosk_flow_has_chip_reader (flow);

  kiosk_page_set_picture (page, chip ? "picture-reader-lay-card" : "picture-card-2024-back");
  kiosk_page_set_top (page, NULL);
  if (state == KIOSK_IDENTIFY_READER_GONE)
    {
      show_gone (page);
      return;
    }
  if (state == KIOSK_IDENTIFY_WRONG_CODE)
    kiosk_page_set_top (
        page, kiosk_banner_new (
                  KIOSK_TONE_WAIT, "qr",
                  kiosk_failure_words_say (
                      page, kiosk_flow_failure_of_code (kiosk_flow_get_identify_problem (flow)))));
  kiosk_page_set_title (page,
                        kiosk_page_text (page, chip ? "identify.lay_title" : "identify.title"),
                        kiosk_page_text (page, chip ? "identify.lay_help" : "identify.help"));
  show_ways (page);
  kiosk_page_set_primary (page, NULL, NULL);
  kiosk_page_set_secondary (page, kiosk_page_text (page, "identify.no_card"), NULL);
}

/**
 * kiosk_identify_waiting_show_code_wanted:
 * @page: the page
 *
 * A card lies there, and its code says how to open it: shows how both are done with one card.
 */
void
kiosk_identify_waiting_show_code_wanted (KioskPage *page)
{
  GtkWidget *steps
      = kiosk_identify_steps_new (page, code_wanted_steps, G_N_ELEMENTS (code_wanted_steps));

  kiosk_page_set_title (page, kiosk_page_text (page, "identify.key_code_title"),
                        kiosk_page_text (page, "identify.key_code_help"));
  kiosk_page_set_picture (page, "picture-reader-lay-card");
  kiosk_page_set_top (page, NULL);
  if (kiosk_identify_eye_is_open (page))
    kiosk_page_set_content (page, kiosk_identify_eye_new (page, steps));
  else
    kiosk_page_set_content (page, make_reader (page, steps));
  set_cards_aside (page);
  kiosk_page_set_primary (page, NULL, NULL);
  kiosk_page_set_secondary (page, kiosk_page_text (page, "identify.key_use_can"), NULL);
}
