/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/identifier.h"

#include "base/encode.h"
#include "base/sodium-start.h"

#include <sodium.h>
#include <string.h>

#define UUID_LENGTH 36

static char *
format_uuid (const guint8 bytes[16])
{
  g_autofree char *hex = kiosk_hex_encode (bytes, 16);

  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

/**
 * kiosk_uuid7_new:
 * @clock: whose time leads the identifier
 *
 * A UUID version 7 (RFC 9562 §5.7): milliseconds, then the fraction of the millisecond in 12 bits
 * (§6.2, method 3), then 62 random bits. Made by the kiosk, so that sending one twice is seen.
 *
 * Returns: (transfer full): the identifier in its canonical lower-case form
 */
char *
kiosk_uuid7_new (KioskClock *clock)
{
  guint8 bytes[16];
  gint64 now;
  guint64 ms;
  guint fraction;

  g_return_val_if_fail (KIOSK_IS_CLOCK (clock), NULL);

  kiosk_sodium_start ();
  now = MAX (kiosk_clock_get_real (clock), 0);
  ms = (guint64) now / 1000;
  fraction = (guint) ((guint64) now % 1000 * 4096 / 1000);

  randombytes_buf (bytes, sizeof bytes);
  for (guint i = 0; i < 6; i++)
    bytes[i] = (guint8) (ms >> (40 - 8 * i));
  bytes[6] = (guint8) (0x70 | fraction >> 8);
  bytes[7] = (guint8) fraction;
  bytes[8] = (guint8) (0x80 | (bytes[8] & 0x3f));

  return format_uuid (bytes);
}

/**
 * kiosk_uuid_is_valid:
 * @text: (nullable): anything
 *
 * Only the canonical form passes, 36 characters with lower-case digits, of any version: such a
 * text may name a file and one identifier has one spelling.
 *
 * Returns: whether @text is a UUID
 */
gboolean
kiosk_uuid_is_valid (const char *text)
{
  if (text == NULL || strnlen (text, UUID_LENGTH + 1) != UUID_LENGTH)
    return FALSE;

  for (guint i = 0; i < UUID_LENGTH; i++)
    {
      gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;

      if (dash ? text[i] != '-' : (!g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i])))
        return FALSE;
    }

  return TRUE;
}

/**
 * kiosk_uuid_to_bytes:
 * @text: anything
 * @bytes: (out caller-allocates): where the 16 bytes go
 *
 * Returns: %FALSE when @text is not a UUID; @bytes is untouched then
 */
gboolean
kiosk_uuid_to_bytes (const char *text, guint8 bytes[16])
{
  guint n = 0;

  g_return_val_if_fail (bytes != NULL, FALSE);

  if (!kiosk_uuid_is_valid (text))
    return FALSE;

  for (guint i = 0; i < UUID_LENGTH;)
    {
      if (text[i] == '-')
        {
          i++;
          continue;
        }
      bytes[n++]
          = (guint8) (g_ascii_xdigit_value (text[i]) << 4 | g_ascii_xdigit_value (text[i + 1]));
      i += 2;
    }

  return TRUE;
}

/**
 * kiosk_random_token:
 * @n_bytes: how many random bytes, 1 to 64
 *
 * Returns: (transfer full): a name that nobody can guess, as lower-case hex
 */
char *
kiosk_random_token (gsize n_bytes)
{
  guint8 bytes[64];

  g_return_val_if_fail (n_bytes >= 1 && n_bytes <= sizeof bytes, NULL);

  kiosk_sodium_start ();
  randombytes_buf (bytes, n_bytes);

  return kiosk_hex_encode (bytes, n_bytes);
}
