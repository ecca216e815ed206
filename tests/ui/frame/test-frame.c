/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "stand.h"

#include "ui/page-body.h"
#include "ui/pager.h"
#include "ui/widgets/keyboard.h"

#include <math.h>

#define PROCEDURE "1.004194"
/* VVSG 2.0, 7.2-I: a target is at least 12.7 mm either way; half a millimetre for rounding. */
#define TARGET_MM 12.2

typedef struct
{
  Stand *stand;
  GtkWidget *window;
  guint seen;
  guint nameless;
  guint small;
} Audit;

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  g_autofree char *unlike_empty = NULL;

  if (gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;
  unlike_empty = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "");

  return unlike_empty != NULL;
}

static gboolean
is_part_of_entry (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) && GTK_IS_ENTRY (gtk_widget_get_parent (widget));
}

static void
look_at (GtkWidget *widget, gpointer user_data)
{
  Audit *audit = user_data;
  gboolean touched = GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget);
  graphene_rect_t bounds;

  if (GTK_IS_ENTRY (widget) || touched)
    {
      audit->seen++;
      g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)), !=,
                       GTK_ACCESSIBLE_ROLE_NONE);
      if (!has_name (widget))
        {
          g_test_message ("no name: %s in %s", G_OBJECT_TYPE_NAME (widget),
                          G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
          audit->nameless++;
        }
    }
  else if (gtk_widget_get_focusable (widget) && !GTK_IS_WINDOW (widget)
           && !is_part_of_entry (widget))
    {
      g_test_message ("focusable, and no stock control: %s", G_OBJECT_TYPE_NAME (widget));
      audit->nameless++;
    }

  if (touched && gtk_widget_compute_bounds (widget, audit->window, &bounds)
      && (bounds.size.width < TARGET_MM * audit->stand->px_per_mm
          || bounds.size.height < TARGET_MM * audit->stand->px_per_mm))
    {
      g_test_message ("small: %s %.1f x %.1f mm", G_OBJECT_TYPE_NAME (widget),
                      bounds.size.width / audit->stand->px_per_mm,
                      bounds.size.height / audit->stand->px_per_mm);
      audit->small++;
    }
}

static Audit
take_audit (Stand *stand)
{
  Audit audit = { .stand = stand, .window = GTK_WIDGET (stand->window) };

  stand_each (stand, look_at, &audit);

  return audit;
}

static void
assert_sound (Stand *stand, const char *where)
{
  Audit audit = take_audit (stand);

  g_test_message ("%s: %u controls", where, audit.seen);
  g_assert_cmpuint (audit.seen, >, 0);
  g_assert_cmpuint (audit.nameless, ==, 0);
  g_assert_cmpuint (audit.small, ==, 0);
}

/* The window must never ask for more than the panel has, or the tool bar leaves it. */
static void
assert_fits (Stand *stand)
{
  int width, height, default_width, default_height;

  gtk_window_get_default_size (GTK_WINDOW (stand->window), &default_width, &default_height);
  gtk_widget_measure (GTK_WIDGET (stand->window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                      NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (stand->window), GTK_ORIENTATION_VERTICAL, default_width, &height,
                      NULL, NULL, NULL);
  g_assert_cmpint (width, <=, default_width);
  g_assert_cmpint (height, <=, default_height);
}

static void
check_all_looks (Stand *stand)
{
  const char *page = kiosk_window_get_page_name (stand->window);
  static const char *const languages[] = { "vi", "en" };

  for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      kiosk_language_set_current (stand->parts.language, languages[l]);
      for (int text = KIOSK_TEXT_S; text < KIOSK_TEXT_N_SIZES; text++)
        {
          g_autofree char *where = g_strdup_printf ("%s %s %d", page, languages[l], text);

          kiosk_window_set_look (stand->window, (KioskTextSize) text,
                                 (KioskColours) (text % KIOSK_COLOURS_N), text == KIOSK_TEXT_S);
          stand_settle (stand);
          assert_sound (stand, where);
          assert_fits (stand);
        }
    }
  kiosk_language_set_current (stand->parts.language, "vi");
  kiosk_window_set_look (stand->window, KIOSK_TEXT_M, KIOSK_COLOURS_DAY, FALSE);
}

