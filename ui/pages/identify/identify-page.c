/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/identify/identify-page.h"

#include "flow/flow-failure.h"
#include "identity/personal-number.h"
#include "ui/inputs/date-entry.h"
#include "ui/pages/identify/identify-cards.h"
#include "ui/pages/identify/typed-card.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"
#include "ui/words/failure-words.h"
#include "ui/words/page-facts.h"
#include "ui/words/terms-words.h"

#define ICON_MM 10

/**
 * KioskIdentifyPage:
 *
 * Who the citizen is: from the code on the card, or typed as the last resort; and what that proves.
 */
struct _KioskIdentifyPage
{
  KioskPage parent_instance;

  KioskIdentifyState shown;
  int problem;       /* shown with it */
  GtkWidget *typing; /* (nullable): the fields while typing */
};

G_DEFINE_FINAL_TYPE (KioskIdentifyPage, kiosk_identify_page, KIOSK_TYPE_PAGE)

static void
show_waiting (KioskIdentifyPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  gboolean gone = self->shown == KIOSK_IDENTIFY_READER_GONE;

  if (gone)
    kiosk_page_set_title (page, kiosk_failure_words_title (page, KIOSK_FAILURE_GUN_UNPLUGGED),
                          kiosk_failure_words_say (page, KIOSK_FAILURE_GUN_UNPLUGGED));
  else
    kiosk_page_set_title (page, kiosk_page_text (page, "identify.title"),
                          kiosk_page_text (page, "identify.help"));
  kiosk_page_set_picture (page, "picture-card-2024-back");
  kiosk_page_set_top (page, NULL);
  if (self->shown == KIOSK_IDENTIFY_WRONG_CODE)
    kiosk_page_set_top (
        page, kiosk_banner_new (
                  KIOSK_TONE_WAIT, "qr",
                  kiosk_failure_words_say (page, kiosk_flow_failure_of_code (self->problem))));
  kiosk_page_set_content (page, kiosk_identify_cards_new (page));
  kiosk_page_set_side (page, gone ? NULL : kiosk_identify_steps_new (page));
  /* With no reader typing is the way on, not the last resort. */
  kiosk_page_set_primary (page, gone ? kiosk_page_text (page, "identify.type") : NULL,
                          gone ? "forward" : NULL);
  kiosk_page_set_secondary (page, gone ? NULL : kiosk_page_text (page, "identify.no_card"), NULL);
}

static void
show_typing (KioskIdentifyPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);

  kiosk_page_set_title (page, kiosk_page_text (page, "identify.typing_title"),
                        kiosk_page_text (page, "identify.typing_help"));
  kiosk_page_set_picture (page, NULL);
  kiosk_page_set_top (page, NULL);
  kiosk_page_set_side (page, NULL);
  self->typing = kiosk_typed_card_new (page);
  kiosk_page_set_content (page, self->typing);
  kiosk_page_set_primary (page, kiosk_page_text (page, "identify.continue"), "forward");
  kiosk_page_set_secondary (page, NULL, NULL);
}

static GtkWidget *
make_rung (KioskPage *page, gboolean proved, const char *icon, const char *title, const char *line)
{
  GtkWidget *row = kiosk_row_new (NULL, kiosk_page_text (page, title), kiosk_page_text (page, line),
                                  NULL, NULL);

  gtk_box_prepend (GTK_BOX (row), proved ? kiosk_ring_new (NULL, "check", "done")
                                         : kiosk_ring_new (NULL, NULL, "later"));
  if (!proved && icon != NULL)
    {
      GtkWidget *ring = gtk_widget_get_first_child (row);
      GtkWidget *drawing = kiosk_icon_new (icon, 7, KIOSK_ICON_INK);

      gtk_widget_set_hexpand (drawing, TRUE);
      gtk_widget_set_halign (drawing, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (ring), drawing);
    }
  return row;
}

