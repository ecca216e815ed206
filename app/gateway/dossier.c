/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/dossier.h"

#include "base/digest.h"
#include "gateway/config.h"
#include "wire/canonical.h"
#include "wire/manifest.h"
#include "wire/members.h"
#include "wire/strict.h"

#include <string.h>

#define MAX_DOSSIER (4 * 1024 * 1024)
#define MAX_DEPTH 16
#define MAX_DOCUMENTS 200
#define FORMAT 1

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_BAD_DOSSIER, "%s", why);
  return FALSE;
}

static void
page_free (KioskDossierPage *page)
{
  g_free (page->file);
  g_clear_pointer (&page->bytes, kiosk_secret_unref);
  g_free (page);
}

/**
 * kiosk_dossier_free:
 * @self: (transfer full) (nullable): a dossier
 */
void
kiosk_dossier_free (KioskDossier *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->text, kiosk_secret_unref);
  g_clear_pointer (&self->root, json_node_unref);
  g_ptr_array_unref (self->pages);
  g_free (self);
}

/* A chunk that is gone or has changed is our own disk's fault: the caller tries again later. */
static KioskSecret *
open_part (KioskBlobs *blobs, const KioskManifestPart *part, const KioskSecret *key, GError **error)
{
  g_autoptr (GByteArray) sealed = g_byte_array_sized_new ((guint) part->size);
  g_autoptr (GError) local = NULL;
  KioskSecret *plain;

  for (guint i = 0; i < part->chunks->len; i++)
    {
      g_autoptr (GBytes) chunk
          = kiosk_blobs_get (blobs, g_ptr_array_index (part->chunks, i), error);

      if (chunk == NULL)
        return NULL;
      g_byte_array_append (sealed, g_bytes_get_data (chunk, NULL),
                           (guint) g_bytes_get_size (chunk));
    }

  if (sealed->len != part->size)
    {
      refuse (error, "a part is not as long as the manifest says");
      return NULL;
    }

  plain = kiosk_unseal (key, sealed->data, sealed->len, &local);
  if (plain == NULL)
    refuse (error, "a part cannot be opened with the key of its submission");

  return plain;
}

static KioskSecret *
open_key (KioskIntakeKey *intake, const KioskManifest *manifest, GError **error)
{
  g_autoptr (GError) local = NULL;
  KioskSecret *key;
  gsize length;
  gconstpointer sealed = g_bytes_get_data (manifest->sealed_key, &length);

  if (!g_str_equal (manifest->intake_kid, kiosk_intake_key_get_id (intake)))
    {
      g_set_error (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG,
                   "sealed to intake key %s, this worker holds %s: run one with that key",
                   manifest->intake_kid, kiosk_intake_key_get_id (intake));
      return NULL;
    }

  key = kiosk_intake_key_open (intake, sealed, length, &local);
  if (key == NULL)
    refuse (error, "the sealed key does not open");

  return key;
}

static gboolean
has_text (JsonObject *object, const char *member, const char *expected)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_STRING
         && (expected == NULL || g_strcmp0 (json_node_get_string (node), expected) == 0);
}

static gboolean
has_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node);
}

/* The lists may be missing; when they are there they must be lists of objects. */
static gboolean
has_objects (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_DOCUMENTS)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      return FALSE;

  return TRUE;
}

static gboolean
check_head (JsonObject *object, const KioskManifest *manifest, GError **error)
{
  JsonObject *procedure;
  gint64 format;

  if (!kiosk_member_integer (object, "format", 1, G_MAXINT32, &format, NULL) || format != FORMAT)
    return refuse (error, "the dossier is of a format this program does not know");

  /* The manifest is signed and the dossier is not: they must speak of the same. */
  if (!has_text (object, "id", manifest->id) || !has_text (object, "kiosk", manifest->device)
      || !has_text (object, "tenant", manifest->tenant)
      || !has_text (object, "provisional", manifest->provisional))
    return refuse (error, "the dossier is not the one its manifest names");
  if (!has_text (object, "created", NULL) || !has_object (object, "procedure")
      || !has_object (object, "identity") || !has_object (object, "answers"))
    return refuse (error, "the dossier lacks created, procedure, identity or answers");

  procedure = json_object_get_object_member (object, "procedure");
  if (!has_text (procedure, "code", manifest->procedure) || !has_text (procedure, "title", NULL))
    return refuse (error, "the dossier is for another procedure than its manifest");
  if (!has_objects (object, "documents") || !has_objects (object, "fees")
      || !has_objects (object, "answer_texts") || !has_objects (object, "left_to_do"))
    return refuse (error, "documents, fees, answer_texts or left_to_do is not a list of objects");

  return TRUE;
}

