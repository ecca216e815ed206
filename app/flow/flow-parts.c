/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/flow-parts.h"

/**
 * kiosk_flow_parts_hold:
 * @self: (out): filled with references to everything in @parts
 * @parts: what somebody else owns; the office is borrowed
 */
void
kiosk_flow_parts_hold (KioskFlowParts *self, const KioskFlowParts *parts)
{
  *self = *parts;
  g_object_ref (self->clock);
  g_object_ref (self->language);
  kiosk_failure_catalogue_ref (self->failures);
  if (self->catalogue != NULL)
    kiosk_catalogue_ref (self->catalogue);
  kiosk_calendar_ref (self->calendar);
  g_object_ref (self->outbox);
  kiosk_intake_key_ref (self->intake);
  kiosk_signing_key_ref (self->device_key);
  g_ptr_array_ref (self->code_readers);
  if (self->chip_readers != NULL)
    g_ptr_array_ref (self->chip_readers);
  if (self->viewfinder != NULL)
    g_object_ref (self->viewfinder);
  if (self->scanner != NULL)
    g_object_ref (self->scanner);
  g_ptr_array_ref (self->printers);
}

/**
 * kiosk_flow_parts_release:
 * @self: parts that were held; may be released twice
 */
void
kiosk_flow_parts_release (KioskFlowParts *self)
{
  g_clear_object (&self->clock);
  g_clear_object (&self->language);
  g_clear_pointer (&self->failures, kiosk_failure_catalogue_unref);
  g_clear_pointer (&self->catalogue, kiosk_catalogue_unref);
  g_clear_pointer (&self->calendar, kiosk_calendar_unref);
  g_clear_object (&self->outbox);
  g_clear_pointer (&self->intake, kiosk_intake_key_unref);
  g_clear_pointer (&self->device_key, kiosk_signing_key_unref);
  g_clear_pointer (&self->code_readers, g_ptr_array_unref);
  g_clear_pointer (&self->chip_readers, g_ptr_array_unref);
  g_clear_object (&self->viewfinder);
  g_clear_object (&self->scanner);
  g_clear_pointer (&self->printers, g_ptr_array_unref);
}

/**
 * kiosk_flow_parts_for_filing:
 * @self: parts
 *
 * Returns: the parts that filing needs, borrowed from @self
 */
KioskFilingParts
kiosk_flow_parts_for_filing (const KioskFlowParts *self)
{
  return (KioskFilingParts){
    .clock = self->clock,
    .language = self->language,
    .calendar = self->calendar,
    .outbox = self->outbox,
    .intake = self->intake,
    .device_key = self->device_key,
    .office = self->office,
    .printers = self->printers,
    .wait_for_province_ms = self->wait_for_province_ms,
  };
}
