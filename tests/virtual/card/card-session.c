/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "card-session.h"

#include <string.h>

#include <eac/pace.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>

/* P-256 of ICAO 9303-11 §9.5.1. Only PACE itself uses a curve; libeac wants one to begin with. */
#define ANY_CURVE 12

BUF_MEM *
card_buffer (const guint8 *data, gsize length)
{
  BUF_MEM *buffer = BUF_MEM_new ();

  BUF_MEM_grow (buffer, length);
  if (length > 0)
    memcpy (buffer->data, data, length);

  return buffer;
}

static CardSession *
session_of (EAC_CTX *eac)
{
  CardSession *self = g_new0 (CardSession, 1);

  self->eac = eac;
  self->block = (gsize) EVP_CIPHER_get_block_size (eac->key_ctx->cipher);

  return self;
}

/* Keys by the key derivation of ICAO 9303-11 §9.7.1 from what two parties share: that of BAC and of
 * chip authentication is that of PACE, so that libeac's serves for all three. */
CardSession *
card_session_new_from_secret (int protocol, const guint8 *secret, gsize length, guint64 counter)
{
  EAC_CTX *eac = EAC_CTX_new ();
  KA_CTX *keys;

  if (EAC_CTX_init_pace (eac, protocol, ANY_CURVE) != 1)
    {
      EAC_CTX_clear_free (eac);
      return NULL;
    }
  eac->tr_version = EAC_TR_VERSION_2_02;
  keys = eac->pace_ctx->ka_ctx;
  keys->shared_secret = card_buffer (secret, length);
  /* Copied with the rest when the keys come into use, and no copy is made of an empty key. */
  EVP_PKEY_free (keys->key);
  keys->key = EVP_EC_gen ("P-256");
  if (PACE_STEP3C_derive_keys (eac) != 1 || EAC_CTX_set_encryption_ctx (eac, EAC_ID_PACE) != 1
      || EAC_set_ssc (eac, counter) != 1)
    {
      EAC_CTX_clear_free (eac);
      return NULL;
    }

  return session_of (eac);
}

/* Takes over @eac, in which PACE has just succeeded; the counter begins at zero. */
CardSession *
card_session_new_from_pace (EAC_CTX *eac)
{
  if (EAC_CTX_set_encryption_ctx (eac, EAC_ID_PACE) != 1)
    {
      EAC_CTX_clear_free (eac);
      return NULL;
    }

  return session_of (eac);
}

void
card_session_free (CardSession *self)
{
  if (self == NULL)
    return;
  EAC_CTX_clear_free (self->eac);
  g_free (self);
}

gboolean
card_session_advance (CardSession *self)
{
  return EAC_increment_ssc (self->eac) == 1;
}

static GByteArray *
taken (BUF_MEM *buffer)
{
  GByteArray *bytes = NULL;

  if (buffer != NULL)
    {
      bytes = g_byte_array_new ();
      g_byte_array_append (bytes, (const guint8 *) buffer->data, (guint) buffer->length);
    }
  BUF_MEM_clear_free (buffer);

  return bytes;
}

/* @data is padded; NULL is a failure, as below. */
GByteArray *
card_session_encrypt (CardSession *self, const guint8 *data, gsize length)
{
  g_autoptr (BUF_MEM) in = card_buffer (data, length);

  return taken (EAC_encrypt (self->eac, in));
}

GByteArray *
card_session_decrypt (CardSession *self, const guint8 *data, gsize length)
{
  g_autoptr (BUF_MEM) in = card_buffer (data, length);

  return length % self->block == 0 && length > 0 ? taken (EAC_decrypt (self->eac, in)) : NULL;
}

/* The counter goes in front of @data, which is padded. */
GByteArray *
card_session_authenticate (CardSession *self, const guint8 *data, gsize length)
{
  g_autoptr (BUF_MEM) in = card_buffer (data, length);

  return taken (EAC_authenticate (self->eac, in));
}

/* ISO/IEC 9797-1 padding method 2. */
void
card_session_pad (CardSession *self, GByteArray *data)
{
  static const guint8 padding[16] = { 0x80 };

  g_byte_array_append (data, padding, (guint) (self->block - data->len % self->block));
}

gboolean
card_session_strip (GByteArray *data)
{
  guint n = data->len;

  while (n > 0 && data->data[n - 1] == 0)
    n--;
  if (n == 0 || data->data[n - 1] != 0x80)
    return FALSE;
  g_byte_array_set_size (data, n - 1);

  return TRUE;
}

