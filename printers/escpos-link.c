/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/escpos-link.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#include "base/digest.h"

#define TCP "escpos+tcp://"
#define FILE_PATH "escpos+file://"
#define DEFAULT_PORT 9100
#define CONNECT_SECONDS 3
#define EMPTY_READ_US 20000

/**
 * KioskEscposLink:
 *
 * A conversation with one thermal printer over TCP or a device file.
 *
 * Two writers at one printer print a mixture, so the link holds a lock that other processes of the
 * kiosk respect: on the device file itself, or on a file that stands for the TCP address.
 */
struct _KioskEscposLink
{
  /* owned */
  GSocketConnection *connection; /* (nullable): over TCP */
  GCancellable *cancellable;     /* (nullable) */

  /* state */
  int fd;      /* the connection's, or our own */
  int lock_fd; /* -1: the device file carries the lock */
  KioskEscposAnswers answers;
};

/**
 * kiosk_escpos_address_is_valid:
 * @address: `escpos+tcp://HOST[:PORT]` or `escpos+file:///PATH`
 *
 * Returns: whether a link could be opened to such an address
 */
gboolean
kiosk_escpos_address_is_valid (const char *address)
{
  g_autoptr (GSocketConnectable) host = NULL;

  if (address == NULL)
    return FALSE;
  if (g_str_has_prefix (address, FILE_PATH "/"))
    return strlen (address) > strlen (FILE_PATH "/");
  if (!g_str_has_prefix (address, TCP) || !g_ascii_isgraph (address[strlen (TCP)]))
    return FALSE;

  host = g_network_address_parse (address + strlen (TCP), DEFAULT_PORT, NULL);
  return host != NULL;
}

static gboolean
fail (GError **error, KioskPrinterError code, const char *message)
{
  g_set_error_literal (error, KIOSK_PRINTER_ERROR, (int) code, message);
  return FALSE;
}

static int
open_lock_file (const char *address)
{
  g_autofree char *digest = kiosk_sha256_hex (address, strlen (address));
  g_autofree char *name = g_strdup_printf ("motcua-printer-%.16s.lock", digest);
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), name, NULL);

  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);
  return open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static gboolean
open_tcp (KioskEscposLink *self, const char *address, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) why = NULL;

  self->lock_fd = open_lock_file (address);
  if (self->lock_fd >= 0 && flock (self->lock_fd, LOCK_EX | LOCK_NB) != 0)
    return fail (error, KIOSK_PRINTER_ERROR_BUSY, "Another process is talking to the printer");

  g_socket_client_set_timeout (client, CONNECT_SECONDS);
  g_socket_client_set_enable_proxy (client, FALSE);
  self->connection = g_socket_client_connect_to_host (client, address + strlen (TCP), DEFAULT_PORT,
                                                      self->cancellable, &why);
  if (self->connection == NULL)
    {
      g_set_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_NOT_READY,
                   "Cannot reach the printer: %s; switch it on, or correct its address",
                   why->message);
      return FALSE;
    }

  self->fd = g_socket_get_fd (g_socket_connection_get_socket (self->connection));
  return TRUE;
}

static gboolean
open_path (KioskEscposLink *self, const char *path, GError **error)
{
  self->fd = open (path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (self->fd < 0)
    {
      g_set_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_NOT_READY,
                   "Cannot open the printer's device file: %s; plug it in, or correct its address",
                   g_strerror (errno));
      return FALSE;
    }
  if (flock (self->fd, LOCK_EX | LOCK_NB) != 0)
    return fail (error, KIOSK_PRINTER_ERROR_BUSY, "Another process is talking to the printer");

  if (isatty (self->fd))
    {
      struct termios settings;

      if (tcgetattr (self->fd, &settings) == 0)
        {
          cfmakeraw (&settings);
          tcsetattr (self->fd, TCSANOW, &settings);
        }
    }
  return TRUE;
}

/**
 * kiosk_escpos_link_open:
 * @address: `escpos+tcp://HOST[:PORT]` or `escpos+file:///PATH`
 * @cancellable: (nullable): ends every wait on the link
 * @error: %KIOSK_PRINTER_ERROR_NOT_READY or %KIOSK_PRINTER_ERROR_BUSY
 *
 * Blocks for three seconds at most.
 *
 * Returns: (transfer full): the link, or %NULL with @error set
 */
