/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-main"

#include "kiosk/wiring.h"

#include "base/background.h"
#include "drivers/camera/camera.h"
#include "drivers/pcsc/pcsc-reader.h"
#include "drivers/scanner/sane-scanner.h"
#include "drivers/serial/serial-reader.h"
#include "drivers/virtual/control.h"
#include "flow/flow-receipt.h"
#include "link/link.h"
#include "printers/open-printer.h"

#include <string.h>

/* A calendar that runs out sooner than this is a matter for the province, now. */
#define CALENDAR_WARNING_DAYS 60

/**
 * KioskWiring:
 *
 * The only place that names concrete classes, and the only reader of the configuration.
 *
 * Everything above sees interfaces; everything below is told what it needs and asks nobody.
 */
struct _KioskWiring
{
  const KioskConfig *config; /* until the catalogue is loaded */

  /* while it loads */
  GThread *texts_loader;      /* (nullable) */
  GThread *outbox_loader;     /* (nullable) */
  GError *texts_error;        /* (nullable) */
  GError *outbox_error;       /* (nullable) */
  KioskPrintJournal *journal; /* (nullable) */

  /* owned */
  KioskFlow *flow;
  KioskLink *link;
  KioskControl *control;                       /* (nullable): only with virtual devices */
  KioskVirtualCodeReader *virtual_reader;      /* (nullable) */
  KioskVirtualPageScanner *virtual_scanner;    /* (nullable) */
  KioskVirtualChipReader *virtual_chip_reader; /* (nullable) */
  KioskTrustStore *trust;                      /* (nullable) */
  KioskFlowParts parts;
  KioskOffice office;
};

G_DEFINE_QUARK (kiosk-wiring-error-quark, kiosk_wiring_error)

static void
copy_text (KioskText **target, const KioskText *source)
{
  static const char *const codes[] = { "vi", "en" };

  *target = kiosk_text_new ();
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (kiosk_text_has (source, codes[i]))
      kiosk_text_set (*target, codes[i], kiosk_text_get (source, codes[i]));
}

static void
make_office (KioskOffice *office, const KioskConfigOffice *from)
{
  office->kiosk = g_strdup (from->id);
  office->tenant = g_strdup (from->tenant);
  office->telephone = g_strdup (from->telephone);
  office->track_url = g_strdup (from->track_url);
  copy_text (&office->parent, from->parent);
  copy_text (&office->centre, from->centre);
  copy_text (&office->place, from->place);
  copy_text (&office->counter, from->counter);
  copy_text (&office->hours, from->hours);
}

static void
clear_office (KioskOffice *office)
{
  g_free (office->kiosk);
  g_free (office->tenant);
  g_free (office->telephone);
  g_free (office->track_url);
  g_clear_pointer (&office->parent, kiosk_text_free);
  g_clear_pointer (&office->centre, kiosk_text_free);
  g_clear_pointer (&office->place, kiosk_text_free);
  g_clear_pointer (&office->counter, kiosk_text_free);
  g_clear_pointer (&office->hours, kiosk_text_free);
}

