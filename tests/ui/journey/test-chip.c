/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "walker.h"

#include <string.h>

#define BIRTH "1.001193"
/* Of the same person as the code that stage_card() shows. */
#define PERSON                                                                                     \
  "\"number\":\"001199012345\",\"name\":\"Nguyễn Thị Mẫu\",\"birth_date\":\"1999-01-31\","   \
  "\"sex\":\"female\",\"expiry\":\"2039-01-31\",\"can\":\"123456\",\"delay_ms\":200"
#define CARD "{" PERSON "}"
#define EARLY "{" PERSON ",\"outcome\":\"card-removed-early\"}"
#define COPY "{" PERSON ",\"outcome\":\"card-is-a-copy\"}"
#define SIGNED "{" PERSON ",\"outcome\":\"signed\"}"
#define OTHER                                                                                      \
  "{\"number\":\"001099054321\",\"name\":\"Trần Văn "                                           \
  "Khác\",\"birth_date\":\"1999-01-31\",\"sex\":\"male\","                                        \
  "\"expiry\":\"2039-01-31\",\"can\":\"654321\",\"delay_ms\":200}"

static gboolean portrait;

static Stage *
begin (void)
{
  Stage *stage = stage_new_with_chip (portrait);

  walk_to_identify (stage, "vi", BIRTH);
  return stage;
}

static void
type_expiry (Stage *stage, const char *digits)
{
  stage_type (stage, stage_text (stage, "identify.key_expiry"), digits);
  stage_touch (stage, stage_text (stage, "identify.key_read"));
}

/* The code is shown, the card is laid down and the question is there. */
static Stage *
begin_asked (const char *card)
{
  Stage *stage = begin ();

  g_assert_true (stage_says (stage, stage_text (stage, "identify.lay_title")));
  stage_card (stage);
  g_assert_true (stage_says (stage, stage_text (stage, "identify.lay_more")));
  stage_lay (stage, card);
  stage_await_identify (stage, KIOSK_IDENTIFY_KEY);
  g_assert_true (stage_says (stage, stage_text (stage, "identify.key_expiry_title")));
  return stage;
}

static KioskAssurance
get_assurance (Stage *stage)
{
  return kiosk_id_document_get_assurance (
      kiosk_session_get_document (kiosk_flow_get_session (stage->flow)));
}

static void
test_code_and_chip (void)
{
  Stage *stage = begin_asked (CARD);

  type_expiry (stage, "31012039");
  stage_await_identify (stage, KIOSK_IDENTIFY_READING);
  g_assert_nonnull (
      stage_find (stage, GTK_TYPE_BUTTON, stage_text (stage, "identify.reading_stop")));
  g_assert_null (stage_find (stage, GTK_TYPE_BUTTON, stage_text (stage, "frame.back")));
  stage_await_identify (stage, KIOSK_IDENTIFY_DONE);
  g_assert_cmpint (get_assurance (stage), ==, KIOSK_ASSURANCE_GENUINE);
  g_assert_true (stage_says (stage, stage_text (stage, "identify.rung_original_line")));
  g_assert_true (stage_says (stage, "001 ••• ••• 345"));
  g_assert_true (stage_says (stage, "31/01/2039"));
  g_assert_false (stage_says (stage, "001199012345"));
  stage_shoot (stage, "05-journey-genuine");
  stage_touch (stage, stage_text (stage, "identify.continue"));
  stage_await (stage, KIOSK_FLOW_QUESTION);
  stage_free (stage);
}

static void
test_can (void)
{
  Stage *stage = begin ();

  stage_lay (stage, CARD);
  stage_await_identify (stage, KIOSK_IDENTIFY_KEY);
  g_assert_true (stage_says (stage, stage_text (stage, "identify.key_code_title")));
  stage_touch (stage, stage_text (stage, "identify.key_use_can"));
  stage_type (stage, stage_text (stage, "identify.key_can"), "123");
  stage_touch (stage, stage_text (stage, "identify.key_read"));
  g_assert_true (stage_says (stage, "Số truy cập cần đủ 6 số, mới có 3"));
  g_assert_cmpint (kiosk_flow_get_identify (stage->flow), ==, KIOSK_IDENTIFY_KEY);
  stage_shoot (stage, "05-key-can-mend");
  stage_type (stage, stage_text (stage, "identify.key_can"), "123456");
  stage_touch (stage, stage_text (stage, "identify.key_read"));
  stage_await_identify (stage, KIOSK_IDENTIFY_DONE);
  g_assert_cmpint (get_assurance (stage), ==, KIOSK_ASSURANCE_GENUINE);
  stage_free (stage);
}