static gboolean
is_authentic (CardSession *self, const CardCommand *wrapped, const GByteArray *objects,
              const CardObject *mac)
{
  const guint8 header[] = { wrapped->cla, wrapped->ins, wrapped->p1, wrapped->p2 };
  g_autoptr (GByteArray) covered = g_byte_array_new ();
  g_autoptr (GByteArray) expected = NULL;

  g_byte_array_append (covered, header, sizeof header);
  card_session_pad (self, covered);
  if (objects->len > 0)
    {
      g_byte_array_append (covered, objects->data, objects->len);
      card_session_pad (self, covered);
    }
  expected = card_session_authenticate (self, covered->data, covered->len);

  return expected != NULL && mac->length == expected->len
         && CRYPTO_memcmp (mac->value, expected->data, expected->len) == 0;
}

static gboolean
take_body (CardSession *self, const CardCommand *wrapped, const CardObject *object,
           GByteArray *plain)
{
  g_autoptr (GByteArray) opened = NULL;
  gsize skip = 0;

  if (object->tag != ((wrapped->ins & 1) != 0 ? 0x85u : 0x87u))
    return FALSE;
  /* DO'87' says first how it is padded; the content of DO'85' is data objects and needs no such byte. */
  if (object->tag == 0x87)
    {
      if (object->length < 1 || object->value[0] != 1)
        return FALSE;
      skip = 1;
    }
  opened = card_session_decrypt (self, object->value + skip, object->length - skip);
  if (opened == NULL || !card_session_strip (opened))
    return FALSE;
  g_byte_array_append (plain, opened->data, opened->len);

  return TRUE;
}

static gboolean
take_expected (const CardObject *object, CardCommand *inner)
{
  gsize n = 0;

  if (object->length < 1 || object->length > 2)
    return FALSE;
  for (gsize i = 0; i < object->length; i++)
    n = n << 8 | object->value[i];
  if (n == 0)
    n = object->length == 1 ? 256 : 65536;
  inner->expected = n;

  return TRUE;
}

/* Opens a command of ICAO 9303-11 §9.8.4 and counts it; @inner points into @plain. FALSE: whoever
 * sent it does not share the keys. */
gboolean
card_session_unwrap (CardSession *self, const CardCommand *wrapped, CardCommand *inner,
                     GByteArray *plain)
{
  g_autoptr (GByteArray) objects = g_byte_array_new ();
  const guint8 *bytes = wrapped->data;
  gsize left = wrapped->length;
  CardObject object = { 0 };
  CardObject body = { 0 };
  CardObject expected = { 0 };

  *inner = *wrapped;
  inner->cla = (guint8) (wrapped->cla & ~0x0C);
  inner->expected = 0;
  if (!card_session_advance (self))
    return FALSE;
  while (card_object_next (&bytes, &left, &object) && object.tag != 0x8E)
    {
      if (object.tag == 0x97)
        expected = object;
      else
        body = object;
      g_byte_array_append (objects, object.whole, (guint) object.whole_length);
    }
  if (object.tag != 0x8E || left != 0 || !is_authentic (self, wrapped, objects, &object))
    return FALSE;
  if (body.whole != NULL && !take_body (self, wrapped, &body, plain))
    return FALSE;
  inner->data = plain->data;
  inner->length = plain->len;

  return expected.whole == NULL || take_expected (&expected, inner);
}

/* Puts @answer and @sw, which then stand inside, under the next count. */
void
card_session_wrap (CardSession *self, const CardCommand *command, GByteArray *answer, guint16 sw)
{
  const guint8 status[] = { (guint8) (sw >> 8), (guint8) sw };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GByteArray) covered = g_byte_array_new ();
  g_autoptr (GByteArray) mac = NULL;

  card_session_advance (self);
  if (answer->len > 0)
    {
      g_autoptr (GByteArray) closed = NULL;

      card_session_pad (self, answer);
      closed = card_session_encrypt (self, answer->data, answer->len);
      if ((command->ins & 1) == 0)
        g_byte_array_prepend (closed, (const guint8 *) "\x01", 1);
      card_object_put (out, (command->ins & 1) != 0 ? 0x85 : 0x87, closed->data, closed->len);
    }
  card_object_put (out, 0x99, status, sizeof status);
  g_byte_array_append (covered, out->data, out->len);
  card_session_pad (self, covered);
  mac = card_session_authenticate (self, covered->data, covered->len);
  card_object_put (out, 0x8E, mac->data, mac->len);
  g_byte_array_set_size (answer, 0);
  g_byte_array_append (answer, out->data, out->len);
}
