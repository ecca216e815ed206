/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-receipt"

#include "receipt/sections.h"

#include "language/fold.h"

#include <string.h>

static gboolean
is_numbered (const KioskReceipt *self)
{
  return self->standing == KIOSK_STANDING_PREPARED || self->standing == KIOSK_STANDING_RECEIVED;
}

static gboolean
is_residence (const KioskReceipt *self)
{
  return g_strcmp0 (self->info->receipt_form, "CT04") == 0;
}

/* The zone of the kiosk, whatever the zone of the province's clock. */
static GDateTime *
here (const KioskReceipt *self, GDateTime *when)
{
  return g_date_time_to_timezone (when, g_date_time_get_timezone (self->facts->created));
}

static const KioskSaying *
say_title (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;

  switch (self->standing)
    {
    case KIOSK_STANDING_PREPARED:
      return kiosk_say (say, "receipt.title_prepared");
    case KIOSK_STANDING_RECEIVED:
      return kiosk_say (say, is_residence (self) ? "receipt.title_ct04" : "receipt.title_01");
    case KIOSK_STANDING_KEPT:
    case KIOSK_STANDING_SIGNED:
    default:
      return kiosk_say (say, "receipt.title_kept");
    }
}

static const KioskSaying *
say_state (KioskReceipt *self)
{
  static const char *const keys[] = {
    [KIOSK_STANDING_KEPT] = "receipt.state_kept",
    [KIOSK_STANDING_SIGNED] = "receipt.state_signed",
    [KIOSK_STANDING_PREPARED] = "receipt.state_prepared",
    [KIOSK_STANDING_RECEIVED] = "receipt.state_received",
  };

  return kiosk_say (&self->composer, keys[self->standing]);
}

static const KioskSaying *
say_explanation (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;
  g_autoptr (GDateTime) received = NULL;

  switch (self->standing)
    {
    case KIOSK_STANDING_KEPT:
      return kiosk_say (say, "receipt.text_kept");
    case KIOSK_STANDING_SIGNED:
      received = here (self, self->facts->received_at);
      return kiosk_say_with (say, "receipt.text_signed", "time", kiosk_say_clock (say, received),
                             "date", kiosk_say_day (say, received), NULL);
    case KIOSK_STANDING_PREPARED:
      return kiosk_say (say, "receipt.text_prepared");
    case KIOSK_STANDING_RECEIVED:
    default:
      return kiosk_say (say, "receipt.text_received");
    }
}

/* A small line over the title: which form of the law this is, and whose copy. */
static const KioskSaying *
say_form (KioskReceipt *self, gboolean wide)
{
  KioskComposer *say = &self->composer;
  const KioskSaying *form = NULL;

  if (self->standing != KIOSK_STANDING_RECEIVED)
    return NULL;

  form = kiosk_say (say, is_residence (self) ? "receipt.form_ct04" : "receipt.form_01");
  return wide ? kiosk_say_with (say, "receipt.form_for", "form", form, NULL)
              : kiosk_say_with (say, "receipt.form_small", "form", form, NULL);
}

static const KioskSaying *
say_machine (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;

  return kiosk_say_with (say, "receipt.machine", "kiosk",
                         kiosk_say_plain (say, self->office->kiosk), "time",
                         kiosk_say_clock (say, self->facts->created), "date",
                         kiosk_say_day (say, self->facts->created), NULL);
}

/* The right head of an official paper: state title, motto, place and date (Decree 30/2020/ND-CP). A
 * slip of the machine does not wear it. */
static const KioskSaying *
say_right_head (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *date = NULL;
  g_autofree char *month = NULL;
  g_autofree char *year = NULL;
  const KioskSaying *place = NULL;

  if (self->standing != KIOSK_STANDING_RECEIVED)
    return say_machine (self);

  day = here (self,
              self->facts->received_at != NULL ? self->facts->received_at : self->facts->created);
  date = g_date_time_format (day, "%d");
  month = g_date_time_format (day, "%m");
  year = g_date_time_format (day, "%Y");
  place = kiosk_say_with (say, "receipt.place_date", "place",
                          kiosk_say_text (say, self->office->place), "day",
                          kiosk_say_plain (say, date), "month", kiosk_say_plain (say, month),
                          "year", kiosk_say_plain (say, year), NULL);
  return kiosk_say_joined (say, kiosk_say (say, "receipt.state_head"), "\n", place);
}

static const KioskSaying *
say_number_label (KioskReceipt *self)
{
  return kiosk_say (&self->composer,
                    is_numbered (self) ? "receipt.official" : "receipt.provisional");
}

static void
add_copy_stamp (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;
  g_autofree char *count = g_strdup_printf ("%u", self->facts->copy);

  if (self->facts->copy > 0)
    kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_STATE,
                   kiosk_say_with (say, "receipt.copy", "n", kiosk_say_plain (say, count), NULL),
                   NULL);
}

