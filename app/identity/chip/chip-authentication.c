/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/chip-authentication.h"

#include "identity/chip/chip-curve.h"
#include "identity/lds/tlv.h"

#define INS_MANAGE_SECURITY 0x22
#define INS_GENERAL_AUTHENTICATE 0x86

#define DO_MECHANISM 0x80
#define DO_KEY 0x84
#define DO_EPHEMERAL 0x91
#define DO_DYNAMIC 0x7C
#define DO_DYNAMIC_KEY 0x80

#define FILE_DATA_GROUP_14 0x010E

/* What is agreed on, and how. */
typedef struct
{
  const KioskChipPublicKeyInfo *key;
  const KioskChipAuthenticationInfo *info; /* (nullable): a chip of before there was such an info */
  KioskChipCipher cipher;
} Choice;

static gboolean
fail_crypto (GError **error)
{
  return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_CRYPTO, "chip authentication cannot be computed");
}

static void
consider (const KioskSecurityInfos *dg14, const KioskChipPublicKeyInfo *key, Choice *choice)
{
  const KioskChipAuthenticationInfo *info;

  for (guint i = 0; (info = kiosk_security_infos_get_chip_authentication (dg14, i)) != NULL; i++)
    if (info->elliptic && info->key_id == key->key_id
        && (choice->key == NULL || choice->info == NULL || info->cipher > choice->cipher))
      *choice = (Choice){ key, info, info->cipher };
}

/* The strongest cipher that a key of the chip's is for. Chips of before ChipAuthenticationInfo have
 * a key alone, which is for triple DES. */
static gboolean
choose (const KioskSecurityInfos *dg14, Choice *choice)
{
  const KioskChipPublicKeyInfo *key;

  *choice = (Choice){ 0 };
  for (guint i = 0; (key = kiosk_security_infos_get_public_key (dg14, i)) != NULL; i++)
    if (key->elliptic)
      consider (dg14, key, choice);
  if (choice->key != NULL || kiosk_security_infos_get_chip_authentication (dg14, 0) != NULL)
    return choice->key != NULL;
  key = kiosk_security_infos_get_public_key (dg14, 0);
  if (key != NULL && key->elliptic)
    *choice = (Choice){ key, NULL, KIOSK_CHIP_CIPHER_3DES };

  return choice->key != NULL;
}

/* The number of a key, as an INTEGER without its sign. */
static void
append_key_id (gint64 key_id, GByteArray *objects)
{
  guint8 bytes[8];
  guint n = 0;

  if (key_id < 0)
    return;
  for (int shift = 56; shift >= 0; shift -= 8)
    if (key_id >> shift != 0 || shift == 0)
      bytes[n++] = (guint8) (key_id >> shift);
  kiosk_tlv_append (objects, DO_KEY, bytes, n);
}

static gboolean
send (KioskChipChannel *channel, const KioskApdu *command, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint16 sw;

  if (!kiosk_chip_channel_send (channel, command, data, &sw, error))
    return FALSE;
  if (sw == KIOSK_SW_OK)
    return TRUE;
  g_set_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_REFUSED,
               "the chip answered %04X to chip authentication", sw);

  return FALSE;
}

/* MSE:Set KAT (ICAO 9303-11 §6.2.4.1): all in one command, for triple DES. */
static gboolean
agree_by_template (KioskChipChannel *channel, const Choice *choice, const GByteArray *own,
                   GError **error)
{
  g_autoptr (GByteArray) objects = g_byte_array_new ();
  KioskApdu command = { .ins = INS_MANAGE_SECURITY, .p1 = 0x41, .p2 = 0xA6 };

  kiosk_tlv_append (objects, DO_EPHEMERAL, own->data, own->len);
  append_key_id (choice->key->key_id, objects);
  command.data = objects->data;
  command.length = objects->len;

  return send (channel, &command, error);
}

