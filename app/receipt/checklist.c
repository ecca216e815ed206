/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-receipt"

#include "receipt/receipt.h"

#include "base/identifier.h"
#include "document/duties.h"
#include "receipt/receipt-words.h"

#include <string.h>

#define TOKEN_BYTES 8

typedef struct
{
  KioskComposer composer;
  KioskForm *form;
  const KioskProcedureInfo *info;
  const KioskOffice *office;
} Checklist;

static void
add_head (Checklist *self)
{
  KioskComposer *say = &self->composer;
  const KioskSaying *centre = kiosk_say_upper (say, kiosk_say_text (say, self->office->centre));

  kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_OFFICE, centre, NULL);
  kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_RULE, NULL, NULL);
  kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_TITLE, kiosk_say (say, "receipt.checklist_title"),
                 NULL);
  kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_CENTRED,
                 kiosk_say_with (say, "receipt.checklist_code", "code",
                                 kiosk_say_plain (say, self->info->code), NULL),
                 kiosk_say_text (say, self->info->plain));
  kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_DASHES, NULL, NULL);
}

static const char *
find_kind (const KioskComponent *component)
{
  if (component->act == KIOSK_ACT_SHOW || component->where != NULL)
    return NULL;
  if (component->originals > 0 && component->copies > 0)
    return "receipt.bring_both";
  if (component->originals > 0)
    return "receipt.bring_original";
  return component->copies > 0 ? "receipt.bring_copy" : NULL;
}

/* Whether the name begins with the word that the kind begins with: «Bản sao: Bản sao thẻ» says it twice. */
static gboolean
says_it_itself (const char *name, const char *kind)
{
  const char *space = strchr (kind, ' ');

  return space != NULL && strncmp (name, kind, space - kind + 1) == 0;
}

/* «Original of» or «copy of», in bold before the paper's name. */
static const KioskSaying *
say_kind (Checklist *self, const KioskComponent *component)
{
  const char *key = find_kind (component);
  const KioskSaying *kind = key != NULL ? kiosk_say (&self->composer, key) : NULL;

  if (kind == NULL || says_it_itself (kiosk_text_get (component->plain, "vi"), kind->vietnamese))
    return NULL;
  return kind;
}

static const KioskSaying *
say_place (Checklist *self, const KioskSaying *papers, const KioskText *where)
{
  KioskComposer *say = &self->composer;

  if (where == NULL)
    return papers;
  return kiosk_say_with (say, "receipt.given_at", "name", papers, "where",
                         kiosk_say_text (say, where), NULL);
}

static gboolean
is_brought (const KioskComponent *component)
{
  return component->act == KIOSK_ACT_HAND_IN || component->act == KIOSK_ACT_SHOW;
}

/* Of the papers with one word any one will do: they are one thing to bring. */
static const KioskSaying *
say_group (Checklist *self, const GPtrArray *components, const KioskComponent *first)
{
  KioskComposer *say = &self->composer;
  const KioskSaying *all = NULL;
  guint n = 0;

  for (guint i = 0; i < components->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (components, i);
      const KioskSaying *name;

      if (!is_brought (component) || g_strcmp0 (component->one_of, first->one_of) != 0)
        continue;
      name = kiosk_say_small (say, kiosk_say_text (say, component->plain));
      all = n++ == 0 ? name : kiosk_say_joined (say, all, "; ", name);
    }
  if (n > 1)
    return kiosk_say_with (say, "receipt.one_of", "papers", all, NULL);

  return kiosk_say_text (say, first->plain);
}

/* The papers that are @certain to be needed, or those that may be. */
static void
add_checks (Checklist *self, const GPtrArray *components, gboolean certain)
{
  KioskComposer *say = &self->composer;
  gboolean any = FALSE;

  for (guint i = 0; i < components->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (components, i);
      gboolean applies = kiosk_form_evaluate (self->form, component->when) == KIOSK_TRUTH_YES;
      gboolean grouped = component->one_of != NULL;
      const KioskSaying *name;

      if (!is_brought (component) || applies != certain
          || (grouped && !kiosk_duties_is_first (components, component)))
        continue;
      if (!any)
        kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_HEADING,
                       kiosk_say (say, certain ? "receipt.bring" : "receipt.bring_maybe"), NULL);
      any = TRUE;
      name = grouped ? say_group (self, components, component)
                     : kiosk_say_text (say, component->plain);
      kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_CHECK,
                     say_place (self, name, component->where),
                     grouped ? NULL : say_kind (self, component));
    }
  if (any)
    kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_DASHES, NULL, NULL);
}

static void
add_to_bring (Checklist *self, const GPtrArray *components)
{
  add_checks (self, components, TRUE);
  add_checks (self, components, FALSE);
}

