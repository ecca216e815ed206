/* SPDX-License-Identifier: GPL-3.0-or-later */

/* card-terminal [--can NUMBER | --mrz ZONE | --bac ZONE] [--curve N] [--protocol NAME] FILE...
 *
 * Reads files (0101, ...) of the card on the first occupied reader and prints how long each is and its
 * SHA-256: the virtual card's proof by libeac's terminal, with no line of the kiosk's own. */

#include "card-session.h"

#include <stdlib.h>
#include <string.h>

#include <eac/objects.h>
#include <eac/pace.h>
#include <openssl/rand.h>
#include <winscard.h>

static char *can;
static char *mrz;
static char *bac;
static char *protocol_name;
static int curve = 12;
static gboolean extended;
static char **files;

static GOptionEntry entries[]
    = { { "can", 0, 0, G_OPTION_ARG_STRING, &can, "Open by PACE with the card's access number",
          "NUMBER" },
        { "mrz", 0, 0, G_OPTION_ARG_STRING, &mrz, "Open by PACE with the whole zone", "ZONE" },
        { "bac", 0, 0, G_OPTION_ARG_STRING, &bac,
          "Open by basic access control with key information", "TEXT" },
        { "protocol", 0, 0, G_OPTION_ARG_STRING, &protocol_name, "Of PACE", "NAME" },
        { "curve", 0, 0, G_OPTION_ARG_INT, &curve, "Standardised domain parameters", "N" },
        { "extended", 0, 0, G_OPTION_ARG_NONE, &extended, "Ask for long answers", NULL },
        { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &files, NULL, "FILE..." },
        G_OPTION_ENTRY_NULL };

static SCARDHANDLE card;
static CardSession *session;
static guint commands;

static void
give_up (const char *what, guint number)
{
  g_printerr ("card-terminal: %s %04X\n", what, number);
  exit (1);
}

static guint
transmit (const GByteArray *command, GByteArray *answer)
{
  static guint8 buffer[65544];
  DWORD length = sizeof buffer;
  LONG result;

  commands++;
  result = SCardTransmit (card, SCARD_PCI_T1, command->data, command->len, NULL, buffer, &length);
  if (result != SCARD_S_SUCCESS || length < 2)
    give_up ("no answer", (guint) result & 0xFFFF);
  g_byte_array_append (answer, buffer, (guint) length - 2);

  return (guint) buffer[length - 2] << 8 | buffer[length - 1];
}

static void
put_mac (GByteArray *body, const guint8 *header)
{
  g_autoptr (GByteArray) covered = g_byte_array_new ();
  g_autoptr (GByteArray) mac = NULL;

  g_byte_array_append (covered, header, 4);
  card_session_pad (session, covered);
  g_byte_array_append (covered, body->data, body->len);
  if (body->len > 0)
    card_session_pad (session, covered);
  mac = card_session_authenticate (session, covered->data, covered->len);
  card_object_put (body, 0x8E, mac->data, mac->len);
}

static guint
open_answer (GByteArray *wrapped, GByteArray *answer)
{
  g_autoptr (GByteArray) covered = g_byte_array_new ();
  g_autoptr (GByteArray) mac = NULL;
  CardObject body = { 0 }, status, proof;

  if (!card_object_find (wrapped->data, wrapped->len, 0x99, &status)
      || !card_object_find (wrapped->data, wrapped->len, 0x8E, &proof))
    give_up ("no proof of an answer", 0);
  card_session_advance (session);
  g_byte_array_append (covered, wrapped->data, (guint) (proof.whole - wrapped->data));
  card_session_pad (session, covered);
  mac = card_session_authenticate (session, covered->data, covered->len);
  if (proof.length != mac->len || memcmp (proof.value, mac->data, mac->len) != 0)
    give_up ("a wrong proof", 0);
  if (card_object_find (wrapped->data, wrapped->len, 0x87, &body))
    {
      g_autoptr (GByteArray) plain
          = card_session_decrypt (session, body.value + 1, body.length - 1);

      if (plain == NULL || !card_session_strip (plain))
        give_up ("padding", 0);
      g_byte_array_append (answer, plain->data, plain->len);
    }

  return (guint) status.value[0] << 8 | status.value[1];
}

static guint
send_secure (const guint8 *header, const guint8 *data, gsize length, gsize expected,
             GByteArray *answer)
{
  const guint8 secure[] = { 0x0C, header[1], header[2], header[3] };
  const guint8 le[] = { (guint8) (expected >> 8), (guint8) expected };
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autoptr (GByteArray) command = g_byte_array_new ();
  g_autoptr (GByteArray) wrapped = g_byte_array_new ();
  guint8 lc[] = { 0, 0, 0 };
  guint sw;

  card_session_advance (session);
  if (length > 0)
    {
      g_autoptr (GByteArray) plain = g_byte_array_new ();
      g_autoptr (GByteArray) closed = NULL;

      g_byte_array_append (plain, data, (guint) length);
      card_session_pad (session, plain);
      closed = card_session_encrypt (session, plain->data, plain->len);
      g_byte_array_prepend (closed, (const guint8 *) "\x01", 1);
      card_object_put (body, 0x87, closed->data, closed->len);
    }
  if (expected > 0)
    card_object_put (body, 0x97, extended ? le : le + 1, extended ? 2 : 1);
  put_mac (body, secure);
  g_byte_array_append (command, secure, sizeof secure);
  lc[extended ? 2 : 0] = (guint8) body->len;
  g_byte_array_append (command, lc, extended ? 3 : 1);
  g_byte_array_append (command, body->data, body->len);
  g_byte_array_append (command, (const guint8 *) "\0\0", extended ? 2 : 1);
  sw = transmit (command, wrapped);
  if (wrapped->len == 0)
    give_up ("a plain status", sw);

  return open_answer (wrapped, answer);
}

