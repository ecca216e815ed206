/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/pace.h"

#include "identity/chip/chip-curve.h"
#include "identity/chip/key-derivation.h"
#include "identity/chip/pace-mapping.h"
#include "identity/lds/tlv.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <string.h>

#define INS_MANAGE_SECURITY 0x22
#define INS_GENERAL_AUTHENTICATE 0x86
#define CLA_CHAINED 0x10

#define DO_MECHANISM 0x80
#define DO_PASSWORD 0x83
#define DO_PARAMETERS 0x84
#define DO_DYNAMIC 0x7C
#define DO_PUBLIC_KEY 0x7F49
#define DO_OBJECT 0x06
#define DO_POINT 0x86
#define DO_CHIP_PROOF 0x8A

#define SW_SUSPENDED_MIN 0x63C0
#define SW_SUSPENDED_MAX 0x63CF
#define SW_WRONG_DATA 0x6A80
#define SW_NO_SUCH_DATA 0x6A88

#define P224_PARAMETERS 10

/* The four steps of §4.4.5: what is said has the odd number, what is answered the next. */
enum
{
  STEP_NONCE = 0x7F,
  STEP_MAP = 0x81,
  STEP_AGREE = 0x83,
  STEP_CONFIRM = 0x85,
};

/* One run. The bytes in it are wiped. */
typedef struct
{
  KioskChipChannel *channel;
  const KioskPaceInfo *info;
  KioskPaceOutcome *outcome;

  /* owned */
  EC_GROUP *group;
  EC_POINT *generator; /* the mapped one */
  BIGNUM *private_key;
  GByteArray *own_key;   /* the last that was sent */
  GByteArray *their_key; /* the last that came */
  GByteArray *answer;    /* to the last step */

  guint8 nonce[KIOSK_PACE_NONCE_MAX];
  gsize nonce_length;
  guint8 secret[KIOSK_CHIP_COORDINATE_MAX];
  guint8 encryption_key[KIOSK_CHIP_KEY_MAX];
  guint8 mac_key[KIOSK_CHIP_KEY_MAX];
} Run;

static gboolean
fail_crypto (GError **error)
{
  return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_CRYPTO,
                          "an access by password cannot be computed");
}

static gboolean
fail_answer (GError **error)
{
  return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED,
                          "an access by password goes on otherwise than the standard does");
}

static gboolean
fail_refused (guint16 sw, GError **error)
{
  g_set_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_REFUSED,
               "the chip answered %04X to an access by password", sw);

  return FALSE;
}

static gboolean
tells_tries (guint16 sw)
{
  return sw >= SW_SUSPENDED_MIN && sw <= SW_SUSPENDED_MAX;
}

/* What the chip says to choosing a way in. 63Cx tells that a key was tried in vain before. */
static gboolean
check_chosen (Run *run, guint16 sw, GError **error)
{
  if (tells_tries (sw))
    kiosk_pace_outcome_set_tries_left (run->outcome, sw & 0x0F);
  if (sw == KIOSK_SW_BLOCKED || sw == SW_SUSPENDED_MIN)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_BLOCKED, "the chip takes no more tries");
  if (sw == SW_WRONG_DATA || sw == SW_NO_SUCH_DATA || sw == KIOSK_SW_NO_SUCH_COMMAND)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_UNSUPPORTED,
                            "the chip does not take this way in or this kind of key");
  if (sw != KIOSK_SW_OK && !tells_tries (sw))
    return fail_refused (sw, error);

  return TRUE;
}

/* MSE:Set AT, §4.4.4.1. */
static gboolean
choose (Run *run, KioskAccessKeyKind kind, GError **error)
{
  const guint8 password = kind == KIOSK_ACCESS_KEY_CAN ? 2 : 1;
  const guint8 parameters = (guint8) run->info->parameter_id;
  g_autoptr (GByteArray) objects = g_byte_array_new ();
  g_autoptr (GByteArray) data = g_byte_array_new ();
  KioskApdu command = { .ins = INS_MANAGE_SECURITY, .p1 = 0xC1, .p2 = 0xA4 };
  guint16 sw;

  kiosk_tlv_append (objects, DO_MECHANISM, run->info->oid, run->info->oid_length);
  kiosk_tlv_append (objects, DO_PASSWORD, &password, 1);
  if (run->info->ambiguous)
    kiosk_tlv_append (objects, DO_PARAMETERS, &parameters, 1);
  command.data = objects->data;
  command.length = objects->len;

  return kiosk_chip_channel_send (run->channel, &command, data, &sw, error)
         && check_chosen (run, sw, error);
}