static void
add_not_needed (Checklist *self, const GPtrArray *components)
{
  KioskComposer *say = &self->composer;
  gboolean any = FALSE;

  for (guint i = 0; i < components->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (components, i);

      if (component->act != KIOSK_ACT_MADE && component->act != KIOSK_ACT_DATA)
        continue;
      if (!any)
        kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_HEADING,
                       kiosk_say (say, "receipt.not_bring"), NULL);
      any = TRUE;
      kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_TEXT,
                     kiosk_say_with (say,
                                     component->act == KIOSK_ACT_MADE ? "receipt.made_by_machine"
                                                                      : "receipt.in_data",
                                     "name", kiosk_say_text (say, component->plain), NULL),
                     NULL);
    }
  if (any)
    kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_DASHES, NULL, NULL);
}

/* Two fees in a row with the same exemptions have them once, under the second. */
static gboolean
says_the_next (KioskComposer *say, const GPtrArray *fees, guint at, const KioskSaying *exempt)
{
  const KioskSaying *next
      = at + 1 < fees->len ? kiosk_say_exemptions (say, g_ptr_array_index (fees, at + 1)) : NULL;

  return next != NULL && g_strcmp0 (next->vietnamese, exempt->vietnamese) == 0;
}

static void
add_terms (Checklist *self, GDateTime *now)
{
  KioskComposer *say = &self->composer;
  const KioskTimeLimit *limit = kiosk_terms_find_limit (self->form, KIOSK_CHANNEL_DIRECT);
  g_autoptr (GPtrArray) fees = kiosk_terms_list_fees (self->form, KIOSK_CHANNEL_DIRECT, now);

  if (limit != NULL)
    kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_PAIR, kiosk_say (say, "receipt.time_narrow"),
                   kiosk_say_time (say, limit));
  for (guint i = 0; i < fees->len; i++)
    {
      const KioskFeeLine *line = g_ptr_array_index (fees, i);
      const KioskSaying *exempt = kiosk_say_exemptions (say, line);

      kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_PAIR,
                     fees->len > 1
                         ? kiosk_say_text (say, line->fee->label)
                         : kiosk_say (say, line->fee->charge ? "receipt.charge" : "receipt.fee"),
                     kiosk_say_price (say, line));
      if (exempt != NULL && !says_the_next (say, fees, i, exempt))
        kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_TEXT, exempt,
                       kiosk_say (say, "receipt.exempt"));
    }
  if (fees->len == 0)
    kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_PAIR, kiosk_say (say, "receipt.charge"),
                   kiosk_say (say, "receipt.fee_none"));
  if (kiosk_terms_doubts_fees (fees) || kiosk_time_limit_is_doubtful (limit))
    kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_TEXT, kiosk_say (say, "receipt.officer_tells"),
                   NULL);
  kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_DASHES, NULL, NULL);
}

static void
add_end (Checklist *self, GDateTime *now)
{
  KioskComposer *say = &self->composer;
  g_autofree char *code = g_strconcat (self->office->track_url, "/P/", self->info->code, NULL);
  const KioskSaying *printed
      = kiosk_say_with (say, "receipt.printed_on", "date", kiosk_say_day (say, now), NULL);

  kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_QR, kiosk_say_plain (say, code),
                 kiosk_say (say, "receipt.checklist_caption"));
  kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_RULE, NULL, NULL);
  kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_CENTRED,
                 kiosk_say_joined (say, kiosk_say_text (say, self->office->hours), "\n", printed),
                 NULL);
}

/**
 * kiosk_receipt_compose_checklist:
 * @form: a form of the procedure; what is answered decides what the slip leaves out
 * @office: whose kiosk this is
 * @language: its current language is the reader's; Vietnamese stands beside any other
 * @clock: tells the day, for fees that change
 *
 * What to bring, what not to bring, how long and how much: for someone who comes back with the papers.
 * Its code opens the procedure at the machine; there is nothing personal on it.
 *
 * Returns: (transfer full): the paper
 */
KioskPaper *
kiosk_receipt_compose_checklist (KioskForm *form, const KioskOffice *office,
                                 KioskLanguage *language, KioskClock *clock)
{
  g_autofree char *random = kiosk_random_token (TOKEN_BYTES);
  g_autofree char *token = g_strconcat ("checklist-", random, NULL);
  g_autoptr (GDateTime) now = kiosk_clock_now (clock);
  g_autoptr (KioskDocumentSet) set = NULL;
  g_autoptr (GPtrArray) components = NULL;
  Checklist list = { .form = form, .office = office };

  g_return_val_if_fail (KIOSK_IS_FORM (form) && office != NULL, NULL);

  set = kiosk_document_set_new (kiosk_form_get_procedure (form));
  components = kiosk_document_set_list (set, kiosk_form_lookup, form);
  list.info = kiosk_procedure_get_info (kiosk_form_get_procedure (form));
  kiosk_composer_init (&list.composer, token, language);
  add_head (&list);
  add_to_bring (&list, components);
  add_not_needed (&list, components);
  add_terms (&list, now);
  add_end (&list, now);
  return kiosk_composer_finish (&list.composer);
}
