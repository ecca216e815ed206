/* SPDX-License-Identifier: GPL-3.0-or-later */

/* virtual-card [--port PORT] [--set KEY=VALUE]... [--trace FILE] FOLDER
 *
 * Lays the card of FOLDER on the virtual reader at 127.0.0.1:PORT until it is ended. A message of
 * vpcd is two bytes of length and as many of content; one byte is not a command but power. */

#include "card.h"

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <eac/eac.h>

enum
{
  POWER_OFF,
  POWER_ON,
  RESET,
  GIVE_ATR = 4
};

/* T=1, and no more said: nothing on a contactless card is decided by it. */
static const guint8 atr[] = { 0x3B, 0x80, 0x80, 0x01, 0x01 };

static int port = 35963;
static char **changes;
static char *trace_path;

static GOptionEntry entries[]
    = { { "port", 'p', 0, G_OPTION_ARG_INT, &port, "Where the reader listens", "PORT" },
        { "set", 's', 0, G_OPTION_ARG_STRING_ARRAY, &changes, "Overrule card.ini", "KEY=VALUE" },
        { "trace", 't', 0, G_OPTION_ARG_FILENAME, &trace_path,
          "Write down each command, without data", "FILE" },
        G_OPTION_ENTRY_NULL };

static gboolean
read_all (int fd, guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      ssize_t n = read (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      bytes += n;
      length -= (gsize) n;
    }

  return TRUE;
}

static gboolean
write_message (int fd, const guint8 *bytes, gsize length)
{
  g_autofree guint8 *message = g_malloc (2 + length);
  gsize done = 0;

  message[0] = (guint8) (length >> 8);
  message[1] = (guint8) length;
  memcpy (message + 2, bytes, length);
  while (done < 2 + length)
    {
      ssize_t n = send (fd, message + done, 2 + length - done, MSG_NOSIGNAL);

      if (n < 0 && errno != EINTR)
        return FALSE;
      done += n > 0 ? (gsize) n : 0;
    }

  return TRUE;
}

/* The field carries so many bits a second, and the chip takes its time. */
static void
take_time (const Card *card, gsize bytes)
{
  guint kbit = card_profile_get (card->profile, "kbit", 0);
  gulong wait = card_profile_get (card->profile, "latency-ms", 0) * 1000ul;

  if (kbit > 0)
    wait += bytes * 8 * 1000 / kbit;
  if (wait > 0)
    g_usleep (wait);
}

static gboolean
converse (Card *card, int fd, const guint8 *message, gsize length)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();

  if (length == 1)
    {
      if (message[0] == GIVE_ATR)
        return write_message (fd, atr, sizeof atr);
      card_power (card);
      return TRUE;
    }
  if (!card_answer (card, message, length, answer))
    return FALSE;
  take_time (card, length + answer->len);

  return write_message (fd, answer->data, answer->len);
}

static void
serve (Card *card, int fd)
{
  for (;;)
    {
      guint8 head[2];
      g_autofree guint8 *message = NULL;
      gsize length;

      if (!read_all (fd, head, sizeof head))
        return;
      length = (gsize) head[0] << 8 | head[1];
      message = g_malloc (length + 1);
      if (length == 0 || !read_all (fd, message, length) || !converse (card, fd, message, length))
        return;
    }
}

static int
connect_reader (void)
{
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons ((guint16) port),
    .sin_addr = { htonl (INADDR_LOOPBACK) },
  };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (fd >= 0 && connect (fd, (struct sockaddr *) &address, sizeof address) != 0)
    {
      close (fd);
      return -1;
    }

  return fd;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("FOLDER");
  g_autoptr (GError) error = NULL;
  g_autoptr (Card) card = NULL;
  int fd;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("virtual-card: %s\n", error != NULL ? error->message : "one folder, please");
      return 1;
    }
  EAC_init ();
  card = card_new (argv[1], (const char *const *) changes, &error);
  if (card == NULL)
    {
      g_printerr ("virtual-card: %s\n", error->message);
      return 1;
    }
  if (trace_path != NULL)
    card->trace = fopen (trace_path, "we");
  fd = connect_reader ();
  if (fd < 0)
    {
      g_printerr ("virtual-card: no reader listens on port %d\n", port);
      return 2;
    }
  serve (card, fd);
  close (fd);
  if (card->trace != NULL)
    fclose (card->trace);
  EAC_cleanup ();

  return 0;
}
