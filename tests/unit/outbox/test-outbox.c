/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "outbox/outbox.h"

#include "base/atomic-file.h"
#include "base/digest.h"
#include "base/identifier.h"
#include "sample-submission.h"
#include "wire/acknowledgement.h"

#include <fcntl.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define NOON_US (G_GINT64_CONSTANT (1795496400) * G_USEC_PER_SEC) /* 2026-11-24T12:00:00+07:00 */

typedef struct
{
  char *folder;
  KioskClock *clock;
  KioskIntakeKey *intake;
  KioskSigningKey *device;
  KioskOutbox *outbox;
} Fixture;

static KioskOutbox *
open_outbox (Fixture *fixture)
{
  static const KioskOutboxLimits no_limits = { 0, 0 };
  g_autoptr (GError) error = NULL;
  KioskOutbox *outbox = kiosk_outbox_open (fixture->folder, fixture->clock, &error);

  g_assert_no_error (error);
  kiosk_outbox_set_limits (outbox, &no_limits);
  return outbox;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("kiosk-outbox-XXXXXX", NULL);
  fixture->clock = kiosk_clock_new_fake (NOON_US);
  fixture->intake = kiosk_intake_key_generate ();
  fixture->device = kiosk_signing_key_generate ();
  fixture->outbox = open_outbox (fixture);
}

static int
remove_one (const char *path, const struct stat *info, int type, struct FTW *ftw)
{
  return remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->outbox != NULL)
    g_assert_finalize_object (fixture->outbox);
  g_object_unref (fixture->clock);
  kiosk_intake_key_unref (fixture->intake);
  kiosk_signing_key_unref (fixture->device);
  nftw (fixture->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  g_free (fixture->folder);
}

static char *
append (Fixture *fixture, KioskSubmission *submission)
{
  g_autoptr (GError) error = NULL;
  char *number = kiosk_outbox_append (fixture->outbox, submission, sample_office_get (),
                                      fixture->intake, fixture->device, &error);

  g_assert_no_error (error);
  return number;
}

/* Appends a new submission with one page of @size bytes; its id is returned. */
static char *
append_sized (Fixture *fixture, gsize size)
{
  g_autoptr (KioskSubmission) submission = sample_submission_new (fixture->clock, NULL, 1, size);
  g_autofree char *number = append (fixture, submission);

  g_assert_nonnull (number);
  kiosk_clock_advance (fixture->clock, 1000);
  return g_strdup (kiosk_submission_get_id (submission));
}

static KioskOutboxEntry *
find (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  KioskOutboxEntry *entry = kiosk_outbox_find (fixture->outbox, id, &error);

  g_assert_no_error (error);
  return entry;
}

static GBytes *
write_receipt (KioskOutboxEntry *entry, const char *id)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (entry->manifest, &length);
  g_autofree char *digest = kiosk_sha256_hex (data, length);
  KioskAcknowledgement facts = {
    .id = (char *) id,
    .manifest_sha256 = digest,
    .device = (char *) "KIOSK7",
    .tenant = (char *) "H99.018.02",
    .received_at = (char *) "2026-11-24T12:00:05+07:00",
    .kid = (char *) "0123abcd",
  };

  return kiosk_acknowledgement_write (&facts);
}

static void
acknowledge (Fixture *fixture, const char *id)
{
  g_autoptr (KioskOutboxEntry) entry = find (fixture, id);
  g_autoptr (GBytes) receipt = write_receipt (entry, id);
  g_autoptr (GBytes) signature = g_bytes_new_static ("signed", 6);
  g_autoptr (GError) error = NULL;

  g_assert_true (kiosk_outbox_acknowledge (fixture->outbox, id, receipt, signature,
                                           "2026-11-24T12:00:05+07:00", &error));
  g_assert_no_error (error);
}

