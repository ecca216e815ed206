/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/action-bar.h"

#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"

/**
 * KioskActionBar:
 *
 * The buttons at the foot of a page: back left, then the secondary, then the one primary right; on
 * a tall panel the primary is two thirds wide, or all of it above the other two.
 */
struct _KioskActionBar
{
  GtkWidget parent_instance;

  /* owned as children */
  GtkWidget *grid;
  GtkWidget *buttons[KIOSK_N_ACTIONS]; /* (nullable) */

  /* state */
  char *labels[KIOSK_N_ACTIONS]; /* (owned) (nullable) */
  char *icons[KIOSK_N_ACTIONS];  /* (owned) (nullable) */
  gboolean insensitive[KIOSK_N_ACTIONS];
  gboolean portrait;
};

enum
{
  SIGNAL_ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KioskActionBar, kiosk_action_bar, GTK_TYPE_WIDGET)

static void
on_clicked (GtkButton *button, KioskActionBar *self)
{
  for (int act = 0; act < KIOSK_N_ACTIONS; act++)
    {
      if (self->buttons[act] == GTK_WIDGET (button))
        {
          g_signal_emit (self, signals[SIGNAL_ACT], 0, act);
          return;
        }
    }
}

static void
attach (KioskActionBar *self, KioskAction act, int column, int row, int columns)
{
  if (self->buttons[act] != NULL)
    gtk_grid_attach (GTK_GRID (self->grid), self->buttons[act], column, row, columns, 1);
}

/* Six columns of one width on the tall panel; elsewhere each button is as wide as it needs. */
static void
arrange_portrait (KioskActionBar *self)
{
  gboolean back = self->buttons[KIOSK_ACTION_BACK] != NULL;
  gboolean secondary = self->buttons[KIOSK_ACTION_SECONDARY] != NULL;
  gboolean primary = self->buttons[KIOSK_ACTION_PRIMARY] != NULL;

  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  if (primary && secondary)
    {
      attach (self, KIOSK_ACTION_PRIMARY, 0, 0, 6);
      attach (self, KIOSK_ACTION_BACK, 0, 1, 2);
      attach (self, KIOSK_ACTION_SECONDARY, back ? 2 : 0, 1, back ? 4 : 6);
      return;
    }
  attach (self, KIOSK_ACTION_BACK, 0, 0, primary || secondary ? 2 : 6);
  attach (self, primary ? KIOSK_ACTION_PRIMARY : KIOSK_ACTION_SECONDARY, back ? 2 : 0, 0,
          back ? 4 : 6);
}

static void
arrange_landscape (KioskActionBar *self)
{
  GtkWidget *spacer = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), FALSE);
  gtk_widget_set_hexpand (spacer, TRUE);
  attach (self, KIOSK_ACTION_BACK, 0, 0, 1);
  gtk_grid_attach (GTK_GRID (self->grid), spacer, 1, 0, 1, 1);
  attach (self, KIOSK_ACTION_SECONDARY, 2, 0, 1);
  attach (self, KIOSK_ACTION_PRIMARY, 3, 0, 1);
}

/* Back is made first, so that Tab goes from left to right. */
static void
rebuild (KioskActionBar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  for (int act = 0; act < KIOSK_N_ACTIONS; act++)
    {
      GtkWidget *button;

      self->buttons[act] = NULL;
      if (self->labels[act] == NULL)
        continue;
      button = kiosk_button_new (self->labels[act], self->icons[act], act == KIOSK_ACTION_PRIMARY);
      gtk_widget_set_sensitive (button, !self->insensitive[act]);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, 0);
      self->buttons[act] = button;
    }
  if (self->portrait)
    arrange_portrait (self);
  else
    arrange_landscape (self);
}

static void
kiosk_action_bar_dispose (GObject *object)
{
  KioskActionBar *self = KIOSK_ACTION_BAR (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (kiosk_action_bar_parent_class)->dispose (object);
}

static void
kiosk_action_bar_finalize (GObject *object)
{
  KioskActionBar *self = KIOSK_ACTION_BAR (object);

  for (int act = 0; act < KIOSK_N_ACTIONS; act++)
    {
      g_free (self->labels[act]);
      g_free (self->icons[act]);
    }

  G_OBJECT_CLASS (kiosk_action_bar_parent_class)->finalize (object);
}

static void
kiosk_action_bar_class_init (KioskActionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kiosk_action_bar_dispose;
  object_class->finalize = kiosk_action_bar_finalize;

  signals[SIGNAL_ACT] = g_signal_new ("act", KIOSK_TYPE_ACTION_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "action-bar");
}

static void
kiosk_action_bar_init (KioskActionBar *self)
{
  self->grid = gtk_grid_new ();
  gtk_widget_set_hexpand (self->grid, TRUE);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

/**
 * kiosk_action_bar_new:
 *
 * Returns: (transfer floating): a bar without buttons
 */
GtkWidget *
kiosk_action_bar_new (void)
{
  return g_object_new (KIOSK_TYPE_ACTION_BAR, NULL);
}

/**
 * kiosk_action_bar_set_shape:
 * @portrait: the panel is taller than wide
 */
void
kiosk_action_bar_set_shape (KioskActionBar *self, gboolean portrait)
{
  g_return_if_fail (KIOSK_IS_ACTION_BAR (self));

  self->portrait = portrait;
  rebuild (self);
}

/**
 * kiosk_action_bar_set:
 * @act: which button
 * @label: (nullable): its word; %NULL hides it
 * @icon: (nullable): its drawing
 *
 * Saying what is shown already changes nothing, so that a page can say it at each refresh and focus
 * stays.
 */
void
kiosk_action_bar_set (KioskActionBar *self, KioskAction act, const char *label, const char *icon)
{
  g_return_if_fail (KIOSK_IS_ACTION_BAR (self));
  g_return_if_fail (act < KIOSK_N_ACTIONS);

  if (g_strcmp0 (self->labels[act], label) == 0 && g_strcmp0 (self->icons[act], icon) == 0)
    return;
  g_free (self->labels[act]);
  self->labels[act] = g_strdup (label);
  g_free (self->icons[act]);
  self->icons[act] = g_strdup (icon);
  rebuild (self);
}

/**
 * kiosk_action_bar_set_sensitive:
 * @act: which button
 * @sensitive: whether it can be touched
 */
void
kiosk_action_bar_set_sensitive (KioskActionBar *self, KioskAction act, gboolean sensitive)
{
  g_return_if_fail (KIOSK_IS_ACTION_BAR (self));
  g_return_if_fail (act < KIOSK_N_ACTIONS);

  self->insensitive[act] = !sensitive;
  if (self->buttons[act] != NULL)
    gtk_widget_set_sensitive (self->buttons[act], sensitive);
}

/**
 * kiosk_action_bar_is_empty:
 *
 * Returns: whether there is nothing to touch
 */
gboolean
kiosk_action_bar_is_empty (KioskActionBar *self)
{
  g_return_val_if_fail (KIOSK_IS_ACTION_BAR (self), TRUE);

  for (int act = 0; act < KIOSK_N_ACTIONS; act++)
    {
      if (self->labels[act] != NULL)
        return FALSE;
    }

  return TRUE;
}
