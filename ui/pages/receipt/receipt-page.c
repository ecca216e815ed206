/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/receipt/receipt-page.h"

#include "language/speak.h"
#include "ui/pages/receipt/receipt-next.h"
#include "ui/pictures/qr-picture.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"
#include "ui/words/doubt.h"
#include "ui/words/failure-words.h"
#include "ui/words/page-facts.h"
#include "ui/words/terms-words.h"

#define QR_MM 72
#define SLOT_MM 60
#define SIDE_MM 90

/**
 * KioskReceiptPage:
 *
 * How far the dossier has come, in the exact words kept, sent or received; its number; what is left.
 */
struct _KioskReceiptPage
{
  KioskPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KioskReceiptPage, kiosk_receipt_page, KIOSK_TYPE_PAGE)

/* Which of the three heads is told: paper trouble is told before «kept», never before «received». */
static gboolean
is_paper_failed (KioskFlow *flow)
{
  KioskPaperState paper = kiosk_flow_get_paper (flow);

  return paper == KIOSK_PAPER_FAILED || paper == KIOSK_PAPER_UNSURE;
}

static void
show_received (KioskPage *page, const KioskReceiptFacts *facts)
{
  KioskLanguage *language = kiosk_page_get_language (page);
  gboolean prepare = kiosk_page_is_prepare (page);
  g_autofree char *moment = facts->received_at != NULL
                                ? kiosk_write_moment (language, NULL, facts->received_at)
                                : g_strdup ("");
  g_autofree char *help = kiosk_language_format (
      language, prepare ? "receipt-page.received_help_prepare" : "receipt-page.received_help",
      "moment", moment, NULL);

  kiosk_page_set_mark (page, "check", KIOSK_TONE_DONE);
  kiosk_page_set_title (
      page,
      kiosk_page_text (page, prepare ? "receipt-page.received_prepare" : "receipt-page.received"),
      help);
}

static void
show_kept (KioskPage *page)
{
  KioskFlow *flow = kiosk_page_get_flow (page);
  gboolean prepare = kiosk_page_is_prepare (page);
  gboolean online = kiosk_flow_has_network (flow);

  if (is_paper_failed (flow))
    {
      kiosk_page_set_mark (page, "printer", KIOSK_TONE_WAIT);
      kiosk_page_set_title (page, kiosk_page_text (page, "receipt-page.no_paper"),
                            kiosk_page_text (page, online ? "receipt-page.no_paper_online"
                                                          : "receipt-page.no_paper_offline"));
      return;
    }
  kiosk_page_set_mark (page, "kept", KIOSK_TONE_WAIT);
  kiosk_page_set_title (
      page, kiosk_page_text (page, prepare ? "receipt-page.kept_prepare" : "receipt-page.kept"),
      online ? kiosk_page_text (page, "receipt-page.kept_online")
             : kiosk_failure_words_say (page, KIOSK_FAILURE_NETWORK_GONE));
}

static GtkWidget *
make_steps (KioskPage *page, KioskDossierState dossier)
{
  gboolean received = dossier != KIOSK_DOSSIER_KEPT;
  const char *names[] = {
    kiosk_page_text (page, "receipt-page.step_kept"),
    kiosk_page_text (page, received ? "receipt-page.step_sent" : "receipt-page.step_sending"),
    kiosk_page_text (page, "receipt-page.step_received"),
    kiosk_page_text (page, kiosk_page_is_prepare (page) ? "receipt-page.step_counter"
                           : received                   ? "receipt-page.step_awaiting"
                                                        : "receipt-page.step_result"),
    NULL,
  };

  return kiosk_steps_new (names, received ? 3 : 1);
}

static GtkWidget *
make_number (KioskPage *page, const KioskReceiptFacts *facts)
{
  gboolean official = facts->official != NULL;
  GtkWidget *card = kiosk_card_new ();

  gtk_widget_add_css_class (card, "number-card");
  gtk_box_append (GTK_BOX (card),
                  kiosk_label_new (kiosk_page_text (page, official ? "receipt-page.official"
                                                                   : "receipt-page.provisional"),
                                   "hint"));
  gtk_box_append (GTK_BOX (card),
                  kiosk_label_new (official ? facts->official : facts->provisional, "number"));
  if (!official)
    gtk_box_append (
        GTK_BOX (card),
        kiosk_label_new (kiosk_page_text (page, "receipt-page.provisional_line"), NULL));
  return card;
}

