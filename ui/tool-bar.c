/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/tool-bar.h"

#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"

/**
 * KioskToolBar:
 *
 * What can be changed on every page, at the very foot: language, size of text, colours, reach, and
 * the call for staff. What is not as it was at first is framed.
 */
struct _KioskToolBar
{
  GtkWidget parent_instance;

  /* owned as children */
  GtkWidget *box;                    /* (nullable) */
  GtkWidget *buttons[KIOSK_N_TOOLS]; /* (nullable) */

  /* state: what the buttons say */
  const char *language; /* (nullable): interned */
  KioskLook look;
  gboolean staff_called;
};

enum
{
  SIGNAL_TOOL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KioskToolBar, kiosk_tool_bar, GTK_TYPE_WIDGET)

static void
on_clicked (GtkButton *button, KioskToolBar *self)
{
  for (int tool = 0; tool < KIOSK_N_TOOLS; tool++)
    {
      if (self->buttons[tool] == GTK_WIDGET (button))
        {
          g_signal_emit (self, signals[SIGNAL_TOOL], 0, tool);
          return;
        }
    }
}

static void
kiosk_tool_bar_dispose (GObject *object)
{
  KioskToolBar *self = KIOSK_TOOL_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (kiosk_tool_bar_parent_class)->dispose (object);
}

static void
kiosk_tool_bar_class_init (KioskToolBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kiosk_tool_bar_dispose;

  signals[SIGNAL_TOOL] = g_signal_new ("tool", KIOSK_TYPE_TOOL_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tools");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
kiosk_tool_bar_init (KioskToolBar *self)
{
}

/**
 * kiosk_tool_bar_new:
 *
 * Returns: (transfer floating): a bar to be filled
 */
GtkWidget *
kiosk_tool_bar_new (void)
{
  return g_object_new (KIOSK_TYPE_TOOL_BAR, NULL);
}

/**
 * kiosk_tool_bar_next_language:
 * @language: what is spoken
 *
 * Returns: the code of the language after the one spoken now
 */
const char *
kiosk_tool_bar_next_language (KioskLanguage *language)
{
  const char *const *codes = kiosk_language_list (language);
  const char *current = kiosk_language_get_current (language);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      if (g_str_equal (codes[i], current))
        return codes[i + 1] != NULL ? codes[i + 1] : codes[0];
    }

  return codes[0];
}

static void
add (KioskToolBar *self, KioskTool tool, const char *label, const char *icon, gboolean in_force,
     gboolean filled)
{
  GtkWidget *button = kiosk_button_new (label, icon, filled);

  gtk_widget_remove_css_class (button, "primary");
  if (tool == KIOSK_TOOL_STAFF)
    gtk_widget_add_css_class (button, "staff");
  if (in_force)
    gtk_widget_add_css_class (button, "in-force");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, 0);
  self->buttons[tool] = button;
}

/* Large text on the tall panel: three in a row, staff takes what is left of the second. */
static void
arrange_grid (KioskToolBar *self)
{
  int place = 0;

  self->box = gtk_grid_new ();
  gtk_widget_add_css_class (self->box, "grid");
  gtk_grid_set_column_homogeneous (GTK_GRID (self->box), TRUE);
  for (int tool = 0; tool < KIOSK_N_TOOLS; tool++)
    {
      int left = place % 3;
      int span = tool == KIOSK_TOOL_STAFF ? 3 - left : 1;

      if (self->buttons[tool] == NULL)
        continue;
      gtk_widget_set_valign (self->buttons[tool], GTK_ALIGN_FILL);
      gtk_grid_attach (GTK_GRID (self->box), self->buttons[tool], left, place / 3, span, 1);
      place++;
    }
}

static void
arrange_line (KioskToolBar *self)
{
  self->box = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  for (int tool = 0; tool < KIOSK_N_TOOLS; tool++)
    {
      if (self->buttons[tool] == NULL)
        continue;
      if (tool == KIOSK_TOOL_STAFF)
        {
          gtk_widget_set_hexpand (self->buttons[tool], TRUE);
          gtk_widget_set_halign (self->buttons[tool], GTK_ALIGN_END);
        }
      gtk_box_append (GTK_BOX (self->box), self->buttons[tool]);
    }
}

/* Notes what the bar shows; returns whether it showed something else before. */
static gboolean
takes_on (KioskToolBar *self, const char *language, const KioskLook *look, gboolean staff_called)
{
  gboolean same = self->box != NULL && g_strcmp0 (self->language, language) == 0
                  && self->staff_called == staff_called && self->look.text == look->text
                  && self->look.colours == look->colours && self->look.portrait == look->portrait
                  && self->look.lowered == look->lowered;

  self->language = g_intern_string (language);
  self->look = *look;
  self->staff_called = staff_called;

  return !same;
}

/**
 * kiosk_tool_bar_fill:
 * @language: what is spoken
 * @look: how everything is shown
 * @staff_called: staff is on the way
 *
 * Makes the buttons anew when one of them would say something else: from page to page they stay, and
 * are not painted again.
 */
void
kiosk_tool_bar_fill (KioskToolBar *self, KioskLanguage *language, const KioskLook *look,
                     gboolean staff_called)
{
  const char *next;

  g_return_if_fail (KIOSK_IS_TOOL_BAR (self));

  if (!takes_on (self, kiosk_language_get_current (language), look, staff_called))
    return;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  for (int tool = 0; tool < KIOSK_N_TOOLS; tool++)
    self->buttons[tool] = NULL;

  next = kiosk_tool_bar_next_language (language);
  if (!g_str_equal (next, kiosk_language_get_current (language)))
    add (self, KIOSK_TOOL_LANGUAGE, kiosk_language_get_in (language, next, "frame.language-name"),
         "language", FALSE, FALSE);
  add (self, KIOSK_TOOL_TEXT, kiosk_language_get (language, "frame.text-size"), "text-size",
       look->text != KIOSK_TEXT_M, FALSE);
  add (self, KIOSK_TOOL_COLOURS, kiosk_language_get (language, "frame.colours"), "contrast",
       look->colours != KIOSK_COLOURS_DAY, FALSE);
  /* The whole of the wide panel lies within 300 mm already. */
  if (look->portrait)
    add (self, KIOSK_TOOL_LOWER, kiosk_language_get (language, "frame.lower"), "low-reach",
         look->lowered, FALSE);
  add (self, KIOSK_TOOL_STAFF,
       kiosk_language_get (language, staff_called ? "frame.staff-called" : "frame.call-staff"),
       "bell", staff_called, look->colours != KIOSK_COLOURS_DAY);

  if (look->portrait && look->text >= KIOSK_TEXT_L)
    arrange_grid (self);
  else
    arrange_line (self);
  gtk_widget_add_css_class (self->box, "tool-bar");
  gtk_widget_set_hexpand (self->box, TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * kiosk_tool_bar_focus:
 * @tool: which button
 *
 * Returns: whether the button is there and took the focus
 */
gboolean
kiosk_tool_bar_focus (KioskToolBar *self, KioskTool tool)
{
  g_return_val_if_fail (KIOSK_IS_TOOL_BAR (self), FALSE);
  g_return_val_if_fail (tool < KIOSK_N_TOOLS, FALSE);

  return self->buttons[tool] != NULL && gtk_widget_grab_focus (self->buttons[tool]);
}
