/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-card"

#include "card/json-text.h"

#include "base/secret.h"

#include <string.h>

/* More than a card holds, so that what is written is never moved, and so never left behind. */
#define ROOM (256 * 1024)
#define MAX_DEPTH 16

struct _KioskJsonText
{
  GString *text; /* (owned) */
  char ends[MAX_DEPTH];
  guint depth;
  gboolean first; /* nothing stands in what was opened last */
};

/**
 * kiosk_json_text_new:
 *
 * Returns: (transfer full): nothing yet
 */
KioskJsonText *
kiosk_json_text_new (void)
{
  KioskJsonText *self = g_new0 (KioskJsonText, 1);

  self->text = g_string_sized_new (ROOM);
  self->first = TRUE;

  return self;
}

/**
 * kiosk_json_text_free:
 * @self: (transfer full): a text
 */
void
kiosk_json_text_free (KioskJsonText *self)
{
  kiosk_wipe (self->text->str, self->text->allocated_len);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* Valid UTF-8 goes in as it is; what is not, a chip or a code made up. */
static void
put_string (KioskJsonText *self, const char *value)
{
  g_string_append_c (self->text, '"');
  while (*value != '\0')
    {
      gunichar c = g_utf8_get_char_validated (value, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          g_string_append (self->text, "\\ufffd");
          value++;
          continue;
        }
      if (c == '"' || c == '\\')
        g_string_append_printf (self->text, "\\%c", (char) c);
      else if (c < 0x20 || c == 0x7f)
        g_string_append_printf (self->text, "\\u%04x", c);
      else
        g_string_append_unichar (self->text, c);
      value = g_utf8_next_char (value);
    }
  g_string_append_c (self->text, '"');
}

static void
begin (KioskJsonText *self, const char *name)
{
  if (!self->first)
    g_string_append_c (self->text, ',');
  self->first = FALSE;
  if (name != NULL)
    {
      put_string (self, name);
      g_string_append_c (self->text, ':');
    }
}

static void
open (KioskJsonText *self, const char *name, char start, char end)
{
  g_return_if_fail (self->depth < MAX_DEPTH);

  begin (self, name);
  g_string_append_c (self->text, start);
  self->ends[self->depth++] = end;
  self->first = TRUE;
}

/**
 * kiosk_json_text_open_object:
 * @self: a text
 * @name: (nullable): its name in the object around it
 */
void
kiosk_json_text_open_object (KioskJsonText *self, const char *name)
{
  open (self, name, '{', '}');
}

/**
 * kiosk_json_text_open_array:
 * @self: a text
 * @name: (nullable): its name in the object around it
 */
void
kiosk_json_text_open_array (KioskJsonText *self, const char *name)
{
  open (self, name, '[', ']');
}

/**
 * kiosk_json_text_close:
 * @self: a text
 *
 * Closes what was opened last.
 */
void
kiosk_json_text_close (KioskJsonText *self)
{
  g_return_if_fail (self->depth > 0);

  g_string_append_c (self->text, self->ends[--self->depth]);
  self->first = FALSE;
}

/**
 * kiosk_json_text_add_text:
 * @self: a text
 * @name: (nullable): its name in the object around it
 * @value: (nullable): %NULL is written as null
 */
void
kiosk_json_text_add_text (KioskJsonText *self, const char *name, const char *value)
{
  begin (self, name);
  if (value != NULL)
    put_string (self, value);
  else
    g_string_append (self->text, "null");
}

/**
 * kiosk_json_text_add_number:
 * @self: a text
 * @name: (nullable): its name in the object around it
 * @value: the number
 */
void
kiosk_json_text_add_number (KioskJsonText *self, const char *name, guint64 value)
{
  begin (self, name);
  g_string_append_printf (self->text, "%" G_GUINT64_FORMAT, value);
}

/**
 * kiosk_json_text_add_boolean:
 * @self: a text
 * @name: (nullable): its name in the object around it
 * @value: true or false
 */
void
kiosk_json_text_add_boolean (KioskJsonText *self, const char *name, gboolean value)
{
  begin (self, name);
  g_string_append (self->text, value ? "true" : "false");
}

/**
 * kiosk_json_text_get:
 * @self: a text
 *
 * Returns: (transfer none): what was written
 */
const char *
kiosk_json_text_get (const KioskJsonText *self)
{
  return self->text->str;
}
