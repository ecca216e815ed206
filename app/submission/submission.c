/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-submission"

#include "submission/submission.h"

#include <string.h>

#define NUMBER_MEMBER ",\"provisional\":\"%s\""

/**
 * KioskSubmission:
 *
 * A session frozen: one canonical dossier, the pages that go with it, and what is said of both in
 * the open (no personal data). It does not change; all of it is wiped when the last reference goes.
 */
struct _KioskSubmission
{
  gatomicrefcount ref_count;

  /* said in the open */
  char *id;
  char *procedure;
  guint version;
  KioskAssurance assurance;
  char *clock;
  GDateTime *created;
  GDateTime *due;        /* (nullable) */
  GDateTime *second_due; /* (nullable) */

  /* sealed */
  KioskSecret *dossier;
  gsize number_at;
  GPtrArray *parts; /* (element-type KioskPart) */
};

G_DEFINE_QUARK (kiosk_submission_error, kiosk_submission_error)

/**
 * kiosk_part_new:
 * @component: id of the document component the page belongs to
 * @page: its place among the component's pages, from 0
 * @plain: the page as JPEG; a reference is taken, no copy is made
 *
 * Returns: (transfer full): a page of a submission
 */
KioskPart *
kiosk_part_new (const char *component, guint page, const KioskSecret *plain)
{
  KioskPart *self = g_new0 (KioskPart, 1);

  self->kind = g_strdup ("page");
  self->component = g_strdup (component);
  self->page = page;
  self->plain = kiosk_secret_ref ((KioskSecret *) plain);
  return self;
}

/**
 * kiosk_part_free:
 * @self: a part
 */
void
kiosk_part_free (KioskPart *self)
{
  if (self == NULL)
    return;

  g_free (self->kind);
  g_free (self->component);
  kiosk_secret_unref ((KioskSecret *) self->plain);
  g_free (self);
}

static GDateTime *
ref_date (GDateTime *date)
{
  return date != NULL ? g_date_time_ref (date) : NULL;
}

/**
 * kiosk_submission_new:
 * @facts: what it is made of; references are taken, @facts itself is not kept
 *
 * For kiosk_submission_freeze(), and for whoever has a dossier but no session, such as a benchmark.
 *
 * Returns: (transfer full): a submission
 */
KioskSubmission *
kiosk_submission_new (const KioskSubmissionFacts *facts)
{
  KioskSubmission *self;

  g_return_val_if_fail (facts->number_at < kiosk_secret_get_size (facts->dossier), NULL);

  self = g_new0 (KioskSubmission, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (facts->id);
  self->procedure = g_strdup (facts->procedure);
  self->version = facts->version;
  self->assurance = facts->assurance;
  self->clock = g_strdup (facts->clock);
  self->created = ref_date (facts->created);
  self->due = ref_date (facts->due);
  self->second_due = ref_date (facts->second_due);
  self->dossier = kiosk_secret_ref (facts->dossier);
  self->number_at = facts->number_at;
  self->parts = g_ptr_array_ref (facts->parts);
  return self;
}

/**
 * kiosk_submission_ref:
 * @self: a submission
 *
 * Returns: (transfer full): @self
 */
KioskSubmission *
kiosk_submission_ref (KioskSubmission *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * kiosk_submission_unref:
 * @self: (transfer full): a submission
 */
void
kiosk_submission_unref (KioskSubmission *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->procedure);
  g_free (self->clock);
  g_clear_pointer (&self->created, g_date_time_unref);
  g_clear_pointer (&self->due, g_date_time_unref);
  g_clear_pointer (&self->second_due, g_date_time_unref);
  kiosk_secret_unref (self->dossier);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

/**
 * kiosk_submission_get_id:
 * @self: a submission
 *
 * Returns: its UUIDv7, minted when it was frozen and the same for every attempt to keep or send it
 */
const char *
kiosk_submission_get_id (const KioskSubmission *self)
{
  return self->id;
}

/**
 * kiosk_submission_get_dossier:
 * @self: a submission
 *
 * Returns: (transfer none): the dossier as it was frozen, before the outbox gave it a number
 */
const KioskSecret *
kiosk_submission_get_dossier (const KioskSubmission *self)
{
  return self->dossier;
}

/**
 * kiosk_submission_number_dossier:
 * @self: a submission
 * @provisional: the number the outbox has reserved for it
 *
 * Puts the number where canonical order wants it. What comes out is what is sealed and sent.
 *
 * Returns: (transfer full): the dossier with its number
 */
KioskSecret *
kiosk_submission_number_dossier (const KioskSubmission *self, const char *provisional)
{
  g_autofree char *member = g_strdup_printf (NUMBER_MEMBER, provisional);
  gsize member_length = strlen (member);
  gsize length;
  const char *plain = kiosk_secret_get_data (self->dossier, &length);
  char *numbered = g_malloc (length + member_length);

  memcpy (numbered, plain, self->number_at);
  memcpy (numbered + self->number_at, member, member_length);
  memcpy (numbered + self->number_at + member_length, plain + self->number_at,
          length - self->number_at);
  return kiosk_secret_take (numbered, length + member_length);
}

/**
 * kiosk_submission_get_parts:
 * @self: a submission
 *
 * Returns: (transfer none) (element-type KioskPart): the pages, in the order the dossier names
 * them: its "part" 1 is the first
 */
const GPtrArray *
kiosk_submission_get_parts (const KioskSubmission *self)
{
  return self->parts;
}

/**
 * kiosk_submission_get_procedure:
 * @self: a submission
 *
 * Returns: the code of its procedure
 */
const char *
kiosk_submission_get_procedure (const KioskSubmission *self)
{
  return self->procedure;
}

/**
 * kiosk_submission_get_version:
 * @self: a submission
 *
 * Returns: the version of the procedure's definition that the citizen answered
 */
guint
kiosk_submission_get_version (const KioskSubmission *self)
{
  return self->version;
}

/**
 * kiosk_submission_get_assurance:
 * @self: a submission
 *
 * Returns: how far the citizen's identity was proved
 */
KioskAssurance
kiosk_submission_get_assurance (const KioskSubmission *self)
{
  return self->assurance;
}

/**
 * kiosk_submission_get_clock:
 * @self: a submission
 *
 * Returns: whether the kiosk's clock was "synchronised" when it was frozen, or "unknown"
 */
const char *
kiosk_submission_get_clock (const KioskSubmission *self)
{
  return self->clock;
}

/**
 * kiosk_submission_get_created:
 * @self: a submission
 *
 * Returns: (transfer none): when it was frozen, by the kiosk's clock
 */
GDateTime *
kiosk_submission_get_created (const KioskSubmission *self)
{
  return self->created;
}

/**
 * kiosk_submission_get_due:
 * @self: a submission
 *
 * Returns: (transfer none) (nullable): the appointment, if the dossier is received when it was
 * frozen
 */
GDateTime *
kiosk_submission_get_due (const KioskSubmission *self)
{
  return self->due;
}

/**
 * kiosk_submission_get_second_due:
 * @self: a submission
 *
 * Returns: (transfer none) (nullable): the second appointment, where the law has two
 */
GDateTime *
kiosk_submission_get_second_due (const KioskSubmission *self)
{
  return self->second_due;
}
