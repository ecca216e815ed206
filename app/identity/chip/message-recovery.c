/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/message-recovery.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#define TRAILER_SHA1 0xBC
#define TRAILER_NAMED 0xCC

/* The first byte: 01 begins it, 1 says that a part of the message is elsewhere, then 0; and B as
 * long as there is padding, A before the message. */
#define HEADER_MASK 0xF0
#define HEADER 0x60
#define FILLER 0x0B
#define BORDER 0x0A

/* The names of ISO/IEC 10118 that ICAO 9303-11 §6.1.2.2 lists, and SHA-1 in the longer trailer. */
static const EVP_MD *
find_digest (guint8 name)
{
  switch (name)
    {
    case 0x33:
      return EVP_sha1 ();
    case 0x34:
      return EVP_sha256 ();
    case 0x35:
      return EVP_sha512 ();
    case 0x36:
      return EVP_sha384 ();
    case 0x38:
      return EVP_sha224 ();
    default:
      return NULL;
    }
}

/* Finds the digest by the end, and cuts the end off. */
static const EVP_MD *
read_trailer (const guint8 *recovered, gsize *length)
{
  if (*length < 3)
    return NULL;
  if (recovered[*length - 1] == TRAILER_SHA1)
    {
      *length -= 1;
      return EVP_sha1 ();
    }
  if (recovered[*length - 1] != TRAILER_NAMED)
    return NULL;
  *length -= 2;

  return find_digest (recovered[*length]);
}

/* Where the message begins; 0 when the beginning is not sound. */
static gsize
read_header (const guint8 *recovered, gsize length)
{
  gsize at = 0;

  if (length == 0 || (recovered[0] & HEADER_MASK) != HEADER)
    return 0;
  if ((recovered[0] & 0x0F) == BORDER)
    return 1;
  if ((recovered[0] & 0x0F) != FILLER)
    return 0;
  for (at = 1; at < length && recovered[at] == (FILLER << 4 | FILLER); at++)
    ;

  return at < length && recovered[at] == (FILLER << 4 | BORDER) ? at + 1 : 0;
}

/**
 * kiosk_message_recovery_verify:
 * @recovered: what the public key makes of the signature, as long as the modulus
 * @rest: the part of the message that is not in the signature
 *
 * Digital signature scheme 1 of ISO/IEC 9796-2 with partial recovery, as active authentication uses
 * it: header, first part of the message, digest of both parts, trailer.
 *
 * Returns: whether the signature is of a message that ends with @rest
 */
gboolean
kiosk_message_recovery_verify (const guint8 *recovered, gsize length, const guint8 *rest,
                               gsize rest_length)
{
  const EVP_MD *algorithm = read_trailer (recovered, &length);
  gsize begin = read_header (recovered, length);
  guint8 digest[EVP_MAX_MD_SIZE];
  EVP_MD_CTX *context;
  gboolean done;
  gsize n;

  if (algorithm == NULL || begin == 0)
    return FALSE;
  n = (gsize) EVP_MD_get_size (algorithm);
  if (length <= begin + n)
    return FALSE;
  context = EVP_MD_CTX_new ();
  done = context != NULL && EVP_DigestInit_ex2 (context, algorithm, NULL) == 1
         && EVP_DigestUpdate (context, recovered + begin, length - begin - n) == 1
         && EVP_DigestUpdate (context, rest, rest_length) == 1
         && EVP_DigestFinal_ex (context, digest, NULL) == 1;
  EVP_MD_CTX_free (context);

  return done && CRYPTO_memcmp (digest, recovered + length - n, n) == 0;
}
