/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/words/page-facts.h"

#define MM_PER_INCH 25.4

/**
 * kiosk_page_get_form:
 * @page: a page of the journey
 *
 * Returns: (transfer none) (nullable): the answers so far; %NULL before a procedure is chosen
 */
KioskForm *
kiosk_page_get_form (KioskPage *page)
{
  return kiosk_session_get_form (kiosk_flow_get_session (kiosk_page_get_flow (page)));
}

/**
 * kiosk_page_get_info:
 * @page: a page of the journey
 *
 * Returns: (transfer none) (nullable): what the procedure's definition says whatever the answers are
 */
const KioskProcedureInfo *
kiosk_page_get_info (KioskPage *page)
{
  KioskSession *session = kiosk_flow_get_session (kiosk_page_get_flow (page));
  KioskProcedure *procedure = kiosk_session_get_procedure (session);

  return procedure != NULL ? kiosk_procedure_get_info (procedure) : NULL;
}

/**
 * kiosk_page_get_documents:
 * @page: a page of the journey
 *
 * Returns: (transfer none) (nullable): the captured pages
 */
KioskDocumentSet *
kiosk_page_get_documents (KioskPage *page)
{
  return kiosk_session_get_documents (kiosk_flow_get_session (kiosk_page_get_flow (page)));
}

/**
 * kiosk_page_get_today:
 * @page: a page
 *
 * Returns: (transfer full): now, by the clock of the flow
 */
GDateTime *
kiosk_page_get_today (KioskPage *page)
{
  return kiosk_clock_now (kiosk_flow_get_parts (kiosk_page_get_flow (page))->clock);
}

/**
 * kiosk_page_is_prepare:
 * @page: a page of the journey
 *
 * Returns: whether the law wants the person at the counter, so that the kiosk only prepares
 */
gboolean
kiosk_page_is_prepare (KioskPage *page)
{
  const KioskProcedureInfo *info = kiosk_page_get_info (page);

  return info != NULL && info->role == KIOSK_ROLE_PREPARE;
}

/**
 * kiosk_page_px:
 * @page: a page
 * @mm: a length on the panel
 *
 * For what the style sheet cannot size, such as the modules of a QR code. The pitch is the one the
 * window set, so that it agrees with every mm of the sheet.
 *
 * Returns: whole pixels, at least 1
 */
int
kiosk_page_px (KioskPage *page, double mm)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (page));
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return MAX (1, (int) (mm * dpi / PANGO_SCALE / MM_PER_INCH));
}
