/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/scanner/sane-scanner.h"

#include "drivers/scanner/sane-library.h"
#include "drivers/scanner/sane-frame.h"
#include "drivers/scanner/sane-options.h"
#include "drivers/scanner/scan-watch.h"

#include <string.h>

/* A4 at 300 dpi in colour is 26 MB; a device that promises more is not believed. */
#define MAX_RAW_BYTES (64u * 1024 * 1024)
#define READ_BYTES 32768
#define SCAN_DPI 200

/* A lamp that warms up and the half minute in which airscan asks a busy scanner again fit in. */
#define PATIENCE_SECONDS 60

/**
 * KioskSaneScanner:
 *
 * A flat-bed or network scanner behind SANE; one page for each call.
 *
 * Every SANE call blocks, so all of them run in the worker thread of one scan, which opens the device
 * and closes it again: a scanner that was unplugged meanwhile is simply found or not found.
 */
struct _KioskSaneScanner
{
  GObject parent_instance;

  char *device;  /* SANE name, "test:0" */
  char *options; /* (nullable): "name=value;name=value", set before each scan */
  guint patience_seconds;

  /* state */
  GTask *running;   /* (unowned) (nullable): the scan the device is busy with */
  gboolean offline; /* the last scan found nobody */
};

typedef struct
{
  SANE_Handle handle;
  SANE_Parameters parameters;
  KioskScanWatch *watch; /* (nullable) */
  GByteArray *raw;       /* wiped */
} Job;

typedef struct
{
  KioskSaneScanner *self; /* (owned) */
  guint percent;
} Progress;

static void kiosk_sane_scanner_iface_init (KioskPageScannerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KioskSaneScanner, kiosk_sane_scanner, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_PAGE_SCANNER,
                                                      kiosk_sane_scanner_iface_init))

static void
set_sane_error (GError **error, SANE_Status status)
{
  KioskPageScannerError code;

  switch ((int) status)
    {
    case SANE_STATUS_JAMMED:
      code = KIOSK_PAGE_SCANNER_ERROR_JAM;
      break;
    case SANE_STATUS_NO_DOCS:
      code = KIOSK_PAGE_SCANNER_ERROR_NO_PAPER;
      break;
    case SANE_STATUS_COVER_OPEN:
      code = KIOSK_PAGE_SCANNER_ERROR_COVER;
      break;
    case SANE_STATUS_DEVICE_BUSY:
      code = KIOSK_PAGE_SCANNER_ERROR_BUSY;
      break;
    default:
      code = KIOSK_PAGE_SCANNER_ERROR_OFFLINE;
      break;
    }
  g_set_error (error, KIOSK_PAGE_SCANNER_ERROR, code, "SANE says: %s",
               kiosk_sane.sane_strstatus (status));
}

/* What SANE says of a scan that was ended from here is no news. */
static void
set_job_error (GError **error, const Job *job, SANE_Status status, GCancellable *cancellable)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return;

  if (kiosk_scan_watch_is_expired (job->watch))
    g_set_error_literal (error, KIOSK_PAGE_SCANNER_ERROR, KIOSK_PAGE_SCANNER_ERROR_OFFLINE,
                         "The scanner took the job and fell silent");
  else
    set_sane_error (error, status);
}

static gboolean
on_progress_idle (gpointer user_data)
{
  Progress *progress = user_data;

  if (progress->self->running != NULL)
    g_signal_emit_by_name (progress->self, "progress", progress->percent);

  return G_SOURCE_REMOVE;
}

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->self);
  g_free (progress);
}

static void
tell_progress (KioskSaneScanner *self, guint percent)
{
  Progress *progress = g_new0 (Progress, 1);

  progress->self = g_object_ref (self);
  progress->percent = percent;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_progress_idle, progress, progress_free);
}

