/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/widgets/keyboard.h"

#include "ui/widgets/parts.h"
#include "ui/widgets/typing.h"

#include <string.h>

typedef enum
{
  SHIFT_OFF,
  SHIFT_ONCE,
  SHIFT_LOCKED
} Shift;

/**
 * KioskKeyboard:
 *
 * The keyboard on the panel: letters with their marks, and the five tones as keys of their own, so
 * that nobody has to know how to type Vietnamese on a typewriter.
 *
 * It comes when a field gets the focus and never takes the focus itself. What a key does to a
 * syllable is the composer's; this is keys.
 */
struct _KioskKeyboard
{
  GtkWidget parent_instance;

  /* owned */
  KioskLanguage *language; /* (nullable) until set */
  GHashTable *keys;        /* GtkButton: KioskKey, not owned */

  /* owned as children */
  GtkWidget *box;

  /* weak */
  GtkRoot *root;   /* (nullable) */
  GtkText *target; /* (nullable): the field typed into */

  /* state */
  KioskKeyboardLayout layout;
  Shift shift;
  gboolean telex;
};

enum
{
  SIGNAL_SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KioskKeyboard, kiosk_keyboard, GTK_TYPE_WIDGET)

static void build (KioskKeyboard *self);

static const char *
say (KioskKeyboard *self, const char *key)
{
  return kiosk_language_get (self->language, key);
}

static void
set_shown (KioskKeyboard *self, gboolean shown)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)) == shown)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0);
}

static void
set_target (KioskKeyboard *self, GtkText *target)
{
  g_set_weak_pointer (&self->target, target);
}

static gboolean
composes (KioskKeyboard *self)
{
  return self->layout == KIOSK_KEYBOARD_VIETNAMESE || self->layout == KIOSK_KEYBOARD_SIGNS;
}

/* -- shift -- */

static void
set_key_text (GtkWidget *button, const char *text)
{
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  if (GTK_IS_LABEL (label))
    gtk_label_set_text (GTK_LABEL (label), text);
}

static void
set_shift (KioskKeyboard *self, Shift shift)
{
  GHashTableIter iter;
  gpointer button, value;

  if (self->shift == shift)
    return;
  self->shift = shift;
  g_hash_table_iter_init (&iter, self->keys);
  while (g_hash_table_iter_next (&iter, &button, &value))
    {
      const KioskKey *key = value;

      if (key->kind == KIOSK_KEY_TEXT)
        {
          g_autofree char *upper = g_utf8_strup (key->text, -1);
          gboolean one = g_utf8_strlen (key->text, -1) == 1;

          set_key_text (button, shift == SHIFT_OFF || !one ? key->text : upper);
        }
      else if (key->kind == KIOSK_KEY_SHIFT)
        {
          if (shift == SHIFT_OFF)
            gtk_widget_remove_css_class (button, "on");
          else
            gtk_widget_add_css_class (button, "on");
          gtk_accessible_update_property (
              GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
              say (self, shift == SHIFT_OFF    ? "frame.key.shift-off"
                         : shift == SHIFT_ONCE ? "frame.key.shift-once"
                                               : "frame.key.shift-locked"),
              -1);
        }
    }
}

static void
shift_by_itself (KioskKeyboard *self)
{
  if (self->layout != KIOSK_KEYBOARD_VIETNAMESE || self->shift == SHIFT_LOCKED)
    return;
  if (kiosk_typing_wants_capitals (self->target))
    set_shift (self, SHIFT_LOCKED);
  else if (kiosk_typing_wants_capital (self->target))
    set_shift (self, SHIFT_ONCE);
}

static void
go_on (KioskKeyboard *self)
{
  GtkWidget *next = kiosk_typing_find_next (self->target);

  g_signal_emit_by_name (self->target, "activate");
  if (next != NULL)
    {
      gtk_widget_grab_focus (next);
      gtk_editable_set_position (GTK_EDITABLE (next), -1);
    }
  else
    set_shown (self, FALSE);
}

/* -- keys -- */

