/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-courier"

#include "courier/courier.h"

#include "courier/delivery.h"
#include "courier/gate.h"
#include "courier/inbox.h"
#include "courier/reconcile.h"
#include "failure/failure.h"

#define HOUSEKEEPING_S 600
#define RECONCILE_S (24 * 3600)
#define FIRST_RECONCILE_S (15 * 60) /* a kiosk that is switched off each night has no whole day */
#define DUE_LIMIT 32
#define TOO_SHORT_US G_USEC_PER_SEC /* a wait that was answered sooner was no wait */

/**
 * KioskCourier:
 *
 * Moves what is due to the province and brings its news back.
 *
 * Everything follows from one question, asked whenever something happens: is anything due, and may
 * we ask? There is no timer for an entry and nothing is remembered of an attempt but how many there
 * were, in memory, so that one that fails again and again does not go first.
 *
 * After a failure the inbox is asked first, without waiting: it is the smallest request there is,
 * and its answer says that we are online.
 */
struct _KioskCourier
{
  GObject parent_instance;

  /* owned */
  KioskClock *clock;
  KioskOutbox *outbox;
  KioskLink *link; /* (nullable) */
  KioskTransport *transport;
  GPtrArray *receipt_keys;
  KioskGate *gate;
  GHashTable *under_way; /* (element-type utf8 utf8): ids */
  GHashTable *attempts;  /* (element-type utf8 guint): id to how often it was tried */
  GCancellable *cancellable;
  GCancellable *looking; /* (nullable): the look into the inbox under way */

  /* state */
  KioskCourierPolicy policy;
  gboolean answered;      /* the inbox has answered since the last failure */
  gint64 look_started;    /* monotonic */
  gint64 look_not_before; /* monotonic */
  gboolean reconciling;
  guint version; /* of the outbox */
  guint gate_id;
  guint look_id;
  guint housekeeping_id;
  guint reconcile_id;
};

enum
{
  SIGNAL_SETTLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

const KioskCourierPolicy kiosk_courier_policy = {
  .retry_min_ms = 2 * 1000,
  .retry_max_ms = 15 * 60 * 1000,
  .look_ms = 5 * 1000,
  .wait_s = 55,
  .retain_days = 7,
};

G_DEFINE_FINAL_TYPE (KioskCourier, kiosk_courier, G_TYPE_OBJECT)

static void tick (KioskCourier *self);

static void
say_online (KioskCourier *self, gboolean online)
{
  if (self->link != NULL)
    kiosk_link_set_online (self->link, online);
}

static void
announce (KioskCourier *self, const char *id)
{
  if (self->link != NULL)
    kiosk_link_announce (self->link, id);
}

/* ---- the gate ---- */

static gboolean
on_gate_opens (gpointer user_data)
{
  KioskCourier *self = user_data;

  self->gate_id = 0;
  tick (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_gate (KioskCourier *self)
{
  if (self->gate_id == 0)
    self->gate_id
        = g_timeout_add (MAX (kiosk_gate_get_wait_ms (self->gate), 1), on_gate_opens, self);
}

/* The province is away, or not what it should be: for everything alike. */
static void
fail (KioskCourier *self, KioskGateSide side, KioskVerdict verdict, guint retry_after_s)
{
  if (verdict == KIOSK_VERDICT_BACK_OFF)
    kiosk_gate_fail (self->gate, side, retry_after_s);
  else
    kiosk_gate_pause (self->gate);

  if (self->answered || verdict != KIOSK_VERDICT_BACK_OFF)
    {
      kiosk_failure_log (KIOSK_FAILURE_NETWORK_GONE, NULL, NULL);
      g_message ("The province cannot be reached (%s); asking again in %u s",
                 kiosk_verdict_to_string (verdict), kiosk_gate_get_wait_ms (self->gate) / 1000);
    }
  self->answered = FALSE;
  self->look_not_before = 0;
  say_online (self, FALSE);
  g_cancellable_cancel (self->looking);
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0, FALSE);
}

/* ---- deliveries ---- */

static void
settle_accepted (KioskCourier *self, const char *id, const KioskOutcome *outcome)
{
  g_autoptr (GError) error = NULL;

  if (!kiosk_outbox_acknowledge (self->outbox, id, outcome->receipt, outcome->signature,
                                 outcome->received_at, &error))
    {
      /* The province has it and will say so again; it is not asked without pause meanwhile. */
      g_warning ("%s: %s", id, error->message);
      kiosk_gate_fail (self->gate, KIOSK_GATE_DELIVERY, 0);
      return;
    }
  kiosk_gate_succeed (self->gate, KIOSK_GATE_DELIVERY);
  g_message ("%s: the province has signed for it", id);
  announce (self, id);
}

static void
settle_refused (KioskCourier *self, const char *id, const KioskOutcome *outcome)
{
  g_autoptr (GError) error = NULL;

  if (!kiosk_outbox_quarantine (self->outbox, id, outcome->reason, &error))
    {
      g_warning ("%s: %s", id, error->message);
      kiosk_gate_fail (self->gate, KIOSK_GATE_DELIVERY, 0);
      return;
    }
  kiosk_gate_succeed (self->gate, KIOSK_GATE_DELIVERY);
  g_warning ("%s: put in quarantine (%s); staff must look at it", id, outcome->reason);
  kiosk_failure_log (KIOSK_FAILURE_DOSSIER_REFUSED, NULL, NULL);
  announce (self, id);
}

typedef struct
{
  KioskCourier *courier; /* weak: gone when the answer is CANCELLED */
  char *id;
} Journey;

static void
journey_free (Journey *journey)
{
  g_free (journey->id);
  g_free (journey);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Journey, journey_free)

static void
on_delivered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Journey) journey = user_data;
  g_autoptr (KioskOutcome) outcome
      = kiosk_delivery_send_finish (KIOSK_TRANSPORT (source), result, NULL);
  KioskCourier *self = journey->courier;