static void
walk (gboolean portrait)
{
  Stand *stand = stand_new (portrait);

  assert_sound (stand, "idle");
  kiosk_flow_start (stand->flow);
  check_all_looks (stand);
  kiosk_flow_advance (stand->flow);
  check_all_looks (stand);
  kiosk_flow_show_procedures (stand->flow, TRUE);
  check_all_looks (stand);
  kiosk_flow_choose (stand->flow, PROCEDURE);
  check_all_looks (stand);
  kiosk_flow_advance (stand->flow);
  check_all_looks (stand);
  stand_show_card (stand);
  check_all_looks (stand);
  kiosk_flow_advance (stand->flow);
  check_all_looks (stand);
  kiosk_flow_finish (stand->flow);
  check_all_looks (stand);
  stand_free (stand);
}

static void
test_landscape (void)
{
  walk (FALSE);
}

static void
test_portrait (void)
{
  walk (TRUE);
}

static void
test_audit_catches (void)
{
  Stand *stand = stand_new (FALSE);
  GtkWidget *dialog = gtk_button_new ();
  GtkWidget *overlay = gtk_window_get_child (GTK_WINDOW (stand->window));
  Audit before = take_audit (stand), after;

  gtk_widget_set_halign (dialog, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (dialog, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (dialog, "tiny");
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), dialog);
  stand_settle (stand);
  after = take_audit (stand);
  g_assert_cmpuint (before.nameless, ==, 0);
  g_assert_cmpuint (after.nameless, ==, 1);
  stand_free (stand);
}

static void
test_language_keeps_answer_and_focus (void)
{
  Stand *stand = stand_new (FALSE);
  GtkWidget *choice;

  kiosk_flow_start (stand->flow);
  kiosk_flow_advance (stand->flow);
  kiosk_flow_choose (stand->flow, PROCEDURE);
  kiosk_flow_advance (stand->flow);
  stand_show_card (stand);
  kiosk_flow_advance (stand->flow);
  stand_settle (stand);
  g_assert_cmpint (kiosk_flow_get_state (stand->flow), ==, KIOSK_FLOW_QUESTION);
  choice = stand_find_first (stand, GTK_TYPE_CHECK_BUTTON);
  g_assert_true (gtk_widget_grab_focus (choice));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice), TRUE);
  stand_settle (stand);

  kiosk_flow_choose_language (stand->flow, "en");
  stand_settle (stand);
  choice = stand_find_first (stand, GTK_TYPE_CHECK_BUTTON);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (choice)));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (stand->window)) == choice);

  kiosk_window_set_look (stand->window, KIOSK_TEXT_XL, KIOSK_COLOURS_WHITE_ON_BLACK, FALSE);
  stand_settle (stand);
  choice = stand_find_first (stand, GTK_TYPE_CHECK_BUTTON);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (choice)));
  stand_free (stand);
}

static void
test_visit_ends_as_it_began (void)
{
  Stand *stand = stand_new (FALSE);
  GtkWidget *window = GTK_WIDGET (stand->window);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (window);

  kiosk_flow_start (stand->flow);
  kiosk_window_set_look (stand->window, KIOSK_TEXT_XL, KIOSK_COLOURS_WHITE_ON_BLACK, FALSE);
  gdk_clipboard_set_text (clipboard, "001199012345");
  g_assert_true (gtk_widget_has_css_class (window, "size-xl"));
  g_assert_true (gtk_widget_has_css_class (window, "contrast"));

  kiosk_flow_finish (stand->flow);
  g_assert_null (gdk_clipboard_get_content (clipboard));
  kiosk_flow_advance (stand->flow);
  g_assert_cmpint (kiosk_flow_get_state (stand->flow), ==, KIOSK_FLOW_IDLE);
  g_assert_true (gtk_widget_has_css_class (window, "size-m"));
  g_assert_false (gtk_widget_has_css_class (window, "contrast"));
  stand_free (stand);
}