static gboolean
make_code_readers (KioskWiring *self, const KioskConfig *config, GError **error)
{
  self->parts.code_readers = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; config->code_readers[i] != NULL; i++)
    {
      const char *name = config->code_readers[i];

      if (g_str_has_prefix (name, "serial:"))
        {
          g_ptr_array_add (self->parts.code_readers,
                           kiosk_serial_reader_new (name + strlen ("serial:")));
        }
      else if (g_str_equal (name, "camera") || g_str_has_prefix (name, "camera:"))
        {
          const char *source = strchr (name, ':');

          g_ptr_array_add (self->parts.code_readers,
                           kiosk_camera_new (source != NULL ? source + 1 : NULL));
        }
      else if (g_str_equal (name, "virtual"))
        {
          if (self->virtual_reader == NULL)
            self->virtual_reader = kiosk_virtual_code_reader_new ();
          g_ptr_array_add (self->parts.code_readers, g_object_ref (self->virtual_reader));
        }
      else
        {
          g_set_error (error, KIOSK_WIRING_ERROR, KIOSK_WIRING_ERROR_DEVICE,
                       "devices.code_readers: %s is neither serial:PATH, camera nor virtual", name);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
make_chip_readers (KioskWiring *self, const KioskConfig *config, GError **error)
{
  KioskPcscReaderFlags flags = KIOSK_PCSC_READER_ASK_CARDS;

  if (config->environment == KIOSK_ENVIRONMENT_DEMONSTRATION)
    flags |= KIOSK_PCSC_READER_ALLOW_VIRTUAL;
  self->parts.chip_readers = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; config->chip_readers[i] != NULL; i++)
    {
      const char *name = config->chip_readers[i];

      if (g_str_equal (name, "pcsc"))
        {
          g_ptr_array_add (self->parts.chip_readers,
                           kiosk_pcsc_reader_new (self->parts.clock, self->trust, NULL, flags));
        }
      else if (g_str_equal (name, "virtual"))
        {
          self->virtual_chip_reader = kiosk_virtual_chip_reader_new ();
          g_ptr_array_add (self->parts.chip_readers, g_object_ref (self->virtual_chip_reader));
        }
      else
        {
          g_set_error (error, KIOSK_WIRING_ERROR, KIOSK_WIRING_ERROR_DEVICE,
                       "devices.chip_readers: %s is neither pcsc nor virtual", name);
          return FALSE;
        }
    }

  return TRUE;
}

/* The page shows what the first camera sees. */
static void
find_viewfinder (KioskWiring *self)
{
  for (guint i = 0; i < self->parts.code_readers->len && self->parts.viewfinder == NULL; i++)
    if (KIOSK_IS_VIEWFINDER (self->parts.code_readers->pdata[i]))
      self->parts.viewfinder = g_object_ref (self->parts.code_readers->pdata[i]);
}

static gboolean
make_scanner (KioskWiring *self, const KioskConfig *config, GError **error)
{
  if (g_str_has_prefix (config->scanner, "sane:"))
    {
      g_auto (GStrv) parts = g_strsplit (config->scanner + strlen ("sane:"), "|", 2);

      self->parts.scanner = KIOSK_PAGE_SCANNER (kiosk_sane_scanner_new (parts[0], parts[1]));
    }
  else if (g_str_equal (config->scanner, "virtual"))
    {
      self->virtual_scanner = kiosk_virtual_page_scanner_new ();
      self->parts.scanner = KIOSK_PAGE_SCANNER (g_object_ref (self->virtual_scanner));
    }
  else if (!g_str_equal (config->scanner, "none"))
    {
      g_set_error (error, KIOSK_WIRING_ERROR, KIOSK_WIRING_ERROR_DEVICE,
                   "devices.scanner: %s is neither sane:NAME, virtual nor none", config->scanner);
      return FALSE;
    }

  return TRUE;
}

/* Without the journal a kiosk still prints; only what a power cut leaves open is not told afterwards. */
static KioskPrintJournal *
open_print_journal (const KioskConfig *config)
{
  g_autofree char *path = g_build_filename (config->data_path, "print.db", NULL);
  g_autoptr (GError) error = NULL;
  KioskPrintJournal *journal = NULL;

  g_mkdir_with_parents (config->data_path, 0700);
  journal = kiosk_print_journal_open (path, &error);
  if (journal == NULL)
    g_warning ("Printing goes on without its journal: %s", error->message);
  return journal;
}

static gboolean
make_printers (KioskWiring *self, const KioskConfig *config, GError **error)
{
  self->parts.printers = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < config->printers->len; i++)
    {
      const KioskConfigPrinter *printer = config->printers->pdata[i];
      KioskPrinter *opened;

      opened = kiosk_printer_open (printer->uri, printer->width_dots, printer->media, self->journal,
                                   error);
      if (opened == NULL)
        {
          g_prefix_error (error, "printers: %s: ", printer->name);
          return FALSE;
        }
      g_ptr_array_add (self->parts.printers, opened);
    }

  return TRUE;
}

/* A virtual reader lets anybody be anybody; that must never meet a real province. */
static gboolean
check_environment (KioskWiring *self, const KioskConfig *config, GError **error)
{
  if (config->environment == KIOSK_ENVIRONMENT_PRODUCTION
      && (self->virtual_reader != NULL || self->virtual_scanner != NULL
          || self->virtual_chip_reader != NULL || config->control_socket != NULL))
    {
      g_set_error_literal (
          error, KIOSK_WIRING_ERROR, KIOSK_WIRING_ERROR_VIRTUAL,
          "devices: virtual devices and a control socket are refused in production");
      return FALSE;
    }

  return TRUE;
}

