/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "card.h"

#include <string.h>

static const guint8 passport[] = { 0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01 };

/* Short answers carry 256 bytes, long ones what two bytes of length can say. */
#define SHORT_ANSWER 256

gboolean
card_has_fault (const Card *self, const char *name)
{
  return card_profile_is (self->profile, "fault", name);
}

static guint16
select_application (Card *self, const CardCommand *command)
{
  if (card_profile_is (self->profile, "application", "other") || command->length != sizeof passport
      || memcmp (command->data, passport, sizeof passport) != 0)
    return CARD_SW_NOT_FOUND;
  self->in_application = TRUE;
  self->selected = 0;

  return CARD_SW_OK;
}

/* Fingerprints and irises are for those who prove that they may (ICAO 9303-11 §7). */
static gboolean
is_reserved (guint id)
{
  return id == 0x0103 || id == 0x0104;
}

static guint16
may_use (Card *self, guint id)
{
  if (!self->in_application)
    return id == CARD_FILE_CARD_ACCESS && card_files_get (self->files, id) != NULL
               ? CARD_SW_OK
               : CARD_SW_NOT_FOUND;
  if (id == CARD_FILE_CARD_ACCESS)
    return CARD_SW_NOT_FOUND;
  if (self->session == NULL || is_reserved (id))
    return CARD_SW_SECURITY;

  return card_files_get (self->files, id) != NULL ? CARD_SW_OK : CARD_SW_NOT_FOUND;
}

static guint16
select_root (Card *self)
{
  if (card_profile_is (self->profile, "mf", "refuse"))
    return CARD_SW_INSTRUCTION;
  self->in_application = FALSE;
  self->selected = 0;

  return CARD_SW_OK;
}

static guint16
select_file (Card *self, const CardCommand *command)
{
  guint id;
  guint16 sw;

  if (command->p1 == 0x04)
    return select_application (self, command);
  if (command->p1 == 0x00 && command->length == 0)
    return select_root (self);
  if ((command->p1 != 0x02 && command->p1 != 0x00) || command->length != 2)
    return CARD_SW_DATA;
  id = (guint) command->data[0] << 8 | command->data[1];
  if (id == 0x3F00)
    return select_root (self);
  sw = may_use (self, id);
  if (sw == CARD_SW_OK)
    self->selected = id;

  return sw;
}

/* What may still come back when the answer will be wrapped: ICAO 9303-11 §9.8.6 adds to it. */
static gsize
most_of (const Card *self, const CardCommand *command)
{
  gsize most
      = command->extended ? card_profile_get (self->profile, "max-answer", 4096) : SHORT_ANSWER;
  gsize block;

  if (self->session == NULL)
    return most;
  block = self->session->block;
  /* DO'99', DO'8E', head of DO'87' and its padding indicator; then one byte of padding at least. */
  most -= 4 + 10 + (most > 0xFF + 20 ? 5 : 4);

  return most / block * block - 1;
}

static guint16
read_range (Card *self, const CardCommand *command, gsize offset, GByteArray *answer)
{
  gsize size, n;
  const guint8 *data = g_bytes_get_data (card_files_get (self->files, self->selected), &size);
  gsize most = most_of (self, command);
  gsize wanted = command->expected;

  if (offset > size || (offset == size && wanted > 0))
    return CARD_SW_OFFSET;
  if (wanted > most && card_profile_is (self->profile, "over", "6700"))
    return CARD_SW_LENGTH;
  n = MIN (MIN (wanted, most), size - offset);
  if (wanted > most && card_profile_is (self->profile, "over", "6c"))
    return (guint16) (0x6C00 | (most & 0xFF));
  if (wanted > size - offset && wanted <= most && card_profile_is (self->profile, "over", "6c"))
    return (guint16) (0x6C00 | ((size - offset) & 0xFF));
  g_byte_array_append (answer, data + offset, (guint) n);

  return wanted > size - offset && card_profile_is (self->profile, "end", "6282") ? 0x6282
                                                                                  : CARD_SW_OK;
}

