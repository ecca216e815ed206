/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/form/form-page.h"

#include "ui/inputs/touch.h"
#include "ui/pages/form/form-field.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"
#include "ui/inputs/summary.h"
#include "ui/words/page-facts.h"

#define ICON_MM 6.5

/**
 * KioskFormPage:
 *
 * The fields of one step, each written into the answers as it is typed.
 */
struct _KioskFormPage
{
  KioskPage parent_instance;

  GPtrArray *fields;  /* (element-type KioskField): as shown now */
  GPtrArray *boxes;   /* (element-type KioskFieldBox): beside @fields */
  gboolean advancing; /* the primary button was just touched */
};

G_DEFINE_FINAL_TYPE (KioskFormPage, kiosk_form_page, KIOSK_TYPE_PAGE)

static void
on_problem (gpointer data, const char *id)
{
  KioskFormPage *self = data;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const KioskField *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (field->id, id))
        kiosk_field_box_focus (g_ptr_array_index (self->boxes, i));
    }
}

static gboolean
is_listed (const GPtrArray *problems, const char *id)
{
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    if (g_str_equal (g_ptr_array_index (problems, i), id))
      return TRUE;
  return FALSE;
}

/* Only what a refused advance named is marked: nobody is told off while still typing. */
static guint
mark_problems (KioskFormPage *self, KioskSummary *summary)
{
  KioskPage *page = KIOSK_PAGE (self);
  const GPtrArray *problems = kiosk_flow_get_problems (kiosk_page_get_flow (page));
  guint n = 0;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const KioskField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *words
          = is_listed (problems, field->id) ? kiosk_form_field_problem (page, field) : NULL;

      kiosk_field_box_set_problem (g_ptr_array_index (self->boxes, i), words);
      if (words == NULL)
        continue;
      n++;
      if (summary != NULL)
        kiosk_summary_add (summary, field->id, words, on_problem, self);
    }
  return n;
}

static gboolean
is_shown (KioskFormPage *self, const GPtrArray *fields)
{
  if (self->fields == NULL || self->fields->len != fields->len)
    return FALSE;
  for (guint i = 0; i < fields->len; i++)
    if (g_ptr_array_index (self->fields, i) != g_ptr_array_index (fields, i))
      return FALSE;
  return TRUE;
}

static gboolean
has_locked (KioskPage *page, const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const KioskField *field = g_ptr_array_index (fields, i);

      if (kiosk_form_is_locked (kiosk_page_get_form (page), field->id))
        return TRUE;
    }
  return FALSE;
}

static GtkWidget *
make_lock_note (KioskPage *page)
{
  GtkWidget *note = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (note, "note");
  gtk_box_append (GTK_BOX (note), kiosk_icon_new ("lock", ICON_MM, KIOSK_ICON_INK));
  gtk_box_append (GTK_BOX (note), kiosk_label_new (kiosk_page_text (page, "form.lock_note"), NULL));
  return note;
}

static KioskFieldBox *
find_box (KioskFormPage *self, const KioskField *field)
{
  for (guint i = 0; self->fields != NULL && i < self->fields->len; i++)
    if (g_ptr_array_index (self->fields, i) == field)
      return g_ptr_array_index (self->boxes, i);
  return NULL;
}

/* Boxes of fields that stay are taken over as they are, with all that was typed into them. */
static GPtrArray *
make_boxes (KioskFormPage *self, const GPtrArray *fields)
{
  GPtrArray *boxes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < fields->len; i++)
    {
      const KioskField *field = g_ptr_array_index (fields, i);
      KioskFieldBox *box = find_box (self, field);

      if (box != NULL)
        g_ptr_array_add (boxes, g_object_ref (box));
      else
        g_ptr_array_add (boxes,
                         g_object_ref_sink (kiosk_form_field_new (KIOSK_PAGE (self), field)));
    }
  return boxes;
}

static GtkWidget *
make_column (void)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (column, "fields");
  return column;
}

/* What needs the whole line: an address is long, and a list of results or choices is. */
static gboolean
is_wide (const KioskField *field)
{
  return field->kind == KIOSK_FIELD_ADDRESS || field->kind == KIOSK_FIELD_LONG_TEXT
         || field->kind == KIOSK_FIELD_LIST;
}

/* How tall a field is, an entry being two. */
static guint
get_weight (const KioskField *field)
{
  return field->kind == KIOSK_FIELD_CHOICE && field->options->len > 2 ? 1 + field->options->len : 2;
}

static void
place_box (GtkWidget *column, GtkWidget *box, GtkAlign align)
{
  if (gtk_widget_get_parent (box) != NULL)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (box)), box);
  gtk_widget_set_valign (box, align);
  gtk_box_append (GTK_BOX (column), box);
}

static GtkWidget *
add_row (GtkWidget *column)
{
  GtkWidget *row = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  kiosk_box_set_homogeneous (row, TRUE);
  gtk_widget_add_css_class (row, "columns");
  gtk_box_append (GTK_BOX (column), row);
  return row;
}