/* The date is printed on the very card that lies face down. */
static void
test_lifted_to_look (void)
{
  Stage *stage = begin_asked (CARD);
  GtkWidget *entry = stage_entry (stage, stage_text (stage, "identify.key_expiry"));

  stage_type (stage, stage_text (stage, "identify.key_expiry"), "3101");
  stage_lift (stage);
  g_assert_true (stage_entry (stage, stage_text (stage, "identify.key_expiry")) == entry);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "31/01/");
  type_expiry (stage, "31012039");
  g_assert_true (stage_says (stage, stage_text (stage, "identify.awaited_title")));
  stage_shoot (stage, "05-key-lay");
  stage_lay (stage, CARD);
  stage_await_identify (stage, KIOSK_IDENTIFY_DONE);
  g_assert_cmpint (get_assurance (stage), ==, KIOSK_ASSURANCE_GENUINE);
  stage_free (stage);
}

static void
test_lifted_and_left (void)
{
  Stage *stage = begin_asked (CARD);

  stage_lift (stage);
  stage_touch (stage, stage_text (stage, "identify.skip_chip"));
  g_assert_true (stage_says (stage, stage_text (stage, "identify.rung_read")));
  stage_touch (stage, stage_text (stage, "identify.continue"));
  stage_await (stage, KIOSK_FLOW_QUESTION);
  stage_free (stage);
}

static void
test_wrong_date (void)
{
  Stage *stage = begin_asked (CARD);
  g_autofree char *problem
      = kiosk_language_format (stage->parts.language, "form.problem.not_a_date", "label",
                               stage_text (stage, "identify.key_expiry"), NULL);

  type_expiry (stage, "99");
  g_assert_true (stage_says (stage, problem));
  g_assert_cmpint (kiosk_flow_get_identify (stage->flow), ==, KIOSK_IDENTIFY_KEY);
  type_expiry (stage, "01012030");
  stage_await_identify (stage, KIOSK_IDENTIFY_FAILED);
  g_assert_true (stage_says (
      stage, kiosk_failure_catalogue_get_title (stage->parts.failures,
                                                KIOSK_FAILURE_CARD_ACCESS_REFUSED_EXPIRY, "vi")));
  g_assert_true (stage_says (stage, stage_text (stage, "identify.failed_kept")));
  stage_touch (stage, stage_text (stage, "identify.enter_again"));
  type_expiry (stage, "31012039");
  stage_await_identify (stage, KIOSK_IDENTIFY_DONE);
  g_assert_cmpint (get_assurance (stage), ==, KIOSK_ASSURANCE_GENUINE);
  stage_free (stage);
}

static void
test_wrong_date_thrice (void)
{
  Stage *stage = begin_asked (CARD);

  for (guint i = 0; i < 3; i++)
    {
      type_expiry (stage, "01012030");
      stage_await_identify (stage, KIOSK_IDENTIFY_FAILED);
      if (i < 2)
        stage_touch (stage, stage_text (stage, "identify.enter_again"));
    }
  g_assert_null (stage_find (stage, GTK_TYPE_BUTTON, stage_text (stage, "identify.enter_again")));
  stage_touch (stage, stage_text (stage, "identify.skip_chip"));
  stage_await_identify (stage, KIOSK_IDENTIFY_DONE);
  g_assert_cmpint (get_assurance (stage), ==, KIOSK_ASSURANCE_QR);
  stage_free (stage);
}

static void
test_removed_early (void)
{
  Stage *stage = begin_asked (EARLY);

  type_expiry (stage, "31012039");
  stage_await_identify (stage, KIOSK_IDENTIFY_FAILED);
  g_assert_true (stage_says (stage, stage_text (stage, "identify.failed_kept")));
  stage_shoot (stage, "05-journey-early");
  stage_lay (stage, CARD);
  stage_await_identify (stage, KIOSK_IDENTIFY_DONE);
  g_assert_cmpint (get_assurance (stage), ==, KIOSK_ASSURANCE_GENUINE);
  stage_free (stage);
}

