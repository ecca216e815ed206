/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/identify/typed-card.h"

#include "identity/personal-number.h"
#include "ui/inputs/choice-group.h"
#include "ui/inputs/date-entry.h"
#include "ui/inputs/field-box.h"
#include "ui/inputs/summary.h"
#include "ui/widgets/box.h"
#include "ui/words/page-facts.h"

#include <string.h>

#define ID_NUMBER_DIGITS 12
#define ISO_DATE_LENGTH 10

/* What is asked, in the order of the card's own printing. */
static const struct
{
  KioskIdField field;
  const char *label;
  const char *hint; /* (nullable) */
  GtkInputPurpose purpose;
} asked[] = {
  { KIOSK_ID_FIELD_NUMBER, "identify.number", "identify.number_hint", GTK_INPUT_PURPOSE_DIGITS },
  { KIOSK_ID_FIELD_NAME, "identify.name", NULL, GTK_INPUT_PURPOSE_NAME },
  { KIOSK_ID_FIELD_BIRTH_DATE, "identify.birth_date", NULL, GTK_INPUT_PURPOSE_DIGITS },
  { KIOSK_ID_FIELD_SEX, "identify.sex", NULL, GTK_INPUT_PURPOSE_FREE_FORM },
  { KIOSK_ID_FIELD_ADDRESS, "identify.address", NULL, GTK_INPUT_PURPOSE_FREE_FORM },
};

/**
 * KioskTypedCard:
 *
 * The fields of a card, typed by hand.
 *
 * Every keystroke goes into the flow's draft, so that a change of language loses nothing; the draft
 * is wiped with everything else.
 */
struct _KioskTypedCard
{
  GtkBox parent_instance;

  KioskPage *page;                            /* weak: shows this */
  KioskFieldBox *boxes[G_N_ELEMENTS (asked)]; /* children */
};

G_DEFINE_FINAL_TYPE (KioskTypedCard, kiosk_typed_card, GTK_TYPE_BOX)

static KioskIdDocument *
get_draft (KioskTypedCard *self)
{
  return kiosk_flow_get_typed_identity (kiosk_page_get_flow (self->page));
}

static void
set_draft (KioskTypedCard *self, KioskIdField field, const char *value)
{
  kiosk_id_document_set (get_draft (self), field, value);
}

