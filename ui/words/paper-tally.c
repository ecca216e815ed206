/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/words/paper-tally.h"

#include "ui/words/page-facts.h"

static KioskDocumentState
state_of (KioskPage *page, const KioskComponent *component)
{
  return kiosk_document_set_get_state (kiosk_page_get_documents (page), component->id);
}

static gboolean
is_same_group (const KioskComponent *a, const KioskComponent *b)
{
  return a == b || (a->one_of != NULL && g_strcmp0 (a->one_of, b->one_of) == 0);
}

static gboolean
is_first_of_group (const GPtrArray *components, guint at)
{
  for (guint i = 0; i < at; i++)
    if (is_same_group (g_ptr_array_index (components, i), g_ptr_array_index (components, at)))
      return FALSE;
  return TRUE;
}

/* How a paper stands, or the best of the papers of which any one will do. */
static KioskDocumentState
best_of_group (KioskPage *page, const GPtrArray *components, const KioskComponent *component)
{
  KioskDocumentState best = KIOSK_DOCUMENT_OPEN;

  for (guint i = 0; i < components->len; i++)
    {
      const KioskComponent *other = g_ptr_array_index (components, i);
      KioskDocumentState state = state_of (page, other);

      if (!is_same_group (other, component) || state == KIOSK_DOCUMENT_OPEN)
        continue;
      if (best == KIOSK_DOCUMENT_OPEN || best == KIOSK_DOCUMENT_AT_COUNTER)
        best = state;
    }
  return best;
}

/**
 * kiosk_page_is_settled:
 * @page: a page of the journey
 * @components: (element-type KioskComponent): the papers that apply
 * @component: one of them
 *
 * Returns: whether @component is open, but another paper that will do instead is not
 */
gboolean
kiosk_page_is_settled (KioskPage *page, const GPtrArray *components,
                       const KioskComponent *component)
{
  return state_of (page, component) == KIOSK_DOCUMENT_OPEN
         && best_of_group (page, components, component) != KIOSK_DOCUMENT_OPEN;
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
  KioskPaperTally tally = { 0 };

  for (guint i = 0; i < components->len; i++)
    {
      KioskDocumentState state;

      if (!is_first_of_group (components, i))
        continue;
      state = best_of_group (page, components, g_ptr_array_index (components, i));
      tally.all++;
      tally.at_counter += state == KIOSK_DOCUMENT_AT_COUNTER ? 1 : 0;
      tally.done += state != KIOSK_DOCUMENT_AT_COUNTER && state != KIOSK_DOCUMENT_OPEN ? 1 : 0;
    }
  return tally;
}
