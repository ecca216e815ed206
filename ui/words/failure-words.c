/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/words/failure-words.h"

#include <string.h>

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

/**
 * kiosk_failure_words_advice:
 * @page: the page it is for
 * @failure: what happened
 *
 * For under kiosk_failure_words_title(): what a title has just said is not said twice.
 *
 * Returns: (transfer none): what kiosk_failure_words_say() says, without a first sentence that is the
 *   title
 */
const char *
kiosk_failure_words_advice (KioskPage *page, KioskFailure failure)
{
  const char *title = kiosk_failure_words_title (page, failure);
  const char *said = kiosk_failure_words_say (page, failure);
  const char *rest = g_str_has_prefix (said, title) ? said + strlen (title) : "";

  return g_str_has_prefix (rest, ". ") ? rest + strlen (". ") : said;
}
