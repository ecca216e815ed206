/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a kiosk would send, made from files: DIR/chunks/DIGEST, DIR/manifest.json and
 * DIR/envelope.json.
 *
 * The manifest is filled from HEAD, a dossier; what is sealed is DOSSIER, which may say other things.
 *
 * usage: make-submission --dir DIR --key DEVICE_KEY --intake INTAKE_PUB --head HEAD [--chunk BYTES]
 *          DOSSIER [PAGE...]
 */

#include "base/digest.h"
#include "base/seal.h"
#include "base/signature.h"
#include "wire/manifest.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

static void
write_file (const char *folder, const char *name, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
}

static void
add_part (KioskManifest *manifest, const KioskSecret *key, const char *kind, const char *path,
          const char *folder, gsize chunk_size)
{
  g_autofree char *plain = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = NULL;
  KioskManifestPart *part;
  gsize length;

  g_file_get_contents (path, &plain, &length, &error);
  g_assert_no_error (error);
  sealed = kiosk_seal (key, plain, length);
  part = kiosk_manifest_add_part (manifest, kind, g_bytes_get_size (sealed));
  for (gsize at = 0; at < g_bytes_get_size (sealed); at += chunk_size)
    {
      g_autoptr (GBytes) chunk
          = g_bytes_new_from_bytes (sealed, at, MIN (chunk_size, g_bytes_get_size (sealed) - at));
      char *digest = kiosk_sha256_hex (g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));

      g_ptr_array_add (part->chunks, digest);
      write_file (folder, digest, chunk);
    }
}

static char *
member (JsonParser *parser, const char *name)
{
  return g_strdup (
      json_object_get_string_member (json_node_get_object (json_parser_get_root (parser)), name));
}

int
main (int argc, char **argv)
{
  char *dir = NULL, *key_path = NULL, *intake_path = NULL, *head = NULL;
  int chunk_size = KIOSK_WIRE_MAX_CHUNK;
  const GOptionEntry entries[] = {
    { "dir", 0, 0, G_OPTION_ARG_FILENAME, &dir, NULL, NULL },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &key_path, NULL, NULL },
    { "intake", 0, 0, G_OPTION_ARG_FILENAME, &intake_path, NULL, NULL },
    { "head", 0, 0, G_OPTION_ARG_FILENAME, &head, NULL, NULL },
    { "chunk", 0, 0, G_OPTION_ARG_INT, &chunk_size, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskSigningKey) key = NULL;
  g_autoptr (KioskIntakeKey) intake = NULL;
  g_autoptr (KioskSecret) secret = kiosk_seal_key_new ();
  g_autoptr (KioskManifest) manifest = kiosk_manifest_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GBytes) envelope = NULL;
  g_autofree char *chunks = NULL;
  guint8 raw[KIOSK_SIGNATURE_SIZE];

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2 || !dir || !key_path
      || !intake_path || !head)
    return 2;

  key = kiosk_signing_key_load (key_path, &error);
  g_assert_no_error (error);
  intake = kiosk_intake_key_load (intake_path, &error);
  g_assert_no_error (error);
  json_parser_load_from_file (parser, head, &error);
  g_assert_no_error (error);

  manifest->id = member (parser, "id");
  manifest->device = member (parser, "kiosk");
  manifest->tenant = member (parser, "tenant");
  manifest->provisional = member (parser, "provisional");
  manifest->created = member (parser, "created");
  manifest->procedure = g_strdup (json_object_get_string_member (
      json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                     "procedure"),
      "code"));
  manifest->procedure_version = 1;
  manifest->assurance = g_strdup ("qr");
  manifest->clock = g_strdup ("synchronised");
  manifest->boot_id = g_strdup ("0123abcd");
  manifest->intake_kid = g_strdup (kiosk_intake_key_get_id (intake));
  manifest->sealed_key = kiosk_intake_key_seal (intake, secret);
  manifest->device_kid = g_strdup (kiosk_signing_key_get_id (key));

  chunks = g_build_filename (dir, "chunks", NULL);
  g_assert_cmpint (g_mkdir_with_parents (chunks, 0700), ==, 0);
  for (int i = 1; i < argc; i++)
    add_part (manifest, secret, i == 1 ? "dossier" : "page", argv[i], chunks, (gsize) chunk_size);

  bytes = kiosk_manifest_write (manifest);
  g_assert_true (
      kiosk_signing_key_sign (key, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), raw));
  signature = g_bytes_new (raw, sizeof raw);
  envelope = kiosk_envelope_write (bytes, signature);
  write_file (dir, "manifest.json", bytes);
  write_file (dir, "envelope.json", envelope);

  g_free (dir);
  g_free (key_path);
  g_free (intake_path);
  g_free (head);

  return 0;
}