static const char *
suffix_of (const KioskSecret *bytes)
{
  gsize length;
  const guint8 *data = kiosk_secret_get_data (bytes, &length);

  if (length > 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "jpg";
  if (length > 4 && memcmp (data, "%PDF", 4) == 0)
    return "pdf";

  return "bin";
}

typedef struct
{
  KioskDossier *dossier;
  const KioskManifest *manifest;
  KioskBlobs *blobs;
  const KioskSecret *key;
  gboolean *taken; /* which parts a page was named for */
} Opening;

static gboolean
open_page (Opening *opening, guint document, guint number, JsonNode *node, GError **error)
{
  const GPtrArray *parts = opening->manifest->parts;
  KioskDossierPage *page;
  JsonObject *object;
  gint64 part;
  g_autofree char *digest = NULL;
  gsize length;
  gconstpointer data;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "a page is not an object");
  object = json_node_get_object (node);
  if (!kiosk_member_integer (object, "part", 1, (gint64) parts->len - 1, &part, NULL)
      || opening->taken[part])
    return refuse (error, "a page names a part that is not there, or was named before");

  opening->taken[part] = TRUE;
  page = g_new0 (KioskDossierPage, 1);
  g_ptr_array_add (opening->dossier->pages, page);
  page->part = (guint) part;
  page->document = document;
  page->page = number + 1;
  page->bytes = open_part (opening->blobs, g_ptr_array_index (parts, part), opening->key, error);
  if (page->bytes == NULL)
    return FALSE;

  data = kiosk_secret_get_data (page->bytes, &length);
  digest = kiosk_sha256_hex (data, length);
  if (json_object_has_member (object, "sha256") && !has_text (object, "sha256", digest))
    return refuse (error, "a page is not the one the dossier names");

  page->file = g_strdup_printf ("part-%03u.%s", page->part, suffix_of (page->bytes));
  return TRUE;
}

static gboolean
open_pages (Opening *opening, GError **error)
{
  JsonObject *root = json_node_get_object (opening->dossier->root);
  JsonArray *documents = json_object_has_member (root, "documents")
                             ? json_object_get_array_member (root, "documents")
                             : NULL;

  for (guint i = 0; documents != NULL && i < json_array_get_length (documents); i++)
    {
      JsonObject *document = json_array_get_object_element (documents, i);
      JsonArray *pages;

      if (!json_object_has_member (document, "pages"))
        continue;
      if (!kiosk_member_array (document, "pages", 0, KIOSK_WIRE_MAX_PARTS, &pages, NULL))
        return refuse (error, "the pages of a document are not a list");
      for (guint j = 0; j < json_array_get_length (pages); j++)
        if (!open_page (opening, i, j, json_array_get_element (pages, j), error))
          return FALSE;
    }

  for (guint i = 1; i < opening->manifest->parts->len; i++)
    if (!opening->taken[i])
      return refuse (error, "a part belongs to no document");

  return TRUE;
}

/* What cannot be written again must be found before a number is spent on it. */
static gboolean
is_writable (JsonNode *root)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean ok = kiosk_canonical_append (text, root, NULL);

  kiosk_wipe (text->str, text->len);
  return ok;
}

/**
 * kiosk_dossier_parse:
 * @text: what a kiosk wrote
 * @manifest: what it signed
 * @error: return location, always %KIOSK_GATEWAY_ERROR_BAD_DOSSIER; quotes nothing
 *
 * Checks as much of a dossier as its text tells.
 *
 * Returns: (transfer full): the dossier, without its pages
 */
KioskDossier *
kiosk_dossier_parse (KioskSecret *text, const KioskManifest *manifest, GError **error)
{
  g_autoptr (KioskDossier) self = g_new0 (KioskDossier, 1);
  gsize length;
  const char *data = kiosk_secret_get_data (text, &length);

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) page_free);
  self->text = kiosk_secret_ref (text);
  self->root = kiosk_strict_parse (data, length, MAX_DEPTH, NULL);
  if (self->root == NULL || !JSON_NODE_HOLDS_OBJECT (self->root))
    {
      refuse (error, "the dossier is not a JSON object");
      return NULL;
    }
  if (!is_writable (self->root))
    {
      refuse (error, "the dossier has a number that is not whole");
      return NULL;
    }

  return check_head (json_node_get_object (self->root), manifest, error) ? g_steal_pointer (&self)
                                                                         : NULL;
}

static KioskDossier *
open_text (const Opening *opening, GError **error)
{
  KioskManifestPart *part = g_ptr_array_index (opening->manifest->parts, 0);
  g_autoptr (KioskSecret) text = NULL;

  if (part->size > MAX_DOSSIER)
    {
      refuse (error, "the dossier is over 4 MiB");
      return NULL;
    }

  text = open_part (opening->blobs, part, opening->key, error);

  return text != NULL ? kiosk_dossier_parse (text, opening->manifest, error) : NULL;
}

/**
 * kiosk_dossier_open:
 * @intake: the province's private key
 * @blobs: where the chunks are
 * @record: the submission
 * @error: return location; %KIOSK_GATEWAY_ERROR_BAD_DOSSIER when it can never be handed on, any
 *   other when it is worth another try. Says nothing of what is in the dossier.
 *
 * Opens and checks everything a submission consists of. What is in it was written by a kiosk of
 * ours, perhaps one that was tampered with: nothing in it becomes a path or a command.
 *
 * Returns: (transfer full): the dossier
 */
KioskDossier *
kiosk_dossier_open (KioskIntakeKey *intake, KioskBlobs *blobs, const KioskRecord *record,
                    GError **error)
{
  g_autoptr (KioskManifest) manifest = kiosk_manifest_parse (record->manifest, error);
  g_autoptr (KioskSecret) key = manifest != NULL ? open_key (intake, manifest, error) : NULL;
  g_autoptr (KioskDossier) self = NULL;
  gboolean taken[KIOSK_WIRE_MAX_PARTS] = { FALSE };
  Opening opening = { NULL, manifest, blobs, key, taken };

  self = key != NULL ? open_text (&opening, error) : NULL;
  opening.dossier = self;

  return self != NULL && open_pages (&opening, error) ? g_steal_pointer (&self) : NULL;
}