static void
job_clear (Job *job)
{
  if (job->raw != NULL)
    {
      kiosk_wipe (job->raw->data, job->raw->len);
      g_byte_array_unref (job->raw);
    }
  g_clear_pointer (&job->watch, kiosk_scan_watch_free);
  if (job->handle != NULL)
    {
      kiosk_sane.sane_cancel (job->handle);
      kiosk_sane.sane_close (job->handle);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static gboolean
read_into (KioskSaneScanner *self, Job *job, guint8 buffer[READ_BYTES], GCancellable *cancellable,
           GError **error)
{
  gsize expected
      = (gsize) MAX (job->parameters.bytes_per_line, 1) * (gsize) MAX (job->parameters.lines, 1);
  guint told = 0;

  while (TRUE)
    {
      SANE_Int length = 0;
      SANE_Status status;
      guint percent;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      status = kiosk_sane.sane_read (job->handle, buffer, READ_BYTES, &length);
      if (status == SANE_STATUS_EOF)
        return TRUE;
      if (status != SANE_STATUS_GOOD)
        {
          set_job_error (error, job, status, cancellable);
          return FALSE;
        }
      if (job->raw->len + (guint) length > MAX_RAW_BYTES)
        {
          g_set_error_literal (error, KIOSK_PAGE_SCANNER_ERROR, KIOSK_PAGE_SCANNER_ERROR_UNREADABLE,
                               "The scanner sends more than a page can hold");
          return FALSE;
        }
      g_byte_array_append (job->raw, buffer, (guint) length);
      if (length > 0)
        kiosk_scan_watch_note_bytes (job->watch);
      percent = (guint) MIN (99, (gsize) job->raw->len * 100 / expected);
      if (percent >= told + 5)
        tell_progress (self, told = percent);
    }
}

/* All the room is taken at once, so that growing leaves no part of a page behind in freed memory. */
static gboolean
read_raw (KioskSaneScanner *self, Job *job, GCancellable *cancellable, GError **error)
{
  guint8 buffer[READ_BYTES];
  gboolean complete;

  job->raw = g_byte_array_sized_new (MAX_RAW_BYTES);
  complete = read_into (self, job, buffer, cancellable, error);
  kiosk_wipe (buffer, sizeof buffer);

  return complete;
}

/* The area comes last, for a source such as a feeder brings its own; but an area in the options stays. */
static guint
set_up (const KioskSaneScanner *self, SANE_Handle handle)
{
  guint dpi;

  kiosk_sane_set_option (handle, "mode", "Color");
  kiosk_sane_set_option (handle, "depth", "8");
  kiosk_sane_set_resolution (handle, SCAN_DPI);
  kiosk_sane_set_options (handle, self->options);
  dpi = kiosk_sane_get_resolution (handle, SCAN_DPI);
  if (self->options == NULL || strstr (self->options, "br-") == NULL)
    kiosk_sane_set_area_a4 (handle);

  return dpi;
}

static KioskScan *
scan_page (KioskSaneScanner *self, GCancellable *cancellable, GError **error)
{
  g_auto (Job) job = { 0 };
  SANE_Status status;
  guint dpi;

  status = kiosk_sane.sane_open (self->device, &job.handle);
  if (status != SANE_STATUS_GOOD)
    {
      job.handle = NULL;
      set_sane_error (error, status == SANE_STATUS_DEVICE_BUSY ? status : SANE_STATUS_IO_ERROR);
      return NULL;
    }

  dpi = set_up (self, job.handle);
  job.watch = kiosk_scan_watch_new (job.handle, self->patience_seconds, cancellable);
  status = kiosk_sane.sane_start (job.handle);
  if (status == SANE_STATUS_GOOD)
    status = kiosk_sane.sane_get_parameters (job.handle, &job.parameters);
  if (status != SANE_STATUS_GOOD)
    {
      set_job_error (error, &job, status, cancellable);
      return NULL;
    }
  if (!read_raw (self, &job, cancellable, error))
    return NULL;

  return kiosk_sane_frame_to_scan (&job.parameters, job.raw, dpi, error);
}

static void
scan_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  KioskSaneScanner *self = KIOSK_SANE_SCANNER (source);
  g_autoptr (GError) missing = NULL;
  GError *error = NULL;
  KioskScan *scan = NULL;
  SANE_Status status;

  if (!kiosk_sane_library_load (&missing))
    {
      g_task_return_new_error (task, KIOSK_PAGE_SCANNER_ERROR, KIOSK_PAGE_SCANNER_ERROR_OFFLINE,
                               "%s", missing->message);
      return;
    }
  status = kiosk_sane.sane_init (NULL, NULL);
  if (status == SANE_STATUS_GOOD)
    {
      scan = scan_page (self, cancellable, &error);
      kiosk_sane.sane_exit ();
    }
  else
    {
      set_sane_error (&error, status);
    }

  if (scan != NULL)
    g_task_return_pointer (task, scan, (GDestroyNotify) kiosk_scan_unref);
  else
    g_task_return_error (task, error);
}

static void
kiosk_sane_scanner_scan_async (KioskPageScanner *scanner, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  KioskSaneScanner *self = KIOSK_SANE_SCANNER (scanner);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, kiosk_sane_scanner_scan_async);
  g_task_set_check_cancellable (task, TRUE);
  if (self->running != NULL)
    {
      g_task_return_new_error (task, KIOSK_PAGE_SCANNER_ERROR, KIOSK_PAGE_SCANNER_ERROR_BUSY,
                               "A page is being scanned");
      return;
    }

  self->running = task;
  g_task_run_in_thread (task, scan_in_thread);
}

