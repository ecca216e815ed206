/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/inputs/choice-group.h"

#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"

/**
 * KioskChoiceGroup:
 *
 * Choice cards of which one is chosen, announced as one radio group.
 */
struct _KioskChoiceGroup
{
  GtkBox parent_instance;

  GtkWidget *first; /* (nullable): the button that the others are grouped with */
};

typedef struct
{
  KioskChoiceGroup *group; /* weak: holds the button */
  char *id;
} Choice;

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KioskChoiceGroup, kiosk_choice_group, GTK_TYPE_BOX)

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_free (choice->id);
  g_free (choice);
}

static void
on_toggled (GtkCheckButton *button, gpointer data)
{
  Choice *choice = data;

  if (gtk_check_button_get_active (button))
    g_signal_emit (choice->group, signals[CHOSEN], 0, choice->id);
}

static gboolean
kiosk_choice_group_grab_focus (GtkWidget *widget)
{
  KioskChoiceGroup *self = KIOSK_CHOICE_GROUP (widget);

  return self->first != NULL && gtk_widget_grab_focus (self->first);
}

static void
kiosk_choice_group_class_init (KioskChoiceGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = kiosk_choice_group_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "choices");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  signals[CHOSEN] = g_signal_new ("chosen", KIOSK_TYPE_CHOICE_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kiosk_choice_group_init (KioskChoiceGroup *self)
{
  kiosk_box_set_orientation (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL);
}

/**
 * kiosk_choice_group_new:
 *
 * Returns: (transfer floating): a group without cards
 */
GtkWidget *
kiosk_choice_group_new (void)
{
  return g_object_new (KIOSK_TYPE_CHOICE_GROUP, NULL);
}

/**
 * kiosk_choice_group_add:
 * @self: a group
 * @id: what "chosen" carries when this card is chosen
 * @label: its text, which is its accessible name too
 * @hint: (nullable): a second line
 * @unsure: whether it is the dashed card that asks staff for help
 * @chosen: whether it is chosen already; nothing is emitted for that
 */
void
kiosk_choice_group_add (KioskChoiceGroup *self, const char *id, const char *label, const char *hint,
                        gboolean unsure, gboolean chosen)
{
  Choice *choice;
  GtkWidget *button;

  g_return_if_fail (KIOSK_IS_CHOICE_GROUP (self));

  button = kiosk_choice_new (label, hint, self->first, unsure);
  if (self->first == NULL)
    self->first = button;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), chosen);
  choice = g_new (Choice, 1);
  *choice = (Choice){ .group = self, .id = g_strdup (id) };
  g_signal_connect_data (button, "toggled", G_CALLBACK (on_toggled), choice, choice_free, 0);
  gtk_box_append (GTK_BOX (self), button);
}
