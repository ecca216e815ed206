/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "card-command.h"

/* Not the reader's own code for data objects: a card and a reader by one hand share mistakes. */

/* Lc of two bytes follows a zero byte; so does Le of two when there is no Lc. */
static gboolean
parse_extended (CardCommand *command, const guint8 *body, gsize length)
{
  gsize n = (gsize) body[1] << 8 | body[2];

  command->extended = TRUE;
  if (length == 3)
    {
      command->expected = n == 0 ? 65536 : n;
      return TRUE;
    }
  if (n == 0 || (length != 3 + n && length != 5 + n))
    return FALSE;
  command->data = body + 3;
  command->length = n;
  if (length == 5 + n)
    {
      command->expected = (gsize) body[3 + n] << 8 | body[4 + n];
      if (command->expected == 0)
        command->expected = 65536;
    }

  return TRUE;
}

/* Reads the bytes of a command; FALSE is a length that no case of ISO/IEC 7816-3 §12.1 has. */
gboolean
card_command_parse (CardCommand *command, const guint8 *bytes, gsize length)
{
  const guint8 *body = bytes + 4;
  gsize n = length - 4;

  if (length < 4)
    return FALSE;
  *command = (CardCommand){ .cla = bytes[0], .ins = bytes[1], .p1 = bytes[2], .p2 = bytes[3] };
  if (n == 0)
    return TRUE;
  if (n == 1)
    {
      command->expected = body[0] == 0 ? 256 : body[0];
      return TRUE;
    }
  if (body[0] == 0)
    return n >= 3 && parse_extended (command, body, n);
  if (n != 1u + body[0] && n != 2u + body[0])
    return FALSE;
  command->data = body + 1;
  command->length = body[0];
  if (n == 2u + body[0])
    command->expected = body[n - 1] == 0 ? 256 : body[n - 1];

  return TRUE;
}

/* Reads one object and steps behind it. */
gboolean
card_object_next (const guint8 **bytes, gsize *left, CardObject *object)
{
  const guint8 *p = *bytes;
  const guint8 *end = p + *left;
  gsize n;

  if (end - p < 2)
    return FALSE;
  object->tag = *p++;
  if ((object->tag & 0x1F) == 0x1F)
    object->tag = object->tag << 8 | *p++;
  if (p == end)
    return FALSE;
  n = *p++;
  if (n >= 0x80)
    {
      guint bytes_of_length = n & 0x7F;

      if (bytes_of_length == 0 || bytes_of_length > 3 || end - p < (gssize) bytes_of_length)
        return FALSE;
      for (n = 0; bytes_of_length > 0; bytes_of_length--)
        n = n << 8 | *p++;
    }
  if ((gsize) (end - p) < n)
    return FALSE;
  object->value = p;
  object->length = n;
  object->whole = *bytes;
  object->whole_length = (gsize) (p - *bytes) + n;
  *bytes = p + n;
  *left = (gsize) (end - *bytes);

  return TRUE;
}

/* Finds the first object of that tag among those that stand beside each other. */
gboolean
card_object_find (const guint8 *bytes, gsize length, guint tag, CardObject *object)
{
  while (length > 0 && card_object_next (&bytes, &length, object))
    if (object->tag == tag)
      return TRUE;

  return FALSE;
}

void
card_object_put (GByteArray *array, guint tag, const guint8 *value, gsize length)
{
  guint8 head[8];
  guint n = 0;

  if (tag > 0xFF)
    head[n++] = (guint8) (tag >> 8);
  head[n++] = (guint8) tag;
  if (length > 0xFF)
    head[n++] = 0x82;
  else if (length > 0x7F)
    head[n++] = 0x81;
  if (length > 0xFF)
    head[n++] = (guint8) (length >> 8);
  head[n++] = (guint8) length;
  g_byte_array_append (array, head, n);
  if (length > 0)
    g_byte_array_append (array, value, (guint) length);
}
