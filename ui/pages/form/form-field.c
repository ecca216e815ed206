/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/form/form-field.h"

#include "ui/inputs/choice-group.h"
#include "ui/inputs/date-entry.h"
#include "ui/inputs/list-picker.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"
#include "ui/words/page-facts.h"
#include "ui/words/problem-words.h"
#include "ui/words/terms-words.h"

#include <string.h>

#define LONG_CHARS 56 /* more does not fit the line of an entry */

/* What a control needs to write into the answers; it lives as long as the control's handler. */
typedef struct
{
  KioskForm *form; /* owned */
  const KioskField *field;
  KioskFieldBox *box; /* weak: holds the control */
} Binding;

static void
binding_free (gpointer data, GClosure *closure)
{
  Binding *binding = data;

  g_object_unref (binding->form);
  g_free (binding);
}

static Binding *
binding_new (KioskPage *page, const KioskField *field, GtkWidget *box)
{
  Binding *binding = g_new (Binding, 1);

  *binding = (Binding){ .form = g_object_ref (kiosk_page_get_form (page)),
                        .field = field,
                        .box = KIOSK_FIELD_BOX (box) };
  return binding;
}

/* Numbers are grouped by people, not by the answers: «0912 345 678», «20.000». */
static char *
take_digits (const char *typed)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = typed; *p != '\0'; p++)
    if (strchr (" .,", *p) == NULL)
      g_string_append_c (digits, *p);
  return g_string_free (digits, FALSE);
}

static char *
read_entry (const KioskField *field, GtkWidget *entry)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (field->kind == KIOSK_FIELD_DATE)
    return kiosk_date_entry_get_value (entry);
  if (field->kind == KIOSK_FIELD_PHONE || field->kind == KIOSK_FIELD_ID_NUMBER
      || field->kind == KIOSK_FIELD_NUMBER || field->kind == KIOSK_FIELD_MONEY)
    return take_digits (typed);
  return g_strdup (typed);
}

static void
on_typed (GtkEditable *editable, gpointer user_data)
{
  Binding *binding = user_data;
  g_autofree char *value = read_entry (binding->field, GTK_WIDGET (editable));

  if (kiosk_form_get_source (binding->form, binding->field->id) == KIOSK_ANSWER_CARD)
    kiosk_field_box_set_source (binding->box, FALSE, NULL, NULL);
  kiosk_form_set (binding->form, binding->field->id, value);
}

static void
on_picked (gpointer control, const char *value, gpointer user_data)
{
  Binding *binding = user_data;

  kiosk_form_set (binding->form, binding->field->id, value);
}

static GtkInputPurpose
get_purpose (KioskFieldKind kind)
{
  if (kind == KIOSK_FIELD_PHONE || kind == KIOSK_FIELD_ID_NUMBER || kind == KIOSK_FIELD_NUMBER
      || kind == KIOSK_FIELD_MONEY)
    return GTK_INPUT_PURPOSE_DIGITS;
  if (kind == KIOSK_FIELD_EMAIL)
    return GTK_INPUT_PURPOSE_EMAIL;
  if (kind == KIOSK_FIELD_NAME)
    return GTK_INPUT_PURPOSE_NAME;
  return GTK_INPUT_PURPOSE_FREE_FORM;
}

/* What a card says and the citizen may not change is shown as text that cannot be typed into. */
static void
set_locked (KioskPage *page, const KioskField *field, GtkWidget *box)
{
  const char *code = kiosk_language_get_current (kiosk_page_get_language (page));
  KioskForm *form = kiosk_page_get_form (page);
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *described = kiosk_form_describe (form, field->id, code);
  g_autofree char *text = field->kind == KIOSK_FIELD_ID_NUMBER
                              ? kiosk_words_mask_number (kiosk_form_get (form, field->id))
                              : g_strdup (described);

  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_editable_set_editable (GTK_EDITABLE (entry), FALSE);
  kiosk_field_box_set_entry (KIOSK_FIELD_BOX (box), entry);
  kiosk_field_box_set_source (KIOSK_FIELD_BOX (box), TRUE, kiosk_page_text (page, "form.from_card"),
                              NULL);
}

/* One line shows the end of a long text only; all of it stands under the line, so that it can be read. */
static void
on_long_typed (GtkEditable *editable, gpointer user_data)
{
  const char *typed = gtk_editable_get_text (editable);

  gtk_label_set_text (user_data, typed);
  gtk_widget_set_visible (user_data, g_utf8_strlen (typed, -1) > LONG_CHARS);
}

static void
add_echo (GtkWidget *box, GtkWidget *entry)
{
  GtkWidget *echo = kiosk_label_new ("", "hint");

  gtk_label_set_max_width_chars (GTK_LABEL (echo), -1);
  gtk_box_append (GTK_BOX (box), echo);
  g_signal_connect (entry, "changed", G_CALLBACK (on_long_typed), echo);
  on_long_typed (GTK_EDITABLE (entry), echo);
}