static void
on_number (GtkEditable *editable, gpointer user_data)
{
  g_autofree char *digits = g_strdup (gtk_editable_get_text (editable));
  char *to = digits;

  for (const char *from = digits; *from != '\0'; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
  *to = '\0';
  set_draft (user_data, KIOSK_ID_FIELD_NUMBER, digits);
}

static void
on_name (GtkEditable *editable, gpointer user_data)
{
  set_draft (user_data, KIOSK_ID_FIELD_NAME, gtk_editable_get_text (editable));
}

static void
on_birth_date (GtkEditable *editable, gpointer user_data)
{
  g_autofree char *value = kiosk_date_entry_get_value (GTK_WIDGET (editable));

  set_draft (user_data, KIOSK_ID_FIELD_BIRTH_DATE, value);
}

static void
on_sex (KioskChoiceGroup *group, const char *id, gpointer user_data)
{
  set_draft (user_data, KIOSK_ID_FIELD_SEX, id);
}

static void
on_address (GtkEditable *editable, gpointer user_data)
{
  set_draft (user_data, KIOSK_ID_FIELD_ADDRESS, gtk_editable_get_text (editable));
}

static void
add_sexes (KioskTypedCard *self, KioskFieldBox *box)
{
  static const char *const sexes[][2]
      = { { "male", "identify.male" }, { "female", "identify.female" } };
  const char *draft = kiosk_id_document_get (get_draft (self), KIOSK_ID_FIELD_SEX);
  GtkWidget *group = kiosk_choice_group_new ();

  if (!kiosk_page_is_large (self->page))
    {
      kiosk_box_set_orientation (group, GTK_ORIENTATION_HORIZONTAL);
      kiosk_box_set_homogeneous (group, TRUE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sexes); i++)
    kiosk_choice_group_add (KIOSK_CHOICE_GROUP (group), sexes[i][0],
                            kiosk_page_text (self->page, sexes[i][1]), NULL, FALSE,
                            g_strcmp0 (draft, sexes[i][0]) == 0);
  g_signal_connect (group, "chosen", G_CALLBACK (on_sex), self);
  kiosk_field_box_set_control (box, group, group);
}

static void
add_entry (KioskTypedCard *self, KioskFieldBox *box, guint i)
{
  static const GCallback handlers[KIOSK_ID_N_FIELDS] = {
    [KIOSK_ID_FIELD_NUMBER] = G_CALLBACK (on_number),
    [KIOSK_ID_FIELD_NAME] = G_CALLBACK (on_name),
    [KIOSK_ID_FIELD_BIRTH_DATE] = G_CALLBACK (on_birth_date),
    [KIOSK_ID_FIELD_ADDRESS] = G_CALLBACK (on_address),
  };
  const char *draft = kiosk_id_document_get (get_draft (self), asked[i].field);
  GtkWidget *entry;

  if (asked[i].field == KIOSK_ID_FIELD_BIRTH_DATE)
    {
      entry = kiosk_date_entry_new (draft);
      gtk_entry_set_placeholder_text (GTK_ENTRY (entry),
                                      kiosk_page_text (self->page, "form.date_pattern"));
    }
  else
    {
      entry = gtk_entry_new ();
      gtk_editable_set_text (GTK_EDITABLE (entry), draft != NULL ? draft : "");
      gtk_entry_set_input_purpose (GTK_ENTRY (entry), asked[i].purpose);
    }
  kiosk_field_box_set_entry (box, entry);
  g_signal_connect (entry, "changed", handlers[asked[i].field], self);
}

static gboolean
is_date (const char *value)
{
  return value != NULL && strlen (value) == ISO_DATE_LENGTH && value[4] == '-';
}

static guint
count_digits (const char *value)
{
  guint digits = 0;

  for (const char *p = value != NULL ? value : ""; *p != '\0'; p++)
    digits += g_ascii_isdigit (*p) ? 1 : 0;
  return digits;
}

static char *
number_problem (KioskTypedCard *self, const char *value)
{
  KioskLanguage *language = kiosk_page_get_language (self->page);
  guint digits = count_digits (value);
  g_autofree char *have = g_strdup_printf ("%u", digits);

  if (value != NULL && kiosk_personal_number_is_well_formed (value))
    return NULL;
  if (digits == ID_NUMBER_DIGITS)
    return kiosk_language_format (language, "form.problem.not_an_id_number", "label",
                                  kiosk_language_get (language, "identify.number"), NULL);
  return kiosk_language_format (
      language, digits < ID_NUMBER_DIGITS ? "form.problem.few_digits" : "form.problem.many_digits",
      "label", kiosk_language_get (language, "identify.number"), "wanted", "12", "have", have,
      NULL);
}

static char *
birth_date_problem (KioskTypedCard *self, const char *value)
{
  KioskLanguage *language = kiosk_page_get_language (self->page);
  g_autoptr (GDateTime) today = kiosk_page_get_today (self->page);
  g_autofree char *now = g_date_time_format (today, "%Y-%m-%d");
  const char *label = kiosk_language_get (language, "identify.birth_date");

  if (!is_date (value))
    return kiosk_language_format (language, "form.problem.not_a_date", "label", label, NULL);
  if (strcmp (value, now) > 0)
    return kiosk_language_format (language, "form.problem.in_future", "label", label, NULL);
  return NULL;
}

static gboolean
is_blank (const char *value)
{
  for (const char *p = value != NULL ? value : ""; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      return FALSE;
  return TRUE;
}

static char *
find_problem (KioskTypedCard *self, guint i)
{
  KioskLanguage *language = kiosk_page_get_language (self->page);
  const char *value = kiosk_id_document_get (get_draft (self), asked[i].field);

  if (asked[i].field == KIOSK_ID_FIELD_ADDRESS)
    return NULL;
  if (is_blank (value))
    return kiosk_language_format (language, "form.problem.missing", "label",
                                  kiosk_language_get (language, asked[i].label), NULL);
  if (asked[i].field == KIOSK_ID_FIELD_NUMBER)
    return number_problem (self, value);
  if (asked[i].field == KIOSK_ID_FIELD_BIRTH_DATE)
    return birth_date_problem (self, value);
  return NULL;
}

static void
on_problem (gpointer data, const char *id)
{
  KioskTypedCard *self = data;

  kiosk_field_box_focus (self->boxes[g_ascii_strtoull (id, NULL, 10)]);
}

static gboolean
show_problems (KioskTypedCard *self)
{
  GtkWidget *summary = g_object_ref_sink (kiosk_summary_new (kiosk_page_get_language (self->page)));
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autofree char *problem = find_problem (self, i);
      g_autofree char *id = g_strdup_printf ("%u", i);

      kiosk_field_box_set_problem (self->boxes[i], problem);
      if (problem == NULL)
        continue;
      n++;
      kiosk_summary_add (KIOSK_SUMMARY (summary), id, problem, on_problem, self);
    }
  kiosk_page_set_top (self->page, n > 0 ? summary : NULL);
  if (n > 0)
    kiosk_page_focus_top (self->page);
  g_object_unref (summary);
  return n > 0;
}

static void
kiosk_typed_card_class_init (KioskTypedCardClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "typed-card");
}

