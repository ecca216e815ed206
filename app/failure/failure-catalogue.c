/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-failure"

#include "failure/failure-catalogue.h"

#include "base/atomic-file.h"
#include "language/fold.h"
#include "language/text.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_FILE ((gsize) 512 * 1024)
#define MAX_DEPTH 8
#define FORMAT 1

/* The texts of an entry: one for each audience, and the title after them. */
#define TITLE (KIOSK_AUDIENCE_TECHNICIAN + 1)
#define N_TEXTS (TITLE + 1)

typedef struct
{
  const char *member;
  glong max; /* characters */
} TextRule;

/* What fits where it is shown: a banner, a card of the staff's list, a sheet, a title or a tag. */
static const TextRule text_rules[N_TEXTS] = {
  [KIOSK_AUDIENCE_CITIZEN] = { "citizen", 160 },
  [KIOSK_AUDIENCE_STAFF] = { "staff", 240 },
  [KIOSK_AUDIENCE_TECHNICIAN] = { "technician", 400 },
  [TITLE] = { "title", 60 },
};
static const TextRule cause_rule = { "cause", 160 };

static const char *const severities[] = {
  [KIOSK_SEVERITY_BLOCKING] = "blocking",
  [KIOSK_SEVERITY_WARNING] = "warning",
  [KIOSK_SEVERITY_INFORMATION] = "information",
  NULL,
};
static const char *const areas[] = {
  [KIOSK_AREA_CARD] = "card",
  [KIOSK_AREA_CODE] = "code",
  [KIOSK_AREA_CAMERA] = "camera",
  [KIOSK_AREA_SCANNER] = "scanner",
  [KIOSK_AREA_PRINTER] = "printer",
  [KIOSK_AREA_COURIER] = "courier",
  NULL,
};

typedef struct
{
  KioskText *texts[N_TEXTS]; /* (owned) (nullable): all or none */
  KioskFailureSeverity severity;
  KioskFailureArea area;
} Entry;

struct _KioskFailureCatalogue
{
  gatomicrefcount count;
  Entry entries[KIOSK_N_FAILURES];
};

G_DEFINE_QUARK (kiosk-failure-catalogue-error-quark, kiosk_failure_catalogue_error)

/* Always %FALSE, so that a reader can end with it. */
static gboolean
refuse (GError **error, const char *where, const char *member, const char *what)
{
  g_set_error (error, KIOSK_FAILURE_CATALOGUE_ERROR, KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED,
               "%s%s%s %s", where, *where == '\0' || *member == '\0' ? "" : ".", member, what);

  return FALSE;
}

