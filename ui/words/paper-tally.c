/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/words/paper-tally.h"

#include "document/duties.h"
#include "ui/words/page-facts.h"

/**
 * kiosk_page_is_settled:
 * @page: a page of the journey
 * @components: (element-type KioskComponent): the papers that apply
 * @component: one of them
 *
 * Returns: whether @component is no longer needed, because another paper will do instead
 */
gboolean
kiosk_page_is_settled (KioskPage *page, const GPtrArray *components,
                       const KioskComponent *component)
{
  return kiosk_duties_is_settled (kiosk_page_get_documents (page), components, component);
}

/**
 * kiosk_page_count_papers:
 * @page: a page of the journey
 * @components: (element-type KioskComponent): the papers that apply
 *
 * Returns: how many there are, and how they stand
 */
KioskPaperTally
kiosk_page_count_papers (KioskPage *page, const GPtrArray *components)
{
  KioskDocumentSet *documents = kiosk_page_get_documents (page);
  KioskPaperTally tally = { 0 };

  for (guint i = 0; i < components->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (components, i);
      KioskDocumentState state = kiosk_duties_get_best_state (documents, components, component);

      if (!kiosk_duties_is_first (components, component))
        continue;
      tally.all++;
      if (state == KIOSK_DOCUMENT_AT_COUNTER && component->where != NULL)
        tally.elsewhere++;
      else if (state == KIOSK_DOCUMENT_AT_COUNTER)
        tally.at_counter++;
      else if (state != KIOSK_DOCUMENT_OPEN)
        tally.done++;
    }
  return tally;
}
