/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/itinerary.h"

/* The way is worked out anew from the answers each time it is asked for: an answer can add or take
 * away pages, and a list kept beside the answers would only be a second truth. */

static GArray *
list_stops (KioskSession *session)
{
  GArray *stops = g_array_new (FALSE, TRUE, sizeof (KioskStop));
  KioskForm *form = kiosk_session_get_form (session);
  g_autoptr (GPtrArray) questions = kiosk_form_list_questions (form);
  g_autoptr (GPtrArray) steps = kiosk_form_list_steps (form);
  g_autoptr (GPtrArray) components = NULL;
  KioskStop stop;

  for (guint i = 0; i < questions->len; i++)
    {
      const KioskQuestion *question = questions->pdata[i];

      stop = (KioskStop){ KIOSK_FLOW_QUESTION, question->id };
      g_array_append_val (stops, stop);
    }
  for (guint i = 0; i < steps->len; i++)
    {
      const KioskStep *step = steps->pdata[i];
      g_autoptr (GPtrArray) fields = kiosk_form_list_fields (form, step);

      stop = (KioskStop){ KIOSK_FLOW_FORM, step->id };
      if (fields->len > 0)
        g_array_append_val (stops, stop);
    }

  components = kiosk_document_set_list (kiosk_session_get_documents (session),
                                        kiosk_itinerary_lookup, session);
  stop = (KioskStop){ KIOSK_FLOW_DOCUMENTS, NULL };
  if (components->len > 0)
    g_array_append_val (stops, stop);

  stop = (KioskStop){ KIOSK_FLOW_CHECK, NULL };
  g_array_append_val (stops, stop);

  return stops;
}

static int
find_stop (GArray *stops, KioskStop stop)
{
  for (guint i = 0; i < stops->len; i++)
    {
      const KioskStop *other = &g_array_index (stops, KioskStop, i);

      if (other->state == stop.state && g_strcmp0 (other->id, stop.id) == 0)
        return i;
    }

  return -1;
}

static const KioskStep *
find_step (KioskSession *session, const char *id)
{
  const KioskProcedureInfo *info = kiosk_procedure_get_info (kiosk_session_get_procedure (session));

  for (guint i = 0; i < info->steps->len; i++)
    {
      const KioskStep *step = info->steps->pdata[i];

      if (g_strcmp0 (step->id, id) == 0)
        return step;
    }

  return NULL;
}

/**
 * kiosk_itinerary_lookup:
 * @session: a #KioskSession
 * @id: id of a question or field
 *
 * A #KioskLookup over the answers of a session, for document requirements.
 *
 * Returns: (nullable) (transfer none): the answer
 */
const char *
kiosk_itinerary_lookup (gpointer session, const char *id)
{
  return kiosk_form_lookup (kiosk_session_get_form (session), id);
}

/**
 * kiosk_itinerary_first:
 * @session: a session with a procedure
 *
 * Returns: the page that follows identification
 */
KioskStop
kiosk_itinerary_first (KioskSession *session)
{
  g_autoptr (GArray) stops = list_stops (session);

  return g_array_index (stops, KioskStop, 0);
}

/**
 * kiosk_itinerary_next:
 * @session: a session with a procedure
 * @from: where the citizen is
 *
 * Returns: the page after @from; the check is its own successor
 */
KioskStop
kiosk_itinerary_next (KioskSession *session, KioskStop from)
{
  g_autoptr (GArray) stops = list_stops (session);
  int at = find_stop (stops, from);

  /* A page that its own answers took away: go on with what is still open. */
  if (at < 0)
    return kiosk_itinerary_unfinished (session);

  return g_array_index (stops, KioskStop, MIN ((guint) at + 1, stops->len - 1));
}

/**
 * kiosk_itinerary_previous:
 * @session: a session with a procedure
 * @from: where the citizen is
 * @previous: (out): the page before
 *
 * Returns: %FALSE when @from is the first page
 */