static KioskScan *
kiosk_sane_scanner_scan_finish (KioskPageScanner *scanner, GAsyncResult *result, GError **error)
{
  KioskSaneScanner *self = KIOSK_SANE_SCANNER (scanner);
  g_autoptr (GError) local_error = NULL;
  KioskScan *scan;

  g_return_val_if_fail (g_task_is_valid (result, scanner), NULL);

  scan = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (G_TASK (result) == self->running)
    {
      self->running = NULL;
      self->offline = g_error_matches (local_error, KIOSK_PAGE_SCANNER_ERROR,
                                       KIOSK_PAGE_SCANNER_ERROR_OFFLINE);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return scan;
}

static gboolean
kiosk_sane_scanner_is_online (KioskPageScanner *scanner)
{
  return !KIOSK_SANE_SCANNER (scanner)->offline;
}

static void
kiosk_sane_scanner_finalize (GObject *object)
{
  KioskSaneScanner *self = KIOSK_SANE_SCANNER (object);

  g_free (self->device);
  g_free (self->options);

  G_OBJECT_CLASS (kiosk_sane_scanner_parent_class)->finalize (object);
}

static void
kiosk_sane_scanner_iface_init (KioskPageScannerInterface *iface)
{
  iface->scan_async = kiosk_sane_scanner_scan_async;
  iface->scan_finish = kiosk_sane_scanner_scan_finish;
  iface->is_online = kiosk_sane_scanner_is_online;
}

static void
kiosk_sane_scanner_class_init (KioskSaneScannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_sane_scanner_finalize;
}

static void
kiosk_sane_scanner_init (KioskSaneScanner *self)
{
  self->patience_seconds = PATIENCE_SECONDS;
}

/**
 * kiosk_sane_scanner_new:
 * @device: SANE device name, such as "airscan:e0:Office" or "test:0"
 * @options: (nullable): "name=value;name=value", set after mode, depth and resolution
 *
 * Nothing is opened before the first scan.
 *
 * Returns: (transfer full): a scanner
 */
KioskSaneScanner *
kiosk_sane_scanner_new (const char *device, const char *options)
{
  KioskSaneScanner *self = g_object_new (KIOSK_TYPE_SANE_SCANNER, NULL);

  g_return_val_if_fail (device != NULL, NULL);

  self->device = g_strdup (device);
  self->options = g_strdup (options);

  return self;
}

/**
 * kiosk_sane_scanner_set_patience:
 * @self: a scanner
 * @seconds: how long no byte of a page may come, at least 1; a minute unless told
 *
 * A network scanner sends its page at once when all of it is scanned. After this time the scan ends with
 * %KIOSK_PAGE_SCANNER_ERROR_OFFLINE, though the backend may need ten seconds more to let go.
 */
void
kiosk_sane_scanner_set_patience (KioskSaneScanner *self, guint seconds)
{
  g_return_if_fail (KIOSK_IS_SANE_SCANNER (self));

  self->patience_seconds = MAX (seconds, 1);
}
