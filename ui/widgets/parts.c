/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/widgets/parts.h"

#include "ui/widgets/box.h"
#include "ui/widgets/label-layout.h"

/* A measure longer than this is hard to read. */
#define MEASURE_CHARS 60

static gboolean large;

/**
 * kiosk_parts_set_large:
 * @is_large: the text is L or XL
 *
 * With large text tags drop under their row and steps stand one under the other; pages are made
 * anew when the size changes, so that it is enough to know it when a part is made.
 */
void
kiosk_parts_set_large (gboolean is_large)
{
  large = is_large;
}

static const char *
tone_to_class (KioskTone tone)
{
  switch (tone)
    {
    case KIOSK_TONE_ACT:
      return "act";
    case KIOSK_TONE_DONE:
      return "done";
    case KIOSK_TONE_WAIT:
      return "wait";
    case KIOSK_TONE_STOP:
      return "stop";
    case KIOSK_TONE_PLAIN:
    default:
      return "plain";
    }
}

static KioskIconColour
tone_to_colour (KioskTone tone)
{
  switch (tone)
    {
    case KIOSK_TONE_ACT:
      return KIOSK_ICON_ACT;
    case KIOSK_TONE_DONE:
      return KIOSK_ICON_DONE;
    case KIOSK_TONE_WAIT:
      return KIOSK_ICON_WAIT;
    case KIOSK_TONE_STOP:
      return KIOSK_ICON_STOP;
    case KIOSK_TONE_PLAIN:
    default:
      return KIOSK_ICON_INK;
    }
}

static void
set_name (GtkWidget *widget, const char *name, const char *description)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (description != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    description, -1);
}

static GtkWidget *
box_new (GtkOrientation orientation, const char *css_class)
{
  GtkWidget *box = kiosk_box_new (orientation);

  gtk_widget_add_css_class (box, css_class);

  return box;
}

/**
 * kiosk_label_new:
 * @text: plain text
 * @css_class: (nullable): a class of the style sheet
 *
 * Returns: (transfer floating): a label that wraps and never cuts its text
 */
GtkWidget *
kiosk_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_layout_manager (label, kiosk_label_layout_new ());
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MEASURE_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/**
 * kiosk_button_new:
 * @label: the act
 * @icon: (nullable): name of a drawing; an arrow forward stands behind the word, all others before
 *   it
 * @primary: whether it is the page's one primary button
 *
 * Returns: (transfer floating): a #GtkButton
 */
GtkWidget *
kiosk_button_new (const char *label, const char *icon, gboolean primary)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = box_new (GTK_ORIENTATION_HORIZONTAL, "inside");
  GtkWidget *text = kiosk_label_new (label, NULL);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (GTK_LABEL (text), 0.5);
  gtk_box_append (GTK_BOX (box), text);
  if (icon != NULL)
    {
      GtkWidget *drawing = kiosk_icon_new (icon, 8.5, primary ? KIOSK_ICON_WHITE : KIOSK_ICON_ACT);

      if (g_str_equal (icon, "forward"))
        gtk_box_append (GTK_BOX (box), drawing);
      else
        gtk_box_prepend (GTK_BOX (box), drawing);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  if (primary)
    gtk_widget_add_css_class (button, "primary");
  set_name (button, label, NULL);

  return button;
}

/**
 * kiosk_button_align_start:
 * @button: of kiosk_button_new()
 *
 * Lets its words begin at the left, also where they wrap, as in a list.
 */
void
kiosk_button_align_start (GtkWidget *button)
{
  GtkWidget *box = gtk_button_get_child (GTK_BUTTON (button));

  gtk_widget_set_halign (box, GTK_ALIGN_START);
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_LABEL (child))
        continue;
      gtk_label_set_justify (GTK_LABEL (child), GTK_JUSTIFY_LEFT);
      gtk_label_set_xalign (GTK_LABEL (child), 0);
    }
}

/**
 * kiosk_link_new:
 * @label: what it leads to
 *
 * Returns: (transfer floating): a #GtkButton drawn as underlined words
 */
GtkWidget *
kiosk_link_new (const char *label)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), kiosk_label_new (label, NULL));
  gtk_widget_add_css_class (button, "link");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  set_name (button, label, NULL);

  return button;
}

/**
 * kiosk_ring_new:
 * @text: (nullable): a digit or two
 * @icon: (nullable): a drawing instead
 * @css_class: "done", "now", "later" or "wait"
 *
 * Returns: (transfer floating): a round mark beside a step; the words beside it carry the meaning
 */
