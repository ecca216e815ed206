/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-submission"

#include "submission/dossier-text.h"

#include "base/digest.h"
#include "document/duties.h"
#include "submission/dossier-writer.h"

#include <string.h>

#define FORMAT 1
#define OFFICERS "vi"     /* in which language officers read */
#define FIRST_PAGE_PART 1 /* part 0 of the manifest is the dossier */

/* Members are written in the order of their names: that is what makes the text canonical, and the
 * writer refuses any other order. */
typedef struct
{
  const KioskDossierFacts *facts;
  const KioskProcedureInfo *info;
  KioskForm *form;
  KioskDocumentSet *documents;
  KioskDossierWriter *writer;
} Writing;

static const char *
say (const KioskText *text)
{
  return kiosk_text_get (text, OFFICERS);
}

/* ---- answers ---- */

static GPtrArray *
list_answers (KioskForm *form)
{
  g_autoptr (GPtrArray) questions = kiosk_form_list_questions (form);
  g_autoptr (GPtrArray) steps = kiosk_form_list_steps (form);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < questions->len; i++)
    g_ptr_array_add (ids, (gpointer) ((KioskQuestion *) g_ptr_array_index (questions, i))->id);
  for (guint i = 0; i < steps->len; i++)
    {
      g_autoptr (GPtrArray) fields = kiosk_form_list_fields (form, g_ptr_array_index (steps, i));

      for (guint j = 0; j < fields->len; j++)
        g_ptr_array_add (ids, (gpointer) ((KioskField *) g_ptr_array_index (fields, j))->id);
    }

  return ids;
}

static gboolean
is_given (Writing *self, const char *id)
{
  const char *value = kiosk_form_get (self->form, id);

  return value != NULL && *value != '\0';
}

static void
write_answer_text (Writing *self, const char *id)
{
  KioskProcedure *procedure = kiosk_form_get_procedure (self->form);
  const KioskQuestion *question = kiosk_procedure_find_question (procedure, id);
  const KioskText *label
      = question != NULL ? question->text : kiosk_procedure_find_field (procedure, id)->label;
  char *text = kiosk_form_describe (self->form, id, OFFICERS);

  kiosk_dossier_writer_open_object (self->writer, NULL);
  kiosk_dossier_writer_add_text (self->writer, "id", id);
  kiosk_dossier_writer_add_text (self->writer, "label", say (label));
  if (text == NULL)
    kiosk_dossier_writer_add_boolean (self->writer, KIOSK_ANSWER_UNSURE, TRUE);
  kiosk_dossier_writer_add_text (self->writer, "value", text);
  kiosk_dossier_writer_close (self->writer);
  kiosk_wipe_text (text);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
write_answers (Writing *self)
{
  g_autoptr (GPtrArray) ids = list_answers (self->form);

  kiosk_dossier_writer_open_array (self->writer, "answer_texts");
  for (guint i = 0; i < ids->len; i++)
    if (is_given (self, g_ptr_array_index (ids, i)))
      write_answer_text (self, g_ptr_array_index (ids, i));
  kiosk_dossier_writer_close (self->writer);

  g_ptr_array_sort (ids, compare_ids);
  kiosk_dossier_writer_open_object (self->writer, "answers");
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      if (is_given (self, id))
        kiosk_dossier_writer_add_text (self->writer, id, kiosk_form_get (self->form, id));
    }
  kiosk_dossier_writer_close (self->writer);
}

/* ---- documents ---- */

/**
 * kiosk_dossier_list_papers:
 * @session: a session with a procedure
 *
 * Returns: (transfer container) (element-type KioskComponent): the papers that are there, promised,
 *   made or known; not those that another of their group stands in for
 */
GPtrArray *
kiosk_dossier_list_papers (KioskSession *session)
{
  KioskForm *form = kiosk_session_get_form (session);
  KioskDocumentSet *documents = kiosk_session_get_documents (session);
  g_autoptr (GPtrArray) applying = kiosk_document_set_list (documents, kiosk_form_lookup, form);
  GPtrArray *papers = g_ptr_array_new ();

  for (guint i = 0; i < applying->len; i++)
    {
      KioskComponent *component = g_ptr_array_index (applying, i);

      if (kiosk_document_set_get_state (documents, component->id) != KIOSK_DOCUMENT_OPEN
          && !kiosk_duties_is_settled (documents, applying, component))
        g_ptr_array_add (papers, component);
    }

  return papers;
}

