/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/page.h"

#include "ui/action-bar.h"
#include "ui/page-body.h"
#include "ui/page-private.h"
#include "ui/pager.h"
#include "ui/widgets/box.h"

#define PICTURE_MM 90.0

/**
 * KioskPage:
 *
 * One screen of the citizen's way: base of all pages.
 *
 * It is body and action bar under each other; a subclass says what stands in them and never how
 * they are laid out, so that a page is written once for both panels and all sizes of text.
 */
static void kiosk_page_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (KioskPage, kiosk_page, GTK_TYPE_WIDGET,
                                  G_ADD_PRIVATE (KioskPage)
                                      G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                             kiosk_page_buildable_init))

KioskPagePrivate *
kiosk_page_get_private (gpointer page)
{
  return kiosk_page_get_instance_private (KIOSK_PAGE (page));
}

static void
kiosk_page_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child,
                      const char *type)
{
  KioskPage *self = KIOSK_PAGE (buildable);

  if (!GTK_IS_WIDGET (child))
    return;
  if (g_strcmp0 (type, "side") == 0)
    kiosk_page_set_side (self, GTK_WIDGET (child));
  else
    kiosk_page_set_content (self, GTK_WIDGET (child));
}

static void
kiosk_page_buildable_init (GtkBuildableIface *iface)
{
  iface->add_child = kiosk_page_add_child;
}

static void
on_act (KioskActionBar *bar, int act, KioskPage *self)
{
  KioskPageClass *klass = KIOSK_PAGE_GET_CLASS (self);

  if (act == KIOSK_ACTION_PRIMARY)
    klass->primary (self);
  else if (act == KIOSK_ACTION_BACK)
    klass->back (self);
  else if (klass->secondary != NULL)
    klass->secondary (self);
}

static void
kiosk_page_real_primary (KioskPage *self)
{
  kiosk_flow_advance (kiosk_page_get_private (self)->flow);
}

static void
kiosk_page_real_back (KioskPage *self)
{
  kiosk_flow_back (kiosk_page_get_private (self)->flow);
}

static KioskPageBody *
band_of (KioskPagePrivate *priv)
{
  return KIOSK_PAGE_BODY (priv->upper != NULL ? priv->upper : priv->body);
}

/* The mark, the title and its end stand in one line where it is wide enough. */
static GtkWidget *
make_heading (KioskPagePrivate *priv)
{
  gboolean wide = !priv->look.portrait && priv->look.text < KIOSK_TEXT_L;
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (heading, "page-heading");
  gtk_widget_add_css_class (line, "heading-line");
  gtk_box_append (GTK_BOX (heading), line);
  if (priv->mark != NULL)
    {
      GtkWidget *mark
          = kiosk_ring_new (NULL, priv->mark, priv->mark_tone == KIOSK_TONE_WAIT ? "wait" : "done");

      if (priv->mark_tone == KIOSK_TONE_STOP)
        gtk_widget_add_css_class (mark, "stop");
      gtk_widget_add_css_class (mark, "mark");
      gtk_box_append (GTK_BOX (line), mark);
    }
  if (priv->title != NULL)
    {
      GtkWidget *title = kiosk_label_new (priv->title, "title-1");

      gtk_widget_set_hexpand (title, TRUE);
      gtk_widget_set_valign (title, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (line), title);
    }
  if (priv->help != NULL && *priv->help != '\0')
    {
      /* In a row it is measured at the width that it gets: not wider than it is good to read. */
      GtkWidget *row = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

      gtk_box_append (GTK_BOX (row), kiosk_label_new (priv->help, "help"));
      gtk_box_append (GTK_BOX (heading), row);
    }
  if (priv->title_end != NULL)
    {
      gtk_widget_set_valign (priv->title_end, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (wide ? line : heading), priv->title_end);
    }

  return heading;
}

static void
update_heading (KioskPage *self)
{
  KioskPagePrivate *priv = kiosk_page_get_private (self);

  if (priv->title_end != NULL && gtk_widget_get_parent (priv->title_end) != NULL)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (priv->title_end)), priv->title_end);
  kiosk_page_body_set_heading (
      band_of (priv), priv->title != NULL || priv->title_end != NULL ? make_heading (priv) : NULL);
}

