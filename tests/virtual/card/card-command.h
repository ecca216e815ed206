/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CardCommand: one command of ISO/IEC 7816-4 §5.1, pointing into the bytes it was read from. */
typedef struct
{
  guint8 cla;
  guint8 ins;
  guint8 p1;
  guint8 p2;
  const guint8 *data;
  gsize length;
  gsize expected; /* Le; 0: none was asked for */
  gboolean extended;
} CardCommand;

gboolean card_command_parse (CardCommand *command, const guint8 *bytes, gsize length);

/** CardObject: one data object of BER-TLV, pointing into the bytes it was read from. */
typedef struct
{
  guint tag;
  const guint8 *value;
  gsize length;
  const guint8 *whole;
  gsize whole_length;
} CardObject;

gboolean card_object_next (const guint8 **bytes, gsize *left, CardObject *object);
gboolean card_object_find (const guint8 *bytes, gsize length, guint tag, CardObject *object);
void     card_object_put  (GByteArray *array, guint tag, const guint8 *value, gsize length);

G_END_DECLS