static void
set_entry (KioskPage *page, const KioskField *field, GtkWidget *box)
{
  KioskForm *form = kiosk_page_get_form (page);
  const char *value = kiosk_form_get (form, field->id);
  GtkWidget *entry;

  if (field->kind == KIOSK_FIELD_DATE)
    {
      entry = kiosk_date_entry_new (value);
      gtk_entry_set_placeholder_text (GTK_ENTRY (entry),
                                      kiosk_page_text (page, "form.date_pattern"));
    }
  else
    {
      entry = gtk_entry_new ();
      gtk_entry_set_input_purpose (GTK_ENTRY (entry), get_purpose (field->kind));
      gtk_editable_set_text (GTK_EDITABLE (entry), value != NULL ? value : "");
    }
  kiosk_field_box_set_entry (KIOSK_FIELD_BOX (box), entry);
  if (kiosk_form_get_source (form, field->id) == KIOSK_ANSWER_CARD)
    kiosk_field_box_set_source (KIOSK_FIELD_BOX (box), FALSE,
                                kiosk_page_text (page, "form.from_card"),
                                kiosk_page_text (page, "form.edit"));
  if (field->kind == KIOSK_FIELD_LONG_TEXT || field->kind == KIOSK_FIELD_ADDRESS)
    add_echo (box, entry);
  g_signal_connect_data (entry, "changed", G_CALLBACK (on_typed), binding_new (page, field, box),
                         binding_free, 0);
}

static void
set_choices (KioskPage *page, const KioskField *field, GtkWidget *box)
{
  const char *value = kiosk_form_get (kiosk_page_get_form (page), field->id);
  GtkWidget *group = kiosk_choice_group_new ();

  /* Two short words, such as the sexes, stand side by side. */
  if (field->options->len == 2 && !kiosk_page_is_large (page))
    {
      kiosk_box_set_orientation (group, GTK_ORIENTATION_HORIZONTAL);
      kiosk_box_set_homogeneous (group, TRUE);
    }
  for (guint i = 0; i < field->options->len; i++)
    {
      const KioskOption *option = g_ptr_array_index (field->options, i);

      kiosk_choice_group_add (KIOSK_CHOICE_GROUP (group), option->id,
                              kiosk_page_say (page, option->text),
                              option->hint != NULL ? kiosk_page_say (page, option->hint) : NULL,
                              FALSE, g_strcmp0 (value, option->id) == 0);
    }
  kiosk_field_box_set_control (KIOSK_FIELD_BOX (box), group, group);
  g_signal_connect_data (group, "chosen", G_CALLBACK (on_picked), binding_new (page, field, box),
                         binding_free, 0);
}

static void
set_list (KioskPage *page, const KioskField *field, GtkWidget *box)
{
  KioskCatalogue *catalogue = kiosk_flow_get_parts (kiosk_page_get_flow (page))->catalogue;
  const GPtrArray *entries = kiosk_catalogue_get_list (catalogue, field->list);
  guint columns = kiosk_page_is_large (page) ? 1 : 2;
  GtkWidget *picker = kiosk_list_picker_new (columns, kiosk_page_text (page, "form.list_more"),
                                             kiosk_page_text (page, "form.list_again"),
                                             kiosk_page_say (page, field->label));

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const KioskListEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *keywords = g_strdup_printf ("%s %s", kiosk_text_get (entry->text, "vi"),
                                                   kiosk_text_get (entry->text, "en"));

      kiosk_list_picker_add (KIOSK_LIST_PICKER (picker), entry->id,
                             kiosk_page_say (page, entry->text), keywords);
    }
  kiosk_list_picker_set_value (KIOSK_LIST_PICKER (picker),
                               kiosk_form_get (kiosk_page_get_form (page), field->id));
  kiosk_field_box_set_control (KIOSK_FIELD_BOX (box), picker,
                               kiosk_list_picker_get_entry (KIOSK_LIST_PICKER (picker)));
  g_signal_connect_data (picker, "picked", G_CALLBACK (on_picked), binding_new (page, field, box),
                         binding_free, 0);
}

/**
 * kiosk_form_field_new:
 * @page: the page it is for
 * @field: what is asked
 *
 * Every keystroke goes into the answers at once, so that nothing is lost when the page is made anew.
 *
 * Returns: (transfer floating): a #KioskFieldBox with the control that fits the kind of @field
 */
GtkWidget *
kiosk_form_field_new (KioskPage *page, const KioskField *field)
{
  KioskForm *form = kiosk_page_get_form (page);
  GtkWidget *box
      = kiosk_field_box_new (kiosk_page_say (page, field->label),
                             field->hint != NULL ? kiosk_page_say (page, field->hint) : NULL,
                             field->required ? NULL : kiosk_page_text (page, "form.optional"));

  if (kiosk_form_is_locked (form, field->id))
    set_locked (page, field, box);
  else if (field->kind == KIOSK_FIELD_CHOICE)
    set_choices (page, field, box);
  else if (field->kind == KIOSK_FIELD_LIST)
    set_list (page, field, box);
  else
    set_entry (page, field, box);
  return box;
}

/**
 * kiosk_form_field_problem:
 * @page: the page it is for
 * @field: what is asked
 *
 * Returns: (transfer full) (nullable): how to mend what stands there now; %NULL when nothing is wrong
 */
char *
kiosk_form_field_problem (KioskPage *page, const KioskField *field)
{
  KioskForm *form = kiosk_page_get_form (page);
  KioskProblem problem = kiosk_form_check (form, field->id);

  if (problem == KIOSK_PROBLEM_NONE)
    return NULL;
  return kiosk_words_problem (kiosk_page_get_language (page), field, problem,
                              kiosk_form_get (form, field->id));
}
