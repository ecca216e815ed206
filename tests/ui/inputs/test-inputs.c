/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/inputs/choice-group.h"
#include "ui/inputs/date-entry.h"
#include "ui/inputs/field-box.h"
#include "ui/inputs/list-picker.h"
#include "ui/pages/procedures/emphasis.h"
#include "ui/widgets/icon.h"

static void
type (GtkWidget *entry, const char *characters)
{
  for (const char *p = characters; *p != '\0'; p = g_utf8_next_char (p))
    {
      int position = gtk_editable_get_position (GTK_EDITABLE (entry));

      gtk_editable_insert_text (GTK_EDITABLE (entry), p, g_utf8_next_char (p) - p, &position);
      gtk_editable_set_position (GTK_EDITABLE (entry), position);
    }
}

static void
erase (GtkWidget *entry)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (entry));

  gtk_editable_delete_text (GTK_EDITABLE (entry), position - 1, position);
}

static void
test_slashes (void)
{
  static const char *const rows[][2] = {
    { "5/3/2020", "05/03/2020" },
    { "05032020", "05/03/2020" },
    { "05.03.2020", "05/03/2020" },
    { "31", "31/" },
    { "31/1", "31/1" },
    { "3101", "31/01/" },
    { "310119991", "31/01/1999" },
    { "", "" },
    { "ab", "" },
    { "//", "" },
    { "1-2-99", "01/02/99" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *arranged = kiosk_date_arrange (rows[i][0]);

      g_assert_cmpstr (arranged, ==, rows[i][1]);
    }
}

static void
test_date_typed (void)
{
  GtkWidget *entry = g_object_ref_sink (kiosk_date_entry_new (NULL));
  g_autofree char *value = NULL;

  type (entry, "31011999");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "31/01/1999");
  value = kiosk_date_entry_get_value (entry);
  g_assert_cmpstr (value, ==, "1999-01-31");

  for (guint i = 0; i < 10; i++)
    {
      gtk_editable_set_position (GTK_EDITABLE (entry), -1);
      erase (entry);
    }
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  type (entry, "1/2/2001");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "01/02/2001");
  g_object_unref (entry);
}

static void
test_date_kept (void)
{
  static const char *const kept[] = { "31/02/2001", "12/", "1", "00/00/1960" };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      GtkWidget *entry = g_object_ref_sink (kiosk_date_entry_new (kept[i]));
      g_autofree char *value = kiosk_date_entry_get_value (entry);

      g_assert_cmpstr (value, ==, kept[i]);
      g_object_unref (entry);
    }
}

static void
test_date_shown (void)
{
  g_autofree char *date = kiosk_date_to_screen ("2026-11-25");
  g_autofree char *year = kiosk_date_to_screen ("1950-00-00");
  g_autofree char *month = kiosk_date_to_screen ("1950-03-00");
  g_autofree char *none = kiosk_date_to_screen (NULL);
  g_autofree char *half = kiosk_date_to_screen ("25/1");

  g_assert_cmpstr (date, ==, "25/11/2026");
  g_assert_cmpstr (year, ==, "1950");
  g_assert_cmpstr (month, ==, "03/1950");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (half, ==, "25/1");
}

static void
on_value (gpointer source, const char *value, GString *said)
{
  g_string_assign (said, value);
}

static GtkWidget *
make_picker (void)
{
  static const char *const entries[][2]
      = { { "kinh", "Kinh" },    { "tay", "Tày" },     { "thai", "Thái" }, { "hoa", "Hoa" },
          { "khmer", "Khơ-me" }, { "muong", "Mường" }, { "ma", "Mạ" },     { "mang", "Mảng" } };
  GtkWidget *picker = g_object_ref_sink (kiosk_list_picker_new (2, "more", "again", "Dân tộc"));

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    kiosk_list_picker_add (KIOSK_LIST_PICKER (picker), entries[i][0], entries[i][1], NULL);
  return picker;
}