static gboolean
load_assets (KioskWiring *self, const KioskConfig *config, GError **error)
{
  g_autofree char *translations = g_build_filename (config->assets_path, "translations", NULL);
  g_autofree char *calendar
      = g_build_filename (config->assets_path, "calendars", "vietnam.json", NULL);
  g_autoptr (GDateTime) today = kiosk_clock_now (self->parts.clock);
  int days_left;

  self->parts.language = kiosk_language_load (translations, error);
  if (self->parts.language == NULL)
    return FALSE;
  self->parts.failures = kiosk_failure_catalogue_load (config->assets_path, error);
  if (self->parts.failures == NULL)
    return FALSE;
  self->parts.calendar = kiosk_calendar_load (calendar, error);
  if (self->parts.calendar == NULL)
    return FALSE;

  days_left = kiosk_calendar_days_left (self->parts.calendar, today);
  if (days_left < CALENDAR_WARNING_DAYS)
    g_warning ("The calendar of working days runs out in %d days; install a newer one", days_left);

  return TRUE;
}

/* A certificate that is refused is a matter for the technician; the others count all the same. */
static gboolean
load_trust (KioskWiring *self, const KioskConfig *config, GError **error)
{
  GPtrArray *refusals;

  if (config->trust_path == NULL)
    return TRUE;
  self->trust = kiosk_trust_store_load (config->trust_path, error);
  if (self->trust == NULL)
    {
      g_prefix_error (error, "identity.trust: ");
      return FALSE;
    }
  refusals = kiosk_trust_store_get_refusals (self->trust);
  for (guint i = 0; i < refusals->len; i++)
    {
      const KioskTrustRefusal *refusal = g_ptr_array_index (refusals, i);

      g_warning ("identity.trust: %s, certificate %u, is not trusted: %s", refusal->file,
                 refusal->position, kiosk_trust_refusal_reason_to_word (refusal->reason));
    }

  return TRUE;
}

static gboolean
open_outbox (KioskWiring *self, const KioskConfig *config, GError **error)
{
  g_autofree char *folder = g_build_filename (config->data_path, "outbox", NULL);

  self->parts.intake = kiosk_intake_key_load (config->intake_key, error);
  if (self->parts.intake == NULL)
    return FALSE;
  self->parts.device_key = kiosk_signing_key_load (config->device_key, error);
  if (self->parts.device_key == NULL)
    return FALSE;
  self->parts.outbox = kiosk_outbox_open (folder, self->parts.clock, error);

  return self->parts.outbox != NULL;
}

static void
on_link_changed (KioskLink *link, const char *submission_id, KioskWiring *self)
{
  kiosk_flow_entry_changed (self->flow, submission_id);
}

static void
on_online_changed (KioskLink *link, KioskWiring *self)
{
  kiosk_flow_set_network (self->flow, kiosk_link_is_online (link));
}

static void
on_appended (KioskFlow *flow, const char *submission_id, KioskWiring *self)
{
  kiosk_link_ring (self->link);
}

static void
join (KioskWiring *self, const KioskConfig *config)
{
  self->flow = kiosk_flow_new (&self->parts);
  self->link = kiosk_link_new_client (config->link_path);
  g_signal_connect (self->link, "changed", G_CALLBACK (on_link_changed), self);
  g_signal_connect (self->link, "online-changed", G_CALLBACK (on_online_changed), self);
  g_signal_connect (self->flow, "appended", G_CALLBACK (on_appended), self);
  kiosk_flow_set_network (self->flow, kiosk_link_is_online (self->link));
}

static gpointer
load_texts (gpointer data)
{
  KioskWiring *self = data;

  load_assets (self, self->config, &self->texts_error);

  return NULL;
}

static gpointer
load_outbox (gpointer data)
{
  KioskWiring *self = data;

  if (open_outbox (self, self->config, &self->outbox_error)
      && load_trust (self, self->config, &self->outbox_error))
    self->journal = open_print_journal (self->config);

  return NULL;
}

