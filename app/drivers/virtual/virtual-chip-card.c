/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/virtual/virtual-chip-card.h"

#include "identity/chip/chip-reading-type.h"
#include "identity/personal-number.h"

#include <gio/gio.h>
#include <string.h>

#define DEFAULT_DELAY_MS 1200
#define MAX_DELAY_MS 60000
#define MAX_VALUE 400

/* Readings that a check refutes; the reading itself succeeds. */
#define NOT_GENUINE "card-data-not-genuine"
#define A_COPY "card-is-a-copy"

static void
refuse (GError **error, const char *member, const char *mend)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "chip.%s %s", member, mend);
}

static gboolean
find_field (const char *member, KioskIdField *field)
{
  if (g_str_equal (member, "expiry"))
    {
      *field = KIOSK_ID_FIELD_EXPIRY_DATE;
      return TRUE;
    }
  for (guint i = 0; i < KIOSK_ID_N_FIELDS; i++)
    if (i != KIOSK_ID_FIELD_EXPIRY_DATE
        && g_str_equal (member, kiosk_id_field_to_string ((KioskIdField) i)))
      {
        *field = (KioskIdField) i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
find_rung (const char *outcome, KioskAssurance *rung)
{
  for (guint i = KIOSK_ASSURANCE_CHIP; i <= KIOSK_ASSURANCE_GENUINE; i++)
    if (g_str_equal (outcome, kiosk_assurance_to_string ((KioskAssurance) i)))
      {
        *rung = (KioskAssurance) i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
find_error (const char *outcome, KioskChipReadingError *code)
{
  for (guint i = 0; i <= KIOSK_CHIP_READING_ERROR_INTERNAL; i++)
    if (g_str_equal (outcome, kiosk_chip_reading_error_to_string ((KioskChipReadingError) i)))
      {
        *code = (KioskChipReadingError) i;
        return TRUE;
      }

  return FALSE;
}

static void
judge (KioskChipReading *reading, KioskChipCheck check, KioskChipVerdict verdict,
       KioskChipReason reason)
{
  kiosk_chip_reading_judge (reading, check, verdict, reason);
}

/* Gives the verdicts that a chip of this rung would get. */
static void
judge_rung (KioskChipReading *reading, KioskAssurance rung)
{
  judge (reading, KIOSK_CHIP_CHECK_ACCESS, KIOSK_CHIP_PASSED, KIOSK_CHIP_REASON_NONE);
  judge (reading, KIOSK_CHIP_CHECK_ACTIVE_AUTHENTICATION, KIOSK_CHIP_NOT_OFFERED,
         KIOSK_CHIP_REASON_NONE);
  judge (reading, KIOSK_CHIP_CHECK_CHIP_AUTHENTICATION,
         rung >= KIOSK_ASSURANCE_GENUINE ? KIOSK_CHIP_PASSED : KIOSK_CHIP_NOT_OFFERED,
         KIOSK_CHIP_REASON_NONE);
  if (rung < KIOSK_ASSURANCE_SIGNED)
    {
      judge (reading, KIOSK_CHIP_CHECK_SIGNATURE, KIOSK_CHIP_NOT_TRIED,
             KIOSK_CHIP_REASON_UNSUPPORTED);
      return;
    }
  judge (reading, KIOSK_CHIP_CHECK_DATA_GROUPS, KIOSK_CHIP_PASSED, KIOSK_CHIP_REASON_NONE);
  judge (reading, KIOSK_CHIP_CHECK_SIGNATURE, KIOSK_CHIP_PASSED, KIOSK_CHIP_REASON_NONE);
  if (rung >= KIOSK_ASSURANCE_TRUSTED)
    judge (reading, KIOSK_CHIP_CHECK_ISSUER, KIOSK_CHIP_PASSED, KIOSK_CHIP_REASON_NONE);
  else
    judge (reading, KIOSK_CHIP_CHECK_ISSUER, KIOSK_CHIP_NOT_TRIED,
           KIOSK_CHIP_REASON_ISSUER_UNKNOWN);
}

static gboolean
take_outcome (KioskVirtualChipCard *self, const char *outcome, GError **error)
{
  KioskAssurance rung = KIOSK_ASSURANCE_TRUSTED;

  if (find_error (outcome, &self->error))
    {
      self->fails = TRUE;
      return TRUE;
    }
  self->reading = kiosk_chip_reading_new ();
  if (g_str_equal (outcome, NOT_GENUINE))
    judge (self->reading, KIOSK_CHIP_CHECK_DATA_GROUPS, KIOSK_CHIP_FAILED,
           KIOSK_CHIP_REASON_GROUP_CHANGED);
  else if (g_str_equal (outcome, A_COPY))
    judge (self->reading, KIOSK_CHIP_CHECK_CHIP_AUTHENTICATION, KIOSK_CHIP_FAILED,
           KIOSK_CHIP_REASON_NOT_PROVED);
  else if (!find_rung (outcome, &rung))
    {
      refuse (error, "outcome",
              "must be chip, signed, trusted, genuine, card-data-not-genuine, card-is-a-copy or "
              "why a reading fails");
      return FALSE;
    }
  judge_rung (self->reading, rung);

  return TRUE;
}

static gboolean
take_member (KioskVirtualChipCard *self, const char *member, JsonNode *node, GError **error)
{
  const char *text;
  KioskIdField field;

  if (g_str_equal (member, "delay_ms"))
    {
      gint64 delay
          = json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;

      if (delay < 0 || delay > MAX_DELAY_MS)
        {
          refuse (error, member, "must be a number of milliseconds, one minute at most");
          return FALSE;
        }
      self->delay_ms = (guint) delay;
      return TRUE;
    }
  text = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
  if (text == NULL || *text == '\0' || strlen (text) > MAX_VALUE)
    {
      refuse (error, member, "must be a text");
      return FALSE;
    }
  if (g_str_equal (member, "outcome"))
    return take_outcome (self, text, error);
  if (g_str_equal (member, "can"))
    {
      self->can = kiosk_access_key_new_can (text, NULL);
      if (self->can == NULL)
        refuse (error, member, "must be digits");
      return self->can != NULL;
    }
  if (!find_field (member, &field))
    {
      refuse (error, member, "is not known");
      return FALSE;
    }
  kiosk_id_document_set (self->document, field, text);

  return TRUE;
}

/* What the chip says gets the rung that the verdicts carry, as a real reading does. */
static void
finish_reading (KioskVirtualChipCard *self)
{
  KioskIdDocument *proved = kiosk_id_document_new (kiosk_chip_reading_find_rung (self->reading));

  for (guint i = 0; i < KIOSK_ID_N_FIELDS; i++)
    kiosk_id_document_set (proved, (KioskIdField) i,
                           kiosk_id_document_get (self->document, (KioskIdField) i));
  self->reading->document = proved;
}

static gboolean
finish (KioskVirtualChipCard *self, GError **error)
{
  const char *number = kiosk_id_document_get (self->document, KIOSK_ID_FIELD_NUMBER);
  const char *birth = kiosk_id_document_get (self->document, KIOSK_ID_FIELD_BIRTH_DATE);
  const char *expiry = kiosk_id_document_get (self->document, KIOSK_ID_FIELD_EXPIRY_DATE);

  if (number == NULL || !kiosk_personal_number_is_well_formed (number))
    {
      refuse (error, "number", "must be twelve digits");
      return FALSE;
    }
  if (birth != NULL && expiry != NULL)
    {
      self->dates = kiosk_access_key_new_qr (number, birth, expiry, NULL);
      if (self->dates == NULL)
        {
          refuse (error, "birth_date", "and expiry must be yyyy-mm-dd");
          return FALSE;
        }
    }
  if (self->dates == NULL && self->can == NULL)
    {
      refuse (error, "can", "or birth_date and expiry must be there: nothing opens the card");
      return FALSE;
    }
  if (!self->fails && self->reading == NULL && !take_outcome (self, "genuine", error))
    return FALSE;
  if (self->reading != NULL)
    finish_reading (self);

  return TRUE;
}

/**
 * kiosk_virtual_chip_card_parse:
 * @order: "number", what else the card says ("birth_date", "name", ... as kiosk_id_field_to_string()
 *   names it, but the date of expiry is "expiry"), "can", "outcome" (an assurance from "chip" on, or
 *   the name of what goes wrong; "genuine" without it) and "delay_ms"
 * @error: %G_IO_ERROR_INVALID_ARGUMENT, which names the member
 *
 * Returns: (transfer full): the card, or %NULL with @error set
 */
KioskVirtualChipCard *
kiosk_virtual_chip_card_parse (JsonObject *order, GError **error)
{
  g_autoptr (KioskVirtualChipCard) self = g_new0 (KioskVirtualChipCard, 1);
  g_autoptr (GList) members = NULL;

  g_return_val_if_fail (order != NULL, NULL);

  self->document = kiosk_id_document_new (KIOSK_ASSURANCE_CHIP);
  self->delay_ms = DEFAULT_DELAY_MS;
  members = json_object_get_members (order);
  for (GList *l = members; l != NULL; l = l->next)
    if (!take_member (self, l->data, json_object_get_member (order, l->data), error))
      return NULL;

  return finish (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * kiosk_virtual_chip_card_opens:
 * @self: a card
 * @key: what was given
 *
 * Returns: whether the chip opens with @key
 */
gboolean
kiosk_virtual_chip_card_opens (const KioskVirtualChipCard *self, KioskAccessKey *key)
{
  const KioskAccessKey *wanted
      = kiosk_access_key_get_kind (key) == KIOSK_ACCESS_KEY_CAN ? self->can : self->dates;

  return wanted != NULL
         && g_str_equal (kiosk_access_key_get_password (wanted),
                         kiosk_access_key_get_password (key));
}

/**
 * kiosk_virtual_chip_card_free:
 * @self: (transfer full): a card
 */
void
kiosk_virtual_chip_card_free (KioskVirtualChipCard *self)
{
  g_clear_object (&self->document);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->dates, kiosk_access_key_unref);
  g_clear_pointer (&self->can, kiosk_access_key_unref);
  g_free (self);
}
