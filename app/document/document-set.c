/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-document"

#include "document/document-set.h"

/* What there is of one component. */
typedef struct
{
  const KioskComponent *component;
  GPtrArray *pages; /* (element-type KioskScan) */
  gboolean at_counter;
} Folder;

/**
 * KioskDocumentSet:
 *
 * The captured pages of one dossier; says whether they satisfy the procedure.
 *
 * Pages of a component that no longer applies are kept: answers change back.
 */
struct _KioskDocumentSet
{
  GObject parent_instance;

  KioskProcedure *procedure; /* owned */
  GHashTable *folders;       /* (element-type utf8 Folder): by component id */
};

G_DEFINE_FINAL_TYPE (KioskDocumentSet, kiosk_document_set, G_TYPE_OBJECT)

G_DEFINE_QUARK (kiosk-document-error-quark, kiosk_document_error)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
folder_free (gpointer data)
{
  Folder *folder = data;

  g_ptr_array_unref (folder->pages);
  g_free (folder);
}

static Folder *
find_folder (KioskDocumentSet *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->folders, id) : NULL;
}

static void
emit_changed (KioskDocumentSet *self, const Folder *folder)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, folder->component->id);
}

/* The folder of @id, with a page at @page. */
static Folder *
find_page (KioskDocumentSet *self, const char *id, guint page, GError **error)
{
  Folder *folder = find_folder (self, id);

  if (folder != NULL && page < folder->pages->len)
    return folder;

  g_set_error (error, KIOSK_DOCUMENT_ERROR, KIOSK_DOCUMENT_ERROR_NO_SUCH_PAGE,
               "There is no page %u of component “%s”", page + 1, id != NULL ? id : "");
  return NULL;
}

static gboolean
check_size (KioskScan *scan, GError **error)
{
  gsize size = kiosk_secret_get_size (kiosk_scan_get_jpeg (scan));

  if (size <= KIOSK_SCAN_MAX_BYTES)
    return TRUE;

  g_set_error (error, KIOSK_DOCUMENT_ERROR, KIOSK_DOCUMENT_ERROR_TOO_BIG,
               "A page of %" G_GSIZE_FORMAT " bytes is over %d; compress it first", size,
               KIOSK_SCAN_MAX_BYTES);
  return FALSE;
}

static void
kiosk_document_set_finalize (GObject *object)
{
  KioskDocumentSet *self = KIOSK_DOCUMENT_SET (object);

  g_clear_pointer (&self->folders, g_hash_table_unref);
  g_clear_pointer (&self->procedure, kiosk_procedure_unref);

  G_OBJECT_CLASS (kiosk_document_set_parent_class)->finalize (object);
}

static void
kiosk_document_set_class_init (KioskDocumentSetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_document_set_finalize;

  /**
   * KioskDocumentSet::changed:
   * @self: the set
   * @component_id: the component whose pages or state are others now
   */
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", KIOSK_TYPE_DOCUMENT_SET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
kiosk_document_set_init (KioskDocumentSet *self)
{
  self->folders = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, folder_free);
}

/**
 * kiosk_document_set_new:
 * @procedure: says which components there are
 *
 * Returns: (transfer full): a set with no pages
 */
KioskDocumentSet *
kiosk_document_set_new (KioskProcedure *procedure)
{
  KioskDocumentSet *self;
  const GPtrArray *components;

  g_return_val_if_fail (procedure != NULL, NULL);

  self = g_object_new (KIOSK_TYPE_DOCUMENT_SET, NULL);
  self->procedure = kiosk_procedure_ref (procedure);
  components = kiosk_procedure_get_info (procedure)->components;
  for (guint i = 0; i < components->len; i++)
    {
      Folder *folder = g_new0 (Folder, 1);

      folder->component = g_ptr_array_index (components, i);
      folder->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_scan_unref);
      g_hash_table_insert (self->folders, (gpointer) folder->component->id, folder);
    }

  return self;
}

/**
 * kiosk_document_set_list:
 * @self: a set
 * @lookup: gives the answers
 * @user_data: for @lookup
 *
 * Returns: (transfer container) (element-type KioskComponent): the components that apply or may,
 *   in the order of the definition
 */
