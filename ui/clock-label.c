/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/clock-label.h"

#include "language/speak.h"
#include "ui/widgets/box.h"

#define MINUTE_US (60 * G_USEC_PER_SEC)

/**
 * KioskClockLabel:
 *
 * Time and date in the header.
 *
 * It wakes once a minute, at the minute, and not at all while it is not on the panel.
 */
struct _KioskClockLabel
{
  GtkWidget parent_instance;

  /* owned */
  KioskClock *clock;
  KioskLanguage *language;

  /* owned as children */
  GtkWidget *box;
  GtkWidget *time;
  GtkWidget *weekday; /* (nullable) */
  GtkWidget *date;    /* (nullable) */

  /* state */
  KioskClockDate shape;
  guint source_id;
};

G_DEFINE_FINAL_TYPE (KioskClockLabel, kiosk_clock_label, GTK_TYPE_WIDGET)

static void
update (KioskClockLabel *self)
{
  g_autoptr (GDateTime) now = kiosk_clock_now (self->clock);
  g_autofree char *time = kiosk_write_time (self->language, NULL, now);

  gtk_label_set_text (GTK_LABEL (self->time), time);
  if (self->date != NULL)
    {
      g_autofree char *weekday = kiosk_write_weekday (self->language, NULL, now);
      g_autofree char *date = kiosk_write_date (self->language, NULL, now);
      g_autofree char *line = g_strdup_printf ("%s, %s", weekday, date);

      if (self->weekday != NULL)
        gtk_label_set_text (GTK_LABEL (self->weekday), weekday);
      gtk_label_set_text (GTK_LABEL (self->date), self->weekday != NULL ? date : line);
    }
}

static void schedule (KioskClockLabel *self);

static gboolean
on_minute (gpointer user_data)
{
  KioskClockLabel *self = KIOSK_CLOCK_LABEL (user_data);

  self->source_id = 0;
  update (self);
  schedule (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (KioskClockLabel *self)
{
  gint64 left = MINUTE_US - kiosk_clock_get_real (self->clock) % MINUTE_US;

  self->source_id = g_timeout_add ((guint) (left / 1000 + 20), on_minute, self);
}

static void
kiosk_clock_label_map (GtkWidget *widget)
{
  KioskClockLabel *self = KIOSK_CLOCK_LABEL (widget);

  GTK_WIDGET_CLASS (kiosk_clock_label_parent_class)->map (widget);
  update (self);
  schedule (self);
}

static void
kiosk_clock_label_unmap (GtkWidget *widget)
{
  KioskClockLabel *self = KIOSK_CLOCK_LABEL (widget);

  g_clear_handle_id (&self->source_id, g_source_remove);
  GTK_WIDGET_CLASS (kiosk_clock_label_parent_class)->unmap (widget);
}

static void
kiosk_clock_label_dispose (GObject *object)
{
  KioskClockLabel *self = KIOSK_CLOCK_LABEL (object);

  g_clear_handle_id (&self->source_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->clock);
  g_clear_object (&self->language);

  G_OBJECT_CLASS (kiosk_clock_label_parent_class)->dispose (object);
}

static void
kiosk_clock_label_class_init (KioskClockLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kiosk_clock_label_dispose;
  widget_class->map = kiosk_clock_label_map;
  widget_class->unmap = kiosk_clock_label_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "clock-label");
}

static void
kiosk_clock_label_init (KioskClockLabel *self)
{
  self->box = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_add_css_class (self->box, "clock-box");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->time = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->time, "clock");
  gtk_widget_set_valign (self->time, GTK_ALIGN_CENTER);
}

static void
add_date (KioskClockLabel *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gboolean block = self->shape != KIOSK_CLOCK_DATE_LINE;
  gboolean after = self->shape == KIOSK_CLOCK_DATE_AFTER;

  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  self->date = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->date, "date");
  gtk_label_set_xalign (GTK_LABEL (self->date), after ? 0 : 1);
  if (block)
    {
      self->weekday = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->weekday, "date");
      gtk_widget_add_css_class (self->date, "strong");
      gtk_label_set_xalign (GTK_LABEL (self->weekday), after ? 0 : 1);
      gtk_box_append (GTK_BOX (lines), self->weekday);
    }
  gtk_box_append (GTK_BOX (lines), self->date);
  if (after)
    {
      gtk_widget_add_css_class (lines, "date-after");
      gtk_box_append (GTK_BOX (self->box), lines);
    }
  else
    {
      gtk_box_prepend (GTK_BOX (self->box), lines);
    }
}

/**
 * kiosk_clock_label_new:
 * @clock: whose time
 * @language: how it is written
 * @date: what of the date is shown
 *
 * Returns: (transfer floating): the time, in the zone of the clock
 */
GtkWidget *
kiosk_clock_label_new (KioskClock *clock, KioskLanguage *language, KioskClockDate date)
{
  KioskClockLabel *self;

  g_return_val_if_fail (KIOSK_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (KIOSK_IS_LANGUAGE (language), NULL);

  self = g_object_new (KIOSK_TYPE_CLOCK_LABEL, NULL);
  self->clock = g_object_ref (clock);
  self->language = g_object_ref (language);
  self->shape = date;
  gtk_box_append (GTK_BOX (self->box), self->time);
  if (date != KIOSK_CLOCK_TIME_ONLY)
    add_date (self);
  update (self);

  return GTK_WIDGET (self);
}
