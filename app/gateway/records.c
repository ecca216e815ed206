/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/records.h"

G_DEFINE_INTERFACE (KioskRecords, kiosk_records, G_TYPE_OBJECT)

static void
kiosk_records_default_init (KioskRecordsInterface *iface)
{
}

/**
 * kiosk_records_commit:
 * @self: the records
 * @commits: (element-type KioskCommit): all that wait; each gets its outcome
 * @find: (scope call): says which chunks are not kept
 * @data: for @find
 * @error: return location
 *
 * One transaction for all of @commits, so that they share one flush of the disk. Two of them may
 * have the same id.
 *
 * Returns: whether the outcomes hold; if not, all of them have failed
 */
gboolean
kiosk_records_commit (KioskRecords *self, GPtrArray *commits, KioskFindMissing find, gpointer data,
                      GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->commit (self, commits, find, data, error);
}

/**
 * kiosk_records_find:
 * @self: the records
 * @id: a submission
 * @error: return location, %KIOSK_GATEWAY_ERROR_NOT_FOUND or of the store
 *
 * Returns: (transfer full): what is known of it
 */
KioskRecord *
kiosk_records_find (KioskRecords *self, const char *id, GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->find (self, id, error);
}

/**
 * kiosk_records_find_official:
 * @self: the records
 * @official: an official number
 * @error: return location, %KIOSK_GATEWAY_ERROR_NOT_FOUND or of the store
 *
 * Returns: (transfer full): what is known of the submission that got it
 */
KioskRecord *
kiosk_records_find_official (KioskRecords *self, const char *official, GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->find_official (self, official, error);
}

/**
 * kiosk_records_list_events:
 * @self: the records
 * @device: whose events
 * @after: the last sequence it has seen
 * @limit: how many at most
 * @error: return location
 *
 * Returns: (transfer full) (element-type KioskEvent): what it has not seen, in order, without gaps
 */
GPtrArray *
kiosk_records_list_events (KioskRecords *self, const char *device, gint64 after, guint limit,
                           GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->list_events (self, device, after, limit, error);
}

/**
 * kiosk_records_catch_up:
 * @self: the records
 * @device: a device
 * @after: the last event it says it has seen
 * @error: return location
 *
 * Records that were restored from an older copy count events again from where the copy was, and the
 * device, which has seen higher ones, would never hear of them. All its events are then numbered
 * anew above @after, and told again: a device takes the same news twice with no harm.
 *
 * Returns: whether events of the device have sequences it will ask for
 */
gboolean
kiosk_records_catch_up (KioskRecords *self, const char *device, gint64 after, GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->catch_up (self, device, after, error);
}

/**
 * kiosk_records_get_version:
 * @self: the records
 *
 * Returns: a number that is another after anyone, in whatever process, has written
 */
gint64
kiosk_records_get_version (KioskRecords *self)
{
  return KIOSK_RECORDS_GET_IFACE (self)->get_version (self);
}

/**
 * kiosk_records_list_due:
 * @self: the records
 * @now_s: seconds since 1970
 * @limit: how many at most
 * @error: return location
 *
 * Returns: (transfer full) (element-type KioskRecord): received or numbered and not postponed past
 *   @now_s, the longest due first
 */
GPtrArray *
kiosk_records_list_due (KioskRecords *self, gint64 now_s, guint limit, GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->list_due (self, now_s, limit, error);
}

/**
 * kiosk_records_number:
 * @self: the records
 * @id: a submission
 * @agency: agency identifier, "H99.018.02"
 * @day: "YYMMDD", the agency's day
 * @error: return location
 *
 * Gives the submission the next number of the agency's day, or the one it has already: a worker
 * that was killed half way finds the same number again.
 *
 * Returns: (transfer full): the official number
 */
char *
kiosk_records_number (KioskRecords *self, const char *id, const char *agency, const char *day,
                      GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->number (self, id, agency, day, error);
}

/**
 * kiosk_records_deliver:
 * @self: the records
 * @id: a numbered submission
 * @at: now, RFC 3339
 * @error: return location
 *
 * Says that the submission is with the province's own system, and tells the device its number.
 *
 * Returns: whether that is durable
 */
gboolean
kiosk_records_deliver (KioskRecords *self, const char *id, const char *at, GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->deliver (self, id, at, error);
}

/**
 * kiosk_records_quarantine:
 * @self: the records
 * @id: a submission that can never be handed on as it is
 * @reason: for the operator; nothing about a person
 * @at: now, RFC 3339
 * @error: return location
 *
 * Returns: whether that is durable
 */
gboolean
kiosk_records_quarantine (KioskRecords *self, const char *id, const char *reason, const char *at,
                          GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->quarantine (self, id, reason, at, error);
}

/**
 * kiosk_records_list_state:
 * @self: the records
 * @state: which
 * @limit: how many at most
 * @error: return location
 *
 * Returns: (transfer full) (element-type KioskRecord): the submissions in @state, the oldest first
 */
GPtrArray *
kiosk_records_list_state (KioskRecords *self, KioskRecordState state, guint limit, GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->list_state (self, state, limit, error);
}

/**
 * kiosk_records_requeue:
 * @self: the records
 * @id: a submission that was put aside or off
 * @error: return location
 *
 * Has it tried again at once: what stood in its way was mended. It keeps a number it has.
 *
 * Returns: whether that is durable
 */
gboolean
kiosk_records_requeue (KioskRecords *self, const char *id, GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->requeue (self, id, error);
}

/**
 * kiosk_records_postpone:
 * @self: the records
 * @id: a submission that could not be handed on just now
 * @until_s: when to try again, seconds since 1970
 * @error: return location
 *
 * Returns: whether that is durable
 */
gboolean
kiosk_records_postpone (KioskRecords *self, const char *id, gint64 until_s, GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->postpone (self, id, until_s, error);
}

/**
 * kiosk_records_set_status:
 * @self: the records
 * @id: a delivered submission
 * @status: national status 1..10
 * @at: now, RFC 3339
 * @error: return location
 *
 * Tells the device, unless the status is the one it had.
 *
 * Returns: whether that is durable
 */
gboolean
kiosk_records_set_status (KioskRecords *self, const char *id, int status, const char *at,
                          GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->set_status (self, id, status, at, error);
}

/**
 * kiosk_records_sweep:
 * @self: the records
 * @digests: (element-type utf8): chunks old enough to go
 * @found: (scope call): called for each that no submission refers to
 * @data: for @found
 * @error: return location
 *
 * No commit can come between the look and @found, so that none loses a chunk it was just promised.
 *
 * Returns: whether all were looked at
 */
gboolean
kiosk_records_sweep (KioskRecords *self, const GPtrArray *digests, KioskUnreferenced found,
                     gpointer data, GError **error)
{
  return KIOSK_RECORDS_GET_IFACE (self)->sweep (self, digests, found, data, error);
}
