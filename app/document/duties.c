/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-document"

#include "document/duties.h"

static gboolean
is_same_group (const KioskComponent *a, const KioskComponent *b)
{
  return a == b || (a->one_of != NULL && g_strcmp0 (a->one_of, b->one_of) == 0);
}

static gboolean
is_taken (KioskDocumentState state)
{
  return state != KIOSK_DOCUMENT_OPEN && state != KIOSK_DOCUMENT_AT_COUNTER;
}

/**
 * kiosk_duties_get_best_state:
 * @set: the papers
 * @applying: (element-type KioskComponent): those that apply
 * @component: one of them
 *
 * Returns: how it stands, or the best of the papers of which any one will do
 */
KioskDocumentState
kiosk_duties_get_best_state (KioskDocumentSet *set, const GPtrArray *applying,
                             const KioskComponent *component)
{
  KioskDocumentState best = KIOSK_DOCUMENT_OPEN;

  for (guint i = 0; i < applying->len && !is_taken (best); i++)
    {
      const KioskComponent *other = g_ptr_array_index (applying, i);
      KioskDocumentState state = kiosk_document_set_get_state (set, other->id);

      if (is_same_group (component, other) && state != KIOSK_DOCUMENT_OPEN)
        best = state;
    }

  return best;
}

/**
 * kiosk_duties_is_settled:
 * @set: the papers
 * @applying: (element-type KioskComponent): those that apply
 * @component: one of them
 *
 * A paper promised at the counter is settled by one that the kiosk has, and not by another promise.
 *
 * Returns: whether @component is no longer needed, because another of its group is there
 */
gboolean
kiosk_duties_is_settled (KioskDocumentSet *set, const GPtrArray *applying,
                         const KioskComponent *component)
{
  KioskDocumentState state = kiosk_document_set_get_state (set, component->id);
  KioskDocumentState best = kiosk_duties_get_best_state (set, applying, component);

  if (state == KIOSK_DOCUMENT_OPEN)
    return best != KIOSK_DOCUMENT_OPEN;

  return state == KIOSK_DOCUMENT_AT_COUNTER && is_taken (best);
}

/**
 * kiosk_duties_is_first:
 * @applying: (element-type KioskComponent): those that apply
 * @component: one of them
 *
 * Returns: whether no paper of its group stands before it, so that who counts papers counts it
 */
gboolean
kiosk_duties_is_first (const GPtrArray *applying, const KioskComponent *component)
{
  for (guint i = 0; i < applying->len; i++)
    {
      const KioskComponent *other = g_ptr_array_index (applying, i);

      if (is_same_group (component, other))
        return other == component;
    }

  return FALSE;
}

static GPtrArray *
find_duty (const GPtrArray *duties, const KioskComponent *component)
{
  for (guint i = 0; i < duties->len; i++)
    {
      GPtrArray *duty = g_ptr_array_index (duties, i);

      if (is_same_group (g_ptr_array_index (duty, 0), component))
        return duty;
    }

  return NULL;
}

/**
 * kiosk_duties_list:
 * @set: the papers
 * @applying: (element-type KioskComponent): those that apply
 *
 * Returns: (transfer full) (element-type GPtrArray): what was promised by hand, in the order of the
 *   definition; each a paper, or the papers promised of which any one will do
 */
GPtrArray *
kiosk_duties_list (KioskDocumentSet *set, const GPtrArray *applying)
{
  GPtrArray *duties = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < applying->len; i++)
    {
      KioskComponent *component = g_ptr_array_index (applying, i);
      GPtrArray *duty;

      if (kiosk_document_set_get_state (set, component->id) != KIOSK_DOCUMENT_AT_COUNTER
          || kiosk_duties_is_settled (set, applying, component))
        continue;
      duty = find_duty (duties, component);
      if (duty == NULL)
        {
          duty = g_ptr_array_new ();
          g_ptr_array_add (duties, duty);
        }
      g_ptr_array_add (duty, component);
    }

  return duties;
}

/**
 * kiosk_duty_get_where:
 * @duty: (element-type KioskComponent): of kiosk_duties_list()
 *
 * Returns: (transfer none) (nullable): where it is given, %NULL for the counter
 */
const KioskText *
kiosk_duty_get_where (const GPtrArray *duty)
{
  const KioskComponent *first = g_ptr_array_index (duty, 0);

  return first->where;
}
