/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/window.h"

#include "ui/dialogs.h"
#include "ui/focus-path.h"
#include "ui/header.h"
#include "ui/page-frame.h"
#include "ui/pages.h"
#include "ui/theme.h"
#include "ui/tool-bar.h"
#include "ui/touch.h"
#include "ui/widgets/keyboard.h"

#define CAIRO_RENDERER "GskCairoRenderer"

typedef enum
{
  SHOWN_NOTHING,
  SHOWN_WARNING,
  SHOWN_STAFF,
  SHOWN_TEXT,
  SHOWN_COLOURS
} Shown;

/**
 * KioskWindow:
 *
 * The one window: header, page, keyboard and tool bar under each other, and dialogs over them.
 *
 * It shows where the flow is and passes touches on. Whatever changes how things are shown
 * (language, size, colours) makes the page anew, so that nothing has to be patched; the answers are
 * not in the page.
 */
struct _KioskWindow
{
  GtkWindow parent_instance;

  /* owned */
  KioskFlow *flow;
  KioskTheme *theme;

  /* owned as children */
  GtkWidget *overlay;
  GtkWidget *frame;
  GtkWidget *sign_slot; /* seen from afar while staff is called */
  GtkWidget *header_slot;
  GtkWidget *page_slot;
  GtkWidget *keyboard;
  GtkWidget *tools;
  GtkWidget *page;   /* (nullable) */
  GtkWidget *dialog; /* (nullable) */

  /* state */
  KioskLook look;
  Shown shown;
  gboolean filed; /* this visit put a dossier into the outbox */
  gboolean staff_called;
  gboolean by_keys; /* the last input was a key: the focus stays visible */
};

G_DEFINE_QUARK (kiosk-window-error-quark, kiosk_window_error)
G_DEFINE_FINAL_TYPE (KioskWindow, kiosk_window, GTK_TYPE_WINDOW)

static KioskLanguage *
language_of (KioskWindow *self)
{
  return kiosk_flow_get_parts (self->flow)->language;
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
drop_page (KioskWindow *self)
{
  kiosk_keyboard_hide (KIOSK_KEYBOARD (self->keyboard));
  if (self->page == NULL)
    return;
  kiosk_page_leave (KIOSK_PAGE (self->page));
  self->page = NULL;
  empty (self->page_slot);
}

/* Nothing of one citizen may be pasted by the next. */
static void
clear_clipboards (KioskWindow *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));

  gdk_clipboard_set_content (gdk_display_get_clipboard (display), NULL);
  gdk_clipboard_set_content (gdk_display_get_primary_clipboard (display), NULL);
}

static void
show_header (KioskWindow *self)
{
  gboolean strong;
  const char *text = kiosk_page_get_header (KIOSK_PAGE (self->page), &strong);
  gboolean bare = kiosk_page_is_bare (KIOSK_PAGE (self->page));

  empty (self->header_slot);
  gtk_widget_set_visible (self->header_slot, !bare);
  gtk_widget_set_visible (self->tools, !bare);
  if (!bare)
    gtk_box_append (GTK_BOX (self->header_slot),
                    kiosk_header_new (self->flow, &self->look, text, strong));
}

static void
tell_page_where (KioskWindow *self)
{
  int height, sign = 0;

  if (self->page == NULL)
    return;
  if (self->staff_called)
    gtk_widget_measure (self->sign_slot, GTK_ORIENTATION_VERTICAL, -1, &sign, NULL, NULL, NULL);
  gtk_widget_measure (self->header_slot, GTK_ORIENTATION_VERTICAL,
                      gtk_widget_get_width (GTK_WIDGET (self)), &height, NULL, NULL, NULL);
  kiosk_page_set_above (KIOSK_PAGE (self->page),
                        sign + (gtk_widget_get_visible (self->header_slot) ? height : 0));
}

