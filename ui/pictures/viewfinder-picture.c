/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pictures/viewfinder-picture.h"

/**
 * KioskViewfinderPicture:
 *
 * What a camera sees now, while it is on the screen.
 *
 * The camera may be faster than the screen. A frame waits for the screen to be drawn next, a later one
 * takes its place, and none is ever queued: what is shown is new, and touches are answered before it.
 * Off the screen nothing is listened to and nothing is held.
 */
struct _KioskViewfinderPicture
{
  GtkWidget parent_instance;

  /* owned */
  KioskViewfinder *viewfinder;
  KioskViewfinderFrame *waiting; /* (nullable): to be shown when the screen is drawn next */

  /* child */
  GtkWidget *picture;

  /* state */
  gulong frame_handler; /* 0 while off the screen */
  guint tick;           /* 0 while nothing waits */
};

G_DEFINE_FINAL_TYPE (KioskViewfinderPicture, kiosk_viewfinder_picture, GTK_TYPE_WIDGET)

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KioskViewfinderPicture *self = KIOSK_VIEWFINDER_PICTURE (widget);
  g_autoptr (KioskViewfinderFrame) frame = g_steal_pointer (&self->waiting);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (
      (int) frame->width, (int) frame->height, GDK_MEMORY_R8G8B8A8, frame->rgba, frame->stride);

  self->tick = 0;
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));

  return G_SOURCE_REMOVE;
}

static void
on_frame (KioskViewfinder *viewfinder, KioskViewfinderFrame *frame, KioskViewfinderPicture *self)
{
  g_clear_pointer (&self->waiting, kiosk_viewfinder_frame_unref);
  self->waiting = kiosk_viewfinder_frame_ref (frame);
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

static void
stop (KioskViewfinderPicture *self)
{
  if (self->frame_handler != 0)
    g_clear_signal_handler (&self->frame_handler, self->viewfinder);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->waiting, kiosk_viewfinder_frame_unref);
}

static void
kiosk_viewfinder_picture_map (GtkWidget *widget)
{
  KioskViewfinderPicture *self = KIOSK_VIEWFINDER_PICTURE (widget);

  GTK_WIDGET_CLASS (kiosk_viewfinder_picture_parent_class)->map (widget);
  if (self->frame_handler == 0)
    self->frame_handler = g_signal_connect (self->viewfinder, "frame", G_CALLBACK (on_frame), self);
}

static void
kiosk_viewfinder_picture_unmap (GtkWidget *widget)
{
  KioskViewfinderPicture *self = KIOSK_VIEWFINDER_PICTURE (widget);

  stop (self);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), NULL);
  GTK_WIDGET_CLASS (kiosk_viewfinder_picture_parent_class)->unmap (widget);
}

static void
kiosk_viewfinder_picture_dispose (GObject *object)
{
  KioskViewfinderPicture *self = KIOSK_VIEWFINDER_PICTURE (object);

  stop (self);
  g_clear_pointer (&self->picture, gtk_widget_unparent);
  g_clear_object (&self->viewfinder);

  G_OBJECT_CLASS (kiosk_viewfinder_picture_parent_class)->dispose (object);
}

static void
kiosk_viewfinder_picture_class_init (KioskViewfinderPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kiosk_viewfinder_picture_dispose;
  widget_class->map = kiosk_viewfinder_picture_map;
  widget_class->unmap = kiosk_viewfinder_picture_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "viewfinder");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kiosk_viewfinder_picture_init (KioskViewfinderPicture *self)
{
  self->picture = gtk_picture_new ();
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  gtk_picture_set_content_fit (GTK_PICTURE (self->picture), GTK_CONTENT_FIT_CONTAIN);
  gtk_widget_set_parent (self->picture, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * kiosk_viewfinder_picture_new:
 * @viewfinder: the camera; whoever wants codes starts and stops it
 * @name: says to who does not see it what it is
 *
 * It has no size of its own, since a camera may send frames of another; who shows it gives it one.
 *
 * Returns: (transfer floating): a picture, empty until the camera sends a frame
 */
GtkWidget *
kiosk_viewfinder_picture_new (KioskViewfinder *viewfinder, const char *name)
{
  KioskViewfinderPicture *self = g_object_new (KIOSK_TYPE_VIEWFINDER_PICTURE, NULL);

  self->viewfinder = g_object_ref (viewfinder);
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  return GTK_WIDGET (self);
}
