/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/chip-channel.h"

#include "identity/lds/tlv.h"

#include <string.h>

#define INS_READ_BINARY 0xB0
#define INS_READ_BINARY_FAR 0xB1 /* the offset is a data object: past 32,767 */
#define MAX_NEAR_OFFSET 0x7FFF
#define DO_OFFSET 0x54
#define DO_FAR_DATA 0x53

/* Asked for at once where commands of extended length work: a face in half a dozen commands, and
 * within the buffers of the chips and readers that tell their size. */
#define EXTENDED_BLOCK 2048
/* The head of every file says how long it is. */
#define HEAD 8

/* A file as it is being read. */
typedef struct
{
  KioskChipChannel *channel;
  gsize block;   /* how much to ask for */
  guint8 *bytes; /* (owned) (nullable), total bytes, wiped */
  gsize total;   /* 0: not known yet */
  gsize got;
} Reading;

static KioskApdu
make_near (gsize offset, gsize length)
{
  return (KioskApdu){
    .ins = INS_READ_BINARY, .p1 = (guint8) (offset >> 8), .p2 = (guint8) offset, .expected = length
  };
}

static gboolean
read_near (KioskChipChannel *channel, gsize offset, gsize length, GByteArray *data, guint16 *sw,
           GError **error)
{
  const KioskApdu command = make_near (offset, length);

  /* The first file is read in plain words: what it is asked with tells what the chip takes. */
  if (offset == 0)
    return kiosk_chip_channel_try_extended (channel, &command, data, sw, error);

  return kiosk_chip_channel_send (channel, &command, data, sw, error);
}

/* Tag and length around a far part. */
static gsize
get_far_head (gsize length)
{
  return length < 0x80 ? 2 : length < 0x100 ? 3 : 4;
}

/* ISO/IEC 7816-4 §7.2.3: the offset goes as an object, and what was read comes as one. */
static gboolean
read_far (KioskChipChannel *channel, gsize offset, gsize length, GByteArray *data, guint16 *sw,
          GError **error)
{
  const guint8 object[]
      = { DO_OFFSET, 3, (guint8) (offset >> 16), (guint8) (offset >> 8), (guint8) offset };
  const KioskApdu command = { .ins = INS_READ_BINARY_FAR,
                              .data = object,
                              .length = sizeof object,
                              .expected = length + get_far_head (length) };
  guint before = data->len;
  KioskTlv tlv;

  if (!kiosk_chip_channel_send (channel, &command, data, sw, error))
    return FALSE;
  if (data->len == before)
    return TRUE;
  if (!kiosk_tlv_parse (data->data + before, data->len - before, DO_FAR_DATA, &tlv, NULL))
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED, "a far part of a file is no object");
  tlv.length = MIN (tlv.length, length);
  memmove (data->data + before, tlv.value, tlv.length);
  g_byte_array_set_size (data, (guint) (before + tlv.length));

  return TRUE;
}

static gboolean
is_read (guint16 sw)
{
  return sw == KIOSK_SW_OK || sw == KIOSK_SW_END_OF_FILE;
}

static gboolean
fail_reading (guint16 sw, GError **error)
{
  if (sw == KIOSK_SW_NOT_SATISFIED)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_DENIED, "the chip does not let a file be read");
  g_set_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_REFUSED,
               "the chip answered %04X to reading a file", sw);

  return FALSE;
}

/* Brings the bytes at the place reached so far, asking for less and less of them as long as the
 * chip does not want to give so many at once. */
static gboolean
read_block (Reading *self, gsize wanted, GByteArray *data, GError **error)
{
  gsize room = kiosk_chip_channel_get_room (self->channel);

  for (;;)
    {
      gsize length = MIN (self->block, wanted);
      gboolean near = self->got <= MAX_NEAR_OFFSET;
      guint16 sw = 0;

      if (!near)
        length = MIN (length, self->block - get_far_head (self->block));
      g_byte_array_set_size (data, 0);
      if (!(near ? read_near : read_far) (self->channel, self->got, length, data, &sw, error))
        return FALSE;
      if (is_read (sw) && data->len > 0)
        {
          if (data->len <= length)
            return TRUE;
          return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED,
                                  "more of a file than asked for");
        }
      if (is_read (sw))
        return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED, "a file ends before its end");
      if (sw == KIOSK_SW_NOT_SATISFIED || self->block <= HEAD * 2)
        return fail_reading (sw, error);
      self->block = self->block > room ? room : HEAD * 2;
    }
}

/* The first block tells how long the file is; nothing after its end is kept. */
static gboolean
begin (Reading *self, const GByteArray *data, gsize max_bytes, GError **error)
{
  if (!kiosk_tlv_measure (data->data, data->len, &self->total, NULL))
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED,
                            "a file that does not say its length");
  if (self->total > max_bytes)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED,
                            "a file longer than any such file is");
  self->bytes = g_malloc (self->total);

  return TRUE;
}

static gboolean
read_all (Reading *self, gsize max_bytes, GByteArray *data, GError **error)
{
  gsize block = self->block;

  while (self->total == 0 || self->got < self->total)
    {
      gsize n;

      if (!read_block (self, self->total == 0 ? self->block : self->total - self->got, data, error))
        return FALSE;
      if (self->total == 0)
        {
          if (!begin (self, data, max_bytes, error))
            return FALSE;
          /* What the chip may have refused is that the file is shorter than the first block. */
          self->block = block;
        }
      n = MIN (data->len, self->total - self->got);
      memcpy (self->bytes + self->got, data->data, n);
      self->got += n;
    }

  return TRUE;
}

/**
 * kiosk_chip_channel_read_file:
 * @self: a channel
 * @fid: a file of what is selected
 * @max_bytes: more than this is refused before it is read
 * @contents: (out) (transfer full): the file, from its tag to the end that its length says
 *
 * Selects and reads a file in as few commands as the chip allows: what comes first is read in a
 * full block, as it mostly is the whole file.
 *
 * Returns: whether there is such a file and it was read; if not, %KIOSK_CHIP_ERROR_NOT_FOUND,
 *   %KIOSK_CHIP_ERROR_DENIED, %KIOSK_CHIP_ERROR_REFUSED, %KIOSK_CHIP_ERROR_MALFORMED, or what
 *   kiosk_chip_channel_send() fails with
 */
gboolean
kiosk_chip_channel_read_file (KioskChipChannel *self, guint16 fid, gsize max_bytes,
                              KioskSecret **contents, GError **error)
{
  gsize room = kiosk_chip_channel_get_room (self);
  Reading reading = { .channel = self, .block = room };
  GByteArray *data;
  gboolean done;

  if (!kiosk_chip_channel_select_file (self, fid, error))
    return FALSE;
  if (kiosk_chip_channel_speaks_extended (self))
    reading.block = EXTENDED_BLOCK;
  /* Room for the padding of what is decrypted in place, so that nothing personal is moved. */
  data = g_byte_array_sized_new ((guint) reading.block + KIOSK_CHIP_BLOCK_MAX + HEAD);
  done = read_all (&reading, max_bytes, data, error);
  if (done)
    *contents = kiosk_secret_take (g_steal_pointer (&reading.bytes), reading.total);
  else if (reading.bytes != NULL)
    kiosk_wipe (reading.bytes, reading.total);
  g_free (reading.bytes);
  kiosk_apdu_wipe (data);

  return done;
}