static void
make_page (KioskWindow *self)
{
  drop_page (self);
  self->page = kiosk_pages_make (kiosk_flow_get_state (self->flow), self->filed);
  kiosk_page_set_up (KIOSK_PAGE (self->page), self->flow, &self->look);
  kiosk_page_enter (KIOSK_PAGE (self->page));
  gtk_widget_set_vexpand (self->page, TRUE);
  gtk_widget_set_hexpand (self->page, TRUE);
  show_header (self);
  tell_page_where (self);
  gtk_box_append (GTK_BOX (self->page_slot), self->page);
}

static void
fill_sign (KioskWindow *self)
{
  empty (self->sign_slot);
  gtk_widget_set_visible (self->sign_slot, self->staff_called);
  if (self->staff_called)
    gtk_box_append (GTK_BOX (self->sign_slot),
                    kiosk_sign_new (kiosk_language_get (language_of (self), "frame.staff-sign")));
  tell_page_where (self);
}

static void
fill_tools (KioskWindow *self)
{
  fill_sign (self);
  if (kiosk_page_is_bare (KIOSK_PAGE (self->page)))
    return;
  kiosk_tool_bar_fill (KIOSK_TOOL_BAR (self->tools), language_of (self), &self->look,
                       self->staff_called);
}

static void
close_dialog (KioskWindow *self)
{
  if (self->dialog == NULL)
    return;
  gtk_overlay_remove_overlay (GTK_OVERLAY (self->overlay), self->dialog);
  self->dialog = NULL;
  self->shown = SHOWN_NOTHING;
  gtk_widget_set_can_focus (self->frame, TRUE);
  gtk_widget_set_can_target (self->frame, TRUE);
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->frame), GTK_ACCESSIBLE_STATE_HIDDEN);
}

static void show_choices (KioskWindow *self, Shown which);

static void
on_choice (KioskWindow *self, int index)
{
  Shown which = self->shown;

  if (which == SHOWN_TEXT)
    kiosk_window_set_look (self, (KioskTextSize) index, self->look.colours, self->look.lowered);
  else if (which == SHOWN_COLOURS)
    kiosk_window_set_look (self, self->look.text, (KioskColours) index, self->look.lowered);
  show_choices (self, which);
}

static void
on_dialog_act (KioskDialog *dialog, int act, KioskWindow *self)
{
  if (act >= KIOSK_DIALOG_CHOICE)
    {
      on_choice (self, act - KIOSK_DIALOG_CHOICE);
      return;
    }

  close_dialog (self);
  if (act == KIOSK_DIALOG_END)
    kiosk_flow_finish (self->flow);
  else if (act == KIOSK_DIALOG_NO_STAFF)
    kiosk_flow_call_staff (self->flow, FALSE);
  else
    kiosk_flow_touch (self->flow);
}

static void
open_dialog (KioskWindow *self, GtkWidget *dialog, Shown which)
{
  close_dialog (self);
  self->dialog = dialog;
  self->shown = which;
  g_signal_connect_object (dialog, "act", G_CALLBACK (on_dialog_act), self, 0);
  gtk_widget_set_can_focus (self->frame, FALSE);
  gtk_widget_set_can_target (self->frame, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->frame), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), dialog);
  kiosk_dialog_focus (KIOSK_DIALOG (dialog));
}

static void
show_choices (KioskWindow *self, Shown which)
{
  if (which == SHOWN_TEXT)
    open_dialog (self, kiosk_text_dialog_new (&self->look, language_of (self)), which);
  else if (which == SHOWN_COLOURS)
    open_dialog (self, kiosk_colours_dialog_new (&self->look, language_of (self)), which);
}

/* The window's name says which page is shown, for whoever looks at the screen without eyes. It is no
 * title: nobody shows one, and turning it into what X wants loads the tables of a locale. */