/* What the chip says to a step. Only the last depends on the password. */
static gboolean
check_step (Run *run, guint step, guint16 sw, GError **error)
{
  if (sw == KIOSK_SW_OK)
    return TRUE;
  if (sw == KIOSK_SW_BLOCKED)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_BLOCKED, "the chip takes no more tries");
  if (step != STEP_CONFIRM)
    return fail_refused (sw, error);
  if (tells_tries (sw))
    kiosk_pace_outcome_set_tries_left (run->outcome, sw & 0x0F);
  /* 6300 or 63Cx by the standard; chips answer 6982, 6985 and 6988 too. */
  g_set_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_WRONG_KEY,
               "the chip answered %04X to the key", sw);

  return FALSE;
}

/* GENERAL AUTHENTICATE, §4.4.4.2: one step, and what the chip's object of it holds, which lasts until
 * the next. */
static gboolean
take_step (Run *run, guint step, const guint8 *said, gsize length, KioskTlv *value, GError **error)
{
  g_autoptr (GByteArray) inner = g_byte_array_new ();
  g_autoptr (GByteArray) outer = g_byte_array_new ();
  KioskApdu command = { .ins = INS_GENERAL_AUTHENTICATE, .expected = KIOSK_APDU_MAX_SHORT_ANSWER };
  KioskTlv dynamic;
  guint16 sw;

  if (step != STEP_NONCE)
    kiosk_tlv_append (inner, step, said, length);
  kiosk_tlv_append (outer, DO_DYNAMIC, inner->data, inner->len);
  command.cla = step == STEP_CONFIRM ? 0 : CLA_CHAINED;
  command.data = outer->data;
  command.length = outer->len;
  g_byte_array_set_size (run->answer, 0);
  if (!kiosk_chip_channel_send (run->channel, &command, run->answer, &sw, error)
      || !check_step (run, step, sw, error))
    return FALSE;
  *value = (KioskTlv){ 0 };
  /* The mapping data of integrated mapping is empty, and some leave the object out with it. */
  if (step == STEP_MAP && run->info->mapping == KIOSK_PACE_MAPPING_INTEGRATED)
    return TRUE;
  if (!kiosk_tlv_parse (run->answer->data, run->answer->len, DO_DYNAMIC, &dynamic, NULL)
      || !kiosk_tlv_parse (dynamic.value, dynamic.length, step + 1, value, NULL))
    return fail_answer (error);

  return TRUE;
}

/* §4.4.1: the key that the nonce is under comes from the password, by §9.7.3. */
static gboolean
derive_password_key (Run *run, const KioskAccessKey *key, guint8 *derived)
{
  const char *password = kiosk_access_key_get_password (key);
  gsize length = strlen (password);
  guint8 digest[EVP_MAX_MD_SIZE];
  gboolean done;

  if (kiosk_access_key_get_kind (key) == KIOSK_ACCESS_KEY_CAN)
    return kiosk_key_derive (run->info->cipher, KIOSK_KEY_USE_PASSWORD, (const guint8 *) password,
                             length, derived);
  done = EVP_Digest (password, length, digest, NULL, EVP_sha1 (), NULL) == 1
         && kiosk_key_derive (run->info->cipher, KIOSK_KEY_USE_PASSWORD, digest, 20, derived);
  kiosk_wipe (digest, sizeof digest);

  return done;
}

static gboolean
fetch_nonce (Run *run, const KioskAccessKey *key, GError **error)
{
  guint8 derived[KIOSK_CHIP_KEY_MAX];
  KioskTlv value;
  gboolean done;

  if (!take_step (run, STEP_NONCE, NULL, 0, &value, error))
    return FALSE;
  if (value.length < 16 || value.length > sizeof run->nonce
      || value.length % kiosk_chip_cipher_get_block_size (run->info->cipher) != 0)
    return fail_answer (error);
  if (run->info->mapping == KIOSK_PACE_MAPPING_INTEGRATED
      && value.length != kiosk_pace_mapping_get_nonce_size (run->info->cipher))
    return fail_answer (error);
  memcpy (run->nonce, value.value, value.length);
  run->nonce_length = value.length;
  done = derive_password_key (run, key, derived)
         && kiosk_chip_cipher_decrypt (run->info->cipher, derived, NULL, run->nonce,
                                       run->nonce_length);
  kiosk_wipe (derived, sizeof derived);

  return done || fail_crypto (error);
}

/* Sends a key made with @generator and takes the chip's, which must not be the same one: that would
 * be our own words, said back. */
