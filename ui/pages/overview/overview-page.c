/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/overview/overview-page.h"

#include "language/fold.h"
#include "ui/inputs/touch.h"
#include "ui/pages/overview/fee-list.h"
#include "ui/pages/overview/paper-list.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"
#include "ui/words/doubt.h"
#include "ui/words/page-facts.h"
#include "ui/words/terms-words.h"

#define ICON_MM 6.5
#define HEAD_ICON_MM 8.5
#define MAX_EXEMPTIONS 3
/* The cards beside it keep a line for each thing they say. */
#define EXEMPT_CHARS 36
#define FIGURE_CHARS 16

/**
 * KioskOverviewPage:
 *
 * Tells the truth before anything is asked: time, money and who need not pay, papers, and what the
 * kiosk cannot do for this procedure.
 */
struct _KioskOverviewPage
{
  KioskPage parent_instance;

  gboolean fees; /* the full list of fees is open */
  gboolean slip; /* the slip was asked for on this page */
};

G_DEFINE_FINAL_TYPE (KioskOverviewPage, kiosk_overview_page, KIOSK_TYPE_PAGE)

static void show_all (KioskOverviewPage *self);

static GtkWidget *
make_head (const char *icon, const char *label)
{
  GtkWidget *head = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (head, "fact-top");
  gtk_box_append (GTK_BOX (head), kiosk_icon_new (icon, HEAD_ICON_MM, KIOSK_ICON_ACT));
  gtk_box_append (GTK_BOX (head), kiosk_label_new (label, "hint"));
  return head;
}

/* A short figure is never broken; with large text the card has the whole width. */
static void
keep_figure_whole (KioskPage *page, GtkWidget *fact)
{
  GtkWidget *figure = gtk_widget_get_next_sibling (gtk_widget_get_first_child (fact));
  const char *text = gtk_label_get_text (GTK_LABEL (figure));

  if (!kiosk_page_is_large (page) && g_utf8_strlen (text, -1) <= FIGURE_CHARS)
    gtk_label_set_wrap (GTK_LABEL (figure), FALSE);
}

static void
on_fees (GtkButton *button, gpointer user_data)
{
  KioskOverviewPage *self = user_data;

  self->fees = TRUE;
  show_all (self);
}

static GPtrArray *
list_fees (KioskPage *page)
{
  g_autoptr (GDateTime) today = kiosk_page_get_today (page);

  return kiosk_terms_list_fees (kiosk_page_get_form (page), KIOSK_CHANNEL_DIRECT, today);
}

/* The first few who need not pay, beside the amount: who is exempt must not think that he has to pay. */
static char *
list_exempt (KioskPage *page, const GPtrArray *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const KioskFeeLine *line = g_ptr_array_index (lines, i);

      for (guint k = 0; k < line->fee->exemptions->len; k++)
        {
          const KioskExemption *exemption = g_ptr_array_index (line->fee->exemptions, k);

          const char *who = kiosk_page_say (page, exemption->text);
          g_autofree char *small = kiosk_start_small (who);

          if (n++ < MAX_EXEMPTIONS)
            g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "",
                                    text->len > 0 ? small : who);
        }
    }
  if (n > MAX_EXEMPTIONS)
    g_string_append (text, "…");
  return n > 0 ? g_strdup (text->str) : NULL;
}

static GtkWidget *
make_more (KioskOverviewPage *self)
{
  GtkWidget *more = kiosk_link_new (kiosk_page_text (KIOSK_PAGE (self), "overview.fees_all"));

  g_signal_connect (more, "clicked", G_CALLBACK (on_fees), self);
  return more;
}

static GtkWidget *
make_exempt (KioskPage *page, const char *exempt)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *who = kiosk_label_new (exempt, NULL);

  gtk_widget_add_css_class (box, "exempt");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_add_css_class (head, "fact-top");
  gtk_box_append (GTK_BOX (head), kiosk_icon_new ("check", ICON_MM, KIOSK_ICON_DONE));
  gtk_box_append (GTK_BOX (head),
                  kiosk_label_new (kiosk_page_text (page, "overview.exempt"), "done-strong"));
  gtk_box_append (GTK_BOX (box), head);
  if (!kiosk_page_is_portrait (page) && !kiosk_page_is_large (page))
    gtk_label_set_max_width_chars (GTK_LABEL (who), EXEMPT_CHARS);
  gtk_box_append (GTK_BOX (box), who);
  return box;
}

