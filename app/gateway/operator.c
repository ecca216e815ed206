/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/operator.h"

#include "base/clock.h"
#include "gateway/gateway.h"

#include <stdio.h>

#define MAX_LISTED 10000

static KioskRecord *
find_record (KioskRecords *records, const char *name, GError **error)
{
  g_autoptr (KioskRecord) record = kiosk_records_find (records, name, NULL);

  return record != NULL ? g_steal_pointer (&record)
                        : kiosk_records_find_official (records, name, error);
}

/**
 * kiosk_operator_show:
 * @config: whose gateway
 * @name: an id or official number
 * @error: return location
 *
 * Prints what became of a submission.
 *
 * Returns: whether there is one
 */
gboolean
kiosk_operator_show (const KioskGatewayConfig *config, const char *name, GError **error)
{
  g_autoptr (KioskRecords) records = kiosk_gateway_open_records (config, error);
  g_autoptr (KioskRecord) record = records != NULL ? find_record (records, name, error) : NULL;

  if (record == NULL)
    return FALSE;

  printf ("id          %s\nprovisional %s\nofficial    %s\nstate       %s%s%s\nstatus      %d\n"
          "received    %s\ndevice      %s\nprocedure   %s\nmanifest    %s\n",
          record->id, record->provisional, record->official != NULL ? record->official : "-",
          kiosk_record_state_to_string (record->state), record->reason != NULL ? ": " : "",
          record->reason != NULL ? record->reason : "", record->status, record->received_at,
          record->device, record->procedure, record->manifest_sha256);
  return TRUE;
}

/**
 * kiosk_operator_set_status:
 * @config: whose gateway
 * @name: an id or official number
 * @text: national status, "1" to "10"
 * @error: return location
 *
 * Returns: whether the status is recorded and its device will be told
 */
gboolean
kiosk_operator_set_status (const KioskGatewayConfig *config, const char *name, const char *text,
                           GError **error)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new ();
  g_autofree char *at = kiosk_clock_now_rfc3339 (clock);
  g_autoptr (KioskRecords) records = NULL;
  g_autoptr (KioskRecord) record = NULL;
  guint64 status;

  if (!g_ascii_string_to_unsigned (text, 10, 1, 10, &status, error))
    return FALSE;

  records = kiosk_gateway_open_records (config, error);
  record = records != NULL ? find_record (records, name, error) : NULL;
  if (record == NULL)
    return FALSE;

  if (record->state != KIOSK_RECORD_DELIVERED)
    {
      g_set_error_literal (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_BUSY,
                           "it has not been handed on yet");
      return FALSE;
    }

  return kiosk_records_set_status (records, record->id, (int) status, at, error);
}

/**
 * kiosk_operator_list:
 * @config: whose gateway
 * @text: a state
 * @error: return location
 *
 * Prints the submissions in that state, one a line.
 *
 * Returns: whether that is a state
 */
gboolean
kiosk_operator_list (const KioskGatewayConfig *config, const char *text, GError **error)
{
  g_autoptr (KioskRecords) records = NULL;
  g_autoptr (GPtrArray) list = NULL;
  guint state = KIOSK_RECORD_RECEIVED;

  while (state <= KIOSK_RECORD_QUARANTINED
         && !g_str_equal (kiosk_record_state_to_string (state), text))
    state++;
  if (state > KIOSK_RECORD_QUARANTINED)
    {
      g_set_error_literal (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_NOT_FOUND,
                           "a state is received, numbered, delivered or quarantined");
      return FALSE;
    }

  records = kiosk_gateway_open_records (config, error);
  list = records != NULL ? kiosk_records_list_state (records, state, MAX_LISTED, error) : NULL;
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const KioskRecord *record = g_ptr_array_index (list, i);

      printf ("%s %s %s %s %s\n", record->id, record->received_at, record->provisional,
              record->official != NULL ? record->official : "-",
              record->reason != NULL ? record->reason : "");
    }

  return list != NULL;
}

/**
 * kiosk_operator_requeue:
 * @config: whose gateway
 * @name: an id or official number
 * @error: return location
 *
 * Has the worker try again what was put aside or off.
 *
 * Returns: whether it will
 */
gboolean
kiosk_operator_requeue (const KioskGatewayConfig *config, const char *name, GError **error)
{
  g_autoptr (KioskRecords) records = kiosk_gateway_open_records (config, error);
  g_autoptr (KioskRecord) record = records != NULL ? find_record (records, name, error) : NULL;

  if (record != NULL && record->state == KIOSK_RECORD_DELIVERED)
    {
      g_set_error_literal (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_BUSY,
                           "it has been handed on already");
      return FALSE;
    }

  return record != NULL && kiosk_records_requeue (records, record->id, error);
}
