/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-dossier.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1795574760000000) /* 09:46 on 25 November 2026 in Viet Nam */

static KioskText *
say (const char *vietnamese, const char *english)
{
  KioskText *text = kiosk_text_new ();

  kiosk_text_set (text, "vi", vietnamese);
  kiosk_text_set (text, "en", english);
  return text;
}

static GDateTime *
at (int day, int hour, int minute)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);

  return g_date_time_new (zone, 2026, 11, day, hour, minute, 0);
}

static void
fill_office (KioskOffice *office)
{
  *office = (KioskOffice){
    .kiosk = g_strdup ("KIOSK7"),
    .tenant = g_strdup ("H99.018.02"),
    .parent = say ("Ủy ban nhân dân phường An Bình", "People’s Committee of An Binh Ward"),
    .centre = say ("Trung tâm Phục vụ hành chính công phường An Bình",
                   "An Binh Ward Public Service Centre"),
    .place = say ("An Bình", "An Binh"),
    .counter = say ("Quầy 4", "Counter 4"),
    .hours = say ("Mở cửa thứ Hai đến thứ Sáu\n07:30 - 11:30 và 13:30 - 17:00",
                  "Open Monday to Friday\n07:30 - 11:30 and 13:30 - 17:00"),
    .telephone = g_strdup ("024 0000 0000"),
    .track_url = g_strdup ("HTTPS://TRACK.EXAMPLE.VN"),
  };
}

static void
answer (SampleDossier *self)
{
  KioskForm *form = kiosk_session_get_form (self->session);

  /* Every question gets its last answer that does not stop; some only apply after others. */
  for (guint pass = 0; pass < 8; pass++)
    {
      g_autoptr (GPtrArray) applying = kiosk_form_list_questions (form);

      for (guint i = 0; i < applying->len; i++)
        {
          const KioskQuestion *question = g_ptr_array_index (applying, i);

          if (kiosk_form_get (form, question->id) != NULL)
            continue;
          if (question->kind == KIOSK_QUESTION_NUMBER)
            kiosk_form_set (form, question->id, "1");
          for (guint j = 0; question->options != NULL && j < question->options->len; j++)
            {
              const KioskOption *option = g_ptr_array_index (question->options, j);

              if (option->stop == NULL)
                kiosk_form_set (form, question->id, option->id);
            }
        }
    }
}

static const char *
look_up (gpointer form, const char *id)
{
  return kiosk_form_get (form, id);
}

static void
give_papers (SampleDossier *self)
{
  KioskDocumentSet *set = kiosk_session_get_documents (self->session);
  g_autoptr (GPtrArray) all
      = kiosk_document_set_list (set, look_up, kiosk_session_get_form (self->session));
  g_autoptr (KioskSecret) jpeg = kiosk_secret_new ("\xff\xd8\xff\xd9", 4);
  g_autoptr (KioskScan) page = kiosk_scan_new (jpeg, 1654, 2339);
  guint n_scanned = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (all, i);

      if (component->act == KIOSK_ACT_HAND_IN && component->scan && n_scanned++ == 0)
        {
          g_assert_true (kiosk_document_set_add_page (set, component->id, page, NULL));
          g_assert_true (kiosk_document_set_add_page (set, component->id, page, NULL));
        }
      else if (component->act == KIOSK_ACT_HAND_IN || component->act == KIOSK_ACT_SHOW)
        kiosk_document_set_set_at_counter (set, component->id, TRUE);
    }
}

static void
make_code (SampleDossier *self)
{
  KioskReceiptCode code = {
    .kiosk = self->office.kiosk,
    .submission_id = (char *) self->facts.submission_id,
    .provisional = (char *) self->facts.provisional,
    .procedure
    = (char *) kiosk_procedure_get_info (kiosk_session_get_procedure (self->session))->code,
    .issued_at = g_date_time_to_unix (self->facts.created),
    .assurance = 1,
    .official = (char *) self->facts.official,
  };

  g_free (self->code);
  self->code = kiosk_receipt_code_make (&code, self->office.track_url, self->key);
  g_assert_nonnull (self->code);
  self->facts.code_text = self->code;
}

