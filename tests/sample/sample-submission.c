/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-submission.h"

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

static KioskSecret *
make_dossier (const char *id, gsize *number_at)
{
  g_autoptr (KioskDossierWriter) writer = kiosk_dossier_writer_new ();

  kiosk_dossier_writer_open_object (writer, NULL);
  kiosk_dossier_writer_add_integer (writer, "format", 1);
  kiosk_dossier_writer_add_text (writer, "id", id);
  kiosk_dossier_writer_open_object (writer, "identity");
  kiosk_dossier_writer_add_text (writer, "name", SAMPLE_NAME);
  kiosk_dossier_writer_add_text (writer, "number", SAMPLE_NUMBER);
  kiosk_dossier_writer_close (writer);
  *number_at = kiosk_dossier_writer_get_position (writer);
  kiosk_dossier_writer_add_text (writer, "tenant", sample_office_get ()->tenant);
  kiosk_dossier_writer_close (writer);
  return kiosk_dossier_writer_finish (writer);
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
  g_autoptr (GDateTime) now = kiosk_clock_now (clock);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_part_free);
  gsize number_at;
  g_autoptr (KioskSecret) dossier = make_dossier (minted, &number_at);
  KioskSubmissionFacts facts = {
    .id = minted,
    .procedure = "1.001193",
    .version = 1,
    .assurance = KIOSK_ASSURANCE_QR,
    .clock = "unknown",
    .created = now,
    .dossier = dossier,
    .number_at = number_at,
    .parts = parts,
  };

  for (guint i = 0; i < n_pages; i++)
    {
      g_autoptr (KioskSecret) page = make_page (i, page_size);

      g_ptr_array_add (parts, kiosk_part_new ("proof", i, page));
    }
  return kiosk_submission_new (&facts);
}

/** sample_office_get: the office of a kiosk that stands nowhere. */
const KioskOffice *
sample_office_get (void)
{
  static const KioskOffice office = { .kiosk = (char *) "KIOSK7", .tenant = (char *) "H99.018.02" };

  return &office;
}