static void
add_date (KioskPage *page, GtkWidget *row, const char *key, GDateTime *when)
{
  KioskLanguage *language = kiosk_page_get_language (page);
  g_autofree char *weekday = NULL;
  g_autofree char *date = NULL;
  g_autofree char *value = NULL;
  GtkWidget *fact;

  if (when == NULL)
    return;
  weekday = kiosk_write_weekday (language, NULL, when);
  date = kiosk_write_date (language, NULL, when);
  value = g_strdup_printf ("%s, %s", weekday, date);
  fact = kiosk_fact_new ("calendar", kiosk_page_text (page, key), value, NULL);
  if (kiosk_time_limit_is_doubtful (
          kiosk_terms_find_limit (kiosk_page_get_form (page), KIOSK_CHANNEL_DIRECT)))
    kiosk_doubt_add (page, fact);
  gtk_box_append (GTK_BOX (row), fact);
}

/* The number and the dates that count from when the province has signed; before that they are what it
 * will be if it does today. */
/* The law's time runs from a complete dossier: while a paper is still to be handed in the date is
 * what it would be, not a promise. */
static gboolean
is_date_promised (KioskPage *page, const KioskReceiptFacts *facts)
{
  KioskSession *session = kiosk_flow_get_session (kiosk_page_get_flow (page));
  KioskDocumentSet *documents = kiosk_session_get_documents (session);
  g_autoptr (GPtrArray) components
      = kiosk_document_set_list (documents, kiosk_form_lookup, kiosk_session_get_form (session));

  for (guint i = 0; i < components->len; i++)
    {
      const KioskComponent *component = components->pdata[i];

      if (component->act == KIOSK_ACT_HAND_IN
          && kiosk_document_set_get_state (documents, component->id) == KIOSK_DOCUMENT_AT_COUNTER)
        return FALSE;
    }

  return facts->received_at != NULL;
}

static GtkWidget *
make_numbers (KioskPage *page, const KioskReceiptFacts *facts)
{
  GtkWidget *row = kiosk_box_new (kiosk_page_is_large (page) || kiosk_page_is_portrait (page)
                                      ? GTK_ORIENTATION_VERTICAL
                                      : GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *number = make_number (page, facts);

  gtk_widget_add_css_class (row, "facts");
  gtk_widget_set_hexpand (number, TRUE);
  gtk_box_append (GTK_BOX (row), number);
  /* What is only prepared has no date yet. */
  if (kiosk_page_is_prepare (page))
    return row;
  add_date (page, row,
            is_date_promised (page, facts) ? "receipt-page.due" : "receipt-page.due_expected",
            facts->due);
  add_date (page, row, "receipt-page.second_due", facts->second_due);
  return row;
}

static GtkWidget *
make_qr (KioskPage *page, const KioskReceiptFacts *facts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = kiosk_qr_picture_new (facts->code_text, kiosk_page_px (page, QR_MM),
                                             kiosk_page_text (page, "receipt-page.qr_name"));
  GtkWidget *frame = kiosk_card_new ();
  GtkWidget *words = kiosk_label_new (kiosk_page_text (page, "receipt-page.qr_line"), NULL);

  gtk_widget_add_css_class (box, "facts");
  gtk_widget_add_css_class (frame, "qr-frame");
  if (picture == NULL)
    return box;
  gtk_box_append (GTK_BOX (frame), picture);
  gtk_box_append (GTK_BOX (box), frame);
  gtk_label_set_xalign (GTK_LABEL (words), 0.5);
  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

static const char *
say_paper (KioskPage *page, KioskPaperState paper)
{
  KioskFailure failure;

  if (kiosk_paper_state_get_failure (paper, &failure))
    return kiosk_failure_words_say (page, failure);
  if (paper == KIOSK_PAPER_PRINTING)
    return kiosk_page_text (page, "receipt-page.printing");
  if (paper == KIOSK_PAPER_PRINTED)
    return kiosk_page_text (page, "receipt-page.printed");
  if (paper == KIOSK_PAPER_SENT)
    return kiosk_page_text (page, "receipt-page.sent_to_printer");

  return kiosk_page_text (page, "receipt-page.no_printer");
}

static GtkWidget *
make_slot (KioskPage *page, KioskPaperState paper)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = kiosk_label_new (kiosk_page_text (page, "receipt-page.slot"), "strong");
  GtkWidget *line = kiosk_label_new (say_paper (page, paper), NULL);

  gtk_widget_add_css_class (box, "facts");
  gtk_box_append (GTK_BOX (box), kiosk_icon_new_picture ("picture-receipt-slot", SLOT_MM));
  gtk_label_set_xalign (GTK_LABEL (words), 0.5);
  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (GTK_LABEL (line), 0.5);
  gtk_label_set_justify (GTK_LABEL (line), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), line);
  return box;
}

