/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/catalogue.h"

#include "base/atomic-file.h"
#include "procedure/json-gate.h"
#include "procedure/procedure-error.h"
#include "procedure/reader.h"
#include "procedure/spelling.h"

#include <string.h>

#define SCHEMA_SUFFIX ".schema.json"
#define MAX_PROCEDURES 20000

struct _KioskCatalogue
{
  grefcount references;
  KioskShelf *shelf;     /* owns groups, lists and their texts */
  GPtrArray *procedures; /* (element-type KioskProcedure): by code */
  GHashTable *by_code;
  const GPtrArray *groups; /* (element-type KioskGroup) */
  GHashTable *lists;       /* name: (element-type KioskListEntry) */
};

/* What the rules of one procedure are checked against. */
typedef struct
{
  KioskCatalogue *catalogue;
  KioskProcedure *procedure;
  GError *error; /* (nullable): the first fault */
} ListCheck;

/* One definition on its way; path is not owned. */
typedef struct
{
  const char *path;
  KioskProcedure *procedure; /* (nullable): until parsed, or with @error */
  GError *error;             /* (nullable) */
} Parsed;

typedef struct
{
  Parsed *all;
  guint n;
  int next; /* atomic */
} Parsing;

static gpointer
read_entry (KioskReader *reader, JsonObject *object)
{
  KioskListEntry *entry = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *entry);

  entry->id = kiosk_reader_string (reader, object, "id", kiosk_spelling_is_id);
  entry->text = kiosk_reader_text (reader, object, "text");

  return entry;
}

static gpointer
read_group (KioskReader *reader, JsonObject *object)
{
  KioskGroup *group = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *group);

  group->id = kiosk_reader_string (reader, object, "id", kiosk_spelling_is_id);
  group->name = kiosk_reader_text (reader, object, "text");
  group->icon = kiosk_reader_string (reader, object, "icon", kiosk_spelling_is_line);

  return group;
}

static const KioskItems entries = { 1, KIOSK_JSON_MAX_ITEMS, "id text", read_entry };
static const KioskItems groups = { 1, 50, "id text icon", read_group };

static gboolean
has_id (const GPtrArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (*(const char *const *) g_ptr_array_index (items, i), id))
      return TRUE;

  return FALSE;
}

static void
check_unique (KioskReader *reader, const GPtrArray *items)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    {
      const char *id = *(const char *const *) g_ptr_array_index (items, i);

      if (id != NULL && !g_hash_table_add (seen, (gpointer) id))
        kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_REFERENCE, "the id “%s” is there twice",
                           id);
    }
}

/* @path with its folder cut off is the name that the list must say it has. */
static gboolean
load_list (KioskCatalogue *self, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = kiosk_file_read (path, KIOSK_JSON_MAX_BYTES, error);
  g_autoptr (KioskReader) reader = NULL;
  g_autofree char *file = g_path_get_basename (path);
  gboolean is_groups = g_str_equal (file, "groups.json");
  const GPtrArray *items;
  const char *name;
  JsonObject *root;

  if (bytes == NULL)
    return FALSE;

  reader = kiosk_reader_new (self->shelf);
  root = kiosk_reader_open (reader, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                            "format name entries");
  (void) kiosk_reader_integer (reader, root, "format", 1, 1);
  name = kiosk_reader_string (reader, root, "name", kiosk_spelling_is_id);
  items = kiosk_reader_list (reader, root, "entries", is_groups ? &groups : &entries);
  check_unique (reader, items);
  file[strlen (file) - strlen (".json")] = '\0';
  if (name != NULL && !g_str_equal (name, file))
    kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_REFERENCE, "name must be that of the file");
  if (!kiosk_reader_finish (reader, error))
    return FALSE;

  if (is_groups)
    self->groups = items;
  else
    g_hash_table_insert (self->lists, (gpointer) name, (gpointer) items);
  return TRUE;
}

static void
check_comparison (KioskConditionKind kind, const char *answer, const GPtrArray *values,
                  gpointer user_data)
{
  ListCheck *check = user_data;
  const KioskField *field = kiosk_procedure_find_field (check->procedure, answer);
  const GPtrArray *list;

  if (field == NULL || field->kind != KIOSK_FIELD_LIST || check->error != NULL)
    return;

  list = g_hash_table_lookup (check->catalogue->lists, field->list);
  for (guint i = 0; i < values->len; i++)
    if (list == NULL || !has_id (list, g_ptr_array_index (values, i)))
      {
        check->error = g_error_new (KIOSK_PROCEDURE_ERROR, KIOSK_PROCEDURE_ERROR_REFERENCE,
                                    "a rule on “%s”: “%s” is not in the list “%s”", answer,
                                    (char *) g_ptr_array_index (values, i), field->list);
        return;
      }
}

