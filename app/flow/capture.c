/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/capture.h"

#include "flow/flow-failure.h"

/**
 * KioskCapture:
 *
 * Brings pages from the scanner into one component of the dossier, one at a time.
 *
 * A page that arrives after its component was left is dropped: it belongs to nobody.
 */
struct _KioskCapture
{
  GObject parent_instance;

  /* owned */
  KioskPageScanner *scanner;   /* (nullable) */
  KioskDocumentSet *documents; /* (nullable): while a component is open */
  char *component;             /* (nullable) */
  GCancellable *cancellable;   /* (nullable): the scan under way */
  GError *error;               /* (nullable): of the last scan */

  /* state */
  int replace; /* page the scan under way replaces, -1 to add */
  guint page;  /* page last captured */
  guint percent;
};

G_DEFINE_FINAL_TYPE (KioskCapture, kiosk_capture, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (KioskCapture *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_progress (KioskPageScanner *scanner, guint percent, KioskCapture *self)
{
  if (self->cancellable == NULL || percent == self->percent)
    return;

  self->percent = percent;
  emit_changed (self);
}

static gboolean
keep_page (KioskCapture *self, KioskScan *scan, GError **error)
{
  if (self->replace >= 0)
    {
      self->page = self->replace;
      return kiosk_document_set_replace_page (self->documents, self->component, self->replace, scan,
                                              error);
    }

  if (!kiosk_document_set_add_page (self->documents, self->component, scan, error))
    return FALSE;
  self->page = kiosk_document_set_get_n_pages (self->documents, self->component) - 1;
  return TRUE;
}

static void
on_scan_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KioskCapture) self = KIOSK_CAPTURE (user_data);
  g_autoptr (KioskScan) scan = NULL;
  g_autoptr (GError) error = NULL;

  scan = kiosk_page_scanner_scan_finish (KIOSK_PAGE_SCANNER (source), result, &error);

  /* Only the scan under way has the cancellable; a cancelled one has been forgotten already. */
  if (self->cancellable == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);

  if (scan != NULL && self->component != NULL && keep_page (self, scan, &error))
    g_info ("A page was scanned");
  if (error != NULL)
    {
      g_info ("A page was not scanned: %s", error->message);
      kiosk_failure_log (kiosk_flow_failure_of_scan (error), NULL, error);
      self->error = g_steal_pointer (&error);
    }
  emit_changed (self);
}

static void
kiosk_capture_dispose (GObject *object)
{
  KioskCapture *self = KIOSK_CAPTURE (object);

  kiosk_capture_end (self);
  if (self->scanner != NULL)
    g_signal_handlers_disconnect_by_data (self->scanner, self);
  g_clear_object (&self->scanner);

  G_OBJECT_CLASS (kiosk_capture_parent_class)->dispose (object);
}

static void
kiosk_capture_class_init (KioskCaptureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_capture_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kiosk_capture_init (KioskCapture *self)
{
  self->replace = -1;
}

/**
 * kiosk_capture_new:
 * @scanner: (nullable): the page scanner, or %NULL on a machine that has none
 *
 * Returns: (transfer full): a capture with no component open
 */
KioskCapture *
kiosk_capture_new (KioskPageScanner *scanner)
{
  KioskCapture *self = g_object_new (KIOSK_TYPE_CAPTURE, NULL);

  if (g_set_object (&self->scanner, scanner))
    g_signal_connect (scanner, "progress", G_CALLBACK (on_progress), self);

  return self;
}

/**
 * kiosk_capture_begin:
 * @self: a capture
 * @documents: where pages go
 * @component: the component's id
 */
void
kiosk_capture_begin (KioskCapture *self, KioskDocumentSet *documents, const char *component)
{
  g_return_if_fail (KIOSK_IS_CAPTURE (self));
  g_return_if_fail (component != NULL);

  kiosk_capture_end (self);
  self->documents = g_object_ref (documents);
  self->component = g_strdup (component);
}

/**
 * kiosk_capture_end:
 * @self: a capture
 *
 * Lets go of the component; a scan under way is cancelled and its page dropped.
 */
void
kiosk_capture_end (KioskCapture *self)
{
  g_return_if_fail (KIOSK_IS_CAPTURE (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->documents);
  g_clear_pointer (&self->component, g_free);
  g_clear_error (&self->error);
  self->page = 0;
  self->percent = 0;
}

/**
 * kiosk_capture_scan:
 * @self: a capture with a component open
 * @replace: the page to take anew, or -1 for one more
 *
 * Does nothing while a page is being scanned. The outcome comes with "changed": a page more, or
 * kiosk_capture_get_error(). The old page stays until its replacement has arrived.
 */
void
kiosk_capture_scan (KioskCapture *self, int replace)
{
  g_return_if_fail (KIOSK_IS_CAPTURE (self));
  g_return_if_fail (self->component != NULL);

  if (self->cancellable != NULL)
    return;

  g_clear_error (&self->error);
  if (self->scanner == NULL)
    {
      g_set_error_literal (&self->error, KIOSK_PAGE_SCANNER_ERROR, KIOSK_PAGE_SCANNER_ERROR_OFFLINE,
                           "This kiosk has no scanner");
      emit_changed (self);
      return;
    }

  self->replace = replace;
  self->percent = 0;
  self->cancellable = g_cancellable_new ();
  kiosk_page_scanner_scan_async (self->scanner, self->cancellable, on_scan_ready,
                                 g_object_ref (self));
  emit_changed (self);
}

/**
 * kiosk_capture_cancel:
 * @self: a capture
 *
 * Stops the scan under way; pages already captured stay.
 */
void
kiosk_capture_cancel (KioskCapture *self)
{
  g_return_if_fail (KIOSK_IS_CAPTURE (self));

  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  emit_changed (self);
}

/**
 * kiosk_capture_get_component:
 * @self: a capture
 *
 * Returns: (nullable): id of the open component
 */
const char *
kiosk_capture_get_component (KioskCapture *self)
{
  g_return_val_if_fail (KIOSK_IS_CAPTURE (self), NULL);

  return self->component;
}

/**
 * kiosk_capture_get_page:
 * @self: a capture
 *
 * Returns: the page captured last, from 0
 */
guint
kiosk_capture_get_page (KioskCapture *self)
{
  g_return_val_if_fail (KIOSK_IS_CAPTURE (self), 0);

  return self->page;
}

/**
 * kiosk_capture_is_scanning:
 * @self: a capture
 *
 * Returns: whether the scanner is at work for us
 */
gboolean
kiosk_capture_is_scanning (KioskCapture *self)
{
  g_return_val_if_fail (KIOSK_IS_CAPTURE (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * kiosk_capture_get_percent:
 * @self: a capture
 *
 * Returns: how much of the page under way has been read, in percent
 */
guint
kiosk_capture_get_percent (KioskCapture *self)
{
  g_return_val_if_fail (KIOSK_IS_CAPTURE (self), 0);

  return self->percent;
}

/**
 * kiosk_capture_get_error:
 * @self: a capture
 *
 * Returns: (nullable): a #KioskPageScannerError or #KioskDocumentError of the last scan
 */
const GError *
kiosk_capture_get_error (KioskCapture *self)
{
  g_return_val_if_fail (KIOSK_IS_CAPTURE (self), NULL);

  return self->error;
}
