/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "courier/courier.h"

#include "sample-submission.h"
#include "stub-gateway.h"
#include "wire/manifest.h"

#include <curl/curl.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  KioskClock *clock;
  KioskIntakeKey *intake;
  KioskSigningKey *device;
  KioskOutbox *kiosk;  /* the kiosk's view of the outbox */
  KioskOutbox *outbox; /* the courier's */
  StubGateway *gateway;
  KioskTransport *transport;
  KioskLink *server;
  KioskLink *client;
  KioskCourier *courier;
  guint n_settled;
  gboolean clear;
  GString *changed;
} Fixture;

static void
on_settled (KioskCourier *courier, gboolean clear, Fixture *fixture)
{
  fixture->n_settled++;
  fixture->clear = clear;
}

static void
on_changed (KioskLink *link, const char *id, Fixture *fixture)
{
  g_string_append_printf (fixture->changed, "%s;", id);
}

static KioskOutbox *
open_outbox (Fixture *fixture)
{
  static const KioskOutboxLimits no_limits = { 0, 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (fixture->folder, "outbox", NULL);
  KioskOutbox *outbox = kiosk_outbox_open (folder, fixture->clock, &error);

  g_assert_no_error (error);
  kiosk_outbox_set_limits (outbox, &no_limits);
  return outbox;
}

static void
make_courier (Fixture *fixture, const char *url)
{
  static const KioskCourierPolicy quick = { 20, 100, 100, 1, 7 };
  g_autoptr (GPtrArray) keys
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_signing_key_unref);
  KioskEndpoint endpoint = { .url = url };
  KioskCourierParts parts = { .clock = fixture->clock, .outbox = fixture->outbox };

  g_ptr_array_add (keys, kiosk_signing_key_ref (stub_gateway_get_key (fixture->gateway)));
  fixture->transport = kiosk_transport_new (&endpoint);
  parts.transport = fixture->transport;
  parts.receipt_keys = keys;
  parts.link = fixture->server;
  fixture->courier = kiosk_courier_new (&parts, &quick);
  g_signal_connect (fixture->courier, "settled", G_CALLBACK (on_settled), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("kiosk-courier-XXXXXX", NULL);
  fixture->clock = kiosk_clock_new ();
  fixture->intake = kiosk_intake_key_generate ();
  fixture->device = kiosk_signing_key_generate ();
  fixture->kiosk = open_outbox (fixture);
  fixture->outbox = open_outbox (fixture);
  fixture->gateway = stub_gateway_new ();
  fixture->changed = g_string_new (NULL);
  path = g_build_filename (fixture->folder, "link", NULL);
  fixture->server = kiosk_link_new_server (path, &error);
  g_assert_no_error (error);
  fixture->client = kiosk_link_new_client (path);
  g_signal_connect (fixture->client, "changed", G_CALLBACK (on_changed), fixture);
  make_courier (fixture, stub_gateway_get_url (fixture->gateway));
}

static int
remove_one (const char *path, const struct stat *info, int type, struct FTW *ftw)
{
  return remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kiosk_courier_stop (fixture->courier);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->courier);
  g_assert_finalize_object (fixture->transport);
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  stub_gateway_free (fixture->gateway);
  g_assert_finalize_object (fixture->outbox);
  g_assert_finalize_object (fixture->kiosk);
  g_object_unref (fixture->clock);
  kiosk_intake_key_unref (fixture->intake);
  kiosk_signing_key_unref (fixture->device);
  nftw (fixture->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  g_free (fixture->folder);
  g_string_free (fixture->changed, TRUE);
}

static gboolean
on_too_long (gpointer waiting_for)
{
  g_error ("Waited 20 s in vain for %s", (const char *) waiting_for);
  return G_SOURCE_REMOVE;
}

#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint guard = g_timeout_add_seconds (20, on_too_long, (gpointer) #condition);                  \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (guard);                                                                       \
  }                                                                                                \
  G_STMT_END

static char *
append (Fixture *fixture, guint n_pages)
{
  g_autoptr (KioskSubmission) submission
      = sample_submission_new (fixture->clock, NULL, n_pages, 30000);
  g_autoptr (GError) error = NULL;
  g_autofree char *number = kiosk_outbox_append (fixture->kiosk, submission, sample_office_get (),
                                                 fixture->intake, fixture->device, &error);

  g_assert_no_error (error);
  g_assert_nonnull (number);
  return g_strdup (kiosk_submission_get_id (submission));
}