KioskEscposLink *
kiosk_escpos_link_open (const char *address, GCancellable *cancellable, GError **error)
{
  g_autoptr (KioskEscposLink) self = g_new0 (KioskEscposLink, 1);

  self->fd = -1;
  self->lock_fd = -1;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  kiosk_escpos_answers_init (&self->answers);
  if (g_str_has_prefix (address, FILE_PATH) ? !open_path (self, address + strlen (FILE_PATH), error)
                                            : !open_tcp (self, address, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Waits for @events; what else poll() says is seen by the read or write that follows. */
static gboolean
wait_for (KioskEscposLink *self, short events, gint64 deadline, short *seen, GError **error)
{
  gint64 left = (deadline - g_get_monotonic_time ()) / 1000;
  GPollFD cancel = { .fd = -1 };
  GPollFD fds[2];
  gboolean cancellable = g_cancellable_make_pollfd (self->cancellable, &cancel);
  int n;

  fds[0] = (GPollFD){ self->fd, (gushort) events, 0 };
  fds[1] = cancel;
  n = g_poll (fds, cancellable ? 2 : 1, (gint) CLAMP (left, 0, G_MAXINT));
  if (cancellable)
    g_cancellable_release_fd (self->cancellable);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (n == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The printer did not answer");
      return FALSE;
    }

  *seen = n > 0 ? (short) fds[0].revents : 0;
  return TRUE;
}

/* Reads what is there; FALSE when the printer has gone. @complete: an answer is complete. */
static gboolean
take_bytes (KioskEscposLink *self, gboolean *complete, GError **error)
{
  guint8 bytes[256];
  gssize n = read (self->fd, bytes, sizeof bytes);

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return TRUE;
  if (n == 0 && self->connection == NULL)
    {
      /* The USB class driver passes on empty transfers; they are no end, but must not make us spin. */
      g_usleep (EMPTY_READ_US);
      return TRUE;
    }
  if (n <= 0)
    return fail (error, KIOSK_PRINTER_ERROR_NOT_READY, "The printer closed the connection");

  for (gssize i = 0; i < n; i++)
    if (kiosk_escpos_answers_feed (&self->answers, bytes[i]))
      *complete = TRUE;
  return TRUE;
}

/**
 * kiosk_escpos_link_write:
 * @self: a link
 * @bytes: what to send
 * @timeout_ms: for all of it; printers that are out of paper stop taking bytes
 * @error: %G_IO_ERROR_TIMED_OUT, %G_IO_ERROR_CANCELLED or %KIOSK_PRINTER_ERROR_NOT_READY
 *
 * Answers that come meanwhile are sorted, so that neither side waits for the other.
 *
 * Returns: whether all of it was taken by the system; the printer may still lack it
 */
gboolean
kiosk_escpos_link_write (KioskEscposLink *self, const GByteArray *bytes, guint timeout_ms,
                         GError **error)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  gsize done = 0;

  while (done < bytes->len)
    {
      short seen = 0;
      gboolean complete = FALSE;
      gssize n;

      if (!wait_for (self, POLLIN | POLLOUT, deadline, &seen, error))
        return FALSE;
      if ((seen & (POLLIN | POLLHUP | POLLERR)) != 0 && !take_bytes (self, &complete, error))
        return FALSE;
      if ((seen & POLLOUT) == 0)
        continue;

      n = self->connection != NULL
              ? send (self->fd, bytes->data + done, bytes->len - done, MSG_NOSIGNAL | MSG_DONTWAIT)
              : write (self->fd, bytes->data + done, bytes->len - done);
      if (n < 0 && errno != EAGAIN && errno != EINTR)
        return fail (error, KIOSK_PRINTER_ERROR_NOT_READY, "The printer stopped taking data");
      done += n > 0 ? (gsize) n : 0;
    }

  return TRUE;
}

/**
 * kiosk_escpos_link_wait:
 * @self: a link
 * @timeout_ms: how long
 * @error: %G_IO_ERROR_TIMED_OUT, %G_IO_ERROR_CANCELLED or %KIOSK_PRINTER_ERROR_NOT_READY
 *
 * Returns: whether an answer has come; see kiosk_escpos_link_answers()
 */
gboolean
kiosk_escpos_link_wait (KioskEscposLink *self, guint timeout_ms, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  gboolean complete = FALSE;

  while (!complete)
    {
      short seen = 0;

      if (!wait_for (self, POLLIN, deadline, &seen, error) || !take_bytes (self, &complete, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * kiosk_escpos_link_answers:
 * @self: a link
 *
 * Returns: (transfer none): what the printer has said so far
 */
KioskEscposAnswers *
kiosk_escpos_link_answers (KioskEscposLink *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->answers;
}

static gboolean
ask_one (KioskEscposLink *self, KioskEscposStatus status, guint timeout_ms, guint8 *byte)
{
  g_autoptr (GByteArray) question = g_byte_array_new ();
  gint64 deadline = g_get_monotonic_time () + (gint64) timeout_ms * 1000;

  kiosk_escpos_put_status (question, status);
  self->answers.has_status = FALSE;
  if (!kiosk_escpos_link_write (self, question, timeout_ms, NULL))
    return FALSE;

  while (!self->answers.has_status)
    {
      gint64 left = (deadline - g_get_monotonic_time ()) / 1000;

      if (left <= 0 || !kiosk_escpos_link_wait (self, (guint) left, NULL))
        return FALSE;
    }
  *byte = self->answers.status;
  return TRUE;
}

/**
 * kiosk_escpos_link_ask:
 * @self: a link
 * @timeout_ms: for each of the questions
 *
 * Asks for cover and errors, paper, and cutter, at once and out of turn (DLE EOT).
 *
 * Returns: the first thing that keeps it from printing, %KIOSK_PRINTER_OFFLINE when it does not answer
 */
KioskPrinterState
kiosk_escpos_link_ask (KioskEscposLink *self, guint timeout_ms)
{
  static const KioskEscposStatus questions[]
      = { KIOSK_ESCPOS_STATUS_PAPER, KIOSK_ESCPOS_STATUS_OFFLINE, KIOSK_ESCPOS_STATUS_FAULT };
  KioskPrinterState state = KIOSK_PRINTER_READY;

  g_return_val_if_fail (self != NULL, KIOSK_PRINTER_OFFLINE);

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      guint8 byte = 0;

      if (!ask_one (self, questions[i], timeout_ms, &byte))
        return KIOSK_PRINTER_OFFLINE;
      /* An open cover also means no paper under the head: the cover is what staff mends. */
      if (state == KIOSK_PRINTER_READY
          || (questions[i] == KIOSK_ESCPOS_STATUS_OFFLINE && (byte & 0x04) != 0))
        state = kiosk_escpos_status_state (questions[i], byte);
    }

  return state;
}

/**
 * kiosk_escpos_link_close:
 * @self: (transfer full): a link
 */
void
kiosk_escpos_link_close (KioskEscposLink *self)
{
  g_return_if_fail (self != NULL);

  if (self->connection != NULL)
    g_io_stream_close (G_IO_STREAM (self->connection), NULL, NULL);
  else if (self->fd >= 0)
    close (self->fd);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);
  g_free (self);
}
