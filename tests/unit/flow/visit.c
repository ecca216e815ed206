/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "visit.h"

#include "base/digest.h"
#include "flow/flow-receipt.h"
#include "wire/acknowledgement.h"

#include <ftw.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define BOUND_SECONDS 60

static KioskText *
say (const char *vi, const char *en)
{
  KioskText *text = kiosk_text_new ();

  kiosk_text_set (text, "vi", vi);
  kiosk_text_set (text, "en", en);
  return text;
}

static void
make_office (KioskOffice *office)
{
  *office = (KioskOffice){
    .kiosk = (char *) "KIOSK7",
    .tenant = (char *) "H99.018.02",
    .parent = say ("Ủy ban nhân dân phường An Bình", "An Bình Ward People's Committee"),
    .centre = say ("Trung tâm An Bình", "An Bình Centre"),
    .place = say ("An Bình", "An Bình"),
    .counter = say ("quầy 4", "counter 4"),
    .hours = say ("07:30 - 17:00", "07:30 - 17:00"),
    .telephone = (char *) "024 0000 0000",
    .track_url = (char *) "HTTPS://TRACK.EXAMPLE.VN",
  };
}

static void
load_parts (Visit *self)
{
  static const KioskOutboxLimits no_limits = { 0, 0 };
  const char *assets = g_getenv ("KIOSK_ASSETS");
  g_autofree char *translations = g_build_filename (assets, "translations", NULL);
  g_autofree char *calendar = g_build_filename (assets, "calendars", "vietnam.json", NULL);
  g_autofree char *outbox = g_build_filename (self->folder, "outbox", NULL);
  g_autoptr (GError) error = NULL;

  self->parts.clock = kiosk_clock_new_fake (VISIT_NOON_US);
  self->parts.language = kiosk_language_load (translations, &error);
  g_assert_no_error (error);
  self->parts.failures = kiosk_failure_catalogue_load (assets, &error);
  g_assert_no_error (error);
  self->parts.catalogue = kiosk_catalogue_load (assets, &error);
  g_assert_no_error (error);
  self->parts.calendar = kiosk_calendar_load (calendar, &error);
  g_assert_no_error (error);
  self->parts.outbox = kiosk_outbox_open (outbox, self->parts.clock, &error);
  g_assert_no_error (error);
  kiosk_outbox_set_limits (self->parts.outbox, &no_limits);
  self->parts.intake = kiosk_intake_key_generate ();
  self->parts.device_key = kiosk_signing_key_generate ();
}

/* A worker thread may let go of what it worked with a moment after its answer was heard. */
static void
release (gpointer object, const char *what)
{
  gint64 end = g_get_monotonic_time () + BOUND_SECONDS * G_TIME_SPAN_SECOND;

  g_object_add_weak_pointer (object, &object);
  g_object_unref (object);
  while (g_atomic_pointer_get (&object) != NULL)
    {
      if (g_get_monotonic_time () > end)
        g_error ("Somebody keeps the %s", what);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/**
 * visit_set_up:
 * @self: (out): a visit whose flow is on the idle page; one printer that waits to be told
 */
void
visit_set_up (Visit *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("kiosk-flow-XXXXXX", NULL);
  make_office (&self->office);
  load_parts (self);
  self->reader = kiosk_virtual_code_reader_new ();
  self->scanner = kiosk_virtual_page_scanner_new ();
  self->printer = told_printer_new ();
  self->parts.office = &self->office;
  self->parts.code_readers = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->parts.code_readers, g_object_ref (self->reader));
  self->parts.scanner = KIOSK_PAGE_SCANNER (self->scanner);
  self->parts.printers = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->parts.printers, g_object_ref (self->printer));
  self->parts.idle_seconds = 3600;
  self->parts.warning_seconds = 3600;
  self->parts.wait_for_province_ms = 1;
  visit_renew_flow (self);
}

/**
 * visit_renew_flow:
 * @self: a visit
 *
 * A new flow from the parts as they are now.
 */
void
visit_renew_flow (Visit *self)
{
  if (self->flow != NULL)
    release (self->flow, "flow");
  self->flow = kiosk_flow_new (&self->parts);
}

/**
 * visit_plug_chip_reader:
 * @self: a visit whose machine has one reader of chips from now on
 */
void
visit_plug_chip_reader (Visit *self)
{
  self->chip_reader = kiosk_virtual_chip_reader_new ();
  self->parts.chip_readers = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->parts.chip_readers, g_object_ref (self->chip_reader));
  visit_renew_flow (self);
}

/**
 * visit_lay_card:
 * @self: a visit with a reader of chips
 * @json: the card, as kiosk_virtual_chip_card_parse() wants it
 */
