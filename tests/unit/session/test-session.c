/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "session/session.h"

#include "../procedure/load-fixture.h"

typedef struct
{
  KioskCatalogue *catalogue;
  KioskProcedure *procedure;
  GDateTime *today;
  KioskSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->catalogue = load_shipped ();
  fixture->procedure = load_whole ();
  fixture->today = g_date_time_new_utc (2026, 11, 25, 9, 0, 0);
  fixture->session = kiosk_session_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->session);
  kiosk_procedure_unref (fixture->procedure);
  kiosk_catalogue_unref (fixture->catalogue);
  g_date_time_unref (fixture->today);
}

static void
choose (Fixture *fixture, KioskProcedure *procedure)
{
  kiosk_session_choose (fixture->session, fixture->catalogue, procedure, fixture->today);
}

static const char *
get_name (Fixture *fixture)
{
  return kiosk_form_get (kiosk_session_get_form (fixture->session), "name");
}

static KioskIdDocument *
make_card (void)
{
  KioskIdDocument *card = kiosk_id_document_new (KIOSK_ASSURANCE_QR);

  kiosk_id_document_set (card, KIOSK_ID_FIELD_NAME, "Nguyễn Văn An");
  return card;
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_assert_null (kiosk_session_get_procedure (fixture->session));
  g_assert_null (kiosk_session_get_document (fixture->session));
  g_assert_null (kiosk_session_get_form (fixture->session));
  g_assert_null (kiosk_session_get_documents (fixture->session));
}

static void
test_card_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskIdDocument) card = make_card ();

  kiosk_session_set_document (fixture->session, card);
  choose (fixture, fixture->procedure);
  g_assert_cmpstr (get_name (fixture), ==, "Nguyễn Văn An");
}

static void
test_card_second (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskIdDocument) card = make_card ();

  choose (fixture, fixture->procedure);
  g_assert_null (get_name (fixture));
  kiosk_session_set_document (fixture->session, card);
  g_assert_cmpstr (get_name (fixture), ==, "Nguyễn Văn An");
  kiosk_session_set_document (fixture->session, NULL);
  g_assert_null (get_name (fixture));
  g_assert_null (kiosk_session_get_document (fixture->session));
}

static void
test_choose (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskProcedure) other = load_whole ();

  choose (fixture, fixture->procedure);
  g_assert_true (kiosk_session_get_procedure (fixture->session) == fixture->procedure);
  kiosk_form_set (kiosk_session_get_form (fixture->session), "name", "An");
  choose (fixture, fixture->procedure);
  g_assert_cmpstr (get_name (fixture), ==, "An");
  choose (fixture, other);
  g_assert_null (get_name (fixture));
}

/* What the session owned goes with it: nobody else holds a citizen's answers. */
static void
test_wiped (Fixture *fixture, gconstpointer data)
{
  KioskSession *session = kiosk_session_new ();
  KioskIdDocument *card = make_card ();
  gpointer form, documents, document = card;

  kiosk_session_set_document (session, card);
  kiosk_session_choose (session, fixture->catalogue, fixture->procedure, fixture->today);
  g_object_unref (card);
  form = kiosk_session_get_form (session);
  documents = kiosk_session_get_documents (session);
  g_object_add_weak_pointer (form, &form);
  g_object_add_weak_pointer (documents, &documents);
  g_object_add_weak_pointer (document, &document);
  g_assert_nonnull (form);
  g_object_unref (session);
  g_assert_null (form);
  g_assert_null (documents);
  g_assert_null (document);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/session/a-new-session-knows-nothing", test_empty);
  ADD ("/session/a-card-shown-first-fills-in-the-form", test_card_first);
  ADD ("/session/a-card-shown-later-fills-in-the-form-and-can-be-taken-back", test_card_second);
  ADD ("/session/another-procedure-starts-anew", test_choose);
  ADD ("/session/everything-goes-with-the-session", test_wiped);

  return g_test_run ();
}