static void
test_copy (void)
{
  Stage *stage = begin_asked (COPY);

  type_expiry (stage, "31012039");
  stage_await_identify (stage, KIOSK_IDENTIFY_FAILED);
  g_assert_true (
      stage_says (stage, kiosk_failure_catalogue_get_title (stage->parts.failures,
                                                            KIOSK_FAILURE_CARD_IS_A_COPY, "vi")));
  g_assert_cmpint (get_assurance (stage), ==, KIOSK_ASSURANCE_QR);
  stage_shoot (stage, "05-journey-copy");
  stage_touch (stage, stage_text (stage, "identify.skip_chip"));
  g_assert_false (stage_says (stage, stage_text (stage, "identify.rung_original_line")));
  g_assert_true (stage_says (stage, stage_text (stage, "identify.rung_card_line")));
  stage_free (stage);
}

static void
test_other_card (void)
{
  Stage *stage = begin_asked (OTHER);

  /* Its own number opens it, so that it is known to be of somebody else. */
  stage_touch (stage, stage_text (stage, "identify.key_use_can"));
  stage_type (stage, stage_text (stage, "identify.key_can"), "654321");
  stage_touch (stage, stage_text (stage, "identify.key_read"));
  stage_await_identify (stage, KIOSK_IDENTIFY_FAILED);
  g_assert_true (stage_says (stage, stage_failure (stage, KIOSK_FAILURE_CARD_BELONGS_TO_OTHER)));
  g_assert_false (stage_says (stage, "Trần Văn Khác"));
  stage_touch (stage, stage_text (stage, "identify.not_me"));
  g_assert_null (kiosk_session_get_document (kiosk_flow_get_session (stage->flow)));
  stage_free (stage);
}

static void
test_stopped (void)
{
  Stage *stage = begin_asked (CARD);

  type_expiry (stage, "31012039");
  stage_await_identify (stage, KIOSK_IDENTIFY_READING);
  stage_touch (stage, stage_text (stage, "identify.reading_stop"));
  stage_await_identify (stage, KIOSK_IDENTIFY_DONE);
  g_assert_cmpint (get_assurance (stage), ==, KIOSK_ASSURANCE_QR);
  stage_free (stage);
}

static gboolean
says_word (GtkWidget *widget, const char *word)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), word) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says_word (child, word))
      return TRUE;
  return FALSE;
}

/* A signature of nobody known proves nothing about who signed. */
static void
test_unknown_issuer (void)
{
  Stage *stage = begin_asked (SIGNED);

  type_expiry (stage, "31012039");
  stage_await_identify (stage, KIOSK_IDENTIFY_DONE);
  g_assert_cmpint (get_assurance (stage), ==, KIOSK_ASSURANCE_SIGNED);
  g_assert_true (stage_says (stage, stage_text (stage, "identify.rung_unknown")));
  g_assert_false (stage_says (stage, stage_text (stage, "identify.rung_signed")));
  g_assert_true (says_word (stage->window, "chưa biết"));
  g_assert_false (says_word (stage->window, "xác thực"));
  g_assert_false (says_word (stage->window, "cơ quan cấp thẻ ký"));
  kiosk_flow_choose_language (stage->flow, "en");
  stage_settle (stage);
  g_assert_true (says_word (stage->window, "does not know by whom"));
  g_assert_false (says_word (stage->window, "erified"));
  g_assert_false (says_word (stage->window, "uthentic"));
  stage_free (stage);
}

static gboolean
is_portrait (void)
{
  GListModel *monitors = gdk_display_get_monitors (gdk_display_get_default ());
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GdkRectangle area;

  gdk_monitor_get_geometry (monitor, &area);
  return area.height > area.width;
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  portrait = is_portrait ();
  g_test_add_func ("/chip/a-code-a-date-and-a-card-climb-to-the-top", test_code_and_chip);
  g_test_add_func ("/chip/a-card-alone-opens-with-its-access-number", test_can);
  g_test_add_func ("/chip/a-card-may-be-lifted-to-read-the-date", test_lifted_to_look);
  g_test_add_func ("/chip/a-lifted-card-can-be-left-out", test_lifted_and_left);
  g_test_add_func ("/chip/a-wrong-date-is-asked-again", test_wrong_date);
  g_test_add_func ("/chip/a-third-wrong-date-leaves-the-code", test_wrong_date_thrice);
  g_test_add_func ("/chip/a-card-lifted-early-is-read-when-it-is-back", test_removed_early);
  g_test_add_func ("/chip/a-copy-leaves-what-the-code-said", test_copy);
  g_test_add_func ("/chip/the-card-of-another-is-named-nowhere", test_other_card);
  g_test_add_func ("/chip/a-reading-can-be-stopped", test_stopped);
  g_test_add_func ("/chip/an-unknown-issuer-is-never-called-verified", test_unknown_issuer);
  return g_test_run ();
}