static guint
count_folders (Fixture *fixture)
{
  g_autofree char *entries = g_build_filename (fixture->folder, "entries", NULL);
  g_autoptr (GDir) dir = g_dir_open (entries, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_numbers_count_up_each_day_and_never_repeat (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 then_jump_us;
    const char *expected;
  } rows[] = {
    { 0, "KIOSK7-261124-0001" },
    { G_TIME_SPAN_DAY, "KIOSK7-261124-0002" },
    { -G_TIME_SPAN_DAY, "KIOSK7-261125-0001" }, /* a dead battery: the clock goes back */
    { 0, "KIOSK7-261124-0003" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KioskSubmission) submission = sample_submission_new (fixture->clock, NULL, 0, 0);
      g_autofree char *number = append (fixture, submission);
      g_autoptr (KioskOutboxEntry) entry = find (fixture, kiosk_submission_get_id (submission));
      g_autoptr (KioskManifest) manifest = kiosk_manifest_parse (entry->manifest, NULL);

      g_assert_cmpstr (number, ==, rows[i].expected);
      g_assert_cmpstr (manifest->provisional, ==, number);
      g_assert_cmpuint (manifest->sequence, ==, i + 1);
      kiosk_clock_jump (fixture->clock, rows[i].then_jump_us);
    }
}

static GBytes *
read_part (KioskOutboxEntry *entry, KioskManifestPart *part)
{
  g_autoptr (GByteArray) sealed = g_byte_array_new ();

  for (guint i = 0; i < part->chunks->len; i++)
    {
      const char *digest = g_ptr_array_index (part->chunks, i);
      g_autofree char *path = g_build_filename (entry->folder, digest, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) chunk = kiosk_file_read (path, KIOSK_WIRE_MAX_CHUNK, &error);
      g_autofree char *found = NULL;
      gsize length;
      gconstpointer data;

      g_assert_no_error (error);
      data = g_bytes_get_data (chunk, &length);
      found = kiosk_sha256_hex (data, length);
      g_assert_cmpstr (found, ==, digest);
      g_byte_array_append (sealed, data, (guint) length);
    }
  g_assert_cmpuint (sealed->len, ==, part->size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&sealed));
}

static KioskSecret *
open_part (Fixture *fixture, KioskOutboxEntry *entry, KioskManifest *manifest, guint number)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  gconstpointer data = g_bytes_get_data (manifest->sealed_key, &length);
  g_autoptr (KioskSecret) key = kiosk_intake_key_open (fixture->intake, data, length, &error);
  g_autoptr (GBytes) sealed = read_part (entry, g_ptr_array_index (manifest->parts, number));
  KioskSecret *plain;

  g_assert_no_error (error);
  data = g_bytes_get_data (sealed, &length);
  plain = kiosk_unseal (key, data, length, &error);
  g_assert_no_error (error);
  return plain;
}

static void
test_province_reads_exactly_what_was_sealed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskSubmission) submission
      = sample_submission_new (fixture->clock, NULL, 2, 2 * 1024 * 1024 + 5);
  g_autofree char *number = append (fixture, submission);
  g_autoptr (KioskOutboxEntry) entry = find (fixture, kiosk_submission_get_id (submission));
  g_autoptr (KioskManifest) manifest = kiosk_manifest_parse (entry->manifest, NULL);
  g_autoptr (KioskSecret) dossier = NULL;
  g_autofree char *member = g_strdup_printf ("},\"provisional\":\"%s\",\"tenant\"", number);
  gsize length;

  g_assert_nonnull (manifest);
  g_assert_cmpuint (manifest->parts->len, ==, 3);
  g_assert_cmpstr (manifest->assurance, ==, "qr");
  dossier = open_part (fixture, entry, manifest, 0);
  g_assert_nonnull (strstr (kiosk_secret_get_text (dossier), member));

  for (guint i = 0; i < 2; i++)
    {
      const KioskPart *part = g_ptr_array_index (kiosk_submission_get_parts (submission), i);
      g_autoptr (KioskSecret) page = open_part (fixture, entry, manifest, i + 1);
      gsize plain_length;
      gconstpointer plain = kiosk_secret_get_data (part->plain, &plain_length);

      g_assert_cmpmem (kiosk_secret_get_data (page, &length), kiosk_secret_get_size (page), plain,
                       plain_length);
    }
  g_assert_true (kiosk_signing_key_verify (
      fixture->device, g_bytes_get_data (entry->manifest, NULL), g_bytes_get_size (entry->manifest),
      g_bytes_get_data (entry->signature, NULL)));
}

static void
test_province_is_told_how_far_the_identity_was_proved (Fixture *fixture, gconstpointer data)
{
  for (int i = KIOSK_ASSURANCE_TYPED; i <= KIOSK_ASSURANCE_GENUINE; i++)
    {
      g_autoptr (KioskSubmission) submission
          = sample_submission_new_assured (fixture->clock, (KioskAssurance) i);
      g_autofree char *number = append (fixture, submission);
      g_autoptr (KioskOutboxEntry) entry = find (fixture, kiosk_submission_get_id (submission));
      g_autoptr (KioskManifest) manifest = kiosk_manifest_parse (entry->manifest, NULL);

      g_assert_nonnull (manifest);
      g_assert_cmpstr (manifest->assurance, ==, kiosk_assurance_to_string ((KioskAssurance) i));
    }
}