static EC_POINT *
exchange_keys (Run *run, guint step, const EC_POINT *generator, GError **error)
{
  g_autoptr (KioskEcPoint) own = NULL;
  g_autoptr (KioskEcPoint) theirs = NULL;
  KioskTlv value;

  g_clear_pointer (&run->private_key, BN_clear_free);
  run->private_key = kiosk_chip_curve_draw_scalar (run->group, run->channel, error);
  if (run->private_key == NULL)
    return NULL;
  own = kiosk_chip_curve_multiply (run->group, generator, run->private_key);
  g_byte_array_set_size (run->own_key, 0);
  if (own == NULL || !kiosk_chip_curve_write_point (run->group, own, run->own_key))
    {
      fail_crypto (error);
      return NULL;
    }
  if (!take_step (run, step, run->own_key->data, run->own_key->len, &value, error))
    return NULL;
  theirs = kiosk_chip_curve_read_point (run->group, value.value, value.length, error);
  if (theirs == NULL)
    return NULL;
  if (EC_POINT_cmp (run->group, own, theirs, NULL) == 0)
    {
      kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED, "the chip said our own key back");
      return NULL;
    }
  g_byte_array_set_size (run->their_key, 0);
  g_byte_array_append (run->their_key, value.value, (guint) value.length);

  return g_steal_pointer (&theirs);
}

static gboolean
map_generic (Run *run, GError **error)
{
  g_autoptr (KioskEcPoint) common = NULL;
  g_autoptr (KioskEcPoint) theirs
      = exchange_keys (run, STEP_MAP, EC_GROUP_get0_generator (run->group), error);

  if (theirs == NULL)
    return FALSE;
  if (run->info->mapping == KIOSK_PACE_MAPPING_CHIP_AUTHENTICATION)
    kiosk_pace_outcome_set_mapping_key (run->outcome, run->info->parameter_id, run->their_key->data,
                                        run->their_key->len);
  common = kiosk_chip_curve_multiply (run->group, theirs, run->private_key);
  if (common == NULL)
    return fail_crypto (error);
  run->generator
      = kiosk_pace_mapping_map_generic (run->group, run->nonce, run->nonce_length, common);

  return run->generator != NULL || fail_crypto (error);
}

static gboolean
map_integrated (Run *run, GError **error)
{
  gsize length = kiosk_chip_cipher_get_key_size (run->info->cipher);
  guint8 own_nonce[KIOSK_CHIP_KEY_MAX];
  KioskTlv value;

  if (!kiosk_chip_channel_draw (run->channel, own_nonce, length, error)
      || !take_step (run, STEP_MAP, own_nonce, length, &value, error))
    return FALSE;
  run->generator = kiosk_pace_mapping_map_integrated (run->group, run->info->cipher, run->nonce,
                                                      run->nonce_length, own_nonce);

  return run->generator != NULL || fail_crypto (error);
}

static gboolean
agree (Run *run, GError **error)
{
  g_autoptr (KioskEcPoint) theirs = exchange_keys (run, STEP_AGREE, run->generator, error);
  gsize length = kiosk_chip_curve_get_size (run->group);

  if (theirs == NULL)
    return FALSE;
  if (!kiosk_chip_curve_agree (run->group, theirs, run->private_key, run->secret)
      || !kiosk_key_derive (run->info->cipher, KIOSK_KEY_USE_ENCRYPT, run->secret, length,
                            run->encryption_key)
      || !kiosk_key_derive (run->info->cipher, KIOSK_KEY_USE_MAC, run->secret, length,
                            run->mac_key))
    return fail_crypto (error);

  return TRUE;
}

/* §4.4.3.4: over the name of the protocol and a key of the other side's. */
static gboolean
make_token (Run *run, const GByteArray *public_key, guint8 *token)
{
  g_autoptr (GByteArray) inner = g_byte_array_new ();
  g_autoptr (GByteArray) outer = g_byte_array_new ();

  kiosk_tlv_append (inner, DO_OBJECT, run->info->oid, run->info->oid_length);
  kiosk_tlv_append (inner, DO_POINT, public_key->data, public_key->len);
  kiosk_tlv_append (outer, DO_PUBLIC_KEY, inner->data, inner->len);

  return kiosk_chip_cipher_mac (run->info->cipher, run->mac_key, outer->data, outer->len, token);
}