static KioskOutboxState
get_state (Fixture *fixture, const char *id)
{
  g_autoptr (KioskOutboxEntry) entry = kiosk_outbox_find (fixture->kiosk, id, NULL);

  g_assert_nonnull (entry);
  return entry->state;
}

static gboolean
has_number (Fixture *fixture, const char *id)
{
  g_autoptr (KioskOutboxEntry) entry = kiosk_outbox_find (fixture->kiosk, id, NULL);

  return entry->official != NULL;
}

static void
test_entry_is_sent_signed_for_and_numbered (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = append (fixture, 3);
  g_autofree char *news = g_strdup_printf ("%s;%s;", id, id);

  WAIT_UNTIL (fixture->client != NULL);
  kiosk_courier_start (fixture->courier);
  WAIT_UNTIL (get_state (fixture, id) == KIOSK_OUTBOX_ACKED);
  WAIT_UNTIL (kiosk_link_is_online (fixture->client));
  g_assert_cmpuint (stub_gateway_count (fixture->gateway, "commits"), ==, 1);
  g_assert_cmpuint (stub_gateway_count (fixture->gateway, "chunks"), ==, 4);

  stub_gateway_number (fixture->gateway, id, "H99.18-261124-0007");
  WAIT_UNTIL (has_number (fixture, id));
  WAIT_UNTIL (g_str_has_suffix (fixture->changed->str, id)
              || g_str_equal (fixture->changed->str, news)
              || g_str_equal (fixture->changed->str, news + 37));
}

static void
test_ring_sends_at_once_and_many_drain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  kiosk_courier_start (fixture->courier);
  WAIT_UNTIL (kiosk_link_is_online (fixture->client));
  for (guint i = 0; i < 20; i++)
    g_ptr_array_add (ids, append (fixture, 1));
  kiosk_link_ring (fixture->client);
  for (guint i = 0; i < ids->len; i++)
    WAIT_UNTIL (get_state (fixture, g_ptr_array_index (ids, i)) == KIOSK_OUTBOX_ACKED);
  g_assert_cmpuint (stub_gateway_count (fixture->gateway, "commits"), ==, 20);
}

/* One mood each: the entry is still here while it lasts, and with the province afterwards. */
static void
test_nothing_is_lost_while (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = append (fixture, 2);

  stub_gateway_set_mood (fixture->gateway, (StubMood) GPOINTER_TO_INT (data), 2);
  kiosk_courier_start (fixture->courier);
  WAIT_UNTIL (get_state (fixture, id) != KIOSK_OUTBOX_SEALED);
  g_assert_cmpint (get_state (fixture, id), ==, KIOSK_OUTBOX_ACKED);
  g_assert_true (stub_gateway_has (fixture->gateway, id));
  g_assert_cmpuint (stub_gateway_count (fixture->gateway, "commits"), ==, 1);
}

/* The negative control of it: what is never mended is never acknowledged. */
static void
test_is_never_believed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = append (fixture, 1);

  stub_gateway_set_mood (fixture->gateway, (StubMood) GPOINTER_TO_INT (data), G_MAXUINT);
  kiosk_courier_start (fixture->courier);
  WAIT_UNTIL (fixture->n_settled >= 3);
  g_assert_false (fixture->clear);
  g_assert_cmpint (get_state (fixture, id), ==, KIOSK_OUTBOX_SEALED);
}

