/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands, files and secure messaging of the chip in memory. Written from the standard and not from
 * the reader: the two share the block ciphers alone, which the worked examples pin. */

#include "soft-chip.h"

#include "identity/chip/chip-cipher.h"
#include "identity/lds/tlv.h"

#include <string.h>

static void soft_chip_transport_init (KioskCardTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoftChip, soft_chip, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_CARD_TRANSPORT,
                                                      soft_chip_transport_init))

static void
append_sw (GByteArray *answer, guint16 sw)
{
  const guint8 bytes[] = { (guint8) (sw >> 8), (guint8) sw };

  g_byte_array_append (answer, bytes, 2);
}

/* ISO/IEC 7816-4 §5.1, the seven cases. */
static gboolean
parse (const guint8 *bytes, gsize n, KioskApdu *command)
{
  gsize le_size;

  *command = (KioskApdu){ bytes[0], bytes[1], bytes[2], bytes[3] };
  if (n == 4)
    return TRUE;
  command->extended = bytes[4] == 0 && n > 5;
  bytes += 4;
  n -= 4;
  if (command->extended)
    {
      bytes++;
      n--;
    }
  le_size = command->extended ? 2 : 1;
  if (n > le_size)
    {
      command->length = command->extended ? (gsize) bytes[0] << 8 | bytes[1] : bytes[0];
      command->data = bytes + le_size;
      if (n < le_size + command->length)
        return FALSE;
      bytes += le_size + command->length;
      n -= le_size + command->length;
    }
  if (n == 0)
    return TRUE;
  if (n != le_size)
    return FALSE;
  command->expected = command->extended ? (gsize) bytes[0] << 8 | bytes[1] : bytes[0];
  if (command->expected == 0)
    command->expected = command->extended ? 65536 : 256;

  return TRUE;
}

static guint16
select_file (SoftChip *self, const KioskApdu *command)
{
  guint fid;

  if (command->p1 == 4)
    return command->length == 7 ? 0x9000 : 0x6A82;
  if (command->length != 2)
    return 0x6A80;
  fid = (guint) command->data[0] << 8 | command->data[1];
  if (fid == 0x3F00)
    return 0x6D00;
  self->selected = g_hash_table_lookup (self->files, GUINT_TO_POINTER (fid));

  return self->selected != NULL ? 0x9000 : 0x6A82;
}

static guint16
give (SoftChip *self, gsize offset, gsize wanted, GByteArray *answer)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (self->selected, &length);
  gsize n;

  if (offset >= length)
    return 0x6B00;
  n = MIN (wanted, length - offset);
  if (n < wanted && self->refuses_too_much)
    return 0x6700;
  if (n < wanted && self->corrects_le && n < 256)
    return (guint16) (0x6C00 | n);
  if (self->max_answer > 0)
    n = MIN (n, self->max_answer);
  g_byte_array_append (answer, data + offset, (guint) n);

  return n < wanted && offset + n == length ? 0x6282 : 0x9000;
}

static guint16
read_file (SoftChip *self, const KioskApdu *command, GByteArray *answer)
{
  g_autoptr (GByteArray) part = g_byte_array_new ();
  KioskTlv offset;
  gsize at = 0, head;
  guint16 sw;

  if (self->selected == NULL)
    return 0x6986;
  if (command->ins == 0xB0)
    return (command->p1 & 0x80) != 0
               ? 0x6A81
               : give (self, (gsize) command->p1 << 8 | command->p2, command->expected, answer);
  if (!kiosk_tlv_parse (command->data, command->length, 0x54, &offset, NULL))
    return 0x6A80;
  for (gsize i = 0; i < offset.length; i++)
    at = at << 8 | offset.value[i];
  /* The object around what is read counts too. */
  if (self->ignores_far_head)
    head = 0;
  else
    head = command->expected < 0x80 + 2 ? 2 : command->expected < 0x100 + 3 ? 3 : 4;
  sw = give (self, at, command->expected - head, part);
  if (sw >> 8 == 0x6C)
    sw += (guint16) head;
  if (part->len > 0)
    kiosk_tlv_append (answer, 0x53, part->data, part->len);

  return sw;
}