static void
check_field (ListCheck *check, const KioskField *field)
{
  const GPtrArray *list;

  kiosk_condition_foreach (field->when, check_comparison, check);
  if (field->list == NULL || check->error != NULL)
    return;

  list = g_hash_table_lookup (check->catalogue->lists, field->list);
  if (list == NULL)
    check->error = g_error_new (KIOSK_PROCEDURE_ERROR, KIOSK_PROCEDURE_ERROR_REFERENCE,
                                "field “%s”: there is no list “%s”", field->id, field->list);
  else if (field->initial != NULL && !has_id (list, field->initial))
    check->error = g_error_new (KIOSK_PROCEDURE_ERROR, KIOSK_PROCEDURE_ERROR_REFERENCE,
                                "field “%s”: initial “%s” is not in the list “%s”", field->id,
                                field->initial, field->list);
}

static void
check_fees (ListCheck *check, const GPtrArray *fees)
{
  for (guint i = 0; i < fees->len; i++)
    {
      const KioskFee *fee = g_ptr_array_index (fees, i);

      kiosk_condition_foreach (fee->when, check_comparison, check);
      for (guint k = 0; k < fee->exemptions->len; k++)
        kiosk_condition_foreach (
            ((const KioskExemption *) g_ptr_array_index (fee->exemptions, k))->when,
            check_comparison, check);
    }
}

#define CHECK_RULES(check, array, Type)                                                            \
  for (guint i = 0; i < (array)->len; i++)                                                         \
  kiosk_condition_foreach (((const Type *) g_ptr_array_index ((array), i))->when,                  \
                           check_comparison, (check))

/* What a procedure names outside of itself. */
static gboolean
check_procedure (KioskCatalogue *self, KioskProcedure *procedure, GError **error)
{
  const KioskProcedureInfo *info = kiosk_procedure_get_info (procedure);
  ListCheck check = { self, procedure, NULL };

  for (guint i = 0; i < info->groups->len; i++)
    if (!has_id (self->groups, g_ptr_array_index (info->groups, i)))
      {
        g_set_error (error, KIOSK_PROCEDURE_ERROR, KIOSK_PROCEDURE_ERROR_REFERENCE,
                     "groups[%u]: there is no group “%s”", i,
                     (char *) g_ptr_array_index (info->groups, i));
        return FALSE;
      }
  for (guint i = 0; i < info->steps->len; i++)
    {
      const KioskStep *step = g_ptr_array_index (info->steps, i);

      for (guint k = 0; k < step->fields->len; k++)
        check_field (&check, g_ptr_array_index (step->fields, k));
    }
  CHECK_RULES (&check, info->steps, KioskStep);
  CHECK_RULES (&check, info->components, KioskComponent);
  CHECK_RULES (&check, info->times, KioskTimeLimit);
  CHECK_RULES (&check, info->left_to_do, KioskLeftToDo);
  check_fees (&check, info->fees);

  if (check.error == NULL)
    return TRUE;
  g_propagate_error (error, check.error);
  return FALSE;
}

static gboolean
add_procedure (KioskCatalogue *self, const char *path, KioskProcedure *procedure, GError **error)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *wanted = NULL;
  const char *code;

  if (!check_procedure (self, procedure, error))
    return FALSE;

  /* The name of the file makes the code unique. */
  code = kiosk_procedure_get_info (procedure)->code;
  wanted = g_strconcat (code, ".json", NULL);
  if (!g_str_equal (file, wanted))
    {
      g_set_error (error, KIOSK_PROCEDURE_ERROR, KIOSK_PROCEDURE_ERROR_REFERENCE,
                   "code: is “%s”, so the file must be named “%s”", code, wanted);
      return FALSE;
    }

  g_hash_table_insert (self->by_code, (gpointer) code, procedure);
  g_ptr_array_add (self->procedures, kiosk_procedure_ref (procedure));
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of names, so that the first fault is the same on every machine. */
static GPtrArray *
list_folder (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL && paths->len < MAX_PROCEDURES)
    if (g_str_has_suffix (name, ".json") && !g_str_has_suffix (name, SCHEMA_SUFFIX)
        && name[0] != '.')
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);

  return g_steal_pointer (&paths);
}

static gboolean
load_lists (KioskCatalogue *self, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) paths = list_folder (folder, error);

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    if (!load_list (self, g_ptr_array_index (paths, i), error))
      {
        g_prefix_error (error, "%s: ", (char *) g_ptr_array_index (paths, i));
        return FALSE;
      }

  return paths != NULL;
}

static void
parse_one (Parsed *parsed)
{
  g_autoptr (GBytes) bytes = kiosk_file_read (parsed->path, KIOSK_JSON_MAX_BYTES, &parsed->error);

  if (bytes != NULL)
    parsed->procedure = kiosk_procedure_parse (g_bytes_get_data (bytes, NULL),
                                               (gssize) g_bytes_get_size (bytes), &parsed->error);
}

