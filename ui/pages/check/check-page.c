/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/check/check-page.h"

#include "language/speak.h"
#include "ui/inputs/touch.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"
#include "ui/words/doubt.h"
#include "ui/words/page-facts.h"
#include "ui/words/paper-tally.h"
#include "ui/words/terms-words.h"

#define ICON_MM 6.5
#define SHIELD_MM 8.5
#define LABEL_MM 92

/**
 * KioskCheckPage:
 *
 * Every answer once more, with a way to change it that comes back here, before it is submitted.
 */
struct _KioskCheckPage
{
  KioskPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KioskCheckPage, kiosk_check_page, KIOSK_TYPE_PAGE)

static void
on_edit (gpointer data, const char *id)
{
  kiosk_flow_edit (kiosk_page_get_flow (data), id);
}

/* Whether another row of the page has the same words, such as the birth dates of mother and child. */
static gboolean
is_ambiguous (KioskPage *page, const KioskField *field)
{
  const GPtrArray *steps = kiosk_page_get_info (page)->steps;
  const char *label = kiosk_page_say (page, field->label);

  for (guint i = 0; i < steps->len; i++)
    {
      const KioskStep *step = g_ptr_array_index (steps, i);

      for (guint k = 0; k < step->fields->len; k++)
        {
          const KioskField *other = g_ptr_array_index (step->fields, k);

          if (other != field && g_str_equal (kiosk_page_say (page, other->label), label))
            return TRUE;
        }
    }
  return FALSE;
}