static void
test_refused_entry_is_put_aside_and_the_next_goes_on (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    StubMood mood;
    guint times;
    const char *reason;
  } rows[] = {
    { STUB_TOO_LARGE, 1, "too-large" },
    { STUB_ID_REUSED, 1, "id-reused" },
    { STUB_FORGETS, G_MAXUINT, "missing-chunks" },
    { STUB_MANGLED, G_MAXUINT, "missing-chunks" },
  };

  kiosk_courier_start (fixture->courier);
  WAIT_UNTIL (kiosk_link_is_online (fixture->client));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *refused = append (fixture, 1);
      g_autofree char *next = NULL;
      g_autoptr (KioskOutboxEntry) entry = NULL;

      stub_gateway_set_mood (fixture->gateway, rows[i].mood, rows[i].times);
      kiosk_link_ring (fixture->client);
      WAIT_UNTIL (get_state (fixture, refused) != KIOSK_OUTBOX_SEALED);
      entry = kiosk_outbox_find (fixture->kiosk, refused, NULL);
      g_assert_cmpint (entry->state, ==, KIOSK_OUTBOX_QUARANTINED);
      g_assert_cmpstr (entry->reason, ==, rows[i].reason);

      stub_gateway_set_mood (fixture->gateway, STUB_WELL, 0);
      next = append (fixture, 1);
      kiosk_link_ring (fixture->client);
      WAIT_UNTIL (get_state (fixture, next) == KIOSK_OUTBOX_ACKED);
    }
}

static void
test_rotten_file_is_put_aside_before_it_is_sent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = append (fixture, 1);
  g_autoptr (KioskOutboxEntry) entry = kiosk_outbox_find (fixture->kiosk, id, NULL);
  g_autoptr (KioskManifest) manifest = kiosk_manifest_parse (entry->manifest, NULL);
  g_autoptr (GPtrArray) chunks = kiosk_manifest_list_chunks (manifest);
  g_autofree char *path
      = g_build_filename (entry->folder, (char *) g_ptr_array_index (chunks, 1), NULL);
  g_autoptr (KioskOutboxEntry) after = NULL;

  g_assert_true (g_file_set_contents (path, "rotten", -1, NULL));
  kiosk_courier_start (fixture->courier);
  WAIT_UNTIL (get_state (fixture, id) != KIOSK_OUTBOX_SEALED);
  after = kiosk_outbox_find (fixture->kiosk, id, NULL);
  g_assert_cmpint (after->state, ==, KIOSK_OUTBOX_QUARANTINED);
  g_assert_cmpstr (after->reason, ==, "local-corrupt");
}

static void
test_gateway_that_is_away_is_waited_for (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = append (fixture, 1);
  g_autofree char *url = g_strdup (stub_gateway_get_url (fixture->gateway));
  StubGateway *gone = fixture->gateway;

  g_assert_finalize_object (g_steal_pointer (&fixture->courier));
  g_assert_finalize_object (g_steal_pointer (&fixture->transport));
  make_courier (fixture, "http://127.0.0.1:1");
  kiosk_courier_start (fixture->courier);
  WAIT_UNTIL (fixture->n_settled >= 3);
  g_assert_false (kiosk_link_is_online (fixture->client));
  g_assert_cmpint (get_state (fixture, id), ==, KIOSK_OUTBOX_SEALED);

  kiosk_courier_stop (fixture->courier);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&fixture->courier));
  g_assert_finalize_object (g_steal_pointer (&fixture->transport));
  make_courier (fixture, url);
  kiosk_courier_start (fixture->courier);
  WAIT_UNTIL (get_state (fixture, id) == KIOSK_OUTBOX_ACKED);
  g_assert_true (gone == fixture->gateway);
}

