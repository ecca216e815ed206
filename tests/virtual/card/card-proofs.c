/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "card.h"

#include <string.h>

#include <eac/ca.h>
#include <eac/objects.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

/* That this is the chip that was issued: active authentication (ICAO 9303-11 §6.1) and chip
 * authentication (§6.2). Keys are PKCS #8 files beside the others. */

static EVP_PKEY *
load_key (Card *self, const char *which)
{
  g_autofree char *name = card_profile_get_text (self->profile, which);
  g_autofree char *path = name != NULL ? g_build_filename (self->folder, name, NULL) : NULL;
  g_autofree char *der = NULL;
  const unsigned char *p;
  gsize length;

  if (path == NULL || !g_file_get_contents (path, &der, &length, NULL))
    return NULL;
  p = (const unsigned char *) der;

  return d2i_AutoPrivateKey (NULL, &p, (long) length);
}

/* Trailer of ISO/IEC 9796-2: BC says SHA-1, else a byte that says which, and CC. */
static guint
trailer_of (const EVP_MD *digest)
{
  switch (EVP_MD_get_type (digest))
    {
    case NID_sha224:
      return 0x38CC;
    case NID_sha256:
      return 0x34CC;
    case NID_sha384:
      return 0x36CC;
    case NID_sha512:
      return 0x35CC;
    default:
      return 0xBC;
    }
}

/* Digital signature scheme 1 of ISO/IEC 9796-2: most of what is signed is drawn here and comes out of
 * the signature again; only the challenge is known to both. */
static gboolean
sign_rsa (EVP_PKEY *key, const EVP_MD *digest, const CardCommand *command, GByteArray *answer)
{
  gsize size = (gsize) EVP_PKEY_get_size (key);
  guint trailer = trailer_of (digest);
  gsize tail = trailer > 0xFF ? 2 : 1;
  gsize hash = (gsize) EVP_MD_get_size (digest);
  gsize drawn = size - 1 - hash - tail;
  g_autofree guint8 *block = g_malloc0 (size);
  g_autofree guint8 *signature = g_malloc (size);
  g_autoptr (GByteArray) message = g_byte_array_new ();
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (key, NULL);
  size_t written = size;
  gboolean ok;

  block[0] = 0x6A;
  RAND_bytes (block + 1, (int) drawn);
  g_byte_array_append (message, block + 1, (guint) drawn);
  g_byte_array_append (message, command->data, (guint) command->length);
  EVP_Digest (message->data, message->len, block + 1 + drawn, NULL, digest, NULL);
  for (gsize i = 0; i < tail; i++)
    block[size - 1 - i] = (guint8) (trailer >> 8 * i);
  ok = EVP_PKEY_sign_init (context) == 1
       && EVP_PKEY_CTX_set_rsa_padding (context, RSA_NO_PADDING) == 1
       && EVP_PKEY_sign (context, signature, &written, block, size) == 1;
  EVP_PKEY_CTX_free (context);
  if (ok)
    g_byte_array_append (answer, signature, (guint) written);

  return ok;
}

/* Plain r and s, each as long as the order of the group (BSI TR-03111 §5.2.1). */
static gboolean
sign_ec (EVP_PKEY *key, const EVP_MD *digest, const CardCommand *command, GByteArray *answer)
{
  gsize half = ((gsize) EVP_PKEY_get_bits (key) + 7) / 8;
  g_autofree guint8 *der = g_malloc ((gsize) EVP_PKEY_get_size (key));
  g_autofree guint8 *plain = g_malloc0 (2 * half);
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  size_t length = (size_t) EVP_PKEY_get_size (key);
  const unsigned char *p = der;
  ECDSA_SIG *signature = NULL;

  if (EVP_DigestSignInit (context, NULL, digest, NULL, key) == 1
      && EVP_DigestSign (context, der, &length, command->data, command->length) == 1)
    signature = d2i_ECDSA_SIG (NULL, &p, (long) length);
  EVP_MD_CTX_free (context);
  if (signature == NULL)
    return FALSE;
  BN_bn2binpad (ECDSA_SIG_get0_r (signature), plain, (int) half);
  BN_bn2binpad (ECDSA_SIG_get0_s (signature), plain + half, (int) half);
  ECDSA_SIG_free (signature);
  g_byte_array_append (answer, plain, (guint) (2 * half));

  return TRUE;
}