/* json-glib goes as deep as the file does, on the stack. */
static gboolean
is_shallow (const char *data, gsize length)
{
  gboolean quoted = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (quoted && data[i] == '\\')
        i++;
      else if (data[i] == '"')
        quoted = !quoted;
      else if (!quoted && (data[i] == '{' || data[i] == '['))
        depth++;
      else if (!quoted && (data[i] == '}' || data[i] == ']') && depth > 0)
        depth--;
      if (depth > MAX_DEPTH)
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_members (JsonObject *object, const char *const *known, const char *where, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      return refuse (error, where, l->data, "is not known here; remove it or correct its spelling");

  return TRUE;
}

static const char *
take_string (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

static gboolean
take_word (JsonObject *object, const char *member, const char *const *words, guint *index)
{
  const char *word = take_string (object, member);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_strcmp0 (word, words[i]) == 0)
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
fits (const char *line, const TextRule *rule)
{
  g_autofree char *normal = line == NULL ? NULL : kiosk_normalize (line);

  return normal != NULL && *line != '\0' && g_str_equal (line, normal)
         && g_utf8_strlen (line, -1) <= rule->max;
}

/* Two or three small letters; by hand, because a thousand regular expressions are felt at the start. */
static gboolean
is_language (const char *code)
{
  gsize length = strlen (code);

  return (length == 2 || length == 3) && strspn (code, "abcdefghijklmnopqrstuvwxyz") == length;
}

static gboolean
read_saying (KioskText *text, JsonObject *sayings, const char *language, const TextRule *rule)
{
  const char *line = take_string (sayings, language);

  if (!is_language (language) || !fits (line, rule))
    return FALSE;
  kiosk_text_set (text, language, line);

  return TRUE;
}

static gboolean
read_text (KioskText **text, JsonObject *entry, const char *where, const TextRule *rule,
           GError **error)
{
  JsonNode *node = json_object_get_member (entry, rule->member);
  g_autofree char *path = g_strdup_printf ("%s.%s", where, rule->member);
  g_autofree char *tidy = g_strdup_printf ("must be one tidy line of at most %ld characters under "
                                           "the code of a language",
                                           rule->max);
  g_autoptr (KioskText) filled = kiosk_text_new ();
  g_autoptr (GList) languages = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, path, "", "must be an object of one text for each language");
  languages = json_object_get_members (json_node_get_object (node));
  for (GList *l = languages; l != NULL; l = l->next)
    if (!read_saying (filled, json_node_get_object (node), l->data, rule))
      return refuse (error, path, l->data, tidy);
  if (!kiosk_text_has (filled, "vi") || !kiosk_text_has (filled, "en"))
    return refuse (error, path, "", "must be said in Vietnamese and in English");
  *text = g_steal_pointer (&filled);

  return TRUE;
}

static gboolean
read_entry (KioskFailureCatalogue *self, JsonObject *object, GError **error)
{
  static const char *const known[]
      = { "name", "area", "severity", "cause", "title", "citizen", "staff", "technician", NULL };
  const char *name = take_string (object, "name");
  guint area = 0, severity = 0;
  KioskFailure failure;
  Entry *entry;

  if (!kiosk_failure_from_string (name, &failure))
    return refuse (error, name == NULL ? "an entry" : name, "name", "is no failure of this kiosk");
  entry = &self->entries[failure];
  if (entry->texts[TITLE] != NULL)
    return refuse (error, name, "", "is there twice");
  if (!check_members (object, known, name, error))
    return FALSE;
  if (!take_word (object, "area", areas, &area))
    return refuse (error, name, "area", "must be one of the six areas");
  if (!take_word (object, "severity", severities, &severity))
    return refuse (error, name, "severity", "must be blocking, warning or information");
  if (!fits (take_string (object, cause_rule.member), &cause_rule))
    return refuse (error, name, "cause", "must be one tidy line of at most 160 characters");
  entry->area = (KioskFailureArea) area;
  entry->severity = (KioskFailureSeverity) severity;
  for (guint i = 0; i < N_TEXTS; i++)
    if (!read_text (&entry->texts[i], object, name, &text_rules[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
read_entries (KioskFailureCatalogue *self, JsonArray *array, GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (error, "failures", "", "must be a list of objects");
      if (!read_entry (self, json_node_get_object (node), error))
        return FALSE;
    }

  for (guint i = 0; i < KIOSK_N_FAILURES; i++)
    if (self->entries[i].texts[TITLE] == NULL)
      {
        g_set_error (error, KIOSK_FAILURE_CATALOGUE_ERROR, KIOSK_FAILURE_CATALOGUE_ERROR_INCOMPLETE,
                     "The failure %s has no entry; add one",
                     kiosk_failure_to_string ((KioskFailure) i));
        return FALSE;
      }

  return TRUE;
}

static gboolean
read_root (KioskFailureCatalogue *self, JsonNode *root, GError **error)
{
  static const char *const known[] = { "$schema", "format", "failures", NULL };
  JsonObject *object;
  JsonNode *format, *failures;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return refuse (error, "the file", "", "must be one object");
  object = json_node_get_object (root);
  if (!check_members (object, known, "", error))
    return FALSE;
  if (json_object_has_member (object, "$schema") && take_string (object, "$schema") == NULL)
    return refuse (error, "$schema", "", "must be a text");
  format = json_object_get_member (object, "format");
  if (format == NULL || !JSON_NODE_HOLDS_VALUE (format)
      || json_node_get_value_type (format) != G_TYPE_INT64 || json_node_get_int (format) != FORMAT)
    return refuse (error, "format", "", "must be 1");
  failures = json_object_get_member (object, "failures");
  if (failures == NULL || !JSON_NODE_HOLDS_ARRAY (failures))
    return refuse (error, "failures", "", "must be a list of objects");

  return read_entries (self, json_node_get_array (failures), error);
}

/**
 * kiosk_failure_catalogue_parse:
 * @data: (array length=length): the catalogue as a text
 * @length: its length in bytes
 * @error: a #KioskFailureCatalogueError; the message names entry and member
 *
 * Takes nothing that is not known, and nothing that would not fit where it is shown.
 *
 * Returns: (transfer full): the catalogue, or %NULL with @error set
 */
KioskFailureCatalogue *
kiosk_failure_catalogue_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (KioskFailureCatalogue) self = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (length == 0 || length > MAX_FILE || !g_utf8_validate_len (data, length, NULL)
      || !is_shallow (data, length)
      || !json_parser_load_from_data (parser, data, (gssize) length, &local_error))
    {
      g_set_error (error, KIOSK_FAILURE_CATALOGUE_ERROR, KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED,
                   "The catalogue of failures is not JSON in UTF-8: %s",
                   local_error == NULL ? "it is empty, too large, too deep or has other bytes"
                                       : local_error->message);
      return NULL;
    }

  self = g_new0 (KioskFailureCatalogue, 1);
  g_atomic_ref_count_init (&self->count);
  if (!read_root (self, json_parser_get_root (parser), error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * kiosk_failure_catalogue_load:
 * @assets: the folder of assets; reads failures/failures.json in it
 * @error: a #KioskFailureCatalogueError
 *
 * Returns: (transfer full): the catalogue, or %NULL with @error set
 */
KioskFailureCatalogue *
kiosk_failure_catalogue_load (const char *assets, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local_error = NULL;
  gconstpointer data;
  gsize length;

  g_return_val_if_fail (assets != NULL, NULL);

  path = g_build_filename (assets, "failures", "failures.json", NULL);
  bytes = kiosk_file_read (path, MAX_FILE, &local_error);
  if (bytes == NULL)
    {
      g_set_error (error, KIOSK_FAILURE_CATALOGUE_ERROR, KIOSK_FAILURE_CATALOGUE_ERROR_MISSING,
                   "%s: %s", path, local_error->message);
      return NULL;
    }
  data = g_bytes_get_data (bytes, &length);

  return kiosk_failure_catalogue_parse (data, length, error);
}

/**
 * kiosk_failure_catalogue_ref:
 * @self: a catalogue
 *
 * Returns: (transfer full): the same catalogue
 */
KioskFailureCatalogue *
kiosk_failure_catalogue_ref (KioskFailureCatalogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->count);

  return self;
}

/**
 * kiosk_failure_catalogue_unref:
 * @self: (transfer full): a catalogue
 */
void
kiosk_failure_catalogue_unref (KioskFailureCatalogue *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->count))
    return;
  for (guint i = 0; i < KIOSK_N_FAILURES; i++)
    for (guint j = 0; j < N_TEXTS; j++)
      g_clear_pointer (&self->entries[i].texts[j], kiosk_text_free);
  g_free (self);
}

/**
 * kiosk_failure_catalogue_get:
 * @self: a catalogue
 * @failure: what happened
 * @audience: who is told
 * @language: the code of the language wanted; what is not said in it is said in Vietnamese
 *
 * Returns: (transfer none): what it means to them and what they do; never empty
 */
const char *
kiosk_failure_catalogue_get (const KioskFailureCatalogue *self, KioskFailure failure,
                             KioskFailureAudience audience, const char *language)
{
  g_return_val_if_fail (self != NULL, "");
  g_return_val_if_fail ((guint) failure < KIOSK_N_FAILURES, "");
  g_return_val_if_fail ((guint) audience < TITLE, "");

  return kiosk_text_get (self->entries[failure].texts[audience], language);
}

/**
 * kiosk_failure_catalogue_get_title:
 * @self: a catalogue
 * @failure: what happened
 * @language: as of kiosk_failure_catalogue_get()
 *
 * Returns: (transfer none): what is, in a few words, for a title, a tag or a row of a list
 */
const char *
kiosk_failure_catalogue_get_title (const KioskFailureCatalogue *self, KioskFailure failure,
                                   const char *language)
{
  g_return_val_if_fail (self != NULL, "");
  g_return_val_if_fail ((guint) failure < KIOSK_N_FAILURES, "");

  return kiosk_text_get (self->entries[failure].texts[TITLE], language);
}

/**
 * kiosk_failure_catalogue_get_severity:
 * @self: a catalogue
 * @failure: what happened
 *
 * Returns: whether the way goes on
 */
KioskFailureSeverity
kiosk_failure_catalogue_get_severity (const KioskFailureCatalogue *self, KioskFailure failure)
{
  g_return_val_if_fail (self != NULL, KIOSK_SEVERITY_BLOCKING);
  g_return_val_if_fail ((guint) failure < KIOSK_N_FAILURES, KIOSK_SEVERITY_BLOCKING);

  return self->entries[failure].severity;
}

/**
 * kiosk_failure_catalogue_get_area:
 * @self: a catalogue
 * @failure: what happened
 *
 * Returns: where it is met
 */
KioskFailureArea
kiosk_failure_catalogue_get_area (const KioskFailureCatalogue *self, KioskFailure failure)
{
  g_return_val_if_fail (self != NULL, KIOSK_AREA_CARD);
  g_return_val_if_fail ((guint) failure < KIOSK_N_FAILURES, KIOSK_AREA_CARD);

  return self->entries[failure].area;
}