static guint16
run (SoftChip *self, const KioskApdu *command, GByteArray *answer)
{
  switch (command->ins)
    {
    case 0xA4:
      return select_file (self, command);
    case 0xB0:
    case 0xB1:
      return read_file (self, command, answer);
    case 0x88:
      return soft_chip_run_proof (self, command, answer);
    case 0x22:
      if (command->p1 == 0x41)
        return soft_chip_run_proof (self, command, answer);
      return soft_chip_run_access (self, command, answer);
    case 0x86:
      if (self->is_protected)
        return soft_chip_run_proof (self, command, answer);
      return soft_chip_run_access (self, command, answer);
    default:
      return soft_chip_run_access (self, command, answer);
    }
}

static gsize
get_block (SoftChip *self)
{
  return self->sm_cipher == KIOSK_CHIP_CIPHER_3DES ? 8 : 16;
}

static void
count (SoftChip *self)
{
  for (gsize i = get_block (self); i-- > 0;)
    if (++self->counter[i] != 0)
      break;
}

static void
make_iv (SoftChip *self, guint8 *iv)
{
  memset (iv, 0, 16);
  if (self->sm_cipher == KIOSK_CHIP_CIPHER_3DES)
    return;
  memcpy (iv, self->counter, 16);
  g_assert_true (kiosk_chip_cipher_encrypt (self->sm_cipher, self->encryption_key, NULL, iv, 16));
}

static void
make_mac (SoftChip *self, const guint8 *header, const guint8 *objects, gsize n, guint8 *mac)
{
  g_autoptr (GByteArray) message = g_byte_array_new ();

  g_byte_array_append (message, self->counter, (guint) get_block (self));
  if (header != NULL)
    {
      g_byte_array_append (message, header, 4);
      kiosk_chip_pad (message, 0, get_block (self));
    }
  g_byte_array_append (message, objects, (guint) n);
  if (self->sm_cipher != KIOSK_CHIP_CIPHER_3DES)
    kiosk_chip_pad (message, 0, 16);
  g_assert_true (
      kiosk_chip_cipher_mac (self->sm_cipher, self->mac_key, message->data, message->len, mac));
}

/* Opens a protected command; FALSE when it is not by somebody with the keys. */
static gboolean
unwrap (SoftChip *self, const KioskApdu *outer, KioskApdu *inner, GByteArray *data)
{
  const guint8 header[] = { outer->cla, outer->ins, outer->p1, outer->p2 };
  KioskTlvReader reader;
  KioskTlv tlv;
  guint8 iv[16], mac[8];

  count (self);
  *inner = (KioskApdu){ outer->cla & 0xF3, outer->ins, outer->p1, outer->p2 };
  kiosk_tlv_reader_init (&reader, outer->data, outer->length);
  while (kiosk_tlv_reader_next (&reader, &tlv, NULL))
    {
      gsize head = tlv.tag == 0x87 ? 1 : 0;

      if (tlv.tag == 0x8E)
        break;
      if (tlv.tag == 0x97)
        {
          inner->expected
              = tlv.length == 2 ? (gsize) tlv.value[0] << 8 | tlv.value[1] : tlv.value[0];
          if (inner->expected == 0)
            inner->expected = tlv.length == 2 ? 65536 : 256;
          continue;
        }
      g_assert_cmphex (tlv.tag, ==, outer->ins % 2 == 0 ? 0x87 : 0x85);
      g_byte_array_append (data, tlv.value + head, (guint) (tlv.length - head));
      make_iv (self, iv);
      g_assert_true (kiosk_chip_cipher_decrypt (self->sm_cipher, self->encryption_key, iv,
                                                data->data, data->len));
    }
  make_mac (self, header, outer->data, (gsize) (tlv.whole - outer->data), mac);
  if (tlv.tag != 0x8E || tlv.length != 8 || memcmp (mac, tlv.value, 8) != 0)
    return FALSE;
  if (data->len > 0)
    {
      gsize n = data->len;

      g_assert_true (kiosk_chip_unpad (data->data, &n));
      g_byte_array_set_size (data, (guint) n);
    }
  inner->data = data->data;
  inner->length = data->len;

  return TRUE;
}