guint16
card_internal_authenticate (Card *self, const CardCommand *command, GByteArray *answer)
{
  g_autofree char *name = card_profile_get_text (self->profile, "aa");
  const EVP_MD *digest = name != NULL ? EVP_get_digestbyname (name) : NULL;
  EVP_PKEY *key;
  gboolean ok;

  if (digest == NULL)
    return CARD_SW_INSTRUCTION;
  if (self->session == NULL)
    return CARD_SW_SECURITY;
  if (command->length != 8)
    return CARD_SW_LENGTH;
  key = load_key (self, "aa-key");
  if (key == NULL)
    return 0x6A88;
  ok = EVP_PKEY_get_base_id (key) == EVP_PKEY_RSA ? sign_rsa (key, digest, command, answer)
                                                  : sign_ec (key, digest, command, answer);
  EVP_PKEY_free (key);
  if (ok && card_has_fault (self, "aa-wrong-signature"))
    answer->data[answer->len / 2] ^= 1;

  return ok ? CARD_SW_OK : 0x6F00;
}

/* Keys for secure messaging like those of PACE over the same cipher. */
static int
messaging_of (int protocol)
{
  if (protocol == NID_id_CA_ECDH_AES_CBC_CMAC_128)
    return NID_id_PACE_ECDH_GM_AES_CBC_CMAC_128;
  if (protocol == NID_id_CA_ECDH_AES_CBC_CMAC_192)
    return NID_id_PACE_ECDH_GM_AES_CBC_CMAC_192;
  if (protocol == NID_id_CA_ECDH_AES_CBC_CMAC_256)
    return NID_id_PACE_ECDH_GM_AES_CBC_CMAC_256;

  return NID_id_PACE_ECDH_GM_3DES_CBC_CBC;
}

static int
protocol_of_profile (Card *self)
{
  g_autofree char *name = card_profile_get_text (self->profile, "ca");

  return name != NULL ? EAC_OBJ_sn2nid (name) : NID_undef;
}

guint16
card_set_chip_authentication (Card *self, const CardCommand *command)
{
  int protocol = protocol_of_profile (self);
  CardObject oid;

  if (protocol == NID_undef || self->session == NULL)
    return CARD_SW_CONDITIONS;
  if (!card_object_find (command->data, command->length, 0x80, &oid)
      || oid.length != OBJ_length (EAC_OBJ_nid2obj (protocol))
      || memcmp (oid.value, OBJ_get0_data (EAC_OBJ_nid2obj (protocol)), oid.length) != 0)
    return CARD_SW_DATA;
  self->agreed_protocol = (guint) protocol;

  return CARD_SW_OK;
}

/* libeac's chip authentication is version 2, which differs from that of ICAO in what the keys are
 * derived with: the agreement itself is the same. */
static CardSession *
agree (Card *self, int protocol, const CardObject *theirs)
{
  g_autofree char *der = NULL;
  g_autofree char *name = card_profile_get_text (self->profile, "ca-key");
  g_autofree char *path = name != NULL ? g_build_filename (self->folder, name, NULL) : NULL;
  g_autoptr (BUF_MEM) point = card_buffer (theirs->value, theirs->length);
  EAC_CTX *eac = EAC_CTX_new ();
  CardSession *session = NULL;
  gsize length;

  if (path != NULL && g_file_get_contents (path, &der, &length, NULL)
      && EAC_CTX_init_ca (eac, protocol, 12) == 1
      && CA_set_key (eac, (const unsigned char *) der, length, NULL, 0) == 1
      && CA_STEP4_compute_shared_secret (eac, point) == 1)
    session = card_session_new_from_secret (
        messaging_of (protocol), (const guint8 *) eac->ca_ctx->ka_ctx->shared_secret->data,
        eac->ca_ctx->ka_ctx->shared_secret->length, 0);
  EAC_CTX_clear_free (eac);

  return session;
}

/* Both forms of ICAO 9303-11 §6.2.4: the key in MSE:Set KAT, or in GENERAL AUTHENTICATE after
 * MSE:Set AT. The answer still goes under the old keys. */
guint16
card_agree_key (Card *self, const CardCommand *command, GByteArray *answer)
{
  gboolean in_environment = command->ins == 0x22;
  int protocol = in_environment ? protocol_of_profile (self) : (int) self->agreed_protocol;
  CardObject outer, theirs;

  if (protocol == NID_undef || self->session == NULL)
    return CARD_SW_CONDITIONS;
  if (in_environment && protocol != NID_id_CA_ECDH_3DES_CBC_CBC)
    return CARD_SW_DATA;
  if (in_environment)
    {
      if (!card_object_find (command->data, command->length, 0x91, &theirs))
        return CARD_SW_DATA;
    }
  else if (!card_object_find (command->data, command->length, 0x7C, &outer)
           || !card_object_find (outer.value, outer.length, 0x80, &theirs))
    return CARD_SW_DATA;
  self->agreed_protocol = 0;
  self->next_session = agree (self, protocol, &theirs);
  if (self->next_session == NULL)
    return CARD_SW_DATA;
  if (!in_environment)
    card_object_put (answer, 0x7C, NULL, 0);

  return CARD_SW_OK;
}
