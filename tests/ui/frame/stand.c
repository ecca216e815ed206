/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "stand.h"

#include "ui/widgets/icon.h"

#include <glib/gstdio.h>

#define CARD "001199012345||Nguyễn Thị Mẫu|31011999|Nữ|12 ngõ 5 phố Hoa Sữa, Hà Nội|10072021"
/* Wednesday, 25/11/2026, 09:41 in Viet Nam. */
#define NOW_US (G_GINT64_CONSTANT (1795574460) * G_USEC_PER_SEC)
#define ROUNDS 4
#define WAIT_US (20 * G_USEC_PER_SEC)

static KioskText *
make_text (const char *vi, const char *en)
{
  KioskText *text = kiosk_text_new ();

  kiosk_text_set (text, "vi", vi);
  kiosk_text_set (text, "en", en);

  return text;
}

static void
make_office (KioskOffice *office)
{
  office->kiosk = g_strdup ("KIOSK7");
  office->tenant = g_strdup ("H99.018.02");
  office->parent = make_text ("Ủy ban nhân dân phường An Bình", "People's Committee of An Bình");
  office->centre = make_text ("Trung tâm Phục vụ hành chính công phường An Bình",
                              "Public administrative service centre of An Bình");
  office->place = make_text ("An Bình", "An Bình");
  office->counter = make_text ("quầy 4", "counter 4");
  office->hours = make_text ("07:30 - 11:30 và 13:30 - 17:00", "07:30 - 11:30 and 13:30 - 17:00");
  office->telephone = g_strdup ("0900 000 000");
  office->track_url = g_strdup ("HTTPS://TRACK.EXAMPLE.VN");
}

static void
load_parts (Stand *self, const char *assets)
{
  g_autofree char *texts = g_build_filename (assets, "translations", NULL);
  g_autofree char *calendar = g_build_filename (assets, "calendars", "vietnam.json", NULL);
  g_autofree char *outbox = g_build_filename (self->folder, "outbox", NULL);
  g_autoptr (GError) error = NULL;

  self->parts.clock = kiosk_clock_new_fake (NOW_US);
  self->parts.language = kiosk_language_load (texts, &error);
  g_assert_no_error (error);
  self->parts.failures = kiosk_failure_catalogue_load (assets, &error);
  g_assert_no_error (error);
  self->parts.catalogue = kiosk_catalogue_load (assets, &error);
  g_assert_no_error (error);
  self->parts.calendar = kiosk_calendar_load (calendar, &error);
  g_assert_no_error (error);
  self->parts.outbox = kiosk_outbox_open (outbox, self->parts.clock, &error);
  g_assert_no_error (error);
  self->parts.intake = kiosk_intake_key_generate ();
  self->parts.device_key = kiosk_signing_key_generate ();
  self->parts.office = &self->office;
  self->parts.code_readers = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->parts.code_readers, g_object_ref (self->reader));
  self->parts.printers = g_ptr_array_new_with_free_func (g_object_unref);
  self->parts.idle_seconds = 3600;
  self->parts.warning_seconds = 30;
  self->parts.wait_for_province_ms = 10;
}

Stand *
stand_new (gboolean portrait)
{
  Stand *self = g_new0 (Stand, 1);
  g_autoptr (KioskMetrics) metrics = NULL;
  g_autoptr (GError) error = NULL;
  const char *assets = g_getenv ("KIOSK_ASSETS");

  self->folder = g_dir_make_tmp ("kiosk-stand-XXXXXX", &error);
  g_assert_no_error (error);
  make_office (&self->office);
  self->reader = kiosk_virtual_code_reader_new ();
  load_parts (self, assets);
  self->flow = kiosk_flow_new (&self->parts);
  metrics
      = portrait ? kiosk_metrics_new (1080, 1920, 398.0) : kiosk_metrics_new (1920, 1080, 476.0);
  self->px_per_mm = kiosk_metrics_get_px_per_mm (metrics);
  self->window = KIOSK_WINDOW (kiosk_window_new (self->flow, metrics, assets));
  gtk_window_present (GTK_WINDOW (self->window));
  stand_settle (self);

  return self;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
free_office (KioskOffice *office)
{
  g_free (office->kiosk);
  g_free (office->tenant);
  g_free (office->telephone);
  g_free (office->track_url);
  kiosk_text_free (office->parent);
  kiosk_text_free (office->centre);
  kiosk_text_free (office->place);
  kiosk_text_free (office->counter);
  kiosk_text_free (office->hours);
}

void
stand_free (Stand *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->flow);
  g_object_unref (self->parts.clock);
  g_object_unref (self->parts.language);
  kiosk_failure_catalogue_unref (self->parts.failures);
  kiosk_catalogue_unref (self->parts.catalogue);
  kiosk_calendar_unref (self->parts.calendar);
  g_object_unref (self->parts.outbox);
  kiosk_intake_key_unref (self->parts.intake);
  kiosk_signing_key_unref (self->parts.device_key);
  g_ptr_array_unref (self->parts.code_readers);
  g_ptr_array_unref (self->parts.printers);
  g_object_unref (self->reader);
  free_office (&self->office);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  (*(guint *) user_data)++;

  return G_SOURCE_CONTINUE;
}

/* Lets a few frames be laid out and drawn. */
void
stand_settle (Stand *self)
{
  guint frames = 0;
  guint id = gtk_widget_add_tick_callback (GTK_WIDGET (self->window), on_tick, &frames, NULL);
  gint64 end = g_get_monotonic_time () + WAIT_US;

  while (frames < ROUNDS && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (GTK_WIDGET (self->window), id);
}

void
stand_show_card (Stand *self)
{
  kiosk_virtual_code_reader_present (self->reader, CARD);
  stand_settle (self);
}

static void
each (GtkWidget *widget, StandVisit visit, gpointer user_data)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  visit (widget, user_data);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    each (child, visit, user_data);
}

/* Visits everything that is on the panel. */
void
stand_each (Stand *self, StandVisit visit, gpointer user_data)
{
  each (GTK_WIDGET (self->window), visit, user_data);
}

typedef struct
{
  GType type;
  const char *name; /* (nullable) */
  GtkWidget *found;
} Search;

static void
match (GtkWidget *widget, gpointer user_data)
{
  Search *search = user_data;
  g_autofree char *other = NULL;

  if (search->found != NULL || !g_type_is_a (G_OBJECT_TYPE (widget), search->type))
    return;
  if (search->name != NULL)
    other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                GTK_ACCESSIBLE_PROPERTY_LABEL, search->name);
  if (other == NULL)
    search->found = widget;
}

GtkWidget *
stand_find (Stand *self, GType type, const char *name)
{
  Search search = { type, name, NULL };

  stand_each (self, match, &search);

  return search.found;
}

GtkWidget *
stand_find_first (Stand *self, GType type)
{
  return stand_find (self, type, NULL);
}

void
stand_touch (Stand *self, const char *name)
{
  GtkWidget *button = stand_find (self, GTK_TYPE_BUTTON, name);

  g_test_message ("touch «%s»", name);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  stand_settle (self);
}

const char *
stand_text (Stand *self, const char *key)
{
  return kiosk_language_get (self->parts.language, key);
}
