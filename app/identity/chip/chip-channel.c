/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/chip-channel.h"

#include <string.h>

#define INS_SELECT 0xA4
#define INS_GET_RESPONSE 0xC0

/* An answer is never longer; a card that has ever more to say is not one. */
#define MAX_ANSWER (KIOSK_APDU_MAX_EXTENDED_ANSWER + 2)
#define MAX_PARTS 300

typedef enum
{
  EXTENDED_UNKNOWN,
  EXTENDED_WORKS,
  EXTENDED_FAILS,
} Extended;

/**
 * KioskChipChannel:
 *
 * The conversation with one chip: commands go out and answers come back, protected once there are
 * keys. When the protection is broken it ends, and nothing more is sent until new keys are agreed on.
 */
struct _KioskChipChannel
{
  GObject parent_instance;

  /* owned */
  KioskCardTransport *transport;
  KioskSecureMessaging *sm; /* (nullable) */

  /* state */
  gboolean ended;
  Extended extended;
  KioskChipStats stats;

  KioskChipRandomFunc random;
  gpointer random_data;
};

G_DEFINE_FINAL_TYPE (KioskChipChannel, kiosk_chip_channel, G_TYPE_OBJECT)

/* One round trip; what came before in @answer stays. */
static gboolean
transmit (KioskChipChannel *self, const GByteArray *command, GByteArray *answer, guint16 *sw,
          GError **error)
{
  guint before = answer->len;

  self->stats.apdus++;
  self->stats.bytes_out += command->len;
  if (!kiosk_card_transport_transmit (self->transport, command->data, command->len, answer, error))
    return FALSE;
  self->stats.bytes_in += answer->len - before;
  if (answer->len < before + 2 || !kiosk_apdu_split_answer (answer, sw))
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED, "an answer without a status word");
  if (answer->len > MAX_ANSWER)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED, "an answer without an end");

  return TRUE;
}

/* 61xx: the rest has to be fetched (ISO/IEC 7816-4 §5.6). These words are about carrying bytes and
 * come outside secure messaging even when what is carried is protected. */
static gboolean
fetch_rest (KioskChipChannel *self, GByteArray *answer, guint16 *sw, GError **error)
{
  for (guint parts = 0; *sw >> 8 == 0x61; parts++)
    {
      const KioskApdu get_response
          = { .ins = INS_GET_RESPONSE, .expected = (*sw & 0xFF) != 0 ? *sw & 0xFF : 256 };
      g_autoptr (GByteArray) command = g_byte_array_new ();
      guint before = answer->len;

      kiosk_apdu_write (&get_response, command);
      if (!transmit (self, command, answer, sw, error))
        return FALSE;
      if (parts == MAX_PARTS || (answer->len == before && *sw >> 8 == 0x61))
        return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED, "an answer without an end");
    }

  return TRUE;
}

/* Sends bytes as they are and brings back the whole answer. 6Cxx without data asks for the same
 * again with another Le, which is not part of what secure messaging protects.
 * @n_le: how many of the last bytes are Le */
static gboolean
exchange (KioskChipChannel *self, GByteArray *command, gsize n_le, GByteArray *answer, guint16 *sw,
          GError **error)
{
  if (!transmit (self, command, answer, sw, error))
    return FALSE;
  if (*sw >> 8 == 0x6C && answer->len == 0 && n_le > 0)
    {
      memset (command->data + command->len - n_le, 0, n_le);
      command->data[command->len - 1] = (guint8) *sw;
      if (!transmit (self, command, answer, sw, error))
        return FALSE;
    }

  return fetch_rest (self, answer, sw, error);
}

static gsize
get_n_le (const KioskApdu *command)
{
  if (command->expected == 0)
    return 0;

  return kiosk_apdu_is_extended (command) ? 2 : 1;
}