static void
update_actions (KioskPagePrivate *priv)
{
  gtk_widget_set_visible (priv->actions,
                          !kiosk_action_bar_is_empty (KIOSK_ACTION_BAR (priv->actions)));
}

static void
kiosk_page_dispose (GObject *object)
{
  KioskPagePrivate *priv = kiosk_page_get_private (KIOSK_PAGE (object));

  g_clear_pointer (&priv->upper, gtk_widget_unparent);
  g_clear_pointer (&priv->pager, gtk_widget_unparent);
  g_clear_pointer (&priv->actions, gtk_widget_unparent);
  g_clear_object (&priv->title_end);
  g_clear_object (&priv->flow);

  G_OBJECT_CLASS (kiosk_page_parent_class)->dispose (object);
}

static void
kiosk_page_finalize (GObject *object)
{
  KioskPagePrivate *priv = kiosk_page_get_private (KIOSK_PAGE (object));

  g_free (priv->header);
  g_free (priv->title);
  g_free (priv->help);
  g_free (priv->mark);

  G_OBJECT_CLASS (kiosk_page_parent_class)->finalize (object);
}

static void
kiosk_page_class_init (KioskPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kiosk_page_dispose;
  object_class->finalize = kiosk_page_finalize;
  klass->primary = kiosk_page_real_primary;
  klass->back = kiosk_page_real_back;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "page");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kiosk_page_init (KioskPage *self)
{
  KioskPagePrivate *priv = kiosk_page_get_private (self);

  priv->look.text = KIOSK_TEXT_M;
  priv->look.px_per_mm = 4.0;
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  priv->body = kiosk_page_body_new ();
  priv->pager = kiosk_pager_new (priv->body);
  gtk_widget_set_vexpand (priv->pager, TRUE);
  gtk_widget_set_parent (priv->pager, GTK_WIDGET (self));
  priv->actions = kiosk_action_bar_new ();
  gtk_widget_set_visible (priv->actions, FALSE);
  g_signal_connect_object (priv->actions, "act", G_CALLBACK (on_act), self, 0);
  gtk_widget_set_parent (priv->actions, GTK_WIDGET (self));
}

/**
 * kiosk_page_get_flow:
 *
 * Returns: (transfer none): the flow; not before the page is entered
 */
KioskFlow *
kiosk_page_get_flow (KioskPage *self)
{
  g_return_val_if_fail (KIOSK_IS_PAGE (self), NULL);

  return kiosk_page_get_private (self)->flow;
}

/**
 * kiosk_page_get_language:
 *
 * Returns: (transfer none): the texts, in the language of the session
 */
KioskLanguage *
kiosk_page_get_language (KioskPage *self)
{
  g_return_val_if_fail (KIOSK_IS_PAGE (self), NULL);

  return kiosk_flow_get_parts (kiosk_page_get_private (self)->flow)->language;
}

/**
 * kiosk_page_text:
 * @key: names a text of assets/translations
 *
 * Returns: (transfer none): the text
 */
const char *
kiosk_page_text (KioskPage *self, const char *key)
{
  return kiosk_language_get (kiosk_page_get_language (self), key);
}

/**
 * kiosk_page_say:
 * @text: (nullable): one thing said in several languages
 *
 * Returns: (transfer none): @text in the language of the session; empty for %NULL
 */
const char *
kiosk_page_say (KioskPage *self, const KioskText *text)
{
  const char *said = NULL;

  if (text != NULL)
    said = kiosk_text_get (text, kiosk_language_get_current (kiosk_page_get_language (self)));

  return said != NULL ? said : "";
}

/**
 * kiosk_page_is_portrait:
 *
 * Returns: whether the panel is taller than wide
 */
gboolean
kiosk_page_is_portrait (KioskPage *self)
{
  g_return_val_if_fail (KIOSK_IS_PAGE (self), FALSE);

  return kiosk_page_get_private (self)->look.portrait;
}

/**
 * kiosk_page_is_large:
 *
 * Returns: whether the text is L or XL
 */
gboolean
kiosk_page_is_large (KioskPage *self)
{
  g_return_val_if_fail (KIOSK_IS_PAGE (self), FALSE);

  return kiosk_page_get_private (self)->look.text >= KIOSK_TEXT_L;
}

