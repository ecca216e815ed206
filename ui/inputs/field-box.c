/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/inputs/field-box.h"

#include "ui/inputs/touch.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"

#define LONG_CHARS 36
#define SOURCE_ICON_MM 6.5

/**
 * KioskFieldBox:
 *
 * One field as the citizen sees it, whatever its control is.
 *
 * The control is LABELLED_BY the label and DESCRIBED_BY hint and problem, so that its accessible
 * name is exactly the label in the language shown.
 */
struct _KioskFieldBox
{
  GtkBox parent_instance;

  /* children */
  GtkWidget *label;
  GtkWidget *hint;    /* (nullable) */
  GtkWidget *problem; /* row of icon and words, hidden while there is nothing to mend */
  GtkWidget *problem_text;
  GtkWidget *frame;  /* (nullable): around an entry and its source */
  GtkWidget *source; /* (nullable) */
  GtkWidget *focus;  /* (nullable) */
};

G_DEFINE_FINAL_TYPE (KioskFieldBox, kiosk_field_box, GTK_TYPE_BOX)

static void
on_edit (GtkButton *button, gpointer user_data)
{
  kiosk_field_box_focus (user_data);
}

static void
relate (KioskFieldBox *self, GtkWidget *focus)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->label, NULL, -1);
  if (self->hint != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    self->hint, self->problem_text, NULL, -1);
  else
    gtk_accessible_update_relation (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    self->problem_text, NULL, -1);
}

static void
kiosk_field_box_class_init (KioskFieldBoxClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "field");
}

static void
kiosk_field_box_init (KioskFieldBox *self)
{
  GtkWidget *icon = kiosk_icon_new ("alert", SOURCE_ICON_MM, KIOSK_ICON_STOP);

  kiosk_box_set_orientation (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL);
  self->problem = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_add_css_class (self->problem, "field-problem");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->problem), icon);
  self->problem_text = kiosk_label_new ("", NULL);
  gtk_widget_set_hexpand (self->problem_text, TRUE);
  gtk_box_append (GTK_BOX (self->problem), self->problem_text);
  gtk_widget_set_visible (self->problem, FALSE);
}

/**
 * kiosk_field_box_new:
 * @label: what is asked, in the reader's language
 * @hint: (nullable): one line of help
 * @optional: (nullable): the words that say that it may stay empty
 *
 * Returns: (transfer floating): a field without a control
 */
GtkWidget *
kiosk_field_box_new (const char *label, const char *hint, const char *optional)
{
  KioskFieldBox *self = g_object_new (KIOSK_TYPE_FIELD_BOX, NULL);
  GtkWidget *head = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (head, "field-head");
  self->label = kiosk_label_new (label, "field-label");
  gtk_box_append (GTK_BOX (head), self->label);
  if (optional != NULL)
    {
      GtkWidget *words = kiosk_label_new (optional, "hint");

      gtk_label_set_wrap (GTK_LABEL (words), FALSE);
      gtk_box_append (GTK_BOX (head), words);
    }
  gtk_box_append (GTK_BOX (self), head);
  if (hint != NULL)
    {
      self->hint = kiosk_label_new (hint, "hint");
      gtk_box_append (GTK_BOX (self), self->hint);
    }
  gtk_box_append (GTK_BOX (self), self->problem);
  return GTK_WIDGET (self);
}

/**
 * kiosk_field_box_set_entry:
 * @self: a field
 * @entry: (transfer floating): a #GtkEntry; it gets a frame in which its source can stand beside it
 */
void
kiosk_field_box_set_entry (KioskFieldBox *self, GtkWidget *entry)
{
  g_return_if_fail (KIOSK_IS_FIELD_BOX (self));

  self->frame = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_add_css_class (self->frame, "entry-frame");
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_box_append (GTK_BOX (self->frame), entry);
  kiosk_field_box_set_control (self, self->frame, entry);
}