static gboolean
send_plain (KioskChipChannel *self, const KioskApdu *command, GByteArray *data, guint16 *sw,
            GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GByteArray *answer = g_byte_array_sized_new ((guint) command->expected + 2);
  gboolean done;

  kiosk_apdu_write (command, bytes);
  done = exchange (self, bytes, get_n_le (command), answer, sw, error);
  if (done)
    g_byte_array_append (data, answer->data, answer->len);
  kiosk_apdu_wipe (answer);

  return done;
}

static gboolean
send_protected (KioskChipChannel *self, const KioskApdu *command, GByteArray *data, guint16 *sw,
                GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GByteArray) answer = g_byte_array_sized_new ((guint) command->expected + 64);
  guint16 outer;

  /* A protected command always has data, so that its fifth byte is zero when it is extended. */
  if (kiosk_secure_messaging_wrap (self->sm, command, bytes, error)
      && exchange (self, bytes, bytes->data[4] == 0 ? 2 : 1, answer, &outer, error)
      && kiosk_secure_messaging_unwrap (self->sm, answer->data, answer->len, data, sw, error))
    return TRUE;
  g_clear_pointer (&self->sm, kiosk_secure_messaging_free);
  self->ended = TRUE;

  return FALSE;
}

static void
kiosk_chip_channel_dispose (GObject *object)
{
  KioskChipChannel *self = KIOSK_CHIP_CHANNEL (object);

  g_clear_pointer (&self->sm, kiosk_secure_messaging_free);
  g_clear_object (&self->transport);

  G_OBJECT_CLASS (kiosk_chip_channel_parent_class)->dispose (object);
}

static void
kiosk_chip_channel_class_init (KioskChipChannelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_chip_channel_dispose;
}

static void
kiosk_chip_channel_init (KioskChipChannel *self)
{
  self->random = kiosk_chip_random_draw;
}

/**
 * kiosk_chip_channel_new:
 * @transport: what reaches the card; a reference is taken
 *
 * Returns: (transfer full): a conversation in plain words
 */
KioskChipChannel *
kiosk_chip_channel_new (KioskCardTransport *transport)
{
  KioskChipChannel *self = g_object_new (KIOSK_TYPE_CHIP_CHANNEL, NULL);

  self->transport = g_object_ref (transport);

  return self;
}

/**
 * kiosk_chip_channel_send:
 * @self: a channel
 * @command: what to say
 * @data: what the chip answers is appended; reserve room for it when it is personal, since growing
 *   leaves copies behind
 * @sw: (out): the status word, the authenticated one when the conversation is protected
 *
 * Says one thing and waits for the answer, which is fetched in parts (61xx) or asked for again
 * (6Cxx) when the chip wants that. Blocks: called in a worker thread only.
 *
 * Returns: whether the chip answered, be it with an error; if not, %KIOSK_CHIP_ERROR_SESSION_ENDED,
 *   %KIOSK_CHIP_ERROR_MALFORMED, %KIOSK_CHIP_ERROR_CRYPTO, or an error of the transport
 */
gboolean
kiosk_chip_channel_send (KioskChipChannel *self, const KioskApdu *command, GByteArray *data,
                         guint16 *sw, GError **error)
{
  KioskApdu again = *command;
  guint before = data->len;

  g_return_val_if_fail (KIOSK_IS_CHIP_CHANNEL (self), FALSE);

  if (self->ended)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_SESSION_ENDED,
                            "the protected conversation is over");
  if (self->sm == NULL)
    return send_plain (self, command, data, sw, error);
  if (!send_protected (self, command, data, sw, error))
    return FALSE;
  if (*sw >> 8 != 0x6C || data->len != before || command->expected == 0)
    return TRUE;
  again.expected = (*sw & 0xFF) != 0 ? *sw & 0xFF : KIOSK_APDU_MAX_SHORT_ANSWER;

  return send_protected (self, &again, data, sw, error);
}

/**
 * kiosk_chip_channel_set_secure_messaging:
 * @self: a channel
 * @sm: (transfer full) (nullable): the keys from now on, %NULL for plain words
 *
 * Begins a new conversation, whatever became of the one before. The keys that were are wiped.
 */
