/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/procedure-error.h"
#include "procedure/read-parts.h"
#include "procedure/spelling.h"

/* What the law asks of the citizen and of the office: papers, money, time, what is left to do. */

#define MAX_NUMBER G_GINT64_CONSTANT (1000000000000)
#define MAX_COUNT 100
#define MAX_TIME 1000

static const char *const acts[] = { "hand_in", "show", "made", "data", NULL };
static const char *const units[] = { "working_day", "working_hour", "day", "month", NULL };
static const char *const pers[] = { "case", "copy", "page", "person", NULL };
static const char *const fee_kinds[] = { "fee", "charge", NULL };

static guint
read_count (KioskReader *reader, JsonObject *object, const char *name)
{
  return (guint) kiosk_reader_integer (reader, object, name, 0, MAX_COUNT);
}

static gpointer
read_component (KioskReader *reader, JsonObject *object)
{
  KioskComponent *component
      = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *component);

  component->id = kiosk_reader_string (reader, object, "id", kiosk_spelling_is_id);
  component->code = kiosk_reader_string (reader, object, "code", kiosk_spelling_is_line);
  component->name = kiosk_reader_text (reader, object, "name");
  component->plain = kiosk_reader_text (reader, object, "plain");
  component->hint = kiosk_reader_text (reader, object, "hint");
  component->note = kiosk_reader_text (reader, object, "note");
  component->act = kiosk_reader_word (reader, object, "act", acts);
  component->originals = read_count (reader, object, "originals");
  component->copies = read_count (reader, object, "copies");
  component->max_pages = 10;
  if (kiosk_reader_has (object, "max_pages"))
    component->max_pages = (guint) kiosk_reader_integer (reader, object, "max_pages", 1, 50);
  component->scan = kiosk_reader_boolean (reader, object, "scan",
                                          component->act == KIOSK_ACT_HAND_IN
                                              || component->act == KIOSK_ACT_SHOW);
  component->where = kiosk_reader_text (reader, object, "where");
  if (component->where != NULL && component->act != KIOSK_ACT_HAND_IN
      && component->act != KIOSK_ACT_SHOW)
    kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_SHAPE,
                       "where is for papers that people hand in or show");
  component->one_of = kiosk_reader_string (reader, object, "one_of", kiosk_spelling_is_id);
  component->when = kiosk_read_condition (reader, object, "when");
  component->fact = kiosk_read_fact (reader, object);

  return component;
}

static gpointer
read_exemption (KioskReader *reader, JsonObject *object)
{
  KioskExemption *exemption
      = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *exemption);

  exemption->text = kiosk_reader_text (reader, object, "text");
  exemption->basis = kiosk_reader_string (reader, object, "basis", kiosk_spelling_is_text);
  exemption->when = kiosk_read_condition (reader, object, "when");

  return exemption;
}

static const KioskItems exemptions = { 0, 50, "text basis when?", read_exemption };

static gpointer
read_tier (KioskReader *reader, JsonObject *object)
{
  KioskFeeTier *tier = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *tier);

  tier->above = kiosk_reader_integer (reader, object, "above", 1, MAX_NUMBER);
  tier->amount = kiosk_reader_integer (reader, object, "amount", 0, MAX_NUMBER);

  return tier;
}

static const KioskItems tiers = { 0, 10, "above amount", read_tier };

static gpointer
read_fee (KioskReader *reader, JsonObject *object)
{
  KioskFee *fee = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *fee);

  fee->id = kiosk_reader_string (reader, object, "id", kiosk_spelling_is_id);
  fee->label = kiosk_reader_text (reader, object, "label");
  fee->note = kiosk_reader_text (reader, object, "note");
  fee->charge = kiosk_reader_word (reader, object, "kind", fee_kinds) == 1;
  fee->amount = -1; /* null: the province sets it */
  if (!json_object_get_null_member (object, "amount"))
    fee->amount = kiosk_reader_integer (reader, object, "amount", 0, MAX_NUMBER);
  fee->per = kiosk_reader_word (reader, object, "per", pers);
  fee->quantity = kiosk_reader_string (reader, object, "quantity", kiosk_spelling_is_id);
  fee->tiers = kiosk_reader_list (reader, object, "tiers", &tiers);
  if (kiosk_reader_has (object, "cap"))
    fee->cap = kiosk_reader_integer (reader, object, "cap", 1, MAX_NUMBER);
  fee->multiply = kiosk_reader_string (reader, object, "multiply", kiosk_spelling_is_id);
  fee->channel = kiosk_read_channel (reader, object);
  fee->from = kiosk_reader_string (reader, object, "from", kiosk_spelling_is_date);
  fee->to = kiosk_reader_string (reader, object, "to", kiosk_spelling_is_date);
  fee->basis = kiosk_reader_string (reader, object, "basis", kiosk_spelling_is_text);
  fee->when = kiosk_read_condition (reader, object, "when");
  fee->exemptions = kiosk_reader_list (reader, object, "exemptions", &exemptions);
  fee->fact = kiosk_read_fact (reader, object);

  return fee;
}

static guint
read_amount (KioskReader *reader, JsonObject *object, guint least)
{
  return (guint) kiosk_reader_integer (reader, object, "amount", least, MAX_TIME);
}

static gpointer
read_time (KioskReader *reader, JsonObject *object)
{
  KioskTimeLimit *limit = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *limit);
  JsonObject *second = kiosk_reader_object (reader, object, "second", "label amount unit");

  limit->id = kiosk_reader_string (reader, object, "id", kiosk_spelling_is_id);
  limit->label = kiosk_reader_text (reader, object, "label");
  limit->amount = read_amount (reader, object, 0);
  limit->unit = kiosk_reader_word (reader, object, "unit", units);
  limit->cutoff = kiosk_reader_string (reader, object, "cutoff", kiosk_spelling_is_clock);
  limit->channel = kiosk_read_channel (reader, object);
  limit->when = kiosk_read_condition (reader, object, "when");
  kiosk_reader_enter (reader, "second", -1);
  limit->second_label = kiosk_reader_text (reader, second, "label");
  limit->second_amount = read_amount (reader, second, 1);
  limit->second_unit = kiosk_reader_word (reader, second, "unit", units);
  kiosk_reader_leave (reader);
  limit->fact = kiosk_read_fact (reader, object);
  if (limit->amount == 0 && limit->unit != KIOSK_UNIT_WORKING_DAY)
    kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_SHAPE,
                       "amount 0 is the same working day, in no other unit");

  return limit;
}

static gpointer
read_left_to_do (KioskReader *reader, JsonObject *object)
{
  KioskLeftToDo *left = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *left);

  left->id = kiosk_reader_string (reader, object, "id", kiosk_spelling_is_id);
  left->text = kiosk_reader_text (reader, object, "text");
  left->where = kiosk_reader_text (reader, object, "where");
  left->when = kiosk_read_condition (reader, object, "when");

  return left;
}

const KioskItems kiosk_read_components = {
  0, 100,
  "id code name plain hint? act originals copies max_pages? scan? where? one_of? when? note? fact",
  read_component
};
const KioskItems kiosk_read_times
    = { 1, 50, "id label amount unit cutoff? channel? when? second? fact", read_time };
const KioskItems kiosk_read_fees
    = { 0, 100,
        "id label kind amount per quantity? tiers? cap? multiply? channel? from? to? when? "
        "exemptions basis note? fact",
        read_fee };
const KioskItems kiosk_read_left_to_do = { 0, 50, "id text where when?", read_left_to_do };
