/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "stage.h"

#include "ui/inputs/field-box.h"
#include "ui/widgets/icon.h"

#include <glib/gstdio.h>

#define WAIT_US (20 * G_USEC_PER_SEC)
#define QUIET_ROUNDS 3

/* Wednesday, 25/11/2026, 09:41 in Viet Nam. */
#define NOW_US (G_GINT64_CONSTANT (1795574460) * G_USEC_PER_SEC)
#define CARD                                                                                       \
  "001199012345||Nguyễn Thị Mẫu|31011999|Nữ|12 ngõ 5 phố Hoa Sữa, phường Tân Mai, Hà Nội|10072021"

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
  office->hours = make_text ("Thứ Hai đến thứ Sáu, 07:30 - 11:30 và 13:30 - 17:00",
                             "Monday to Friday, 07:30 - 11:30 and 13:30 - 17:00");
  office->telephone = g_strdup ("0900 000 000");
  office->track_url = g_strdup ("HTTPS://TRACK.EXAMPLE.VN");
}

static void
load_parts (Stage *self, const char *assets)
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
  if (self->chip != NULL)
    {
      self->parts.chip_readers = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (self->parts.chip_readers, g_object_ref (self->chip));
    }
  self->parts.scanner = KIOSK_PAGE_SCANNER (g_object_ref (self->scanner));
  self->parts.printers = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->parts.printers, g_object_ref (self->printer));
  self->parts.idle_seconds = 3600;
  self->parts.warning_seconds = 30;
  self->parts.wait_for_province_ms = 10;
}

static Stage *
make_stage (gboolean portrait, gboolean chip)
{
  Stage *self = g_new0 (Stage, 1);
  const char *assets = g_getenv ("KIOSK_ASSETS");
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("kiosk-stage-XXXXXX", &error);
  g_assert_no_error (error);
  make_office (&self->office);
  self->reader = kiosk_virtual_code_reader_new ();
  self->chip = chip ? kiosk_virtual_chip_reader_new () : NULL;
  self->scanner = kiosk_virtual_page_scanner_new ();
  self->printer = paper_double_new ();
  load_parts (self, assets);
  self->flow = kiosk_flow_new (&self->parts);
  self->metrics
      = portrait ? kiosk_metrics_new (1080, 1920, 398.0) : kiosk_metrics_new (1920, 1080, 476.0);
  self->window = kiosk_window_new (self->flow, self->metrics, assets);
  gtk_window_set_default_size (GTK_WINDOW (self->window), portrait ? 1080 : 1920,
                               portrait ? 1920 : 1080);
  gtk_window_present (GTK_WINDOW (self->window));
  stage_settle (self);
  return self;
}

Stage *
stage_new (gboolean portrait)
{
  return make_stage (portrait, FALSE);
}