void
kiosk_chip_channel_set_secure_messaging (KioskChipChannel *self, KioskSecureMessaging *sm)
{
  g_return_if_fail (KIOSK_IS_CHIP_CHANNEL (self));

  kiosk_secure_messaging_free (self->sm);
  self->sm = sm;
  self->ended = FALSE;
}

/**
 * kiosk_chip_channel_is_protected:
 * @self: a channel
 *
 * Returns: whether what is said now is encrypted and authenticated
 */
gboolean
kiosk_chip_channel_is_protected (KioskChipChannel *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_CHANNEL (self), FALSE);

  return self->sm != NULL;
}

/**
 * kiosk_chip_channel_try_extended:
 * @self: a channel
 * @command: a harmless command in plain words that expects an answer
 * @data: what the chip answers is appended
 * @sw: (out): the status word
 *
 * Like kiosk_chip_channel_send(), and finds out on the way, when that is not known yet, whether
 * reader and chip take commands of extended length. It is asked in plain words because a chip that
 * does not answers with a bare status word, which ends a protected conversation.
 *
 * Returns: as kiosk_chip_channel_send()
 */
gboolean
kiosk_chip_channel_try_extended (KioskChipChannel *self, const KioskApdu *command, GByteArray *data,
                                 guint16 *sw, GError **error)
{
  g_autoptr (GError) local = NULL;
  KioskApdu longer = *command;
  guint before = data->len;

  g_return_val_if_fail (KIOSK_IS_CHIP_CHANNEL (self), FALSE);

  if (self->extended != EXTENDED_UNKNOWN || self->sm != NULL || self->ended)
    return kiosk_chip_channel_send (self, command, data, sw, error);
  longer.extended = TRUE;
  self->extended = EXTENDED_FAILS;
  if (kiosk_chip_channel_send (self, &longer, data, sw, &local))
    {
      if ((*sw == KIOSK_SW_OK || *sw == KIOSK_SW_END_OF_FILE) && data->len > before)
        {
          self->extended = EXTENDED_WORKS;
          return TRUE;
        }
      g_byte_array_set_size (data, before);
    }
  /* A reader that cannot carry it says that it failed; a card that is gone is still gone below. */
  else if (!g_error_matches (local, KIOSK_CARD_TRANSPORT_ERROR, KIOSK_CARD_TRANSPORT_ERROR_BROKEN))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return kiosk_chip_channel_send (self, command, data, sw, error);
}

/**
 * kiosk_chip_channel_speaks_extended:
 * @self: a channel
 *
 * Returns: whether commands of extended length were found to work
 */
gboolean
kiosk_chip_channel_speaks_extended (KioskChipChannel *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_CHANNEL (self), FALSE);

  return self->extended == EXTENDED_WORKS;
}

/**
 * kiosk_chip_channel_limit_to_short:
 * @self: a channel
 *
 * Never tries commands of extended length: for readers that fall silent on them.
 */
void
kiosk_chip_channel_limit_to_short (KioskChipChannel *self)
{
  g_return_if_fail (KIOSK_IS_CHIP_CHANNEL (self));

  self->extended = EXTENDED_FAILS;
}

/**
 * kiosk_chip_channel_get_room:
 * @self: a channel
 *
 * Returns: how many bytes the answer to a short command has room for now
 */
gsize
kiosk_chip_channel_get_room (KioskChipChannel *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_CHANNEL (self), 0);

  return self->sm != NULL ? kiosk_secure_messaging_get_room (self->sm)
                          : KIOSK_APDU_MAX_SHORT_ANSWER;
}

/* The status words that say the same wherever they come. */
static gboolean
check_selected (guint16 sw, GError **error)
{
  switch (sw)
    {
    case KIOSK_SW_OK:
      return TRUE;
    case KIOSK_SW_NOT_FOUND:
      return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_NOT_FOUND, "the chip has no such file");
    case KIOSK_SW_NOT_SATISFIED:
      return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_DENIED,
                              "the chip does not let a file be read");
    default:
      g_set_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_REFUSED,
                   "the chip answered %04X to a selection", sw);
      return FALSE;
    }
}