static void
name_window (KioskWindow *self)
{
  g_autofree char *name
      = g_strdup_printf ("%s · %s", kiosk_language_get (language_of (self), "frame.window"),
                         kiosk_flow_state_to_string (kiosk_flow_get_state (self->flow)));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Everything is made anew and the focus put where it was. */
static void
rebuild (KioskWindow *self)
{
  g_autoptr (GArray) path = kiosk_focus_path_take (GTK_WIDGET (self->page_slot));

  make_page (self);
  fill_tools (self);
  kiosk_keyboard_set_language (KIOSK_KEYBOARD (self->keyboard), language_of (self));
  name_window (self);
  kiosk_focus_path_follow (GTK_WIDGET (self->page_slot), path);
}

static void
on_language_changed (KioskWindow *self)
{
  rebuild (self);
}

static void
end_visit (KioskWindow *self)
{
  gboolean changed = self->look.text != KIOSK_TEXT_M || self->look.colours != KIOSK_COLOURS_DAY
                     || self->look.lowered;

  self->filed = FALSE;
  self->staff_called = FALSE;
  clear_clipboards (self);
  kiosk_keyboard_reset (KIOSK_KEYBOARD (self->keyboard));
  if (changed)
    {
      self->look.text = KIOSK_TEXT_M;
      self->look.colours = KIOSK_COLOURS_DAY;
      self->look.lowered = FALSE;
      kiosk_theme_apply (self->theme, GTK_WIDGET (self), &self->look);
    }
}

static void
on_state_changed (KioskWindow *self)
{
  KioskFlowState state = kiosk_flow_get_state (self->flow);

  if (state == KIOSK_FLOW_IDLE || state == KIOSK_FLOW_DONE)
    close_dialog (self);
  if (state == KIOSK_FLOW_DONE)
    clear_clipboards (self);
  if (state == KIOSK_FLOW_IDLE)
    end_visit (self);
  make_page (self);
  fill_tools (self);
  name_window (self);
  if (self->dialog == NULL)
    kiosk_page_focus_first (KIOSK_PAGE (self->page));
}

static void
on_updated (KioskWindow *self)
{
  kiosk_page_refresh (KIOSK_PAGE (self->page));
}

static void
on_appended (KioskWindow *self)
{
  self->filed = TRUE;
}

static void
on_warning (KioskFlow *flow, guint seconds, KioskWindow *self)
{
  if (seconds == 0)
    {
      if (self->shown == SHOWN_WARNING)
        close_dialog (self);
    }
  else if (self->shown == SHOWN_WARNING)
    {
      kiosk_warning_dialog_set_seconds (KIOSK_DIALOG (self->dialog), language_of (self), seconds);
    }
  else
    {
      open_dialog (self, kiosk_warning_dialog_new (&self->look, language_of (self), seconds),
                   SHOWN_WARNING);
    }
}

static void
on_staff_called (KioskFlow *flow, gboolean called, KioskWindow *self)
{
  self->staff_called = called;
  fill_tools (self);
  if (called)
    open_dialog (self,
                 kiosk_staff_dialog_new (&self->look, language_of (self),
                                         kiosk_flow_get_state (self->flow) == KIOSK_FLOW_IDLE),
                 SHOWN_STAFF);
  else if (self->shown == SHOWN_STAFF)
    close_dialog (self);
}

static void
on_tool (KioskToolBar *tools, int tool, KioskWindow *self)
{
  switch ((KioskTool) tool)
    {
    case KIOSK_TOOL_LANGUAGE:
      kiosk_flow_choose_language (self->flow, kiosk_tool_bar_next_language (language_of (self)));
      kiosk_tool_bar_focus (KIOSK_TOOL_BAR (self->tools), KIOSK_TOOL_LANGUAGE);
      break;
    case KIOSK_TOOL_TEXT:
      show_choices (self, SHOWN_TEXT);
      break;
    case KIOSK_TOOL_COLOURS:
      show_choices (self, SHOWN_COLOURS);
      break;
    case KIOSK_TOOL_LOWER:
      kiosk_window_set_look (self, self->look.text, self->look.colours, !self->look.lowered);
      kiosk_tool_bar_focus (KIOSK_TOOL_BAR (self->tools), KIOSK_TOOL_LOWER);
      break;
    case KIOSK_TOOL_STAFF:
      kiosk_flow_call_staff (self->flow, TRUE);
      break;
    case KIOSK_N_TOOLS:
    default:
      break;
    }
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, KioskWindow *self)
{
  if (!kiosk_touch_is_input (event))
    return GDK_EVENT_PROPAGATE;

  self->by_keys = gdk_event_get_event_type (event) == GDK_KEY_PRESS;
  /* Ending is the one act that does not mean «I am still here». */
  if (self->shown != SHOWN_WARNING || !kiosk_touch_is_on (GTK_WINDOW (self), event, "end"))
    kiosk_flow_touch (self->flow);

  /* The menu of a field speaks of clipboards, which nobody needs here. */
  return gdk_event_triggers_context_menu (event) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/* GTK hides the focus three seconds after the last key; whoever moves with keys has to see it
 * longer. */
static void
on_focus_visible (KioskWindow *self)
{
  if (self->by_keys && !gtk_window_get_focus_visible (GTK_WINDOW (self)))
    gtk_window_set_focus_visible (GTK_WINDOW (self), TRUE);
}

static void
on_keyboard_shown (KioskWindow *self)
{
  if (kiosk_keyboard_is_shown (KIOSK_KEYBOARD (self->keyboard)))
    gtk_widget_add_css_class (GTK_WIDGET (self), "typing");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "typing");
}

static void
kiosk_window_realize (GtkWidget *widget)
{
  g_autoptr (GError) error = NULL;

  GTK_WIDGET_CLASS (kiosk_window_parent_class)->realize (widget);
  if (!kiosk_window_check_renderer (KIOSK_WINDOW (widget), &error))
    g_message ("%s", error->message);
}

static void
kiosk_window_dispose (GObject *object)
{
  KioskWindow *self = KIOSK_WINDOW (object);

  if (self->flow != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->flow, self);
      g_signal_handlers_disconnect_by_data (language_of (self), self);
      if (self->page != NULL)
        kiosk_page_leave (KIOSK_PAGE (self->page));
    }
  self->page = NULL;
  g_clear_pointer (&self->theme, kiosk_theme_free);
  g_clear_object (&self->flow);

  G_OBJECT_CLASS (kiosk_window_parent_class)->dispose (object);
}