static guint
send_command (const guint8 *header, const guint8 *data, gsize length, gsize expected,
              GByteArray *answer)
{
  g_autoptr (GByteArray) command = g_byte_array_new ();
  const guint8 lc = (guint8) length;
  const guint8 le = (guint8) expected;

  if (session != NULL)
    return send_secure (header, data, length, expected, answer);
  g_byte_array_append (command, header, 4);
  if (length > 0)
    {
      g_byte_array_append (command, &lc, 1);
      g_byte_array_append (command, data, (guint) length);
    }
  if (expected > 0)
    g_byte_array_append (command, &le, 1);

  return transmit (command, answer);
}

static BUF_MEM *
ask (guint step, BUF_MEM *ours)
{
  const guint8 header[] = { step == 3 ? 0x00 : 0x10, 0x86, 0, 0 };
  g_autoptr (GByteArray) inner = g_byte_array_new ();
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  CardObject outer, object;
  guint sw;

  if (ours != NULL)
    card_object_put (inner, 0x7F + 2 * step, (const guint8 *) ours->data, ours->length);
  card_object_put (data, 0x7C, inner->data, inner->len);
  sw = send_command (header, data->data, data->len, 256, answer);
  if (sw != 0x9000 || !card_object_find (answer->data, answer->len, 0x7C, &outer)
      || !card_object_find (outer.value, outer.length, 0x80 + 2 * step, &object))
    give_up ("PACE", sw);

  return card_buffer (object.value, object.length);
}

static void
choose_pace (int protocol)
{
  static const guint8 header[] = { 0x00, 0x22, 0xC1, 0xA4 };
  const ASN1_OBJECT *oid = EAC_OBJ_nid2obj (protocol);
  const guint8 reference = can != NULL ? PACE_CAN : PACE_MRZ;
  const guint8 domain = (guint8) curve;
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  guint sw;

  card_object_put (data, 0x80, OBJ_get0_data (oid), OBJ_length (oid));
  card_object_put (data, 0x83, &reference, 1);
  card_object_put (data, 0x84, &domain, 1);
  sw = send_command (header, data->data, data->len, 0, answer);
  if (sw != 0x9000)
    give_up ("MSE:Set AT", sw);
}

static void
open_by_pace (void)
{
  int protocol
      = EAC_OBJ_sn2nid (protocol_name != NULL ? protocol_name : "id-PACE-ECDH-GM-AES-CBC-CMAC-128");
  EAC_CTX *eac = EAC_CTX_new ();
  PACE_SEC *secret = PACE_SEC_new (can != NULL ? can : mrz, strlen (can != NULL ? can : mrz),
                                   can != NULL ? PACE_CAN : PACE_MRZ);
  g_autoptr (BUF_MEM) nonce = NULL;
  g_autoptr (BUF_MEM) our_map = NULL;
  g_autoptr (BUF_MEM) map = NULL;
  g_autoptr (BUF_MEM) our_key = NULL;
  g_autoptr (BUF_MEM) key = NULL;
  g_autoptr (BUF_MEM) our_token = NULL;
  g_autoptr (BUF_MEM) token = NULL;

  eac->tr_version = EAC_TR_VERSION_2_02;
  if (EAC_CTX_init_pace (eac, protocol, curve) != 1)
    give_up ("libeac", 0);
  choose_pace (protocol);
  nonce = ask (0, NULL);
  if (PACE_STEP2_dec_nonce (eac, secret, nonce) != 1)
    give_up ("nonce", 0);
  our_map = PACE_STEP3A_generate_mapping_data (eac);
  map = ask (1, our_map);
  if (PACE_STEP3A_map_generator (eac, map) != 1)
    give_up ("mapping", 0);
  our_key = PACE_STEP3B_generate_ephemeral_key (eac);
  key = ask (2, our_key);
  if (PACE_STEP3B_compute_shared_secret (eac, key) != 1 || PACE_STEP3C_derive_keys (eac) != 1)
    give_up ("agreement", 0);
  our_token = PACE_STEP3D_compute_authentication_token (eac, key);
  token = ask (3, our_token);
  if (PACE_STEP3D_verify_authentication_token (eac, token) != 1)
    give_up ("token", 0);
  PACE_SEC_clear_free (secret);
  session = card_session_new_from_pace (eac);
}

