/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/words/failure-words.h"

/**
 * kiosk_failure_words_say:
 * @page: the page it is for
 * @failure: what happened
 *
 * Returns: (transfer none): what is and what to do next, at most two sentences
 */
const char *
kiosk_failure_words_say (KioskPage *page, KioskFailure failure)
{
  return kiosk_failure_catalogue_get (kiosk_flow_get_parts (kiosk_page_get_flow (page))->failures,
                                      failure, KIOSK_AUDIENCE_CITIZEN,
                                      kiosk_language_get_current (kiosk_page_get_language (page)));
}

/**
 * kiosk_failure_words_title:
 * @page: the page it is for
 * @failure: what happened
 *
 * Returns: (transfer none): what is, for the title of a page
 */
const char *
kiosk_failure_words_title (KioskPage *page, KioskFailure failure)
{
  return kiosk_failure_catalogue_get_title (
      kiosk_flow_get_parts (kiosk_page_get_flow (page))->failures, failure,
      kiosk_language_get_current (kiosk_page_get_language (page)));
}
