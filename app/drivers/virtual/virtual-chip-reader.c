/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/virtual/virtual-chip-reader.h"

#include "drivers/virtual/virtual-chip-card.h"

/* A kiosk never asks a virtual card for its face. */
static const KioskChipPart parts[] = { KIOSK_CHIP_PART_ACCESS, KIOSK_CHIP_PART_MRZ,
                                       KIOSK_CHIP_PART_DATA, KIOSK_CHIP_PART_SIGNATURE };

/**
 * KioskVirtualChipReader:
 *
 * A reader of chips on which a test, a journey or the demonstration panel lays cards.
 *
 * It ships in the program, so that what is tested is what runs. No cryptography is played: a card
 * says how its reading ends.
 */
struct _KioskVirtualChipReader
{
  GObject parent_instance;

  KioskVirtualChipCard *card; /* (owned) (nullable) */

  /* state */
  gboolean started;
  KioskChipReaderState lies; /* what get_state() says while started */

  /* reading */
  GTask *task;         /* (owned) (nullable) */
  KioskAccessKey *key; /* (owned) (nullable) */
  GSource *cancelling; /* (owned) (nullable) */
  guint step;
  guint step_id;
};

static void kiosk_virtual_chip_reader_iface_init (KioskChipReaderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KioskVirtualChipReader, kiosk_virtual_chip_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_CHIP_READER,
                                                      kiosk_virtual_chip_reader_iface_init))

static void
set_lies (KioskVirtualChipReader *self, KioskChipReaderState lies)
{
  if (self->lies == lies)
    return;
  self->lies = lies;
  if (self->started)
    g_signal_emit_by_name (self, "state-changed");
}

static void
take_away (KioskVirtualChipReader *self)
{
  g_clear_pointer (&self->card, kiosk_virtual_chip_card_free);
}

/* ---- reading ---- */

/* Returns the task, which is then nobody's business any more. */
static GTask *
end_reading (KioskVirtualChipReader *self)
{
  g_clear_handle_id (&self->step_id, g_source_remove);
  if (self->cancelling != NULL)
    g_source_destroy (self->cancelling);
  g_clear_pointer (&self->cancelling, g_source_unref);
  g_clear_pointer (&self->key, kiosk_access_key_unref);

  return g_steal_pointer (&self->task);
}

