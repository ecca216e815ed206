/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "answers.h"
#include "eye-double.h"
#include "stage.h"
#include "ui/pictures/viewfinder-picture.h"
#include "walker.h"

#define BIRTH "1.001193"
#define PARTS 4

static gboolean portrait;

static KioskIdDocument *
make_document (KioskAssurance assurance)
{
  KioskIdDocument *document = kiosk_id_document_new (assurance);

  kiosk_id_document_set (document, KIOSK_ID_FIELD_NUMBER, "001199012345");
  kiosk_id_document_set (document, KIOSK_ID_FIELD_NAME, "Nguyễn Thị Mẫu");
  kiosk_id_document_set (document, KIOSK_ID_FIELD_BIRTH_DATE, "1999-01-31");
  kiosk_id_document_set (document, KIOSK_ID_FIELD_SEX, "female");
  if (assurance >= KIOSK_ASSURANCE_CHIP)
    kiosk_id_document_set (document, KIOSK_ID_FIELD_EXPIRY_DATE, "2039-01-31");
  return document;
}

static void
hold (Stage *stage, int assurance)
{
  g_autoptr (KioskIdDocument) document = assurance >= 0 ? make_document (assurance) : NULL;

  kiosk_session_set_document (kiosk_flow_get_session (stage->flow), document);
}

static void
show (Stage *stage)
{
  g_signal_emit_by_name (stage->flow, "updated");
  stage_settle (stage);
}

static Stage *
begin (const char *language)
{
  Stage *stage;

  answers_reset ();
  stage = stage_new (portrait);
  walk_to_identify (stage, language, BIRTH);
  return stage;
}

/* ---- every state, for whoever looks at the pictures ---- */

static const struct
{
  const char *name;
  Answers answers;
  int document; /* a KioskAssurance, -1 for none */
  gboolean eye;
} states[] = {
  { "05-waiting-code", { .state = KIOSK_IDENTIFY_WAITING }, -1, FALSE },
  { "05-waiting-chip", { .state = KIOSK_IDENTIFY_WAITING, .chip = TRUE }, -1, FALSE },
  { "05-waiting-camera", { .state = KIOSK_IDENTIFY_WAITING }, -1, TRUE },
  { "05-waiting-chip-camera", { .state = KIOSK_IDENTIFY_WAITING, .chip = TRUE }, -1, TRUE },
  { "05-wrong-code",
    { .state = KIOSK_IDENTIFY_WRONG_CODE, .problem = 1, .chip = TRUE },
    -1,
    FALSE },
  { "05-gone",
    { .state = KIOSK_IDENTIFY_READER_GONE, .failure = KIOSK_FAILURE_CAMERA_GONE },
    -1,
    FALSE },
  { "05-key-code",
    { .state = KIOSK_IDENTIFY_KEY, .chip = TRUE, .wants = KIOSK_KEY_WANTS_CODE_OR_CAN },
    -1,
    FALSE },
  { "05-key-expiry",
    { .state = KIOSK_IDENTIFY_KEY, .chip = TRUE, .wants = KIOSK_KEY_WANTS_EXPIRY_OR_CAN },
    KIOSK_ASSURANCE_QR,
    FALSE },
  { "05-reading",
    { .state = KIOSK_IDENTIFY_READING, .chip = TRUE, .part = 3, .of = PARTS },
    KIOSK_ASSURANCE_QR,
    FALSE },
  { "05-failed-early",
    { .state = KIOSK_IDENTIFY_FAILED,
      .chip = TRUE,
      .part = 3,
      .of = PARTS,
      .retry = TRUE,
      .failure = KIOSK_FAILURE_CARD_REMOVED_EARLY },
    KIOSK_ASSURANCE_QR,
    FALSE },
  { "05-failed-no-answer",
    { .state = KIOSK_IDENTIFY_FAILED,
      .chip = TRUE,
      .retry = TRUE,
      .failure = KIOSK_FAILURE_CARD_DOES_NOT_ANSWER },
    -1,
    FALSE },
  { "05-failed-expiry",
    { .state = KIOSK_IDENTIFY_FAILED,
      .chip = TRUE,
      .part = 1,
      .of = PARTS,
      .retry = TRUE,
      .failure = KIOSK_FAILURE_CARD_ACCESS_REFUSED_EXPIRY },
    KIOSK_ASSURANCE_QR,
    FALSE },
  { "05-failed-not-genuine",
    { .state = KIOSK_IDENTIFY_FAILED,
      .chip = TRUE,
      .part = 4,
      .of = PARTS,
      .failure = KIOSK_FAILURE_CARD_DATA_NOT_GENUINE },
    KIOSK_ASSURANCE_QR,
    FALSE },
  { "05-failed-copy",
    { .state = KIOSK_IDENTIFY_FAILED, .chip = TRUE, .failure = KIOSK_FAILURE_CARD_IS_A_COPY },
    -1,
    FALSE },
  { "05-failed-other",
    { .state = KIOSK_IDENTIFY_FAILED,
      .chip = TRUE,
      .failure = KIOSK_FAILURE_CARD_BELONGS_TO_OTHER },
    KIOSK_ASSURANCE_QR,
    FALSE },
  { "05-done-typed", { .state = KIOSK_IDENTIFY_DONE }, KIOSK_ASSURANCE_TYPED, FALSE },
  { "05-done-qr", { .state = KIOSK_IDENTIFY_DONE }, KIOSK_ASSURANCE_QR, FALSE },
  { "05-done-qr-chip-reader",
    { .state = KIOSK_IDENTIFY_DONE, .chip = TRUE },
    KIOSK_ASSURANCE_QR,
    FALSE },
  { "05-done-chip", { .state = KIOSK_IDENTIFY_DONE, .chip = TRUE }, KIOSK_ASSURANCE_CHIP, FALSE },
  { "05-done-signed",
    { .state = KIOSK_IDENTIFY_DONE, .chip = TRUE },
    KIOSK_ASSURANCE_SIGNED,
    FALSE },
  { "05-done-trusted",
    { .state = KIOSK_IDENTIFY_DONE, .chip = TRUE },
    KIOSK_ASSURANCE_TRUSTED,
    FALSE },
  { "05-done-genuine",
    { .state = KIOSK_IDENTIFY_DONE, .chip = TRUE },
    KIOSK_ASSURANCE_GENUINE,
    FALSE },
  { "05-done-expired",
    { .state = KIOSK_IDENTIFY_DONE, .chip = TRUE, .failure = KIOSK_FAILURE_CARD_EXPIRED },
    KIOSK_ASSURANCE_GENUINE,
    FALSE },
};

