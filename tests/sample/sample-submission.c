/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-submission.h"

#include "base/digest.h"
#include "base/identifier.h"
#include "submission/dossier-writer.h"

#include <string.h>

static KioskSecret *
make_page (guint number, gsize size)
{
  g_autofree guint8 *page = g_malloc0 (MAX (size, 64));

  memcpy (page, SAMPLE_MAGIC, strlen (SAMPLE_MAGIC));
  for (gsize i = strlen (SAMPLE_MAGIC); i < size; i++)
    page[i] = (guint8) (i * 31 + number);
  return kiosk_secret_new (page, MAX (size, 64));
}

static void
write_pages (KioskDossierWriter *writer, const GPtrArray *parts)
{
  kiosk_dossier_writer_open_array (writer, "documents");
  kiosk_dossier_writer_open_object (writer, NULL);
  kiosk_dossier_writer_add_text (writer, "code", "");
  kiosk_dossier_writer_add_text (writer, "id", "proof");
  kiosk_dossier_writer_add_text (writer, "name", "Proof");
  kiosk_dossier_writer_open_array (writer, "pages");
  for (guint i = 0; i < parts->len; i++)
    {
      const KioskPart *part = g_ptr_array_index (parts, i);
      gsize length;
      gconstpointer data = kiosk_secret_get_data (part->plain, &length);
      g_autofree char *digest = kiosk_sha256_hex (data, length);

      kiosk_dossier_writer_open_object (writer, NULL);
      kiosk_dossier_writer_add_integer (writer, "part", i + 1);
      kiosk_dossier_writer_add_text (writer, "sha256", digest);
      kiosk_dossier_writer_close (writer);
    }
  kiosk_dossier_writer_close (writer);
  kiosk_dossier_writer_add_text (writer, "state", "scanned");
  kiosk_dossier_writer_close (writer);
  kiosk_dossier_writer_close (writer);
}

static KioskSecret *
make_dossier (const KioskSubmissionFacts *facts, gsize *number_at)
{
  g_autoptr (KioskDossierWriter) writer = kiosk_dossier_writer_new ();
  g_autofree char *created = g_date_time_format (facts->created, "%Y-%m-%dT%H:%M:%S%:z");

  kiosk_dossier_writer_open_object (writer, NULL);
  kiosk_dossier_writer_open_object (writer, "answers");
  kiosk_dossier_writer_close (writer);
  kiosk_dossier_writer_add_text (writer, "created", created);
  write_pages (writer, facts->parts);
  kiosk_dossier_writer_add_integer (writer, "format", 1);
  kiosk_dossier_writer_add_text (writer, "id", facts->id);
  kiosk_dossier_writer_open_object (writer, "identity");
  kiosk_dossier_writer_add_text (writer, "name", SAMPLE_NAME);
  kiosk_dossier_writer_add_text (writer, "number", SAMPLE_NUMBER);
  kiosk_dossier_writer_close (writer);
  kiosk_dossier_writer_add_text (writer, "kiosk", sample_office_get ()->kiosk);
  kiosk_dossier_writer_open_object (writer, "procedure");
  kiosk_dossier_writer_add_text (writer, "code", facts->procedure);
  kiosk_dossier_writer_add_text (writer, "title", "Sample");
  kiosk_dossier_writer_close (writer);
  *number_at = kiosk_dossier_writer_get_position (writer);
  kiosk_dossier_writer_add_text (writer, "tenant", sample_office_get ()->tenant);
  kiosk_dossier_writer_close (writer);
  return kiosk_dossier_writer_finish (writer);
}

static KioskSubmission *
make_submission (KioskClock *clock, KioskAssurance assurance, const char *id, GPtrArray *parts)
{
  g_autoptr (GDateTime) now = kiosk_clock_now (clock);
  g_autoptr (KioskSecret) dossier = NULL;
  KioskSubmissionFacts facts = {
    .id = id,
    .procedure = "1.001193",
    .version = 1,
    .assurance = assurance,
    .clock = "unknown",
    .created = now,
    .parts = parts,
  };

  facts.dossier = dossier = make_dossier (&facts, &facts.number_at);
  return kiosk_submission_new (&facts);
}

/**
 * sample_submission_new:
 * @clock: when it is made
 * @id: (nullable): its id, a new one when %NULL
 * @n_pages: how many pages go with it
 * @page_size: bytes of each
 */
KioskSubmission *
sample_submission_new (KioskClock *clock, const char *id, guint n_pages, gsize page_size)
{
  g_autofree char *minted = id != NULL ? g_strdup (id) : kiosk_uuid7_new (clock);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_part_free);

  for (guint i = 0; i < n_pages; i++)
    {
      g_autoptr (KioskSecret) page = make_page (i, page_size);

      g_ptr_array_add (parts, kiosk_part_new ("proof", i, page));
    }
  return make_submission (clock, KIOSK_ASSURANCE_QR, minted, parts);
}

/**
 * sample_submission_new_assured:
 * @clock: when it is made
 * @assurance: how far the identity was proved; that of sample_submission_new() is the printed code
 */
KioskSubmission *
sample_submission_new_assured (KioskClock *clock, KioskAssurance assurance)
{
  g_autofree char *id = kiosk_uuid7_new (clock);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_part_free);

  return make_submission (clock, assurance, id, parts);
}

/** sample_office_get: the office of a kiosk that stands nowhere. */
const KioskOffice *
sample_office_get (void)
{
  static const KioskOffice office = { .kiosk = (char *) "KIOSK7", .tenant = (char *) "H99.018.02" };

  return &office;
}