static void
press_text (KioskKeyboard *self, const KioskKey *key)
{
  gunichar character = g_utf8_get_char (key->text);

  if (g_utf8_strlen (key->text, -1) > 1)
    {
      kiosk_typing_put (self->target, key->text);
      return;
    }
  if (self->shift != SHIFT_OFF)
    character = g_unichar_toupper (character);
  if (composes (self))
    {
      kiosk_typing_type (self->target, character, self->telex);
    }
  else
    {
      char text[8] = { 0 };

      g_unichar_to_utf8 (character, text);
      kiosk_typing_put (self->target, text);
    }
  if (self->shift == SHIFT_ONCE)
    set_shift (self, SHIFT_OFF);
}

static void
change_layout (KioskKeyboard *self, KioskKeyboardLayout layout)
{
  self->layout = layout;
  self->shift = SHIFT_OFF;
  build (self);
}

static void
press (KioskKeyboard *self, const KioskKey *key)
{
  switch (key->kind)
    {
    case KIOSK_KEY_TEXT:
      press_text (self, key);
      break;
    case KIOSK_KEY_TONE:
      kiosk_typing_tone (self->target, key->tone);
      break;
    case KIOSK_KEY_SPACE:
      kiosk_typing_put (self->target, " ");
      break;
    case KIOSK_KEY_BACKSPACE:
      kiosk_typing_erase (self->target);
      break;
    case KIOSK_KEY_SHIFT:
      set_shift (self, self->shift == SHIFT_OFF    ? SHIFT_ONCE
                       : self->shift == SHIFT_ONCE ? SHIFT_LOCKED
                                                   : SHIFT_OFF);
      return;
    case KIOSK_KEY_SIGNS:
      change_layout (self, KIOSK_KEYBOARD_SIGNS);
      return;
    case KIOSK_KEY_LETTERS:
      change_layout (self, KIOSK_KEYBOARD_VIETNAMESE);
      break;
    case KIOSK_KEY_TELEX:
      self->telex = !self->telex;
      build (self);
      return;
    case KIOSK_KEY_ENTER:
      go_on (self);
      return;
    case KIOSK_KEY_HIDE:
      set_shown (self, FALSE);
      return;
    case KIOSK_KEY_END:
    case KIOSK_KEY_GAP:
    default:
      return;
    }
  shift_by_itself (self);
}

static void
on_clicked (GtkButton *button, KioskKeyboard *self)
{
  const KioskKey *key = g_hash_table_lookup (self->keys, button);

  if (key != NULL && self->target != NULL)
    press (self, key);
}

static const char *
get_class (const KioskKey *key)
{
  switch (key->kind)
    {
    case KIOSK_KEY_TEXT:
      return g_utf8_get_char (key->text) > 0x7f ? "mark" : "letter";
    case KIOSK_KEY_TONE:
      return "tone";
    case KIOSK_KEY_ENTER:
      return "enter";
    case KIOSK_KEY_SPACE:
      return "space";
    case KIOSK_KEY_SHIFT:
    case KIOSK_KEY_BACKSPACE:
    case KIOSK_KEY_SIGNS:
    case KIOSK_KEY_LETTERS:
    case KIOSK_KEY_TELEX:
    case KIOSK_KEY_HIDE:
    case KIOSK_KEY_END:
    case KIOSK_KEY_GAP:
    default:
      return "plain";
    }
}

/* The mark is what is looked for; its name is for whoever asks «which one is ngã?» */
static void
enlarge_mark (GtkWidget *button, const char *text)
{
  const char *name = strchr (text, ' ');
  g_autofree char *markup = g_strdup_printf (
      "<span size=\"150%%\" line_height=\"0.6\">%.*s</span>%s", (int) (name - text), text, name);

  gtk_label_set_markup (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), markup);
}

static GtkWidget *
make_key (KioskKeyboard *self, const KioskKey *key)
{
  gboolean typed = key->kind == KIOSK_KEY_TEXT || key->kind == KIOSK_KEY_TONE;
  const char *text = typed ? key->text : say (self, key->text);
  GtkWidget *button;

  if (key->kind == KIOSK_KEY_TELEX && self->telex)
    text = say (self, "frame.key.telex-on");
  if (key->kind == KIOSK_KEY_ENTER && kiosk_typing_find_next (self->target) != NULL)
    text = say (self, "frame.key.next");
  if (key->icon != NULL)
    {
      button = kiosk_button_new (text, key->icon, key->kind == KIOSK_KEY_ENTER);
      gtk_widget_remove_css_class (button, "primary");
    }
  else
    {
      button = gtk_button_new_with_label (text);
    }
  if (key->kind == KIOSK_KEY_TONE)
    enlarge_mark (button, text);
  gtk_widget_add_css_class (button, "key");
  gtk_widget_add_css_class (button, get_class (key));
  if (key->kind == KIOSK_KEY_TELEX && self->telex)
    gtk_widget_add_css_class (button, "on");
  gtk_widget_set_focusable (button, FALSE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
      key->name != NULL && key->kind != KIOSK_KEY_ENTER ? say (self, key->name) : text, -1);
  g_hash_table_insert (self->keys, button, (gpointer) key);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, 0);

  return button;
}