static void
kiosk_window_class_init (KioskWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kiosk_window_dispose;
  widget_class->realize = kiosk_window_realize;
}

static void
kiosk_window_init (KioskWindow *self)
{
  GtkEventController *watch = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (watch, GTK_PHASE_CAPTURE);
  g_signal_connect (watch, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (GTK_WIDGET (self), watch);

  g_signal_connect (self, "notify::focus-visible", G_CALLBACK (on_focus_visible), NULL);
  gtk_window_set_focus_visible (GTK_WINDOW (self), FALSE);

  self->overlay = gtk_overlay_new ();
  self->frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->sign_slot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->header_slot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->page_slot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->keyboard = kiosk_keyboard_new ();
  self->tools = kiosk_tool_bar_new ();
  gtk_widget_set_vexpand (self->page_slot, TRUE);
  gtk_box_append (GTK_BOX (self->frame), self->sign_slot);
  gtk_box_append (GTK_BOX (self->frame), self->header_slot);
  gtk_box_append (GTK_BOX (self->frame), self->page_slot);
  gtk_box_append (GTK_BOX (self->frame), self->keyboard);
  gtk_box_append (GTK_BOX (self->frame), self->tools);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->frame);
  gtk_window_set_child (GTK_WINDOW (self), self->overlay);
  gtk_window_set_decorated (GTK_WINDOW (self), FALSE);
  gtk_window_set_icon_name (GTK_WINDOW (self), NULL);
  g_signal_connect_object (self->tools, "tool", G_CALLBACK (on_tool), self, 0);
  g_signal_connect_object (self->keyboard, "shown", G_CALLBACK (on_keyboard_shown), self,
                           G_CONNECT_SWAPPED);
}

/**
 * kiosk_window_new:
 * @flow: what is shown
 * @metrics: of the panel; applied to the settings of the display
 * @assets: the folder that holds icons/, styles/ and translations/
 *
 * Returns: (transfer floating): the window, as large as the panel, to be presented by the caller
 */
