/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-wire"

#include "wire/event.h"

#include "wire/canonical.h"
#include "wire/members.h"
#include "wire/strict.h"

/**
 * kiosk_event_free:
 * @self: (transfer full) (nullable): an event
 */
void
kiosk_event_free (KioskEvent *self)
{
  if (self == NULL)
    return;

  g_free (self->submission_id);
  g_free (self->kind);
  g_free (self->official);
  g_free (self->at);
  g_free (self);
}

/**
 * kiosk_events_write:
 * @events: (element-type KioskEvent): what one device has not seen yet, in order
 *
 * Returns: (transfer full): the body of 200 to GET /v1/inbox
 */
GBytes *
kiosk_events_write (const GPtrArray *events)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_sized_new (events->len);

  for (guint i = 0; i < events->len; i++)
    {
      const KioskEvent *event = g_ptr_array_index (events, i);
      JsonObject *line = json_object_new ();

      json_object_set_int_member (line, "sequence", event->sequence);
      json_object_set_string_member (line, "submission_id", event->submission_id);
      json_object_set_string_member (line, "kind", event->kind);
      if (event->official != NULL)
        json_object_set_string_member (line, "official", event->official);
      json_object_set_int_member (line, "status", event->status);
      json_object_set_string_member (line, "at", event->at);
      json_array_add_object_element (array, line);
    }
  json_object_set_array_member (object, "events", array);
  json_node_set_object (node, object);

  return kiosk_canonical_write (node, NULL);
}

static KioskEvent *
parse_event (JsonNode *node, GError **error)
{
  KioskEvent *self = g_new0 (KioskEvent, 1);
  JsonObject *object = kiosk_members_of (node, "events", error);
  gint64 status = 0;

  if (object == NULL
      || !kiosk_member_integer (object, "sequence", 1, KIOSK_CANONICAL_MAX_INTEGER, &self->sequence,
                                error)
      || !kiosk_member_text (object, "submission_id", kiosk_shape_uuid, &self->submission_id, error)
      || !kiosk_member_text (object, "kind", kiosk_shape_word, &self->kind, error)
      || (json_object_has_member (object, "official")
          && !kiosk_member_text (object, "official", kiosk_shape_name, &self->official, error))
      || !kiosk_member_integer (object, "status", 0, 99, &status, error)
      || !kiosk_member_text (object, "at", kiosk_shape_moment, &self->at, error))
    {
      kiosk_event_free (self);
      return NULL;
    }

  self->status = (int) status;
  return self;
}

/**
 * kiosk_events_parse:
 * @body: the bytes received
 * @error: return location
 *
 * Kinds it does not know are handed on: the cursor must pass them.
 *
 * Returns: (transfer full) (element-type KioskEvent): at most %KIOSK_EVENTS_MAX events, in rising
 *   order of their sequence
 */
GPtrArray *
kiosk_events_parse (GBytes *body, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_event_free);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  JsonArray *array;
  gint64 last = 0;
  gsize length;
  const char *data = g_bytes_get_data (body, &length);

  node = kiosk_strict_parse (data, length, 5, error);
  object = node != NULL ? kiosk_members_of (node, "body", error) : NULL;
  if (object == NULL || !kiosk_member_array (object, "events", 0, KIOSK_EVENTS_MAX, &array, error))
    return NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      KioskEvent *event = parse_event (json_array_get_element (array, i), error);

      if (event == NULL)
        return NULL;
      g_ptr_array_add (events, event);
      if (event->sequence <= last)
        {
          g_set_error_literal (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED,
                               "events out of order");
          return NULL;
        }
      last = event->sequence;
    }

  return g_steal_pointer (&events);
}