static const char *searched_for;
static guint n_found;
static guint n_searched;

static int
search_one (const char *path, const struct stat *info, int type, struct FTW *ftw)
{
  g_autofree char *text = NULL;
  gsize length;

  if (type != FTW_F)
    return 0;
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  n_searched++;
  n_found += memmem (text, length, searched_for, strlen (searched_for)) != NULL;
  return 0;
}

static guint
search (Fixture *fixture, const char *what)
{
  searched_for = what;
  n_found = n_searched = 0;
  nftw (fixture->folder, search_one, 16, FTW_PHYS);
  return n_found;
}

static void
test_a_stolen_disk_tells_nothing (Fixture *fixture, gconstpointer data)
{
  static const char *const planted[]
      = { SAMPLE_NAME, SAMPLE_NUMBER, SAMPLE_MAGIC, "JFIF", "\xff\xd8\xff\xe0" };
  g_autoptr (KioskSubmission) submission = sample_submission_new (fixture->clock, NULL, 3, 50000);
  g_autofree char *number = append (fixture, submission);
  g_autofree char *control = g_build_filename (fixture->folder, "control", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (planted); i++)
    g_assert_cmpuint (search (fixture, planted[i]), ==, 0);
  g_assert_cmpuint (n_searched, >=, 6); /* four parts, database, log */

  /* The search itself must be able to find what it looks for. */
  g_assert_true (g_file_set_contents (control, "x" SAMPLE_NAME "x", -1, NULL));
  g_assert_cmpuint (search (fixture, SAMPLE_NAME), ==, 1);
  g_assert_cmpuint (search (fixture, number), >=, 1);
}

static void
test_same_submission_twice_is_one_entry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskSubmission) submission = sample_submission_new (fixture->clock, NULL, 1, 100);
  g_autofree char *first = append (fixture, submission);
  g_autofree char *second = append (fixture, submission);
  g_autoptr (GPtrArray) due = kiosk_outbox_list_due (fixture->outbox, 10, NULL);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (due->len, ==, 1);
  g_assert_cmpuint (count_folders (fixture), ==, 1);
}

static void
test_receipt_ends_the_waiting_and_purging_keeps_the_row (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = append_sized (fixture, 100);
  G_GNUC_UNUSED g_autofree char *waiting = append_sized (fixture, 100);
  g_autoptr (KioskOutboxEntry) entry = NULL;
  g_autoptr (KioskOutboxEntry) purged = NULL;
  gint64 now = kiosk_clock_get_real (fixture->clock);
  KioskOutboxHealth health;

  acknowledge (fixture, id);
  acknowledge (fixture, id);
  entry = find (fixture, id);
  g_assert_cmpint (entry->state, ==, KIOSK_OUTBOX_ACKED);
  g_assert_cmpstr (entry->received_at, ==, "2026-11-24T12:00:05+07:00");
  g_assert_true (kiosk_outbox_get_health (fixture->outbox, &health, NULL));
  g_assert_cmpuint (health.waiting, ==, 1);
  g_assert_cmpint (health.oldest, ==, now - 1000);

  g_assert_true (kiosk_outbox_purge (fixture->outbox, now, NULL));
  g_assert_cmpuint (count_folders (fixture), ==, 2); /* too young */
  g_assert_true (kiosk_outbox_purge (fixture->outbox, now + 1, NULL));
  g_assert_cmpuint (count_folders (fixture), ==, 1);
  purged = find (fixture, id);
  g_assert_cmpint (purged->state, ==, KIOSK_OUTBOX_PURGED);
  g_assert_false (g_file_test (purged->folder, G_FILE_TEST_EXISTS));
}

static void
test_a_receipt_for_something_else_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = append_sized (fixture, 100);
  g_autofree char *other = append_sized (fixture, 100);
  g_autoptr (KioskOutboxEntry) entry = find (fixture, other);
  g_autoptr (GBytes) of_other = write_receipt (entry, other);
  g_autoptr (GBytes) mixed = write_receipt (entry, id);
  g_autoptr (KioskOutboxEntry) still = NULL;
  g_autoptr (GBytes) page = g_bytes_new_static ("<html>Welcome to WiFi</html>", 28);
  GBytes *const wrong[] = { of_other, mixed, page };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          kiosk_outbox_acknowledge (fixture->outbox, id, wrong[i], page, "now", &error));
      g_assert_error (error, KIOSK_OUTBOX_ERROR, KIOSK_OUTBOX_ERROR_REFUSED);
    }
  still = find (fixture, id);
  g_assert_cmpint (still->state, ==, KIOSK_OUTBOX_SEALED);
}

