/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/dialog.h"

#include "ui/widgets/box.h"

#include <math.h>

/* Millimetres. */
#define WIDTH 272.0
#define WIDTH_LARGE 404.0
#define WIDTH_PORTRAIT 340.0

/**
 * KioskDialog:
 *
 * A card over the dimmed window.
 *
 * It is a child of the window's overlay and no window of its own, so that no window manager has a
 * say. The window keeps the focus inside it while it is shown.
 */
struct _KioskDialog
{
  GtkWidget parent_instance;

  /* owned as children */
  GtkWidget *dim;

  /* unowned, inside dim */
  GtkWidget *card;
  GtkWidget *top;
  GtkWidget *words;
  GtkWidget *body;
  GtkWidget *acts;
  GtkWidget *primary; /* (nullable) */

  /* owned */
  GHashTable *ids; /* button: id */
};

enum
{
  SIGNAL_ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KioskDialog, kiosk_dialog, GTK_TYPE_WIDGET)

static void
on_clicked (GtkButton *button, KioskDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0,
                 GPOINTER_TO_INT (g_hash_table_lookup (self->ids, button)));
}

static void
kiosk_dialog_dispose (GObject *object)
{
  KioskDialog *self = KIOSK_DIALOG (object);

  g_clear_pointer (&self->dim, gtk_widget_unparent);
  g_clear_pointer (&self->ids, g_hash_table_unref);

  G_OBJECT_CLASS (kiosk_dialog_parent_class)->dispose (object);
}

static void
kiosk_dialog_class_init (KioskDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kiosk_dialog_dispose;

  signals[SIGNAL_ACT] = g_signal_new ("act", KIOSK_TYPE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "dialog-layer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT_DIALOG);
}

static GtkWidget *
new_box (GtkOrientation orientation, const char *css_class)
{
  GtkWidget *box = kiosk_box_new (orientation);

  gtk_widget_add_css_class (box, css_class);

  return box;
}

static void
kiosk_dialog_init (KioskDialog *self)
{
  self->ids = g_hash_table_new (NULL, NULL);
  self->dim = new_box (GTK_ORIENTATION_VERTICAL, "dim");
  self->card = new_box (GTK_ORIENTATION_VERTICAL, "dialog");
  self->top = new_box (GTK_ORIENTATION_HORIZONTAL, "dialog-top");
  self->words = new_box (GTK_ORIENTATION_VERTICAL, "dialog-text");
  self->body = new_box (GTK_ORIENTATION_VERTICAL, "dialog-notes");
  self->acts = new_box (GTK_ORIENTATION_HORIZONTAL, "dialog-acts");

  gtk_widget_set_halign (self->card, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->card, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (self->card, TRUE);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_set_visible (self->body, FALSE);
  gtk_box_append (GTK_BOX (self->top), self->words);
  gtk_box_append (GTK_BOX (self->card), self->top);
  gtk_box_append (GTK_BOX (self->card), self->body);
  gtk_box_append (GTK_BOX (self->card), self->acts);
  gtk_box_append (GTK_BOX (self->dim), self->card);
  gtk_widget_set_parent (self->dim, GTK_WIDGET (self));
}

/**
 * kiosk_dialog_new:
 * @look: how everything is shown
 * @title: what it is about
 * @text: (nullable): a sentence or two
 *
 * Returns: (transfer floating): a dialog without buttons
 */
GtkWidget *
kiosk_dialog_new (const KioskLook *look, const char *title, const char *text)
{
  KioskDialog *self = g_object_new (KIOSK_TYPE_DIALOG, NULL);
  double width = look->text >= KIOSK_TEXT_L ? WIDTH_LARGE : WIDTH;

  if (look->portrait)
    width = WIDTH_PORTRAIT;
  gtk_widget_set_size_request (self->card, (int) lround (width * look->px_per_mm), -1);
  gtk_box_append (GTK_BOX (self->words), kiosk_label_new (title, "title-1"));
  if (text != NULL)
    gtk_box_append (GTK_BOX (self->words), kiosk_label_new (text, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    text, -1);
  if (look->portrait && look->text >= KIOSK_TEXT_L)
    kiosk_box_set_orientation (self->acts, GTK_ORIENTATION_VERTICAL);

  return GTK_WIDGET (self);
}

/**
 * kiosk_dialog_set_mark:
 * @mark: (transfer floating): what stands left of the title
 */
void
kiosk_dialog_set_mark (KioskDialog *self, GtkWidget *mark)
{
  g_return_if_fail (KIOSK_IS_DIALOG (self));

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_box_prepend (GTK_BOX (self->top), mark);
}

/**
 * kiosk_dialog_add:
 * @widget: (transfer floating): what stands between the text and the buttons
 */
void
kiosk_dialog_add (KioskDialog *self, GtkWidget *widget)
{
  g_return_if_fail (KIOSK_IS_DIALOG (self));

  gtk_widget_set_visible (self->body, TRUE);
  gtk_box_append (GTK_BOX (self->body), widget);
}

/**
 * kiosk_dialog_add_note:
 * @box: (nullable) (transfer floating): where notes are gathered already
 * @icon: a drawing
 * @text: a short sentence
 *
 * Returns: (transfer none): the box that gathers notes, to be given with the next
 */
GtkWidget *
kiosk_dialog_add_note (KioskDialog *self, GtkWidget *box, const char *icon, const char *text)
{
  GtkWidget *note = new_box (GTK_ORIENTATION_HORIZONTAL, "note");
  GtkWidget *drawing = kiosk_icon_new (icon, 8.5, KIOSK_ICON_ACT);
  GtkWidget *label = kiosk_label_new (text, NULL);

  g_return_val_if_fail (KIOSK_IS_DIALOG (self), NULL);

  if (box == NULL)
    {
      box = new_box (GTK_ORIENTATION_VERTICAL, "dialog-notes");
      gtk_widget_add_css_class (box, "sunk");
      kiosk_dialog_add (self, box);
    }
  gtk_widget_set_valign (drawing, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (note), drawing);
  gtk_box_append (GTK_BOX (note), label);
  gtk_box_append (GTK_BOX (box), note);

  return box;
}

/**
 * kiosk_dialog_add_act:
 * @label: the act
 * @icon: (nullable): its drawing
 * @primary: the one that stays; it stands right
 * @id: what "act" is emitted with
 *
 * Returns: (transfer none): the button
 */
GtkWidget *
kiosk_dialog_add_act (KioskDialog *self, const char *label, const char *icon, gboolean primary,
                      int id)
{
  GtkWidget *button = kiosk_button_new (label, icon, primary);

  g_return_val_if_fail (KIOSK_IS_DIALOG (self), NULL);

  gtk_widget_set_hexpand (button, TRUE);
  g_hash_table_insert (self->ids, button, GINT_TO_POINTER (id));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, 0);
  gtk_box_append (GTK_BOX (self->acts), button);
  if (primary)
    self->primary = button;

  return button;
}

/**
 * kiosk_dialog_focus:
 *
 * Moves the focus to the primary button: whoever presses a key without looking stays.
 */
void
kiosk_dialog_focus (KioskDialog *self)
{
  g_return_if_fail (KIOSK_IS_DIALOG (self));

  if (self->primary != NULL)
    gtk_widget_grab_focus (self->primary);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
