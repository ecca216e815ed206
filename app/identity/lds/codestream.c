/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/codestream.h"

#include <string.h>

/* A decoder of JPEG 2000 makes room for every tile, precinct and code block that a header asks for,
 * before it looks whether their data are there: a hundred bytes can ask for gigabytes. So the headers
 * are read here first, and what no face needs is not let through (ISO/IEC 15444-1 annexes A and I). */
#define MAX_EDGE 65535
#define MAX_TILES 256
#define MAX_PARTS (1u << 16)
#define MAX_LEVELS 10
#define MAX_LAYERS 100
#define MAX_PRECISION 16
#define MAX_SUBSAMPLING 4

#define BOX_HEADER 0x6A703268 /* jp2h */
#define BOX_COLOUR 0x636F6C72 /* colr */
#define BOX_STREAM 0x6A703263 /* jp2c */
#define COLOUR_YCC 18

enum
{
  MARKER_SOC = 0xFF4F,
  MARKER_SIZ = 0xFF51,
  MARKER_COD = 0xFF52,
  MARKER_COC = 0xFF53,
  MARKER_TLM = 0xFF55,
  MARKER_PLM = 0xFF57,
  MARKER_PLT = 0xFF58,
  MARKER_QCD = 0xFF5C,
  MARKER_QCC = 0xFF5D,
  MARKER_RGN = 0xFF5E,
  MARKER_CRG = 0xFF63,
  MARKER_COM = 0xFF64,
  MARKER_SOT = 0xFF90,
  MARKER_SOD = 0xFF93,
  MARKER_EOC = 0xFFD9,
};

/* A segment's bytes behind its marker and length. */
typedef struct
{
  const guint8 *data;
  gsize length;
} Bytes;

/* What sizes the decoder's tables. */
typedef struct
{
  guint tile_width;
  guint tile_height;
  guint n_tiles;
  guint n_components;
} Grid;

static guint
get_16 (const guint8 *data)
{
  return (guint) data[0] << 8 | data[1];
}

static guint
get_32 (const guint8 *data)
{
  return get_16 (data) << 16 | get_16 (data + 2);
}

static gboolean
is_raw (const guint8 *data, gsize length)
{
  return length >= 4 && memcmp (data, "\xFF\x4F\xFF\x51", 4) == 0;
}

/**
 * kiosk_codestream_is_known:
 * @data: (array length=length): any bytes
 * @length: how many
 *
 * Returns: whether @data begins like a codestream or like a file of JP2
 */
gboolean
kiosk_codestream_is_known (const guint8 *data, gsize length)
{
  return is_raw (data, length)
         || (length >= 12 && memcmp (data, "\0\0\0\x0CjP  \r\n\x87\n", 12) == 0);
}

/* Steps over one box. A length of 0 is up to the end; 1 says that a long one follows. */
static gboolean
take_box (Bytes *rest, guint *type, Bytes *box)
{
  gsize header = 8;
  gsize length;

  if (rest->length < header)
    return FALSE;
  length = get_32 (rest->data);
  *type = get_32 (rest->data + 4);
  if (length == 1)
    {
      header = 16;
      if (rest->length < header || get_32 (rest->data + 8) != 0)
        return FALSE;
      length = get_32 (rest->data + 12);
    }
  if (length == 0)
    length = rest->length;
  if (length < header || length > rest->length)
    return FALSE;
  *box = (Bytes){ rest->data + header, length - header };
  *rest = (Bytes){ rest->data + length, rest->length - length };

  return TRUE;
}

static gboolean
says_ycc (Bytes header)
{
  Bytes box;
  guint type;

  while (take_box (&header, &type, &box))
    if (type == BOX_COLOUR && box.length >= 7 && box.data[0] == 1)
      return get_32 (box.data + 3) == COLOUR_YCC;

  return FALSE;
}

/* Only the codestream goes to the decoder: palettes and profiles of the file around it never do. */
static gboolean
unwrap (const guint8 *data, gsize length, KioskCodestream *stream)
{
  Bytes rest = { data, length };
  Bytes box;
  guint type;

  if (is_raw (data, length))
    {
      stream->data = data;
      stream->length = length;
      return TRUE;
    }
  if (!kiosk_codestream_is_known (data, length))
    return FALSE;
  while (take_box (&rest, &type, &box))
    {
      if (type == BOX_HEADER)
        stream->is_ycc = says_ycc (box);
      if (type == BOX_STREAM)
        {
          stream->data = box.data;
          stream->length = box.length;
          return is_raw (box.data, box.length);
        }
    }

  return FALSE;
}