GtkWidget *
kiosk_ring_new (const char *text, const char *icon, const char *css_class)
{
  GtkWidget *ring = box_new (GTK_ORIENTATION_HORIZONTAL, "ring");
  GtkWidget *child = NULL;

  gtk_widget_add_css_class (ring, css_class);
  gtk_widget_set_hexpand (ring, FALSE);
  gtk_widget_set_halign (ring, GTK_ALIGN_START);
  gtk_widget_set_valign (ring, GTK_ALIGN_CENTER);
  if (icon != NULL)
    child = kiosk_icon_new (icon, 7,
                            g_str_equal (css_class, "wait") ? KIOSK_ICON_WAIT : KIOSK_ICON_WHITE);
  else if (text != NULL)
    child = gtk_label_new (text);
  if (child != NULL)
    {
      gtk_widget_set_hexpand (child, TRUE);
      gtk_widget_set_halign (child, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (ring), child);
    }

  return ring;
}

/**
 * kiosk_tile_new:
 * @icon: its drawing
 * @title: the act
 * @line: what comes of it
 * @first: filled with the colour of acting: one a page
 *
 * Returns: (transfer floating): a #GtkButton
 */
GtkWidget *
kiosk_tile_new (const char *icon, const char *title, const char *line, gboolean first)
{
  GtkWidget *tile = gtk_button_new ();
  GtkWidget *box = box_new (GTK_ORIENTATION_VERTICAL, "tile-inside");
  GtkWidget *top = box_new (GTK_ORIENTATION_HORIZONTAL, "tile-top");
  GtkWidget *square = box_new (GTK_ORIENTATION_HORIZONTAL, "tile-picture");
  GtkWidget *drawing = kiosk_icon_new (icon, 16, KIOSK_ICON_ACT);
  GtkWidget *spacer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (drawing, TRUE);
  gtk_box_append (GTK_BOX (square), drawing);
  gtk_widget_set_hexpand (square, FALSE);
  gtk_widget_set_halign (square, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (top), square);
  gtk_widget_set_vexpand (spacer, TRUE);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), spacer);
  gtk_box_append (GTK_BOX (box), kiosk_label_new (title, "tile-title"));
  gtk_box_append (GTK_BOX (box), kiosk_label_new (line, "tile-line"));
  gtk_button_set_child (GTK_BUTTON (tile), box);
  gtk_widget_add_css_class (tile, "tile");
  if (first)
    gtk_widget_add_css_class (tile, "first");
  set_name (tile, title, line);

  return tile;
}

/**
 * kiosk_tile_new_large:
 * @inside: (nullable) (transfer floating): a picture or a word, in a panel that takes the height
 *   there is
 * @title: the act
 * @line: what comes of it
 * @first: filled with the colour of acting: one a page
 *
 * Returns: (transfer floating): a #GtkButton, for pages with two or three things to do
 */
GtkWidget *
kiosk_tile_new_large (GtkWidget *inside, const char *title, const char *line, gboolean first)
{
  GtkWidget *tile = gtk_button_new ();
  GtkWidget *box = box_new (GTK_ORIENTATION_VERTICAL, "tile-inside");
  g_autoptr (GtkWidget) panel
      = g_object_ref_sink (box_new (GTK_ORIENTATION_VERTICAL, "tile-panel"));

  if (GTK_IS_PICTURE (inside))
    {
      gtk_picture_set_can_shrink (GTK_PICTURE (inside), TRUE);
      gtk_widget_set_halign (inside, GTK_ALIGN_FILL);
      gtk_widget_set_valign (inside, GTK_ALIGN_FILL);
    }
  if (inside != NULL)
    {
      gtk_widget_set_vexpand (inside, TRUE);
      gtk_box_append (GTK_BOX (panel), inside);
      gtk_box_append (GTK_BOX (box), panel);
    }
  else
    {
      gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
    }
  gtk_box_append (GTK_BOX (box), kiosk_label_new (title, "tile-title"));
  gtk_box_append (GTK_BOX (box), kiosk_label_new (line, "tile-line"));
  gtk_button_set_child (GTK_BUTTON (tile), box);
  gtk_widget_add_css_class (tile, "tile");
  if (first)
    gtk_widget_add_css_class (tile, "first");
  set_name (tile, title, line);

  return tile;
}

/**
 * kiosk_tile_set_off:
 * @tile: a tile
 * @tag: one to four words
 * @reason: why it does not work now and what to do instead
 *
 * The tile stays focusable, so that whoever cannot see it can hear the reason.
 */