Stage *
stage_new_with_chip (gboolean portrait)
{
  return make_stage (portrait, TRUE);
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

void
stage_free (Stage *self)
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
  g_clear_pointer (&self->parts.chip_readers, g_ptr_array_unref);
  g_object_unref (self->parts.scanner);
  g_ptr_array_unref (self->parts.printers);
  g_object_unref (self->reader);
  g_clear_object (&self->chip);
  g_object_unref (self->scanner);
  g_object_unref (self->printer);
  kiosk_metrics_free (self->metrics);
  g_free (self->office.kiosk);
  g_free (self->office.tenant);
  g_free (self->office.telephone);
  g_free (self->office.track_url);
  kiosk_text_free (self->office.parent);
  kiosk_text_free (self->office.centre);
  kiosk_text_free (self->office.place);
  kiosk_text_free (self->office.counter);
  kiosk_text_free (self->office.hours);
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

/* Lets a few frames be laid out and drawn, so that what is looked at is what a citizen would see. */
void
stage_settle (Stage *self)
{
  guint frames = 0;
  guint id = gtk_widget_add_tick_callback (self->window, on_tick, &frames, NULL);
  gint64 end = g_get_monotonic_time () + WAIT_US;

  while (frames < QUIET_ROUNDS && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (self->window, id);
}

void
stage_await (Stage *self, KioskFlowState state)
{
  gint64 end = g_get_monotonic_time () + WAIT_US;

  while (kiosk_flow_get_state (self->flow) != state && g_get_monotonic_time () < end)
    stage_settle (self);
  g_assert_cmpstr (kiosk_flow_state_to_string (kiosk_flow_get_state (self->flow)), ==,
                   kiosk_flow_state_to_string (state));
  stage_settle (self);
}

static gboolean
is_named (GtkWidget *widget, const char *name)
{
  g_autofree char *other = NULL;

  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;
  other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                              GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  return other == NULL;
}

static GtkWidget *
find_in (GtkWidget *widget, GType type, const char *name)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && is_named (widget, name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_in (child, type, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
stage_find (Stage *self, GType type, const char *name)
{
  return find_in (self->window, type, name);
}

static const char *
get_label (GtkWidget *field)
{
  return gtk_label_get_text (
      GTK_LABEL (gtk_widget_get_first_child (gtk_widget_get_first_child (field))));
}

static GtkWidget *
find_below (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_field (GtkWidget *widget, const char *label)
{
  if (KIOSK_IS_FIELD_BOX (widget) && g_str_equal (get_label (widget), label))
    return find_below (widget, GTK_TYPE_ENTRY);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_field (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
stage_entry (Stage *self, const char *label)
{
  GtkWidget *entry = find_field (self->window, label);

  return entry != NULL ? entry : stage_find (self, GTK_TYPE_ENTRY, label);
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

gboolean
stage_says (Stage *self, const char *text)
{
  return says (self->window, text);
}

void
stage_touch (Stage *self, const char *name)
{
  GtkWidget *button = stage_find (self, GTK_TYPE_BUTTON, name);

  if (button == NULL)
    g_error ("No button «%s» on the page %s", name,
             kiosk_flow_state_to_string (kiosk_flow_get_state (self->flow)));
  g_signal_emit_by_name (button, "clicked");
  stage_settle (self);
}

void
stage_choose (Stage *self, const char *name)
{
  GtkWidget *button = stage_find (self, GTK_TYPE_CHECK_BUTTON, name);

  if (button == NULL)
    g_error ("No choice «%s» on the page %s", name,
             kiosk_flow_state_to_string (kiosk_flow_get_state (self->flow)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  stage_settle (self);
}

void
stage_type (Stage *self, const char *label, const char *text)
{
  GtkWidget *entry = stage_entry (self, label);

  if (entry == NULL)
    g_error ("No entry «%s» on the page %s", label,
             kiosk_flow_state_to_string (kiosk_flow_get_state (self->flow)));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  stage_settle (self);
}

void
stage_card (Stage *self)
{
  kiosk_virtual_code_reader_present (self->reader, CARD);
  stage_settle (self);
}

/* @card is what its chip says and how its reading ends, as JSON. */
void
stage_lay (Stage *self, const char *card)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (card, &error);

  g_assert_no_error (error);
  g_assert_true (kiosk_virtual_chip_reader_lay (self->chip, json_node_get_object (node), &error));
  g_assert_no_error (error);
  stage_settle (self);
}

void
stage_lift (Stage *self)
{
  g_assert_true (kiosk_virtual_chip_reader_happen (self->chip, "remove"));
  stage_settle (self);
}

void
stage_await_identify (Stage *self, KioskIdentifyState state)
{
  gint64 end = g_get_monotonic_time () + WAIT_US;

  while (kiosk_flow_get_identify (self->flow) != state && g_get_monotonic_time () < end)
    stage_settle (self);
  g_assert_cmpint (kiosk_flow_get_identify (self->flow), ==, state);
  stage_settle (self);
}

/* A page with some lines on it lies on the scanner. */
void
stage_lay_page (Stage *self, const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s.png", name);
  g_autofree char *path = g_build_filename (self->folder, file, NULL);
  g_autoptr (GdkPixbuf) page = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 827, 1169);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (page, 0xffffffff);
  for (int line = 0; line < 24; line++)
    {
      g_autoptr (GdkPixbuf) ink
          = gdk_pixbuf_new_subpixbuf (page, 100, 120 + line * 36, 400 + (line * 97) % 220, 6);

      gdk_pixbuf_fill (ink, 0x202020ff);
    }
  gdk_pixbuf_save (page, path, "png", &error, NULL);
  g_assert_no_error (error);
  g_assert_true (kiosk_virtual_page_scanner_lay (self->scanner, path, &error));
  g_assert_no_error (error);
}

void
stage_await_scan (Stage *self)
{
  gint64 end = g_get_monotonic_time () + WAIT_US;

  while (kiosk_flow_is_scanning (self->flow) && g_get_monotonic_time () < end)
    stage_settle (self);
  g_assert_false (kiosk_flow_is_scanning (self->flow));
  stage_settle (self);
}

const char *
stage_failure (Stage *self, KioskFailure failure)
{
  return kiosk_failure_catalogue_get (self->parts.failures, failure, KIOSK_AUDIENCE_CITIZEN,
                                      kiosk_language_get_current (self->parts.language));
}

const char *
stage_text (Stage *self, const char *key)
{
  return kiosk_language_get (self->parts.language, key);
}

/* KIOSK_SHOTS names a folder in which whoever looks finds a picture of each page. */
void
stage_shoot (Stage *self, const char *name)
{
  const char *folder = g_getenv ("KIOSK_SHOTS");
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;
  GskRenderer *renderer;
  int width, height;

  stage_settle (self);
  if (folder == NULL)
    return;
  width = gtk_widget_get_width (self->window);
  height = gtk_widget_get_height (self->window);
  paintable = gtk_widget_paintable_new (self->window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  renderer = gtk_native_get_renderer (GTK_NATIVE (self->window));
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  path = g_strdup_printf ("%s/%s.%s%s%s%s.png", folder, name,
                          kiosk_language_get_current (self->parts.language),
                          gtk_widget_has_css_class (self->window, "size-xl") ? ".xl" : "",
                          gtk_widget_has_css_class (self->window, "contrast") ? ".contrast" : "",
                          height > width ? ".portrait" : "");
  gdk_texture_save_to_png (texture, path);
}
