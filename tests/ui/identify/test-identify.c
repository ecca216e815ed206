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
      .failure = KIOSK_FAILURE_CARD_REMOVED_EARLY },
    KIOSK_ASSURANCE_QR,
    FALSE },
  { "05-awaited",
    { .state = KIOSK_IDENTIFY_FAILED, .chip = TRUE, .failure = KIOSK_FAILURE_CARD_REMOVED_EARLY },
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

/* ---- what the page does ---- */

/* Every failure says what is and offers something, whatever there is to go on with. */
static void
test_failures (void)
{
  Stage *stage = begin ("vi");

  for (guint i = 0; i < KIOSK_N_FAILURES * 4; i++)
    {
      KioskFailure failure = i / 4;
      const char *title = kiosk_failure_catalogue_get_title (stage->parts.failures, failure, "vi");

      answers_reset ();
      answers.state = KIOSK_IDENTIFY_FAILED;
      answers.failure = failure;
      answers.chip = TRUE;
      answers.part = answers.of = 2;
      answers.retry = i % 2 == 1;
      hold (stage, i % 4 < 2 ? KIOSK_ASSURANCE_QR : -1);
      show (stage);
      g_assert_true (stage_says (stage, title));
      g_assert_nonnull (stage_find (stage, GTK_TYPE_BUTTON, stage_text (stage, "frame.back")));
      g_assert_true (
          stage_find (stage, GTK_TYPE_BUTTON, stage_text (stage, "identify.skip_chip")) != NULL
          || stage_find (stage, GTK_TYPE_BUTTON, stage_text (stage, "identify.use_code")) != NULL
          || stage_find (stage, GTK_TYPE_BUTTON, stage_text (stage, "identify.not_me")) != NULL);
    }
  stage_free (stage);
}

static void
test_lower_rung (void)
{
  Stage *stage = begin ("vi");

  answers.state = KIOSK_IDENTIFY_FAILED;
  answers.failure = KIOSK_FAILURE_CARD_ACCESS_BLOCKED_FOR_A_WHILE;
  hold (stage, KIOSK_ASSURANCE_QR);
  show (stage);
  stage_touch (stage, stage_text (stage, "identify.skip_chip"));
  g_assert_cmpstr (answers.asked, ==, "skip");
  answers.failure = KIOSK_FAILURE_CARD_DOES_NOT_ANSWER;
  answers.retry = TRUE;
  show (stage);
  stage_touch (stage, stage_text (stage, "identify.read_again"));
  g_assert_cmpstr (answers.asked, ==, "retry");
  stage_free (stage);
}

/* The card that was lifted lies there again, or another reading ended elsewhere. */
static void
test_told_anew (void)
{
  Stage *stage = begin ("vi");

  answers.state = KIOSK_IDENTIFY_FAILED;
  answers.failure = KIOSK_FAILURE_CARD_REMOVED_EARLY;
  answers.part = 1;
  answers.of = PARTS;
  hold (stage, KIOSK_ASSURANCE_QR);
  show (stage);
  g_assert_true (stage_says (stage, stage_text (stage, "identify.awaited_title")));
  answers.part = 3;
  show (stage);
  g_assert_true (stage_says (stage, "Dừng ở phần 3 trên 4"));
  g_assert_null (stage_find (stage, GTK_TYPE_BUTTON, stage_text (stage, "identify.read_again")));
  answers.retry = TRUE;
  show (stage);
  g_assert_nonnull (stage_find (stage, GTK_TYPE_BUTTON, stage_text (stage, "identify.read_again")));
  stage_free (stage);
}

static void
test_for_life (void)
{
  Stage *stage = begin ("vi");

  answers.state = KIOSK_IDENTIFY_KEY;
  answers.wants = KIOSK_KEY_WANTS_EXPIRY_OR_CAN;
  answers.chip = TRUE;
  hold (stage, KIOSK_ASSURANCE_QR);
  show (stage);
  stage_touch (stage, stage_text (stage, "identify.key_for_life"));
  g_assert_cmpstr (answers.asked, ==, "expiry 2099-12-31");
  stage_free (stage);
}

/* A part that was read takes the focus from nobody. */
static void
test_focus_while_reading (void)
{
  Stage *stage = begin ("vi");
  GtkWidget *stop;

  answers.state = KIOSK_IDENTIFY_READING;
  answers.chip = TRUE;
  answers.part = 1;
  answers.of = PARTS;
  show (stage);
  g_assert_true (stage_says (stage, "Đang mở chip trong thẻ: phần 1 trên 4"));
  stop = stage_find (stage, GTK_TYPE_BUTTON, stage_text (stage, "identify.reading_stop"));
  gtk_widget_grab_focus (stop);
  answers.part = 2;
  show (stage);
  g_assert_true (stage_says (stage, "Đang nhận ra thẻ: phần 2 trên 4"));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (stage->window)) == stop);
  stage_touch (stage, stage_text (stage, "identify.reading_stop"));
  g_assert_cmpstr (answers.asked, ==, "skip");
  stage_free (stage);
}

