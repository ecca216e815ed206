/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "card.h"

#include <string.h>

#include <eac/objects.h>
#include <eac/pace.h>

/* PACE, ICAO 9303-11 §4.4, from the side of the chip; every computation is libeac's. */
enum
{
  STEP_NONCE,
  STEP_MAP,
  STEP_AGREE,
  STEP_CONFIRM
};

void
card_end_pace (Card *self)
{
  g_clear_pointer (&self->pace.eac, EAC_CTX_clear_free);
  g_clear_pointer (&self->pace.secret, PACE_SEC_clear_free);
  g_clear_pointer (&self->pace.reader_key, BUF_MEM_clear_free);
  self->pace.steps = 0;
}

static guint
unsigned_of (const CardObject *object)
{
  guint n = 0;

  for (gsize i = 0; i < object->length && i < 4; i++)
    n = n << 8 | object->value[i];

  return n;
}

/* Finds PACEInfo of that protocol in EF.CardAccess; -1 for the domain is whichever it names. */
static int
find_offer (Card *self, const CardObject *protocol, int domain)
{
  GBytes *file = card_files_get (self->files, CARD_FILE_CARD_ACCESS);
  gsize length;
  const guint8 *bytes;
  CardObject set, info, part;

  if (file == NULL)
    return -1;
  bytes = g_bytes_get_data (file, &length);
  if (!card_object_find (bytes, length, 0x31, &set))
    return -1;
  bytes = set.value;
  length = set.length;
  while (length > 0 && card_object_next (&bytes, &length, &info))
    {
      const guint8 *inner = info.value;
      gsize left = info.length;

      if (!card_object_next (&inner, &left, &part) || part.length != protocol->length
          || memcmp (part.value, protocol->value, part.length) != 0)
        continue;
      if (card_object_next (&inner, &left, &part) && card_object_next (&inner, &left, &part)
          && part.tag == 0x02 && (domain < 0 || domain == (int) unsigned_of (&part)))
        return (int) unsigned_of (&part);
    }

  return -1;
}

static int
protocol_of (const CardObject *object)
{
  g_autoptr (GByteArray) der = g_byte_array_new ();
  const unsigned char *p;
  ASN1_OBJECT *oid;
  int nid;

  card_object_put (der, 0x06, object->value, object->length);
  p = der->data;
  oid = d2i_ASN1_OBJECT (NULL, &p, der->len);
  nid = oid != NULL ? EAC_OBJ_obj2nid (oid) : NID_undef;
  ASN1_OBJECT_free (oid);

  return nid;
}

/* libeac makes something else of a zone of two lines than ICAO 9303-11 does, so it is given the digest. */
static PACE_SEC *
secret_of (Card *self, guint reference)
{
  g_autofree char *can = card_profile_get_text (self->profile, "can");
  guint8 digest[CARD_ZONE_DIGEST];

  if (reference == PACE_MRZ && card_digest_zone (self, digest))
    return PACE_SEC_new ((const char *) digest, sizeof digest, PACE_RAW);

  return reference == PACE_CAN && can != NULL ? PACE_SEC_new (can, strlen (can), PACE_CAN) : NULL;
}

guint16
card_set_pace (Card *self, const CardCommand *command)
{
  CardObject protocol, reference, domain;
  gboolean named;
  int offer;

  card_end_pace (self);
  if (!card_object_find (command->data, command->length, 0x80, &protocol)
      || !card_object_find (command->data, command->length, 0x83, &reference))
    return CARD_SW_DATA;
  named = card_object_find (command->data, command->length, 0x84, &domain);
  offer = find_offer (self, &protocol, named ? (int) unsigned_of (&domain) : -1);
  if (offer < 0)
    return CARD_SW_DATA;
  self->pace.secret = secret_of (self, unsigned_of (&reference));
  if (self->pace.secret == NULL)
    return 0x6A88;
  self->pace.eac = EAC_CTX_new ();
  self->pace.eac->tr_version = EAC_TR_VERSION_2_02;
  if (EAC_CTX_init_pace (self->pace.eac, protocol_of (&protocol), offer) != 1)
    {
      card_end_pace (self);
      return CARD_SW_DATA;
    }

  return CARD_SW_OK;
}

