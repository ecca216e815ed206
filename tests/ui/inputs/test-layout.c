/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Our layouts are quicker than GTK's and must say the same: a height that is too small cuts text. */

#include "ui/widgets/box.h"
#include "ui/widgets/label-layout.h"
#include "ui/widgets/parts.h"

static const char *const texts[] = {
  "",
  "Nộp hồ sơ",
  "Giấy nào đã có trong dữ liệu quốc gia thì không phải nộp lại, bạn chỉ cần mang bản chính.",
  "Nghiêng-nghiêng/nghiêng 20.000 đ; ương ườn, ỡm ờ",
};

static int
measure (GtkWidget *widget, GtkOrientation orientation, int size, int *natural)
{
  int minimum;

  gtk_widget_measure (widget, orientation, size, &minimum, natural, NULL, NULL);

  return minimum;
}

/* The same label twice: as we make it, and measured by GTK itself. */
static void
make_pair (const char *text, GtkWidget **ours, GtkWidget **theirs)
{
  *ours = g_object_ref_sink (kiosk_label_new (text, NULL));
  *theirs = g_object_ref_sink (kiosk_label_new (text, NULL));
  gtk_widget_set_layout_manager (*theirs, NULL);
}

static void
test_a_text_is_as_high_as_gtk_says (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GtkWidget) ours = NULL;
      g_autoptr (GtkWidget) theirs = NULL;
      int least;

      make_pair (texts[i], &ours, &theirs);
      least = MAX (measure (ours, GTK_ORIENTATION_HORIZONTAL, -1, NULL),
                   measure (theirs, GTK_ORIENTATION_HORIZONTAL, -1, NULL));
      for (int width = least; width < least + 900; width += 7)
        g_assert_cmpint (measure (ours, GTK_ORIENTATION_VERTICAL, width, NULL), ==,
                         measure (theirs, GTK_ORIENTATION_VERTICAL, width, NULL));
    }
}

static void
test_no_word_is_wider_than_the_least_width (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GtkWidget) ours = NULL;
      g_autoptr (GtkWidget) theirs = NULL;

      make_pair (texts[i], &ours, &theirs);
      g_assert_cmpint (measure (ours, GTK_ORIENTATION_HORIZONTAL, -1, NULL), >=,
                       measure (theirs, GTK_ORIENTATION_HORIZONTAL, -1, NULL));
    }
}

static void
test_another_text_is_measured_anew (void)
{
  g_autoptr (GtkWidget) label = g_object_ref_sink (kiosk_label_new (texts[1], NULL));
  int before, after;

  measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &before);
  gtk_label_set_text (GTK_LABEL (label), texts[2]);
  measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &after);
  g_assert_cmpint (after, >, before);
}

static GtkWidget *
fill (GtkWidget *box, gboolean expands)
{
  const int widths[] = { 40, 90, 25 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      GtkWidget *child = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_widget_set_size_request (child, widths[i], 10 + (int) i);
      gtk_widget_set_hexpand (child, expands && i != 1);
      gtk_box_append (GTK_BOX (box), child);
    }

  return g_object_ref_sink (box);
}

static void
test_children_stand_where_gtk_puts_them (void)
{
  for (int way = 0; way < 4; way++)
    {
      g_autoptr (GtkWidget) ours
          = fill (kiosk_box_new (GTK_ORIENTATION_HORIZONTAL), (way & 1) != 0);
      g_autoptr (GtkWidget) theirs = fill (g_object_new (GTK_TYPE_BOX, NULL), (way & 1) != 0);
      GtkWidget *mine = gtk_widget_get_first_child (ours);
      GtkWidget *other = gtk_widget_get_first_child (theirs);

      kiosk_box_set_homogeneous (ours, (way & 2) != 0);
      gtk_box_set_homogeneous (GTK_BOX (theirs), (way & 2) != 0);
      g_assert_cmpint (measure (ours, GTK_ORIENTATION_HORIZONTAL, -1, NULL), ==,
                       measure (theirs, GTK_ORIENTATION_HORIZONTAL, -1, NULL));
      gtk_widget_size_allocate (ours, &(GtkAllocation){ 0, 0, 403, 50 }, -1);
      gtk_widget_size_allocate (theirs, &(GtkAllocation){ 0, 0, 403, 50 }, -1);
      for (; mine != NULL; mine = gtk_widget_get_next_sibling (mine))
        {
          graphene_rect_t here, there;

          g_assert_true (gtk_widget_compute_bounds (mine, ours, &here));
          g_assert_true (gtk_widget_compute_bounds (other, theirs, &there));
          g_assert_true (graphene_rect_equal (&here, &there));
          other = gtk_widget_get_next_sibling (other);
        }
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/a-text-is-as-high-as-gtk-says", test_a_text_is_as_high_as_gtk_says);
  g_test_add_func ("/layout/no-word-is-wider-than-the-least-width",
                   test_no_word_is_wider_than_the_least_width);
  g_test_add_func ("/layout/another-text-is-measured-anew", test_another_text_is_measured_anew);
  g_test_add_func ("/layout/children-stand-where-gtk-puts-them",
                   test_children_stand_where_gtk_puts_them);

  return g_test_run ();
}