/* Odd instruction: the offset in DO'54', the bytes in DO'53' (ISO/IEC 7816-4 §11.3.3). */
static guint16
read_far (Card *self, const CardCommand *command, GByteArray *answer)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  CardCommand inner = *command;
  CardObject object;
  gsize offset = 0;
  guint16 sw;

  if (!card_object_find (command->data, command->length, 0x54, &object) || object.length > 4)
    return CARD_SW_DATA;
  for (gsize i = 0; i < object.length; i++)
    offset = offset << 8 | object.value[i];
  /* The head of DO'53' counts among the bytes asked for. */
  inner.expected = inner.expected > 4 ? inner.expected - 4 : 0;
  sw = read_range (self, &inner, offset, bytes);
  if (bytes->len > 0)
    card_object_put (answer, 0x53, bytes->data, bytes->len);

  return sw;
}

static guint16
read_binary (Card *self, const CardCommand *command, GByteArray *answer)
{
  gboolean far = (command->ins & 1) != 0;
  gsize offset = (gsize) command->p1 << 8 | command->p2;
  guint id = self->selected;
  guint16 sw;

  if (!far && (command->p1 & 0x80) != 0)
    {
      id = card_files_of_short (command->p1 & 0x1F, self->in_application);
      offset = command->p2;
    }
  else if (far && offset != 0)
    id = offset < 0x20 ? card_files_of_short ((guint) offset, self->in_application)
                       : (guint) offset;
  if (id == 0)
    return 0x6986;
  sw = may_use (self, id);
  if (sw != CARD_SW_OK)
    return sw;
  self->selected = id;

  return far ? read_far (self, command, answer) : read_range (self, command, offset, answer);
}

static guint16
manage_environment (Card *self, const CardCommand *command, GByteArray *answer)
{
  if (command->p1 == 0xC1 && command->p2 == 0xA4)
    return card_set_pace (self, command);
  if (command->p1 == 0x41 && command->p2 == 0xA4)
    return card_set_chip_authentication (self, command);
  if (command->p1 == 0x41 && command->p2 == 0xA6)
    return card_agree_key (self, command, answer);

  return CARD_SW_DATA;
}

static guint16
obey (Card *self, const CardCommand *command, GByteArray *answer)
{
  switch (command->ins)
    {
    case 0xA4:
      return select_file (self, command);
    case 0xB0:
    case 0xB1:
      return read_binary (self, command, answer);
    case 0x84:
      return card_get_challenge (self, command, answer);
    case 0x82:
      return card_external_authenticate (self, command, answer);
    case 0x88:
      return card_internal_authenticate (self, command, answer);
    case 0x22:
      return manage_environment (self, command, answer);
    case 0x86:
      return self->pace.eac != NULL ? card_general_authenticate (self, command, answer)
                                    : card_agree_key (self, command, answer);
    default:
      return CARD_SW_INSTRUCTION;
    }
}

static void
append_status (GByteArray *answer, guint16 sw)
{
  const guint8 status[] = { (guint8) (sw >> 8), (guint8) sw };

  g_byte_array_append (answer, status, sizeof status);
}

static void
note (Card *self, const CardCommand *command, gboolean secure, guint16 sw)
{
  if (self->trace == NULL)
    return;
  fprintf (self->trace, "%02X %02X%02X %s %04X", command->ins, command->p1, command->p2,
           secure ? "secure" : "plain", sw);
  /* Which file or application; nothing else is written down, for it may be a key or a person's. */
  if (command->ins == 0xA4)
    for (gsize i = 0; i < command->length; i++)
      fprintf (self->trace, "%s%02X", i == 0 ? " " : "", command->data[i]);
  fputc ('\n', self->trace);
  fflush (self->trace);
}