/**
 * kiosk_receipt_add_head:
 * @self: a receipt
 *
 * Whose paper this is, what it is, and how far the dossier has come: before anything else.
 */
void
kiosk_receipt_add_head (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;
  const KioskSaying *centre = kiosk_say_text (say, self->office->centre);
  const KioskSaying *heads
      = kiosk_say_take (say, kiosk_upper (kiosk_text_get (self->office->parent, "vi")), NULL);
  const KioskSaying *number = kiosk_say_plain (say, is_numbered (self) ? self->facts->official
                                                                       : self->facts->provisional);
  const KioskSaying *narrow = kiosk_say_upper (say, centre);

  heads = kiosk_say_joined (say, heads, "\n",
                            kiosk_say_take (say, g_strdup (narrow->vietnamese), NULL));
  kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_OFFICE, narrow, say_machine (self));
  kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_OFFICE,
                 kiosk_say_take (say, g_strdup (heads->vietnamese), g_strdup (centre->also)),
                 say_right_head (self));
  kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_RULE, NULL, NULL);
  kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_TITLE, say_title (self), say_form (self, FALSE));
  add_copy_stamp (self);
  kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_STATE, say_state (self), NULL);

  if (self->facts->code_text != NULL)
    kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_QR,
                   kiosk_say_plain (say, self->facts->code_text), NULL);
  kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_TITLE, say_title (self), say_form (self, TRUE));
  if (self->standing != KIOSK_STANDING_RECEIVED)
    kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_STATE, say_state (self), NULL);
  kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_NUMBER, say_number_label (self), number);

  if (self->standing != KIOSK_STANDING_RECEIVED)
    kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_CENTRED, say_explanation (self), NULL);
  else if (self->facts->code_text != NULL)
    kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_CENTRED, kiosk_say (say, "receipt.track_here"),
                   NULL);
  kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_TEXT, say_explanation (self), NULL);
  kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_NUMBER, say_number_label (self), number);
}

static const char *
or_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static const KioskSaying *
say_given (KioskReceipt *self, const char *text)
{
  return text != NULL ? kiosk_say_plain (&self->composer, text)
                      : kiosk_say (&self->composer, "receipt.not_given");
}

static void
add_pair (KioskReceipt *self, KioskWhere where, const char *key, const KioskSaying *value)
{
  kiosk_compose (&self->composer, where, KIOSK_BLOCK_PAIR, kiosk_say (&self->composer, key), value);
}

static void
add_narrow_person (KioskReceipt *self, const char *name, const char *number,
                   const KioskSaying *identity)
{
  KioskComposer *say = &self->composer;

  add_pair (self, KIOSK_ON_NARROW, "receipt.procedure", kiosk_say_text (say, self->info->plain));
  add_pair (self, KIOSK_ON_NARROW, "receipt.procedure_code",
            kiosk_say_plain (say, self->info->code));
  if (or_null (name) != NULL)
    add_pair (self, KIOSK_ON_NARROW, "receipt.submitter", kiosk_say_masked (say, name, number));
  if (identity != NULL)
    add_pair (self, KIOSK_ON_NARROW, "receipt.identity", identity);
}

/* Only the official form says that somebody has taken the dossier in. */
static void
add_receiver (KioskReceipt *self, const char *name)
{
  KioskComposer *say = &self->composer;

  add_pair (self, KIOSK_ON_WIDE, "receipt.receiver", kiosk_say_text (say, self->office->centre));
  if (is_residence (self))
    add_pair (self, KIOSK_ON_WIDE, "receipt.agency", kiosk_say_text (say, self->info->agency));
  add_pair (self, KIOSK_ON_WIDE, "receipt.from",
            kiosk_say_with (say, "receipt.from_person", "name", kiosk_say_plain (say, name), NULL));
}

/**
 * kiosk_receipt_add_person:
 * @self: a receipt
 *
 * From whom, how that is known, and what is asked for. The roll masks name and number.
 */