  if (outcome == NULL)
    return;

  g_hash_table_remove (self->under_way, journey->id);
  if (outcome->verdict == KIOSK_VERDICT_ACCEPTED)
    settle_accepted (self, journey->id, outcome);
  else if (outcome->verdict == KIOSK_VERDICT_QUARANTINE)
    settle_refused (self, journey->id, outcome);
  else
    fail (self, KIOSK_GATE_DELIVERY, outcome->verdict, outcome->retry_after_s);
  if (!kiosk_verdict_is_device (outcome->verdict))
    g_hash_table_remove (self->attempts, journey->id);
  tick (self);
}

static void
deliver (KioskCourier *self, const KioskOutboxEntry *entry)
{
  Journey *journey = g_new0 (Journey, 1);
  guint attempts = GPOINTER_TO_UINT (g_hash_table_lookup (self->attempts, entry->id));

  journey->courier = self;
  journey->id = g_strdup (entry->id);
  g_hash_table_add (self->under_way, g_strdup (entry->id));
  g_hash_table_insert (self->attempts, g_strdup (entry->id), GUINT_TO_POINTER (attempts + 1));
  kiosk_delivery_send_async (self->transport, entry, self->receipt_keys, self->cancellable,
                             on_delivered, journey);
}

/* Of those that are due, the first of the least tried. */
static const KioskOutboxEntry *
choose (KioskCourier *self, const GPtrArray *due)
{
  const KioskOutboxEntry *best = NULL;
  guint fewest = G_MAXUINT;

  for (guint i = 0; i < due->len; i++)
    {
      const KioskOutboxEntry *entry = g_ptr_array_index (due, i);
      guint attempts = GPOINTER_TO_UINT (g_hash_table_lookup (self->attempts, entry->id));

      if (attempts < fewest && !g_hash_table_contains (self->under_way, entry->id))
        {
          best = entry;
          fewest = attempts;
        }
    }

  return best;
}