/* Steps over one marker segment; those without a length never come here. */
static gboolean
take_segment (Bytes *rest, guint *marker, Bytes *segment)
{
  gsize length;

  if (rest->length < 4)
    return FALSE;
  *marker = get_16 (rest->data);
  length = get_16 (rest->data + 2);
  if (length < 2 || length > rest->length - 2)
    return FALSE;
  *segment = (Bytes){ rest->data + 4, length - 2 };
  *rest = (Bytes){ rest->data + 2 + length, rest->length - 2 - length };

  return TRUE;
}

static KioskCodestreamVerdict
read_components (KioskCodestream *stream, Bytes list)
{
  for (guint i = 0; i < stream->n_components; i++)
    {
      const guint8 *component = list.data + 3 * i;

      if ((component[0] & 0x7F) + 1 > MAX_PRECISION || component[1] == 0 || component[2] == 0
          || component[1] > MAX_SUBSAMPLING || component[2] > MAX_SUBSAMPLING)
        return KIOSK_CODESTREAM_BROKEN;
      if (component[1] != list.data[1] || component[2] != list.data[2])
        stream->is_ycc = TRUE;
    }

  return KIOSK_CODESTREAM_TAME;
}

static guint
count_tiles (guint end, guint start, guint size)
{
  return (guint) (((guint64) end - start + size - 1) / size);
}

static KioskCodestreamVerdict
read_size (KioskCodestream *stream, Bytes segment, gsize max_pixels, Grid *grid)
{
  guint value[8]; /* ends, starts, sizes and starts of tiles, each across and down */
  guint across, down;

  if (segment.length < 36)
    return KIOSK_CODESTREAM_BROKEN;
  for (guint i = 0; i < G_N_ELEMENTS (value); i++)
    value[i] = get_32 (segment.data + 2 + 4 * i);
  stream->n_components = get_16 (segment.data + 34);
  if ((stream->n_components != 1 && stream->n_components != 3)
      || segment.length != 36 + 3 * (gsize) stream->n_components || value[0] <= value[2]
      || value[1] <= value[3] || value[4] == 0 || value[5] == 0 || value[6] > value[2]
      || value[7] > value[3])
    return KIOSK_CODESTREAM_BROKEN;

  stream->width = value[0] - value[2];
  stream->height = value[1] - value[3];
  if (value[0] > MAX_EDGE || value[1] > MAX_EDGE
      || (guint64) stream->width * stream->height > max_pixels)
    return KIOSK_CODESTREAM_WILD;
  across = count_tiles (value[0], value[6], value[4]);
  down = count_tiles (value[1], value[7], value[5]);
  if ((guint64) across * down > MAX_TILES)
    return KIOSK_CODESTREAM_WILD;
  *grid = (Grid){ MIN (value[4], stream->width), MIN (value[5], stream->height), across * down,
                  stream->n_components };

  return read_components (stream, (Bytes){ segment.data + 36, segment.length - 36 });
}

/* Rectangles of 2^x by 2^y that may touch @width by @height, however it lies. */
static guint64
count_parts (guint64 width, guint64 height, guint x, guint y)
{
  return ((width >> x) + 2) * ((height >> y) + 2);
}

/* Levels, sizes of code blocks, style, transformation; then sizes of precincts, when there are some.
 * Counts what the decoder will make room for. */
static KioskCodestreamVerdict
check_style (Bytes style, gboolean has_precincts, const Grid *grid)
{
  guint64 n = 0;
  guint levels, block_x, block_y;

  if (style.length < 5)
    return KIOSK_CODESTREAM_BROKEN;
  levels = style.data[0];
  if (levels > MAX_LEVELS)
    return KIOSK_CODESTREAM_WILD;
  if (has_precincts && style.length < 5 + levels + 1)
    return KIOSK_CODESTREAM_BROKEN;
  block_x = (style.data[1] & 0xF) + 2;
  block_y = (style.data[2] & 0xF) + 2;

  for (guint i = 0; i <= levels; i++)
    {
      guint precinct = has_precincts ? style.data[5 + i] : 0xFF;
      guint x = precinct & 0xF;
      guint y = precinct >> 4;
      guint64 width = (grid->tile_width >> (levels - i)) + 1;
      guint64 height = (grid->tile_height >> (levels - i)) + 1;

      /* Above the lowest resolution three bands share a precinct, each of half its size. */
      guint half = i > 0 ? 1 : 0;
      guint bands = i > 0 ? 3 : 1;

      if (x < half || y < half)
        return KIOSK_CODESTREAM_BROKEN;
      n += bands * count_parts (width, height, x, y);
      n += bands
           * count_parts (width >> half, height >> half, MIN (block_x, x - half),
                          MIN (block_y, y - half));
    }

  return n * grid->n_tiles * grid->n_components > MAX_PARTS ? KIOSK_CODESTREAM_WILD
                                                            : KIOSK_CODESTREAM_TAME;
}