static void
test_warning_holds_the_focus (void)
{
  Stand *stand = stand_new (FALSE);
  GtkWidget *stay, *focus;

  kiosk_flow_start (stand->flow);
  stand_settle (stand);
  g_signal_emit_by_name (stand->flow, "warning", 30);
  stand_settle (stand);
  stay = stand_find (stand, GTK_TYPE_BUTTON, stand_text (stand, "frame.warning-stay"));
  g_assert_nonnull (stay);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (stand->window)) == stay);
  for (int i = 0; i < 5; i++)
    {
      gtk_widget_child_focus (GTK_WIDGET (stand->window), GTK_DIR_TAB_FORWARD);
      focus = gtk_root_get_focus (GTK_ROOT (stand->window));
      if (focus != NULL)
        g_assert_nonnull (gtk_widget_get_ancestor (focus, g_type_from_name ("KioskDialog")));
    }
  assert_sound (stand, "warning");

  g_signal_emit_by_name (stand->flow, "warning", 0);
  stand_settle (stand);
  g_assert_null (stand_find (stand, GTK_TYPE_BUTTON, stand_text (stand, "frame.warning-stay")));
  stand_free (stand);
}

static void
test_end_in_warning_wipes (void)
{
  Stand *stand = stand_new (FALSE);

  kiosk_flow_start (stand->flow);
  g_signal_emit_by_name (stand->flow, "warning", 30);
  stand_settle (stand);
  stand_touch (stand, stand_text (stand, "frame.warning-end"));
  g_assert_cmpint (kiosk_flow_get_state (stand->flow), ==, KIOSK_FLOW_DONE);
  stand_free (stand);
}

static void
test_staff_can_be_called_and_let_go (void)
{
  Stand *stand = stand_new (TRUE);

  kiosk_flow_start (stand->flow);
  stand_settle (stand);
  stand_touch (stand, stand_text (stand, "frame.call-staff"));
  assert_sound (stand, "staff");
  stand_touch (stand, stand_text (stand, "frame.staff-go-on"));
  g_assert_nonnull (stand_find (stand, GTK_TYPE_BUTTON, stand_text (stand, "frame.staff-called")));
  stand_touch (stand, stand_text (stand, "frame.staff-called"));
  stand_touch (stand, stand_text (stand, "frame.staff-cancel"));
  g_assert_nonnull (stand_find (stand, GTK_TYPE_BUTTON, stand_text (stand, "frame.call-staff")));
  stand_free (stand);
}

static void
test_keyboard_types_without_taking_the_focus (void)
{
  Stand *stand = stand_new (FALSE);
  GtkWidget *text;
  GtkWidget *keyboard = stand_find_first (stand, KIOSK_TYPE_KEYBOARD);

  g_assert_null (keyboard);
  kiosk_flow_start (stand->flow);
  kiosk_flow_advance (stand->flow);
  kiosk_flow_show_procedures (stand->flow, TRUE);
  stand_settle (stand);
  text = stand_find_first (stand, GTK_TYPE_TEXT);
  g_assert_true (gtk_widget_grab_focus (text));
  stand_settle (stand);
  g_assert_nonnull (stand_find_first (stand, KIOSK_TYPE_KEYBOARD));
  assert_sound (stand, "keyboard");

  stand_touch (stand, stand_text (stand, "frame.key.shift-name"));
  stand_touch (stand, stand_text (stand, "frame.key.d-stroke"));
  stand_touch (stand, stand_text (stand, "frame.key.u-horn"));
  stand_touch (stand, stand_text (stand, "frame.key.o-horn"));
  stand_touch (stand, "n");
  stand_touch (stand, "g");
  stand_touch (stand, stand_text (stand, "frame.key.grave"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "Đường");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (stand->window)) == text);
  stand_touch (stand, stand_text (stand, "frame.key.backspace-name"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "Đườn");

  stand_touch (stand, stand_text (stand, "frame.key.hide"));
  g_assert_null (stand_find_first (stand, KIOSK_TYPE_KEYBOARD));
  stand_free (stand);
}