static gboolean
select_by_name (KioskChipChannel *self, guint8 p1, const guint8 *name, gsize length, GError **error)
{
  const KioskApdu command
      = { .ins = INS_SELECT, .p1 = p1, .p2 = 0x0C, .data = name, .length = length };
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint16 sw;

  return kiosk_chip_channel_send (self, &command, data, &sw, error) && check_selected (sw, error);
}

/**
 * kiosk_chip_channel_select_master_file:
 * @self: a channel
 *
 * Some chips know no such command: their %KIOSK_CHIP_ERROR_REFUSED means nothing, as what follows
 * can be selected all the same.
 *
 * Returns: whether the chip did
 */
gboolean
kiosk_chip_channel_select_master_file (KioskChipChannel *self, GError **error)
{
  static const guint8 name[] = { 0x3F, 0x00 };

  g_return_val_if_fail (KIOSK_IS_CHIP_CHANNEL (self), FALSE);

  return select_by_name (self, 0x00, name, sizeof name, error);
}

/**
 * kiosk_chip_channel_select_application:
 * @self: a channel
 *
 * Selects the application of identity documents (ICAO 9303-10 §3.6.3).
 *
 * Returns: whether the chip did; %KIOSK_CHIP_ERROR_NOT_FOUND when it is a chip of another kind
 */
gboolean
kiosk_chip_channel_select_application (KioskChipChannel *self, GError **error)
{
  static const guint8 name[] = { 0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01 };

  g_return_val_if_fail (KIOSK_IS_CHIP_CHANNEL (self), FALSE);

  return select_by_name (self, 0x04, name, sizeof name, error);
}

/**
 * kiosk_chip_channel_select_file:
 * @self: a channel
 * @fid: a file of what is selected; fingerprints and irises are denied here, without asking the chip
 *
 * Returns: whether the chip did; %KIOSK_CHIP_ERROR_NOT_FOUND, %KIOSK_CHIP_ERROR_DENIED or
 *   %KIOSK_CHIP_ERROR_REFUSED if not, or what kiosk_chip_channel_send() fails with
 */
gboolean
kiosk_chip_channel_select_file (KioskChipChannel *self, guint16 fid, GError **error)
{
  const guint8 name[] = { (guint8) (fid >> 8), (guint8) fid };

  g_return_val_if_fail (KIOSK_IS_CHIP_CHANNEL (self), FALSE);

  if (fid == KIOSK_CHIP_FILE_FINGERPRINTS || fid == KIOSK_CHIP_FILE_IRISES)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_DENIED,
                            "fingerprints and irises are never read here");

  return select_by_name (self, 0x02, name, sizeof name, error);
}

/**
 * kiosk_chip_channel_get_stats:
 * @self: a channel
 * @stats: (out caller-allocates): since the channel was made
 */
void
kiosk_chip_channel_get_stats (KioskChipChannel *self, KioskChipStats *stats)
{
  g_return_if_fail (KIOSK_IS_CHIP_CHANNEL (self));

  *stats = self->stats;
}

/**
 * kiosk_chip_channel_set_random:
 * @self: a channel
 * @func: what draws nonces and ephemeral keys from now on
 */
void
kiosk_chip_channel_set_random (KioskChipChannel *self, KioskChipRandomFunc func, gpointer user_data)
{
  g_return_if_fail (KIOSK_IS_CHIP_CHANNEL (self));

  self->random = func;
  self->random_data = user_data;
}

/**
 * kiosk_chip_channel_draw:
 * @self: a channel
 * @bytes: (out caller-allocates): filled
 *
 * Returns: whether there was randomness; if not, %KIOSK_CHIP_ERROR_CRYPTO
 */
gboolean
kiosk_chip_channel_draw (KioskChipChannel *self, guint8 *bytes, gsize length, GError **error)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_CHANNEL (self), FALSE);

  if (!self->random (bytes, length, self->random_data))
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_CRYPTO, "there is no randomness");

  return TRUE;
}