/* Without a portrait the last part is the signature all the same. */
static void
test_part_names (void)
{
  Stage *stage = begin ("vi");

  answers.state = KIOSK_IDENTIFY_READING;
  answers.chip = TRUE;
  answers.part = answers.of = PARTS;
  show (stage);
  g_assert_true (stage_says (stage, "Đang kiểm tra chữ ký và chip: phần 4 trên 4"));
  g_assert_false (stage_says (stage, stage_text (stage, "identify.part_face_done")));
  answers.part = answers.of = PARTS + 1;
  show (stage);
  g_assert_true (stage_says (stage, stage_text (stage, "identify.part_face_done")));
  stage_free (stage);
}

/* ---- the camera ---- */

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static Stage *
begin_camera (EyeDouble *eye)
{
  Stage *stage = begin ("vi");

  answers.viewfinder = KIOSK_VIEWFINDER (eye);
  show (stage);
  g_assert_nonnull (find_type (stage->window, KIOSK_TYPE_VIEWFINDER_PICTURE));
  return stage;
}

static gboolean
is_listened_to (EyeDouble *eye)
{
  return g_signal_has_handler_pending (eye, g_signal_lookup ("frame", KIOSK_TYPE_VIEWFINDER), 0,
                                       TRUE);
}

static void
test_guidance (void)
{
  static const struct
  {
    KioskGuidance guidance;
    KioskFailure failure;
  } rows[] = {
    { KIOSK_GUIDANCE_TOO_FAR, KIOSK_FAILURE_CODE_TOO_FAR },
    { KIOSK_GUIDANCE_GLARE, KIOSK_FAILURE_CODE_GLARE },
    { KIOSK_GUIDANCE_DARK, KIOSK_FAILURE_CODE_DARK },
    { KIOSK_GUIDANCE_BLURRED, KIOSK_FAILURE_CODE_BLURRED },
    { KIOSK_GUIDANCE_WRONG_CODE, KIOSK_FAILURE_CODE_OTHER },
  };
  g_autoptr (EyeDouble) eye = eye_double_new ();
  Stage *stage = begin_camera (eye);

  eye_double_see (eye, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      eye_double_guide (eye, rows[i].guidance);
      stage_settle (stage);
      g_assert_true (stage_says (stage, stage_failure (stage, rows[i].failure)));
      stage_shoot (stage, i == 1 ? "05-camera-glare" : "05-camera-guide");
    }
  eye_double_guide (eye, KIOSK_GUIDANCE_LOOKING);
  stage_settle (stage);
  g_assert_true (stage_says (stage, stage_text (stage, "identify.eye_looking")));
  g_assert_nonnull (stage_find (stage, GTK_TYPE_PICTURE, stage_text (stage, "identify.eye_name")));
  stage_free (stage);
}

