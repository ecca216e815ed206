/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/serial/serial-reader.h"

#include "base/backoff.h"
#include "drivers/serial/frame.h"
#include "failure/failure.h"

#include <glib-unix.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#define IDLE_MS 60
#define REOPEN_MIN_MS 250
#define REOPEN_MAX_MS 5000
#define CHUNK 512

/**
 * KioskSerialReader:
 *
 * A barcode gun in USB-COM mode (CDC ACM): a terminal device that sends the bytes of each code.
 *
 * The mode is the only one of a gun that carries Vietnamese: as a keyboard it sends key codes of
 * one layout. The device is closed while the reader is stopped, and what arrived before it was
 * opened is thrown away, so that nobody's scan waits for the next citizen. What is read is never
 * logged.
 */
struct _KioskSerialReader
{
  GObject parent_instance;

  char *path; /* (owned) */

  /* state */
  gboolean started;
  int fd;           /* -1 when closed */
  guint n_closed;   /* tells a callback that the device was closed under it */
  gboolean refused; /* the reason for staying offline has been logged */
  KioskFrame frame;
  KioskBackoff backoff;

  /* sources */
  guint watch_id;
  guint idle_id;
  guint reopen_id;
};

static void kiosk_serial_reader_iface_init (KioskCodeReaderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KioskSerialReader, kiosk_serial_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_CODE_READER,
                                                      kiosk_serial_reader_iface_init))

static gboolean on_ready (int fd, GIOCondition condition, gpointer user_data);
static void schedule_reopen (KioskSerialReader *self);

/* Raw: no byte of a code may be taken for a control character, echoed or changed. */
static gboolean
make_raw (int fd)
{
  struct termios settings;

  if (tcgetattr (fd, &settings) != 0)
    return FALSE;
  cfmakeraw (&settings);
  settings.c_cflag |= CLOCAL | CREAD;
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  cfsetispeed (&settings, B115200);
  cfsetospeed (&settings, B115200);
  if (tcsetattr (fd, TCSANOW, &settings) != 0 || tcflush (fd, TCIFLUSH) != 0)
    return FALSE;
  /* Whoever else opens the device, such as a modem prober, would eat part of a scan. */
  ioctl (fd, TIOCEXCL);

  return TRUE;
}