/* A promised paper that is not for the counter must not be waited for there. */
static const char *
name_state (Writing *self, const KioskComponent *paper)
{
  switch (kiosk_document_set_get_state (self->documents, paper->id))
    {
    case KIOSK_DOCUMENT_SCANNED:
      return "scanned";
    case KIOSK_DOCUMENT_AT_COUNTER:
      return paper->where != NULL ? "elsewhere" : "at_counter";
    case KIOSK_DOCUMENT_MADE:
      return "made";
    case KIOSK_DOCUMENT_NOT_NEEDED:
      return "not_needed";
    case KIOSK_DOCUMENT_OPEN:
    default:
      g_return_val_if_reached ("open");
    }
}

static void
write_page (Writing *self, KioskScan *scan, guint part)
{
  gsize length;
  gconstpointer data = kiosk_secret_get_data (kiosk_scan_get_jpeg (scan), &length);
  g_autofree char *digest = kiosk_sha256_hex (data, length);

  kiosk_dossier_writer_open_object (self->writer, NULL);
  kiosk_dossier_writer_add_integer (self->writer, "height", kiosk_scan_get_height (scan));
  kiosk_dossier_writer_add_integer (self->writer, "part", part);
  kiosk_dossier_writer_add_text (self->writer, "sha256", digest);
  kiosk_dossier_writer_add_integer (self->writer, "width", kiosk_scan_get_width (scan));
  kiosk_dossier_writer_close (self->writer);
}

static void
write_documents (Writing *self)
{
  g_autoptr (GPtrArray) papers = kiosk_dossier_list_papers (self->facts->session);
  guint part = FIRST_PAGE_PART;

  kiosk_dossier_writer_open_array (self->writer, "documents");
  for (guint i = 0; i < papers->len; i++)
    {
      const KioskComponent *paper = g_ptr_array_index (papers, i);
      guint n_pages = kiosk_document_set_get_n_pages (self->documents, paper->id);

      kiosk_dossier_writer_open_object (self->writer, NULL);
      kiosk_dossier_writer_add_text (self->writer, "code", paper->code);
      kiosk_dossier_writer_add_integer (self->writer, "copies", paper->copies);
      kiosk_dossier_writer_add_text (self->writer, "id", paper->id);
      kiosk_dossier_writer_add_text (self->writer, "name", say (paper->name));
      if (paper->one_of != NULL)
        kiosk_dossier_writer_add_text (self->writer, "one_of", paper->one_of);
      kiosk_dossier_writer_add_integer (self->writer, "originals", paper->originals);
      kiosk_dossier_writer_open_array (self->writer, "pages");
      for (guint page = 0; page < n_pages; page++)
        write_page (self, kiosk_document_set_get_page (self->documents, paper->id, page), part++);
      kiosk_dossier_writer_close (self->writer);
      kiosk_dossier_writer_add_text (self->writer, "state", name_state (self, paper));
      if (paper->where != NULL)
        kiosk_dossier_writer_add_text (self->writer, "where", say (paper->where));
      kiosk_dossier_writer_close (self->writer);
    }
  kiosk_dossier_writer_close (self->writer);
}

/* ---- the rest ---- */

static void
write_moment (Writing *self, const char *key, GDateTime *moment)
{
  g_autofree char *text
      = moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%S%:z") : NULL;

  kiosk_dossier_writer_add_text (self->writer, key, text);
}

/* An amount that the province sets is not a member. */
static void
write_amount (Writing *self, const char *key, gint64 amount)
{
  if (amount >= 0)
    kiosk_dossier_writer_add_integer (self->writer, key, amount);
}

static void
write_fees (Writing *self)
{
  g_autoptr (GPtrArray) lines
      = kiosk_terms_list_fees (self->form, KIOSK_SUBMISSION_CHANNEL, self->facts->created);

  kiosk_dossier_writer_open_array (self->writer, "fees");
  for (guint i = 0; i < lines->len; i++)
    {
      const KioskFeeLine *line = g_ptr_array_index (lines, i);

      kiosk_dossier_writer_open_object (self->writer, NULL);
      write_amount (self, "amount", line->fee->amount);
      kiosk_dossier_writer_add_boolean (self->writer, "certain", line->certain);
      kiosk_dossier_writer_add_boolean (self->writer, "exempt", line->exempt != NULL);
      kiosk_dossier_writer_add_text (self->writer, "id", line->fee->id);
      kiosk_dossier_writer_add_text (self->writer, "kind", line->fee->charge ? "charge" : "fee");
      kiosk_dossier_writer_add_text (self->writer, "label", say (line->fee->label));
      write_amount (self, "total", line->total);
      kiosk_dossier_writer_close (self->writer);
    }
  kiosk_dossier_writer_close (self->writer);
}