static guint64
number_of (const guint8 *bytes)
{
  guint64 n = 0;

  for (gsize i = 0; i < 8; i++)
    n = n << 8 | bytes[i];

  return n;
}

static void
open_by_bac (void)
{
  static const guint8 challenge_header[] = { 0x00, 0x84, 0, 0 };
  static const guint8 header[] = { 0x00, 0x82, 0, 0 };
  g_autoptr (GByteArray) challenge = g_byte_array_new ();
  g_autoptr (GByteArray) closed = NULL;
  g_autoptr (GByteArray) mac = NULL;
  g_autoptr (GByteArray) rest = g_byte_array_new ();
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autoptr (GByteArray) opened = NULL;
  g_autoptr (CardSession) keys = NULL;
  guint8 seed[EVP_MAX_MD_SIZE], message[32], counter[8];
  guint sw = send_command (challenge_header, NULL, 0, 8, challenge);

  if (sw != 0x9000 || challenge->len != 8)
    give_up ("GET CHALLENGE", sw);
  EVP_Digest (bac, strlen (bac), seed, NULL, EVP_sha1 (), NULL);
  keys = card_session_new_from_secret (NID_id_PACE_ECDH_GM_3DES_CBC_CBC, seed, 16, 0);
  RAND_bytes (message, sizeof message);
  memcpy (message + 8, challenge->data, 8);
  closed = card_session_encrypt (keys, message, sizeof message);
  g_byte_array_append (rest, closed->data + 8, 24);
  card_session_pad (keys, rest);
  EAC_set_ssc (keys->eac, number_of (closed->data));
  mac = card_session_authenticate (keys, rest->data, rest->len);
  g_byte_array_append (closed, mac->data, mac->len);
  sw = send_command (header, closed->data, closed->len, 40, answer);
  if (sw != 0x9000 || answer->len != 40)
    give_up ("EXTERNAL AUTHENTICATE", sw);
  opened = card_session_decrypt (keys, answer->data, 32);
  if (memcmp (opened->data, challenge->data, 8) != 0 || memcmp (opened->data + 8, message, 8) != 0)
    give_up ("another's answer", 0);
  for (gsize i = 0; i < 16; i++)
    seed[i] = message[16 + i] ^ opened->data[16 + i];
  memcpy (counter, challenge->data + 4, 4);
  memcpy (counter + 4, message + 4, 4);
  session = card_session_new_from_secret (NID_id_PACE_ECDH_GM_3DES_CBC_CBC, seed, 16,
                                          number_of (counter));
}

static void
select_application (void)
{
  static const guint8 header[] = { 0x00, 0xA4, 0x04, 0x0C };
  static const guint8 passport[] = { 0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01 };
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  guint sw = send_command (header, passport, sizeof passport, 0, answer);

  if (sw != 0x9000)
    give_up ("SELECT application", sw);
}

static void
read_file (guint id)
{
  const guint8 select[] = { 0x00, 0xA4, 0x02, 0x0C };
  const guint8 name[] = { (guint8) (id >> 8), (guint8) id };
  const gsize block = extended ? 1024 : 200;
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GByteArray) ignored = g_byte_array_new ();
  g_autofree char *digest = NULL;
  guint sw = send_command (select, name, sizeof name, 0, ignored);
  guint before;

  if (sw != 0x9000)
    {
      g_print ("%04X %04X\n", id, sw);
      return;
    }
  do
    {
      const guint8 header[] = { 0x00, 0xB0, (guint8) (file->len >> 8), (guint8) file->len };

      before = file->len;
      sw = send_command (header, NULL, 0, block, file);
    }
  while (sw == 0x9000 && file->len - before == block);
  if (sw != 0x9000 && sw != 0x6282 && sw != 0x6B00)
    give_up ("READ BINARY", sw);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, file->data, file->len);
  g_print ("%04X %u %s\n", id, file->len, digest);
}

static void
connect_card (SCARDCONTEXT *context)
{
  char readers[4096];
  DWORD length = sizeof readers;
  DWORD protocol;

  if (SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, context) != SCARD_S_SUCCESS
      || SCardListReaders (*context, NULL, readers, &length) != SCARD_S_SUCCESS)
    give_up ("no reader", 0);
  for (const char *name = readers; *name != '\0'; name += strlen (name) + 1)
    if (SCardConnect (*context, name, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, &card, &protocol)
        == SCARD_S_SUCCESS)
      return;
  give_up ("no card", 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) options = g_option_context_new (NULL);
  SCARDCONTEXT context;

  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, NULL))
    give_up ("usage", 0);
  EAC_init ();
  connect_card (&context);
  if (can != NULL || mrz != NULL)
    open_by_pace ();
  select_application ();
  if (bac != NULL)
    open_by_bac ();
  for (gsize i = 0; files != NULL && files[i] != NULL; i++)
    read_file ((guint) g_ascii_strtoull (files[i], NULL, 16));
  g_print ("commands %u\n", commands);
  g_clear_pointer (&session, card_session_free);
  SCardDisconnect (card, SCARD_LEAVE_CARD);
  SCardReleaseContext (context);

  return 0;
}