GPtrArray *
kiosk_document_set_list (KioskDocumentSet *self, KioskLookup lookup, gpointer user_data)
{
  const GPtrArray *all;
  GPtrArray *result = g_ptr_array_new ();

  g_return_val_if_fail (KIOSK_IS_DOCUMENT_SET (self), result);

  all = kiosk_procedure_get_info (self->procedure)->components;
  for (guint i = 0; i < all->len; i++)
    {
      KioskComponent *component = g_ptr_array_index (all, i);

      if (kiosk_condition_evaluate (component->when, lookup, user_data) != KIOSK_TRUTH_NO)
        g_ptr_array_add (result, component);
    }

  return result;
}

/**
 * kiosk_document_set_get_state:
 * @self: a set
 * @id: a component
 *
 * Returns: how it stands; pages count before «at the counter»
 */
KioskDocumentState
kiosk_document_set_get_state (KioskDocumentSet *self, const char *id)
{
  const Folder *folder;

  g_return_val_if_fail (KIOSK_IS_DOCUMENT_SET (self), KIOSK_DOCUMENT_OPEN);

  folder = find_folder (self, id);
  if (folder == NULL)
    return KIOSK_DOCUMENT_OPEN;
  if (folder->component->act == KIOSK_ACT_MADE)
    return KIOSK_DOCUMENT_MADE;
  if (folder->component->act == KIOSK_ACT_DATA)
    return KIOSK_DOCUMENT_NOT_NEEDED;
  if (folder->pages->len > 0)
    return KIOSK_DOCUMENT_SCANNED;

  return folder->at_counter ? KIOSK_DOCUMENT_AT_COUNTER : KIOSK_DOCUMENT_OPEN;
}

/**
 * kiosk_document_set_get_n_pages:
 * @self: a set
 * @id: a component
 *
 * Returns: how many pages there are of it
 */
guint
kiosk_document_set_get_n_pages (KioskDocumentSet *self, const char *id)
{
  const Folder *folder;

  g_return_val_if_fail (KIOSK_IS_DOCUMENT_SET (self), 0);

  folder = find_folder (self, id);

  return folder != NULL ? folder->pages->len : 0;
}

/**
 * kiosk_document_set_get_page:
 * @self: a set
 * @id: a component
 * @page: which, from 0
 *
 * Returns: (transfer none) (nullable): the page
 */
KioskScan *
kiosk_document_set_get_page (KioskDocumentSet *self, const char *id, guint page)
{
  Folder *folder;

  g_return_val_if_fail (KIOSK_IS_DOCUMENT_SET (self), NULL);

  folder = find_page (self, id, page, NULL);

  return folder != NULL ? g_ptr_array_index (folder->pages, page) : NULL;
}

/**
 * kiosk_document_set_add_page:
 * @self: a set
 * @id: a component
 * @scan: the page, referenced
 * @error: return location
 *
 * Puts the page last. A first page takes «I will hand it in at the counter» back.
 *
 * Returns: whether it was taken
 */
gboolean
kiosk_document_set_add_page (KioskDocumentSet *self, const char *id, KioskScan *scan,
                             GError **error)
{
  Folder *folder;

  g_return_val_if_fail (KIOSK_IS_DOCUMENT_SET (self) && scan != NULL, FALSE);

  folder = find_folder (self, id);
  if (folder == NULL || folder->component->act == KIOSK_ACT_MADE
      || folder->component->act == KIOSK_ACT_DATA)
    {
      g_set_error (error, KIOSK_DOCUMENT_ERROR, KIOSK_DOCUMENT_ERROR_NO_SUCH_PAGE,
                   "Component “%s” takes no pages", id != NULL ? id : "");
      return FALSE;
    }
  if (folder->pages->len >= folder->component->max_pages)
    {
      g_set_error (error, KIOSK_DOCUMENT_ERROR, KIOSK_DOCUMENT_ERROR_TOO_MANY_PAGES,
                   "Component “%s” takes at most %u pages", id, folder->component->max_pages);
      return FALSE;
    }
  if (!check_size (scan, error))
    return FALSE;

  g_ptr_array_add (folder->pages, kiosk_scan_ref (scan));
  folder->at_counter = FALSE;
  emit_changed (self, folder);
  return TRUE;
}

/**
 * kiosk_document_set_replace_page:
 * @self: a set
 * @id: a component
 * @page: which, from 0
 * @scan: the better page, referenced
 * @error: return location
 *
 * Returns: whether it was taken; the old page stays otherwise
 */