static void
test_fields_choose_their_keys (void)
{
  Stand *stand = stand_new (TRUE);
  GtkWidget *text;

  kiosk_flow_start (stand->flow);
  kiosk_flow_advance (stand->flow);
  kiosk_flow_show_procedures (stand->flow, TRUE);
  stand_settle (stand);
  text = stand_find_first (stand, GTK_TYPE_TEXT);
  kiosk_keyboard_attach (GTK_EDITABLE (text), KIOSK_KEYBOARD_DIGITS);
  gtk_widget_grab_focus (text);
  stand_settle (stand);
  g_assert_nonnull (stand_find (stand, GTK_TYPE_BUTTON, "7"));
  g_assert_null (stand_find (stand, GTK_TYPE_BUTTON, "q"));
  g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (text)));
  stand_free (stand);
}

/* Undo would bring back what a citizen erased; names begin with capitals by themselves. */
static void
test_names_are_typed_with_capitals_and_no_history (void)
{
  Stand *stand = stand_new (FALSE);
  GtkWidget *text;

  kiosk_flow_start (stand->flow);
  kiosk_flow_advance (stand->flow);
  kiosk_flow_show_procedures (stand->flow, TRUE);
  stand_settle (stand);
  text = stand_find_first (stand, GTK_TYPE_TEXT);
  gtk_text_set_input_purpose (GTK_TEXT (text), GTK_INPUT_PURPOSE_NAME);
  g_assert_true (gtk_editable_get_enable_undo (GTK_EDITABLE (text)));
  gtk_widget_grab_focus (text);
  stand_settle (stand);
  g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (text)));

  stand_touch (stand, "l");
  stand_touch (stand, stand_text (stand, "frame.key.e-circumflex"));
  stand_touch (stand, stand_text (stand, "frame.key.space"));
  stand_touch (stand, "a");
  stand_touch (stand, "n");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "Lê An");
  stand_free (stand);
}

/* Telex is asked for by touch, and the next citizen begins without it. */
static void
test_telex_is_off_until_touched (void)
{
  Stand *stand = stand_new (FALSE);
  GtkWidget *text;

  kiosk_flow_start (stand->flow);
  kiosk_flow_advance (stand->flow);
  kiosk_flow_show_procedures (stand->flow, TRUE);
  stand_settle (stand);
  text = stand_find_first (stand, GTK_TYPE_TEXT);
  gtk_widget_grab_focus (text);
  stand_settle (stand);
  stand_touch (stand, "a");
  stand_touch (stand, "s");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "as");
  stand_touch (stand, stand_text (stand, "frame.key.space"));
  stand_touch (stand, stand_text (stand, "frame.key.telex-name"));
  stand_touch (stand, "a");
  stand_touch (stand, "s");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "as á");
  stand_free (stand);
}

static void
test_keys_of_every_row_fill_it (void)
{
  for (int layout = 0; layout < KIOSK_KEYBOARD_N_LAYOUTS; layout++)
    {
      KioskKeyRows *rows = kiosk_keyboard_layout_get ((KioskKeyboardLayout) layout);

      for (int row = 0; row < KIOSK_KEYBOARD_ROWS; row++)
        {
          guint columns = 0;

          for (const KioskKey *key = (*rows)[row]; key->kind != KIOSK_KEY_END; key++)
            columns += key->span;
          if (columns > 0)
            g_assert_cmpuint (columns, ==, KIOSK_KEYBOARD_COLUMNS);
        }
    }
}

static void
find_paging (GtkWidget *widget, gpointer user_data)
{
  if (KIOSK_IS_PAGER (widget))
    *(gboolean *) user_data = kiosk_pager_is_paging (KIOSK_PAGER (widget));
}

static void
test_what_does_not_fit_is_paged (void)
{
  Stand *stand = stand_new (FALSE);
  gboolean paging = TRUE;

  kiosk_flow_start (stand->flow);
  stand_settle (stand);
  stand_each (stand, find_paging, &paging);
  g_assert_false (paging);

  kiosk_flow_advance (stand->flow);
  kiosk_flow_choose (stand->flow, PROCEDURE);
  kiosk_window_set_look (stand->window, KIOSK_TEXT_XL, KIOSK_COLOURS_DAY, FALSE);
  stand_settle (stand);
  stand_each (stand, find_paging, &paging);
  g_assert_true (paging);
  g_assert_false (gtk_widget_get_sensitive (
      stand_find (stand, GTK_TYPE_BUTTON, stand_text (stand, "frame.page-up"))));
  stand_touch (stand, stand_text (stand, "frame.page-on"));
  g_assert_true (gtk_widget_get_sensitive (
      stand_find (stand, GTK_TYPE_BUTTON, stand_text (stand, "frame.page-up"))));
  stand_free (stand);
}