static void
kiosk_typed_card_init (KioskTypedCard *self)
{
  kiosk_box_set_orientation (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "fields");
}

/**
 * kiosk_typed_card_new:
 * @page: the page that shows it
 *
 * Returns: (transfer floating): the fields, with what was typed before
 */
GtkWidget *
kiosk_typed_card_new (KioskPage *page)
{
  KioskTypedCard *self = g_object_new (KIOSK_TYPE_TYPED_CARD, NULL);
  gboolean wide = !kiosk_page_is_portrait (page) && !kiosk_page_is_large (page);
  GtkWidget *row = NULL;

  self->page = page;
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      gboolean optional = asked[i].field == KIOSK_ID_FIELD_ADDRESS;
      GtkWidget *box = kiosk_field_box_new (
          kiosk_page_text (page, asked[i].label),
          asked[i].hint != NULL ? kiosk_page_text (page, asked[i].hint) : NULL,
          optional ? kiosk_page_text (page, "form.optional") : NULL);

      self->boxes[i] = KIOSK_FIELD_BOX (box);
      if (asked[i].field == KIOSK_ID_FIELD_SEX)
        add_sexes (self, self->boxes[i]);
      else
        add_entry (self, self->boxes[i], i);
      if (row == NULL || !wide || i % 2 == 0)
        {
          row = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
          gtk_widget_add_css_class (row, "columns");
          kiosk_box_set_homogeneous (row, TRUE);
          gtk_box_append (GTK_BOX (self), row);
        }
      gtk_widget_set_valign (box, asked[i].field == KIOSK_ID_FIELD_SEX ? GTK_ALIGN_START
                                                                       : GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (row), box);
    }
  return GTK_WIDGET (self);
}

/**
 * kiosk_typed_card_finish:
 * @self: the fields
 *
 * Hands what was typed to the flow, or shows what is left to mend and keeps everything.
 *
 * Returns: whether the flow took it; the page may be gone then
 */
gboolean
kiosk_typed_card_finish (KioskTypedCard *self)
{
  KioskIdDocument *draft;

  g_return_val_if_fail (KIOSK_IS_TYPED_CARD (self), FALSE);

  if (show_problems (self))
    return FALSE;
  draft = g_object_ref (get_draft (self));
  if (!kiosk_flow_identify_typed (kiosk_page_get_flow (self->page),
                                  kiosk_id_document_get (draft, KIOSK_ID_FIELD_NUMBER),
                                  kiosk_id_document_get (draft, KIOSK_ID_FIELD_NAME),
                                  kiosk_id_document_get (draft, KIOSK_ID_FIELD_BIRTH_DATE),
                                  kiosk_id_document_get (draft, KIOSK_ID_FIELD_SEX),
                                  kiosk_id_document_get (draft, KIOSK_ID_FIELD_ADDRESS)))
    {
      g_warning ("What was typed passed here and not in the flow");
      g_object_unref (draft);
      return FALSE;
    }
  g_object_unref (draft);
  return TRUE;
}
