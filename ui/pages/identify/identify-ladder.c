/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/identify/identify-ladder.h"

#include "identity/personal-number.h"
#include "ui/inputs/date-entry.h"
#include "ui/pages/identify/key-question.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"
#include "ui/words/page-facts.h"
#include "ui/words/terms-words.h"

#define ICON_MM 10
#define RING_ICON_MM 7

typedef struct
{
  gboolean proved;
  const char *icon; /* in the ring of what is not */
  const char *title;
  const char *line;
} Rung;

#define N_RUNGS 3

/* How the data came, who vouches for them, and whether the chip is the one they were written into.
 * What nobody proved has an open ring, and its line says who settles it: a printed code proves
 * nothing, and a signature of an issuer that is not known here does not say whose it is. */
static const Rung ladders[][N_RUNGS] = {
  [KIOSK_ASSURANCE_TYPED] = {
    { FALSE, "edit", "identify.rung_typed", "identify.rung_typed_line" },
    { FALSE, "card", "identify.rung_card", "identify.rung_card_typed_line" },
  },
  [KIOSK_ASSURANCE_QR] = {
    { TRUE, NULL, "identify.rung_read", "identify.rung_read_line" },
    { FALSE, "card", "identify.rung_card", "identify.rung_card_line" },
  },
  [KIOSK_ASSURANCE_CHIP] = {
    { TRUE, NULL, "identify.rung_chip", "identify.rung_chip_line" },
    { FALSE, "shield", "identify.rung_signed", "identify.rung_unsigned_line" },
    { FALSE, "chip", "identify.rung_original", "identify.rung_original_open_line" },
  },
  [KIOSK_ASSURANCE_SIGNED] = {
    { TRUE, NULL, "identify.rung_chip", "identify.rung_chip_line" },
    { FALSE, "shield", "identify.rung_unknown", "identify.rung_unknown_line" },
    { FALSE, "chip", "identify.rung_original", "identify.rung_original_open_line" },
  },
  [KIOSK_ASSURANCE_TRUSTED] = {
    { TRUE, NULL, "identify.rung_chip", "identify.rung_chip_line" },
    { TRUE, NULL, "identify.rung_signed", "identify.rung_signed_line" },
    { FALSE, "chip", "identify.rung_original", "identify.rung_original_open_line" },
  },
  [KIOSK_ASSURANCE_GENUINE] = {
    { TRUE, NULL, "identify.rung_chip", "identify.rung_chip_line" },
    { TRUE, NULL, "identify.rung_signed", "identify.rung_signed_line" },
    { TRUE, NULL, "identify.rung_original", "identify.rung_original_line" },
  },
};

static const Rung person = { FALSE, "person", "identify.rung_person", "identify.rung_person_line" };

/* What a ring shows is said too, for who does not see it. */
static GtkWidget *
make_ring (KioskPage *page, const Rung *rung)
{
  GtkWidget *ring
      = kiosk_ring_new (NULL, rung->proved ? "check" : NULL, rung->proved ? "done" : "later");

  if (!rung->proved)
    {
      GtkWidget *drawing = kiosk_icon_new (rung->icon, RING_ICON_MM, KIOSK_ICON_INK);

      gtk_widget_set_hexpand (drawing, TRUE);
      gtk_widget_set_halign (drawing, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (ring), drawing);
    }
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (ring), GTK_ACCESSIBLE_PROPERTY_LABEL,
      kiosk_page_text (page, rung->proved ? "identify.proved" : "identify.open"), -1);
  return ring;
}

static void
add_rung (GtkWidget *list, KioskPage *page, const Rung *rung)
{
  GtkWidget *row = kiosk_row_new (NULL, kiosk_page_text (page, rung->title),
                                  kiosk_page_text (page, rung->line), NULL, NULL);

  gtk_box_prepend (GTK_BOX (row), make_ring (page, rung));
  gtk_box_append (GTK_BOX (list), row);
}

/**
 * kiosk_identify_ladder_new:
 * @page: the page it is for
 * @document: what is known of the citizen
 *
 * Returns: (transfer floating): what was proved, in the order it was proved, and who settles what was
 *   not; that the bearer is the one on the card is always for people
 */
