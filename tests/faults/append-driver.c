/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the fault tests kill, starve and cut off: appends submissions, and later says what is left.
 *
 *   append-driver keys FOLDER                     makes the keys
 *   append-driver append FOLDER COUNT [forgetful] one line each: ACK id number, or ERR code
 *   append-driver verify FOLDER                   one line each: HAVE id number, HOLE id, ORPHAN n
 *   append-driver resume FOLDER                   appends one more, then verifies
 *   append-driver list FOLDER                     one line each: ENTRY id state number official
 *   append-driver nothing FOLDER                  what a start costs, to be taken off
 */
#include "outbox/open.h"

#include "base/atomic-file.h"
#include "base/digest.h"
#include "outbox/outbox.h"
#include "sample-submission.h"
#include "wire/manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define N_PAGES 2
#define PAGE_SIZE 40000

typedef struct
{
  char *outbox;
  char *intake;
  char *device;
} Paths;

/* One write(2) a line, so that a line is there or not when the program is killed. */
static void G_GNUC_PRINTF (1, 2) say (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    exit (5);
}

static void
die (const GError *error)
{
  say ("DEAD %s\n", error->message);
  exit (4);
}

static KioskOutbox *
open_outbox (const Paths *paths, KioskClock *clock, KioskStoreDurability durability)
{
  static const KioskOutboxLimits no_limits = { 0, 0 };
  g_autoptr (GError) error = NULL;
  KioskOutbox *outbox = kiosk_outbox_open_with (paths->outbox, clock, durability, &error);

  if (outbox == NULL)
    die (error);
  kiosk_outbox_set_limits (outbox, &no_limits);
  return outbox;
}

static void
make_keys (const Paths *paths)
{
  g_autoptr (KioskIntakeKey) intake = kiosk_intake_key_generate ();
  g_autoptr (KioskSigningKey) device = kiosk_signing_key_generate ();
  g_autoptr (GError) error = NULL;

  if (!kiosk_intake_key_save (intake, paths->intake, FALSE, &error)
      || !kiosk_signing_key_save (device, paths->device, TRUE, &error))
    die (error);
}

static void
append (const Paths *paths, guint count, KioskStoreDurability durability)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskIntakeKey) intake = kiosk_intake_key_load (paths->intake, &error);
  g_autoptr (KioskSigningKey) device
      = intake != NULL ? kiosk_signing_key_load (paths->device, &error) : NULL;
  g_autoptr (KioskOutbox) outbox = NULL;

  if (device == NULL)
    die (error);
  outbox = open_outbox (paths, clock, durability);
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (KioskSubmission) submission
          = sample_submission_new (clock, NULL, N_PAGES, PAGE_SIZE);
      g_autoptr (GError) refusal = NULL;
      g_autofree char *number = kiosk_outbox_append (outbox, submission, sample_office_get (),
                                                     intake, device, &refusal);

      if (number != NULL)
        say ("ACK %s %s\n", kiosk_submission_get_id (submission), number);
      else if (refusal->domain == KIOSK_OUTBOX_ERROR)
        say ("ERR %d\n", refusal->code);
      else
        say ("ERR untyped\n");
    }
}

static gboolean
is_whole (const KioskOutboxEntry *entry)
{
  g_autoptr (KioskManifest) manifest = kiosk_manifest_parse (entry->manifest, NULL);
  g_autoptr (GPtrArray) chunks = manifest != NULL ? kiosk_manifest_list_chunks (manifest) : NULL;

  for (guint i = 0; chunks != NULL && i < chunks->len; i++)
    {
      const char *digest = g_ptr_array_index (chunks, i);
      g_autofree char *path = g_build_filename (entry->folder, digest, NULL);
      g_autoptr (GBytes) bytes = kiosk_file_read (path, KIOSK_WIRE_MAX_CHUNK, NULL);
      g_autofree char *found = bytes != NULL ? kiosk_sha256_hex (g_bytes_get_data (bytes, NULL),
                                                                 g_bytes_get_size (bytes))
                                             : NULL;

      if (g_strcmp0 (found, digest) != 0)
        return FALSE;
    }

  return chunks != NULL && chunks->len == N_PAGES + 1;
}

static guint
count_folders (const Paths *paths)
{
  g_autofree char *entries = g_build_filename (paths->outbox, "entries", NULL);
  g_autoptr (GDir) dir = g_dir_open (entries, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
verify (const Paths *paths)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new ();
  g_autoptr (KioskOutbox) outbox = open_outbox (paths, clock, KIOSK_STORE_DURABLE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = kiosk_outbox_list (outbox, KIOSK_OUTBOX_SEALED, &error);
  guint n_folders = count_folders (paths);

  if (entries == NULL)
    die (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const KioskOutboxEntry *entry = g_ptr_array_index (entries, i);

      say ("%s %s %s\n", is_whole (entry) ? "HAVE" : "HOLE", entry->id, entry->provisional);
    }
  if (n_folders > entries->len)
    say ("ORPHAN %u\n", n_folders - entries->len);
}

static void
list (const Paths *paths)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new ();
  g_autoptr (KioskOutbox) outbox = open_outbox (paths, clock, KIOSK_STORE_DURABLE);

  for (guint state = KIOSK_OUTBOX_SEALED; state <= KIOSK_OUTBOX_PURGED; state++)
    {
      g_autoptr (GPtrArray) entries = kiosk_outbox_list (outbox, state, NULL);

      for (guint i = 0; entries != NULL && i < entries->len; i++)
        {
          const KioskOutboxEntry *entry = g_ptr_array_index (entries, i);

          say ("ENTRY %s %s %s %s\n", entry->id, kiosk_outbox_state_to_string (entry->state),
               entry->provisional, entry->official != NULL ? entry->official : "-");
        }
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *outbox = NULL, *intake = NULL, *device = NULL;
  const char *command = argc > 2 ? argv[1] : "";
  Paths paths;

  if (argc < 3)
    return 2;

  paths.outbox = outbox = g_build_filename (argv[2], "outbox", NULL);
  paths.intake = intake = g_build_filename (argv[2], "intake.key", NULL);
  paths.device = device = g_build_filename (argv[2], "device.key", NULL);
  if (g_str_equal (command, "keys"))
    make_keys (&paths);
  else if (g_str_equal (command, "append") && argc > 3)
    append (&paths, (guint) g_ascii_strtoull (argv[3], NULL, 10),
            argc > 4 ? KIOSK_STORE_FORGETFUL : KIOSK_STORE_DURABLE);
  else if (g_str_equal (command, "verify"))
    verify (&paths);
  else if (g_str_equal (command, "resume"))
    {
      append (&paths, 1, KIOSK_STORE_DURABLE);
      verify (&paths);
    }
  else if (g_str_equal (command, "list"))
    list (&paths);
  else if (!g_str_equal (command, "nothing"))
    return 2;

  return 0;
}