static void
wrap (SoftChip *self, guint8 ins, const GByteArray *answer, guint16 sw, GByteArray *wrapped)
{
  const guint8 status[] = { (guint8) (sw >> 8), (guint8) sw };
  guint8 iv[16], mac[8];

  count (self);
  if (answer->len > 0)
    {
      g_autoptr (GByteArray) value = g_byte_array_new ();
      gsize start = ins % 2 == 0 ? 1 : 0;

      if (start == 1)
        g_byte_array_append (value, (const guint8 *) "\x01", 1);
      g_byte_array_append (value, answer->data, answer->len);
      kiosk_chip_pad (value, start, get_block (self));
      make_iv (self, iv);
      g_assert_true (kiosk_chip_cipher_encrypt (self->sm_cipher, self->encryption_key, iv,
                                                value->data + start, value->len - start));
      kiosk_tlv_append (wrapped, start == 1 ? 0x87 : 0x85, value->data, value->len);
    }
  if (self->trick != SOFT_CHIP_FORGETS_STATUS)
    kiosk_tlv_append (wrapped, 0x99, status, self->trick == SOFT_CHIP_CUTS_STATUS ? 1 : 2);
  make_mac (self, NULL, wrapped->data, wrapped->len, mac);
  kiosk_tlv_append (wrapped, 0x8E, mac, 8);
}

static void
bend (SoftChip *self, GByteArray *wrapped, const GByteArray *plain)
{
  switch (self->trick)
    {
    case SOFT_CHIP_WRONG_MAC:
      wrapped->data[wrapped->len - 1] ^= 1;
      break;
    case SOFT_CHIP_PLAIN_ANSWER:
      g_byte_array_set_size (wrapped, 0);
      g_byte_array_append (wrapped, plain->data, plain->len);
      break;
    case SOFT_CHIP_PLAIN_STATUS:
      g_byte_array_set_size (wrapped, 0);
      break;
    case SOFT_CHIP_REPLAYS:
      g_byte_array_set_size (wrapped, 0);
      g_byte_array_append (wrapped, self->last->data, self->last->len);
      break;
    case SOFT_CHIP_CUTS_OFF:
      g_byte_array_set_size (wrapped, wrapped->len - 1);
      break;
    case SOFT_CHIP_ADDS_BEHIND:
      kiosk_tlv_append (wrapped, 0x87, (const guint8 *) "\x01", 1);
      break;
    case SOFT_CHIP_FLIPS_CRYPTOGRAM:
      wrapped->data[MIN (4, wrapped->len - 1)] ^= 1;
      break;
    case SOFT_CHIP_BEHAVES:
    case SOFT_CHIP_FORGETS_STATUS:
    case SOFT_CHIP_CUTS_STATUS:
    case SOFT_CHIP_LAST:
    default:
      break;
    }
}

static guint16
run_protected (SoftChip *self, const KioskApdu *outer, GByteArray *answer)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  guint8 keys[2][32];
  guint8 counter[16];
  KioskApdu inner;
  KioskChipCipher cipher = self->sm_cipher;
  guint16 sw;

  if (!unwrap (self, outer, &inner, data))
    {
      self->is_protected = FALSE;
      return 0x6988;
    }
  /* Chip authentication changes the keys after its answer, which is still under the old ones. */
  memcpy (keys[0], self->encryption_key, 32);
  memcpy (keys[1], self->mac_key, 32);
  memcpy (counter, self->counter, 16);
  sw = run (self, &inner, plain);
  if (memcmp (keys[1], self->mac_key, 32) != 0)
    {
      g_autofree SoftChip *old = g_memdup2 (self, sizeof *self);

      memcpy (old->encryption_key, keys[0], 32);
      memcpy (old->mac_key, keys[1], 32);
      memcpy (old->counter, counter, 16);
      old->sm_cipher = cipher;
      wrap (old, inner.ins, plain, sw, answer);
      return sw;
    }
  wrap (self, inner.ins, plain, sw, answer);
  bend (self, answer, plain);
  g_byte_array_set_size (self->last, 0);
  g_byte_array_append (self->last, answer->data, answer->len);

  return self->trick == SOFT_CHIP_PLAIN_STATUS ? 0x6988 : sw;
}