/* Short fields from @from up to @to in two columns of like height, read down the left one first. */
static void
place_run (KioskFormPage *self, GtkWidget *column, guint from, guint to)
{
  GtkWidget *row = add_row (column);
  GtkWidget *left = make_column ();
  GtkWidget *right = make_column ();
  /* Two entries stand on one line, whatever hints are above them. */
  gboolean pair = to - from == 2 && get_weight (g_ptr_array_index (self->fields, from)) == 2
                  && get_weight (g_ptr_array_index (self->fields, from + 1)) == 2;
  guint all = 0;
  guint placed = 0;

  for (guint i = from; i < to; i++)
    all += get_weight (g_ptr_array_index (self->fields, i));
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), right);
  if (pair)
    {
      gtk_widget_set_valign (left, GTK_ALIGN_END);
      gtk_widget_set_valign (right, GTK_ALIGN_END);
    }
  for (guint i = from; i < to; i++)
    {
      place_box (placed * 2 < all ? left : right, g_ptr_array_index (self->boxes, i),
                 GTK_ALIGN_START);
      placed += get_weight (g_ptr_array_index (self->fields, i));
    }
}

/* Where the panel is wide short fields stand in two columns; a step of two has room enough without. */
static GtkWidget *
place_boxes (KioskFormPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  gboolean wide
      = !kiosk_page_is_portrait (page) && !kiosk_page_is_large (page) && self->boxes->len > 2;
  GtkWidget *column = make_column ();

  for (guint i = 0; i < self->boxes->len;)
    {
      guint to = i;

      while (wide && to < self->fields->len && !is_wide (g_ptr_array_index (self->fields, to)))
        to++;
      if (to > i)
        {
          place_run (self, column, i, to);
          i = to;
          continue;
        }
      place_box (add_row (column), g_ptr_array_index (self->boxes, i), GTK_ALIGN_START);
      i++;
    }
  return column;
}

static void
fill (KioskFormPage *self, GPtrArray *fields)
{
  KioskPage *page = KIOSK_PAGE (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_autoptr (GPtrArray) boxes = make_boxes (self, fields);
  GtkWidget *content;

  if (focus != NULL)
    g_object_ref (focus);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->boxes, g_ptr_array_unref);
  self->fields = g_ptr_array_ref (fields);
  self->boxes = g_steal_pointer (&boxes);
  content = make_column ();
  gtk_box_append (GTK_BOX (content), place_boxes (self));
  if (has_locked (page, fields))
    gtk_box_append (GTK_BOX (content), make_lock_note (page));
  kiosk_page_set_content (page, content);
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    {
      if (GTK_IS_TEXT (focus))
        gtk_text_grab_focus_without_selecting (GTK_TEXT (focus));
      else
        gtk_widget_grab_focus (focus);
    }
  g_clear_object (&focus);
}

/* An answer can bring a field or take one away. */
static void
show_fields (KioskFormPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  const KioskStep *step = kiosk_flow_get_step (kiosk_page_get_flow (page));
  g_autoptr (GPtrArray) fields = NULL;

  if (step == NULL)
    return;
  fields = kiosk_form_list_fields (kiosk_page_get_form (page), step);
  if (!is_shown (self, fields))
    fill (self, fields);
}

static void
show_problems (KioskFormPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  GtkWidget *summary = g_object_ref_sink (kiosk_summary_new (kiosk_page_get_language (page)));
  guint n = mark_problems (self, KIOSK_SUMMARY (summary));

  kiosk_page_set_top (page, n > 0 ? summary : NULL);
  g_object_unref (summary);
}

static void
kiosk_form_page_enter (KioskPage *page)
{
  KioskFormPage *self = KIOSK_FORM_PAGE (page);
  const KioskStep *step = kiosk_flow_get_step (kiosk_page_get_flow (page));

  if (step == NULL)
    return;
  kiosk_page_set_title (page, kiosk_page_say (page, step->title),
                        step->help != NULL ? kiosk_page_say (page, step->help) : NULL);
  kiosk_page_set_picture (page, "picture-papers-and-card");
  kiosk_page_set_back (page, TRUE);
  kiosk_page_set_primary (page, kiosk_page_text (page, "form.continue"), "forward");
  show_fields (self);
  show_problems (self);
  g_signal_connect_object (kiosk_page_get_form (page), "changed", G_CALLBACK (show_fields), self,
                           G_CONNECT_SWAPPED);
}

static void
kiosk_form_page_refresh (KioskPage *page)
{
  KioskFormPage *self = KIOSK_FORM_PAGE (page);

  show_fields (self);
  /* Whatever else changes must not move the focus away from what is being typed. */
  if (!self->advancing)
    return;
  show_problems (self);
  kiosk_page_focus_top (page);
}

static void
kiosk_form_page_primary (KioskPage *page)
{
  KioskFormPage *self = KIOSK_FORM_PAGE (g_object_ref (page));

  self->advancing = TRUE;
  kiosk_flow_advance (kiosk_page_get_flow (page));
  self->advancing = FALSE;
  g_object_unref (self);
}

static void
kiosk_form_page_leave (KioskPage *page)
{
  KioskForm *form = kiosk_page_get_form (page);

  if (form != NULL)
    g_signal_handlers_disconnect_by_data (form, page);
}

static void
kiosk_form_page_finalize (GObject *object)
{
  KioskFormPage *self = KIOSK_FORM_PAGE (object);

  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->boxes, g_ptr_array_unref);

  G_OBJECT_CLASS (kiosk_form_page_parent_class)->finalize (object);
}

static void
kiosk_form_page_class_init (KioskFormPageClass *klass)
{
  KioskPageClass *page_class = KIOSK_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kiosk_form_page_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "form-page");
  page_class->enter = kiosk_form_page_enter;
  page_class->refresh = kiosk_form_page_refresh;
  page_class->primary = kiosk_form_page_primary;
  page_class->leave = kiosk_form_page_leave;
}

static void
kiosk_form_page_init (KioskFormPage *self)
{
}
