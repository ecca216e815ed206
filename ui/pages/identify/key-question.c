/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/identify/key-question.h"

#include "base/secret.h"
#include "ui/inputs/date-entry.h"
#include "ui/inputs/field-box.h"
#include "ui/pages/identify/identify-cards.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"

#include <string.h>

#define CAN_DIGITS 6

/**
 * KioskKeyQuestion:
 *
 * The one question whose answer opens a chip: until when the card is valid, or its access number.
 *
 * A chip counts wrong keys against the card, so what cannot be one is mended here and never tried.
 */
struct _KioskKeyQuestion
{
  GtkBox parent_instance;

  KioskPage *page;  /* weak: shows this */
  GtkWidget *field; /* child */
  GtkWidget *entry; /* child of @field */
  gboolean by_can;
};

G_DEFINE_FINAL_TYPE (KioskKeyQuestion, kiosk_key_question, GTK_TYPE_BOX)

enum
{
  SIGNAL_ANSWERED,
  SIGNAL_BY_CAN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Written into the field, so that it is seen what was answered, and can be handed on later. */
static void
on_for_life (KioskKeyQuestion *self)
{
  g_autofree char *date = kiosk_date_to_screen (KIOSK_CARD_FOR_LIFE);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), date);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
}

static void
on_by_can (KioskKeyQuestion *self)
{
  g_signal_emit (self, signals[SIGNAL_BY_CAN], 0);
}

static void
add_link (KioskKeyQuestion *self, GtkWidget *links, const char *key, GCallback callback)
{
  GtkWidget *link = kiosk_button_new (kiosk_page_text (self->page, key), NULL, FALSE);

  gtk_widget_set_halign (link, GTK_ALIGN_START);
  g_signal_connect_object (link, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (links), link);
}

/* The ways on for who finds no date on the card. */
static void
add_links (KioskKeyQuestion *self)
{
  GtkWidget *links = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (links, "other-keys");
  add_link (self, links, "identify.key_for_life", G_CALLBACK (on_for_life));
  add_link (self, links, "identify.key_use_can", G_CALLBACK (on_by_can));
  gtk_box_append (GTK_BOX (self), links);
}

static char *
find_date_problem (KioskKeyQuestion *self, const char *date)
{
  KioskLanguage *language = kiosk_page_get_language (self->page);

  if (strlen (date) == strlen (KIOSK_CARD_FOR_LIFE) && date[4] == '-')
    return NULL;
  return kiosk_language_format (
      language, *date == '\0' ? "form.problem.missing" : "form.problem.not_a_date", "label",
      kiosk_language_get (language, "identify.key_expiry"), NULL);
}

static char *
find_can_problem (KioskKeyQuestion *self, const char *can)
{
  KioskLanguage *language = kiosk_page_get_language (self->page);
  g_autofree char *have = g_strdup_printf ("%zu", strspn (can, "0123456789"));

  if (strlen (can) == CAN_DIGITS && strspn (can, "0123456789") == CAN_DIGITS)
    return NULL;
  return kiosk_language_format (language, "identify.key_can_few", "have", have, NULL);
}

static gboolean
give (KioskKeyQuestion *self, const char *value)
{
  KioskFlow *flow = kiosk_page_get_flow (self->page);

  return self->by_can ? kiosk_flow_give_can (flow, value) : kiosk_flow_give_expiry (flow, value);
}

static void
kiosk_key_question_class_init (KioskKeyQuestionClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "key-question");
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_BY_CAN] = g_signal_new ("by-can", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kiosk_key_question_init (KioskKeyQuestion *self)
{
  kiosk_box_set_orientation (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "fields");
}

/**
 * kiosk_key_question_new:
 * @page: the page that shows it
 * @by_can: whether the access number is asked for, else the date of expiry
 *
 * Returns: (transfer floating): the field, and with the date the ways on without one
 */
GtkWidget *
kiosk_key_question_new (KioskPage *page, gboolean by_can)
{
  KioskKeyQuestion *self = g_object_new (KIOSK_TYPE_KEY_QUESTION, NULL);

  self->page = page;
  self->by_can = by_can;
  self->field = kiosk_field_box_new (
      kiosk_page_text (page, by_can ? "identify.key_can" : "identify.key_expiry"),
      kiosk_page_text (page, by_can ? "identify.key_can_hint" : "identify.key_expiry_hint"), NULL);
  if (by_can)
    {
      self->entry = gtk_entry_new ();
      gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_DIGITS);
      gtk_entry_set_max_length (GTK_ENTRY (self->entry), CAN_DIGITS);
    }
  else
    {
      self->entry = kiosk_date_entry_new (NULL);
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                      kiosk_page_text (page, "form.date_pattern"));
    }
  kiosk_field_box_set_entry (KIOSK_FIELD_BOX (self->field), self->entry);
  gtk_box_append (GTK_BOX (self), self->field);
  if (!by_can)
    add_links (self);
  return GTK_WIDGET (self);
}

/**
 * kiosk_key_question_new_pictures:
 * @page: the page that asks for the date
 *
 * Returns: (transfer floating): where the date of expiry is printed on both generations of card
 */
GtkWidget *
kiosk_key_question_new_pictures (KioskPage *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "facts");
  gtk_box_append (GTK_BOX (box),
                  kiosk_identify_card_new (page, "identify.card_2024", "picture-card-2024-expiry",
                                           "identify.expiry_2024"));
  gtk_box_append (GTK_BOX (box),
                  kiosk_identify_card_new (page, "identify.card_2021", "picture-card-2021-expiry",
                                           "identify.expiry_2021"));
  return box;
}

/**
 * kiosk_key_question_finish:
 * @self: the question
 *
 * Hands the answer to the flow, which reads the chip with it as soon as the card lies there; or shows
 * what to mend and keeps it. The page may be gone then.
 */
void
kiosk_key_question_finish (KioskKeyQuestion *self)
{
  g_autofree char *value = NULL;
  g_autofree char *problem = NULL;

  g_return_if_fail (KIOSK_IS_KEY_QUESTION (self));

  value = self->by_can ? g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)))
                       : kiosk_date_entry_get_value (self->entry);
  problem = self->by_can ? find_can_problem (self, value) : find_date_problem (self, value);
  kiosk_field_box_set_problem (KIOSK_FIELD_BOX (self->field), problem);
  if (problem != NULL)
    kiosk_field_box_focus (KIOSK_FIELD_BOX (self->field));
  else if (!give (self, value))
    g_warning ("What was typed passed here and not in the flow");
  kiosk_wipe (value, strlen (value));
}