gboolean
kiosk_document_set_replace_page (KioskDocumentSet *self, const char *id, guint page,
                                 KioskScan *scan, GError **error)
{
  Folder *folder;

  g_return_val_if_fail (KIOSK_IS_DOCUMENT_SET (self) && scan != NULL, FALSE);

  folder = find_page (self, id, page, error);
  if (folder == NULL || !check_size (scan, error))
    return FALSE;

  kiosk_scan_ref (scan);
  kiosk_scan_unref (g_ptr_array_index (folder->pages, page));
  g_ptr_array_index (folder->pages, page) = scan;
  emit_changed (self, folder);
  return TRUE;
}

/**
 * kiosk_document_set_remove_page:
 * @self: a set
 * @id: a component
 * @page: which, from 0
 * @error: return location
 *
 * Returns: whether there was such a page
 */
gboolean
kiosk_document_set_remove_page (KioskDocumentSet *self, const char *id, guint page, GError **error)
{
  Folder *folder;

  g_return_val_if_fail (KIOSK_IS_DOCUMENT_SET (self), FALSE);

  folder = find_page (self, id, page, error);
  if (folder == NULL)
    return FALSE;

  g_ptr_array_remove_index (folder->pages, page);
  emit_changed (self, folder);
  return TRUE;
}

/**
 * kiosk_document_set_move_page:
 * @self: a set
 * @id: a component
 * @from: which, from 0
 * @to: where it is afterwards, from 0
 * @error: return location
 *
 * Returns: whether there were such pages
 */
gboolean
kiosk_document_set_move_page (KioskDocumentSet *self, const char *id, guint from, guint to,
                              GError **error)
{
  Folder *folder;
  gpointer scan;

  g_return_val_if_fail (KIOSK_IS_DOCUMENT_SET (self), FALSE);

  folder = find_page (self, id, MAX (from, to), error);
  if (folder == NULL)
    return FALSE;
  if (from == to)
    return TRUE;

  scan = g_ptr_array_steal_index (folder->pages, from);
  g_ptr_array_insert (folder->pages, (int) to, scan);
  emit_changed (self, folder);
  return TRUE;
}

/**
 * kiosk_document_set_set_at_counter:
 * @self: a set
 * @id: a component
 * @at_counter: whether the citizen will hand it in at the counter
 *
 * Pages already scanned go: the citizen said that they do not want to send them from here.
 */
void
kiosk_document_set_set_at_counter (KioskDocumentSet *self, const char *id, gboolean at_counter)
{
  Folder *folder;

  g_return_if_fail (KIOSK_IS_DOCUMENT_SET (self));

  folder = find_folder (self, id);
  if (folder == NULL || (folder->at_counter == at_counter && folder->pages->len == 0))
    return;

  folder->at_counter = at_counter;
  if (at_counter)
    g_ptr_array_set_size (folder->pages, 0);
  emit_changed (self, folder);
}

static gboolean
is_there (KioskDocumentSet *self, const KioskComponent *component)
{
  return kiosk_document_set_get_state (self, component->id) != KIOSK_DOCUMENT_OPEN;
}

/* Any paper of the group that applies or may will do, also one that is only possible. */
static gboolean
is_group_there (KioskDocumentSet *self, const GPtrArray *applying, const char *one_of)
{
  for (guint i = 0; i < applying->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (applying, i);

      if (g_strcmp0 (component->one_of, one_of) == 0 && is_there (self, component))
        return TRUE;
    }

  return FALSE;
}

/**
 * kiosk_document_set_is_complete:
 * @self: a set
 * @lookup: gives the answers
 * @user_data: for @lookup
 *
 * A component that only may apply is not waited for: the officer asks for it if it does.
 *
 * Returns: whether every component that applies is there, or promised at the counter
 */
gboolean
kiosk_document_set_is_complete (KioskDocumentSet *self, KioskLookup lookup, gpointer user_data)
{
  g_autoptr (GPtrArray) applying = NULL;

  g_return_val_if_fail (KIOSK_IS_DOCUMENT_SET (self), FALSE);

  applying = kiosk_document_set_list (self, lookup, user_data);
  for (guint i = 0; i < applying->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (applying, i);

      if (kiosk_condition_evaluate (component->when, lookup, user_data) != KIOSK_TRUTH_YES)
        continue;
      if (component->one_of != NULL ? !is_group_there (self, applying, component->one_of)
                                    : !is_there (self, component))
        return FALSE;
    }

  return TRUE;
}