/* While the paper is coming the slot is shown; the code on the screen as soon as it is what counts. */
static GtkWidget *
make_side (KioskPage *page, const KioskReceiptFacts *facts)
{
  KioskFlow *flow = kiosk_page_get_flow (page);
  KioskPaperState paper = kiosk_flow_get_paper (flow);
  gboolean coming
      = paper == KIOSK_PAPER_PRINTING || paper == KIOSK_PAPER_PRINTED || paper == KIOSK_PAPER_SENT;
  GtkWidget *side;

  if (coming && kiosk_flow_get_dossier (flow) == KIOSK_DOSSIER_KEPT)
    return make_slot (page, paper);
  side = make_qr (page, facts);
  gtk_box_append (GTK_BOX (side), kiosk_banner_new (coming ? KIOSK_TONE_DONE : KIOSK_TONE_WAIT,
                                                    "printer", say_paper (page, paper)));
  return side;
}

static void
show_receipt (KioskPage *page)
{
  KioskFlow *flow = kiosk_page_get_flow (page);
  const KioskReceiptFacts *facts = kiosk_flow_get_receipt (flow);
  KioskDossierState dossier = kiosk_flow_get_dossier (flow);
  KioskPaperState paper = kiosk_flow_get_paper (flow);
  GtkWidget *content;

  if (facts == NULL)
    return;
  content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (content, "facts");
  if (dossier == KIOSK_DOSSIER_KEPT)
    show_kept (page);
  else
    show_received (page, facts);
  gtk_box_append (GTK_BOX (content), make_steps (page, dossier));
  gtk_box_append (GTK_BOX (content), make_numbers (page, facts));
  gtk_box_append (GTK_BOX (content), kiosk_receipt_next_new (page));
  kiosk_page_set_content (page, content);
  kiosk_page_set_side (page, make_side (page, facts));
  kiosk_page_set_secondary (page,
                            paper == KIOSK_PAPER_PRINTING ? NULL
                            : is_paper_failed (flow)
                                ? kiosk_page_text (page, "receipt-page.print_retry")
                                : kiosk_page_text (page, "receipt-page.print_again"),
                            paper == KIOSK_PAPER_PRINTING ? NULL : "printer");
  kiosk_page_set_primary (page, kiosk_page_text (page, "receipt-page.finish"), "check");
}

static void
kiosk_receipt_page_enter (KioskPage *page)
{
  kiosk_page_set_back (page, FALSE);
  kiosk_page_shape_side (page, SIDE_MM, TRUE);
  show_receipt (page);
}

static void
kiosk_receipt_page_primary (KioskPage *page)
{
  kiosk_flow_finish (kiosk_page_get_flow (page));
}

static void
kiosk_receipt_page_secondary (KioskPage *page)
{
  kiosk_flow_print_again (kiosk_page_get_flow (page));
}

static void
kiosk_receipt_page_class_init (KioskReceiptPageClass *klass)
{
  KioskPageClass *page_class = KIOSK_PAGE_CLASS (klass);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "receipt-page");
  page_class->enter = kiosk_receipt_page_enter;
  page_class->refresh = show_receipt;
  page_class->primary = kiosk_receipt_page_primary;
  page_class->secondary = kiosk_receipt_page_secondary;
}

static void
kiosk_receipt_page_init (KioskReceiptPage *self)
{
}