static void
set_state (Stage *stage, guint i, EyeDouble *eye)
{
  answers = states[i].answers;
  if (answers.problem == 0)
    answers.problem = -1;
  if (answers.failure == 0)
    answers.failure = KIOSK_N_FAILURES;
  answers.viewfinder = states[i].eye ? KIOSK_VIEWFINDER (eye) : NULL;
  hold (stage, states[i].document);
  show (stage);
  if (states[i].eye)
    {
      eye_double_guide (eye, KIOSK_GUIDANCE_LOOKING);
      eye_double_see (eye, 0);
      stage_settle (stage);
    }
}

static const struct
{
  const char *name;
  const char *language;
  KioskTextSize text;
  KioskColours colours;
} looks[] = {
  { "/identify/every-state-is-shown-in-vietnamese", "vi", KIOSK_TEXT_M, KIOSK_COLOURS_DAY },
  { "/identify/every-state-is-shown-in-english", "en", KIOSK_TEXT_M, KIOSK_COLOURS_DAY },
  { "/identify/every-state-is-shown-in-the-largest-text", "vi", KIOSK_TEXT_XL, KIOSK_COLOURS_DAY },
  { "/identify/every-state-is-shown-in-the-largest-english-text", "en", KIOSK_TEXT_XL,
    KIOSK_COLOURS_DAY },
  { "/identify/every-state-is-shown-in-white-on-black", "vi", KIOSK_TEXT_M,
    KIOSK_COLOURS_WHITE_ON_BLACK },
};

static guint
count_primary (GtkWidget *widget)
{
  guint n = GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "primary") ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_primary (child);
  return n;
}

static void
test_states (gconstpointer data)
{
  guint look = GPOINTER_TO_UINT (data);
  Stage *stage = begin (looks[look].language);
  EyeDouble *eye = eye_double_new ();

  kiosk_window_set_look (KIOSK_WINDOW (stage->window), looks[look].text, looks[look].colours,
                         FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      set_state (stage, i, eye);
      g_assert_cmpuint (count_primary (stage->window), <=, 1);
      stage_shoot (stage, states[i].name);
    }
  answers_reset ();
  show (stage);
  stage_free (stage);
  g_assert_finalize_object (eye);
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
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    g_test_add_data_func (looks[i].name, GUINT_TO_POINTER (i), test_states);
  return g_test_run ();
}
