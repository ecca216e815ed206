/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "card.h"

#include <string.h>

#include <openssl/evp.h>

/* Number, birth and expiry with their check digits: of three lines (ICAO 9303-5) or two (9303-4). */
static char *
information_of (const char *mrz)
{
  gsize length = strlen (mrz);

  if (length == 90)
    return g_strdup_printf ("%.10s%.7s%.7s", mrz + 5, mrz + 30, mrz + 38);
  if (length == 88)
    return g_strdup_printf ("%.10s%.7s%.7s", mrz + 44, mrz + 57, mrz + 65);

  return g_strdup (mrz);
}

/* What both BAC and PACE make of the machine-readable zone (ICAO 9303-11 §9.7.2). FALSE: it has none. */
gboolean
card_digest_zone (const Card *self, guint8 digest[CARD_ZONE_DIGEST])
{
  g_autofree char *mrz = card_profile_get_text (self->profile, "mrz");
  g_autofree char *information = mrz != NULL ? information_of (mrz) : NULL;

  return information != NULL
         && EVP_Digest (information, strlen (information), digest, NULL, EVP_sha1 (), NULL) == 1;
}