static gboolean
is_charge (const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (!((const KioskFeeLine *) g_ptr_array_index (lines, i))->fee->charge)
      return FALSE;
  return lines->len > 0;
}

static GtkWidget *
make_fee (KioskOverviewPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  g_autoptr (GPtrArray) lines = list_fees (page);
  g_autofree char *fee = kiosk_words_fees (kiosk_page_get_language (page), lines);
  g_autofree char *exempt = list_exempt (page, lines);
  GtkWidget *card = kiosk_card_new ();
  GtkWidget *row = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *amount = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *last = amount;

  gtk_widget_add_css_class (card, "fee");
  if (kiosk_page_is_large (page))
    kiosk_box_set_orientation (row, GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (row, "fee-row");
  gtk_box_append (GTK_BOX (amount),
                  make_head ("coins", kiosk_page_text (page, is_charge (lines) ? "overview.charge"
                                                                               : "overview.fee")));
  gtk_box_append (GTK_BOX (amount), kiosk_label_new (fee, "fact-value"));
  keep_figure_whole (page, amount);
  if (kiosk_terms_doubts_fees (lines))
    kiosk_doubt_add (page, amount);
  gtk_widget_add_css_class (amount, "fact");
  gtk_box_append (GTK_BOX (row), amount);
  if (exempt != NULL)
    {
      last = make_exempt (page, exempt);
      gtk_box_append (GTK_BOX (row), last);
    }
  if (lines->len > 0)
    gtk_box_append (GTK_BOX (last), make_more (self));
  gtk_box_append (GTK_BOX (card), row);
  gtk_widget_set_hexpand (card, TRUE);
  return card;
}

static GtkWidget *
make_facts (KioskOverviewPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  const KioskProcedureInfo *info = kiosk_page_get_info (page);
  gboolean portrait = kiosk_page_is_portrait (page);
  gboolean large = kiosk_page_is_large (page);
  const KioskTimeLimit *limit
      = kiosk_terms_find_limit (kiosk_page_get_form (page), KIOSK_CHANNEL_DIRECT);
  g_autofree char *time = kiosk_words_time (kiosk_page_get_language (page), limit);
  GtkWidget *facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = kiosk_box_new (large ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *duration;
  GtkWidget *offline;

  gtk_widget_add_css_class (facts, "facts");
  gtk_widget_add_css_class (row, "facts");
  duration = kiosk_fact_new ("clock", kiosk_page_text (page, "overview.time"), time,
                             kiosk_page_text (page, "overview.time_from"));
  keep_figure_whole (page, duration);
  if (kiosk_time_limit_is_doubtful (limit))
    kiosk_doubt_add (page, duration);
  gtk_box_append (GTK_BOX (row), duration);
  offline = kiosk_fact_new (
      "offline", kiosk_page_text (page, "overview.offline"),
      kiosk_page_text (page, info->offline ? "overview.offline_yes" : "overview.offline_no"),
      kiosk_page_text (page,
                       info->offline ? "overview.offline_yes_line" : "overview.offline_no_line"));
  if (!portrait && !large)
    gtk_box_append (GTK_BOX (row), make_fee (self));
  gtk_box_append (GTK_BOX (row), offline);
  gtk_box_append (GTK_BOX (facts), row);
  if (portrait || large)
    {
      kiosk_box_set_homogeneous (row, !large);
      gtk_box_append (GTK_BOX (facts), make_fee (self));
    }
  return facts;
}

static GtkWidget *
make_left_to_do (KioskPage *page)
{
  g_autoptr (GPtrArray) left = kiosk_terms_list_left_to_do (kiosk_page_get_form (page));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *list;

  gtk_widget_add_css_class (box, "section");
  if (left->len == 0)
    return box;
  gtk_box_append (GTK_BOX (box),
                  kiosk_label_new (kiosk_page_text (page, "overview.left_to_do"), "title-2"));
  list = kiosk_list_new ();
  for (guint i = 0; i < left->len; i++)
    {
      const KioskLeftToDo *item = g_ptr_array_index (left, i);

      gtk_box_append (GTK_BOX (list),
                      kiosk_row_new ("person", kiosk_page_say (page, item->text),
                                     kiosk_page_say (page, item->where), NULL, NULL));
    }
  gtk_box_append (GTK_BOX (box), list);
  return box;
}

static void
show_overview (KioskOverviewPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  const KioskProcedureInfo *info = kiosk_page_get_info (page);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *help
      = kiosk_language_format (kiosk_page_get_language (page), "overview.help", "agency",
                               kiosk_page_say (page, info->agency), "code", info->code, NULL);

  gtk_widget_add_css_class (content, "overview");
  kiosk_page_set_title (page, kiosk_page_say (page, info->plain), help);
  gtk_box_append (GTK_BOX (content), kiosk_label_new (kiosk_page_say (page, info->summary), NULL));
  gtk_box_append (GTK_BOX (content), make_facts (self));
  if (info->role == KIOSK_ROLE_PREPARE && info->explain != NULL)
    gtk_box_append (GTK_BOX (content), kiosk_banner_new (KIOSK_TONE_WAIT, "info",
                                                         kiosk_page_say (page, info->explain)));
  gtk_box_append (GTK_BOX (content), kiosk_paper_list_new (page));
  gtk_box_append (GTK_BOX (content), make_left_to_do (page));
  kiosk_page_set_content (page, content);
  kiosk_page_set_primary (page, kiosk_page_text (page, "overview.start"), "forward");
  if (kiosk_flow_get_parts (kiosk_page_get_flow (page))->printers->len > 0)
    kiosk_page_set_secondary (page, kiosk_page_text (page, "overview.slip"), "printer");
}

static void
show_all (KioskOverviewPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  g_autoptr (GPtrArray) lines = NULL;

  if (kiosk_page_get_info (page) == NULL)
    return;
  if (!self->fees)
    {
      show_overview (self);
      return;
    }
  lines = list_fees (page);
  kiosk_page_set_title (page, kiosk_page_text (page, "overview.fees_title"),
                        kiosk_page_say (page, kiosk_page_get_info (page)->plain));
  kiosk_page_set_content (page, kiosk_fee_list_new (page, lines));
  kiosk_page_set_primary (page, NULL, NULL);
  kiosk_page_set_secondary (page, NULL, NULL);
}

static void
kiosk_overview_page_enter (KioskPage *page)
{
  kiosk_page_set_header (page, kiosk_page_text (page, "overview.header"), FALSE);
  kiosk_page_set_picture (page, "picture-papers-and-card");
  kiosk_page_set_back (page, TRUE);
  show_all (KIOSK_OVERVIEW_PAGE (page));
}

static void
show_slip (KioskPage *page)
{
  static const struct
  {
    const char *key;
    KioskTone tone;
  } words[] = {
    [KIOSK_PAPER_NONE] = { "overview.slip_failed", KIOSK_TONE_WAIT },
    [KIOSK_PAPER_PRINTING] = { "overview.slip_printing", KIOSK_TONE_ACT },
    [KIOSK_PAPER_PRINTED] = { "overview.slip_printed", KIOSK_TONE_DONE },
    [KIOSK_PAPER_SENT] = { "overview.slip_sent", KIOSK_TONE_ACT },
    [KIOSK_PAPER_FAILED] = { "overview.slip_failed", KIOSK_TONE_WAIT },
    [KIOSK_PAPER_UNSURE] = { "overview.slip_sent", KIOSK_TONE_WAIT },
  };
  KioskPaperState paper = kiosk_flow_get_paper (kiosk_page_get_flow (page));

  kiosk_page_set_top (page, kiosk_banner_new (words[paper].tone, "printer",
                                              kiosk_page_text (page, words[paper].key)));
}

static void
kiosk_overview_page_refresh (KioskPage *page)
{
  if (KIOSK_OVERVIEW_PAGE (page)->slip)
    show_slip (page);
}

static void
kiosk_overview_page_secondary (KioskPage *page)
{
  KIOSK_OVERVIEW_PAGE (page)->slip = TRUE;
  kiosk_flow_print_checklist (kiosk_page_get_flow (page));
}

static void
kiosk_overview_page_back (KioskPage *page)
{
  KioskOverviewPage *self = KIOSK_OVERVIEW_PAGE (page);

  if (!self->fees)
    {
      kiosk_flow_back (kiosk_page_get_flow (page));
      return;
    }
  self->fees = FALSE;
  show_all (self);
}

static void
kiosk_overview_page_class_init (KioskOverviewPageClass *klass)
{
  KioskPageClass *page_class = KIOSK_PAGE_CLASS (klass);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "overview-page");
  page_class->enter = kiosk_overview_page_enter;
  page_class->refresh = kiosk_overview_page_refresh;
  page_class->secondary = kiosk_overview_page_secondary;
  page_class->back = kiosk_overview_page_back;
}

static void
kiosk_overview_page_init (KioskOverviewPage *self)
{
}