/* Hands do not reach the upper 27 % of the tall panel; lowered, nothing above the lowest 300 mm. */
typedef struct
{
  Stand *stand;
  double limit;
} Reach;

static void
check_reach (GtkWidget *widget, gpointer user_data)
{
  Reach *reach = user_data;
  graphene_rect_t bounds;

  if (!GTK_IS_BUTTON (widget) && !GTK_IS_CHECK_BUTTON (widget) && !GTK_IS_ENTRY (widget))
    return;
  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (reach->stand->window), &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, reach->limit);
}

static void
test_touch_is_in_reach_on_the_tall_panel (void)
{
  Stand *stand = stand_new (TRUE);
  Reach reach = { stand, 1920 * 0.27 };
  Reach lowered = { stand, 1920 - 300 * stand->px_per_mm - 1 };

  kiosk_flow_start (stand->flow);
  stand_settle (stand);
  stand_each (stand, check_reach, &reach);
  kiosk_flow_advance (stand->flow);
  stand_settle (stand);
  stand_each (stand, check_reach, &reach);
  kiosk_window_set_look (stand->window, KIOSK_TEXT_M, KIOSK_COLOURS_DAY, TRUE);
  stand_settle (stand);
  stand_each (stand, check_reach, &lowered);
  kiosk_flow_show_procedures (stand->flow, TRUE);
  stand_settle (stand);
  stand_each (stand, check_reach, &lowered);
  stand_free (stand);
}

static void
test_renderer_is_cairo (void)
{
  Stand *stand = stand_new (FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_true (kiosk_window_check_renderer (stand->window, &error));
  g_assert_no_error (error);
  gtk_widget_set_visible (GTK_WIDGET (stand->window), FALSE);
  gtk_widget_unrealize (GTK_WIDGET (stand->window));
  g_assert_false (kiosk_window_check_renderer (stand->window, &error));
  g_assert_error (error, KIOSK_WINDOW_ERROR, KIOSK_WINDOW_ERROR_RENDERER);
  stand_free (stand);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame/every-page-has-names-and-targets-on-the-wide-panel", test_landscape);
  g_test_add_func ("/frame/every-page-has-names-and-targets-on-the-tall-panel", test_portrait);
  g_test_add_func ("/frame/the-audit-catches-a-button-without-a-name", test_audit_catches);
  g_test_add_func ("/frame/language-and-look-keep-answer-and-focus",
                   test_language_keeps_answer_and_focus);
  g_test_add_func ("/frame/a-visit-ends-as-it-began", test_visit_ends_as_it_began);
  g_test_add_func ("/frame/the-warning-holds-the-focus", test_warning_holds_the_focus);
  g_test_add_func ("/frame/ending-in-the-warning-wipes", test_end_in_warning_wipes);
  g_test_add_func ("/frame/staff-can-be-called-and-let-go", test_staff_can_be_called_and_let_go);
  g_test_add_func ("/frame/the-keyboard-types-without-taking-the-focus",
                   test_keyboard_types_without_taking_the_focus);
  g_test_add_func ("/frame/fields-choose-their-keys", test_fields_choose_their_keys);
  g_test_add_func ("/frame/names-are-typed-with-capitals-and-no-history",
                   test_names_are_typed_with_capitals_and_no_history);
  g_test_add_func ("/frame/telex-is-off-until-touched", test_telex_is_off_until_touched);
  g_test_add_func ("/frame/the-keys-of-every-row-fill-it", test_keys_of_every_row_fill_it);
  g_test_add_func ("/frame/what-does-not-fit-is-paged", test_what_does_not_fit_is_paged);
  g_test_add_func ("/frame/touch-is-in-reach-on-the-tall-panel",
                   test_touch_is_in_reach_on_the_tall_panel);
  g_test_add_func ("/frame/the-renderer-is-cairo", test_renderer_is_cairo);

  return g_test_run ();
}
