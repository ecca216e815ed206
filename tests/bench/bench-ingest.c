/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-ingest GATEWAY_FOLDER DEVICE COUNT AT_ONCE: commits COUNT submissions to the gateway that
 * serves from that folder, AT_ONCE at a time over as many kept-alive mutual TLS connections. Prints,
 * in microseconds and one a line, how long each took, then "total" and the time of all of them. */

#include "base/digest.h"
#include "base/identifier.h"
#include "base/seal.h"
#include "base/signature.h"
#include "wire/manifest.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct
{
  CURL *easy;
  gint64 began;
} Line;

typedef struct
{
  char *url; /* "https://localhost:PORT/v1/" */
  char *ca, *certificate, *key;
  KioskSigningKey *device;
  KioskIntakeKey *intake;
  const char *name;
  KioskClock *clock;
  char *chunk;
  struct curl_slist *headers;
} Bench;

static size_t
forget (char *data, size_t size, size_t n, void *user_data)
{
  return size * n;
}

static CURL *
new_line (const Bench *bench)
{
  CURL *easy = curl_easy_init ();

  curl_easy_setopt (easy, CURLOPT_CAINFO, bench->ca);
  curl_easy_setopt (easy, CURLOPT_SSLCERT, bench->certificate);
  curl_easy_setopt (easy, CURLOPT_SSLKEY, bench->key);
  curl_easy_setopt (easy, CURLOPT_CUSTOMREQUEST, "PUT");
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, bench->headers);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, forget);
  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);

  return easy;
}

static char *
make_envelope (const Bench *bench, char **id, gsize *length)
{
  g_autoptr (KioskManifest) manifest = kiosk_manifest_new ();
  g_autoptr (KioskSecret) secret = kiosk_seal_key_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) signature = NULL;
  guint8 raw[KIOSK_SIGNATURE_SIZE];

  *id = kiosk_uuid7_new (bench->clock);
  manifest->id = g_strdup (*id);
  manifest->device = g_strdup (bench->name);
  manifest->tenant = g_strdup ("H99.018.02");
  manifest->provisional = g_strdup_printf ("%s-261125-0001", bench->name);
  manifest->procedure = g_strdup ("1.001193");
  manifest->assurance = g_strdup ("qr");
  manifest->created = g_strdup ("2026-11-25T09:41:07+07:00");
  manifest->clock = g_strdup ("synchronised");
  manifest->boot_id = g_strdup ("0123abcd");
  manifest->intake_kid = g_strdup (kiosk_intake_key_get_id (bench->intake));
  manifest->sealed_key = kiosk_intake_key_seal (bench->intake, secret);
  manifest->device_kid = g_strdup (kiosk_signing_key_get_id (bench->device));
  g_ptr_array_add (kiosk_manifest_add_part (manifest, "dossier", 5)->chunks,
                   g_strdup (bench->chunk));
  bytes = kiosk_manifest_write (manifest);
  if (!kiosk_signing_key_sign (bench->device, g_bytes_get_data (bytes, NULL),
                               g_bytes_get_size (bytes), raw))
    exit (1);
  signature = g_bytes_new (raw, sizeof raw);

  return g_bytes_unref_to_data (kiosk_envelope_write (bytes, signature), length);
}

static void
expect (CURL *easy, CURLcode result)
{
  long status = 0;

  curl_easy_getinfo (easy, CURLINFO_RESPONSE_CODE, &status);
  if (result != CURLE_OK || status < 200 || status > 201)
    {
      fprintf (stderr, "bench-ingest: %s, status %ld\n", curl_easy_strerror (result), status);
      exit (1);
    }
}

static void
put_chunk (Bench *bench)
{
  CURL *easy = new_line (bench);
  g_autofree char *url = g_strdup_printf ("%schunks/%s", bench->url, bench->chunk);
  struct curl_slist *headers = curl_slist_append (NULL, "Content-Type: application/octet-stream");

  curl_easy_setopt (easy, CURLOPT_URL, url);
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (easy, CURLOPT_POSTFIELDS, "chunk");
  curl_easy_setopt (easy, CURLOPT_POSTFIELDSIZE, 5L);
  expect (easy, curl_easy_perform (easy));
  curl_easy_cleanup (easy);
  curl_slist_free_all (headers);
}

typedef struct
{
  char **urls;
  char **bodies;
  gsize *lengths;
  guint count, next, done;
} Work;

