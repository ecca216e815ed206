/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/identify/identify-page.h"

#include "ui/pages/identify/identify-eye.h"
#include "ui/pages/identify/identify-failed.h"
#include "ui/pages/identify/key-question.h"
#include "ui/pages/identify/identify-ladder.h"
#include "ui/pages/identify/identify-reading.h"
#include "ui/pages/identify/identify-waiting.h"
#include "ui/pages/identify/typed-card.h"
#include "ui/words/failure-words.h"

/* Millimetres. */
#define PICTURE_HEIGHT 110
#define PICTURE_WIDTH 162
#define FACTS_WIDTH 132

/* All that decides what the page shows, so that it is made anew only when one of it changes. */
typedef struct
{
  KioskIdentifyState state;
  int problem;
  KioskKeyWants wants;
  KioskFailure failure;
  guint stopped; /* the part that a reading ended in */
  gboolean retry;
  gboolean chip;
  gboolean eye;
  gboolean by_can; /* the citizen chose to type the access number */
} Shown;

/**
 * KioskIdentifyPage:
 *
 * Who the citizen is: from the chip of the card, from the code on it, or typed as the last resort; and
 * what that proves.
 */
struct _KioskIdentifyPage
{
  KioskPage parent_instance;

  /* state */
  Shown shown;
  guint part;        /* of the reading shown */
  gboolean by_can;   /* as it shall be shown */
  GtkWidget *typing; /* (nullable): the fields while typing */
  GtkWidget *key;    /* (nullable): the question while a key is wanted */
};

G_DEFINE_FINAL_TYPE (KioskIdentifyPage, kiosk_identify_page, KIOSK_TYPE_PAGE)

