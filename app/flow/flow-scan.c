/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/flow-scan.h"

#include "flow/flow-moves.h"

/**
 * kiosk_flow_get_component:
 * @self: a flow
 *
 * Returns: (nullable): id of the component being scanned
 */
const char *
kiosk_flow_get_component (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  return kiosk_capture_get_component (kiosk_flow_get_capture (self));
}

/**
 * kiosk_flow_get_scan_page:
 * @self: a flow
 *
 * Returns: the page captured last, from 0
 */
guint
kiosk_flow_get_scan_page (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), 0);

  return kiosk_capture_get_page (kiosk_flow_get_capture (self));
}

/**
 * kiosk_flow_is_scanning:
 * @self: a flow
 *
 * Returns: whether the scanner is at work
 */
gboolean
kiosk_flow_is_scanning (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), FALSE);

  return kiosk_capture_is_scanning (kiosk_flow_get_capture (self));
}

/**
 * kiosk_flow_get_scan_percent:
 * @self: a flow
 *
 * Returns: how much of the page under way has been read, in percent
 */
guint
kiosk_flow_get_scan_percent (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), 0);

  return kiosk_capture_get_percent (kiosk_flow_get_capture (self));
}

/**
 * kiosk_flow_get_scan_error:
 * @self: a flow
 *
 * Returns: (nullable): why the last page did not come
 */
const GError *
kiosk_flow_get_scan_error (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  return kiosk_capture_get_error (kiosk_flow_get_capture (self));
}

/**
 * kiosk_flow_scan_page:
 * @self: a flow on the scan page
 */
void
kiosk_flow_scan_page (KioskFlow *self)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  kiosk_capture_scan (kiosk_flow_get_capture (self), -1);
}

/**
 * kiosk_flow_rescan_page:
 * @self: a flow on the scan page
 * @page: which page to take anew; it stays until the new one has come
 */
void
kiosk_flow_rescan_page (KioskFlow *self, guint page)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  kiosk_capture_scan (kiosk_flow_get_capture (self), (int) page);
}

/**
 * kiosk_flow_cancel_scan:
 * @self: a flow on the scan page
 */
void
kiosk_flow_cancel_scan (KioskFlow *self)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  kiosk_capture_cancel (kiosk_flow_get_capture (self));
}

/**
 * kiosk_flow_scan_component:
 * @self: a flow on the documents page
 * @component_id: which paper lies on the scanner
 *
 * Opens the scan page. The first page is scanned at once, because that is what was asked for.
 */
void
kiosk_flow_scan_component (KioskFlow *self, const char *component_id)
{
  KioskDocumentSet *documents;

  g_return_if_fail (KIOSK_IS_FLOW (self));

  documents = kiosk_session_get_documents (kiosk_flow_get_session (self));
  kiosk_capture_begin (kiosk_flow_get_capture (self), documents, component_id);
  kiosk_flow_enter (self, KIOSK_FLOW_SCAN);
  if (kiosk_document_set_get_n_pages (documents, component_id) == 0)
    kiosk_capture_scan (kiosk_flow_get_capture (self), -1);
}