GtkWidget *
kiosk_window_new (KioskFlow *flow, const KioskMetrics *metrics, const char *assets)
{
  KioskWindow *self = g_object_new (KIOSK_TYPE_WINDOW, NULL);
  g_autofree char *icons = g_build_filename (assets, "icons", NULL);
  int width, height;

  self->flow = g_object_ref (flow);
  kiosk_metrics_apply (metrics, gtk_widget_get_settings (GTK_WIDGET (self)));
  kiosk_metrics_get_size (metrics, &width, &height);
  self->look = (KioskLook){
    .text = KIOSK_TEXT_M,
    .colours = KIOSK_COLOURS_DAY,
    .portrait = kiosk_metrics_is_portrait (metrics),
    .px_per_mm = kiosk_metrics_get_px_per_mm (metrics),
    .panel_height = height,
  };
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  kiosk_icon_init (icons, self->look.px_per_mm, FALSE);
  self->theme = kiosk_theme_new (gtk_widget_get_display (GTK_WIDGET (self)), assets);
  kiosk_theme_apply (self->theme, GTK_WIDGET (self), &self->look);
  kiosk_keyboard_watch (KIOSK_KEYBOARD (self->keyboard), GTK_ROOT (self));

  g_signal_connect_object (flow, "state-changed", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (flow, "updated", G_CALLBACK (on_updated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (flow, "problems", G_CALLBACK (on_updated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (flow, "appended", G_CALLBACK (on_appended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (flow, "warning", G_CALLBACK (on_warning), self, 0);
  g_signal_connect_object (flow, "staff-called", G_CALLBACK (on_staff_called), self, 0);
  g_signal_connect_object (language_of (self), "changed", G_CALLBACK (on_language_changed), self,
                           G_CONNECT_SWAPPED);
  rebuild (self);

  return GTK_WIDGET (self);
}

/**
 * kiosk_window_check_renderer:
 *
 * Checks, once the window is realized, that GTK draws with cairo.
 *
 * Without a GPU the GL renderer runs on llvmpipe: 785 ms of processor time per page where cairo
 * needs 53.
 *
 * Returns: whether it does; %FALSE with @error says what to set
 */
gboolean
kiosk_window_check_renderer (KioskWindow *self, GError **error)
{
  GskRenderer *renderer;
  const char *name;

  g_return_val_if_fail (KIOSK_IS_WINDOW (self), FALSE);

  renderer = gtk_native_get_renderer (GTK_NATIVE (self));
  name = renderer != NULL ? G_OBJECT_TYPE_NAME (renderer) : "none";
  if (g_str_equal (name, CAIRO_RENDERER))
    return TRUE;
  g_set_error (
      error, KIOSK_WINDOW_ERROR, KIOSK_WINDOW_ERROR_RENDERER,
      "GTK draws with %s; set GSK_RENDERER=cairo and GDK_DEBUG=gl-disable before it starts", name);

  return FALSE;
}

/**
 * kiosk_window_get_page_name:
 *
 * Returns: the type of the page shown, for tests
 */
const char *
kiosk_window_get_page_name (KioskWindow *self)
{
  g_return_val_if_fail (KIOSK_IS_WINDOW (self), NULL);

  return G_OBJECT_TYPE_NAME (self->page);
}

/**
 * kiosk_window_set_look:
 * @text: size of text
 * @colours: theme
 * @lowered: everything touchable in the lowest 300 mm
 *
 * Makes everything anew; no answer is lost.
 */
void
kiosk_window_set_look (KioskWindow *self, KioskTextSize text, KioskColours colours,
                       gboolean lowered)
{
  g_return_if_fail (KIOSK_IS_WINDOW (self));

  self->look.text = text;
  self->look.colours = colours;
  self->look.lowered = lowered;
  kiosk_theme_apply (self->theme, GTK_WIDGET (self), &self->look);
  rebuild (self);
}
