/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "link/link.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
  guint rung;
  guint online_changes;
  GString *changed;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("kiosk-link-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "run", "link", NULL);
  fixture->changed = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *run = g_path_get_dirname (fixture->path);

  g_unlink (fixture->path);
  g_rmdir (run);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_string_free (fixture->changed, TRUE);
}

static gboolean
on_too_long (gpointer waiting_for)
{
  g_error ("Waited 10 s in vain for %s", (const char *) waiting_for);
  return G_SOURCE_REMOVE;
}

#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint guard = g_timeout_add_seconds (10, on_too_long, (gpointer) #condition);                  \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (guard);                                                                       \
  }                                                                                                \
  G_STMT_END

static void
on_rung (KioskLink *link, Fixture *fixture)
{
  fixture->rung++;
}

static void
on_changed (KioskLink *link, const char *id, Fixture *fixture)
{
  g_string_append_printf (fixture->changed, "%s;", id);
}

static void
on_online_changed (KioskLink *link, Fixture *fixture)
{
  fixture->online_changes++;
}

static KioskLink *
new_server (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KioskLink *server = kiosk_link_new_server (fixture->path, &error);

  g_assert_no_error (error);
  g_signal_connect (server, "rung", G_CALLBACK (on_rung), fixture);
  return server;
}

static KioskLink *
new_client (Fixture *fixture)
{
  KioskLink *client = kiosk_link_new_client (fixture->path);

  g_signal_connect (client, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect (client, "online-changed", G_CALLBACK (on_online_changed), fixture);
  return client;
}

static void
finish (KioskLink *link)
{
  g_assert_finalize_object (link);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_news_travels_both_ways (Fixture *fixture, gconstpointer data)
{
  KioskLink *server = new_server (fixture);
  KioskLink *client = new_client (fixture);

  kiosk_link_set_online (server, TRUE);
  WAIT_UNTIL (kiosk_link_is_online (client));

  kiosk_link_ring (client);
  WAIT_UNTIL (fixture->rung == 1);

  kiosk_link_announce (server, "one");
  kiosk_link_announce (server, "two");
  WAIT_UNTIL (g_str_equal (fixture->changed->str, "one;two;"));

  kiosk_link_set_online (server, FALSE);
  WAIT_UNTIL (!kiosk_link_is_online (client));
  g_assert_cmpuint (fixture->online_changes, ==, 2);

  finish (client);
  finish (server);
}

static void
test_kiosk_starts_first_and_its_ring_is_kept (Fixture *fixture, gconstpointer data)
{
  KioskLink *client = new_client (fixture);
  KioskLink *server;

  for (guint i = 0; i < 5; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (kiosk_link_is_online (client));
  kiosk_link_ring (client);
  kiosk_link_ring (client);

  server = new_server (fixture);
  WAIT_UNTIL (fixture->rung == 1);

  finish (client);
  finish (server);
}

static void
test_kiosk_finds_a_courier_that_came_back (Fixture *fixture, gconstpointer data)
{
  KioskLink *server = new_server (fixture);
  KioskLink *client = new_client (fixture);

  kiosk_link_set_online (server, TRUE);
  WAIT_UNTIL (kiosk_link_is_online (client));

  finish (server);
  WAIT_UNTIL (!kiosk_link_is_online (client));

  server = new_server (fixture);
  kiosk_link_set_online (server, TRUE);
  WAIT_UNTIL (kiosk_link_is_online (client));

  finish (client);
  finish (server);
}

static void
test_socket_is_for_its_user_alone (Fixture *fixture, gconstpointer data)
{
  KioskLink *server = new_server (fixture);
  g_autofree char *run = g_path_get_dirname (fixture->path);
  GStatBuf info;

  g_assert_cmpint (g_lstat (fixture->path, &info), ==, 0);
  g_assert_true (S_ISSOCK (info.st_mode));
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
  g_assert_cmpint (g_lstat (run, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0700);

  finish (server);
  g_assert_cmpint (g_lstat (fixture->path, &info), !=, 0);
}

#define NOBODY 65534
#define LET_IN 0
#define TURNED_AWAY 7

/* Runs as a program of its own: another user, who knocks. */
static int
knock_as_stranger (const char *path)
{
  g_autofree char *address = g_strconcat ("unix:path=", path, NULL);
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  if (setgid (NOBODY) != 0 || setuid (NOBODY) != 0)
    return 1;
  connection = g_dbus_connection_new_for_address_sync (
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT, NULL, NULL, &error);
  return connection != NULL ? LET_IN : TURNED_AWAY;
}

static void
on_stranger_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL));
  *(int *) user_data = g_subprocess_get_exit_status (G_SUBPROCESS (source));
}

static void
test_another_user_is_turned_away (Fixture *fixture, gconstpointer data)
{
  KioskLink *server;
  g_autofree char *run = g_path_get_dirname (fixture->path);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocess) stranger = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  if (getuid () != 0)
    {
      g_test_skip ("only root can become another user");
      return;
    }

  /* Even when the modes are wrong and leave the way open. */
  server = new_server (fixture);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (run, 0755), ==, 0);
  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  stranger = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--stranger",
                               fixture->path, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_async (stranger, NULL, on_stranger_done, &status);
  WAIT_UNTIL (status != -1);
  g_assert_cmpint (status, ==, TURNED_AWAY);
  finish (server);
}

/* What is left of a courier killed by SIGKILL: a socket nobody listens at. */
static void
leave_stale_socket (const char *path)
{
  g_autofree char *run = g_path_get_dirname (path);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (run, 0700), ==, 0);
  socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (socket, address, FALSE, &error));
  g_assert_no_error (error);
}

static void
test_courier_takes_over_what_a_killed_one_left (Fixture *fixture, gconstpointer data)
{
  leave_stale_socket (fixture->path);
  finish (new_server (fixture));
}

static void
test_second_courier_is_refused (Fixture *fixture, gconstpointer data)
{
  KioskLink *server = new_server (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_link_new_server (fixture->path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  finish (server);
}

static void
test_a_file_in_the_way_is_not_removed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *run = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (run, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, "precious", -1, NULL));
  g_assert_null (kiosk_link_new_server (fixture->path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

#define ADD(name, function) g_test_add ("/link/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--stranger"))
    return knock_as_stranger (argv[2]);

  g_test_init (&argc, &argv, NULL);

  ADD ("news-travels-both-ways", test_news_travels_both_ways);
  ADD ("kiosk-starts-first-and-its-ring-is-kept", test_kiosk_starts_first_and_its_ring_is_kept);
  ADD ("kiosk-finds-a-courier-that-came-back", test_kiosk_finds_a_courier_that_came_back);
  ADD ("socket-is-for-its-user-alone", test_socket_is_for_its_user_alone);
  ADD ("another-user-is-turned-away", test_another_user_is_turned_away);
  ADD ("courier-takes-over-what-a-killed-one-left", test_courier_takes_over_what_a_killed_one_left);
  ADD ("second-courier-is-refused", test_second_courier_is_refused);
  ADD ("a-file-in-the-way-is-not-removed", test_a_file_in_the_way_is_not_removed);

  return g_test_run ();
}
