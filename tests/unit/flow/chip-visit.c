/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "chip-visit.h"

#define BOUND_SECONDS 60

void
chip_visit_set_up (Visit *self, gconstpointer data)
{
  visit_set_up (self, data);
  visit_plug_chip_reader (self);
  visit_go_to (self, VISIT_RESIDENCE, KIOSK_FLOW_IDENTIFY);
}

void
chip_visit_lay (Visit *self, const char *more)
{
  g_autofree char *json = g_strdup_printf (
      "{\"number\": \"" CHIP_NUMBER "\", \"name\": \"Lê Thị Hồng Gấm\", \"sex\": \"female\", "
      "\"birth_date\": \"1992-03-08\", \"address\": \"Thôn Đoài\", \"can\": \"" CHIP_CAN "\", "
      "\"expiry\": \"" CHIP_EXPIRY "\", \"delay_ms\": 8%s%s}",
      more != NULL ? ", " : "", more != NULL ? more : "");

  visit_lay_card (self, json);
}

void
chip_visit_take_away (Visit *self)
{
  g_assert_true (kiosk_virtual_chip_reader_happen (self->chip_reader, "remove"));
}

static gboolean
on_bound (gpointer flow)
{
  g_error ("Waited %d s for another state than %d", BOUND_SECONDS, kiosk_flow_get_identify (flow));
  return G_SOURCE_REMOVE;
}

void
chip_visit_wait (Visit *self, KioskIdentifyState state)
{
  guint bound = g_timeout_add_seconds (BOUND_SECONDS, on_bound, self->flow);

  while (kiosk_flow_get_identify (self->flow) != state)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (bound);
}

void
chip_visit_read (Visit *self, const char *more)
{
  visit_show_card (self, VISIT_RESIDENCE);
  chip_visit_lay (self, more);
  g_assert_true (kiosk_flow_give_expiry (self->flow, CHIP_EXPIRY));
  while (kiosk_flow_get_identify (self->flow) == KIOSK_IDENTIFY_READING)
    g_main_context_iteration (NULL, TRUE);
}

KioskIdDocument *
chip_visit_get_document (Visit *self)
{
  return kiosk_session_get_document (kiosk_flow_get_session (self->flow));
}

void
chip_visit_assert (Visit *self, KioskIdentifyState state, KioskFailure failure)
{
  g_assert_cmpint (kiosk_flow_get_identify (self->flow), ==, state);
  g_assert_cmpint (kiosk_flow_get_identify_failure (self->flow), ==, failure);
}

void
chip_visit_assert_rung (Visit *self, KioskAssurance rung)
{
  g_assert_nonnull (chip_visit_get_document (self));
  g_assert_cmpint (kiosk_id_document_get_assurance (chip_visit_get_document (self)), ==, rung);
  g_assert_cmpstr (kiosk_form_get (visit_get_form (self), "req_number"), ==,
                   kiosk_id_document_get (chip_visit_get_document (self), KIOSK_ID_FIELD_NUMBER));
}
