/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-submission"

#include "submission/dossier-writer.h"

#include <string.h>

#define FIRST_CAPACITY 8192
#define MAX_DEPTH 8
#define MAX_SAFE_INTEGER G_GINT64_CONSTANT (9007199254740991) /* RFC 8785 §3.2.2.3: IEEE double */

typedef struct
{
  gboolean array;
  const char *last_key; /* (nullable): must live until the level is closed */
  guint n_members;
} Level;

/**
 * KioskDossierWriter:
 *
 * Writes canonical JSON (RFC 8785) straight into one buffer that is wiped when it grows and when it
 * goes. A JSON library would leave copies of each answer on the heap; this leaves none.
 *
 * It does not sort: it is given the members in order and refuses to finish when they were not, so
 * that whoever reads the code that writes sees the order of what is written.
 */
struct _KioskDossierWriter
{
  char *data;
  gsize length;
  gsize capacity;
  Level levels[MAX_DEPTH];
  guint depth;
  gboolean broken;
};

static void
append (KioskDossierWriter *self, const char *text, gsize length)
{
  if (length > self->capacity - self->length)
    {
      gsize capacity = MAX (self->capacity * 2, self->length + length);
      char *grown = g_malloc (capacity);

      memcpy (grown, self->data, self->length);
      kiosk_wipe (self->data, self->capacity);
      g_free (self->data);
      self->data = grown;
      self->capacity = capacity;
    }
  memcpy (self->data + self->length, text, length);
  self->length += length;
}

static void
append_text (KioskDossierWriter *self, const char *text)
{
  append (self, text, strlen (text));
}

/* RFC 8785 §3.2.2.2: the seven short escapes, \u00xx for other controls, all else as it is. */
static void
append_string (KioskDossierWriter *self, const char *text)
{
  static const char short_escapes[] = { [8] = 'b', [9] = 't', [10] = 'n', [12] = 'f', [13] = 'r' };

  append (self, "\"", 1);
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar byte = (guchar) *p;
      char escape[7];

      if (byte == '"' || byte == '\\')
        g_snprintf (escape, sizeof escape, "\\%c", byte);
      else if (byte < sizeof short_escapes && short_escapes[byte] != 0)
        g_snprintf (escape, sizeof escape, "\\%c", short_escapes[byte]);
      else if (byte < 0x20)
        g_snprintf (escape, sizeof escape, "\\u%04x", byte);
      else
        {
          append (self, p, 1);
          continue;
        }
      append_text (self, escape);
    }
  append (self, "\"", 1);
}

/* Keys are ASCII, where byte order is the UTF-16 order that RFC 8785 §3.2.3 asks for. */
static void
begin_member (KioskDossierWriter *self, const char *key)
{
  Level *level;

  if (self->depth == 0)
    {
      self->broken |= key != NULL || self->length > 0;
      return;
    }

  level = &self->levels[self->depth - 1];
  if (level->n_members++ > 0)
    append (self, ",", 1);
  if (level->array != (key == NULL) || (key != NULL && !g_str_is_ascii (key)))
    {
      self->broken = TRUE;
      return;
    }
  if (key == NULL)
    return;

  self->broken |= level->last_key != NULL && strcmp (level->last_key, key) >= 0;
  level->last_key = key;
  append_string (self, key);
  append (self, ":", 1);
}

static void
open_level (KioskDossierWriter *self, const char *key, gboolean array)
{
  begin_member (self, key);
  append (self, array ? "[" : "{", 1);
  if (self->depth == MAX_DEPTH)
    {
      self->broken = TRUE;
      return;
    }
  self->levels[self->depth++] = (Level){ .array = array };
}

/**
 * kiosk_dossier_writer_new:
 *
 * Returns: (transfer full): a writer that has written nothing
 */
