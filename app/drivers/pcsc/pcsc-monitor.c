/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/pcsc/pcsc-monitor.h"

#include "drivers/pcsc/pcsc-watch.h"

/**
 * KioskPcscMonitor:
 *
 * Which readers there are and where cards lie, told on the main context that started it.
 */
struct _KioskPcscMonitor
{
  GObject parent_instance;

  KioskPcscWatch *watch; /* (nullable) only while started */
  guint round;           /* tells news of an earlier start */
  gboolean connected;
  GPtrArray *slots; /* (owned) (element-type KioskPcscSlot) */
};

G_DEFINE_FINAL_TYPE (KioskPcscMonitor, kiosk_pcsc_monitor, G_TYPE_OBJECT)

static guint signal_changed;

/* What goes from the thread to the main context. */
typedef struct
{
  GWeakRef monitor;
  GMainContext *home; /* (owned) */
  guint round;
} Line;

typedef struct
{
  KioskPcscMonitor *monitor; /* (owned) */
  guint round;
  gboolean connected;
  GPtrArray *slots; /* (owned) */
} News;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_weak_ref_clear (&line->monitor);
  g_main_context_unref (line->home);
  g_free (line);
}

static void
news_free (gpointer data)
{
  News *news = data;

  g_object_unref (news->monitor);
  g_ptr_array_unref (news->slots);
  g_free (news);
}

static gboolean
on_news_home (gpointer user_data)
{
  News *news = user_data;
  KioskPcscMonitor *self = news->monitor;

  if (self->watch == NULL || self->round != news->round)
    return G_SOURCE_REMOVE;
  self->connected = news->connected;
  g_ptr_array_unref (self->slots);
  self->slots = g_ptr_array_ref (news->slots);
  g_signal_emit (self, signal_changed, 0);

  return G_SOURCE_REMOVE;
}

static void
on_news (gboolean connected, GPtrArray *slots, gpointer user_data)
{
  Line *line = user_data;
  KioskPcscMonitor *self = g_weak_ref_get (&line->monitor);
  g_autoptr (GSource) source = NULL;
  News *news;

  if (self == NULL)
    return;
  news = g_new0 (News, 1);
  news->monitor = self;
  news->round = line->round;
  news->connected = connected;
  news->slots = g_ptr_array_ref (slots);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_news_home, news, news_free);
  g_source_attach (source, line->home);
}

static void
kiosk_pcsc_monitor_dispose (GObject *object)
{
  kiosk_pcsc_monitor_stop (KIOSK_PCSC_MONITOR (object));

  G_OBJECT_CLASS (kiosk_pcsc_monitor_parent_class)->dispose (object);
}

static void
kiosk_pcsc_monitor_finalize (GObject *object)
{
  KioskPcscMonitor *self = KIOSK_PCSC_MONITOR (object);

  g_clear_pointer (&self->slots, g_ptr_array_unref);

  G_OBJECT_CLASS (kiosk_pcsc_monitor_parent_class)->finalize (object);
}

static void
kiosk_pcsc_monitor_class_init (KioskPcscMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_pcsc_monitor_dispose;
  object_class->finalize = kiosk_pcsc_monitor_finalize;

  /**
   * KioskPcscMonitor::changed:
   * @self: a monitor
   *
   * A reader or a card came or went, or the service did. Emitted once after each start.
   */
  signal_changed = g_signal_new ("changed", KIOSK_TYPE_PCSC_MONITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
kiosk_pcsc_monitor_init (KioskPcscMonitor *self)
{
  self->slots = g_ptr_array_new ();
}

/**
 * kiosk_pcsc_monitor_new:
 *
 * Returns: (transfer full): a monitor that is stopped
 */
KioskPcscMonitor *
kiosk_pcsc_monitor_new (void)
{
  return g_object_new (KIOSK_TYPE_PCSC_MONITOR, NULL);
}

/**
 * kiosk_pcsc_monitor_start:
 * @self: a monitor
 *
 * A service that is not there is waited for, ever more slowly (0.25 to 10 s); while it is there
 * nothing runs until it tells something.
 */
void
kiosk_pcsc_monitor_start (KioskPcscMonitor *self)
{
  Line *line;

  g_return_if_fail (KIOSK_IS_PCSC_MONITOR (self));

  if (self->watch != NULL)
    return;
  line = g_new0 (Line, 1);
  g_weak_ref_init (&line->monitor, self);
  line->home = g_main_context_ref_thread_default ();
  line->round = ++self->round;
  self->watch = kiosk_pcsc_watch_start (on_news, line, line_free);
}

/**
 * kiosk_pcsc_monitor_stop:
 * @self: a monitor
 *
 * Never waits, even for a service that hangs. After it nothing is known and nothing is emitted.
 */
void
kiosk_pcsc_monitor_stop (KioskPcscMonitor *self)
{
  g_return_if_fail (KIOSK_IS_PCSC_MONITOR (self));

  g_clear_pointer (&self->watch, kiosk_pcsc_watch_stop);
  self->connected = FALSE;
  g_ptr_array_unref (self->slots);
  self->slots = g_ptr_array_new ();
}

/**
 * kiosk_pcsc_monitor_is_connected:
 * @self: a monitor
 *
 * Returns: whether the service is there
 */
gboolean
kiosk_pcsc_monitor_is_connected (KioskPcscMonitor *self)
{
  g_return_val_if_fail (KIOSK_IS_PCSC_MONITOR (self), FALSE);

  return self->connected;
}

/**
 * kiosk_pcsc_monitor_get_slots:
 * @self: a monitor
 *
 * Returns: (transfer none) (element-type KioskPcscSlot): every reader of the service, as it was
 *   last told; another array after the next news
 */
GPtrArray *
kiosk_pcsc_monitor_get_slots (KioskPcscMonitor *self)
{
  g_return_val_if_fail (KIOSK_IS_PCSC_MONITOR (self), NULL);

  return self->slots;
}
