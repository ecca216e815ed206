/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "scripted-card.h"

#include <string.h>

typedef struct
{
  GByteArray *command;
  GByteArray *answer; /* (nullable): the transport fails */
  int code;
} Step;

struct _ScriptedCard
{
  GObject parent_instance;

  GQueue steps; /* (element-type Step) */
};

static void
step_free (gpointer data)
{
  Step *step = data;

  g_byte_array_unref (step->command);
  g_clear_pointer (&step->answer, g_byte_array_unref);
  g_free (step);
}

static gboolean
scripted_card_transmit (KioskCardTransport *transport, const guint8 *command, gsize length,
                        GByteArray *answer, GError **error)
{
  ScriptedCard *self = SCRIPTED_CARD (transport);
  Step *step = g_queue_pop_head (&self->steps);
  gboolean answers;

  g_assert_nonnull (step);
  g_assert_cmpmem (command, length, step->command->data, step->command->len);
  answers = step->answer != NULL;
  if (answers)
    g_byte_array_append (answer, step->answer->data, step->answer->len);
  else
    g_set_error_literal (error, KIOSK_CARD_TRANSPORT_ERROR, step->code, "as scripted");
  step_free (step);

  return answers;
}

static void
scripted_card_transport_init (KioskCardTransportInterface *iface)
{
  iface->transmit = scripted_card_transmit;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ScriptedCard, scripted_card, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_CARD_TRANSPORT,
                                                      scripted_card_transport_init))

static void
scripted_card_finalize (GObject *object)
{
  g_queue_clear_full (&SCRIPTED_CARD (object)->steps, step_free);

  G_OBJECT_CLASS (scripted_card_parent_class)->finalize (object);
}

static void
scripted_card_class_init (ScriptedCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scripted_card_finalize;
}

static void
scripted_card_init (ScriptedCard *self)
{
}

ScriptedCard *
scripted_card_new (void)
{
  return g_object_new (SCRIPTED_TYPE_CARD, NULL);
}

static void
add (ScriptedCard *self, const char *command, const char *answer, int code)
{
  Step *step = g_new0 (Step, 1);

  step->command = unhex (command);
  step->answer = answer != NULL ? unhex (answer) : NULL;
  step->code = code;
  g_queue_push_tail (&self->steps, step);
}

void
scripted_card_expect (ScriptedCard *self, const char *command, const char *answer)
{
  add (self, command, answer, 0);
}

void
scripted_card_break (ScriptedCard *self, const char *command, int code)
{
  add (self, command, NULL, code);
}

guint
scripted_card_get_n_left (ScriptedCard *self)
{
  return g_queue_get_length (&self->steps);
}

KioskChipChannel *
scripted_card_open (ScriptedCard *self)
{
  return kiosk_chip_channel_new (KIOSK_CARD_TRANSPORT (self));
}

static gboolean
draw_written (guint8 *bytes, gsize length, gpointer user_data)
{
  const char *const **next = user_data;
  g_autoptr (GByteArray) drawn = NULL;

  g_assert_nonnull (**next);
  drawn = unhex (*(*next)++);
  g_assert_cmpuint (drawn->len, ==, length);
  memcpy (bytes, drawn->data, length);

  return TRUE;
}

void
scripted_random_set (KioskChipChannel *channel, const char *const *draws)
{
  static const char *const *next;

  next = draws;
  kiosk_chip_channel_set_random (channel, draw_written, &next);
}

GByteArray *
unhex (const char *text)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; *text != '\0'; text++)
    {
      guint8 byte;

      if (g_ascii_isspace (*text))
        continue;
      g_assert_true (g_ascii_isxdigit (text[0]) && g_ascii_isxdigit (text[1]));
      byte = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));
      g_byte_array_append (bytes, &byte, 1);
      text++;
    }

  return bytes;
}