static void
build_row (KioskKeyboard *self, const KioskKey *keys, GtkWidget *grid, int row)
{
  guint column = 0;

  for (const KioskKey *key = keys; key->kind != KIOSK_KEY_END; key++)
    {
      if (key->kind != KIOSK_KEY_GAP)
        gtk_grid_attach (GTK_GRID (grid), make_key (self, key), (int) column, row, (int) key->span,
                         1);
      column += key->span;
    }
}

static void
build (KioskKeyboard *self)
{
  KioskKeyRows *rows = kiosk_keyboard_layout_get (self->layout);
  GtkWidget *grid;

  if (self->language == NULL)
    return;
  g_hash_table_remove_all (self->keys);
  while (gtk_widget_get_first_child (self->box) != NULL)
    gtk_box_remove (GTK_BOX (self->box), gtk_widget_get_first_child (self->box));
  grid = gtk_grid_new ();
  gtk_widget_set_hexpand (grid, TRUE);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int row = 0; row < KIOSK_KEYBOARD_ROWS; row++)
    build_row (self, (*rows)[row], grid, row);
  gtk_box_append (GTK_BOX (self->box), grid);
}

/* -- focus -- */

static KioskKeyboardLayout
layout_for (GtkText *text)
{
  GtkInputPurpose purpose = gtk_text_get_input_purpose (text);

  if (purpose == GTK_INPUT_PURPOSE_DIGITS || purpose == GTK_INPUT_PURPOSE_NUMBER
      || purpose == GTK_INPUT_PURPOSE_PHONE || purpose == GTK_INPUT_PURPOSE_PIN)
    return KIOSK_KEYBOARD_DIGITS;
  if (purpose == GTK_INPUT_PURPOSE_EMAIL || purpose == GTK_INPUT_PURPOSE_URL)
    return KIOSK_KEYBOARD_EMAIL;

  return KIOSK_KEYBOARD_VIETNAMESE;
}

static void
show_for (KioskKeyboard *self, GtkText *text)
{
  if (!gtk_editable_get_editable (GTK_EDITABLE (text)))
    return;
  /* A history would outlive what is erased. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (text), FALSE);
  set_target (self, text);
  change_layout (self, layout_for (text));
  shift_by_itself (self);
  set_shown (self, TRUE);
}

static void
on_focus_changed (KioskKeyboard *self)
{
  GtkWidget *focus = gtk_root_get_focus (self->root);

  if (focus != NULL && focus == GTK_WIDGET (self->target) && kiosk_keyboard_is_shown (self))
    return;
  if (GTK_IS_TEXT (focus))
    show_for (self, GTK_TEXT (focus));
  else
    kiosk_keyboard_hide (self);
}

/* A field that has the focus already is touched again after the keyboard was put away. */
static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, KioskKeyboard *self)
{
  GtkWidget *target = gtk_widget_pick (GTK_WIDGET (self->root), x, y, GTK_PICK_DEFAULT);

  if (target != NULL && target == GTK_WIDGET (self->target) && !kiosk_keyboard_is_shown (self))
    show_for (self, self->target);
}