static void
deliver_due (KioskCourier *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = kiosk_outbox_list_due (self->outbox, DUE_LIMIT, &error);
  const KioskOutboxEntry *entry;

  if (due == NULL)
    {
      g_warning ("%s", error->message);
      return;
    }

  while (g_hash_table_size (self->under_way) < kiosk_gate_get_width (self->gate)
         && (entry = choose (self, due)) != NULL)
    deliver (self, entry);
  if (due->len == 0 && g_hash_table_size (self->under_way) == 0 && !self->reconciling)
    g_signal_emit (self, signals[SIGNAL_SETTLED], 0, TRUE);
}

/* ---- the inbox ---- */

static void
accept_news (KioskCourier *self, const KioskNews *news)
{
  gint64 now = kiosk_clock_get_monotonic (self->clock);

  kiosk_gate_succeed (self->gate, KIOSK_GATE_INBOX);
  /* A proxy that does not let the province wait must not make us ask without pause. */
  if (self->answered && news->changed->len == 0 && now - self->look_started < TOO_SHORT_US)
    self->look_not_before = now + self->policy.look_ms * 1000;
  if (!self->answered)
    g_message ("The province answers");
  self->answered = TRUE;
  say_online (self, TRUE);
  for (guint i = 0; i < news->changed->len; i++)
    announce (self, g_ptr_array_index (news->changed, i));
}

static void
on_news (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KioskCourier) self = user_data;
  g_autoptr (KioskNews) news = kiosk_inbox_look_finish (KIOSK_TRANSPORT (source), result, NULL);

  g_clear_object (&self->looking);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (news != NULL && news->verdict == KIOSK_VERDICT_ACCEPTED)
    accept_news (self, news);
  else if (news != NULL)
    fail (self, KIOSK_GATE_INBOX, news->verdict, news->retry_after_s);
  tick (self);
}

static void
look_into_inbox (KioskCourier *self)
{
  gint64 now = kiosk_clock_get_monotonic (self->clock);

  if (self->looking != NULL || now < self->look_not_before)
    return;

  self->looking = g_cancellable_new ();
  self->look_started = now;
  kiosk_inbox_look_async (self->transport, self->outbox, self->answered ? self->policy.wait_s : 0,
                          self->looking, on_news, g_object_ref (self));
}

/* ---- what drives it ---- */

static void
tick (KioskCourier *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (kiosk_gate_get_wait_ms (self->gate) > 0)
    {
      wait_for_gate (self);
      return;
    }

  look_into_inbox (self);
  if (self->answered)
    deliver_due (self);
}

static gboolean
on_look (gpointer user_data)
{
  KioskCourier *self = user_data;
  guint version = kiosk_outbox_get_version (self->outbox);

  if (version != self->version || self->looking == NULL)
    {
      self->version = version;
      tick (self);
    }
  return G_SOURCE_CONTINUE;
}

static void
on_rung (KioskLink *link, KioskCourier *self)
{
  tick (self);
}

static gboolean
on_housekeeping (gpointer user_data)
{
  KioskCourier *self = user_data;
  gint64 retain_us = self->policy.retain_days * G_TIME_SPAN_DAY;
  gint64 now = kiosk_clock_get_real (self->clock);
  g_autoptr (GError) error = NULL;

  /* On a full disk the next citizen comes before a second copy of what the province has. */
  if (!kiosk_outbox_has_room (self->outbox))
    retain_us = G_TIME_SPAN_HOUR;
  if (!kiosk_outbox_purge (self->outbox, now - retain_us, &error))
    g_warning ("%s", error->message);
  return G_SOURCE_CONTINUE;
}

static void
on_reconciled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KioskCourier) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n_lost;

  self->reconciling = FALSE;
  if (kiosk_reconcile_finish (KIOSK_TRANSPORT (source), result, &n_lost, &error))
    g_message ("Asked after what the province has signed for: %u lost", n_lost);
  else
    g_message ("Could not ask after everything: %s", error->message);
  tick (self);
}

static gboolean
on_reconcile (gpointer user_data)
{
  KioskCourier *self = user_data;

  kiosk_courier_reconcile (self);
  self->reconcile_id = g_timeout_add_seconds (RECONCILE_S, on_reconcile, self);
  return G_SOURCE_REMOVE;
}