/* How the data came: typed, from the printed code, or from the chip. */
static GtkWidget *
make_read_rung (KioskPage *page, KioskAssurance assurance)
{
  if (assurance == KIOSK_ASSURANCE_TYPED)
    return make_rung (page, FALSE, "edit", "identify.rung_typed", "identify.rung_typed_line");
  if (assurance == KIOSK_ASSURANCE_QR)
    return make_rung (page, TRUE, NULL, "identify.rung_read", "identify.rung_read_line");

  return make_rung (page, TRUE, NULL, "identify.rung_chip", "identify.rung_chip_line");
}

/* What was proved, in the order it was proved; a printed code proves nothing, and the page says so. */
static GtkWidget *
make_ladder (KioskPage *page, KioskIdDocument *document)
{
  static const char *const card_lines[] = {
    [KIOSK_ASSURANCE_TYPED] = "identify.rung_card_typed_line",
    [KIOSK_ASSURANCE_QR] = "identify.rung_card_line",
    [KIOSK_ASSURANCE_CHIP] = "identify.rung_card_chip_line",
    [KIOSK_ASSURANCE_SIGNED] = "identify.rung_card_signed_line",
    [KIOSK_ASSURANCE_TRUSTED] = "identify.rung_card_trusted_line",
    [KIOSK_ASSURANCE_GENUINE] = "identify.rung_card_genuine_line",
  };
  GtkWidget *list = kiosk_list_new ();
  KioskAssurance assurance = kiosk_id_document_get_assurance (document);

  gtk_box_append (GTK_BOX (list), make_read_rung (page, assurance));
  gtk_box_append (GTK_BOX (list), make_rung (page, assurance == KIOSK_ASSURANCE_GENUINE, "card",
                                             "identify.rung_card", card_lines[assurance]));
  gtk_box_append (GTK_BOX (list), make_rung (page, FALSE, "person", "identify.rung_person",
                                             "identify.rung_person_line"));
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

static GtkWidget *
make_facts (KioskPage *page, KioskIdDocument *document)
{
  const char *number = kiosk_id_document_get (document, KIOSK_ID_FIELD_NUMBER);
  const char *sex = kiosk_id_document_get (document, KIOSK_ID_FIELD_SEX);
  g_autofree char *masked = kiosk_words_mask_number (number);
  g_autofree char *birth_date
      = kiosk_date_to_screen (kiosk_id_document_get (document, KIOSK_ID_FIELD_BIRTH_DATE));
  gboolean read = kiosk_id_document_get_assurance (document) != KIOSK_ASSURANCE_TYPED;
  GtkWidget *card = kiosk_card_new ();
  GtkWidget *head = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (card, "card-facts");
  gtk_widget_add_css_class (head, "card-facts-head");
  gtk_box_append (GTK_BOX (head), kiosk_icon_new ("card", ICON_MM, KIOSK_ICON_ACT));
  gtk_box_append (GTK_BOX (head),
                  kiosk_label_new (
                      kiosk_page_text (page, read ? "identify.facts_read" : "identify.facts_typed"),
                      "act-strong"));
  gtk_box_append (GTK_BOX (card), head);
  add_fact (card, page, "identify.name", kiosk_id_document_get (document, KIOSK_ID_FIELD_NAME));
  add_fact (card, page, "identify.birth_date", birth_date);
  add_fact (card, page, "identify.sex",
            sex != NULL ? kiosk_page_text (page, g_str_equal (sex, "female") ? "identify.female"
                                                                             : "identify.male")
                        : NULL);
  add_fact (card, page, "identify.number", masked);
  return card;
}

/* Only what can be looked up on the card itself; an unknown province of birth is no one's mistake. */
static gboolean
is_doubtful (KioskIdDocument *document)
{
  const char *number = kiosk_id_document_get (document, KIOSK_ID_FIELD_NUMBER);
  const char *sex = kiosk_id_document_get (document, KIOSK_ID_FIELD_SEX);
  const char *birth_date = kiosk_id_document_get (document, KIOSK_ID_FIELD_BIRTH_DATE);

  return number != NULL && kiosk_personal_number_is_well_formed (number)
         && kiosk_personal_number_doubts (number, sex, birth_date, NULL) != KIOSK_NUMBER_DOUBT_NONE;
}

static void
show_done (KioskIdentifyPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  KioskLanguage *language = kiosk_page_get_language (page);
  KioskIdDocument *document
      = kiosk_session_get_document (kiosk_flow_get_session (kiosk_page_get_flow (page)));
  g_autofree char *title = NULL;
  GtkWidget *content;
  gboolean read;

  if (document == NULL)
    return;
  read = kiosk_id_document_get_assurance (document) != KIOSK_ASSURANCE_TYPED;
  title
      = kiosk_language_format (language, read ? "identify.done_title" : "identify.typed_title",
                               "name", kiosk_id_document_get (document, KIOSK_ID_FIELD_NAME), NULL);
  kiosk_page_set_title (
      page, title, kiosk_page_text (page, read ? "identify.done_help" : "identify.typed_help"));
  kiosk_page_set_picture (page, NULL);
  kiosk_page_set_top (page, NULL);
  content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (content, "facts");
  gtk_box_append (GTK_BOX (content), make_ladder (page, document));
  if (is_doubtful (document))
    gtk_box_append (GTK_BOX (content), kiosk_banner_new (KIOSK_TONE_WAIT, "info",
                                                         kiosk_page_text (page, "identify.doubt")));
  kiosk_page_set_content (page, content);
  kiosk_page_set_side (page, make_facts (page, document));
  kiosk_page_set_primary (page, kiosk_page_text (page, "identify.continue"), "forward");
  kiosk_page_set_secondary (page, kiosk_page_text (page, "identify.not_me"), NULL);
}

static void
show_state (KioskIdentifyPage *self)
{
  KioskFlow *flow = kiosk_page_get_flow (KIOSK_PAGE (self));

  self->shown = kiosk_flow_get_identify (flow);
  self->problem = kiosk_flow_get_identify_problem (flow);
  self->typing = NULL;
  if (self->shown == KIOSK_IDENTIFY_DONE)
    show_done (self);
  else if (self->shown == KIOSK_IDENTIFY_TYPING)
    show_typing (self);
  else
    show_waiting (self);
}

static void
kiosk_identify_page_enter (KioskPage *page)
{
  kiosk_page_set_back (page, TRUE);
  show_state (KIOSK_IDENTIFY_PAGE (page));
}

static void
kiosk_identify_page_refresh (KioskPage *page)
{
  KioskIdentifyPage *self = KIOSK_IDENTIFY_PAGE (page);
  KioskFlow *flow = kiosk_page_get_flow (page);

  /* A printer that comes back must not take the caret out of a field. */
  if (self->shown == kiosk_flow_get_identify (flow)
      && self->problem == kiosk_flow_get_identify_problem (flow)
      && self->shown != KIOSK_IDENTIFY_DONE)
    return;
  show_state (self);
}

static void
kiosk_identify_page_primary (KioskPage *page)
{
  KioskIdentifyPage *self = KIOSK_IDENTIFY_PAGE (page);

  if (self->typing != NULL)
    kiosk_typed_card_finish (KIOSK_TYPED_CARD (self->typing));
  else if (self->shown == KIOSK_IDENTIFY_READER_GONE)
    kiosk_flow_type_identity (kiosk_page_get_flow (page), TRUE);
  else
    kiosk_flow_advance (kiosk_page_get_flow (page));
}

static void
kiosk_identify_page_secondary (KioskPage *page)
{
  KioskFlow *flow = kiosk_page_get_flow (page);

  if (KIOSK_IDENTIFY_PAGE (page)->shown == KIOSK_IDENTIFY_DONE)
    kiosk_flow_forget_identity (flow);
  else
    kiosk_flow_type_identity (flow, TRUE);
}

static void
kiosk_identify_page_class_init (KioskIdentifyPageClass *klass)
{
  KioskPageClass *page_class = KIOSK_PAGE_CLASS (klass);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "identify-page");
  page_class->enter = kiosk_identify_page_enter;
  page_class->refresh = kiosk_identify_page_refresh;
  page_class->primary = kiosk_identify_page_primary;
  page_class->secondary = kiosk_identify_page_secondary;
}

static void
kiosk_identify_page_init (KioskIdentifyPage *self)
{
}