static void
fail_reading (KioskVirtualChipReader *self, KioskChipReadingError code)
{
  g_autoptr (GTask) task = end_reading (self);

  g_task_return_new_error (task, KIOSK_CHIP_READING_ERROR, (int) code, "A virtual card: %s",
                           kiosk_chip_reading_error_to_string (code));
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = end_reading (KIOSK_VIRTUAL_CHIP_READER (user_data));

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
fail_as_told (KioskVirtualChipReader *self)
{
  KioskChipReadingError code = self->card->error;

  if (code == KIOSK_CHIP_READING_ERROR_REMOVED)
    {
      take_away (self);
      set_lies (self, KIOSK_CHIP_READER_EMPTY);
    }
  fail_reading (self, code);
}

/* A chip says no to its key, and what it is, before it says anything else. */
static gboolean
fails_early (const KioskVirtualChipCard *card)
{
  return card->fails
         && (card->error == KIOSK_CHIP_READING_ERROR_WRONG_KEY
             || card->error == KIOSK_CHIP_READING_ERROR_BLOCKED
             || card->error == KIOSK_CHIP_READING_ERROR_NOT_AN_ID);
}

static gboolean
on_step (gpointer user_data)
{
  KioskVirtualChipReader *self = KIOSK_VIRTUAL_CHIP_READER (user_data);
  guint step = self->step++;

  self->step_id = 0;
  if (step == 1 && fails_early (self->card))
    fail_as_told (self);
  else if (step == 1 && !kiosk_virtual_chip_card_opens (self->card, self->key))
    fail_reading (self, KIOSK_CHIP_READING_ERROR_WRONG_KEY);
  else if (step == G_N_ELEMENTS (parts) - 1 && self->card->fails)
    fail_as_told (self);
  else if (step == G_N_ELEMENTS (parts))
    {
      g_autoptr (GTask) task = end_reading (self);

      g_task_return_pointer (task, g_object_ref (self->card->reading), g_object_unref);
    }
  else
    {
      self->step_id = g_timeout_add (self->card->delay_ms / G_N_ELEMENTS (parts), on_step, self);
      if (self->started)
        g_signal_emit_by_name (self, "progress", (guint) parts[step], G_N_ELEMENTS (parts));
    }

  return G_SOURCE_REMOVE;
}

static gboolean
find_obstacle (KioskVirtualChipReader *self, KioskChipReaderError *code)
{
  if (self->task != NULL || self->lies == KIOSK_CHIP_READER_BUSY)
    *code = KIOSK_CHIP_READER_ERROR_BUSY;
  else if (self->lies == KIOSK_CHIP_READER_NO_SERVICE)
    *code = KIOSK_CHIP_READER_ERROR_NO_SERVICE;
  else if (self->lies == KIOSK_CHIP_READER_GONE)
    *code = KIOSK_CHIP_READER_ERROR_NO_READER;
  else if (self->lies == KIOSK_CHIP_READER_TWO_CARDS)
    *code = KIOSK_CHIP_READER_ERROR_TWO_CARDS;
  else if (self->card == NULL)
    *code = KIOSK_CHIP_READER_ERROR_NO_CARD;
  else
    return FALSE;

  return TRUE;
}

static void
kiosk_virtual_chip_reader_read_async (KioskChipReader *reader, KioskAccessKey *key,
                                      KioskChipReadFlags flags, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data)
{
  KioskVirtualChipReader *self = KIOSK_VIRTUAL_CHIP_READER (reader);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  KioskChipReaderError code;

  g_task_set_source_tag (task, kiosk_virtual_chip_reader_read_async);
  if (find_obstacle (self, &code))
    {
      g_task_return_new_error (task, KIOSK_CHIP_READER_ERROR, (int) code,
                               "No card can be read now: %s",
                               kiosk_chip_reader_error_to_string (code));
      return;
    }

  self->task = g_steal_pointer (&task);
  self->key = kiosk_access_key_ref (key);
  self->step = 0;
  self->step_id = g_timeout_add (0, on_step, self);
  if (cancellable != NULL)
    {
      self->cancelling = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelling, G_SOURCE_FUNC (on_cancelled), self, NULL);
      g_source_attach (self->cancelling, NULL);
    }
}

static KioskChipReading *
kiosk_virtual_chip_reader_read_finish (KioskChipReader *reader, GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, reader), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- the interface ---- */

static void
kiosk_virtual_chip_reader_start (KioskChipReader *reader)
{
  KIOSK_VIRTUAL_CHIP_READER (reader)->started = TRUE;
}

static void
kiosk_virtual_chip_reader_stop (KioskChipReader *reader)
{
  KIOSK_VIRTUAL_CHIP_READER (reader)->started = FALSE;
}

static KioskChipReaderState
kiosk_virtual_chip_reader_get_state (KioskChipReader *reader)
{
  KioskVirtualChipReader *self = KIOSK_VIRTUAL_CHIP_READER (reader);

  return self->started ? self->lies : KIOSK_CHIP_READER_GONE;
}

static void
kiosk_virtual_chip_reader_iface_init (KioskChipReaderInterface *iface)
{
  iface->start = kiosk_virtual_chip_reader_start;
  iface->stop = kiosk_virtual_chip_reader_stop;
  iface->get_state = kiosk_virtual_chip_reader_get_state;
  iface->read_async = kiosk_virtual_chip_reader_read_async;
  iface->read_finish = kiosk_virtual_chip_reader_read_finish;
}