/* «Sửa: Nơi sinh»; «Sửa: Họ và tên, Mẹ của bé» where the label alone would name two rows. */
static GtkWidget *
make_edit (KioskCheckPage *self, const char *id, const char *label, const char *section)
{
  const char *edit = kiosk_page_text (KIOSK_PAGE (self), "check.edit");
  g_autofree char *name = section != NULL ? g_strdup_printf ("%s: %s, %s", edit, label, section)
                                          : g_strdup_printf ("%s: %s", edit, label);
  GtkWidget *box = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *button = kiosk_link_new (edit);

  gtk_widget_add_css_class (box, "edit");
  kiosk_touch_name (button, name);
  kiosk_touch_connect (button, id, on_edit, self);
  gtk_box_append (GTK_BOX (box), kiosk_icon_new ("edit", ICON_MM, KIOSK_ICON_ACT));
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static GtkWidget *
make_source (KioskPage *page)
{
  GtkWidget *box = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *words = kiosk_label_new (kiosk_page_text (page, "form.from_card"), NULL);

  gtk_widget_add_css_class (box, "source");
  gtk_box_append (GTK_BOX (box), kiosk_icon_new ("lock", ICON_MM, KIOSK_ICON_INK));
  gtk_label_set_wrap (GTK_LABEL (words), FALSE);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

/* All labels of the page end at one line, so that the answers can be read down. */
static void
add_pair (KioskPage *page, GtkWidget *list, const char *label, const char *value, GtkWidget *end)
{
  GtkWidget *row = kiosk_pair_new (label, value, end);
  GtkWidget *first = gtk_widget_get_first_child (gtk_widget_get_first_child (row));

  if (!kiosk_page_is_large (page))
    gtk_widget_set_size_request (first, kiosk_page_px (page, LABEL_MM), -1);
  gtk_box_append (GTK_BOX (list), row);
}

static void
add_question (KioskCheckPage *self, GtkWidget *list, const KioskQuestion *question)
{
  KioskPage *page = KIOSK_PAGE (self);
  const char *code = kiosk_language_get_current (kiosk_page_get_language (page));
  const char *label = kiosk_page_say (page, question->text);
  g_autofree char *value = kiosk_form_describe (kiosk_page_get_form (page), question->id, code);

  add_pair (page, list, label, value != NULL ? value : kiosk_page_text (page, "check.unsure"),
            make_edit (self, question->id, label, NULL));
}

static void
add_field (KioskCheckPage *self, GtkWidget *list, const KioskStep *step, const KioskField *field)
{
  KioskPage *page = KIOSK_PAGE (self);
  KioskForm *form = kiosk_page_get_form (page);
  const char *code = kiosk_language_get_current (kiosk_page_get_language (page));
  const char *label = kiosk_page_say (page, field->label);
  const char *section = is_ambiguous (page, field) ? kiosk_page_say (page, step->title) : NULL;
  g_autofree char *value = field->kind == KIOSK_FIELD_ID_NUMBER
                               ? kiosk_words_mask_number (kiosk_form_get (form, field->id))
                               : kiosk_form_describe (form, field->id, code);
  gboolean given = value != NULL && *value != '\0';

  add_pair (page, list, label, given ? value : kiosk_page_text (page, "check.not_given"),
            kiosk_form_is_locked (form, field->id) ? make_source (page)
                                                   : make_edit (self, field->id, label, section));
}

/* «2 đã đủ, 1 nộp tại quầy, 1 nộp nơi khác» */
static char *
say_papers (KioskPage *page, const KioskPaperTally *tally)
{
  const struct
  {
    const char *key;
    guint n;
  } parts[] = { { "check.papers_done", tally->done },
                { "check.papers_counter", tally->at_counter },
                { "check.papers_elsewhere", tally->elsewhere } };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *n = g_strdup_printf ("%u", parts[i].n);
      g_autofree char *part
          = kiosk_language_format (kiosk_page_get_language (page), parts[i].key, "n", n, NULL);

      if (parts[i].n > 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
    }
  return g_strdup (text->str);
}

static void
add_papers (KioskCheckPage *self, GtkWidget *list)
{
  KioskPage *page = KIOSK_PAGE (self);
  const char *label = kiosk_page_text (page, "check.papers");
  g_autoptr (GPtrArray) components = kiosk_document_set_list (
      kiosk_page_get_documents (page), kiosk_form_lookup, kiosk_page_get_form (page));
  KioskPaperTally tally = kiosk_page_count_papers (page, components);
  g_autofree char *value = say_papers (page, &tally);
  const KioskComponent *first;

  if (components->len == 0)
    return;
  first = g_ptr_array_index (components, 0);
  add_pair (page, list, label, value, make_edit (self, first->id, label, NULL));
}

static GtkWidget *
add_section (GtkWidget *box, const char *heading)
{
  GtkWidget *list = kiosk_list_new ();

  gtk_box_append (GTK_BOX (box), kiosk_label_new (heading, "strong"));
  gtk_box_append (GTK_BOX (box), list);
  return list;
}

static GtkWidget *
make_answers (KioskCheckPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  KioskForm *form = kiosk_page_get_form (page);
  g_autoptr (GPtrArray) questions = kiosk_form_list_questions (form);
  g_autoptr (GPtrArray) steps = kiosk_form_list_steps (form);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *list;

  gtk_widget_add_css_class (box, "section");
  for (guint i = 0; i < steps->len; i++)
    {
      const KioskStep *step = g_ptr_array_index (steps, i);
      g_autoptr (GPtrArray) fields = kiosk_form_list_fields (form, step);

      if (fields->len == 0)
        continue;
      list = add_section (box, kiosk_page_say (page, step->title));
      for (guint k = 0; k < fields->len; k++)
        add_field (self, list, step, g_ptr_array_index (fields, k));
    }
  list = add_section (box, kiosk_page_text (page, "check.questions"));
  for (guint i = 0; i < questions->len; i++)
    add_question (self, list, g_ptr_array_index (questions, i));
  add_papers (self, list);
  return box;
}

static gboolean
is_free (const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const KioskFeeLine *line = g_ptr_array_index (lines, i);

      if (!line->certain || line->total != 0)
        return FALSE;
    }
  return TRUE;
}

static GtkWidget *
make_fee (KioskPage *page)
{
  g_autoptr (GDateTime) today = kiosk_page_get_today (page);
  g_autoptr (GPtrArray) lines
      = kiosk_terms_list_fees (kiosk_page_get_form (page), KIOSK_CHANNEL_DIRECT, today);
  g_autofree char *fee = kiosk_words_fees (kiosk_page_get_language (page), lines);
  GtkWidget *card = kiosk_fact_new (
      "coins", kiosk_page_text (page, "check.fee"), fee,
      kiosk_page_text (page, is_free (lines) ? "check.fee_none_line" : "check.fee_line"));

  if (kiosk_terms_doubts_fees (lines))
    kiosk_doubt_add (page, card);
  return card;
}

/* The date if it were submitted and received now; what is only prepared has none yet. */
static char *
say_due (KioskPage *page, const KioskTimeLimit *limit)
{
  KioskLanguage *language = kiosk_page_get_language (page);
  KioskCalendar *calendar = kiosk_flow_get_parts (kiosk_page_get_flow (page))->calendar;
  g_autoptr (GDateTime) today = kiosk_page_get_today (page);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) due = NULL;
  g_autofree char *date = NULL;
  g_autofree char *weekday = NULL;

  if (limit != NULL && !kiosk_page_is_prepare (page))
    due = kiosk_calendar_appoint (calendar, limit, today, &error);
  if (due == NULL)
    return g_strdup (kiosk_page_text (page, "check.time_line"));
  date = kiosk_write_date (language, NULL, due);
  weekday = kiosk_write_weekday (language, NULL, due);
  return kiosk_language_format (language, "check.due_line", "weekday", weekday, "date", date, NULL);
}

