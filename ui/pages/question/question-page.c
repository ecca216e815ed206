/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/question/question-page.h"

#include "ui/inputs/choice-group.h"
#include "ui/inputs/field-box.h"
#include "ui/inputs/touch.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"
#include "ui/words/page-facts.h"

#define ICON_MM 10
#define MANY_CHOICES 5

/**
 * KioskQuestionPage:
 *
 * One question and its answers; an answer that cannot go on here says where it can.
 */
struct _KioskQuestionPage
{
  KioskPage parent_instance;

  GtkWidget *below; /* under the answers: staff is coming, or why it stops */
  GtkWidget *entry; /* (nullable): of a number question */
  gboolean stopped;
  guint show_below_id;
};

G_DEFINE_FINAL_TYPE (KioskQuestionPage, kiosk_question_page, KIOSK_TYPE_PAGE)

static const KioskQuestion *
get_question (KioskQuestionPage *self)
{
  return kiosk_flow_get_question (kiosk_page_get_flow (KIOSK_PAGE (self)));
}

static const KioskOption *
find_chosen (KioskQuestionPage *self)
{
  const KioskQuestion *question = get_question (self);
  const char *answer = kiosk_form_get (kiosk_page_get_form (KIOSK_PAGE (self)), question->id);

  for (guint i = 0; question->options != NULL && i < question->options->len; i++)
    {
      const KioskOption *option = g_ptr_array_index (question->options, i);

      if (g_strcmp0 (option->id, answer) == 0)
        return option;
    }
  return NULL;
}

static KioskProcedure *
find_fitting (KioskQuestionPage *self, const KioskOption *option)
{
  KioskCatalogue *catalogue
      = kiosk_flow_get_parts (kiosk_page_get_flow (KIOSK_PAGE (self)))->catalogue;

  return option->stop_procedure != NULL ? kiosk_catalogue_find (catalogue, option->stop_procedure)
                                        : NULL;
}

/* A stop is never a dead end: the fitting procedure, or the list of all, is one touch away. */
static void
show_stop (KioskQuestionPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  KioskLanguage *language = kiosk_page_get_language (page);
  const KioskOption *option = find_chosen (self);
  gboolean stops = option != NULL && option->stop != NULL;
  KioskProcedure *fitting = stops ? find_fitting (self, option) : NULL;

  self->stopped = stops;
  if (g_strcmp0 (kiosk_form_get (kiosk_page_get_form (page), get_question (self)->id),
                 KIOSK_ANSWER_UNSURE)
      == 0)
    gtk_box_append (
        GTK_BOX (self->below),
        kiosk_banner_new (KIOSK_TONE_ACT, "bell", kiosk_page_text (page, "question.unsure_line")));
  if (!stops)
    {
      kiosk_page_set_primary (page, kiosk_page_text (page, "question.continue"), "forward");
      kiosk_page_set_secondary (page, NULL, NULL);
      return;
    }
  kiosk_touch_empty (self->below);
  gtk_box_append (GTK_BOX (self->below),
                  kiosk_banner_new (KIOSK_TONE_WAIT, "info", kiosk_page_say (page, option->stop)));
  if (fitting != NULL)
    {
      const KioskProcedureInfo *info = kiosk_procedure_get_info (fitting);
      g_autofree char *text = kiosk_language_format (language, "question.fitting", "procedure",
                                                     kiosk_page_say (page, info->plain), NULL);

      gtk_box_append (GTK_BOX (self->below), kiosk_label_new (text, "strong"));
      kiosk_page_set_primary (page, kiosk_page_text (page, "question.open_fitting"), "forward");
      kiosk_page_set_secondary (page, kiosk_page_text (page, "question.other"), "search");
    }
  else
    {
      kiosk_page_set_primary (page, kiosk_page_text (page, "question.other"), "search");
      kiosk_page_set_secondary (page, NULL, NULL);
    }
}

/* Why it stops here must be seen without looking for it; it is laid out first. */
static gboolean
show_below (gpointer user_data)
{
  KioskQuestionPage *self = user_data;

  self->show_below_id = 0;
  if (gtk_widget_get_first_child (self->below) != NULL)
    kiosk_page_scroll_to (KIOSK_PAGE (self), self->below);

  return G_SOURCE_REMOVE;
}