SampleDossier *
sample_dossier_new (const char *procedure, const char *language)
{
  SampleDossier *self = g_new0 (SampleDossier, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (g_getenv ("KIOSK_ASSETS"), "translations", NULL);
  KioskProcedure *chosen = NULL;

  self->catalogue = kiosk_catalogue_load (g_getenv ("KIOSK_ASSETS"), &error);
  g_assert_no_error (error);
  self->language = kiosk_language_load (folder, &error);
  g_assert_no_error (error);
  g_assert_true (kiosk_language_set_current (self->language, language));
  chosen = kiosk_catalogue_find (self->catalogue, procedure);
  g_assert_nonnull (chosen);

  fill_office (&self->office);
  self->key = kiosk_signing_key_generate ();
  self->session = kiosk_session_new ();
  self->facts = (KioskReceiptFacts){
    .submission_id = "0193a7e0-5a00-7abc-8def-0123456789ab",
    .provisional = "KIOSK7-261125-0012",
    .created = at (25, 9, 46),
  };
  kiosk_session_choose (self->session, self->catalogue, chosen, self->facts.created);
  sample_dossier_identify (self, "Nguyễn Thị Mẫu", KIOSK_ASSURANCE_QR);
  answer (self);
  give_papers (self);
  make_code (self);
  return self;
}

void
sample_dossier_identify (SampleDossier *self, const char *name, KioskAssurance assurance)
{
  g_autoptr (KioskIdDocument) card = kiosk_id_document_new (assurance);

  kiosk_id_document_set (card, KIOSK_ID_FIELD_NUMBER, "001199000001");
  kiosk_id_document_set (card, KIOSK_ID_FIELD_NAME, name);
  kiosk_id_document_set (card, KIOSK_ID_FIELD_BIRTH_DATE, "1999-01-31");
  kiosk_id_document_set (card, KIOSK_ID_FIELD_SEX, "female");
  kiosk_id_document_set (card, KIOSK_ID_FIELD_ADDRESS,
                         "12 ngõ 5 phố Hoa Sữa, phường Tân Mai, thành phố Hà Nội");
  kiosk_session_set_document (self->session, card);
}

void
sample_dossier_sign (SampleDossier *self)
{
  g_autoptr (GDateTime) here = at (25, 9, 57);

  /* The province's clock is in UTC. */
  self->facts.received_at = g_date_time_to_utc (here);
}

void
sample_dossier_number (SampleDossier *self)
{
  if (self->facts.received_at == NULL)
    sample_dossier_sign (self);
  self->facts.official = "H99.018.02-261125-010043";
  self->facts.due = at (30, 16, 30);
  make_code (self);
}

KioskPaper *
sample_dossier_print (SampleDossier *self)
{
  return kiosk_receipt_compose (&self->facts, self->session, &self->office, self->language);
}

KioskPaper *
sample_dossier_checklist (SampleDossier *self)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new_fake (NOW);
  g_autoptr (KioskForm) fresh = kiosk_form_new (
      self->catalogue, kiosk_session_get_procedure (self->session), self->facts.created);

  return kiosk_receipt_compose_checklist (fresh, &self->office, self->language, clock);
}

static void
append (GString *words, const char *text)
{
  if (text != NULL)
    g_string_append_printf (words, "%s\n", text);
}

char *
sample_paper_text (KioskPaper *paper, gboolean wide)
{
  const GPtrArray *blocks = wide ? kiosk_paper_get_wide (paper) : kiosk_paper_get_narrow (paper);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const KioskBlock *block = g_ptr_array_index (blocks, i);

      append (words, block->first);
      append (words, block->second);
      append (words, block->also_first);
      append (words, block->also_second);
      for (guint j = 0; block->cells != NULL && j < block->cells->len; j++)
        append (words, g_ptr_array_index (block->cells, j));
    }
  return g_string_free (words, FALSE);
}

void
sample_dossier_free (SampleDossier *self)
{
  KioskText *texts[] = { self->office.parent, self->office.centre, self->office.place,
                         self->office.counter, self->office.hours };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    kiosk_text_free (texts[i]);
  g_free (self->office.kiosk);
  g_free (self->office.tenant);
  g_free (self->office.telephone);
  g_free (self->office.track_url);
  g_clear_pointer (&self->facts.created, g_date_time_unref);
  g_clear_pointer (&self->facts.received_at, g_date_time_unref);
  g_clear_pointer (&self->facts.due, g_date_time_unref);
  g_clear_pointer (&self->facts.second_due, g_date_time_unref);
  kiosk_signing_key_unref (self->key);
  g_object_unref (self->session);
  g_object_unref (self->language);
  kiosk_catalogue_unref (self->catalogue);
  g_free (self->code);
  g_free (self);
}
