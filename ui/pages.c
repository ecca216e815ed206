/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages.h"

#include "ui/pages/check/check-page.h"
#include "ui/pages/documents/documents-page.h"
#include "ui/pages/done/done-page.h"
#include "ui/pages/form/form-page.h"
#include "ui/pages/home/home-page.h"
#include "ui/pages/identify/identify-page.h"
#include "ui/pages/idle/idle-page.h"
#include "ui/pages/language/language-page.h"
#include "ui/pages/out-of-service/out-of-service-page.h"
#include "ui/pages/overview/overview-page.h"
#include "ui/pages/procedures/procedures-page.h"
#include "ui/pages/question/question-page.h"
#include "ui/pages/receipt/receipt-page.h"
#include "ui/pages/scan/scan-page.h"
#include "ui/pages/submit/submit-page.h"

/* The same word names the state, the folder, the type and the page. */
static GType
type_of (KioskFlowState state)
{
  switch (state)
    {
    case KIOSK_FLOW_IDLE:
      return KIOSK_TYPE_IDLE_PAGE;
    case KIOSK_FLOW_LANGUAGE:
      return KIOSK_TYPE_LANGUAGE_PAGE;
    case KIOSK_FLOW_HOME:
      return KIOSK_TYPE_HOME_PAGE;
    case KIOSK_FLOW_PROCEDURES:
      return KIOSK_TYPE_PROCEDURES_PAGE;
    case KIOSK_FLOW_OVERVIEW:
      return KIOSK_TYPE_OVERVIEW_PAGE;
    case KIOSK_FLOW_IDENTIFY:
      return KIOSK_TYPE_IDENTIFY_PAGE;
    case KIOSK_FLOW_QUESTION:
      return KIOSK_TYPE_QUESTION_PAGE;
    case KIOSK_FLOW_FORM:
      return KIOSK_TYPE_FORM_PAGE;
    case KIOSK_FLOW_DOCUMENTS:
      return KIOSK_TYPE_DOCUMENTS_PAGE;
    case KIOSK_FLOW_SCAN:
      return KIOSK_TYPE_SCAN_PAGE;
    case KIOSK_FLOW_CHECK:
      return KIOSK_TYPE_CHECK_PAGE;
    case KIOSK_FLOW_SUBMIT:
      return KIOSK_TYPE_SUBMIT_PAGE;
    case KIOSK_FLOW_RECEIPT:
      return KIOSK_TYPE_RECEIPT_PAGE;
    case KIOSK_FLOW_DONE:
      return KIOSK_TYPE_DONE_PAGE;
    case KIOSK_FLOW_OUT_OF_SERVICE:
    case KIOSK_FLOW_N_STATES:
    default:
      return KIOSK_TYPE_OUT_OF_SERVICE_PAGE;
    }
}

/**
 * kiosk_pages_make:
 * @state: where the citizen is
 * @filed: whether this visit put a dossier into the outbox; the last page says so
 *
 * Returns: (transfer floating): a new page, not yet set up
 */
GtkWidget *
kiosk_pages_make (KioskFlowState state, gboolean filed)
{
  GtkWidget *page = g_object_new (type_of (state), NULL);

  if (KIOSK_IS_DONE_PAGE (page))
    kiosk_done_page_set_filed (KIOSK_DONE_PAGE (page), filed);

  return page;
}
