/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/page-frame.h"

#include "ui/action-bar.h"
#include "ui/page-body.h"
#include "ui/page-private.h"
#include "ui/pager.h"

#include <math.h>

/* Lowered, everything touchable lies in the lowest 300 mm. */
#define LOWERED_MM 300.0

/**
 * kiosk_page_set_up:
 * @flow: what the page shows and tells
 * @look: how everything is shown; copied
 *
 * To be called once, before kiosk_page_enter().
 */
void
kiosk_page_set_up (KioskPage *self, KioskFlow *flow, const KioskLook *look)
{
  KioskPagePrivate *priv;

  g_return_if_fail (KIOSK_IS_PAGE (self));
  g_return_if_fail (look != NULL);

  priv = kiosk_page_get_private (self);
  g_set_object (&priv->flow, flow);
  priv->look = *look;
  kiosk_page_body_set_look (KIOSK_PAGE_BODY (priv->body), look);
  if (look->lowered && look->portrait)
    {
      priv->upper = kiosk_page_body_new ();
      kiosk_page_body_set_look (KIOSK_PAGE_BODY (priv->upper), look);
      gtk_widget_insert_before (priv->upper, GTK_WIDGET (self), priv->pager);
    }
  kiosk_action_bar_set_shape (KIOSK_ACTION_BAR (priv->actions), look->portrait);
}

/**
 * kiosk_page_enter:
 *
 * Lets the page fill itself.
 */
void
kiosk_page_enter (KioskPage *self)
{
  KioskPagePrivate *priv;

  g_return_if_fail (KIOSK_IS_PAGE (self));

  priv = kiosk_page_get_private (self);
  if (KIOSK_PAGE_GET_CLASS (self)->enter != NULL)
    KIOSK_PAGE_GET_CLASS (self)->enter (self);
  /* A page that is the whole panel is made to fit it. */
  if (!priv->bare)
    kiosk_pager_set_shape (
        KIOSK_PAGER (priv->pager), priv->look.portrait,
        kiosk_page_text (self, priv->look.portrait ? "frame.page-back" : "frame.page-up"),
        kiosk_page_text (self, "frame.page-on"));
  if (priv->title != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    priv->title, -1);
}

/**
 * kiosk_page_refresh:
 *
 * Tells the page that the flow has something new.
 */
void
kiosk_page_refresh (KioskPage *self)
{
  g_return_if_fail (KIOSK_IS_PAGE (self));

  if (KIOSK_PAGE_GET_CLASS (self)->refresh != NULL)
    KIOSK_PAGE_GET_CLASS (self)->refresh (self);
}

/**
 * kiosk_page_leave:
 *
 * Tells the page that it will be destroyed.
 */
void
kiosk_page_leave (KioskPage *self)
{
  g_return_if_fail (KIOSK_IS_PAGE (self));

  if (KIOSK_PAGE_GET_CLASS (self)->leave != NULL)
    KIOSK_PAGE_GET_CLASS (self)->leave (self);
}

/**
 * kiosk_page_get_header:
 * @strong: (out): whether it is the page's title
 *
 * Returns: (nullable): what the header shows in place of trail or centre
 */
const char *
kiosk_page_get_header (KioskPage *self, gboolean *strong)
{
  g_return_val_if_fail (KIOSK_IS_PAGE (self), NULL);

  *strong = kiosk_page_get_private (self)->strong;

  return kiosk_page_get_private (self)->header;
}

/**
 * kiosk_page_get_title:
 *
 * Returns: (nullable): the question of the page
 */
const char *
kiosk_page_get_title (KioskPage *self)
{
  g_return_val_if_fail (KIOSK_IS_PAGE (self), NULL);

  return kiosk_page_get_private (self)->title;
}

/**
 * kiosk_page_is_bare:
 *
 * Returns: whether the page wants no frame around it
 */
gboolean
kiosk_page_is_bare (KioskPage *self)
{
  g_return_val_if_fail (KIOSK_IS_PAGE (self), FALSE);

  return kiosk_page_get_private (self)->bare;
}

/**
 * kiosk_page_set_above:
 * @above: pixels of the panel above the page
 */
void
kiosk_page_set_above (KioskPage *self, int above)
{
  KioskPagePrivate *priv;

  g_return_if_fail (KIOSK_IS_PAGE (self));

  priv = kiosk_page_get_private (self);
  kiosk_page_body_set_above (KIOSK_PAGE_BODY (priv->body), above);
  if (priv->upper != NULL)
    gtk_widget_set_size_request (
        priv->upper, -1,
        MAX (0,
             priv->look.panel_height - (int) lround (LOWERED_MM * priv->look.px_per_mm) - above));
}

/**
 * kiosk_page_focus_first:
 *
 * Moves focus to the first thing that can be answered, or to the action bar. A field to type in is
 * left alone: the keyboard would cover half of a page that nobody has read yet; Tab or a touch gets
 * there.
 */
void
kiosk_page_focus_first (KioskPage *self)
{
  KioskPagePrivate *priv;
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (KIOSK_IS_PAGE (self));

  priv = kiosk_page_get_private (self);
  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (!gtk_widget_child_focus (priv->body, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (priv->actions, GTK_DIR_TAB_FORWARD);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (GTK_IS_TEXT (focus))
    {
      gtk_editable_select_region (GTK_EDITABLE (focus), 0, 0);
      gtk_root_set_focus (root, NULL);
    }
}