/**
 * kiosk_field_box_set_control:
 * @self: a field
 * @control: (transfer floating): what is shown under the label
 * @focus: the part of @control that takes the label as its name
 */
void
kiosk_field_box_set_control (KioskFieldBox *self, GtkWidget *control, GtkWidget *focus)
{
  g_return_if_fail (KIOSK_IS_FIELD_BOX (self));

  self->focus = focus;
  gtk_box_append (GTK_BOX (self), control);
  relate (self, focus);
}

/* What fills the field leaves no room for words beside it; they go under it. */
static gboolean
is_long (GtkWidget *entry)
{
  return GTK_IS_EDITABLE (entry)
         && g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (entry)), -1) > LONG_CHARS;
}

/**
 * kiosk_field_box_set_source:
 * @self: a field with an entry
 * @locked: whether the value may not be changed here
 * @source: (nullable): where the value comes from, «từ thẻ»; %NULL takes the words away
 * @edit: (nullable): label of the button that moves into the entry
 */
void
kiosk_field_box_set_source (KioskFieldBox *self, gboolean locked, const char *source,
                            const char *edit)
{
  GtkWidget *words;

  g_return_if_fail (KIOSK_IS_FIELD_BOX (self) && self->frame != NULL);

  if (self->source != NULL)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->source)), self->source);
  self->source = NULL;
  if (source == NULL)
    return;
  self->source = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_add_css_class (self->source, "source");
  gtk_box_append (GTK_BOX (self->source),
                  kiosk_icon_new (locked ? "lock" : "check", SOURCE_ICON_MM, KIOSK_ICON_DONE));
  words = kiosk_label_new (source, "done");
  gtk_label_set_wrap (GTK_LABEL (words), FALSE);
  gtk_box_append (GTK_BOX (self->source), words);
  if (edit != NULL)
    {
      GtkWidget *button = kiosk_link_new (edit);
      g_autofree char *name
          = g_strdup_printf ("%s: %s", edit, gtk_label_get_text (GTK_LABEL (self->label)));

      kiosk_touch_name (button, name);
      g_signal_connect (button, "clicked", G_CALLBACK (on_edit), self);
      gtk_box_append (GTK_BOX (self->source), button);
    }
  if (locked)
    gtk_widget_add_css_class (self->frame, "locked");
  if (is_long (self->focus))
    {
      gtk_widget_add_css_class (self->source, "under");
      gtk_widget_set_halign (self->source, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (self), self->source);
    }
  else
    {
      gtk_box_append (GTK_BOX (self->frame), self->source);
    }
}

/**
 * kiosk_field_box_set_problem:
 * @self: a field with a control
 * @problem: (nullable): how to mend it, the same words as in the summary; %NULL when nothing is wrong
 */
void
kiosk_field_box_set_problem (KioskFieldBox *self, const char *problem)
{
  GtkWidget *marked;

  g_return_if_fail (KIOSK_IS_FIELD_BOX (self) && self->focus != NULL);

  /* An entry wears its border on the frame that holds its source or its button too. */
  marked = gtk_widget_get_parent (self->focus);
  if (marked == NULL || !gtk_widget_has_css_class (marked, "entry-frame"))
    marked = self->focus;

  gtk_label_set_text (GTK_LABEL (self->problem_text), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (marked, "wrong");
  else
    gtk_widget_remove_css_class (marked, "wrong");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->focus), GTK_ACCESSIBLE_STATE_INVALID,
      problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/**
 * kiosk_field_box_focus:
 * @self: a field with a control
 *
 * Moves into the control; the keyboard follows, and the page scrolls to it.
 */
void
kiosk_field_box_focus (KioskFieldBox *self)
{
  g_return_if_fail (KIOSK_IS_FIELD_BOX (self));

  if (self->focus == NULL)
    return;
  if (!gtk_widget_grab_focus (self->focus))
    gtk_widget_child_focus (self->focus, GTK_DIR_TAB_FORWARD);
}
