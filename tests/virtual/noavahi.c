/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-virtual"

/* ippeveprinter does not start without Avahi, which a test machine has not. Preloaded, these three say
 * that a client of it exists; with "-r off" it is never asked for anything. */

void *avahi_client_new (const void *poll, int flags, void *callback, void *user_data, int *error);
void avahi_client_free (void *client);
int avahi_client_errno (void *client);

void *
avahi_client_new (const void *poll, int flags, void *callback, void *user_data, int *error)
{
  static int client;

  (void) poll;
  (void) flags;
  (void) callback;
  (void) user_data;
  if (error)
    *error = 0;
  return &client;
}

void
avahi_client_free (void *client)
{
  (void) client;
}

int
avahi_client_errno (void *client)
{
  (void) client;
  return 0;
}