/**
 * kiosk_wiring_begin:
 * @config: the configuration; must stay until kiosk_wiring_load_catalogue()
 *
 * Starts to load what the kiosk cannot do without: texts, calendar, keys and outbox. It
 * happens beside the toolkit's own start, because a citizen waits for both.
 *
 * Returns: (transfer full): a wiring that must be finished, or freed
 */
KioskWiring *
kiosk_wiring_begin (const KioskConfig *config)
{
  KioskWiring *self = g_new0 (KioskWiring, 1);

  self->config = config;
  self->parts.clock = kiosk_clock_new ();
  self->parts.idle_seconds = config->idle_seconds;
  self->parts.warning_seconds = config->warning_seconds;
  self->parts.wait_for_province_ms = config->wait_for_province_ms;
  self->parts.office = &self->office;
  make_office (&self->office, &config->office);
  self->outbox_loader = kiosk_background_new ("outbox", load_outbox, self);
  self->texts_loader = kiosk_background_new ("texts", load_texts, self);

  return self;
}

/**
 * kiosk_wiring_finish:
 * @self: a wiring that was begun
 * @error: a #KioskWiringError, or what a file of the configuration is refused with
 *
 * Waits for what is being loaded, then opens the devices and joins everything. Devices that are away
 * are no failure here; they tell their state to the flow.
 *
 * Returns: whether the kiosk can work
 */
gboolean
kiosk_wiring_finish (KioskWiring *self, GError **error)
{
  const KioskConfig *config = self->config;

  g_clear_pointer (&self->texts_loader, g_thread_join);
  g_clear_pointer (&self->outbox_loader, g_thread_join);
  if (self->texts_error != NULL || self->outbox_error != NULL)
    {
      g_propagate_error (error, self->texts_error != NULL ? g_steal_pointer (&self->texts_error)
                                                          : g_steal_pointer (&self->outbox_error));
      return FALSE;
    }

  if (!make_code_readers (self, config, error) || !make_chip_readers (self, config, error)
      || !make_scanner (self, config, error) || !check_environment (self, config, error)
      || !make_printers (self, config, error))
    return FALSE;
  find_viewfinder (self);

  if (config->control_socket != NULL)
    {
      self->control = kiosk_control_new (config->control_socket, self->virtual_reader,
                                         self->virtual_scanner, self->virtual_chip_reader, error);
      if (self->control == NULL)
        return FALSE;
    }
  join (self, config);

  return TRUE;
}

/**
 * kiosk_wiring_load_catalogue:
 * @self: a wiring that was finished
 * @error: a #KioskProcedureError
 *
 * Loads the procedures, which is the most work of all and nothing of which is on the first page; the
 * caller lets that page be painted first, and no touch in between.
 *
 * Returns: whether there is something to choose from
 */
gboolean
kiosk_wiring_load_catalogue (KioskWiring *self, GError **error)
{
  self->parts.catalogue = kiosk_catalogue_load (self->config->assets_path, error);
  if (self->parts.catalogue == NULL)
    return FALSE;
  kiosk_flow_set_catalogue (self->flow, self->parts.catalogue);

  return TRUE;
}

/**
 * kiosk_wiring_get_flow:
 * @self: a wiring
 *
 * Returns: (transfer none): the flow that the interface shows
 */
KioskFlow *
kiosk_wiring_get_flow (KioskWiring *self)
{
  return self->flow;
}

/**
 * kiosk_wiring_free:
 * @self: a wiring
 *
 * Takes everything apart, the flow first, so that nothing calls into what has gone.
 */
void
kiosk_wiring_free (KioskWiring *self)
{
  g_clear_pointer (&self->texts_loader, g_thread_join);
  g_clear_pointer (&self->outbox_loader, g_thread_join);
  g_clear_error (&self->texts_error);
  g_clear_error (&self->outbox_error);
  g_clear_object (&self->control);
  if (self->link != NULL)
    g_signal_handlers_disconnect_by_data (self->link, self);
  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_clear_object (&self->flow);
  g_clear_object (&self->link);
  g_clear_object (&self->virtual_reader);
  g_clear_object (&self->virtual_scanner);
  g_clear_object (&self->virtual_chip_reader);
  g_clear_object (&self->trust);
  kiosk_flow_parts_release (&self->parts);
  g_clear_pointer (&self->journal, kiosk_print_journal_unref);
  clear_office (&self->office);
  g_free (self);
}
