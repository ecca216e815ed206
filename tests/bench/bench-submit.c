/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-submit FOLDER N: prints, in microseconds and one a line, how long an append of a submission
 * with three pages of 200 kB takes, from frozen to durable. */

#include "base/identifier.h"
#include "outbox/outbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_PAGES 3
#define PAGE_BYTES (200 * 1024)
#define DOSSIER "{\"format\":1,\"padding\":\"%s\"}"

static KioskSecret *
make_page (GRand *rand)
{
  g_autofree guint8 *bytes = g_malloc (PAGE_BYTES);

  for (guint i = 0; i < PAGE_BYTES / 4; i++)
    ((guint32 *) bytes)[i] = g_rand_int (rand);

  return kiosk_secret_new (bytes, PAGE_BYTES);
}

static KioskSubmission *
make_submission (KioskClock *clock, KioskSecret *const pages[N_PAGES])
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *id = kiosk_uuid7_new (clock);
  g_autofree char *padding = g_strnfill (3000, 'x');
  g_autofree char *text = g_strdup_printf (DOSSIER, padding);
  g_autoptr (KioskSecret) dossier = kiosk_secret_new_text (text);
  g_autoptr (GDateTime) now = kiosk_clock_now (clock);
  KioskSubmissionFacts facts = {
    .id = id,
    .procedure = "1.004222",
    .version = 1,
    .clock = "unknown",
    .created = now,
    .dossier = dossier,
    .number_at = strlen ("{\"format\":1"),
    .parts = parts,
  };

  for (guint i = 0; i < N_PAGES; i++)
    {
      KioskPart *part = g_new0 (KioskPart, 1);

      part->kind = (char *) "page";
      part->component = (char *) "paper";
      part->page = i;
      part->plain = pages[i];
      g_ptr_array_add (parts, part);
    }

  return kiosk_submission_new (&facts);
}

int
main (int argc, char *argv[])
{
  g_autoptr (KioskClock) clock = kiosk_clock_new ();
  g_autoptr (KioskIntakeKey) intake = kiosk_intake_key_generate ();
  g_autoptr (KioskSigningKey) device = kiosk_signing_key_generate ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskOutbox) outbox = NULL;
  KioskSecret *pages[N_PAGES];
  KioskOffice office = { .kiosk = (char *) "KIOSK7", .tenant = (char *) "H99.018.02" };
  long n;

  if (argc != 3)
    return EXIT_FAILURE;
  n = strtol (argv[2], NULL, 10);
  outbox = kiosk_outbox_open (argv[1], clock, &error);
  for (guint i = 0; i < N_PAGES; i++)
    pages[i] = make_page (rand);

  for (long i = 0; i < n && outbox != NULL; i++)
    {
      g_autoptr (KioskSubmission) submission = make_submission (clock, pages);
      gint64 start = g_get_monotonic_time ();
      g_autofree char *number
          = kiosk_outbox_append (outbox, submission, &office, intake, device, &error);

      if (number == NULL)
        break;
      printf ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - start);
    }
  for (guint i = 0; i < N_PAGES; i++)
    kiosk_secret_unref (pages[i]);
  if (error != NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }

  return EXIT_SUCCESS;
}