static BUF_MEM *
map (Card *self, BUF_MEM *theirs)
{
  g_autoptr (BUF_MEM) ours = PACE_STEP3A_generate_mapping_data (self->pace.eac);

  if (ours == NULL || PACE_STEP3A_map_generator (self->pace.eac, theirs) != 1)
    return NULL;
  if (card_has_fault (self, "echo-map"))
    return card_buffer ((const guint8 *) theirs->data, theirs->length);

  return g_steal_pointer (&ours);
}

/* What a chip sends that wants to know the keys without knowing the password. */
static BUF_MEM *
spoil_key (Card *self, BUF_MEM *ours, BUF_MEM *theirs)
{
  if (card_has_fault (self, "echo-key"))
    {
      BUF_MEM_clear_free (ours);
      return card_buffer ((const guint8 *) theirs->data, theirs->length);
    }
  if (card_has_fault (self, "off-curve"))
    ours->data[ours->length - 1] ^= 1;
  if (card_has_fault (self, "identity"))
    {
      BUF_MEM_clear_free (ours);
      return card_buffer ((const guint8 *) "\0", 1);
    }

  return ours;
}

static BUF_MEM *
agree (Card *self, BUF_MEM *theirs)
{
  BUF_MEM *ours = PACE_STEP3B_generate_ephemeral_key (self->pace.eac);

  self->pace.reader_key = card_buffer ((const guint8 *) theirs->data, theirs->length);
  if (ours == NULL || PACE_STEP3B_compute_shared_secret (self->pace.eac, theirs) != 1
      || PACE_STEP3C_derive_keys (self->pace.eac) != 1)
    {
      BUF_MEM_clear_free (ours);
      return NULL;
    }

  return spoil_key (self, ours, theirs);
}

static BUF_MEM *
confirm (Card *self, BUF_MEM *theirs)
{
  BUF_MEM *token;

  if (PACE_STEP3D_verify_authentication_token (self->pace.eac, theirs) != 1)
    return NULL;
  token = PACE_STEP3D_compute_authentication_token (self->pace.eac, self->pace.reader_key);
  if (token != NULL && card_has_fault (self, "wrong-token"))
    token->data[0] ^= 1;

  return token;
}

static BUF_MEM *
take_step (Card *self, BUF_MEM *theirs)
{
  switch (self->pace.steps)
    {
    case STEP_NONCE:
      return PACE_STEP1_enc_nonce (self->pace.eac, self->pace.secret);
    case STEP_MAP:
      return map (self, theirs);
    case STEP_AGREE:
      return agree (self, theirs);
    default:
      return confirm (self, theirs);
    }
}

/* A wrong password is noticed at the last step, and here is where it may be counted. */
static guint16
refuse (Card *self)
{
  gboolean last = self->pace.steps == STEP_CONFIRM;

  card_end_pace (self);

  return last ? (guint16) card_profile_get (self->profile, "pace-wrong", 0x6300) : CARD_SW_DATA;
}

guint16
card_general_authenticate (Card *self, const CardCommand *command, GByteArray *answer)
{
  static const guint asked[] = { 0, 0x81, 0x83, 0x85 };
  g_autoptr (GByteArray) inner = g_byte_array_new ();
  g_autoptr (BUF_MEM) theirs = NULL;
  g_autoptr (BUF_MEM) ours = NULL;
  CardObject outer, object;
  guint step = self->pace.steps;

  if (!card_object_find (command->data, command->length, 0x7C, &outer))
    return refuse (self);
  /* Every step but the last is a link of a chain (ICAO 9303-11 §4.4.4.1). */
  if (((command->cla & 0x10) != 0) != (step != STEP_CONFIRM))
    return refuse (self);
  if (step != STEP_NONCE)
    {
      if (!card_object_find (outer.value, outer.length, asked[step], &object))
        return refuse (self);
      theirs = card_buffer (object.value, object.length);
    }
  ours = take_step (self, theirs);
  if (ours == NULL)
    return refuse (self);
  card_object_put (inner, 0x80 + step * 2, (const guint8 *) ours->data, ours->length);
  card_object_put (answer, 0x7C, inner->data, inner->len);
  self->pace.steps++;
  if (step == STEP_CONFIRM)
    {
      self->next_session = card_session_new_from_pace (g_steal_pointer (&self->pace.eac));
      card_end_pace (self);
    }

  return CARD_SW_OK;
}