static void
write_identity (Writing *self)
{
  static const KioskIdField before_assurance[] = { KIOSK_ID_FIELD_ADDRESS };
  static const KioskIdField after_assurance[]
      = { KIOSK_ID_FIELD_BIRTH_DATE, KIOSK_ID_FIELD_ISSUE_DATE, KIOSK_ID_FIELD_NAME,
          KIOSK_ID_FIELD_NUMBER,     KIOSK_ID_FIELD_OLD_NUMBER, KIOSK_ID_FIELD_SEX };
  KioskIdDocument *document = kiosk_session_get_document (self->facts->session);

  kiosk_dossier_writer_open_object (self->writer, "identity");
  for (guint i = 0; i < G_N_ELEMENTS (before_assurance); i++)
    kiosk_dossier_writer_add_text (self->writer, kiosk_id_field_to_string (before_assurance[i]),
                                   kiosk_id_document_get (document, before_assurance[i]));
  kiosk_dossier_writer_add_text (
      self->writer, "assurance",
      kiosk_assurance_to_string (kiosk_id_document_get_assurance (document)));
  for (guint i = 0; i < G_N_ELEMENTS (after_assurance); i++)
    kiosk_dossier_writer_add_text (self->writer, kiosk_id_field_to_string (after_assurance[i]),
                                   kiosk_id_document_get (document, after_assurance[i]));
  kiosk_dossier_writer_close (self->writer);
}

static void
write_left_to_do (Writing *self)
{
  g_autoptr (GPtrArray) left = kiosk_terms_list_left_to_do (self->form);

  kiosk_dossier_writer_open_array (self->writer, "left_to_do");
  for (guint i = 0; i < left->len; i++)
    {
      const KioskLeftToDo *item = g_ptr_array_index (left, i);

      kiosk_dossier_writer_open_object (self->writer, NULL);
      kiosk_dossier_writer_add_text (self->writer, "id", item->id);
      kiosk_dossier_writer_add_text (self->writer, "text", say (item->text));
      kiosk_dossier_writer_add_text (self->writer, "where", say (item->where));
      kiosk_dossier_writer_close (self->writer);
    }
  kiosk_dossier_writer_close (self->writer);
}

static void
write_procedure (Writing *self)
{
  const KioskProcedureInfo *info = self->info;

  kiosk_dossier_writer_open_object (self->writer, "procedure");
  kiosk_dossier_writer_add_text (self->writer, "agency", say (info->agency));
  kiosk_dossier_writer_add_text (self->writer, "code", info->code);
  kiosk_dossier_writer_add_text (self->writer, "domain_code", info->domain_code);
  kiosk_dossier_writer_add_text (self->writer, "domain_name", say (info->domain_name));
  kiosk_dossier_writer_add_text (self->writer, "receipt_form", info->receipt_form);
  kiosk_dossier_writer_add_text (self->writer, "result", say (info->result));
  kiosk_dossier_writer_add_text (self->writer, "role",
                                 info->role == KIOSK_ROLE_PREPARE ? "prepare" : "file");
  kiosk_dossier_writer_add_text (self->writer, "title", say (info->title));
  kiosk_dossier_writer_add_integer (self->writer, "version", info->version);
  kiosk_dossier_writer_close (self->writer);
}

/**
 * kiosk_dossier_text_write:
 * @facts: a session and what goes with it
 * @number_at: (out): where the outbox puts the provisional number
 *
 * Returns: (transfer full) (nullable): the dossier in canonical JSON; %NULL when a text in it is not
 *   UTF-8
 */
KioskSecret *
kiosk_dossier_text_write (const KioskDossierFacts *facts, gsize *number_at)
{
  g_autoptr (KioskDossierWriter) writer = kiosk_dossier_writer_new ();
  Writing self = {
    .facts = facts,
    .form = kiosk_session_get_form (facts->session),
    .documents = kiosk_session_get_documents (facts->session),
    .info = kiosk_procedure_get_info (kiosk_session_get_procedure (facts->session)),
    .writer = writer,
  };

  kiosk_dossier_writer_open_object (writer, NULL);
  write_answers (&self);
  kiosk_dossier_writer_add_text (writer, "clock", facts->clock);
  write_moment (&self, "created", facts->created);
  write_documents (&self);
  write_moment (&self, "due", facts->due);
  write_fees (&self);
  kiosk_dossier_writer_add_integer (writer, "format", FORMAT);
  kiosk_dossier_writer_add_text (writer, "id", facts->id);
  write_identity (&self);
  kiosk_dossier_writer_add_text (writer, "kiosk", facts->office->kiosk);
  kiosk_dossier_writer_add_text (writer, "language", facts->language);
  write_left_to_do (&self);
  write_procedure (&self);
  *number_at = kiosk_dossier_writer_get_position (writer);
  write_moment (&self, "second_due", facts->second_due);
  kiosk_dossier_writer_add_text (writer, "tenant", facts->office->tenant);
  kiosk_dossier_writer_close (writer);
  return kiosk_dossier_writer_finish (writer);
}