/* A reading that is under way holds a reference, so there is none here. */
static void
kiosk_virtual_chip_reader_dispose (GObject *object)
{
  take_away (KIOSK_VIRTUAL_CHIP_READER (object));

  G_OBJECT_CLASS (kiosk_virtual_chip_reader_parent_class)->dispose (object);
}

static void
kiosk_virtual_chip_reader_class_init (KioskVirtualChipReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kiosk_virtual_chip_reader_dispose;
}

static void
kiosk_virtual_chip_reader_init (KioskVirtualChipReader *self)
{
  self->lies = KIOSK_CHIP_READER_EMPTY;
}

/**
 * kiosk_virtual_chip_reader_new:
 *
 * Returns: (transfer full): a reader that is plugged in and stopped, with nothing on it
 */
KioskVirtualChipReader *
kiosk_virtual_chip_reader_new (void)
{
  return g_object_new (KIOSK_TYPE_VIRTUAL_CHIP_READER, NULL);
}

/* What lay there is gone, whatever comes after it. */
static void
clear_away (KioskVirtualChipReader *self, KioskChipReaderState lies)
{
  KioskChipReadingError code
      = lies == KIOSK_CHIP_READER_GONE || lies == KIOSK_CHIP_READER_NO_SERVICE
            ? KIOSK_CHIP_READING_ERROR_READER
            : KIOSK_CHIP_READING_ERROR_REMOVED;

  if (self->task != NULL)
    fail_reading (self, code);
  take_away (self);
  set_lies (self, lies);
}

/**
 * kiosk_virtual_chip_reader_lay:
 * @self: a reader
 * @card: as kiosk_virtual_chip_card_parse() wants it
 * @error: %G_IO_ERROR_INVALID_ARGUMENT, which names the member
 *
 * Lays a card on the reader; one that lay there was taken away before. A card that fails as one that
 * is no identity card is told apart at once.
 *
 * Returns: %FALSE when there is no such card; nothing is changed then
 */
gboolean
kiosk_virtual_chip_reader_lay (KioskVirtualChipReader *self, JsonObject *card, GError **error)
{
  KioskVirtualChipCard *parsed;

  g_return_val_if_fail (KIOSK_IS_VIRTUAL_CHIP_READER (self), FALSE);

  parsed = kiosk_virtual_chip_card_parse (card, error);
  if (parsed == NULL)
    return FALSE;

  clear_away (self, KIOSK_CHIP_READER_EMPTY);
  self->card = parsed;
  set_lies (self, parsed->fails && parsed->error == KIOSK_CHIP_READING_ERROR_NOT_AN_ID
                      ? KIOSK_CHIP_READER_NOT_AN_ID
                      : KIOSK_CHIP_READER_CARD);

  return TRUE;
}

/**
 * kiosk_virtual_chip_reader_happen:
 * @self: a reader
 * @event: "remove" the card; "two" cards lie there; "busy" with another program; "unplug"; "plug";
 *   "no-service"
 *
 * Returns: %FALSE when there is no such event
 */
gboolean
kiosk_virtual_chip_reader_happen (KioskVirtualChipReader *self, const char *event)
{
  static const struct
  {
    const char *event;
    KioskChipReaderState lies;
  } rows[] = {
    { "remove", KIOSK_CHIP_READER_EMPTY }, { "two", KIOSK_CHIP_READER_TWO_CARDS },
    { "busy", KIOSK_CHIP_READER_BUSY },    { "unplug", KIOSK_CHIP_READER_GONE },
    { "plug", KIOSK_CHIP_READER_EMPTY },   { "no-service", KIOSK_CHIP_READER_NO_SERVICE },
  };

  g_return_val_if_fail (KIOSK_IS_VIRTUAL_CHIP_READER (self), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (event, rows[i].event) == 0)
      {
        clear_away (self, rows[i].lies);
        return TRUE;
      }

  return FALSE;
}