static KioskCodestreamVerdict
check_segment (guint marker, Bytes segment, const Grid *grid)
{
  switch (marker)
    {
    case MARKER_COD:
      if (segment.length < 5)
        return KIOSK_CODESTREAM_BROKEN;
      if (get_16 (segment.data + 2) > MAX_LAYERS)
        return KIOSK_CODESTREAM_WILD;
      return check_style ((Bytes){ segment.data + 5, segment.length - 5 },
                          (segment.data[0] & 1) != 0, grid);
    case MARKER_COC:
      if (segment.length < 2)
        return KIOSK_CODESTREAM_BROKEN;
      return check_style ((Bytes){ segment.data + 2, segment.length - 2 },
                          (segment.data[1] & 1) != 0, grid);
    case MARKER_TLM:
    case MARKER_PLM:
    case MARKER_PLT:
    case MARKER_QCD:
    case MARKER_QCC:
    case MARKER_RGN:
    case MARKER_CRG:
    case MARKER_COM:
      return KIOSK_CODESTREAM_TAME;
    default:
      /* Changes of progression, packed headers, extensions of part 2. */
      return KIOSK_CODESTREAM_WILD;
    }
}

/* Checks segments up to the marker @until, which stays to be read. */
static KioskCodestreamVerdict
check_segments (Bytes *rest, guint until, const Grid *grid)
{
  KioskCodestreamVerdict verdict = KIOSK_CODESTREAM_TAME;
  Bytes segment;
  guint marker;

  while (verdict == KIOSK_CODESTREAM_TAME)
    {
      if (rest->length >= 2 && get_16 (rest->data) == until)
        return KIOSK_CODESTREAM_TAME;
      if (!take_segment (rest, &marker, &segment))
        return KIOSK_CODESTREAM_BROKEN;
      verdict = check_segment (marker, segment, grid);
    }

  return verdict;
}

/* One part of a tile: its header, then data, which end where the header says. */
static KioskCodestreamVerdict
check_tile_part (Bytes *rest, const Grid *grid)
{
  Bytes part = *rest;
  Bytes sot;
  gsize length;
  KioskCodestreamVerdict verdict;
  guint marker;

  if (!take_segment (&part, &marker, &sot) || marker != MARKER_SOT || sot.length != 8)
    return KIOSK_CODESTREAM_BROKEN;
  length = get_32 (sot.data + 2);
  /* The last part may leave its length open; the end of all has to follow it, or it was cut. */
  if (length == 0)
    length = rest->length - 2;
  verdict = check_segments (&part, MARKER_SOD, grid);
  if (verdict != KIOSK_CODESTREAM_TAME)
    return verdict;
  if (length > rest->length || length < (gsize) (part.data - rest->data) + 2)
    return KIOSK_CODESTREAM_BROKEN;
  *rest = (Bytes){ rest->data + length, rest->length - length };

  return KIOSK_CODESTREAM_TAME;
}

static KioskCodestreamVerdict
check_stream (KioskCodestream *stream, gsize max_pixels)
{
  Bytes rest = { stream->data + 2, stream->length - 2 };
  Bytes segment;
  Grid grid;
  guint marker;
  KioskCodestreamVerdict verdict;

  if (!take_segment (&rest, &marker, &segment))
    return KIOSK_CODESTREAM_BROKEN;
  verdict = read_size (stream, segment, max_pixels, &grid);
  if (verdict == KIOSK_CODESTREAM_TAME)
    verdict = check_segments (&rest, MARKER_SOT, &grid);
  while (verdict == KIOSK_CODESTREAM_TAME && rest.length > 0
         && !(rest.length >= 2 && get_16 (rest.data) == MARKER_EOC))
    verdict = check_tile_part (&rest, &grid);

  return verdict;
}

/**
 * kiosk_codestream_find:
 * @data: (array length=length): a codestream, or a file of JP2 around one
 * @length: how many bytes
 * @max_pixels: the largest width times height that will do
 * @stream: (out caller-allocates): the codestream, pointing into @data, when the verdict is good
 *
 * Reads all headers, and no data, of a picture that a stranger made, to say what decoding it will
 * cost.
 *
 * Returns: whether a decoder may be let at it
 */
KioskCodestreamVerdict
kiosk_codestream_find (const guint8 *data, gsize length, gsize max_pixels, KioskCodestream *stream)
{
  g_return_val_if_fail (data != NULL || length == 0, KIOSK_CODESTREAM_BROKEN);

  *stream = (KioskCodestream){ 0 };
  if (!unwrap (data, length, stream))
    return KIOSK_CODESTREAM_BROKEN;

  return check_stream (stream, max_pixels);
}