/* Definitions know nothing of each other until they are added, so both threads take whichever is
 * next. */
static gpointer
parse_next (gpointer data)
{
  Parsing *parsing = data;
  guint i;

  while ((i = (guint) g_atomic_int_add (&parsing->next, 1)) < parsing->n)
    parse_one (&parsing->all[i]);

  return NULL;
}

static gboolean
load_procedures (KioskCatalogue *self, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) paths = list_folder (folder, error);
  g_autofree Parsed *all = NULL;
  Parsing parsing = { 0 };
  GThread *beside;
  gboolean good = TRUE;

  if (paths == NULL)
    return FALSE;

  all = g_new0 (Parsed, MAX (paths->len, 1));
  for (guint i = 0; i < paths->len; i++)
    all[i].path = g_ptr_array_index (paths, i);
  parsing = (Parsing){ all, paths->len, 0 };
  beside = g_thread_new ("parse", parse_next, &parsing);
  parse_next (&parsing);
  g_thread_join (beside);

  for (guint i = 0; i < paths->len; i++)
    {
      if (good && all[i].procedure == NULL)
        g_propagate_error (error, g_steal_pointer (&all[i].error));
      if (good
          && (all[i].procedure == NULL
              || !add_procedure (self, all[i].path, all[i].procedure, error)))
        {
          g_prefix_error (error, "%s: ", all[i].path);
          good = FALSE;
        }
      g_clear_pointer (&all[i].procedure, kiosk_procedure_unref);
      g_clear_error (&all[i].error);
    }

  return good;
}

/**
 * kiosk_catalogue_load:
 * @assets: the folder of assets, with procedures/ and lists/ in it
 * @error: return location; the message names file and member
 *
 * One bad file fails the whole: a kiosk that offers nine of ten procedures looks as if it were whole.
 *
 * Returns: (transfer full) (nullable): all that this kiosk knows
 */
KioskCatalogue *
kiosk_catalogue_load (const char *assets, GError **error)
{
  g_autoptr (KioskCatalogue) self = g_new0 (KioskCatalogue, 1);
  g_autofree char *lists = g_build_filename (assets, "lists", NULL);
  g_autofree char *procedures = g_build_filename (assets, "procedures", NULL);

  g_ref_count_init (&self->references);
  self->shelf = kiosk_shelf_new ();
  self->groups = kiosk_shelf_add_array (self->shelf);
  self->lists = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->procedures = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_procedure_unref);

  if (!load_lists (self, lists, error) || !load_procedures (self, procedures, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * kiosk_catalogue_ref:
 * @self: a catalogue
 *
 * Returns: (transfer full): @self
 */
KioskCatalogue *
kiosk_catalogue_ref (KioskCatalogue *self)
{
  g_ref_count_inc (&self->references);

  return self;
}

/**
 * kiosk_catalogue_unref:
 * @self: (transfer full): a catalogue
 *
 * Groups and lists go with the last reference; a procedure someone holds stays.
 */
void
kiosk_catalogue_unref (KioskCatalogue *self)
{
  if (!g_ref_count_dec (&self->references))
    return;

  g_ptr_array_unref (self->procedures);
  g_hash_table_unref (self->by_code);
  g_hash_table_unref (self->lists);
  kiosk_shelf_free (self->shelf);
  g_free (self);
}

/**
 * kiosk_catalogue_get_all:
 * @self: a catalogue
 *
 * Returns: (transfer none) (element-type KioskProcedure): every procedure, in the order of codes
 */
const GPtrArray *
kiosk_catalogue_get_all (KioskCatalogue *self)
{
  return self->procedures;
}

/**
 * kiosk_catalogue_get_groups:
 * @self: a catalogue
 *
 * Returns: (transfer none) (element-type KioskGroup): the groups, in the order they are shown
 */
const GPtrArray *
kiosk_catalogue_get_groups (KioskCatalogue *self)
{
  return self->groups;
}

/**
 * kiosk_catalogue_find:
 * @self: a catalogue
 * @code: code of a procedure, such as "1.001193"
 *
 * Returns: (transfer none) (nullable): the procedure
 */
KioskProcedure *
kiosk_catalogue_find (KioskCatalogue *self, const char *code)
{
  return g_hash_table_lookup (self->by_code, code);
}

/**
 * kiosk_catalogue_get_list:
 * @self: a catalogue
 * @name: name of a shared list, such as "ethnicities"
 *
 * Returns: (transfer none) (element-type KioskListEntry) (nullable): its entries, in their order
 */
const GPtrArray *
kiosk_catalogue_get_list (KioskCatalogue *self, const char *name)
{
  return g_hash_table_lookup (self->lists, name);
}
