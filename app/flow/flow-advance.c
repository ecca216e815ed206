/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "failure/failure.h"
#include "flow/flow-moves.h"
#include "flow/flow.h"

/**
 * kiosk_flow_start:
 * @self: a flow on the idle page
 *
 * Begins a visit, unless the disk is too full to keep a promise: then the kiosk rests.
 */
void
kiosk_flow_start (KioskFlow *self)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  if (kiosk_flow_get_state (self) != KIOSK_FLOW_IDLE
      && kiosk_flow_get_state (self) != KIOSK_FLOW_OUT_OF_SERVICE)
    return;

  if (!kiosk_outbox_has_room (kiosk_flow_get_parts (self)->outbox))
    {
      g_warning ("The disk is under its watermark; no new visits");
      kiosk_failure_log (KIOSK_FAILURE_DISK_FULL, NULL, NULL);
      kiosk_flow_enter (self, KIOSK_FLOW_OUT_OF_SERVICE);
      return;
    }
  kiosk_flow_enter (self, KIOSK_FLOW_LANGUAGE);
  kiosk_flow_touch (self);
}

/**
 * kiosk_flow_choose_language:
 * @self: a flow
 * @code: a language of the catalogue
 *
 * Works on any page and loses nothing. On the idle and language pages it also goes on to home.
 */
void
kiosk_flow_choose_language (KioskFlow *self, const char *code)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  if (!kiosk_language_set_current (kiosk_flow_get_parts (self)->language, code))
    return;

  if (kiosk_flow_get_state (self) == KIOSK_FLOW_IDLE)
    kiosk_flow_start (self);
  if (kiosk_flow_get_state (self) == KIOSK_FLOW_LANGUAGE)
    kiosk_flow_enter (self, KIOSK_FLOW_HOME);
  kiosk_flow_touch (self);
}

static void
advance_stop (KioskFlow *self)
{
  g_autoptr (GPtrArray) problems
      = kiosk_itinerary_problems (kiosk_flow_get_session (self), kiosk_flow_get_stop (self));

  if (problems->len > 0)
    {
      kiosk_flow_take_problems (self, problems);
      return;
    }
  kiosk_flow_enter_stop (
      self, kiosk_flow_is_editing (self)
                ? kiosk_itinerary_unfinished (kiosk_flow_get_session (self))
                : kiosk_itinerary_next (kiosk_flow_get_session (self), kiosk_flow_get_stop (self)));
}

static void
submit (KioskFlow *self)
{
  KioskStop stop = kiosk_itinerary_unfinished (kiosk_flow_get_session (self));

  if (stop.state != KIOSK_FLOW_CHECK)
    {
      kiosk_flow_set_editing (self, TRUE);
      kiosk_flow_enter_stop (self, stop);
      return;
    }

  kiosk_flow_enter (self, KIOSK_FLOW_SUBMIT);
  kiosk_flow_hold_guard (self, TRUE);
  kiosk_filing_submit (kiosk_flow_get_filing (self), kiosk_flow_get_session (self));
}

/**
 * kiosk_flow_advance:
 * @self: a flow
 *
 * The primary button. A page with something to mend stays, and "problems" is emitted.
 */
void
kiosk_flow_advance (KioskFlow *self)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  switch (kiosk_flow_get_state (self))
    {
    case KIOSK_FLOW_IDLE:
    case KIOSK_FLOW_OUT_OF_SERVICE:
      kiosk_flow_start (self);
      break;
    case KIOSK_FLOW_LANGUAGE:
      kiosk_flow_enter (self, KIOSK_FLOW_HOME);
      break;
    case KIOSK_FLOW_OVERVIEW:
      kiosk_flow_enter (self, KIOSK_FLOW_IDENTIFY);
      break;
    case KIOSK_FLOW_IDENTIFY:
      if (kiosk_session_get_document (kiosk_flow_get_session (self)) != NULL
          && kiosk_identification_get_state (kiosk_flow_get_identification (self))
                 != KIOSK_IDENTIFY_READING)
        kiosk_flow_enter_stop (self, kiosk_itinerary_first (kiosk_flow_get_session (self)));
      break;
    case KIOSK_FLOW_QUESTION:
    case KIOSK_FLOW_FORM:
    case KIOSK_FLOW_DOCUMENTS:
      advance_stop (self);
      break;
    case KIOSK_FLOW_SCAN:
      kiosk_capture_end (kiosk_flow_get_capture (self));
      kiosk_flow_enter (self, KIOSK_FLOW_DOCUMENTS);
      break;
    case KIOSK_FLOW_CHECK:
    case KIOSK_FLOW_SUBMIT:
      if (!kiosk_filing_is_busy (kiosk_flow_get_filing (self)))
        submit (self);
      break;
    case KIOSK_FLOW_RECEIPT:
      kiosk_flow_finish (self);
      break;
    case KIOSK_FLOW_DONE:
      kiosk_flow_rest (self);
      break;
    case KIOSK_FLOW_HOME:
    case KIOSK_FLOW_PROCEDURES:
    case KIOSK_FLOW_N_STATES:
    default:
      break;
    }
}