static GtkWidget *
make_time (KioskPage *page)
{
  const KioskTimeLimit *limit
      = kiosk_terms_find_limit (kiosk_page_get_form (page), KIOSK_CHANNEL_DIRECT);
  g_autofree char *time = kiosk_words_time (kiosk_page_get_language (page), limit);
  g_autofree char *line = say_due (page, limit);
  GtkWidget *card = kiosk_fact_new ("clock", kiosk_page_text (page, "check.time"), time, line);

  if (kiosk_time_limit_is_doubtful (limit))
    kiosk_doubt_add (page, card);
  return card;
}

/* First beside the answers: nobody may have to turn the page to learn what the button means. */
static GtkWidget *
make_undertaking (KioskPage *page)
{
  GtkWidget *row = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *icon = kiosk_icon_new ("shield", SHIELD_MM, KIOSK_ICON_ACT);
  GtkWidget *words = kiosk_label_new (kiosk_page_text (page, kiosk_page_is_prepare (page)
                                                                 ? "check.undertaking_prepare"
                                                                 : "check.undertaking"),
                                      NULL);

  gtk_widget_add_css_class (row, "note");
  gtk_widget_add_css_class (row, "why");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

static void
kiosk_check_page_enter (KioskPage *page)
{
  gboolean prepare = kiosk_page_is_prepare (page);
  gboolean narrow = kiosk_page_is_portrait (page) || kiosk_page_is_large (page);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *answers = make_answers (KIOSK_CHECK_PAGE (page));

  gtk_widget_add_css_class (side, "facts");
  gtk_box_prepend (GTK_BOX (narrow ? answers : side), make_undertaking (page));
  gtk_box_append (GTK_BOX (side), make_fee (page));
  gtk_box_append (GTK_BOX (side), make_time (page));
  kiosk_page_set_title (page,
                        kiosk_page_text (page, prepare ? "check.title_prepare" : "check.title"),
                        kiosk_page_text (page, "check.help"));
  kiosk_page_set_back (page, TRUE);
  kiosk_page_set_primary (
      page, kiosk_page_text (page, prepare ? "check.submit_prepare" : "check.submit"), "send");
  kiosk_page_set_content (page, answers);
  kiosk_page_set_side (page, side);
}

static void
kiosk_check_page_class_init (KioskCheckPageClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "check-page");
  KIOSK_PAGE_CLASS (klass)->enter = kiosk_check_page_enter;
}

static void
kiosk_check_page_init (KioskCheckPage *self)
{
}