static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* A disk that has become read-only: the receipt comes, and cannot be kept. */
static void
test_receipt_that_cannot_be_kept_is_asked_for_again_with_pauses (Fixture *fixture,
                                                                 gconstpointer data)
{
  g_autofree char *id = append (fixture, 1);
  guint requests;

  signal (SIGXFSZ, SIG_IGN);
  limit_files (0);
  kiosk_courier_start (fixture->courier);
  WAIT_UNTIL (stub_gateway_has (fixture->gateway, id));
  requests = stub_gateway_count (fixture->gateway, "requests");
  for (guint i = 0; i < 500; i++)
    {
      g_usleep (1000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  /* Half a second of pauses of at least 20 ms, two requests after each. */
  g_assert_cmpuint (stub_gateway_count (fixture->gateway, "requests"), <, requests + 80);
  g_assert_cmpint (get_state (fixture, id), ==, KIOSK_OUTBOX_SEALED);

  limit_files (RLIM_INFINITY);
  WAIT_UNTIL (get_state (fixture, id) == KIOSK_OUTBOX_ACKED);
}

static void
test_what_the_province_lost_is_sent_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lost = append (fixture, 1);
  g_autofree char *kept = append (fixture, 1);

  kiosk_courier_start (fixture->courier);
  WAIT_UNTIL (get_state (fixture, lost) == KIOSK_OUTBOX_ACKED);
  WAIT_UNTIL (get_state (fixture, kept) == KIOSK_OUTBOX_ACKED);
  stub_gateway_forget (fixture->gateway, lost);

  kiosk_courier_reconcile (fixture->courier);
  WAIT_UNTIL (stub_gateway_has (fixture->gateway, lost));
  WAIT_UNTIL (get_state (fixture, lost) == KIOSK_OUTBOX_ACKED);
  g_assert_cmpint (get_state (fixture, kept), ==, KIOSK_OUTBOX_ACKED);
  g_assert_cmpuint (stub_gateway_count (fixture->gateway, "commits"), ==, 3);
}

static void
test_strangers_404_does_not_send_everything_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = append (fixture, 1);
  guint requests;

  kiosk_courier_start (fixture->courier);
  WAIT_UNTIL (get_state (fixture, id) == KIOSK_OUTBOX_ACKED);
  stub_gateway_set_mood (fixture->gateway, STUB_STRANGER, G_MAXUINT);
  requests = stub_gateway_count (fixture->gateway, "requests");
  kiosk_courier_reconcile (fixture->courier);
  WAIT_UNTIL (stub_gateway_count (fixture->gateway, "requests") > requests + 1);
  g_assert_cmpint (get_state (fixture, id), ==, KIOSK_OUTBOX_ACKED);
}

#define ADD(name, data, function)                                                                  \
  g_test_add ("/courier/" name, Fixture, GINT_TO_POINTER (data), set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL); /* it warns by design */
  curl_global_init (CURL_GLOBAL_DEFAULT);

  ADD ("entry-is-sent-signed-for-and-numbered", 0, test_entry_is_sent_signed_for_and_numbered);
  ADD ("ring-sends-at-once-and-many-drain", 0, test_ring_sends_at_once_and_many_drain);
  ADD ("nothing-is-lost-while-a-portal-answers-200", STUB_PORTAL, test_nothing_is_lost_while);
  ADD ("nothing-is-lost-while-a-portal-redirects", STUB_REDIRECT, test_nothing_is_lost_while);
  ADD ("nothing-is-lost-while-receipts-are-forged", STUB_FORGER, test_nothing_is_lost_while);
  ADD ("nothing-is-lost-while-receipts-are-mixed-up", STUB_OTHER_ENTRY, test_nothing_is_lost_while);
  ADD ("nothing-is-lost-while-the-gateway-hangs-up", STUB_HANGS_UP, test_nothing_is_lost_while);
  ADD ("nothing-is-lost-while-chunks-are-mangled", STUB_MANGLED, test_nothing_is_lost_while);
  ADD ("nothing-is-lost-while-access-is-forbidden", STUB_FORBIDDEN, test_nothing_is_lost_while);
  ADD ("nothing-is-lost-while-a-stranger-answers", STUB_STRANGER, test_nothing_is_lost_while);
  ADD ("nothing-is-lost-while-the-gateway-is-busy", STUB_BUSY, test_nothing_is_lost_while);
  ADD ("a-portal-is-never-believed", STUB_PORTAL, test_is_never_believed);
  ADD ("a-forged-receipt-is-never-believed", STUB_FORGER, test_is_never_believed);
  ADD ("a-receipt-for-something-else-is-never-believed", STUB_OTHER_ENTRY, test_is_never_believed);
  ADD ("refused-entry-is-put-aside-and-the-next-goes-on", 0,
       test_refused_entry_is_put_aside_and_the_next_goes_on);
  ADD ("rotten-file-is-put-aside-before-it-is-sent", 0,
       test_rotten_file_is_put_aside_before_it_is_sent);
  ADD ("gateway-that-is-away-is-waited-for", 0, test_gateway_that_is_away_is_waited_for);
  ADD ("receipt-that-cannot-be-kept-is-asked-for-again-with-pauses", 0,
       test_receipt_that_cannot_be_kept_is_asked_for_again_with_pauses);
  ADD ("what-the-province-lost-is-sent-again", 0, test_what_the_province_lost_is_sent_again);
  ADD ("strangers-404-does-not-send-everything-again", 0,
       test_strangers_404_does_not_send_everything_again);

  return g_test_run ();
}