static guint
count_buttons (GtkWidget *widget)
{
  guint n = GTK_IS_BUTTON (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_buttons (child);
  return n;
}

static void
test_list_exact (void)
{
  GtkWidget *picker = make_picker ();
  GtkWidget *entry = kiosk_list_picker_get_entry (KIOSK_LIST_PICKER (picker));
  g_autoptr (GString) said = g_string_new (NULL);

  g_signal_connect (picker, "picked", G_CALLBACK (on_value), said);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Mường");
  g_assert_cmpstr (said->str, ==, "muong");
  gtk_editable_set_text (GTK_EDITABLE (entry), "mảng");
  g_assert_cmpstr (said->str, ==, "mang");
  g_signal_emit_by_name (gtk_widget_get_next_sibling (entry), "clicked");
  g_assert_cmpstr (said->str, ==, "");
  g_object_unref (picker);
}

static void
test_list_partial (void)
{
  GtkWidget *picker = make_picker ();
  GtkWidget *entry = kiosk_list_picker_get_entry (KIOSK_LIST_PICKER (picker));
  g_autoptr (GString) said = g_string_new (NULL);

  g_signal_connect (picker, "picked", G_CALLBACK (on_value), said);
  type (entry, "m");
  g_assert_cmpstr (said->str, ==, "m");
  g_assert_cmpuint (count_buttons (picker), <=, 6 + 1);
  type (entry, "a");
  g_assert_cmpstr (said->str, ==, "ma");
  g_assert_cmpuint (count_buttons (picker), ==, 2 + 1);
  g_object_unref (picker);
}

static void
test_list_shown (void)
{
  GtkWidget *picker = make_picker ();
  GtkWidget *entry = kiosk_list_picker_get_entry (KIOSK_LIST_PICKER (picker));
  g_autoptr (GString) said = g_string_new ("nothing");

  g_signal_connect (picker, "picked", G_CALLBACK (on_value), said);
  kiosk_list_picker_set_value (KIOSK_LIST_PICKER (picker), "tay");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Tày");
  kiosk_list_picker_set_value (KIOSK_LIST_PICKER (picker), "Tà");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Tà");
  g_assert_cmpstr (said->str, ==, "nothing");
  g_object_unref (picker);
}

static void
test_choice (void)
{
  GtkWidget *group = g_object_ref_sink (kiosk_choice_group_new ());
  g_autoptr (GString) said = g_string_new ("nothing");
  GtkWidget *second;

  g_signal_connect (group, "chosen", G_CALLBACK (on_value), said);
  kiosk_choice_group_add (KIOSK_CHOICE_GROUP (group), "male", "Nam", NULL, FALSE, TRUE);
  kiosk_choice_group_add (KIOSK_CHOICE_GROUP (group), "female", "Nữ", NULL, FALSE, FALSE);
  g_assert_cmpstr (said->str, ==, "nothing");
  second = gtk_widget_get_last_child (group);
  gtk_test_accessible_assert_property (second, GTK_ACCESSIBLE_PROPERTY_LABEL, "Nữ");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (second), TRUE);
  g_assert_cmpstr (said->str, ==, "female");
  g_assert_false (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (gtk_widget_get_first_child (group))));
  g_object_unref (group);
}

static void
test_field (void)
{
  GtkWidget *box = g_object_ref_sink (kiosk_field_box_new ("Số điện thoại", "Để cán bộ gọi", NULL));
  GtkWidget *entry = gtk_entry_new ();

  kiosk_field_box_set_entry (KIOSK_FIELD_BOX (box), entry);
  gtk_test_accessible_assert_relation (
      entry, GTK_ACCESSIBLE_RELATION_LABELLED_BY,
      gtk_widget_get_first_child (gtk_widget_get_first_child (box)), NULL);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry),
                                                   GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  kiosk_field_box_set_problem (KIOSK_FIELD_BOX (box), "Số điện thoại cần đủ 10 số, mới có 9");
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  kiosk_field_box_set_problem (KIOSK_FIELD_BOX (box), NULL);
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  g_object_unref (box);
}

static void
test_emphasis (void)
{
  static const char *const rows[][3] = {
    { "Xóa đăng ký thường trú", "dang ky", "Xóa <b>đăng</b> <b>ký</b> thường trú" },
    { "Đăng ký thường trú", "", "<b>Đăng ký thường trú</b>" },
    { "A & B", "b", "A &amp; <b>B</b>" },
    { "Đăng ký kết hôn", "xyz", "Đăng ký kết hôn" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *markup = kiosk_emphasis_mark (rows[i][0], rows[i][1]);

      g_assert_cmpstr (markup, ==, rows[i][2]);
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *icons = NULL;

  gtk_test_init (&argc, &argv, NULL);
  icons = g_build_filename (g_getenv ("KIOSK_ASSETS"), "icons", NULL);
  kiosk_icon_init (icons, 4.0, FALSE);
  g_test_add_func ("/inputs/slashes-of-a-date-come-by-themselves", test_slashes);
  g_test_add_func ("/inputs/a-date-is-typed-and-erased-digit-by-digit", test_date_typed);
  g_test_add_func ("/inputs/what-is-no-day-of-the-calendar-stays-as-typed", test_date_kept);
  g_test_add_func ("/inputs/a-date-is-shown-day-first", test_date_shown);
  g_test_add_func ("/inputs/an-entry-typed-out-in-full-is-picked", test_list_exact);
  g_test_add_func ("/inputs/part-of-an-entry-is-kept-as-typed", test_list_partial);
  g_test_add_func ("/inputs/a-value-set-by-the-program-says-nothing", test_list_shown);
  g_test_add_func ("/inputs/one-choice-of-a-group-is-chosen-by-its-text", test_choice);
  g_test_add_func ("/inputs/a-field-is-named-by-its-label-and-says-when-it-is-wrong", test_field);
  g_test_add_func ("/inputs/what-was-typed-stands-out-in-the-title", test_emphasis);
  return g_test_run ();
}