static void
test_quarantine_is_left_only_by_requeue (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = append_sized (fixture, 100);
  g_autoptr (KioskOutboxEntry) entry = NULL;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kiosk_outbox_quarantine (fixture->outbox, id, "id-reused", NULL));
  entry = find (fixture, id);
  g_assert_cmpint (entry->state, ==, KIOSK_OUTBOX_QUARANTINED);
  g_assert_cmpstr (entry->reason, ==, "id-reused");
  due = kiosk_outbox_list_due (fixture->outbox, 10, NULL);
  g_assert_cmpuint (due->len, ==, 0);
  listed = kiosk_outbox_list (fixture->outbox, KIOSK_OUTBOX_QUARANTINED, NULL);
  g_assert_cmpuint (listed->len, ==, 1);

  g_assert_true (kiosk_outbox_requeue (fixture->outbox, id, NULL));
  acknowledge (fixture, id);
  g_assert_false (kiosk_outbox_quarantine (fixture->outbox, id, "late", &error));
  g_assert_error (error, KIOSK_OUTBOX_ERROR, KIOSK_OUTBOX_ERROR_NO_SUCH_ENTRY);

  /* The province has restored an old backup: offered again, and acknowledged again. */
  g_assert_true (kiosk_outbox_requeue (fixture->outbox, id, NULL));
  acknowledge (fixture, id);
}

static void
test_events_are_applied_once_and_in_order (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = append_sized (fixture, 100);
  g_autoptr (KioskOutboxEntry) entry = NULL;

  g_assert_cmpint (kiosk_outbox_get_cursor (fixture->outbox), ==, 0);
  g_assert_true (kiosk_outbox_record_event (fixture->outbox, 1, id, NULL, 1, NULL));
  g_assert_true (kiosk_outbox_record_event (fixture->outbox, 2, id, "H99.18-261124-0007", 2, NULL));
  g_assert_true (kiosk_outbox_record_event (fixture->outbox, 3, "unknown", NULL, 9, NULL));
  g_assert_true (kiosk_outbox_record_event (fixture->outbox, 1, id, "replayed", 1, NULL));
  g_assert_true (kiosk_outbox_record_event (fixture->outbox, 4, id, NULL, 0, NULL));

  entry = find (fixture, id);
  g_assert_cmpstr (entry->official, ==, "H99.18-261124-0007");
  g_assert_cmpint (entry->status, ==, 2);
  g_assert_cmpint (kiosk_outbox_get_cursor (fixture->outbox), ==, 4);
}

static void
test_a_large_old_entry_does_not_hold_up_small_ones (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = append_sized (fixture, 3 * 1024 * 1024);
  g_autofree char *large_too = append_sized (fixture, 3 * 1024 * 1024);
  g_autofree char *small = append_sized (fixture, 100);
  g_autofree char *newest = append_sized (fixture, 100);
  const char *expected[] = { large, newest, large_too, small };
  g_autoptr (GPtrArray) due = kiosk_outbox_list_due (fixture->outbox, 10, NULL);
  g_autoptr (GPtrArray) first = kiosk_outbox_list_due (fixture->outbox, 2, NULL);

  g_assert_cmpuint (due->len, ==, 4);
  for (guint i = 0; i < due->len; i++)
    g_assert_cmpstr (((KioskOutboxEntry *) g_ptr_array_index (due, i))->id, ==, expected[i]);
  g_assert_cmpuint (first->len, ==, 2);
  g_assert_cmpstr (((KioskOutboxEntry *) g_ptr_array_index (first, 1))->id, ==, newest);
}

static void
plant_orphan (Fixture *fixture)
{
  g_autofree char *folder
      = g_build_filename (fixture->folder, "entries", "KIOSK7-261124-9999", NULL);
  g_autofree char *file = g_build_filename (folder, "half", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "half", -1, NULL));
}

static void
test_orphans_are_swept_at_the_next_start (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = append_sized (fixture, 100);
  g_autoptr (KioskOutboxEntry) entry = NULL;

  plant_orphan (fixture);
  g_clear_object (&fixture->outbox);
  g_test_expect_message ("kiosk-outbox", G_LOG_LEVEL_MESSAGE, "Swept 1 folders*");
  fixture->outbox = open_outbox (fixture);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (count_folders (fixture), ==, 1);
  entry = find (fixture, id);
  g_assert_true (g_file_test (entry->folder, G_FILE_TEST_IS_DIR));
}