static void
on_chosen (KioskChoiceGroup *group, const char *id, gpointer user_data)
{
  KioskQuestionPage *self = user_data;
  KioskPage *page = KIOSK_PAGE (self);

  kiosk_page_set_top (page, NULL);
  kiosk_touch_empty (self->below);
  kiosk_form_set (kiosk_page_get_form (page), get_question (self)->id, id);
  show_stop (self);
  if (self->show_below_id == 0)
    self->show_below_id = g_idle_add_full (G_PRIORITY_LOW, show_below, self, NULL);
  if (g_str_equal (id, KIOSK_ANSWER_UNSURE))
    kiosk_flow_call_staff (kiosk_page_get_flow (page), TRUE);
}

static GtkWidget *
make_choices (KioskQuestionPage *self, const KioskQuestion *question)
{
  KioskPage *page = KIOSK_PAGE (self);
  const char *answer = kiosk_form_get (kiosk_page_get_form (page), question->id);
  GtkWidget *group = kiosk_choice_group_new ();

  kiosk_touch_name (group, kiosk_page_say (page, question->text));
  /* As many as fit without turning the page, never lower than a finger needs. */
  if (question->options->len + (question->unsure ? 1 : 0) > MANY_CHOICES)
    gtk_widget_add_css_class (group, "many");
  for (guint i = 0; i < question->options->len; i++)
    {
      const KioskOption *option = g_ptr_array_index (question->options, i);

      kiosk_choice_group_add (KIOSK_CHOICE_GROUP (group), option->id,
                              kiosk_page_say (page, option->text),
                              option->hint != NULL ? kiosk_page_say (page, option->hint) : NULL,
                              FALSE, g_strcmp0 (answer, option->id) == 0);
    }
  if (question->unsure)
    kiosk_choice_group_add (KIOSK_CHOICE_GROUP (group), KIOSK_ANSWER_UNSURE,
                            kiosk_page_text (page, "question.unsure"), NULL, TRUE,
                            g_strcmp0 (answer, KIOSK_ANSWER_UNSURE) == 0);
  g_signal_connect (group, "chosen", G_CALLBACK (on_chosen), self);
  return group;
}

static void
on_number (GtkEditable *editable, gpointer user_data)
{
  KioskQuestionPage *self = user_data;

  kiosk_form_set (kiosk_page_get_form (KIOSK_PAGE (self)), get_question (self)->id,
                  gtk_editable_get_text (editable));
}

static void
on_step (gpointer data, const char *by)
{
  KioskQuestionPage *self = data;
  const KioskQuestion *question = get_question (self);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gint64 number = typed[0] != '\0' ? g_ascii_strtoll (typed, NULL, 10) + (by[0] == '+' ? 1 : -1)
                                   : question->min;
  g_autofree char *text
      = g_strdup_printf ("%" G_GINT64_FORMAT, CLAMP (number, question->min, question->max));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static GtkWidget *
make_number (KioskQuestionPage *self, const KioskQuestion *question)
{
  KioskPage *page = KIOSK_PAGE (self);
  const char *answer = kiosk_form_get (kiosk_page_get_form (page), question->id);
  GtkWidget *row = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *frame = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *less = kiosk_button_new (kiosk_page_text (page, "question.less"), NULL, FALSE);
  GtkWidget *more = kiosk_button_new (kiosk_page_text (page, "question.more"), NULL, FALSE);

  self->entry = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_DIGITS);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), answer != NULL ? answer : "");
  kiosk_touch_name (self->entry, kiosk_page_say (page, question->text));
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_number), self);
  kiosk_touch_connect (less, "-", on_step, self);
  kiosk_touch_connect (more, "+", on_step, self);
  gtk_widget_add_css_class (row, "number-row");
  gtk_widget_add_css_class (frame, "entry-frame");
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_box_append (GTK_BOX (frame), self->entry);
  gtk_widget_set_hexpand (frame, TRUE);
  gtk_box_append (GTK_BOX (row), less);
  gtk_box_append (GTK_BOX (row), frame);
  gtk_box_append (GTK_BOX (row), more);
  return row;
}