void
kiosk_receipt_add_person (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;
  KioskIdDocument *card = kiosk_session_get_document (self->session);
  const char *name = card != NULL ? kiosk_id_document_get (card, KIOSK_ID_FIELD_NAME) : NULL;
  const char *number = card != NULL ? kiosk_id_document_get (card, KIOSK_ID_FIELD_NUMBER) : NULL;
  const char *address = kiosk_find_answer (self->form, "card.address", KIOSK_FIELD_ADDRESS);
  const char *phone = kiosk_find_answer (self->form, NULL, KIOSK_FIELD_PHONE);
  const char *email = kiosk_find_answer (self->form, NULL, KIOSK_FIELD_EMAIL);
  const KioskSaying *identity = NULL;
  g_autofree char *upper = NULL;

  if (or_null (name) == NULL)
    name = kiosk_find_answer (self->form, "card.name", KIOSK_FIELD_NAME);
  if (or_null (number) == NULL)
    number = kiosk_find_answer (self->form, "card.number", KIOSK_FIELD_ID_NUMBER);
  if (address == NULL && card != NULL)
    address = or_null (kiosk_id_document_get (card, KIOSK_ID_FIELD_ADDRESS));
  if (card != NULL)
    identity = kiosk_say_assurance (say, kiosk_id_document_get_assurance (card));
  upper = kiosk_upper (name != NULL ? name : "");

  add_narrow_person (self, name, number, identity);
  if (self->standing == KIOSK_STANDING_RECEIVED)
    add_receiver (self, upper);
  else
    add_pair (self, KIOSK_ON_WIDE, "receipt.submitter", kiosk_say_plain (say, upper));
  add_pair (self, KIOSK_ON_WIDE, "receipt.personal_number", say_given (self, or_null (number)));
  if (identity != NULL)
    kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_PAIR, kiosk_say (say, "receipt.identity"),
                   identity)
        ->beside
        = TRUE;
  add_pair (self, KIOSK_ON_WIDE, "receipt.address", say_given (self, or_null (address)));
  add_pair (self, KIOSK_ON_WIDE, "receipt.phone", say_given (self, phone));
  kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_PAIR, kiosk_say (say, "receipt.email"),
                 say_given (self, email))
      ->beside
      = TRUE;
  add_pair (self, KIOSK_ON_WIDE, "receipt.matter",
            kiosk_say_with (say, "receipt.matter_code", "title",
                            kiosk_say_text (say, self->info->title), "code",
                            kiosk_say_plain (say, self->info->code), NULL));
}

/* A number is dialled as it is read: it stands on one line. */
static const KioskSaying *
say_telephone (KioskReceipt *self)
{
  const char *number = self->office->telephone != NULL ? self->office->telephone : "";
  g_auto (GStrv) groups = g_strsplit (number, " ", -1);

  return kiosk_say_take (&self->composer, g_strjoinv ("\u00a0", groups), NULL);
}

static void
add_help (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;
  const KioskSaying *phone = say_telephone (self);

  kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_RULE, NULL, NULL);
  kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_CENTRED,
                 or_null (self->office->telephone) != NULL
                     ? kiosk_say_with (say, "receipt.help", "phone", phone, NULL)
                     : kiosk_say (say, "receipt.help_desk"),
                 NULL);
}

static void
add_signatures (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;
  KioskIdDocument *card = kiosk_session_get_document (self->session);
  const char *name = card != NULL ? kiosk_id_document_get (card, KIOSK_ID_FIELD_NAME) : NULL;
  const KioskSaying *submitter = kiosk_say (say, "receipt.signs_submitter");
  const KioskSaying *how = kiosk_say (say, "receipt.signs_by_hand");
  const KioskSaying *officer = kiosk_say (say, "receipt.signs_officer");
  const KioskSaying *digital = kiosk_say (say, "receipt.signs_digitally");
  g_autofree char *left = g_strdup_printf ("%s\n%s\n%s", submitter->vietnamese, how->vietnamese,
                                           name != NULL ? name : "");
  g_autofree char *right = g_strdup_printf ("%s\n%s", officer->vietnamese, digital->vietnamese);

  kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_SIGNATURES,
                 kiosk_say_take (say, g_strdup (left), g_strdup (submitter->also)),
                 kiosk_say_take (say, g_strdup (right), g_strdup (officer->also)));
}

/**
 * kiosk_receipt_add_end:
 * @self: a receipt
 *
 * How to follow the dossier, who helps, and on the official form who signs.
 */
void
kiosk_receipt_add_end (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;

  if (self->facts->code_text != NULL)
    {
      kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_DASHES, NULL, NULL);
      kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_QR,
                     kiosk_say_plain (say, self->facts->code_text),
                     kiosk_say (say, "receipt.scan_caption"));
      if (self->standing != KIOSK_STANDING_RECEIVED)
        kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_NOTE, kiosk_say (say, "receipt.track"),
                       kiosk_say (say, "receipt.track_how"));
    }
  add_help (self);
  if (self->standing == KIOSK_STANDING_RECEIVED)
    add_signatures (self);
  kiosk_compose (
      say, KIOSK_ON_WIDE, KIOSK_BLOCK_FOOT, kiosk_say_plain (say, say_machine (self)->vietnamese),
      or_null (self->office->telephone) != NULL ? kiosk_say_plain (
          say, kiosk_say_with (say, "receipt.ask", "phone", say_telephone (self), NULL)->vietnamese)
                                                : NULL);
}
