/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/shelf.h"

/*
 * A definition is a few hundred small structs that point at each other, are made together and go
 * together. One owner for all of them is simpler to get right than a free function for each.
 */
struct _KioskShelf
{
  GStringChunk *strings;
  GArray *things; /* (element-type Thing) */
};

typedef struct
{
  gpointer thing;
  GDestroyNotify destroy;
} Thing;

/**
 * kiosk_shelf_new:
 *
 * Returns: (transfer full): an empty shelf
 */
KioskShelf *
kiosk_shelf_new (void)
{
  KioskShelf *self = g_new0 (KioskShelf, 1);

  self->strings = g_string_chunk_new (4096);
  self->things = g_array_new (FALSE, FALSE, sizeof (Thing));

  return self;
}

/**
 * kiosk_shelf_free:
 * @self: a shelf
 *
 * Frees @self and all that lies on it, what was put last first.
 */
void
kiosk_shelf_free (KioskShelf *self)
{
  for (guint i = self->things->len; i > 0; i--)
    {
      Thing *thing = &g_array_index (self->things, Thing, i - 1);

      thing->destroy (thing->thing);
    }
  g_array_unref (self->things);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/**
 * kiosk_shelf_add_string:
 * @self: a shelf
 * @string: a string, copied
 *
 * Returns: (transfer none): the copy; the same one for the same string
 */
const char *
kiosk_shelf_add_string (KioskShelf *self, const char *string)
{
  return g_string_chunk_insert_const (self->strings, string);
}

/**
 * kiosk_shelf_add_block:
 * @self: a shelf
 * @size: bytes
 *
 * Returns: (transfer none): @size bytes of zero
 */
gpointer
kiosk_shelf_add_block (KioskShelf *self, gsize size)
{
  return kiosk_shelf_take (self, g_malloc0 (size), g_free);
}

/**
 * kiosk_shelf_add_array:
 * @self: a shelf
 *
 * Returns: (transfer none): an empty array that does not own its elements
 */
GPtrArray *
kiosk_shelf_add_array (KioskShelf *self)
{
  return kiosk_shelf_take (self, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * kiosk_shelf_take:
 * @self: a shelf
 * @thing: (transfer full): what to keep
 * @destroy: how to free it
 *
 * Returns: (transfer none): @thing
 */
gpointer
kiosk_shelf_take (KioskShelf *self, gpointer thing, GDestroyNotify destroy)
{
  Thing entry = { thing, destroy };

  g_array_append_val (self->things, entry);

  return thing;
}