void
visit_lay_card (Visit *self, const char *json)
{
  g_autoptr (JsonNode) card = json_from_string (json, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (card);
  kiosk_virtual_chip_reader_lay (self->chip_reader, json_node_get_object (card), &error);
  g_assert_no_error (error);
}

static int
remove_one (const char *path, const struct stat *info, int type, struct FTW *ftw)
{
  return remove (path);
}

/**
 * visit_tear_down:
 * @self: a visit
 *
 * Also holds that nobody keeps the flow or what it works with.
 */
void
visit_tear_down (Visit *self, gconstpointer data)
{
  while (told_printer_get_waiting (self->printer) > 0)
    told_printer_answer (self->printer, KIOSK_PRINT_PRINTED);
  visit_settle (self);
  release (self->flow, "flow");
  g_ptr_array_unref (self->parts.code_readers);
  g_ptr_array_unref (self->parts.printers);
  g_clear_pointer (&self->parts.chip_readers, g_ptr_array_unref);
  if (self->chip_reader != NULL)
    release (self->chip_reader, "chip reader");
  release (self->reader, "code reader");
  release (self->scanner, "scanner");
  release (self->printer, "printer");
  release (self->parts.outbox, "outbox");
  release (self->parts.language, "language");
  g_object_unref (self->parts.clock);
  kiosk_failure_catalogue_unref (self->parts.failures);
  kiosk_catalogue_unref (self->parts.catalogue);
  kiosk_calendar_unref (self->parts.calendar);
  kiosk_intake_key_unref (self->parts.intake);
  kiosk_signing_key_unref (self->parts.device_key);
  kiosk_text_free (self->office.parent);
  kiosk_text_free (self->office.centre);
  kiosk_text_free (self->office.place);
  kiosk_text_free (self->office.counter);
  kiosk_text_free (self->office.hours);
  nftw (self->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  g_free (self->folder);
}

static gboolean
on_bound (gpointer what)
{
  g_error ("Waited %d s for %s", BOUND_SECONDS, (const char *) what);
  return G_SOURCE_REMOVE;
}

/**
 * visit_wait:
 * @self: a visit
 * @what: what is waited for, for the message of a test that waits in vain
 * @condition: whether it has come
 */
void
visit_wait (Visit *self, const char *what, VisitCondition condition)
{
  guint bound = g_timeout_add_seconds (BOUND_SECONDS, on_bound, (gpointer) what);

  while (!condition (self))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (bound);
}

/**
 * visit_wait_state:
 * @self: a visit
 * @state: the page waited for
 */
void
visit_wait_state (Visit *self, KioskFlowState state)
{
  const char *what = kiosk_flow_state_to_string (state);
  guint bound = g_timeout_add_seconds (BOUND_SECONDS, on_bound, (gpointer) what);

  while (kiosk_flow_get_state (self->flow) != state)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (bound);
}

/**
 * visit_settle:
 * @self: a visit
 */
void
visit_settle (Visit *self)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static JsonParser *
load_journey (const char *journey)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("KIOSK_SOURCE"), "tests/journey/journeys", journey, NULL);
  g_autoptr (GError) error = NULL;
  JsonParser *parser = json_parser_new ();

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return parser;
}

static JsonObject *
get_journey (JsonParser *parser)
{
  return json_node_get_object (json_parser_get_root (parser));
}

/**
 * visit_choose:
 * @self: a visit on the idle page
 * @journey: whose procedure is chosen; the overview is shown then
 */
void
visit_choose (Visit *self, const char *journey)
{
  g_autoptr (JsonParser) parser = load_journey (journey);

  kiosk_flow_start (self->flow);
  kiosk_flow_advance (self->flow);
  kiosk_flow_show_procedures (self->flow, TRUE);
  kiosk_flow_choose (self->flow, json_object_get_string_member (get_journey (parser), "procedure"));
  g_assert_cmpint (kiosk_flow_get_state (self->flow), ==, KIOSK_FLOW_OVERVIEW);
}

/**
 * visit_show_card:
 * @self: a visit
 * @journey: whose card is shown
 */
void
visit_show_card (Visit *self, const char *journey)
{
  g_autoptr (JsonParser) parser = load_journey (journey);

  kiosk_virtual_code_reader_present (
      self->reader, json_object_get_string_member (get_journey (parser), "card_qr"));
}

/* "today" and "today-14" in a journey are days of the clock that the flow goes by. */
static char *
read_answer (Visit *self, JsonNode *node)
{
  g_autoptr (GDateTime) today = kiosk_clock_now (self->parts.clock);
  g_autoptr (GDateTime) day = NULL;
  const char *text = NULL;

  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  text = json_node_get_string (node);
  if (!g_str_has_prefix (text, "today"))
    return g_strdup (text);
  day = g_date_time_add_days (today, (int) g_ascii_strtoll (text + strlen ("today"), NULL, 10));

  return g_date_time_format (day, "%Y-%m-%d");
}

KioskForm *
visit_get_form (Visit *self)
{
  return kiosk_session_get_form (kiosk_flow_get_session (self->flow));
}

/**
 * visit_fill:
 * @self: a visit with a procedure
 * @journey: whose answers are given, all at once
 */