static void
spoil_secure_answer (Card *self, GByteArray *answer)
{
  g_autoptr (GByteArray) wrapped = g_byte_array_new ();

  if (++self->secure_answers <= card_profile_get (self->profile, "after", 0))
    {
      g_byte_array_set_size (self->last_secure_answer, 0);
      g_byte_array_append (self->last_secure_answer, answer->data, answer->len);
      return;
    }
  if (card_has_fault (self, "wrong-mac"))
    answer->data[answer->len - 3] ^= 1;
  if (card_has_fault (self, "stale-answer") && self->last_secure_answer->len > 0)
    {
      g_byte_array_set_size (answer, 0);
      g_byte_array_append (answer, self->last_secure_answer->data, self->last_secure_answer->len);
    }
  if (card_has_fault (self, "no-mac"))
    {
      g_byte_array_set_size (answer, answer->len - 12);
      append_status (answer, CARD_SW_OK);
    }
  if (card_has_fault (self, "other-status"))
    answer->data[answer->len - 1] ^= 1;
  if (card_has_fault (self, "junk"))
    for (guint i = 0; i + 2 < answer->len; i++)
      answer->data[i] = (guint8) (i * 37 + 11);
}

static gboolean
is_plain_fault (const Card *self)
{
  return self->secure_answers >= card_profile_get (self->profile, "after", 0)
         && (card_has_fault (self, "plain-answer") || card_has_fault (self, "plain-status"));
}

static void
obey_secure (Card *self, const CardCommand *wrapped, GByteArray *answer)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  CardCommand inner;
  guint16 sw;

  if (self->session == NULL || !card_session_unwrap (self->session, wrapped, &inner, plain))
    {
      g_clear_pointer (&self->session, card_session_free);
      note (self, wrapped, TRUE, CARD_SW_OBJECTS);
      append_status (answer, CARD_SW_OBJECTS);
      return;
    }
  sw = obey (self, &inner, answer);
  note (self, &inner, TRUE, sw);
  if (is_plain_fault (self))
    {
      if (card_has_fault (self, "plain-status"))
        g_byte_array_set_size (answer, 0);
      append_status (answer, card_has_fault (self, "plain-status") ? CARD_SW_SECURITY : sw);
      return;
    }
  card_session_wrap (self->session, &inner, answer, sw);
  append_status (answer, sw);
  spoil_secure_answer (self, answer);
}

static void
obey_plain (Card *self, const CardCommand *command, GByteArray *answer)
{
  guint16 sw;

  /* Whoever speaks plainly gives the keys up (ICAO 9303-11 §9.8.3). */
  g_clear_pointer (&self->session, card_session_free);
  sw = obey (self, command, answer);
  note (self, command, FALSE, sw);
  append_status (answer, sw);
}

/* The first block of what is withheld, and 61xx when there is more (ISO/IEC 7816-4 §11.8.1). */
static void
hand_out (Card *self, gsize wanted, GByteArray *answer)
{
  gsize n = MIN (MIN (wanted, (gsize) SHORT_ANSWER), (gsize) self->withheld->len - 2);

  g_byte_array_append (answer, self->withheld->data, (guint) n);
  g_byte_array_remove_range (self->withheld, 0, (guint) n);
  if (self->withheld->len > 2)
    append_status (answer,
                   (guint16) (0x6100 | (MIN (self->withheld->len - 2, SHORT_ANSWER) & 0xFF)));
  else
    {
      g_byte_array_append (answer, self->withheld->data, 2);
      g_byte_array_set_size (self->withheld, 0);
    }
}

static void
withhold (Card *self, GByteArray *answer)
{
  if (answer->len <= 2)
    return;
  g_byte_array_set_size (self->withheld, 0);
  g_byte_array_append (self->withheld, answer->data, answer->len);
  g_byte_array_set_size (answer, 0);
  append_status (answer, (guint16) (0x6100 | (MIN (self->withheld->len - 2, SHORT_ANSWER) & 0xFF)));
}

/* Keeps the answer until the same command asks for exactly as many bytes. */
static void
correct_length (Card *self, const CardCommand *command, const guint8 *bytes, gsize length,
                GByteArray *answer)
{
  gsize n = answer->len - 2;

  if (n == 0 || n > SHORT_ANSWER || command->extended || command->expected == 0
      || command->expected == n)
    return;
  g_byte_array_set_size (self->withheld, 0);
  g_byte_array_append (self->withheld, answer->data, answer->len);
  g_byte_array_set_size (self->asked, 0);
  g_byte_array_append (self->asked, bytes, (guint) length - 1);
  g_byte_array_set_size (answer, 0);
  append_status (answer, (guint16) (0x6C00 | (n & 0xFF)));
}