static gboolean
open_device (KioskSerialReader *self)
{
  int fd = open (self->path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  int saved_errno = errno;

  if (fd >= 0 && !make_raw (fd))
    {
      saved_errno = errno;
      close (fd);
      fd = -1;
    }
  if (fd < 0)
    {
      if (!self->refused)
        {
          g_message ("The code reader %s cannot be opened: %s", self->path,
                     g_strerror (saved_errno));
          kiosk_failure_log (KIOSK_FAILURE_GUN_UNPLUGGED, self->path, NULL);
        }
      self->refused = TRUE;
      return FALSE;
    }

  self->fd = fd;
  self->refused = FALSE;
  self->watch_id = g_unix_fd_add (fd, G_IO_IN | G_IO_HUP | G_IO_ERR, on_ready, self);
  kiosk_backoff_reset (&self->backoff);
  g_info ("The code reader %s is open", self->path);

  return TRUE;
}

static void
close_device (KioskSerialReader *self)
{
  g_clear_handle_id (&self->watch_id, g_source_remove);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_handle_id (&self->reopen_id, g_source_remove);
  kiosk_frame_wipe (&self->frame);
  self->n_closed++;
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

static gboolean
on_reopen (gpointer user_data)
{
  g_autoptr (KioskSerialReader) self = g_object_ref (KIOSK_SERIAL_READER (user_data));

  self->reopen_id = 0;
  if (open_device (self))
    g_signal_emit_by_name (self, "online-changed");
  else
    schedule_reopen (self);

  return G_SOURCE_REMOVE;
}

static void
schedule_reopen (KioskSerialReader *self)
{
  self->reopen_id = g_timeout_add (kiosk_backoff_next (&self->backoff), on_reopen, self);
}

static void
lose_device (KioskSerialReader *self)
{
  kiosk_failure_log (KIOSK_FAILURE_GUN_UNPLUGGED, self->path, NULL);
  close_device (self);
  schedule_reopen (self);
  g_signal_emit_by_name (self, "online-changed");
}

static void
emit_scan (KioskSerialReader *self, KioskSecret *scan)
{
  g_signal_emit_by_name (self, "scanned", scan);
  kiosk_secret_unref (scan);
}

/* Whoever hears of a scan may stop the reader: what came behind it is then nobody's. */
static void
take_bytes (KioskSerialReader *self, const guint8 *data, gsize length)
{
  guint n_closed = self->n_closed;

  while (length > 0 && self->n_closed == n_closed)
    {
      gsize used = 0;
      KioskSecret *scan = kiosk_frame_push (&self->frame, data, length, &used);

      data += used;
      length -= used;
      if (scan != NULL)
        emit_scan (self, scan);
    }
}

/* Returns what read() did: bytes, 0 or an error for a device that is gone, EAGAIN for silence. */
static gssize
read_some (KioskSerialReader *self)
{
  guint8 chunk[CHUNK];
  gssize n;
  int saved_errno;

  do
    n = read (self->fd, chunk, sizeof chunk);
  while (n < 0 && errno == EINTR);
  saved_errno = errno;
  if (n > 0)
    {
      guint n_dropped = self->frame.n_dropped;

      take_bytes (self, chunk, (gsize) n);
      if (self->frame.n_dropped != n_dropped)
        kiosk_failure_log (KIOSK_FAILURE_GUN_FLOOD, self->path, NULL);
      kiosk_wipe (chunk, (gsize) n);
    }
  errno = saved_errno;

  return n;
}

static gboolean
on_idle (gpointer user_data)
{
  g_autoptr (KioskSerialReader) self = g_object_ref (KIOSK_SERIAL_READER (user_data));
  guint n_closed = self->n_closed;
  KioskSecret *scan;

  /* The program may have been busy while the gun went on: only silence on the line counts. */
  if (read_some (self) > 0)
    return G_SOURCE_CONTINUE;
  if (self->n_closed != n_closed)
    return G_SOURCE_REMOVE;

  self->idle_id = 0;
  scan = kiosk_frame_end (&self->frame);
  if (scan != NULL)
    emit_scan (self, scan);

  return G_SOURCE_REMOVE;
}

static void
restart_idle (KioskSerialReader *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (kiosk_frame_is_open (&self->frame))
    self->idle_id = g_timeout_add (IDLE_MS, on_idle, self);
}

static gboolean
on_ready (int fd, GIOCondition condition, gpointer user_data)
{
  g_autoptr (KioskSerialReader) self = g_object_ref (KIOSK_SERIAL_READER (user_data));
  guint n_closed = self->n_closed;
  gssize n = read_some (self);

  if (self->n_closed != n_closed)
    return G_SOURCE_REMOVE;
  if (n > 0)
    restart_idle (self);
  else if (n == 0 || errno != EAGAIN || (condition & (G_IO_HUP | G_IO_ERR)) != 0)
    lose_device (self);

  return G_SOURCE_CONTINUE;
}

static void
kiosk_serial_reader_start (KioskCodeReader *reader)
{
  KioskSerialReader *self = KIOSK_SERIAL_READER (reader);

  if (self->started)
    return;

  self->started = TRUE;
  self->refused = FALSE;
  kiosk_backoff_reset (&self->backoff);
  if (!open_device (self))
    schedule_reopen (self);
}

static void
kiosk_serial_reader_stop (KioskCodeReader *reader)
{
  KioskSerialReader *self = KIOSK_SERIAL_READER (reader);

  self->started = FALSE;
  close_device (self);
}

/* A gun that is not listened to is asked for only by its name: opening it would eat a scan. */
static gboolean
kiosk_serial_reader_is_online (KioskCodeReader *reader)
{
  KioskSerialReader *self = KIOSK_SERIAL_READER (reader);

  return self->started ? self->fd >= 0 : access (self->path, R_OK) == 0;
}

static void
kiosk_serial_reader_iface_init (KioskCodeReaderInterface *iface)
{
  iface->start = kiosk_serial_reader_start;
  iface->stop = kiosk_serial_reader_stop;
  iface->is_online = kiosk_serial_reader_is_online;
}

static void
kiosk_serial_reader_finalize (GObject *object)
{
  KioskSerialReader *self = KIOSK_SERIAL_READER (object);

  close_device (self);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (kiosk_serial_reader_parent_class)->finalize (object);
}

static void
kiosk_serial_reader_class_init (KioskSerialReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_serial_reader_finalize;
}

static void
kiosk_serial_reader_init (KioskSerialReader *self)
{
  self->fd = -1;
  kiosk_backoff_init (&self->backoff, REOPEN_MIN_MS, REOPEN_MAX_MS);
}

/**
 * kiosk_serial_reader_new:
 * @path: the device; best a name that udev gives by maker and model, because ttyACM0 may be another
 *   one after the next start
 *
 * Returns: (transfer full): a reader that is stopped
 */
KioskSerialReader *
kiosk_serial_reader_new (const char *path)
{
  KioskSerialReader *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (KIOSK_TYPE_SERIAL_READER, NULL);
  self->path = g_strdup (path);

  return self;
}
