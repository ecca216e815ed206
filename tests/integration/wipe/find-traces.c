/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks for pieces of text in what a process can write, or in files.
 *
 *   find-traces --pid PID < PIECES      find-traces FILE... < PIECES
 *
 * PIECES are lines of hexadecimal digits. Each find is a line: piece, where, and what stands around it.
 * The last line says how many bytes were searched. */

#include <glib.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK (1 << 20)
#define BEFORE 48
#define BEHIND 80
#define LONGEST 64
#define N_BUCKETS (1 << 16)

typedef struct
{
  guint8 bytes[LONGEST];
  gsize length;
} Piece;

static GPtrArray *buckets[N_BUCKETS]; /* (element-type Piece), by the first four bytes */
static guint64 n_searched;

static guint
get_bucket (const guint8 *bytes)
{
  guint32 head;

  memcpy (&head, bytes, sizeof head);
  return (head * 2654435761u) >> 16;
}

static void
read_pieces (void)
{
  char line[4 * LONGEST];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      Piece *piece = g_new0 (Piece, 1);
      guint bucket;

      while (piece->length < LONGEST && g_ascii_isxdigit (line[2 * piece->length])
             && g_ascii_isxdigit (line[2 * piece->length + 1]))
        {
          piece->bytes[piece->length]
              = (guint8) (g_ascii_xdigit_value (line[2 * piece->length]) << 4
                          | g_ascii_xdigit_value (line[2 * piece->length + 1]));
          piece->length++;
        }
      if (piece->length < 4)
        g_error ("A piece of %zu bytes is too short", piece->length);
      bucket = get_bucket (piece->bytes);
      if (buckets[bucket] == NULL)
        buckets[bucket] = g_ptr_array_new ();
      g_ptr_array_add (buckets[bucket], piece);
    }
}

static void
tell (const Piece *piece, const char *where, guint64 address, const guint8 *data, gsize length,
      gsize at)
{
  for (gsize i = 0; i < piece->length; i++)
    printf ("%02x", piece->bytes[i]);
  printf ("\t%s at %#" G_GINT64_MODIFIER "x\t", where, address + at);
  for (gsize i = at > BEFORE ? at - BEFORE : 0; i < MIN (length, at + BEHIND); i++)
    putchar (g_ascii_isprint ((char) data[i]) || data[i] >= 0x80 ? data[i] : '.');
  putchar ('\n');
}

static void
search (const char *where, guint64 address, const guint8 *data, gsize length)
{
  for (gsize at = 0; at + sizeof (guint32) <= length; at++)
    {
      const GPtrArray *bucket = buckets[get_bucket (data + at)];

      for (guint i = 0; bucket != NULL && i < bucket->len; i++)
        {
          const Piece *piece = bucket->pdata[i];

          if (at + piece->length <= length && memcmp (data + at, piece->bytes, piece->length) == 0)
            tell (piece, where, address, data, length, at);
        }
    }
  n_searched += length;
}

/* Block by block, each with the end of the one before, so that nothing falls between two. */
static void
search_range (FILE *memory, const char *where, guint64 from, guint64 to)
{
  static guint8 data[LONGEST + BLOCK];
  gsize kept = 0;

  if (fseeko (memory, (off_t) from, SEEK_SET) != 0)
    return;
  for (guint64 at = from; at < to;)
    {
      gsize length = fread (data + kept, 1, MIN (BLOCK, to - at), memory);

      if (length == 0)
        return; /* a mapping of a device */
      search (where, at - kept, data, kept + length);
      at += length;
      length += kept;
      kept = MIN (length, LONGEST);
      memmove (data, data + length - kept, kept);
    }
}

static void
search_process (const char *pid)
{
  g_autofree char *maps_path = g_strdup_printf ("/proc/%s/maps", pid);
  g_autofree char *memory_path = g_strdup_printf ("/proc/%s/mem", pid);
  FILE *maps = fopen (maps_path, "r");
  FILE *memory = fopen (memory_path, "r");
  char line[4096];

  if (maps == NULL || memory == NULL)
    g_error ("The memory of %s cannot be read; be root", pid);
  setvbuf (memory, NULL, _IONBF, 0);
  while (fgets (line, sizeof line, maps) != NULL)
    {
      guint64 from, to;
      char rights[8], name[4000] = "anonymous";

      if (sscanf (line,
                  "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %7s %*s %*s %*s %3999[^\n]",
                  &from, &to, rights, name)
              >= 3
          && g_str_has_prefix (rights, "rw"))
        search_range (memory, name, from, to);
    }
  fclose (maps);
  fclose (memory);
}

static void
search_file (const char *path)
{
  g_autofree char *data = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, NULL))
    g_error ("%s cannot be read", path);
  search (path, 0, (const guint8 *) data, length);
}

int
main (int argc, char *argv[])
{
  read_pieces ();
  if (argc == 3 && g_str_equal (argv[1], "--pid"))
    search_process (argv[2]);
  else
    for (int i = 1; i < argc; i++)
      search_file (argv[i]);
  printf ("%" G_GUINT64_FORMAT "\n", n_searched);

  return EXIT_SUCCESS;
}