static void
back_from_stop (KioskFlow *self)
{
  KioskStop previous;

  if (kiosk_flow_is_editing (self))
    kiosk_flow_enter_stop (self, (KioskStop){ KIOSK_FLOW_CHECK, NULL });
  else if (kiosk_itinerary_previous (kiosk_flow_get_session (self), kiosk_flow_get_stop (self),
                                     &previous))
    kiosk_flow_enter_stop (self, previous);
  else
    kiosk_flow_enter (self, KIOSK_FLOW_IDENTIFY);
}

/**
 * kiosk_flow_back:
 * @self: a flow
 *
 * «Quay lại»: the page before; answers stay. While typing an identity it goes back to the reader.
 */
void
kiosk_flow_back (KioskFlow *self)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  switch (kiosk_flow_get_state (self))
    {
    case KIOSK_FLOW_LANGUAGE:
    case KIOSK_FLOW_OUT_OF_SERVICE:
      kiosk_flow_rest (self);
      break;
    case KIOSK_FLOW_HOME:
      kiosk_flow_enter (self, KIOSK_FLOW_LANGUAGE);
      break;
    case KIOSK_FLOW_PROCEDURES:
      kiosk_flow_enter (self, KIOSK_FLOW_HOME);
      break;
    case KIOSK_FLOW_OVERVIEW:
      kiosk_flow_enter (self, KIOSK_FLOW_PROCEDURES);
      break;
    case KIOSK_FLOW_IDENTIFY:
      if (kiosk_identification_get_state (kiosk_flow_get_identification (self))
          == KIOSK_IDENTIFY_TYPING)
        kiosk_identification_set_typing (kiosk_flow_get_identification (self), FALSE);
      else
        kiosk_flow_enter (self, KIOSK_FLOW_OVERVIEW);
      break;
    case KIOSK_FLOW_QUESTION:
    case KIOSK_FLOW_FORM:
    case KIOSK_FLOW_DOCUMENTS:
    case KIOSK_FLOW_CHECK:
      back_from_stop (self);
      break;
    case KIOSK_FLOW_SCAN:
      kiosk_capture_end (kiosk_flow_get_capture (self));
      kiosk_flow_enter (self, KIOSK_FLOW_DOCUMENTS);
      break;
    case KIOSK_FLOW_SUBMIT:
      if (kiosk_filing_is_busy (kiosk_flow_get_filing (self)))
        break;
      kiosk_filing_thaw (kiosk_flow_get_filing (self));
      kiosk_flow_enter_stop (self, (KioskStop){ KIOSK_FLOW_CHECK, NULL });
      break;
    case KIOSK_FLOW_IDLE:
    case KIOSK_FLOW_RECEIPT:
    case KIOSK_FLOW_DONE:
    case KIOSK_FLOW_N_STATES:
    default:
      break;
    }
}

/**
 * kiosk_flow_edit:
 * @self: a flow on the check page
 * @id: id of a question, field or component
 *
 * Goes to where @id is answered; the next advance returns to the check, past whatever the new
 * answer opened.
 */
void
kiosk_flow_edit (KioskFlow *self, const char *id)
{
  KioskStop stop;

  g_return_if_fail (KIOSK_IS_FLOW (self));

  if (kiosk_flow_get_state (self) != KIOSK_FLOW_CHECK)
    return;

  stop = kiosk_itinerary_find (kiosk_flow_get_session (self), id);
  if (stop.state == KIOSK_FLOW_CHECK)
    return;
  kiosk_flow_set_editing (self, TRUE);
  kiosk_flow_enter_stop (self, stop);
}

/**
 * kiosk_flow_show_procedures:
 * @self: a flow
 * @to_file: whether the citizen came to file, rather than to look something up
 */
void
kiosk_flow_show_procedures (KioskFlow *self, gboolean to_file)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  kiosk_flow_enter (self, KIOSK_FLOW_PROCEDURES);
}

/**
 * kiosk_flow_choose:
 * @self: a flow
 * @procedure_code: code of a procedure in the catalogue; an unknown one changes nothing
 *
 * Shows the overview with an empty form. The document of a card already shown is kept.
 */
void
kiosk_flow_choose (KioskFlow *self, const char *procedure_code)
{
  KioskProcedure *procedure;
  g_autoptr (GDateTime) today = NULL;

  g_return_if_fail (KIOSK_IS_FLOW (self));

  procedure = kiosk_catalogue_find (kiosk_flow_get_parts (self)->catalogue, procedure_code);
  if (procedure == NULL)
    {
      g_warning ("No procedure has the code %s", procedure_code);
      return;
    }

  today = kiosk_clock_now (kiosk_flow_get_parts (self)->clock);
  kiosk_capture_end (kiosk_flow_get_capture (self));
  kiosk_session_choose (kiosk_flow_get_session (self), kiosk_flow_get_parts (self)->catalogue,
                        procedure, today);
  if (kiosk_session_get_document (kiosk_flow_get_session (self)) != NULL)
    kiosk_form_prefill (kiosk_session_get_form (kiosk_flow_get_session (self)),
                        kiosk_session_get_document (kiosk_flow_get_session (self)));
  kiosk_flow_set_editing (self, FALSE);
  kiosk_flow_enter (self, KIOSK_FLOW_OVERVIEW);
}
