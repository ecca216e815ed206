/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/read-parts.h"

#include "procedure/procedure-error.h"
#include "procedure/spelling.h"

#define CONDITION_MEMBERS "answer? in? not_in? at_least? all? any? not?"
#define MAX_NUMBER G_GINT64_CONSTANT (1000000000000)

const char *const kiosk_channel_words[] = { "direct", "online", "post", NULL };

static gpointer read_condition (KioskReader *reader, JsonObject *object);

static const KioskItems conditions = { 1, 50, CONDITION_MEMBERS, read_condition };

static const KioskCondition *
read_comparison (KioskReader *reader, JsonObject *object)
{
  KioskShelf *shelf = kiosk_reader_get_shelf (reader);
  const char *answer = kiosk_reader_string (reader, object, "answer", kiosk_spelling_is_id);
  const GPtrArray *values;
  gboolean in = kiosk_reader_has (object, "in");

  if (kiosk_reader_has (object, "at_least"))
    return kiosk_condition_new_at_least (
        shelf, answer, kiosk_reader_integer (reader, object, "at_least", -MAX_NUMBER, MAX_NUMBER));

  values = kiosk_reader_strings (reader, object, in ? "in" : "not_in", 1, kiosk_spelling_is_id);
  return kiosk_condition_new_in (shelf, in, answer, values);
}

static const KioskCondition *
read_not (KioskReader *reader, JsonObject *object)
{
  KioskShelf *shelf = kiosk_reader_get_shelf (reader);
  GPtrArray *parts = kiosk_shelf_add_array (shelf);

  g_ptr_array_add (parts, (gpointer) kiosk_read_condition (reader, object, "not"));

  return kiosk_condition_new_group (shelf, KIOSK_CONDITION_NOT, parts);
}

static gpointer
read_condition (KioskReader *reader, JsonObject *object)
{
  KioskShelf *shelf = kiosk_reader_get_shelf (reader);
  gboolean all = kiosk_reader_has (object, "all");
  guint n_members = json_object_get_size (object);
  const GPtrArray *parts;

  if (n_members == 2 && kiosk_reader_has (object, "answer") && !all
      && !kiosk_reader_has (object, "any") && !kiosk_reader_has (object, "not"))
    return (gpointer) read_comparison (reader, object);
  if (n_members == 1 && kiosk_reader_has (object, "not"))
    return (gpointer) read_not (reader, object);
  if (n_members != 1 || !(all || kiosk_reader_has (object, "any")))
    {
      kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_SHAPE,
                         "must be a comparison of one answer, or one of all, any, not");
      return NULL;
    }

  parts = kiosk_reader_list (reader, object, all ? "all" : "any", &conditions);
  if (parts->len == 0)
    return NULL;

  return (gpointer) kiosk_condition_new_group (
      shelf, all ? KIOSK_CONDITION_ALL : KIOSK_CONDITION_ANY, parts);
}

/**
 * kiosk_read_condition:
 * @reader: a reader
 * @object: where to look
 * @name: the member that holds the rule
 *
 * Returns: (transfer none) (nullable): the rule; %NULL when there is none
 */
const KioskCondition *
kiosk_read_condition (KioskReader *reader, JsonObject *object, const char *name)
{
  JsonObject *rule = kiosk_reader_object (reader, object, name, CONDITION_MEMBERS);
  const KioskCondition *condition;

  if (rule == NULL)
    return NULL;

  kiosk_reader_enter (reader, name, -1);
  condition = read_condition (reader, rule);
  kiosk_reader_leave (reader);

  return condition;
}

/**
 * kiosk_read_fact:
 * @reader: a reader
 * @object: what the fact is about
 *
 * Either it is known where it is written, or it says that it is not verified and why.
 *
 * Returns: where "fact" of @object says it comes from
 */
KioskFact
kiosk_read_fact (KioskReader *reader, JsonObject *object)
{
  JsonObject *fact = kiosk_reader_object (reader, object, "fact", "source? verified? reason?");
  KioskFact result = { .verified = TRUE };
  gboolean doubt = kiosk_reader_has (fact, "verified");

  kiosk_reader_enter (reader, "fact", -1);
  result.verified = kiosk_reader_boolean (reader, fact, "verified", TRUE);
  result.source = kiosk_reader_string (reader, fact, "source", kiosk_spelling_is_text);
  result.reason = kiosk_reader_string (reader, fact, "reason", kiosk_spelling_is_text);
  if (fact != NULL
      && (doubt ? result.verified || result.reason == NULL
                : result.source == NULL || result.reason != NULL))
    kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_SHAPE,
                       "must have a source, or be verified: false with a reason");
  kiosk_reader_leave (reader);

  return result;
}

/**
 * kiosk_read_channel:
 * @reader: a reader
 * @object: a fee or a time
 *
 * Returns: its channel; %KIOSK_CHANNEL_ANY when it names none
 */
KioskChannel
kiosk_read_channel (KioskReader *reader, JsonObject *object)
{
  if (!kiosk_reader_has (object, "channel"))
    return KIOSK_CHANNEL_ANY;

  return kiosk_reader_word (reader, object, "channel", kiosk_channel_words);
}

/**
 * kiosk_read_bits:
 * @reader: a reader
 * @object: where to look
 * @name: a list of at least one word
 * @words: (array zero-terminated=1): what it may say, in the order of an enumeration
 *
 * Returns: bit (1 << place in @words) for each
 */
guint
kiosk_read_bits (KioskReader *reader, JsonObject *object, const char *name,
                 const char *const *words)
{
  const GPtrArray *given = kiosk_reader_strings (reader, object, name, 1, kiosk_spelling_is_id);
  guint bits = 0;

  for (guint i = 0; i < given->len; i++)
    {
      const char *word = g_ptr_array_index (given, i);
      guint place = 0;

      while (words[place] != NULL && g_strcmp0 (words[place], word) != 0)
        place++;
      bits |= 1u << place;
      kiosk_reader_enter (reader, name, (int) i);
      if (words[place] == NULL)
        kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_SHAPE,
                           "is a word the format does not know");
      kiosk_reader_leave (reader);
    }

  return bits;
}