KioskDossierWriter *
kiosk_dossier_writer_new (void)
{
  KioskDossierWriter *self = g_new0 (KioskDossierWriter, 1);

  self->capacity = FIRST_CAPACITY;
  self->data = g_malloc (self->capacity);
  return self;
}

/**
 * kiosk_dossier_writer_free:
 * @self: a writer; what it has written is wiped
 */
void
kiosk_dossier_writer_free (KioskDossierWriter *self)
{
  if (self == NULL)
    return;

  kiosk_wipe (self->data, self->capacity);
  g_free (self->data);
  g_free (self);
}

/**
 * kiosk_dossier_writer_open_object:
 * @self: a writer
 * @key: (nullable): the member's name, which must outlive the object it is in; %NULL in an array
 */
void
kiosk_dossier_writer_open_object (KioskDossierWriter *self, const char *key)
{
  open_level (self, key, FALSE);
}

/**
 * kiosk_dossier_writer_open_array:
 * @self: a writer
 * @key: (nullable): the member's name, as for kiosk_dossier_writer_open_object()
 */
void
kiosk_dossier_writer_open_array (KioskDossierWriter *self, const char *key)
{
  open_level (self, key, TRUE);
}

/**
 * kiosk_dossier_writer_close:
 * @self: a writer
 *
 * Closes the object or array opened last.
 */
void
kiosk_dossier_writer_close (KioskDossierWriter *self)
{
  if (self->depth == 0)
    {
      self->broken = TRUE;
      return;
    }

  self->depth--;
  append (self, self->levels[self->depth].array ? "]" : "}", 1);
}

/**
 * kiosk_dossier_writer_add_text:
 * @self: a writer
 * @key: (nullable): the member's name, as for kiosk_dossier_writer_open_object()
 * @value: (nullable): UTF-8; %NULL writes nothing at all, for what was not given is not a member
 */
void
kiosk_dossier_writer_add_text (KioskDossierWriter *self, const char *key, const char *value)
{
  if (value == NULL)
    return;

  self->broken |= !g_utf8_validate (value, -1, NULL);
  begin_member (self, key);
  append_string (self, value);
}

/**
 * kiosk_dossier_writer_add_integer:
 * @self: a writer
 * @key: (nullable): the member's name, as for kiosk_dossier_writer_open_object()
 * @value: within ±(2^53 - 1), which every JSON reader keeps exactly
 */
void
kiosk_dossier_writer_add_integer (KioskDossierWriter *self, const char *key, gint64 value)
{
  char text[24];

  self->broken |= value > MAX_SAFE_INTEGER || value < -MAX_SAFE_INTEGER;
  begin_member (self, key);
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  append_text (self, text);
  kiosk_wipe (text, sizeof text);
}

/**
 * kiosk_dossier_writer_add_boolean:
 * @self: a writer
 * @key: (nullable): the member's name, as for kiosk_dossier_writer_open_object()
 * @value: what to write
 */
void
kiosk_dossier_writer_add_boolean (KioskDossierWriter *self, const char *key, gboolean value)
{
  begin_member (self, key);
  append_text (self, value ? "true" : "false");
}

/**
 * kiosk_dossier_writer_get_position:
 * @self: a writer
 *
 * Returns: how many bytes are written; another member can be put there later, with a comma before it
 */
gsize
kiosk_dossier_writer_get_position (KioskDossierWriter *self)
{
  return self->length;
}

/**
 * kiosk_dossier_writer_finish:
 * @self: a writer; it has written nothing afterwards
 *
 * Returns: (transfer full) (nullable): the text, or %NULL when a level is open, members were out of
 *   order, a number was too large, or a text was not UTF-8
 */
KioskSecret *
kiosk_dossier_writer_finish (KioskDossierWriter *self)
{
  KioskSecret *text;

  if (self->broken || self->depth > 0 || self->length == 0)
    return NULL;

  text = kiosk_secret_new (self->data, self->length);
  kiosk_wipe (self->data, self->length);
  self->length = 0;
  return text;
}
