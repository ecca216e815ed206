/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/procedure.h"

#include "procedure/read-parts.h"
#include "procedure/references.h"
#include "procedure/spelling.h"

#include <string.h>

#define FORMAT 1

struct _KioskProcedure
{
  grefcount references;
  KioskShelf *shelf; /* owns all that follows points at */
  KioskProcedureInfo info;

  /* by id */
  GHashTable *fields;
  GHashTable *questions;
  GHashTable *components;
};

static const char *const levels[] = { "commune", "province", "ministry", NULL };
static const char *const roles[] = { "file", "prepare", NULL };
static const char *const receipt_forms[] = { "01", "CT04", NULL };
static const char *const deliveries[] = { "counter", "post", "electronic", NULL };

static void
read_authority (KioskReader *reader, JsonObject *root, KioskProcedureInfo *info)
{
  JsonObject *authority
      = kiosk_reader_object (reader, root, "authority", "level agency receiving domain decision");
  JsonObject *domain;

  kiosk_reader_enter (reader, "authority", -1);
  domain = kiosk_reader_object (reader, authority, "domain", "code name");
  info->level = kiosk_reader_word (reader, authority, "level", levels);
  info->agency = kiosk_reader_text (reader, authority, "agency");
  info->receiving = kiosk_reader_text (reader, authority, "receiving");
  info->decision = kiosk_reader_string (reader, authority, "decision", kiosk_spelling_is_text);
  kiosk_reader_enter (reader, "domain", -1);
  info->domain_code = kiosk_reader_string (reader, domain, "code", kiosk_spelling_is_line);
  info->domain_name = kiosk_reader_text (reader, domain, "name");
  kiosk_reader_leave (reader);
  kiosk_reader_leave (reader);
}

static void
read_kiosk (KioskReader *reader, JsonObject *root, KioskProcedureInfo *info)
{
  JsonObject *kiosk = kiosk_reader_object (reader, root, "kiosk",
                                           "role offline receipt_form explain? left_to_do");

  kiosk_reader_enter (reader, "kiosk", -1);
  info->role = kiosk_reader_word (reader, kiosk, "role", roles);
  info->offline = kiosk_reader_boolean (reader, kiosk, "offline", FALSE);
  info->receipt_form
      = receipt_forms[kiosk_reader_word (reader, kiosk, "receipt_form", receipt_forms)];
  info->explain = kiosk_reader_text (reader, kiosk, "explain");
  info->left_to_do = kiosk_reader_list (reader, kiosk, "left_to_do", &kiosk_read_left_to_do);
  if (info->role == KIOSK_ROLE_PREPARE && info->explain == NULL)
    kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_SHAPE,
                       "a procedure that is only prepared here needs explain");
  kiosk_reader_leave (reader);
}

static void
read_result (KioskReader *reader, JsonObject *root, KioskProcedureInfo *info)
{
  JsonObject *result
      = kiosk_reader_object (reader, root, "result", "name code? originals? delivery");

  kiosk_reader_enter (reader, "result", -1);
  info->result = kiosk_reader_text (reader, result, "name");
  info->result_code = kiosk_reader_string (reader, result, "code", kiosk_spelling_is_line);
  info->result_originals = (guint) kiosk_reader_integer (reader, result, "originals", 0, 100);
  info->delivery = kiosk_read_bits (reader, result, "delivery", deliveries);
  kiosk_reader_leave (reader);
}

static void
read_root (KioskReader *reader, JsonObject *root, KioskProcedureInfo *info)
{
  info->code = kiosk_reader_string (reader, root, "code", kiosk_spelling_is_code);
  info->version = (guint) kiosk_reader_integer (reader, root, "version", 1, 1000000);
  info->title = kiosk_reader_text (reader, root, "title");
  info->plain = kiosk_reader_text (reader, root, "plain");
  info->summary = kiosk_reader_text (reader, root, "summary");
  info->keywords = kiosk_reader_strings (reader, root, "keywords", 0, kiosk_spelling_is_line);
  info->groups = kiosk_reader_strings (reader, root, "groups", 1, kiosk_spelling_is_id);
  info->who = kiosk_reader_texts (reader, root, "who");
  read_authority (reader, root, info);
  info->channels = kiosk_read_bits (reader, root, "channels", kiosk_channel_words);
  read_kiosk (reader, root, info);
  info->times = kiosk_reader_list (reader, root, "times", &kiosk_read_times);
  info->fees = kiosk_reader_list (reader, root, "fees", &kiosk_read_fees);
  info->questions = kiosk_reader_list (reader, root, "questions", &kiosk_read_questions);
  info->components = kiosk_reader_list (reader, root, "documents", &kiosk_read_components);
  info->steps = kiosk_reader_list (reader, root, "steps", &kiosk_read_steps);
  read_result (reader, root, info);
  info->basis = kiosk_reader_strings (reader, root, "basis", 1, kiosk_spelling_is_text);
  info->notes = kiosk_reader_texts (reader, root, "notes");
}

