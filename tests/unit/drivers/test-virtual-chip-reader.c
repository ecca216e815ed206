/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "drivers/virtual/virtual-chip-card.h"
#include "drivers/virtual/virtual-chip-reader.h"

#include <string.h>

#define WHOLE                                                                                          \
  "\"number\": \"001085012345\", \"name\": \"Nguyễn Đình Ưng\", \"birth_date\": \"1985-03-15\", " \
  "\"expiry\": \"2045-03-15\", \"can\": \"270196\", \"delay_ms\": 8"

typedef struct
{
  KioskVirtualChipReader *reader;
  KioskChipReader *face; /* the same */
  guint n_changes;
  guint n_parts;
  KioskChipReading *reading; /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
  gboolean ended;
} Fixture;

static void
on_state_changed (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
on_progress (KioskChipReader *reader, guint part, guint of, Fixture *fixture)
{
  g_assert_cmpuint (of, ==, 4);
  g_assert_cmpuint (part, !=, KIOSK_CHIP_PART_FACE);
  fixture->n_parts++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->reader = kiosk_virtual_chip_reader_new ();
  fixture->face = KIOSK_CHIP_READER (fixture->reader);
  g_signal_connect_swapped (fixture->reader, "state-changed", G_CALLBACK (on_state_changed),
                            fixture);
  g_signal_connect (fixture->reader, "progress", G_CALLBACK (on_progress), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->reading);
  g_clear_error (&fixture->error);
  g_assert_finalize_object (fixture->reader);
}

static gboolean
lay (Fixture *fixture, const char *json, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  g_assert_nonnull (node);

  return kiosk_virtual_chip_reader_lay (fixture->reader, json_node_get_object (node), error);
}

static void
lay_whole (Fixture *fixture, const char *outcome)
{
  g_autofree char *json = g_strdup_printf ("{" WHOLE ", \"outcome\": \"%s\"}", outcome);
  g_autoptr (GError) error = NULL;

  lay (fixture, json, &error);
  g_assert_no_error (error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->reading
      = kiosk_chip_reader_read_finish (KIOSK_CHIP_READER (source), result, &fixture->error);
  fixture->ended = TRUE;
}

static void
begin (Fixture *fixture, const char *expiry, GCancellable *cancellable)
{
  g_autoptr (KioskAccessKey) key
      = expiry != NULL ? kiosk_access_key_new_qr ("001085012345", "1985-03-15", expiry, NULL)
                       : kiosk_access_key_new_can ("270196", NULL);

  g_clear_object (&fixture->reading);
  g_clear_error (&fixture->error);
  fixture->ended = FALSE;
  fixture->n_parts = 0;
  kiosk_chip_reader_read_async (fixture->face, key, KIOSK_CHIP_READ_DEFAULT, cancellable, on_read,
                                fixture);
}

static void
end (Fixture *fixture)
{
  while (!fixture->ended)
    g_main_context_iteration (NULL, TRUE);
}

static void
read_card (Fixture *fixture, const char *expiry)
{
  begin (fixture, expiry, NULL);
  end (fixture);
}

static void
test_a_reader_tells_nothing_while_it_is_stopped (Fixture *fixture, gconstpointer data)
{
  lay_whole (fixture, "genuine");
  g_assert_cmpint (kiosk_chip_reader_get_state (fixture->face), ==, KIOSK_CHIP_READER_GONE);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  kiosk_chip_reader_start (fixture->face);
  g_assert_cmpint (kiosk_chip_reader_get_state (fixture->face), ==, KIOSK_CHIP_READER_CARD);
  g_assert_true (kiosk_virtual_chip_reader_happen (fixture->reader, "remove"));
  g_assert_cmpint (kiosk_chip_reader_get_state (fixture->face), ==, KIOSK_CHIP_READER_EMPTY);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static void
test_each_event_is_a_state (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *event;
    KioskChipReaderState state;
    KioskChipReaderError error;
  } rows[] = {
    { "two", KIOSK_CHIP_READER_TWO_CARDS, KIOSK_CHIP_READER_ERROR_TWO_CARDS },
    { "busy", KIOSK_CHIP_READER_BUSY, KIOSK_CHIP_READER_ERROR_BUSY },
    { "unplug", KIOSK_CHIP_READER_GONE, KIOSK_CHIP_READER_ERROR_NO_READER },
    { "plug", KIOSK_CHIP_READER_EMPTY, KIOSK_CHIP_READER_ERROR_NO_CARD },
    { "no-service", KIOSK_CHIP_READER_NO_SERVICE, KIOSK_CHIP_READER_ERROR_NO_SERVICE },
    { "remove", KIOSK_CHIP_READER_EMPTY, KIOSK_CHIP_READER_ERROR_NO_CARD },
  };

  kiosk_chip_reader_start (fixture->face);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      lay_whole (fixture, "genuine");
      g_assert_true (kiosk_virtual_chip_reader_happen (fixture->reader, rows[i].event));
      g_assert_cmpint (kiosk_chip_reader_get_state (fixture->face), ==, rows[i].state);
      read_card (fixture, NULL);
      g_assert_error (fixture->error, KIOSK_CHIP_READER_ERROR, (int) rows[i].error);
    }
  g_assert_false (kiosk_virtual_chip_reader_happen (fixture->reader, "explode"));
  lay_whole (fixture, "card-not-an-id");
  g_assert_cmpint (kiosk_chip_reader_get_state (fixture->face), ==, KIOSK_CHIP_READER_NOT_AN_ID);
}

static void
test_a_card_opens_with_its_own_keys_only (Fixture *fixture, gconstpointer data)
{
  kiosk_chip_reader_start (fixture->face);
  lay_whole (fixture, "trusted");
  read_card (fixture, "2045-03-15");
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_parts, ==, 4);
  g_assert_cmpint (
      kiosk_id_document_get_assurance (kiosk_chip_reading_get_document (fixture->reading)), ==,
      KIOSK_ASSURANCE_TRUSTED);
  g_assert_cmpstr (kiosk_id_document_get (kiosk_chip_reading_get_document (fixture->reading),
                                          KIOSK_ID_FIELD_EXPIRY_DATE),
                   ==, "2045-03-15");
  read_card (fixture, NULL);
  g_assert_no_error (fixture->error);
  read_card (fixture, "2045-03-16");
  g_assert_error (fixture->error, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_WRONG_KEY);

  g_assert_true (lay (fixture,
                      "{\"number\": \"001085012345\", \"birth_date\": \"1985-03-15\", "
                      "\"expiry\": \"2045-03-15\", \"delay_ms\": 0}",
                      NULL));
  read_card (fixture, NULL);
  g_assert_error (fixture->error, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_WRONG_KEY);
}

