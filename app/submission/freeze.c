/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-submission"

#include "submission/submission.h"

#include "base/identifier.h"
#include "submission/dossier-text.h"

#include <sys/timex.h>

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, KIOSK_SUBMISSION_ERROR, KIOSK_SUBMISSION_ERROR_INCOMPLETE,
               "The session is not complete: %s", what);
  return FALSE;
}

static gboolean
check_identity (KioskSession *session, GError **error)
{
  static const KioskIdField needed[] = { KIOSK_ID_FIELD_NUMBER, KIOSK_ID_FIELD_NAME };
  KioskIdDocument *document = kiosk_session_get_document (session);

  if (document == NULL)
    return refuse (error, "identity");
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      const char *value = kiosk_id_document_get (document, needed[i]);

      if (value == NULL || *value == '\0')
        return refuse (error, kiosk_id_field_to_string (needed[i]));
    }

  return TRUE;
}

static gboolean
check_answers (KioskForm *form, GError **error)
{
  g_autoptr (GPtrArray) questions = kiosk_form_list_questions (form);
  g_autoptr (GPtrArray) steps = kiosk_form_list_steps (form);

  for (guint i = 0; i < questions->len; i++)
    {
      const KioskQuestion *question = g_ptr_array_index (questions, i);

      if (kiosk_form_check (form, question->id) != KIOSK_PROBLEM_NONE)
        return refuse (error, question->id);
    }

  for (guint i = 0; i < steps->len; i++)
    {
      g_autoptr (GPtrArray) fields = kiosk_form_list_fields (form, g_ptr_array_index (steps, i));

      for (guint j = 0; j < fields->len; j++)
        {
          const KioskField *field = g_ptr_array_index (fields, j);

          if (kiosk_form_check (form, field->id) != KIOSK_PROBLEM_NONE)
            return refuse (error, field->id);
        }
    }

  return TRUE;
}

static gboolean
check_documents (KioskSession *session, GError **error)
{
  KioskForm *form = kiosk_session_get_form (session);
  KioskDocumentSet *documents = kiosk_session_get_documents (session);
  g_autoptr (GPtrArray) applying = NULL;

  if (kiosk_document_set_is_complete (documents, kiosk_form_lookup, form))
    return TRUE;

  applying = kiosk_document_set_list (documents, kiosk_form_lookup, form);
  for (guint i = 0; i < applying->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (applying, i);

      if (kiosk_document_set_get_state (documents, component->id) == KIOSK_DOCUMENT_OPEN
          && kiosk_form_evaluate (form, component->when) == KIOSK_TRUTH_YES)
        return refuse (error, component->id);
    }

  return refuse (error, "documents");
}

/* The appointment if it were received now. A dossier that is only prepared here is received when the
 * citizen brings it, so it has none. */
static gboolean
appoint (KioskForm *form, KioskCalendar *calendar, GDateTime *now, GDateTime **due,
         GDateTime **second_due, GError **error)
{
  const KioskTimeLimit *limit = kiosk_terms_find_limit (form, KIOSK_SUBMISSION_CHANNEL);
  const KioskProcedureInfo *info = kiosk_procedure_get_info (kiosk_form_get_procedure (form));
  g_autoptr (GError) cause = NULL;

  if (limit == NULL || info->role == KIOSK_ROLE_PREPARE)
    return TRUE;

  *due = kiosk_calendar_appoint (calendar, limit, now, &cause);
  if (*due != NULL && limit->second_label != NULL)
    *second_due = kiosk_calendar_appoint_second (calendar, limit, *due, &cause);
  if (cause == NULL)
    return TRUE;

  g_set_error (error, KIOSK_SUBMISSION_ERROR, KIOSK_SUBMISSION_ERROR_CALENDAR,
               "No appointment can be given: %s", cause->message);
  return FALSE;
}

static GPtrArray *
list_parts (KioskSession *session)
{
  KioskDocumentSet *documents = kiosk_session_get_documents (session);
  g_autoptr (GPtrArray) papers = kiosk_dossier_list_papers (session);
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_part_free);

  for (guint i = 0; i < papers->len; i++)
    {
      const KioskComponent *paper = g_ptr_array_index (papers, i);
      guint n_pages = kiosk_document_set_get_n_pages (documents, paper->id);

      for (guint page = 0; page < n_pages; page++)
        {
          KioskScan *scan = kiosk_document_set_get_page (documents, paper->id, page);

          g_ptr_array_add (parts, kiosk_part_new (paper->id, page, kiosk_scan_get_jpeg (scan)));
        }
    }

  return parts;
}

/* Whether the kernel follows a time server; the receipt says «kiosk time» when it does not. */
static const char *
judge_clock (void)
{
  struct timex state = { 0 };

  return adjtimex (&state) >= 0 && (state.status & STA_UNSYNC) == 0 ? "synchronised" : "unknown";
}

static KioskSubmission *
freeze (const KioskDossierFacts *dossier, GError **error)
{
  const KioskProcedureInfo *info
      = kiosk_procedure_get_info (kiosk_session_get_procedure (dossier->session));
  g_autoptr (GPtrArray) parts = list_parts (dossier->session);
  KioskSubmissionFacts facts = {
    .id = dossier->id,
    .procedure = info->code,
    .version = info->version,
    .assurance = kiosk_id_document_get_assurance (kiosk_session_get_document (dossier->session)),
    .clock = dossier->clock,
    .created = dossier->created,
    .due = dossier->due,
    .second_due = dossier->second_due,
    .parts = parts,
  };
  g_autoptr (KioskSecret) text = kiosk_dossier_text_write (dossier, &facts.number_at);

  if (text == NULL)
    {
      refuse (error, "an answer is not UTF-8");
      return NULL;
    }

  facts.dossier = text;
  return kiosk_submission_new (&facts);
}

/**
 * kiosk_submission_freeze:
 * @session: a session with procedure, identity, answers and papers
 * @office: whose kiosk this is
 * @calendar: for the appointment
 * @clock: when it is frozen
 * @language: the citizen's
 * @error: %KIOSK_SUBMISSION_ERROR_INCOMPLETE names what is missing, %KIOSK_SUBMISSION_ERROR_CALENDAR
 *   that the calendar has run out
 *
 * What is written is exactly what applies: an answer to a question that is not asked any more stays
 * behind. The pages are not copied; the session and the submission hold them together.
 *
 * Returns: (transfer full): the submission, with an id of its own
 */
KioskSubmission *
kiosk_submission_freeze (KioskSession *session, const KioskOffice *office, KioskCalendar *calendar,
                         KioskClock *clock, const char *language, GError **error)
{
  g_autoptr (GDateTime) now = kiosk_clock_now (clock);
  g_autoptr (GDateTime) due = NULL;
  g_autoptr (GDateTime) second_due = NULL;
  g_autofree char *id = kiosk_uuid7_new (clock);
  KioskForm *form = kiosk_session_get_form (session);
  KioskDossierFacts facts = {
    .session = session,
    .office = office,
    .id = id,
    .language = language,
    .clock = judge_clock (),
    .created = now,
  };

  if (form == NULL)
    {
      refuse (error, "procedure");
      return NULL;
    }
  if (!check_identity (session, error) || !check_answers (form, error)
      || !check_documents (session, error)
      || !appoint (form, calendar, now, &due, &second_due, error))
    return NULL;

  facts.due = due;
  facts.second_due = second_due;
  return freeze (&facts, error);
}