static void
test_what_another_process_appends_is_no_orphan (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (fixture->folder, "lock", NULL);
  g_autoptr (KioskOutbox) second = NULL;
  int fd = open (lock, O_RDWR | O_CLOEXEC);

  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  plant_orphan (fixture);
  second = open_outbox (fixture);
  g_assert_cmpuint (count_folders (fixture), ==, 1);
  close (fd);
}

static void
test_version_tells_of_another_process (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskOutbox) courier = open_outbox (fixture);
  guint before = kiosk_outbox_get_version (courier);
  g_autofree char *id = NULL;

  g_assert_cmpuint (kiosk_outbox_get_version (courier), ==, before);
  id = append_sized (fixture, 100);
  g_assert_cmpuint (kiosk_outbox_get_version (courier), !=, before);
}

static void
test_full_disk_turns_citizens_away_before_they_start (Fixture *fixture, gconstpointer data)
{
  static const KioskOutboxLimits all = { G_MAXUINT64, 100 };
  static const KioskOutboxLimits more_than_all = { G_MAXUINT64, 100 * 33 };
  g_autoptr (KioskSubmission) next = sample_submission_new (fixture->clock, NULL, 1, 100);
  g_autoptr (KioskSubmission) submission = sample_submission_new (fixture->clock, NULL, 1, 100);
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;

  /* Under the watermark, but far from full: whoever has started may finish. */
  kiosk_outbox_set_limits (fixture->outbox, &all);
  g_assert_false (kiosk_outbox_has_room (fixture->outbox));
  number = append (fixture, submission);
  g_assert_nonnull (number);

  kiosk_outbox_set_limits (fixture->outbox, &more_than_all);
  g_assert_null (kiosk_outbox_append (fixture->outbox, next, sample_office_get (), fixture->intake,
                                      fixture->device, &error));
  g_assert_error (error, KIOSK_OUTBOX_ERROR, KIOSK_OUTBOX_ERROR_FULL);
  g_assert_cmpuint (count_folders (fixture), ==, 1);
}

static void
test_a_device_key_without_private_half_keeps_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskSubmission) submission = sample_submission_new (fixture->clock, NULL, 1, 100);
  g_autoptr (KioskSigningKey) public
      = kiosk_signing_key_new_public (kiosk_signing_key_get_public (fixture->device));
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_outbox_append (fixture->outbox, submission, sample_office_get (),
                                      fixture->intake, public, &error));
  g_assert_error (error, KIOSK_OUTBOX_ERROR, KIOSK_OUTBOX_ERROR_REFUSED);
  g_assert_cmpuint (count_folders (fixture), ==, 0);
}

#define ADD(name, function) g_test_add ("/outbox/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("numbers-count-up-each-day-and-never-repeat",
       test_numbers_count_up_each_day_and_never_repeat);
  ADD ("province-reads-exactly-what-was-sealed", test_province_reads_exactly_what_was_sealed);
  ADD ("province-is-told-how-far-the-identity-was-proved",
       test_province_is_told_how_far_the_identity_was_proved);
  ADD ("a-stolen-disk-tells-nothing", test_a_stolen_disk_tells_nothing);
  ADD ("same-submission-twice-is-one-entry", test_same_submission_twice_is_one_entry);
  ADD ("receipt-ends-the-waiting-and-purging-keeps-the-row",
       test_receipt_ends_the_waiting_and_purging_keeps_the_row);
  ADD ("a-receipt-for-something-else-is-refused", test_a_receipt_for_something_else_is_refused);
  ADD ("quarantine-is-left-only-by-requeue", test_quarantine_is_left_only_by_requeue);
  ADD ("events-are-applied-once-and-in-order", test_events_are_applied_once_and_in_order);
  ADD ("a-large-old-entry-does-not-hold-up-small-ones",
       test_a_large_old_entry_does_not_hold_up_small_ones);
  ADD ("orphans-are-swept-at-the-next-start", test_orphans_are_swept_at_the_next_start);
  ADD ("what-another-process-appends-is-no-orphan", test_what_another_process_appends_is_no_orphan);
  ADD ("version-tells-of-another-process", test_version_tells_of_another_process);
  ADD ("full-disk-turns-citizens-away-before-they-start",
       test_full_disk_turns_citizens_away_before_they_start);
  ADD ("a-device-key-without-private-half-keeps-nothing",
       test_a_device_key_without_private_half_keeps_nothing);

  return g_test_run ();
}