/* Keys of a real keyboard compose as well, if asked to. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
        KioskKeyboard *self)
{
  gunichar character = gdk_keyval_to_unicode (keyval);

  if (!self->telex || self->target == NULL
      || layout_for (self->target) != KIOSK_KEYBOARD_VIETNAMESE)
    return GDK_EVENT_PROPAGATE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0
      || !g_unichar_isalnum (character))
    return GDK_EVENT_PROPAGATE;
  if (gtk_root_get_focus (self->root) != GTK_WIDGET (self->target))
    return GDK_EVENT_PROPAGATE;
  kiosk_typing_type (self->target, character, self->telex);

  return GDK_EVENT_STOP;
}

static void
kiosk_keyboard_dispose (GObject *object)
{
  KioskKeyboard *self = KIOSK_KEYBOARD (object);

  set_target (self, NULL);
  g_clear_weak_pointer (&self->root);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_object (&self->language);

  G_OBJECT_CLASS (kiosk_keyboard_parent_class)->dispose (object);
}

static void
kiosk_keyboard_class_init (KioskKeyboardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kiosk_keyboard_dispose;

  signals[SIGNAL_SHOWN] = g_signal_new ("shown", KIOSK_TYPE_KEYBOARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "on-panel-keyboard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kiosk_keyboard_init (KioskKeyboard *self)
{
  self->keys = g_hash_table_new (NULL, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "keyboard");
  gtk_widget_set_hexpand (self->box, TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * kiosk_keyboard_new:
 *
 * Returns: (transfer floating): a keyboard that is not shown yet
 */
GtkWidget *
kiosk_keyboard_new (void)
{
  return g_object_new (KIOSK_TYPE_KEYBOARD, NULL);
}

/**
 * kiosk_keyboard_set_language:
 * @language: whose current language names the keys; to be called again when it changes
 */
void
kiosk_keyboard_set_language (KioskKeyboard *self, KioskLanguage *language)
{
  g_return_if_fail (KIOSK_IS_KEYBOARD (self));

  g_set_object (&self->language, language);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  say (self, "frame.key.keyboard"), -1);
  /* What is not seen is built when a field wants it. */
  if (kiosk_keyboard_is_shown (self))
    build (self);
}

/**
 * kiosk_keyboard_watch:
 * @root: the window, whose fields it types into
 */
void
kiosk_keyboard_watch (KioskKeyboard *self, GtkRoot *root)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_return_if_fail (KIOSK_IS_KEYBOARD (self));

  g_set_weak_pointer (&self->root, root);
  g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (on_focus_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (root), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (root), key);
}

/**
 * kiosk_keyboard_hide:
 *
 * Puts the keyboard away and forgets the field.
 */
void
kiosk_keyboard_hide (KioskKeyboard *self)
{
  g_return_if_fail (KIOSK_IS_KEYBOARD (self));

  set_target (self, NULL);
  set_shown (self, FALSE);
}

/**
 * kiosk_keyboard_reset:
 *
 * Forgets what a citizen chose.
 */
void
kiosk_keyboard_reset (KioskKeyboard *self)
{
  g_return_if_fail (KIOSK_IS_KEYBOARD (self));

  kiosk_keyboard_hide (self);
  self->telex = FALSE;
  self->shift = SHIFT_OFF;
}

/**
 * kiosk_keyboard_is_shown:
 *
 * Returns: whether it takes room
 */
gboolean
kiosk_keyboard_is_shown (KioskKeyboard *self)
{
  g_return_val_if_fail (KIOSK_IS_KEYBOARD (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}

/**
 * kiosk_keyboard_attach:
 * @editable: a #GtkEntry or #GtkText
 * @layout: the keys it wants
 *
 * Undo is switched off, because its history would outlive what is erased.
 */
void
kiosk_keyboard_attach (GtkEditable *editable, KioskKeyboardLayout layout)
{
  static const GtkInputPurpose purposes[KIOSK_KEYBOARD_N_LAYOUTS]
      = { GTK_INPUT_PURPOSE_FREE_FORM, GTK_INPUT_PURPOSE_DIGITS, GTK_INPUT_PURPOSE_EMAIL,
          GTK_INPUT_PURPOSE_FREE_FORM };
  GtkEditable *text = editable;

  g_return_if_fail (GTK_IS_EDITABLE (editable));
  g_return_if_fail (layout < KIOSK_KEYBOARD_N_LAYOUTS);

  while (text != NULL && !GTK_IS_TEXT (text))
    text = gtk_editable_get_delegate (text);
  gtk_editable_set_enable_undo (editable, FALSE);
  if (text != NULL)
    gtk_text_set_input_purpose (GTK_TEXT (text), purposes[layout]);
}