/**
 * kiosk_page_set_title:
 * @title: (nullable): the question
 * @help: (nullable): one line of help
 */
void
kiosk_page_set_title (KioskPage *self, const char *title, const char *help)
{
  KioskPagePrivate *priv;

  g_return_if_fail (KIOSK_IS_PAGE (self));

  priv = kiosk_page_get_private (self);
  if (g_strcmp0 (priv->title, title) == 0 && g_strcmp0 (priv->help, help) == 0)
    return;
  g_free (priv->title);
  priv->title = g_strdup (title);
  g_free (priv->help);
  priv->help = g_strdup (help);
  update_heading (self);
  /* Whoever cannot see the page hears what it asks now, not what it asked at first. */
  if (title != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    -1);
}

/**
 * kiosk_page_set_mark:
 * @icon: (nullable): a drawing in a ring before the title
 * @tone: done, wait or stop
 */
void
kiosk_page_set_mark (KioskPage *self, const char *icon, KioskTone tone)
{
  KioskPagePrivate *priv;

  g_return_if_fail (KIOSK_IS_PAGE (self));

  priv = kiosk_page_get_private (self);
  g_free (priv->mark);
  priv->mark = g_strdup (icon);
  priv->mark_tone = tone;
  update_heading (self);
}

/**
 * kiosk_page_set_title_end:
 * @end: (nullable) (transfer floating): states that belong to the whole page
 */
void
kiosk_page_set_title_end (KioskPage *self, GtkWidget *end)
{
  KioskPagePrivate *priv;

  g_return_if_fail (KIOSK_IS_PAGE (self));

  priv = kiosk_page_get_private (self);
  if (priv->title_end != NULL && gtk_widget_get_parent (priv->title_end) != NULL)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (priv->title_end)), priv->title_end);
  g_clear_object (&priv->title_end);
  if (end != NULL)
    priv->title_end = g_object_ref_sink (end);
  update_heading (self);
}

/**
 * kiosk_page_set_picture:
 * @icon: (nullable): name of a drawing for the band of the tall panel
 */
void
kiosk_page_set_picture (KioskPage *self, const char *icon)
{
  KioskPagePrivate *priv;
  GtkWidget *picture = NULL;

  g_return_if_fail (KIOSK_IS_PAGE (self));

  priv = kiosk_page_get_private (self);
  if (icon != NULL && priv->look.portrait)
    {
      picture = kiosk_icon_new_picture (icon, PICTURE_MM);
      gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
      gtk_widget_set_halign (picture, GTK_ALIGN_FILL);
      gtk_widget_set_valign (picture, GTK_ALIGN_FILL);
    }
  kiosk_page_body_set_picture (band_of (priv), picture);
}

/**
 * kiosk_page_set_top:
 * @banner: (nullable) (transfer floating): the error summary
 */
void
kiosk_page_set_top (KioskPage *self, GtkWidget *banner)
{
  g_return_if_fail (KIOSK_IS_PAGE (self));

  kiosk_page_body_set_top (KIOSK_PAGE_BODY (kiosk_page_get_private (self)->body), banner);
}

/**
 * kiosk_page_set_content:
 * @content: (nullable) (transfer floating): question and answer; with vexpand it fills the height
 */
void
kiosk_page_set_content (KioskPage *self, GtkWidget *content)
{
  g_return_if_fail (KIOSK_IS_PAGE (self));

  kiosk_page_body_set_content (KIOSK_PAGE_BODY (kiosk_page_get_private (self)->body), content);
}

/**
 * kiosk_page_set_side:
 * @side: (nullable) (transfer floating): picture, reason or summary
 */
void
kiosk_page_set_side (KioskPage *self, GtkWidget *side)
{
  g_return_if_fail (KIOSK_IS_PAGE (self));

  kiosk_page_body_set_side (KIOSK_PAGE_BODY (kiosk_page_get_private (self)->body), side);
}

/**
 * kiosk_page_shape_side:
 * @width_mm: its width on the wide panel, 108 to 164
 * @beside_title: it begins as high as the title, not as the content
 */
void
kiosk_page_shape_side (KioskPage *self, double width_mm, gboolean beside_title)
{
  g_return_if_fail (KIOSK_IS_PAGE (self));

  kiosk_page_body_shape_side (KIOSK_PAGE_BODY (kiosk_page_get_private (self)->body), width_mm,
                              beside_title);
}