static void
test_what_is_refuted_is_so_by_its_verdict (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *outcome;
    KioskChipCheck check;
  } rows[] = {
    { "card-data-not-genuine", KIOSK_CHIP_CHECK_DATA_GROUPS },
    { "card-is-a-copy", KIOSK_CHIP_CHECK_CHIP_AUTHENTICATION },
  };

  kiosk_chip_reader_start (fixture->face);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      lay_whole (fixture, rows[i].outcome);
      read_card (fixture, NULL);
      g_assert_no_error (fixture->error);
      g_assert_true (kiosk_chip_reading_is_refuted (fixture->reading));
      g_assert_cmpint (kiosk_chip_reading_get_verdict (fixture->reading, rows[i].check, NULL), ==,
                       KIOSK_CHIP_FAILED);
      g_assert_cmpint (
          kiosk_id_document_get_assurance (kiosk_chip_reading_get_document (fixture->reading)), ==,
          KIOSK_ASSURANCE_CHIP);
    }
}

static void
test_a_reading_ends_with_its_card_or_when_it_is_given_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  kiosk_chip_reader_start (fixture->face);
  lay_whole (fixture, "genuine");
  begin (fixture, NULL, NULL);
  g_assert_true (kiosk_virtual_chip_reader_happen (fixture->reader, "remove"));
  end (fixture);
  g_assert_error (fixture->error, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_REMOVED);

  lay_whole (fixture, "genuine");
  begin (fixture, NULL, NULL);
  g_assert_true (kiosk_virtual_chip_reader_happen (fixture->reader, "unplug"));
  end (fixture);
  g_assert_error (fixture->error, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_READER);

  lay_whole (fixture, "genuine");
  begin (fixture, NULL, cancellable);
  g_cancellable_cancel (cancellable);
  end (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  read_card (fixture, NULL);
  g_assert_no_error (fixture->error);

  lay_whole (fixture, "card-removed-early");
  read_card (fixture, NULL);
  g_assert_error (fixture->error, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_REMOVED);
  g_assert_cmpint (kiosk_chip_reader_get_state (fixture->face), ==, KIOSK_CHIP_READER_EMPTY);
}

static void
test_a_card_that_is_none_is_named_by_its_member (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *json;
    const char *says;
  } rows[] = {
    { "{}", "chip.number" },
    { "{\"number\": \"12\", \"can\": \"270196\"}", "chip.number" },
    { "{\"number\": \"001085012345\"}", "chip.can" },
    { "{" WHOLE ", \"surprise\": \"x\"}", "chip.surprise is not known" },
    { "{" WHOLE ", \"expiry_date\": \"2045-03-15\"}", "chip.expiry_date is not known" },
    { "{" WHOLE ", \"outcome\": \"qr\"}", "chip.outcome" },
    { "{" WHOLE ", \"outcome\": \"fine\"}", "chip.outcome" },
    { "{" WHOLE ", \"sex\": 1}", "chip.sex must be a text" },
    { "{" WHOLE ", \"sex\": \"\"}", "chip.sex must be a text" },
    { "{" WHOLE ", \"sex\": []}", "chip.sex must be a text" },
    { "{\"number\": \"001085012345\", \"can\": \"x\"}", "chip.can" },
    { "{\"number\": \"001085012345\", \"can\": \"270196\", \"delay_ms\": 60001}", "chip.delay_ms" },
    { "{\"number\": \"001085012345\", \"can\": \"270196\", \"delay_ms\": \"1\"}", "chip.delay_ms" },
    { "{\"number\": \"001085012345\", \"birth_date\": \"x\", \"expiry\": \"y\"}",
      "chip.birth_date" },
  };

  kiosk_chip_reader_start (fixture->face);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i].json);
      g_assert_false (lay (fixture, rows[i].json, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_nonnull (strstr (error->message, rows[i].says));
      g_assert_cmpint (kiosk_chip_reader_get_state (fixture->face), ==, KIOSK_CHIP_READER_EMPTY);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/drivers/virtual/chip-reader/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("a-reader-tells-nothing-while-it-is-stopped",
       test_a_reader_tells_nothing_while_it_is_stopped);
  ADD ("each-event-is-a-state", test_each_event_is_a_state);
  ADD ("a-card-opens-with-its-own-keys-only", test_a_card_opens_with_its_own_keys_only);
  ADD ("what-is-refuted-is-so-by-its-verdict", test_what_is_refuted_is_so_by_its_verdict);
  ADD ("a-reading-ends-with-its-card-or-when-it-is-given-up",
       test_a_reading_ends_with_its_card_or_when_it_is_given_up);
  ADD ("a-card-that-is-none-is-named-by-its-member",
       test_a_card_that_is_none_is_named_by_its_member);
#undef ADD

  return g_test_run ();
}