/* A camera that is faster than the screen must not fill memory, nor keep touches waiting. */
static void
test_one_frame (void)
{
  g_autoptr (EyeDouble) eye = eye_double_new ();
  Stage *stage = begin_camera (eye);
  GtkWidget *picture
      = gtk_widget_get_first_child (find_type (stage->window, KIOSK_TYPE_VIEWFINDER_PICTURE));
  GdkPaintable *first;

  eye_double_see (eye, 0);
  stage_settle (stage);
  first = gtk_picture_get_paintable (GTK_PICTURE (picture));
  g_assert_nonnull (first);
  for (guint i = 1; i <= 500; i++)
    eye_double_see (eye, i % 40);
  g_assert_true (gtk_picture_get_paintable (GTK_PICTURE (picture)) == first);
  g_assert_cmpuint (eye_double_count_alive (), <=, 2);
  stage_settle (stage);
  g_assert_true (gtk_picture_get_paintable (GTK_PICTURE (picture)) != first);
  stage_free (stage);
}

static void
test_preview_ends (void)
{
  g_autoptr (EyeDouble) eye = eye_double_new ();
  Stage *stage = begin_camera (eye);

  eye_double_see (eye, 0);
  stage_settle (stage);
  g_assert_true (is_listened_to (eye));
  kiosk_flow_back (stage->flow);
  stage_settle (stage);
  g_assert_cmpint (kiosk_flow_get_state (stage->flow), !=, KIOSK_FLOW_IDENTIFY);
  g_assert_false (is_listened_to (eye));
  g_assert_cmpuint (eye_double_count_alive (), ==, 0);
  stage_free (stage);
}

static void
test_camera_gone (void)
{
  g_autoptr (EyeDouble) eye = eye_double_new ();
  Stage *stage = begin_camera (eye);

  eye_double_close (eye);
  show (stage);
  g_assert_null (find_type (stage->window, KIOSK_TYPE_VIEWFINDER_PICTURE));
  g_assert_true (stage_says (stage, stage_text (stage, "identify.step_1")));
  stage_free (stage);
}

/* ---- before it ---- */

static void
test_invitation (void)
{
  Stage *stage;

  answers_reset ();
  stage = stage_new (portrait);
  g_assert_true (stage_says (stage, stage_text (stage, "idle.card")));
  stage_free (stage);
  answers.chip = TRUE;
  stage = stage_new (portrait);
  g_assert_true (stage_says (stage, stage_text (stage, "idle.lay")));
  stage_shoot (stage, "01-idle-chip");
  kiosk_flow_start (stage->flow);
  kiosk_flow_choose_language (stage->flow, "vi");
  stage_settle (stage);
  g_assert_true (stage_says (stage, stage_text (stage, "home.card-lay")));
  stage_shoot (stage, "02-home-chip");
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
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    g_test_add_data_func (looks[i].name, GUINT_TO_POINTER (i), test_states);
  g_test_add_func ("/identify/every-failure-says-what-is-and-offers-a-way-on", test_failures);
  g_test_add_func ("/identify/the-next-rung-is-one-touch", test_lower_rung);
  g_test_add_func ("/identify/a-failure-is-told-anew-when-it-changes", test_told_anew);
  g_test_add_func ("/identify/a-card-for-life-has-a-key-too", test_for_life);
  g_test_add_func ("/identify/a-part-that-was-read-leaves-the-focus", test_focus_while_reading);
  g_test_add_func ("/identify/parts-are-named-with-and-without-a-portrait", test_part_names);
  g_test_add_func ("/identify/the-camera-says-what-would-help", test_guidance);
  g_test_add_func ("/identify/frames-never-queue", test_one_frame);
  g_test_add_func ("/identify/the-preview-ends-with-the-page", test_preview_ends);
  g_test_add_func ("/identify/a-camera-that-goes-leaves-the-code-reader", test_camera_gone);
  g_test_add_func ("/identify/laying-a-card-is-offered-where-there-is-a-reader", test_invitation);
  return g_test_run ();
}