/* MSE:Set AT and GENERAL AUTHENTICATE (§6.2.4.2). */
static gboolean
agree_by_steps (KioskChipChannel *channel, const Choice *choice, const GByteArray *own,
                GError **error)
{
  g_autoptr (GByteArray) objects = g_byte_array_new ();
  g_autoptr (GByteArray) inner = g_byte_array_new ();
  g_autoptr (GByteArray) outer = g_byte_array_new ();
  KioskApdu choosing = { .ins = INS_MANAGE_SECURITY, .p1 = 0x41, .p2 = 0xA4 };
  KioskApdu agreeing = { .ins = INS_GENERAL_AUTHENTICATE, .expected = KIOSK_APDU_MAX_SHORT_ANSWER };

  kiosk_tlv_append (objects, DO_MECHANISM, choice->info->oid, choice->info->oid_length);
  append_key_id (choice->key->key_id, objects);
  choosing.data = objects->data;
  choosing.length = objects->len;
  kiosk_tlv_append (inner, DO_DYNAMIC_KEY, own->data, own->len);
  kiosk_tlv_append (outer, DO_DYNAMIC, inner->data, inner->len);
  agreeing.data = outer->data;
  agreeing.length = outer->len;

  return send (channel, &choosing, error) && send (channel, &agreeing, error);
}

static KioskSecureMessaging *
make_session (const Choice *choice, const EC_GROUP *group, const EC_POINT *theirs,
              const BIGNUM *private_key)
{
  guint8 secret[KIOSK_CHIP_COORDINATE_MAX];
  KioskSecureMessaging *sm = NULL;

  if (kiosk_chip_curve_agree (group, theirs, private_key, secret))
    sm = kiosk_secure_messaging_derive (choice->cipher, secret, kiosk_chip_curve_get_size (group),
                                        NULL);
  kiosk_wipe (secret, sizeof secret);

  return sm;
}

/* The chip proves itself by answering under the new keys, whatever it answers. */
static gboolean
prove (KioskChipChannel *channel, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (kiosk_chip_channel_select_file (channel, FILE_DATA_GROUP_14, &local)
      || kiosk_chip_channel_is_protected (channel))
    return TRUE;
  if (g_error_matches (local, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_SESSION_ENDED))
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_NOT_GENUINE,
                            "the chip does not hold the key it shows");
  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

/**
 * kiosk_chip_authentication_perform:
 * @channel: protected, the application selected
 * @dg14: data group 14, which says what key the chip holds; whether it is a card's, passive
 *   authentication has to say
 *
 * Chip authentication (ICAO 9303-11 §6.2): agrees on new keys with the chip's static one, and sees
 * that the chip has them too. @channel goes on under the new keys. When the chip fails the proof
 * the conversation is over.
 *
 * Returns: whether the chip holds the key; if not, %KIOSK_CHIP_ERROR_NOT_GENUINE,
 *   %KIOSK_CHIP_ERROR_UNSUPPORTED (no key that is spoken here), %KIOSK_CHIP_ERROR_REFUSED,
 *   %KIOSK_CHIP_ERROR_MALFORMED, or what kiosk_chip_channel_send() fails with
 */
gboolean
kiosk_chip_authentication_perform (KioskChipChannel *channel, const KioskSecurityInfos *dg14,
                                   GError **error)
{
  g_autoptr (KioskEcGroup) group = NULL;
  g_autoptr (KioskEcPoint) theirs = NULL;
  g_autoptr (KioskEcPoint) own = NULL;
  g_autoptr (KioskBigNumber) private_key = NULL;
  g_autoptr (KioskSecureMessaging) sm = NULL;
  g_autoptr (GByteArray) public_key = g_byte_array_new ();
  Choice choice;
  const guint8 *info;
  gsize length;

  if (!choose (dg14, &choice))
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_UNSUPPORTED, "the chip has no key of a curve");
  info = g_bytes_get_data (choice.key->public_key_info, &length);
  group = kiosk_chip_curve_read_key (info, length, &theirs, error);
  if (group == NULL)
    return FALSE;
  private_key = kiosk_chip_curve_draw_scalar (group, channel, error);
  if (private_key == NULL)
    return FALSE;
  own = kiosk_chip_curve_multiply (group, EC_GROUP_get0_generator (group), private_key);
  if (own == NULL || !kiosk_chip_curve_write_point (group, own, public_key))
    return fail_crypto (error);
  sm = make_session (&choice, group, theirs, private_key);
  if (sm == NULL)
    return fail_crypto (error);
  if (choice.cipher == KIOSK_CHIP_CIPHER_3DES
          ? !agree_by_template (channel, &choice, public_key, error)
          : !agree_by_steps (channel, &choice, public_key, error))
    return FALSE;
  kiosk_chip_channel_set_secure_messaging (channel, g_steal_pointer (&sm));

  return prove (channel, error);
}