static gboolean
is_asked_again (const Card *self, const CardCommand *command, const guint8 *bytes, gsize length)
{
  return self->withheld->len > 2 && self->asked->len == length - 1
         && memcmp (self->asked->data, bytes, length - 1) == 0
         && command->expected == self->withheld->len - 2;
}

static gboolean
answer_from_withheld (Card *self, const CardCommand *command, const guint8 *bytes, gsize length,
                      GByteArray *answer)
{
  if (card_profile_is (self->profile, "transport", "61") && command->ins == 0xC0
      && self->withheld->len > 2)
    {
      hand_out (self, command->expected, answer);
      return TRUE;
    }
  if (card_profile_is (self->profile, "transport", "6c")
      && is_asked_again (self, command, bytes, length))
    {
      hand_out (self, SHORT_ANSWER, answer);
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_gone (const Card *self)
{
  return card_has_fault (self, "gone")
         && self->commands > card_profile_get (self->profile, "after", 0);
}

/* Answers one command, status last. FALSE: the card has been taken away instead. */
gboolean
card_answer (Card *self, const guint8 *bytes, gsize length, GByteArray *answer)
{
  CardCommand command;

  self->commands++;
  if (is_gone (self))
    return FALSE;
  if (!card_command_parse (&command, bytes, length)
      || (command.extended && card_profile_is (self->profile, "extended", "no")))
    {
      append_status (answer, CARD_SW_LENGTH);
      return TRUE;
    }
  if (card_has_fault (self, "endless-61")
      && self->commands > card_profile_get (self->profile, "after", 0))
    {
      g_byte_array_append (answer, (const guint8 *) "\x30", 1);
      append_status (answer, 0x6110);
      return TRUE;
    }
  if (answer_from_withheld (self, &command, bytes, length, answer))
    return TRUE;
  if ((command.cla & 0x0C) == 0x0C)
    obey_secure (self, &command, answer);
  else
    obey_plain (self, &command, answer);
  if (self->next_session != NULL)
    {
      g_clear_pointer (&self->session, card_session_free);
      self->session = g_steal_pointer (&self->next_session);
    }
  if (card_profile_is (self->profile, "transport", "61"))
    withhold (self, answer);
  else if (card_profile_is (self->profile, "transport", "6c"))
    correct_length (self, &command, bytes, length, answer);

  return TRUE;
}

/* Forgets where every conversation stood, as a chip does without power. */
void
card_power (Card *self)
{
  self->in_application = FALSE;
  self->selected = 0;
  self->challenged = FALSE;
  self->agreed_protocol = 0;
  self->secure_answers = 0;
  g_clear_pointer (&self->session, card_session_free);
  g_clear_pointer (&self->next_session, card_session_free);
  card_end_pace (self);
  g_byte_array_set_size (self->withheld, 0);
  g_byte_array_set_size (self->asked, 0);
  g_byte_array_set_size (self->last_secure_answer, 0);
}

Card *
card_new (const char *folder, const char *const *changes, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "card.ini", NULL);
  CardProfile *profile = card_profile_load (path, changes, error);
  Card *self;

  if (profile == NULL)
    return NULL;
  self = g_new0 (Card, 1);
  self->folder = g_strdup (folder);
  self->profile = profile;
  self->files = card_files_load (folder, profile);
  self->last_secure_answer = g_byte_array_new ();
  self->withheld = g_byte_array_new ();
  self->asked = g_byte_array_new ();

  return self;
}

void
card_free (Card *self)
{
  card_power (self);
  card_files_free (self->files);
  card_profile_free (self->profile);
  g_byte_array_unref (self->last_secure_answer);
  g_byte_array_unref (self->withheld);
  g_byte_array_unref (self->asked);
  g_free (self->folder);
  g_free (self);
}