void
kiosk_tile_set_off (GtkWidget *tile, const char *tag, const char *reason)
{
  GtkWidget *box, *top, *line, *mark;

  g_return_if_fail (GTK_IS_BUTTON (tile));

  box = gtk_button_get_child (GTK_BUTTON (tile));
  top = gtk_widget_get_first_child (box);
  line = gtk_widget_get_last_child (box);
  mark = kiosk_tag_new (KIOSK_TONE_WAIT, "alert", tag);
  gtk_widget_set_hexpand (mark, TRUE);
  gtk_widget_set_halign (mark, GTK_ALIGN_END);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (top), mark);
  gtk_label_set_text (GTK_LABEL (line), reason);
  gtk_widget_remove_css_class (tile, "first");
  gtk_widget_add_css_class (tile, "off");
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  reason, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_STATE_DISABLED, TRUE, -1);
}

static void
on_select (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (user_data));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (user_data), TRUE);
}

/* GTK 4.8 gives a check button no action on the accessibility bus, so that somebody who does not see
 * could hear it but not choose it; an action of the widget's own is passed on. */
static void
offer_select (GtkWidget *choice)
{
  static const GActionEntry entries[] = { { "select", on_select, NULL, NULL, NULL, { 0 } } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), choice);
  gtk_widget_insert_action_group (choice, "choice", G_ACTION_GROUP (group));
}

/**
 * kiosk_choice_new:
 * @label: the answer
 * @hint: (nullable): what it means
 * @group: (nullable): a choice made before, of which only one can hold
 * @unsure: the way out for who does not know
 *
 * Returns: (transfer floating): a #GtkCheckButton whose whole card is the target
 */
GtkWidget *
kiosk_choice_new (const char *label, const char *hint, GtkWidget *group, gboolean unsure)
{
  GtkWidget *choice = gtk_check_button_new ();
  GtkWidget *box = box_new (GTK_ORIENTATION_VERTICAL, "choice-inside");

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), kiosk_label_new (label, "choice-label"));
  if (hint != NULL && *hint != '\0')
    gtk_box_append (GTK_BOX (box), kiosk_label_new (hint, "hint"));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (choice), box);
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (choice), GTK_CHECK_BUTTON (group));
  gtk_widget_add_css_class (choice, "choice");
  if (unsure)
    gtk_widget_add_css_class (choice, "unsure");
  set_name (choice, label, hint);
  offer_select (choice);

  return choice;
}

/**
 * kiosk_banner_new:
 * @tone: what it means
 * @icon: says the same without colour
 * @text: a sentence or two
 *
 * Returns: (transfer floating): a #GtkBox, horizontal: the drawing and a vertical box with the
 *   text, to
 *   which more can be appended; one a page
 */
GtkWidget *
kiosk_banner_new (KioskTone tone, const char *icon, const char *text)
{
  GtkWidget *banner = box_new (GTK_ORIENTATION_HORIZONTAL, "banner");
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *drawing = kiosk_icon_new (icon, 10, tone_to_colour (tone));
  GtkWidget *label = kiosk_label_new (text, NULL);

  gtk_widget_add_css_class (banner, tone_to_class (tone));
  gtk_widget_set_valign (drawing, GTK_ALIGN_START);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), -1);
  gtk_box_append (GTK_BOX (column), label);
  gtk_box_append (GTK_BOX (banner), drawing);
  gtk_box_append (GTK_BOX (banner), column);

  return banner;
}

/**
 * kiosk_tag_new:
 * @tone: what it means
 * @icon: (nullable): says the same without colour
 * @text: one to four words
 *
 * Returns: (transfer floating): a state that cannot be touched
 */
GtkWidget *
kiosk_tag_new (KioskTone tone, const char *icon, const char *text)
{
  GtkWidget *tag = box_new (GTK_ORIENTATION_HORIZONTAL, "tag");
  GtkWidget *label = kiosk_label_new (text, NULL);

  gtk_widget_add_css_class (tag, tone_to_class (tone));
  gtk_widget_set_halign (tag, GTK_ALIGN_START);
  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  if (icon != NULL)
    gtk_box_append (GTK_BOX (tag), kiosk_icon_new (icon, 7.5, tone_to_colour (tone)));
  gtk_box_append (GTK_BOX (tag), label);

  return tag;
}

/**
 * kiosk_card_new:
 *
 * Returns: (transfer floating): a vertical #GtkBox
 */
GtkWidget *
kiosk_card_new (void)
{
  return box_new (GTK_ORIENTATION_VERTICAL, "card");
}

/**
 * kiosk_list_new:
 *
 * Returns: (transfer floating): a vertical #GtkBox with rules between its children
 */
GtkWidget *
kiosk_list_new (void)
{
  return box_new (GTK_ORIENTATION_VERTICAL, "list");
}

/**
 * kiosk_row_new:
 * @icon: (nullable): a drawing
 * @title: name, bold
 * @line: (nullable): what more is to be said
 * @tag: (nullable): a state
 * @button: (nullable): the one thing to do
 *
 * Returns: (transfer floating): a child for kiosk_list_new()
 */