/* ---- the type ---- */

static void
kiosk_courier_dispose (GObject *object)
{
  KioskCourier *self = KIOSK_COURIER (object);

  kiosk_courier_stop (self);
  if (self->link != NULL)
    g_signal_handlers_disconnect_by_data (self->link, self);
  g_clear_object (&self->link);
  g_clear_object (&self->outbox);
  g_clear_object (&self->transport);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (kiosk_courier_parent_class)->dispose (object);
}

static void
kiosk_courier_finalize (GObject *object)
{
  KioskCourier *self = KIOSK_COURIER (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->receipt_keys);
  g_hash_table_unref (self->under_way);
  g_hash_table_unref (self->attempts);
  kiosk_gate_free (self->gate);

  G_OBJECT_CLASS (kiosk_courier_parent_class)->finalize (object);
}

static void
kiosk_courier_class_init (KioskCourierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_courier_dispose;
  object_class->finalize = kiosk_courier_finalize;

  /**
   * KioskCourier::settled:
   * @self: a courier
   * @clear: whether everything that is due is with the province; else it is away
   */
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", KIOSK_TYPE_COURIER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
kiosk_courier_init (KioskCourier *self)
{
  self->cancellable = g_cancellable_new ();
  self->under_way = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->attempts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * kiosk_courier_new:
 * @parts: what it works with
 * @policy: how patient it is; &kiosk_courier_policy outside tests
 *
 * Returns: (transfer full): a courier that does nothing yet
 */
KioskCourier *
kiosk_courier_new (const KioskCourierParts *parts, const KioskCourierPolicy *policy)
{
  KioskCourier *self = g_object_new (KIOSK_TYPE_COURIER, NULL);

  self->clock = g_object_ref (parts->clock);
  self->outbox = g_object_ref (parts->outbox);
  self->transport = g_object_ref (parts->transport);
  self->receipt_keys = g_ptr_array_ref (parts->receipt_keys);
  self->policy = *policy;
  self->gate = kiosk_gate_new (parts->clock, policy->retry_min_ms, policy->retry_max_ms);
  if (parts->link != NULL)
    {
      self->link = g_object_ref (parts->link);
      g_signal_connect (self->link, "rung", G_CALLBACK (on_rung), self);
    }
  return self;
}

/**
 * kiosk_courier_start:
 * @self: a courier
 *
 * From now on it sends what is due, listens, and keeps house, until kiosk_courier_stop().
 */
void
kiosk_courier_start (KioskCourier *self)
{
  g_return_if_fail (KIOSK_IS_COURIER (self) && self->look_id == 0);

  self->version = kiosk_outbox_get_version (self->outbox);
  self->look_id = g_timeout_add (self->policy.look_ms, on_look, self);
  self->housekeeping_id = g_timeout_add_seconds (HOUSEKEEPING_S, on_housekeeping, self);
  self->reconcile_id = g_timeout_add_seconds (FIRST_RECONCILE_S, on_reconcile, self);
  on_housekeeping (self);
  tick (self);
}

/**
 * kiosk_courier_stop:
 * @self: a courier
 *
 * Gives up what is under way; nothing is lost by that, and it does not start again.
 */
void
kiosk_courier_stop (KioskCourier *self)
{
  g_return_if_fail (KIOSK_IS_COURIER (self));

  g_clear_handle_id (&self->gate_id, g_source_remove);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->housekeeping_id, g_source_remove);
  g_clear_handle_id (&self->reconcile_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->looking);
}

/**
 * kiosk_courier_reconcile:
 * @self: a courier
 *
 * Asks the province after everything it has signed for that is still here; done by itself soon
 * after the start, then daily.
 */
void
kiosk_courier_reconcile (KioskCourier *self)
{
  g_return_if_fail (KIOSK_IS_COURIER (self));

  if (self->reconciling || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->reconciling = TRUE;
  kiosk_reconcile_async (self->transport, self->outbox, self->cancellable, on_reconciled,
                         g_object_ref (self));
}