GtkWidget *
kiosk_identify_ladder_new (KioskPage *page, KioskIdDocument *document)
{
  GtkWidget *list = kiosk_list_new ();
  const Rung *ladder = ladders[kiosk_id_document_get_assurance (document)];

  for (guint i = 0; i < N_RUNGS; i++)
    if (ladder[i].title != NULL)
      add_rung (list, page, &ladder[i]);
  add_rung (list, page, &person);
  gtk_widget_add_css_class (list, "ladder");
  return list;
}

static void
add_fact (GtkWidget *card, KioskPage *page, const char *label, const char *value)
{
  GtkWidget *fact;

  if (value == NULL || *value == '\0')
    return;
  fact = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (fact), kiosk_label_new (kiosk_page_text (page, label), "hint"));
  gtk_box_append (GTK_BOX (fact), kiosk_label_new (value, "strong"));
  gtk_box_append (GTK_BOX (card), fact);
}

static void
add_expiry (GtkWidget *card, KioskPage *page, KioskIdDocument *document)
{
  const char *expiry = kiosk_id_document_get (document, KIOSK_ID_FIELD_EXPIRY_DATE);
  g_autofree char *date = NULL;

  if (expiry == NULL)
    return;
  date = kiosk_date_to_screen (expiry);
  add_fact (card, page, "identify.expiry",
            g_str_equal (expiry, KIOSK_CARD_FOR_LIFE) ? kiosk_page_text (page, "identify.for_life")
                                                      : date);
}

static const char *
say_sex (KioskPage *page, KioskIdDocument *document)
{
  const char *sex = kiosk_id_document_get (document, KIOSK_ID_FIELD_SEX);

  if (sex == NULL)
    return NULL;
  return kiosk_page_text (page, g_str_equal (sex, "male") ? "identify.male" : "identify.female");
}

/**
 * kiosk_identify_facts_new:
 * @page: the page it is for
 * @document: what is known of the citizen
 *
 * Who stands behind the citizen can look over a shoulder, so of the number only the ends are shown.
 *
 * Returns: (transfer floating): what the card says, as far as it helps to see whose it is
 */
GtkWidget *
kiosk_identify_facts_new (KioskPage *page, KioskIdDocument *document)
{
  GtkWidget *card = kiosk_card_new ();
  GtkWidget *head = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  gboolean typed = kiosk_id_document_get_assurance (document) == KIOSK_ASSURANCE_TYPED;
  g_autofree char *masked
      = kiosk_words_mask_number (kiosk_id_document_get (document, KIOSK_ID_FIELD_NUMBER));
  g_autofree char *birth_date
      = kiosk_date_to_screen (kiosk_id_document_get (document, KIOSK_ID_FIELD_BIRTH_DATE));

  gtk_widget_add_css_class (card, "card-facts");
  gtk_widget_add_css_class (head, "card-facts-head");
  gtk_box_append (GTK_BOX (head), kiosk_icon_new ("card", ICON_MM, KIOSK_ICON_ACT));
  gtk_box_append (GTK_BOX (head),
                  kiosk_label_new (kiosk_page_text (page, typed ? "identify.facts_typed"
                                                                : "identify.facts_read"),
                                   "act-strong"));
  gtk_box_append (GTK_BOX (card), head);
  add_fact (card, page, "identify.name", kiosk_id_document_get (document, KIOSK_ID_FIELD_NAME));
  add_fact (card, page, "identify.birth_date", birth_date);
  add_fact (card, page, "identify.sex", say_sex (page, document));
  add_fact (card, page, "identify.number", masked);
  add_expiry (card, page, document);
  return card;
}

/**
 * kiosk_identify_is_doubtful:
 * @document: what is known of the citizen
 *
 * Only what can be looked up on the card itself; an unknown province of birth is no one's mistake.
 *
 * Returns: whether the number does not fit the rest
 */
gboolean
kiosk_identify_is_doubtful (KioskIdDocument *document)
{
  const char *number = kiosk_id_document_get (document, KIOSK_ID_FIELD_NUMBER);
  const char *sex = kiosk_id_document_get (document, KIOSK_ID_FIELD_SEX);
  const char *birth_date = kiosk_id_document_get (document, KIOSK_ID_FIELD_BIRTH_DATE);

  return number != NULL && kiosk_personal_number_is_well_formed (number)
         && kiosk_personal_number_doubts (number, sex, birth_date, NULL) != KIOSK_NUMBER_DOUBT_NONE;
}