static gboolean
keep_chip_proof (Run *run, GError **error)
{
  KioskTlvReader reader;
  KioskTlv dynamic, tlv;

  if (!kiosk_tlv_parse (run->answer->data, run->answer->len, DO_DYNAMIC, &dynamic, NULL))
    return fail_answer (error);
  kiosk_tlv_reader_enter (&reader, &dynamic);
  while (kiosk_tlv_reader_next (&reader, &tlv, NULL))
    if (tlv.tag == DO_CHIP_PROOF)
      return kiosk_pace_outcome_open_chip_proof (run->outcome, run->info, run->encryption_key,
                                                 tlv.value, tlv.length, error);

  return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED, "the chip sent no proof of itself");
}

static gboolean
confirm (Run *run, GError **error)
{
  guint8 own[KIOSK_CHIP_MAC_SIZE];
  guint8 theirs[KIOSK_CHIP_MAC_SIZE];
  KioskTlv value;

  if (!make_token (run, run->their_key, own) || !make_token (run, run->own_key, theirs))
    return fail_crypto (error);
  if (!take_step (run, STEP_CONFIRM, own, sizeof own, &value, error))
    return FALSE;
  if (value.length != sizeof theirs || CRYPTO_memcmp (value.value, theirs, sizeof theirs) != 0)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED,
                            "the chip does not know the key that it took");
  if (run->info->mapping == KIOSK_PACE_MAPPING_CHIP_AUTHENTICATION)
    return keep_chip_proof (run, error);

  return TRUE;
}

static gboolean
perform (Run *run, const KioskAccessKey *key, GError **error)
{
  gboolean integrated = run->info->mapping == KIOSK_PACE_MAPPING_INTEGRATED;

  if (run->group == NULL)
    return fail_crypto (error);
  if (!choose (run, kiosk_access_key_get_kind (key), error) || !fetch_nonce (run, key, error)
      || !(integrated ? map_integrated : map_generic) (run, error) || !agree (run, error)
      || !confirm (run, error))
    return FALSE;
  kiosk_chip_channel_set_secure_messaging (
      run->channel,
      kiosk_secure_messaging_new (run->info->cipher, run->encryption_key, run->mac_key, NULL));

  return TRUE;
}

/**
 * kiosk_pace_can_speak:
 * @info: a way in
 *
 * Returns: whether it can be gone here: elliptic curves with standardised domain parameters, but
 *   not integrated mapping on P-224, whose field has no place for it
 */
gboolean
kiosk_pace_can_speak (const KioskPaceInfo *info)
{
  if (!info->elliptic || !kiosk_chip_curve_is_known (info->parameter_id))
    return FALSE;
  if (info->mapping == KIOSK_PACE_MAPPING_INTEGRATED)
    return info->parameter_id != P224_PARAMETERS;

  return info->mapping == KIOSK_PACE_MAPPING_GENERIC || info->cipher != KIOSK_CHIP_CIPHER_3DES;
}

/**
 * kiosk_pace_perform:
 * @channel: in plain words, no application selected
 * @info: the way in, from EF.CardAccess
 * @key: what is printed
 * @outcome: filled with what the chip tells of itself, also when it fails
 *
 * Password authenticated connection establishment (ICAO 9303-11 §4.4): opens the chip with what is
 * printed, which nobody who listens learns anything about.
 *
 * Returns: whether @channel is protected now; if not, %KIOSK_CHIP_ERROR_WRONG_KEY,
 *   %KIOSK_CHIP_ERROR_BLOCKED, %KIOSK_CHIP_ERROR_UNSUPPORTED, %KIOSK_CHIP_ERROR_REFUSED,
 *   %KIOSK_CHIP_ERROR_MALFORMED, or what kiosk_chip_channel_send() fails with
 */
gboolean
kiosk_pace_perform (KioskChipChannel *channel, const KioskPaceInfo *info, const KioskAccessKey *key,
                    KioskPaceOutcome *outcome, GError **error)
{
  Run run = { .channel = channel, .info = info, .outcome = outcome };
  gboolean done;

  if (!kiosk_pace_can_speak (info))
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_UNSUPPORTED,
                            "a way in that is not spoken here");
  run.group = kiosk_chip_curve_new (info->parameter_id);
  run.own_key = g_byte_array_new ();
  run.their_key = g_byte_array_new ();
  run.answer = g_byte_array_new ();
  done = perform (&run, key, error);
  EC_GROUP_free (run.group);
  EC_POINT_clear_free (run.generator);
  BN_clear_free (run.private_key);
  g_byte_array_unref (run.own_key);
  g_byte_array_unref (run.their_key);
  g_byte_array_unref (run.answer);
  kiosk_wipe (&run, sizeof run);

  return done;
}
