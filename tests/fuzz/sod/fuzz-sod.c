/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a hostile card, and a hostile file in the folder of trust, can bring: whatever it is, the answers
 * do not contradict each other. The input is a CSCA certificate, a master list and EF.SOD, the first two
 * behind their lengths in two bytes. */

#include "identity/trust/passive-authentication.h"
#include "identity/trust/trust-store.h"

#include <stdint.h>
#include <string.h>

#define NOON 1790000000 /* within the days of the corpus's certificates */
#define FIRST_GROUP "\x61\x11group 1 of nobody"
#define REMARKS ((guint) (KIOSK_PASSIVE_REMARK_SIGNER_OVER | KIOSK_PASSIVE_REMARK_SHA1))

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static GBytes *
take (const uint8_t **data, size_t *size)
{
  size_t length;
  GBytes *bytes;

  if (*size < 2)
    return NULL;
  length = MIN ((size_t) (*data)[0] << 8 | (*data)[1], *size - 2);
  bytes = g_bytes_new (*data + 2, length);
  *data += 2 + length;
  *size -= 2 + length;

  return bytes;
}

static void
check_store (KioskTrustStore *store)
{
  GPtrArray *issuers = kiosk_trust_store_get_issuers (store);
  GPtrArray *refusals = kiosk_trust_store_get_refusals (store);

  for (guint i = 0; i < issuers->len; i++)
    {
      KioskTrustIssuer *issuer = g_ptr_array_index (issuers, i);

      g_assert_true (g_utf8_validate (issuer->subject, -1, NULL));
      g_assert_true (issuer->country == NULL || strlen (issuer->country) == 2);
    }
  for (guint i = 0; i < refusals->len; i++)
    {
      KioskTrustRefusal *refusal = g_ptr_array_index (refusals, i);

      g_assert_nonnull (kiosk_trust_refusal_reason_to_word (refusal->reason));
    }
}

static void
check_answer (KioskPassiveAuthentication *answer)
{
  guint reasons = kiosk_passive_authentication_get_reasons (answer);
  gboolean is_signed = kiosk_passive_authentication_is_signed (answer);
  gboolean is_trusted = kiosk_passive_authentication_is_trusted (answer);
  const char *signer = kiosk_passive_authentication_get_signer (answer);
  g_autofree char *words = kiosk_passive_reasons_to_words (reasons);

  g_assert_true (is_trusted == ((reasons & ~REMARKS) == 0));
  g_assert_true (is_signed || !is_trusted);
  g_assert_true (kiosk_passive_authentication_vouches_for (answer, 1) || !is_signed);
  g_assert_false (kiosk_passive_authentication_vouches_for (answer, 14));
  g_assert_true (signer == NULL || g_utf8_validate (signer, -1, NULL));
  g_assert_true ((*words == '\0') == (reasons == 0));
  if (is_trusted)
    g_assert_nonnull (kiosk_passive_authentication_get_issuer (answer));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) certificate = take (&data, &size);
  g_autoptr (GBytes) list = take (&data, &size);
  g_autoptr (KioskTrustStore) store = kiosk_trust_store_new_from_bytes (certificate, list);
  g_autoptr (KioskSecret) sod = kiosk_secret_new (data, size);
  g_autoptr (KioskSecret) group = kiosk_secret_new (FIRST_GROUP, sizeof FIRST_GROUP - 1);
  KioskPassiveRequest request = { .sod = sod, .now = NOON };
  g_autoptr (KioskPassiveAuthentication) answer = NULL;

  request.groups[1] = group;
  answer = kiosk_passive_authentication_perform (&request, store);
  check_store (store);
  check_answer (answer);

  return 0;
}