static KioskIdDocument *
get_document (KioskPage *page)
{
  return kiosk_session_get_document (kiosk_flow_get_session (kiosk_page_get_flow (page)));
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

static void
on_by_can (KioskIdentifyPage *self)
{
  self->by_can = TRUE;
  KIOSK_PAGE_GET_CLASS (self)->refresh (KIOSK_PAGE (self));
}

static void
answer (KioskIdentifyPage *self)
{
  kiosk_key_question_finish (KIOSK_KEY_QUESTION (self->key));
}

static void
show_question (KioskIdentifyPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  gboolean code_there = self->shown.wants == KIOSK_KEY_WANTS_EXPIRY_OR_CAN;

  kiosk_page_set_title (
      page,
      kiosk_page_text (page, self->by_can ? "identify.key_can_title" : "identify.key_expiry_title"),
      kiosk_page_text (page, self->by_can ? "identify.key_can_help" : "identify.key_expiry_help"));
  kiosk_page_set_picture (page,
                          self->by_can ? "picture-card-2024-front" : "picture-card-2024-expiry");
  kiosk_page_set_top (page, NULL);
  self->key = kiosk_key_question_new (page, self->by_can);
  g_signal_connect_object (self->key, "answered", G_CALLBACK (answer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->key, "by-can", G_CALLBACK (on_by_can), self, G_CONNECT_SWAPPED);
  kiosk_page_set_content (page, self->key);
  kiosk_page_shape_side (page, FACTS_WIDTH, TRUE);
  kiosk_page_set_side (page, self->by_can ? NULL : kiosk_key_question_new_pictures (page));
  kiosk_page_set_primary (page, kiosk_page_text (page, "identify.key_read"), "forward");
  kiosk_page_set_secondary (
      page, kiosk_page_text (page, code_there ? "identify.skip_chip" : "identify.type"), NULL);
}

static void
show_key (KioskIdentifyPage *self)
{
  if (self->shown.wants == KIOSK_KEY_WANTS_CODE_OR_CAN && !self->by_can)
    kiosk_identify_waiting_show_code_wanted (KIOSK_PAGE (self));
  else
    show_question (self);
}

static void
show_reading (KioskIdentifyPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);

  self->part = kiosk_flow_get_identify_part (kiosk_page_get_flow (page), NULL);
  kiosk_page_set_title (page, kiosk_page_text (page, "identify.reading_title"),
                        kiosk_page_text (page, "identify.reading_help"));
  kiosk_page_set_picture (page, "picture-reader-reading");
  kiosk_page_set_top (page, NULL);
  kiosk_page_set_content (page, kiosk_identify_reading_new (page));
  kiosk_page_shape_side (page, PICTURE_WIDTH, TRUE);
  kiosk_page_set_side (page,
                       kiosk_page_is_portrait (page) || kiosk_page_is_large (page)
                           ? NULL
                           : kiosk_icon_new_picture ("picture-reader-reading", PICTURE_HEIGHT));
  kiosk_page_set_primary (page, NULL, NULL);
  kiosk_page_set_secondary (page, kiosk_page_text (page, "identify.reading_stop"), "close");
}

/* One of them, the most useful: what was found about the card, what looks odd, what more can be done. */
static GtkWidget *
make_remark (KioskIdentifyPage *self, KioskIdDocument *document)
{
  KioskPage *page = KIOSK_PAGE (self);

  if (self->shown.failure != KIOSK_N_FAILURES)
    return kiosk_banner_new (KIOSK_TONE_WAIT, "info",
                             kiosk_failure_words_say (page, self->shown.failure));
  if (kiosk_identify_is_doubtful (document))
    return kiosk_banner_new (KIOSK_TONE_WAIT, "info", kiosk_page_text (page, "identify.doubt"));
  if (self->shown.chip && kiosk_id_document_get_assurance (document) == KIOSK_ASSURANCE_QR)
    return kiosk_banner_new (KIOSK_TONE_ACT, "card", kiosk_page_text (page, "identify.lay_more"));
  return NULL;
}

static const char *
find_done_help (KioskAssurance assurance)
{
  if (assurance == KIOSK_ASSURANCE_TYPED)
    return "identify.typed_help";
  return assurance == KIOSK_ASSURANCE_QR ? "identify.done_help" : "identify.done_chip_help";
}

static void
show_done (KioskIdentifyPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  KioskIdDocument *document = get_document (page);
  GtkWidget *content, *remark;
  KioskAssurance assurance;
  g_autofree char *title = NULL;

  if (document == NULL)
    return;
  assurance = kiosk_id_document_get_assurance (document);
  title = kiosk_language_format (
      kiosk_page_get_language (page),
      assurance == KIOSK_ASSURANCE_TYPED ? "identify.typed_title" : "identify.done_title", "name",
      kiosk_id_document_get (document, KIOSK_ID_FIELD_NAME), NULL);
  kiosk_page_set_title (page, title, kiosk_page_text (page, find_done_help (assurance)));
  kiosk_page_set_picture (page, NULL);
  kiosk_page_set_top (page, NULL);
  content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (content, "facts");
  gtk_box_append (GTK_BOX (content), kiosk_identify_ladder_new (page, document));
  remark = make_remark (self, document);
  if (remark != NULL)
    gtk_box_append (GTK_BOX (content), remark);
  kiosk_page_set_content (page, content);
  kiosk_page_shape_side (page, FACTS_WIDTH, TRUE);
  kiosk_page_set_side (page, kiosk_identify_facts_new (page, document));
  kiosk_page_set_primary (page, kiosk_page_text (page, "identify.continue"), "forward");
  kiosk_page_set_secondary (page, kiosk_page_text (page, "identify.not_me"), NULL);
}

static Shown
look (KioskIdentifyPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  KioskFlow *flow = kiosk_page_get_flow (page);
  KioskIdentifyState state = kiosk_flow_get_identify (flow);

  return (Shown){ .state = state,
                  .problem = kiosk_flow_get_identify_problem (flow),
                  .wants = kiosk_flow_get_identify_wants (flow),
                  .failure = kiosk_flow_get_identify_failure (flow),
                  .stopped
                  = state == KIOSK_IDENTIFY_FAILED ? kiosk_flow_get_identify_part (flow, NULL) : 0,
                  .retry = kiosk_flow_can_retry_chip (flow),
                  .chip = kiosk_flow_has_chip_reader (flow),
                  .eye = kiosk_identify_eye_is_open (page),
                  .by_can = self->by_can };
}

static gboolean
is_same (const Shown *a, const Shown *b)
{
  return a->state == b->state && a->problem == b->problem && a->wants == b->wants
         && a->failure == b->failure && a->stopped == b->stopped && a->retry == b->retry
         && a->chip == b->chip && a->eye == b->eye && a->by_can == b->by_can;
}

static void
show_state (KioskIdentifyPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  Shown now = look (self);

  if (now.state != KIOSK_IDENTIFY_KEY || now.wants != self->shown.wants)
    self->by_can = now.by_can = FALSE;
  self->shown = now;
  self->typing = NULL;
  self->key = NULL;
  kiosk_page_set_mark (page, NULL, KIOSK_TONE_PLAIN);
  /* While a chip is read the one way out is to stop it. */
  kiosk_page_set_back (page, self->shown.state != KIOSK_IDENTIFY_READING);
  switch (self->shown.state)
    {
    case KIOSK_IDENTIFY_DONE:
      show_done (self);
      break;
    case KIOSK_IDENTIFY_TYPING:
      show_typing (self);
      break;
    case KIOSK_IDENTIFY_KEY:
      show_key (self);
      break;
    case KIOSK_IDENTIFY_READING:
      show_reading (self);
      break;
    case KIOSK_IDENTIFY_FAILED:
      kiosk_identify_failed_show (page);
      break;
    case KIOSK_IDENTIFY_WAITING:
    case KIOSK_IDENTIFY_WRONG_CODE:
    case KIOSK_IDENTIFY_READER_GONE:
    default:
      kiosk_identify_waiting_show (page);
      break;
    }
}

static void
kiosk_identify_page_enter (KioskPage *page)
{
  show_state (KIOSK_IDENTIFY_PAGE (page));
}

/* A printer that comes back must not take the caret out of a field, nor a part that was read the focus
 * from the button that stops the reading. */
static void
kiosk_identify_page_refresh (KioskPage *page)
{
  KioskIdentifyPage *self = KIOSK_IDENTIFY_PAGE (page);
  Shown now = look (self);
  guint part = kiosk_flow_get_identify_part (kiosk_page_get_flow (page), NULL);

  if (!is_same (&now, &self->shown) || now.state == KIOSK_IDENTIFY_DONE)
    {
      show_state (self);
    }
  else if (now.state == KIOSK_IDENTIFY_READING && part != self->part)
    {
      self->part = part;
      kiosk_page_set_content (page, kiosk_identify_reading_new (page));
    }
}

static void
kiosk_identify_page_primary (KioskPage *page)
{
  KioskIdentifyPage *self = KIOSK_IDENTIFY_PAGE (page);

  if (self->typing != NULL)
    kiosk_typed_card_finish (KIOSK_TYPED_CARD (self->typing));
  else if (self->key != NULL)
    answer (self);
  else if (self->shown.state == KIOSK_IDENTIFY_FAILED)
    kiosk_identify_failed_act (page, TRUE);
  else if (self->shown.state == KIOSK_IDENTIFY_READER_GONE)
    kiosk_flow_type_identity (kiosk_page_get_flow (page), TRUE);
  else
    kiosk_flow_advance (kiosk_page_get_flow (page));
}

/* With a code the chip can be left out; without one what is left is typing. */
static void
leave_key (KioskIdentifyPage *self)
{
  KioskFlow *flow = kiosk_page_get_flow (KIOSK_PAGE (self));

  if (self->shown.wants == KIOSK_KEY_WANTS_EXPIRY_OR_CAN)
    kiosk_flow_skip_chip (flow);
  else if (self->by_can)
    kiosk_flow_type_identity (flow, TRUE);
  else
    on_by_can (self);
}

static void
kiosk_identify_page_secondary (KioskPage *page)
{
  KioskIdentifyPage *self = KIOSK_IDENTIFY_PAGE (page);
  KioskFlow *flow = kiosk_page_get_flow (page);

  switch (self->shown.state)
    {
    case KIOSK_IDENTIFY_DONE:
      kiosk_flow_forget_identity (flow);
      break;
    case KIOSK_IDENTIFY_KEY:
      leave_key (self);
      break;
    case KIOSK_IDENTIFY_READING:
      kiosk_flow_skip_chip (flow);
      break;
    case KIOSK_IDENTIFY_FAILED:
      kiosk_identify_failed_act (page, FALSE);
      break;
    case KIOSK_IDENTIFY_WAITING:
    case KIOSK_IDENTIFY_WRONG_CODE:
    case KIOSK_IDENTIFY_READER_GONE:
    case KIOSK_IDENTIFY_TYPING:
    default:
      kiosk_flow_type_identity (flow, TRUE);
      break;
    }
}

static void
kiosk_identify_page_back (KioskPage *page)
{
  KioskIdentifyPage *self = KIOSK_IDENTIFY_PAGE (page);

  if (self->shown.state == KIOSK_IDENTIFY_KEY && self->by_can)
    {
      self->by_can = FALSE;
      show_state (self);
      return;
    }
  kiosk_flow_back (kiosk_page_get_flow (page));
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
  page_class->back = kiosk_identify_page_back;
}

static void
kiosk_identify_page_init (KioskIdentifyPage *self)
{
}