/* ISO/IEC 7816-4 §5.6: what does not fit comes in parts. */
static guint16
keep_rest (SoftChip *self, GByteArray *part, gsize room)
{
  gsize n = MIN (part->len, room);

  g_byte_array_set_size (self->rest, 0);
  g_byte_array_append (self->rest, part->data + n, part->len - (guint) n);
  g_byte_array_set_size (part, (guint) n);
  if (self->rest->len == 0)
    return 0x9000;

  return (guint16) (0x6100 | MIN (self->rest->len, 255));
}

static gboolean
soft_chip_transmit (KioskCardTransport *transport, const guint8 *bytes, gsize n, GByteArray *answer,
                    GError **error)
{
  SoftChip *self = SOFT_CHIP (transport);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  KioskApdu command;
  guint16 sw;

  self->n_commands++;
  g_assert_true (parse (bytes, n, &command));
  if (command.extended)
    self->n_extended++;
  if (command.extended && !self->takes_extended)
    sw = 0x6700;
  else if (command.ins == 0xC0)
    {
      g_byte_array_append (data, self->rest->data, self->rest->len);
      sw = keep_rest (self, data, command.expected);
    }
  else if ((command.cla & 0x0C) != 0)
    sw = self->is_protected ? run_protected (self, &command, data) : 0x6988;
  else
    sw = run (self, &command, data);
  if (self->answers_in_parts && command.ins != 0xC0 && data->len > 7)
    sw = keep_rest (self, data, 7);
  g_byte_array_append (answer, data->data, data->len);
  append_sw (answer, sw);

  return TRUE;
}

static void
soft_chip_transport_init (KioskCardTransportInterface *iface)
{
  iface->transmit = soft_chip_transmit;
}

static void
soft_chip_finalize (GObject *object)
{
  SoftChip *self = SOFT_CHIP (object);

  EC_GROUP_free (self->group);
  BN_free (self->static_key);
  EVP_PKEY_free (self->signing_key);
  EC_POINT_free (self->generator);
  BN_free (self->private_key);
  g_hash_table_unref (self->files);
  g_byte_array_unref (self->own_key);
  g_byte_array_unref (self->their_key);
  g_byte_array_unref (self->oid);
  g_byte_array_unref (self->last);
  g_byte_array_unref (self->rest);

  G_OBJECT_CLASS (soft_chip_parent_class)->finalize (object);
}

static void
soft_chip_class_init (SoftChipClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = soft_chip_finalize;
}

static void
soft_chip_init (SoftChip *self)
{
  self->files = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_bytes_unref);
  self->own_key = g_byte_array_new ();
  self->their_key = g_byte_array_new ();
  self->oid = g_byte_array_new ();
  self->last = g_byte_array_new ();
  self->rest = g_byte_array_new ();
}

SoftChip *
soft_chip_new (KioskChipCipher cipher)
{
  SoftChip *self = g_object_new (SOFT_TYPE_CHIP, NULL);

  self->cipher = cipher;

  return self;
}

void
soft_chip_add_file (SoftChip *self, guint fid, const guint8 *data, gsize length)
{
  g_hash_table_replace (self->files, GUINT_TO_POINTER (fid), g_bytes_new (data, length));
}

void
soft_chip_protect (SoftChip *self, KioskChipCipher cipher, const guint8 *encryption_key,
                   const guint8 *mac_key)
{
  gsize size = kiosk_chip_cipher_get_key_size (cipher);

  memcpy (self->encryption_key, encryption_key, size);
  memcpy (self->mac_key, mac_key, size);
  memset (self->counter, 0, sizeof self->counter);
  self->sm_cipher = cipher;
  self->is_protected = TRUE;
}