void
visit_fill (Visit *self, const char *journey)
{
  g_autoptr (JsonParser) parser = load_journey (journey);
  JsonObject *answers = json_object_get_object_member (get_journey (parser), "answers");
  KioskSession *session = kiosk_flow_get_session (self->flow);
  KioskDocumentSet *documents = kiosk_session_get_documents (session);
  g_autoptr (GList) names = json_object_get_members (answers);
  g_autoptr (GPtrArray) components = NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *value = read_answer (self, json_object_get_member (answers, l->data));

      kiosk_form_set (visit_get_form (self), l->data, value);
    }

  components = kiosk_document_set_list (documents, kiosk_itinerary_lookup, session);
  for (guint i = 0; i < components->len; i++)
    {
      const char *id = ((const KioskComponent *) components->pdata[i])->id;

      if (kiosk_document_set_get_state (documents, id) == KIOSK_DOCUMENT_OPEN)
        kiosk_document_set_set_at_counter (documents, id, TRUE);
    }
}

/**
 * visit_go_to:
 * @self: a visit on the idle page
 * @journey: whose procedure, card and answers
 * @state: the page to stop at, identify or later
 */
void
visit_go_to (Visit *self, const char *journey, KioskFlowState state)
{
  visit_choose (self, journey);
  kiosk_flow_advance (self->flow);
  if (state == KIOSK_FLOW_IDENTIFY)
    return;
  visit_show_card (self, journey);
  kiosk_flow_advance (self->flow);
  g_assert_cmpint (kiosk_flow_get_state (self->flow), ==, KIOSK_FLOW_QUESTION);

  for (guint i = 0; kiosk_flow_get_state (self->flow) != state; i++)
    {
      g_assert_cmpuint (i, <, 60);
      visit_fill (self, journey);
      kiosk_flow_advance (self->flow);
    }
}

static gboolean
is_submitted (Visit *self)
{
  if (kiosk_flow_get_submit_error (self->flow) != NULL)
    g_error ("Not kept: %s", kiosk_flow_get_submit_error (self->flow)->message);

  return kiosk_flow_get_state (self->flow) == KIOSK_FLOW_RECEIPT;
}

/**
 * visit_submit:
 * @self: a visit on the idle page
 * @journey: what is filed
 */
void
visit_submit (Visit *self, const char *journey)
{
  visit_go_to (self, journey, KIOSK_FLOW_CHECK);
  kiosk_flow_advance (self->flow);
  visit_wait (self, "the submission to be kept", is_submitted);
}

/**
 * visit_lay_picture:
 * @self: a visit
 *
 * Lays a sheet with lines like writing on the scanner; no two are equal.
 */
void
visit_lay_picture (Visit *self)
{
  g_autofree char *path = g_strdup_printf ("%s/page-%u.png", self->folder, self->n_pictures++);
  g_autoptr (GdkPixbuf) page = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 620, 877);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (page, 0xfcfbf7ff);
  for (int row = 0; row < 30; row++)
    {
      int width = 200 + (row * 37 + (int) self->n_pictures * 53) % 300;
      g_autoptr (GdkPixbuf) line = gdk_pixbuf_new_subpixbuf (page, 60, 60 + row * 26, width, 6);

      gdk_pixbuf_fill (line, 0x101820ff);
    }
  g_assert_true (gdk_pixbuf_save (page, path, "png", &error, NULL));
  g_assert_true (kiosk_virtual_page_scanner_lay (self->scanner, path, &error));
}

static KioskOutboxEntry *
find_entry (Visit *self)
{
  g_autoptr (GError) error = NULL;
  KioskOutboxEntry *entry = kiosk_outbox_find (
      self->parts.outbox, kiosk_flow_get_receipt (self->flow)->submission_id, &error);

  g_assert_no_error (error);
  return entry;
}

/**
 * visit_sign:
 * @self: a visit on the receipt page
 *
 * The province has signed for the dossier; the courier has verified that and written it down.
 */
void
visit_sign (Visit *self)
{
  g_autoptr (KioskOutboxEntry) entry = find_entry (self);
  gsize length;
  gconstpointer data = g_bytes_get_data (entry->manifest, &length);
  g_autofree char *digest = kiosk_sha256_hex (data, length);
  KioskAcknowledgement facts = {
    .id = entry->id,
    .manifest_sha256 = digest,
    .device = (char *) "KIOSK7",
    .tenant = (char *) "H99.018.02",
    .received_at = (char *) "2026-11-24T12:00:05+07:00",
    .kid = (char *) "0123abcd",
  };
  g_autoptr (GBytes) receipt = kiosk_acknowledgement_write (&facts);
  g_autoptr (GBytes) signature = g_bytes_new_static ("signed", 6);
  g_autoptr (GError) error = NULL;

  g_assert_true (kiosk_outbox_acknowledge (self->parts.outbox, entry->id, receipt, signature,
                                           facts.received_at, &error));
  g_assert_no_error (error);
}

/**
 * visit_number:
 * @self: a visit on the receipt page
 * @official: the number that the province gives the dossier
 */
void
visit_number (Visit *self, const char *official)
{
  g_autoptr (GError) error = NULL;
  gint64 sequence = kiosk_outbox_get_cursor (self->parts.outbox) + 1;

  g_assert_true (kiosk_outbox_record_event (self->parts.outbox, sequence,
                                            kiosk_flow_get_receipt (self->flow)->submission_id,
                                            official, 1, &error));
  g_assert_no_error (error);
}