static void
begin (CURLM *multi, Line *line, Work *work)
{
  curl_easy_setopt (line->easy, CURLOPT_URL, work->urls[work->next]);
  curl_easy_setopt (line->easy, CURLOPT_POSTFIELDS, work->bodies[work->next]);
  curl_easy_setopt (line->easy, CURLOPT_POSTFIELDSIZE, (long) work->lengths[work->next]);
  curl_easy_setopt (line->easy, CURLOPT_PRIVATE, line);
  work->next++;
  line->began = g_get_monotonic_time ();
  curl_multi_add_handle (multi, line->easy);
}

static void
collect (CURLM *multi, Work *work, gboolean print)
{
  CURLMsg *message;
  int left;

  while ((message = curl_multi_info_read (multi, &left)) != NULL)
    {
      CURL *easy = message->easy_handle;
      Line *line;

      expect (easy, message->data.result);
      curl_easy_getinfo (easy, CURLINFO_PRIVATE, &line);
      if (print)
        printf ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - line->began);
      work->done++;
      curl_multi_remove_handle (multi, easy);
      if (work->next < work->count)
        begin (multi, line, work);
    }
}

static void
run_all (CURLM *multi, Line *lines, guint n_lines, Work *work, gboolean print)
{
  int running = 0;

  for (guint i = 0; i < n_lines && work->next < work->count; i++)
    begin (multi, &lines[i], work);
  while (work->done < work->count)
    {
      curl_multi_perform (multi, &running);
      collect (multi, work, print);
      if (work->done < work->count)
        curl_multi_poll (multi, NULL, 0, 1000, NULL);
    }
}

static void
make_work (const Bench *bench, Work *work, guint count)
{
  *work = (Work){
    g_new0 (char *, count + 1), g_new0 (char *, count + 1), g_new0 (gsize, count), count, 0, 0
  };
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *id = NULL;

      work->bodies[i] = make_envelope (bench, &id, &work->lengths[i]);
      work->urls[i] = g_strdup_printf ("%ssubmissions/%s", bench->url, id);
    }
}

static void
open_bench (Bench *bench, const char *folder, const char *name)
{
  g_autofree char *port_file = g_build_filename (folder, "port", NULL);
  g_autofree char *device = g_build_filename (folder, "kiosks", name, "device.key", NULL);
  g_autofree char *intake = g_build_filename (folder, "intake.pub", NULL);
  g_autofree char *port = NULL;

  if (!g_file_get_contents (port_file, &port, NULL, NULL))
    exit (2);
  bench->url = g_strdup_printf ("https://localhost:%s/v1/", g_strchomp (port));
  bench->ca = g_build_filename (folder, "tls", "ca.crt", NULL);
  bench->certificate = g_strdup_printf ("%s/tls/%s.crt", folder, name);
  bench->key = g_strdup_printf ("%s/tls/%s.key", folder, name);
  bench->device = kiosk_signing_key_load (device, NULL);
  bench->intake = kiosk_intake_key_load (intake, NULL);
  bench->name = name;
  bench->clock = kiosk_clock_new ();
  bench->chunk = kiosk_sha256_hex ("chunk", 5);
  bench->headers = curl_slist_append (NULL, "Content-Type: application/json");
  bench->headers = curl_slist_append (bench->headers, "Expect:");
  if (bench->device == NULL || bench->intake == NULL)
    exit (2);
}

int
main (int argc, char **argv)
{
  Bench bench = { NULL };
  Work warm, work;
  Line *lines;
  CURLM *multi;
  guint count, at_once;
  gint64 began;

  if (argc != 5)
    return 2;

  curl_global_init (CURL_GLOBAL_DEFAULT);
  count = (guint) atoi (argv[3]);
  at_once = (guint) atoi (argv[4]);
  open_bench (&bench, argv[1], argv[2]);
  put_chunk (&bench);
  multi = curl_multi_init ();
  curl_multi_setopt (multi, CURLMOPT_MAXCONNECTS, (long) at_once);
  lines = g_new0 (Line, at_once);
  for (guint i = 0; i < at_once; i++)
    lines[i].easy = new_line (&bench);

  /* Handshakes are not what is measured. */
  make_work (&bench, &warm, at_once);
  make_work (&bench, &work, count);
  run_all (multi, lines, at_once, &warm, FALSE);
  began = g_get_monotonic_time ();
  run_all (multi, lines, at_once, &work, TRUE);
  printf ("total %" G_GINT64_FORMAT "\n", g_get_monotonic_time () - began);

  return 0;
}