/**
 * kiosk_page_set_header:
 * @text: (nullable): what the header shows in place of trail or centre
 * @strong: whether it is the title
 */
void
kiosk_page_set_header (KioskPage *self, const char *text, gboolean strong)
{
  KioskPagePrivate *priv;

  g_return_if_fail (KIOSK_IS_PAGE (self));

  priv = kiosk_page_get_private (self);
  g_free (priv->header);
  priv->header = g_strdup (text);
  priv->strong = strong;
}

/**
 * kiosk_page_set_bare:
 * @bare: the page is the whole panel
 */
void
kiosk_page_set_bare (KioskPage *self, gboolean bare)
{
  g_return_if_fail (KIOSK_IS_PAGE (self));

  kiosk_page_get_private (self)->bare = bare;
  if (bare)
    gtk_widget_add_css_class (GTK_WIDGET (self), "bare");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "bare");
}

/**
 * kiosk_page_set_back:
 * @visible: whether «Quay lại» is offered
 */
void
kiosk_page_set_back (KioskPage *self, gboolean visible)
{
  KioskPagePrivate *priv;

  g_return_if_fail (KIOSK_IS_PAGE (self));

  priv = kiosk_page_get_private (self);
  kiosk_action_bar_set (KIOSK_ACTION_BAR (priv->actions), KIOSK_ACTION_BACK,
                        visible ? kiosk_page_text (self, "frame.back") : NULL,
                        visible ? "back" : NULL);
  update_actions (priv);
}

/**
 * kiosk_page_set_primary:
 * @label: (nullable): the act; %NULL hides the button
 * @icon: (nullable): its drawing
 */
void
kiosk_page_set_primary (KioskPage *self, const char *label, const char *icon)
{
  KioskPagePrivate *priv;

  g_return_if_fail (KIOSK_IS_PAGE (self));

  priv = kiosk_page_get_private (self);
  kiosk_action_bar_set (KIOSK_ACTION_BAR (priv->actions), KIOSK_ACTION_PRIMARY, label, icon);
  update_actions (priv);
}

/**
 * kiosk_page_set_secondary:
 * @label: (nullable): the act; %NULL hides the button
 * @icon: (nullable): its drawing
 */
void
kiosk_page_set_secondary (KioskPage *self, const char *label, const char *icon)
{
  KioskPagePrivate *priv;

  g_return_if_fail (KIOSK_IS_PAGE (self));

  priv = kiosk_page_get_private (self);
  kiosk_action_bar_set (KIOSK_ACTION_BAR (priv->actions), KIOSK_ACTION_SECONDARY, label, icon);
  update_actions (priv);
}

/**
 * kiosk_page_set_primary_sensitive:
 * @sensitive: whether the primary button can be touched
 */
void
kiosk_page_set_primary_sensitive (KioskPage *self, gboolean sensitive)
{
  g_return_if_fail (KIOSK_IS_PAGE (self));

  kiosk_action_bar_set_sensitive (KIOSK_ACTION_BAR (kiosk_page_get_private (self)->actions),
                                  KIOSK_ACTION_PRIMARY, sensitive);
}

/**
 * kiosk_page_focus_top:
 *
 * Moves focus into what kiosk_page_set_top() was given, which also turns to it.
 */
void
kiosk_page_focus_top (KioskPage *self)
{
  KioskPagePrivate *priv;
  GtkWidget *top;

  g_return_if_fail (KIOSK_IS_PAGE (self));

  priv = kiosk_page_get_private (self);
  top = kiosk_page_body_get_top (KIOSK_PAGE_BODY (priv->body));
  if (top == NULL)
    return;
  kiosk_pager_scroll_to (KIOSK_PAGER (priv->pager), top);
  gtk_widget_child_focus (top, GTK_DIR_TAB_FORWARD);
}

/**
 * kiosk_page_scroll_to:
 * @widget: a descendant of the content
 *
 * Turns to where @widget is seen.
 */
void
kiosk_page_scroll_to (KioskPage *self, GtkWidget *widget)
{
  g_return_if_fail (KIOSK_IS_PAGE (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  kiosk_pager_scroll_to (KIOSK_PAGER (kiosk_page_get_private (self)->pager), widget);
}