static GtkWidget *
make_why (KioskPage *page, const KioskText *why)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = kiosk_icon_new ("info", ICON_MM, KIOSK_ICON_ACT);

  gtk_widget_add_css_class (card, "why");
  gtk_widget_set_halign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (card), icon);
  gtk_box_append (GTK_BOX (card),
                  kiosk_label_new (kiosk_page_text (page, "question.why"), "strong"));
  gtk_box_append (GTK_BOX (card), kiosk_label_new (kiosk_page_say (page, why), NULL));
  return card;
}

static void
kiosk_question_page_enter (KioskPage *page)
{
  KioskQuestionPage *self = KIOSK_QUESTION_PAGE (page);
  const KioskQuestion *question = get_question (self);
  gboolean number = question != NULL && question->kind == KIOSK_QUESTION_NUMBER;
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_object_ref_sink (content);
  if (question != NULL)
    {
      kiosk_page_set_title (
          page, kiosk_page_say (page, question->text),
          question->help != NULL
              ? kiosk_page_say (page, question->help)
              : kiosk_page_text (page, number ? "question.help_number" : "question.help"));
      kiosk_page_set_picture (page, "picture-papers-and-card");
      kiosk_page_set_back (page, TRUE);
      gtk_widget_add_css_class (content, "answers");
      gtk_box_append (GTK_BOX (content),
                      number ? make_number (self, question) : make_choices (self, question));
      self->below = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_add_css_class (self->below, "section");
      gtk_box_append (GTK_BOX (content), self->below);
      show_stop (self);
      kiosk_page_set_content (page, content);
      if (question->why != NULL)
        kiosk_page_set_side (page, make_why (page, question->why));
    }
  g_object_unref (content);
}

static void
kiosk_question_page_refresh (KioskPage *page)
{
  KioskQuestionPage *self = KIOSK_QUESTION_PAGE (page);
  KioskLanguage *language = kiosk_page_get_language (page);
  const GPtrArray *problems = kiosk_flow_get_problems (kiosk_page_get_flow (page));
  const KioskQuestion *question = get_question (self);
  g_autofree char *words = NULL;
  g_autofree char *min = NULL;
  g_autofree char *max = NULL;

  if (question == NULL || self->stopped || problems == NULL || problems->len == 0)
    return;
  min = g_strdup_printf ("%" G_GINT64_FORMAT, question->min);
  max = g_strdup_printf ("%" G_GINT64_FORMAT, question->max);
  words
      = question->kind == KIOSK_QUESTION_NUMBER
            ? kiosk_language_format (language, "question.mend_number", "min", min, "max", max, NULL)
            : g_strdup (kiosk_language_get (language, "question.mend"));
  kiosk_page_set_top (page, kiosk_banner_new (KIOSK_TONE_STOP, "alert", words));
  kiosk_page_focus_top (page);
}

static void
kiosk_question_page_primary (KioskPage *page)
{
  KioskQuestionPage *self = KIOSK_QUESTION_PAGE (page);
  KioskFlow *flow = kiosk_page_get_flow (page);
  const KioskOption *option = self->stopped ? find_chosen (self) : NULL;
  KioskProcedure *fitting = option != NULL ? find_fitting (self, option) : NULL;

  if (!self->stopped)
    kiosk_flow_advance (flow);
  else if (fitting != NULL)
    kiosk_flow_choose (flow, kiosk_procedure_get_info (fitting)->code);
  else
    kiosk_flow_show_procedures (flow, TRUE);
}

static void
kiosk_question_page_secondary (KioskPage *page)
{
  kiosk_flow_show_procedures (kiosk_page_get_flow (page), TRUE);
}

static void
kiosk_question_page_dispose (GObject *object)
{
  g_clear_handle_id (&KIOSK_QUESTION_PAGE (object)->show_below_id, g_source_remove);

  G_OBJECT_CLASS (kiosk_question_page_parent_class)->dispose (object);
}

static void
kiosk_question_page_class_init (KioskQuestionPageClass *klass)
{
  KioskPageClass *page_class = KIOSK_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kiosk_question_page_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "question-page");
  page_class->enter = kiosk_question_page_enter;
  page_class->refresh = kiosk_question_page_refresh;
  page_class->primary = kiosk_question_page_primary;
  page_class->secondary = kiosk_question_page_secondary;
}

static void
kiosk_question_page_init (KioskQuestionPage *self)
{
}