static gboolean
read_definition (KioskProcedure *self, const char *data, gsize length, GError **error)
{
  g_autoptr (KioskReader) reader = kiosk_reader_new (self->shelf);
  JsonObject *root = kiosk_reader_open (
      reader, data, length,
      "format code version title plain summary keywords groups who authority channels kiosk "
      "times fees questions documents steps result basis notes");

  /* A file for a newer kiosk may have members we do not know: say so rather than complain of them. */
  if (root != NULL && kiosk_reader_has (root, "format"))
    {
      g_autoptr (KioskReader) first = kiosk_reader_new (self->shelf);
      JsonNode *format = json_object_get_member (root, "format");

      if (JSON_NODE_HOLDS_VALUE (format) && json_node_get_value_type (format) == G_TYPE_INT64
          && json_node_get_int (format) > FORMAT)
        {
          kiosk_reader_fail (first, KIOSK_PROCEDURE_ERROR_FORMAT,
                             "format %" G_GINT64_FORMAT " is newer than this kiosk; update it",
                             json_node_get_int (format));
          return kiosk_reader_finish (first, error);
        }
    }
  (void) kiosk_reader_integer (reader, root, "format", FORMAT, FORMAT);
  read_root (reader, root, &self->info);

  return kiosk_reader_finish (reader, error);
}

/* Every struct of an array begins with its id. */
static void
index_by_id (GHashTable *table, const GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      gpointer item = g_ptr_array_index (items, i);

      g_hash_table_insert (table, *(gpointer *) item, item);
    }
}

static void
index_all (KioskProcedure *self)
{
  index_by_id (self->questions, self->info.questions);
  index_by_id (self->components, self->info.components);
  for (guint i = 0; i < self->info.steps->len; i++)
    index_by_id (self->fields, ((KioskStep *) g_ptr_array_index (self->info.steps, i))->fields);
}

/**
 * kiosk_procedure_parse:
 * @data: (array length=length): the text of a definition
 * @length: its length in bytes, or -1 when it is zero-terminated
 * @error: return location; the message names the member
 *
 * Says the same as assets/procedures/procedure.schema.json, and more: that what is named is there.
 * Names of groups and of shared lists are checked by kiosk_catalogue_load(), which knows them.
 *
 * Returns: (transfer full) (nullable): the procedure
 */
KioskProcedure *
kiosk_procedure_parse (const char *data, gssize length, GError **error)
{
  g_autoptr (KioskProcedure) self = NULL;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_new0 (KioskProcedure, 1);
  g_ref_count_init (&self->references);
  self->shelf = kiosk_shelf_new ();
  self->fields = g_hash_table_new (g_str_hash, g_str_equal);
  self->questions = g_hash_table_new (g_str_hash, g_str_equal);
  self->components = g_hash_table_new (g_str_hash, g_str_equal);

  if (!read_definition (self, data, length < 0 ? strlen (data) : (gsize) length, error))
    return NULL;
  if (!kiosk_references_check (&self->info, error))
    return NULL;
  index_all (self);

  return g_steal_pointer (&self);
}

/**
 * kiosk_procedure_ref:
 * @self: a procedure
 *
 * Returns: (transfer full): @self
 */
KioskProcedure *
kiosk_procedure_ref (KioskProcedure *self)
{
  g_ref_count_inc (&self->references);

  return self;
}

/**
 * kiosk_procedure_unref:
 * @self: (transfer full): a procedure
 *
 * What kiosk_procedure_get_info() gave goes with the last reference.
 */
void
kiosk_procedure_unref (KioskProcedure *self)
{
  if (!g_ref_count_dec (&self->references))
    return;

  g_hash_table_unref (self->fields);
  g_hash_table_unref (self->questions);
  g_hash_table_unref (self->components);
  kiosk_shelf_free (self->shelf);
  g_free (self);
}

/**
 * kiosk_procedure_get_info:
 * @self: a procedure
 *
 * Returns: (transfer none): all of it; no array is %NULL
 */
const KioskProcedureInfo *
kiosk_procedure_get_info (const KioskProcedure *self)
{
  return &self->info;
}

/**
 * kiosk_procedure_find_field:
 * @self: a procedure
 * @id: an answer
 *
 * Returns: (transfer none) (nullable): the field, %NULL when the answer is a question's or nobody's
 */
const KioskField *
kiosk_procedure_find_field (const KioskProcedure *self, const char *id)
{
  return g_hash_table_lookup (self->fields, id);
}

/**
 * kiosk_procedure_find_question:
 * @self: a procedure
 * @id: an answer
 *
 * Returns: (transfer none) (nullable): the question, %NULL when the answer is a field's or nobody's
 */
const KioskQuestion *
kiosk_procedure_find_question (const KioskProcedure *self, const char *id)
{
  return g_hash_table_lookup (self->questions, id);
}

/**
 * kiosk_procedure_find_component:
 * @self: a procedure
 * @id: a component of the dossier
 *
 * Returns: (transfer none) (nullable): the component
 */
const KioskComponent *
kiosk_procedure_find_component (const KioskProcedure *self, const char *id)
{
  return g_hash_table_lookup (self->components, id);
}