GtkWidget *
kiosk_row_new (const char *icon, const char *title, const char *line, GtkWidget *tag,
               GtkWidget *button)
{
  GtkWidget *row = box_new (GTK_ORIENTATION_HORIZONTAL, "row");
  GtkWidget *text = box_new (GTK_ORIENTATION_VERTICAL, "row-text");

  if (icon != NULL)
    gtk_box_append (GTK_BOX (row), kiosk_icon_new (icon, 10, KIOSK_ICON_ACT));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (text), kiosk_label_new (title, "strong"));
  if (line != NULL && *line != '\0')
    gtk_box_append (GTK_BOX (text), kiosk_label_new (line, "hint"));
  gtk_box_append (GTK_BOX (row), text);
  if (tag != NULL)
    gtk_box_append (GTK_BOX (large ? text : row), tag);
  if (button != NULL)
    {
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_halign (button, large ? GTK_ALIGN_START : GTK_ALIGN_FILL);
      gtk_box_append (GTK_BOX (large ? text : row), button);
    }

  return row;
}

/**
 * kiosk_pair_new:
 * @label: what it is
 * @value: what was answered
 * @end: (nullable): where it comes from, or the way to change it
 *
 * Returns: (transfer floating): a child for kiosk_list_new()
 */
GtkWidget *
kiosk_pair_new (const char *label, const char *value, GtkWidget *end)
{
  GtkWidget *row = box_new (GTK_ORIENTATION_HORIZONTAL, "row");
  GtkWidget *pair = box_new (large ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, "pair");
  GtkWidget *first = kiosk_label_new (label, "hint");
  GtkWidget *second = kiosk_label_new (value, "strong");

  gtk_widget_add_css_class (row, "pair-row");
  gtk_label_set_wrap_mode (GTK_LABEL (second), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (first), large ? -1 : 18);
  gtk_label_set_max_width_chars (GTK_LABEL (first), large ? MEASURE_CHARS : 18);
  gtk_widget_set_hexpand (second, TRUE);
  gtk_widget_set_hexpand (pair, TRUE);
  gtk_widget_set_valign (pair, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (pair), first);
  gtk_box_append (GTK_BOX (pair), second);
  gtk_box_append (GTK_BOX (row), pair);
  if (end != NULL)
    {
      gtk_widget_set_valign (end, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (row), end);
    }

  return row;
}

/**
 * kiosk_fact_new:
 * @icon: a drawing
 * @label: what it is
 * @value: large
 * @line: (nullable): what more is to be said
 *
 * Returns: (transfer floating): a card, to which more can be appended
 */
GtkWidget *
kiosk_fact_new (const char *icon, const char *label, const char *value, const char *line)
{
  GtkWidget *fact = kiosk_card_new ();
  GtkWidget *top = box_new (GTK_ORIENTATION_HORIZONTAL, "fact-top");

  gtk_widget_add_css_class (fact, "fact");
  gtk_box_append (GTK_BOX (top), kiosk_icon_new (icon, 8.5, KIOSK_ICON_ACT));
  gtk_box_append (GTK_BOX (top), kiosk_label_new (label, "hint"));
  gtk_box_append (GTK_BOX (fact), top);
  gtk_box_append (GTK_BOX (fact), kiosk_label_new (value, "fact-value"));
  if (line != NULL && *line != '\0')
    gtk_box_append (GTK_BOX (fact), kiosk_label_new (line, NULL));

  return fact;
}

/**
 * kiosk_steps_new:
 * @names: what happens, in order
 * @current: index of what is awaited now; all before it is done
 *
 * Returns: (transfer floating): a row of rings and words
 */
GtkWidget *
kiosk_steps_new (const char *const *names, guint current)
{
  GtkWidget *steps
      = box_new (large ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, "steps");

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *state = i < current ? "done" : i == current ? "now" : "later";
      GtkWidget *step = box_new (GTK_ORIENTATION_HORIZONTAL, "step");

      gtk_widget_add_css_class (step, state);
      if (i > 0 && !large)
        {
          GtkWidget *dash = box_new (GTK_ORIENTATION_HORIZONTAL, "dash");

          gtk_widget_add_css_class (dash, i <= current ? "done" : "later");
          gtk_widget_set_valign (dash, GTK_ALIGN_CENTER);
          gtk_widget_set_hexpand (dash, TRUE);
          gtk_box_append (GTK_BOX (steps), dash);
        }
      gtk_box_append (GTK_BOX (step), kiosk_ring_new (NULL, i < current ? "check" : NULL, state));
      gtk_box_append (GTK_BOX (step), kiosk_label_new (names[i], NULL));
      gtk_box_append (GTK_BOX (steps), step);
    }

  return steps;
}