gboolean
kiosk_itinerary_previous (KioskSession *session, KioskStop from, KioskStop *previous)
{
  g_autoptr (GArray) stops = list_stops (session);
  int at = find_stop (stops, from);

  if (at <= 0)
    return FALSE;
  *previous = g_array_index (stops, KioskStop, at - 1);

  return TRUE;
}

/**
 * kiosk_itinerary_unfinished:
 * @session: a session with a procedure
 *
 * Returns: the first page with something to mend, or the check
 */
KioskStop
kiosk_itinerary_unfinished (KioskSession *session)
{
  g_autoptr (GArray) stops = list_stops (session);

  for (guint i = 0; i < stops->len; i++)
    {
      KioskStop stop = g_array_index (stops, KioskStop, i);
      g_autoptr (GPtrArray) problems = kiosk_itinerary_problems (session, stop);

      if (problems->len > 0)
        return stop;
    }

  return (KioskStop){ KIOSK_FLOW_CHECK, NULL };
}

/**
 * kiosk_itinerary_find:
 * @session: a session with a procedure
 * @id: id of a question, field or component
 *
 * Returns: the page on which @id is answered; the check when there is none
 */
KioskStop
kiosk_itinerary_find (KioskSession *session, const char *id)
{
  KioskProcedure *procedure = kiosk_session_get_procedure (session);
  const KioskProcedureInfo *info = kiosk_procedure_get_info (procedure);
  const KioskQuestion *question = kiosk_procedure_find_question (procedure, id);

  if (question != NULL)
    return (KioskStop){ KIOSK_FLOW_QUESTION, question->id };
  if (kiosk_procedure_find_component (procedure, id) != NULL)
    return (KioskStop){ KIOSK_FLOW_DOCUMENTS, NULL };

  for (guint i = 0; i < info->steps->len; i++)
    {
      const KioskStep *step = info->steps->pdata[i];

      for (guint k = 0; k < step->fields->len; k++)
        if (g_strcmp0 (((const KioskField *) step->fields->pdata[k])->id, id) == 0)
          return (KioskStop){ KIOSK_FLOW_FORM, step->id };
    }

  return (KioskStop){ KIOSK_FLOW_CHECK, NULL };
}

static void
add_open_components (KioskSession *session, GPtrArray *problems)
{
  KioskDocumentSet *documents = kiosk_session_get_documents (session);
  g_autoptr (GPtrArray) components = NULL;

  if (kiosk_document_set_is_complete (documents, kiosk_itinerary_lookup, session))
    return;

  components = kiosk_document_set_list (documents, kiosk_itinerary_lookup, session);
  for (guint i = 0; i < components->len; i++)
    {
      const KioskComponent *component = components->pdata[i];

      if (kiosk_document_set_get_state (documents, component->id) == KIOSK_DOCUMENT_OPEN)
        g_ptr_array_add (problems, g_strdup (component->id));
    }
}

/**
 * kiosk_itinerary_problems:
 * @session: a session with a procedure
 * @stop: a page
 *
 * Returns: (transfer full) (element-type utf8): ids on that page that must be mended, in page order
 */
GPtrArray *
kiosk_itinerary_problems (KioskSession *session, KioskStop stop)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_free);
  KioskForm *form = kiosk_session_get_form (session);

  if (stop.state == KIOSK_FLOW_QUESTION)
    {
      if (kiosk_form_check (form, stop.id) != KIOSK_PROBLEM_NONE)
        g_ptr_array_add (problems, g_strdup (stop.id));
    }
  else if (stop.state == KIOSK_FLOW_FORM)
    {
      g_autoptr (GPtrArray) fields = kiosk_form_list_fields (form, find_step (session, stop.id));

      for (guint i = 0; i < fields->len; i++)
        {
          const KioskField *field = fields->pdata[i];

          if (kiosk_form_check (form, field->id) != KIOSK_PROBLEM_NONE)
            g_ptr_array_add (problems, g_strdup (field->id));
        }
    }
  else if (stop.state == KIOSK_FLOW_DOCUMENTS)
    {
      add_open_components (session, problems);
    }

  return problems;
}
