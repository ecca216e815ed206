/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-receipt"

#include "receipt/sections.h"

#include "base/clock.h"
#include "document/duties.h"

/* Which papers came, how long it takes, what it costs, and what is left to do. */

static GPtrArray *
list_components (const KioskReceipt *self, KioskDocumentState state)
{
  KioskDocumentSet *set = kiosk_session_get_documents (self->session);
  g_autoptr (GPtrArray) all = kiosk_document_set_list (set, kiosk_form_lookup, self->form);
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      KioskComponent *component = g_ptr_array_index (all, i);

      if (kiosk_document_set_get_state (set, component->id) == state)
        g_ptr_array_add (chosen, component);
    }
  return chosen;
}

static const KioskSaying *
say_count (KioskReceipt *self, guint count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  return kiosk_say_plain (&self->composer, text);
}

static char *
write_cell (const KioskSaying *saying)
{
  return saying->also != NULL ? g_strconcat (saying->vietnamese, "\n", saying->also, NULL)
                              : g_strdup (saying->vietnamese);
}

static void
add_cell (KioskBlock *table, const KioskSaying *saying)
{
  g_autofree char *text = write_cell (saying);

  kiosk_block_add_cell (table, text);
}

/* One paper that the machine has: made here (an original), or scanned here (a copy). */
static void
add_row (KioskReceipt *self, KioskBlock *table, guint number, const KioskComponent *component,
         gboolean scanned)
{
  KioskComposer *say = &self->composer;
  KioskDocumentSet *set = kiosk_session_get_documents (self->session);
  guint pages = kiosk_document_set_get_n_pages (set, component->id);
  const KioskSaying *name = kiosk_say_text (say, component->name);
  const KioskSaying *narrow = NULL;

  if (scanned)
    name = kiosk_say_with (say, "receipt.scanned_here", "name", name, "pages",
                           say_count (self, pages), NULL);
  else
    name = kiosk_say_with (say, "receipt.made_here", "name", name, NULL);
  add_cell (table, say_count (self, number));
  add_cell (table, name);
  add_cell (table, say_count (self, scanned ? 0 : MAX (component->originals, 1)));
  add_cell (table, say_count (self, 0));
  add_cell (table, say_count (self, scanned ? 1 : 0));

  if (self->standing == KIOSK_STANDING_KEPT || self->standing == KIOSK_STANDING_SIGNED)
    return;
  narrow
      = kiosk_say_with (say, "receipt.row", "n", say_count (self, number), "name",
                        kiosk_say_with (say, scanned ? "receipt.scanned_here" : "receipt.made_here",
                                        "name", kiosk_say_text (say, component->plain), "pages",
                                        say_count (self, pages), NULL),
                        NULL);
  kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_TEXT, narrow, NULL);
}

static KioskBlock *
start_table (KioskReceipt *self)
{
  static const char *const heads[]
      = { "receipt.column_number", "receipt.column_name", "receipt.column_originals",
          "receipt.column_certified", "receipt.column_copies" };
  KioskComposer *say = &self->composer;
  const KioskSaying *group = kiosk_say (say, "receipt.column_quantity");
  g_autofree char *group_text = group->also != NULL
                                    ? g_strconcat (group->vietnamese, " / ", group->also, NULL)
                                    : g_strdup (group->vietnamese);
  KioskBlock *table = NULL;

  kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_HEADING, kiosk_say (say, "receipt.documents"),
                 NULL);
  table = kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_TABLE, NULL,
                         kiosk_say_plain (say, group_text));
  kiosk_block_set_columns (table, G_N_ELEMENTS (heads));
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    add_cell (table, kiosk_say (say, heads[i]));
  return table;
}

static void
add_scanned_count (KioskReceipt *self, const GPtrArray *scanned)
{
  KioskComposer *say = &self->composer;
  KioskDocumentSet *set = kiosk_session_get_documents (self->session);
  guint pages = 0;

  for (guint i = 0; i < scanned->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (scanned, i);

      pages += kiosk_document_set_get_n_pages (set, component->id);
    }
  if (scanned->len > 0)
    kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_PAIR, kiosk_say (say, "receipt.scanned"),
                   kiosk_say_with (say, "receipt.kinds_pages", "kinds",
                                   say_count (self, scanned->len), "pages", say_count (self, pages),
                                   NULL));
}

/**
 * kiosk_receipt_add_documents:
 * @self: a receipt
 *
 * What the machine has taken in, and nothing that it has not: papers promised at the counter stand
 * under what is left to do.
 */
void
kiosk_receipt_add_documents (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;
  g_autoptr (GPtrArray) made = list_components (self, KIOSK_DOCUMENT_MADE);
  g_autoptr (GPtrArray) scanned = list_components (self, KIOSK_DOCUMENT_SCANNED);
  gboolean numbered = self->facts->official != NULL;
  KioskBlock *table = NULL;
  guint number = 0;

  add_scanned_count (self, scanned);
  if (made->len + scanned->len == 0)
    return;

  if (numbered)
    {
      kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_DASHES, NULL, NULL);
      kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_HEADING,
                     kiosk_say (say, "receipt.documents_narrow"), NULL);
    }
  table = start_table (self);
  for (guint i = 0; i < made->len; i++)
    add_row (self, table, ++number, g_ptr_array_index (made, i), FALSE);
  for (guint i = 0; i < scanned->len; i++)
    add_row (self, table, ++number, g_ptr_array_index (scanned, i), TRUE);
  if (numbered)
    kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_DASHES, NULL, NULL);
}

/* The centre stands on the paper already, as whoever takes the dossier in. */
static const KioskSaying *
say_where (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;
  gboolean post = (self->info->channels & (1u << KIOSK_CHANNEL_POST)) != 0;
  const KioskSaying *counter = kiosk_say_capital (say, kiosk_say_text (say, self->office->counter));

  return kiosk_say_with (say, post ? "receipt.where_or_post" : "receipt.where", "counter", counter,
                         NULL);
}

static const KioskSaying *
say_time_limit (KioskReceipt *self, const KioskTimeLimit *limit)
{
  KioskComposer *say = &self->composer;
  const KioskSaying *first = NULL;
  const KioskSaying *second = NULL;

  if (limit == NULL)
    return kiosk_say (say, "receipt.time_by_officer");

  first = kiosk_say_time (say, limit);
  if (limit->second_label == NULL)
    return first;

  second = kiosk_say_with (say, "receipt.then", "label", kiosk_say_text (say, limit->second_label),
                           NULL);
  return kiosk_say_joined (say, first, "; ", second);
}

static void
add_pair (KioskReceipt *self, KioskWhere where, const char *key, const KioskSaying *value)
{
  kiosk_compose (&self->composer, where, KIOSK_BLOCK_PAIR, kiosk_say (&self->composer, key), value);
}

static const KioskSaying *
say_appointment (KioskComposer *say, GDateTime *when)
{
  return kiosk_say_joined (say, kiosk_say_clock (say, when), ", ", kiosk_say_day (say, when));
}

static void
add_return_dates (KioskReceipt *self, const KioskTimeLimit *limit)
{
  KioskComposer *say = &self->composer;
  GTimeZone *zone = g_date_time_get_timezone (self->facts->created);
  g_autoptr (GDateTime) due = NULL;
  g_autoptr (GDateTime) second = NULL;
  gboolean doubtful = kiosk_time_limit_is_doubtful (limit);

  if (self->standing != KIOSK_STANDING_RECEIVED)
    {
      add_pair (self, KIOSK_ON_WIDE, "receipt.section_return",
                kiosk_say (say, self->standing == KIOSK_STANDING_PREPARED
                                    ? "receipt.return_prepared"
                                    : "receipt.return_later"));
      return;
    }
  if (self->facts->due == NULL)
    {
      add_pair (self, KIOSK_ON_BOTH, "receipt.section_return",
                kiosk_say (say, "receipt.time_by_officer"));
      return;
    }

  due = g_date_time_to_timezone (self->facts->due, zone);
  add_pair (self, KIOSK_ON_WIDE, "receipt.section_return",
            kiosk_say_doubt (say, doubtful, kiosk_say_moment (say, due)));
  add_pair (self, KIOSK_ON_NARROW, "receipt.return_narrow",
            kiosk_say_doubt (say, doubtful, say_appointment (say, due)));
  if (self->facts->second_due == NULL)
    return;

  second = g_date_time_to_timezone (self->facts->second_due, zone);
  add_pair (self, KIOSK_ON_WIDE, "receipt.section_second",
            kiosk_say_doubt (say, doubtful, kiosk_say_moment (say, second)));
  add_pair (self, KIOSK_ON_NARROW, "receipt.second_narrow",
            kiosk_say_doubt (say, doubtful, say_appointment (say, second)));
  if (limit != NULL && limit->second_label != NULL)
    kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_TEXT,
                   kiosk_say_text (say, limit->second_label), NULL);
}

/* A fee for something the citizen did not ask for, such as no copies, is no line. */
static gboolean
is_nothing (const KioskFeeLine *line)
{
  return line->exempt == NULL && line->certain && line->total == 0 && line->fee->amount > 0;
}

/* Returns whether a fee is doubtful. */
static gboolean
add_fees (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;
  g_autoptr (GPtrArray) lines
      = kiosk_terms_list_fees (self->form, KIOSK_CHANNEL_DIRECT, self->facts->created);
  const KioskSaying *wide = NULL;
  const KioskSaying *exempt = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const KioskFeeLine *line = g_ptr_array_index (lines, i);
      const KioskSaying *kind
          = kiosk_say (say, line->fee->charge ? "receipt.charge" : "receipt.fee");
      const KioskSaying *label = kiosk_say_text (say, line->fee->label);
      const KioskSaying *amount = kiosk_say_fee (say, line);
      const KioskSaying *named = kiosk_say_with (
          say, "receipt.fee_named", "label", label, "amount", amount, "kind",
          kiosk_say (say, line->fee->charge ? "receipt.kind_charge" : "receipt.kind_fee"), NULL);

      if (is_nothing (line))
        continue;
      kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_PAIR, lines->len > 1 ? label : kind, amount);
      wide = wide == NULL ? named : kiosk_say_joined (say, wide, "; ", named);
      if (exempt == NULL)
        exempt = kiosk_say_exemptions (say, line);
    }
  add_pair (self, KIOSK_ON_WIDE, "receipt.section_fees",
            wide != NULL ? wide : kiosk_say (say, "receipt.fee_none"));
  if (exempt != NULL)
    kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_TEXT, exempt, kiosk_say (say, "receipt.exempt"));
  return kiosk_terms_doubts_fees (lines);
}

/* Who tells the right figure, once, where any was marked: the roll of a slip has no time. */
static void
add_who_tells (KioskReceipt *self, gboolean on_narrow)
{
  kiosk_compose (&self->composer, on_narrow ? KIOSK_ON_BOTH : KIOSK_ON_WIDE, KIOSK_BLOCK_TEXT,
                 kiosk_say (&self->composer, "receipt.officer_tells"), NULL);
}

/**
 * kiosk_receipt_add_terms:
 * @self: a receipt
 *
 * Sets, time by law, when it came, when and where the result is given, and what it costs. Dates are
 * promised only by the form that the province's number has made official.
 */
void
kiosk_receipt_add_terms (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;
  const KioskTimeLimit *limit = kiosk_terms_find_limit (self->form, KIOSK_CHANNEL_DIRECT);
  GDateTime *received
      = self->facts->received_at != NULL ? self->facts->received_at : self->facts->created;
  g_autoptr (GDateTime) local
      = g_date_time_to_timezone (received, g_date_time_get_timezone (self->facts->created));
  gboolean numbered = self->facts->official != NULL;
  gboolean doubtful_fees;

  add_pair (self, KIOSK_ON_WIDE, "receipt.section_sets", kiosk_say (say, "receipt.one_set"));
  kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_PAIR, kiosk_say (say, "receipt.section_time"),
                 say_time_limit (self, limit))
      ->beside
      = TRUE;
  add_pair (self, KIOSK_ON_WIDE, numbered ? "receipt.section_received" : "receipt.section_kept",
            kiosk_say_moment (say, numbered ? local : self->facts->created));
  if (numbered)
    add_pair (self, KIOSK_ON_NARROW, "receipt.received_narrow", say_appointment (say, local));
  if (limit != NULL && numbered)
    add_pair (self, KIOSK_ON_NARROW, "receipt.time_narrow", kiosk_say_time (say, limit));
  add_return_dates (self, limit);
  add_pair (self, KIOSK_ON_WIDE, "receipt.section_where", say_where (self));
  if (self->standing == KIOSK_STANDING_RECEIVED)
    add_pair (self, KIOSK_ON_NARROW, "receipt.where_narrow",
              kiosk_say_capital (say, kiosk_say_text (say, self->office->counter)));
  doubtful_fees = add_fees (self);
  if (doubtful_fees || kiosk_time_limit_is_doubtful (limit))
    add_who_tells (self, doubtful_fees || numbered);
}

static void
add_heading (KioskReceipt *self, const KioskSaying *heading)
{
  kiosk_compose (&self->composer, KIOSK_ON_NARROW, KIOSK_BLOCK_DASHES, NULL, NULL);
  kiosk_compose (&self->composer, KIOSK_ON_BOTH, KIOSK_BLOCK_HEADING, heading, NULL);
}

static void
add_check (KioskReceipt *self, const KioskSaying *what)
{
  kiosk_compose (&self->composer, KIOSK_ON_BOTH, KIOSK_BLOCK_CHECK, what, NULL);
}

static gboolean
is_same_place (const KioskText *a, const KioskText *b)
{
  return g_strcmp0 (kiosk_text_get (a, "vi"), kiosk_text_get (b, "vi")) == 0;
}

/* Tasks of one place stand under it, so that a person goes there once. */
static void
add_tasks (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;
  g_autoptr (GPtrArray) left = kiosk_terms_list_left_to_do (self->form);

  while (left->len > 0)
    {
      const KioskLeftToDo *first = g_ptr_array_index (left, 0);

      add_heading (self, kiosk_say_with (say, "receipt.left_to_do", "where",
                                         kiosk_say_text (say, first->where), NULL));
      for (guint i = 0; i < left->len;)
        {
          const KioskLeftToDo *task = g_ptr_array_index (left, i);

          if (!is_same_place (first->where, task->where))
            {
              i++;
              continue;
            }
          add_check (self, kiosk_say_text (say, task->text));
          g_ptr_array_remove_index (left, i);
        }
    }
}

static const KioskSaying *
say_paper (KioskReceipt *self, const KioskComponent *component, gboolean goes_on)
{
  KioskComposer *say = &self->composer;
  const KioskSaying *name = kiosk_say_text (say, component->plain);

  if (goes_on)
    name = kiosk_say_small (say, name);
  return component->act == KIOSK_ACT_SHOW
             ? kiosk_say_with (say, "receipt.show_only", "name", name, NULL)
             : name;
}

/* One paper, or «một trong các giấy: ...». */
static const KioskSaying *
say_duty (KioskReceipt *self, const GPtrArray *duty)
{
  KioskComposer *say = &self->composer;
  gboolean several = duty->len > 1;
  const KioskSaying *papers = say_paper (self, g_ptr_array_index (duty, 0), several);

  for (guint i = 1; i < duty->len; i++)
    papers
        = kiosk_say_joined (say, papers, "; ", say_paper (self, g_ptr_array_index (duty, i), TRUE));
  return several ? kiosk_say_with (say, "receipt.one_of", "papers", papers, NULL) : papers;
}

/* The papers given at @where, %NULL for the counter, under one heading. */
static void
add_duties (KioskReceipt *self, const GPtrArray *duties, const KioskText *where)
{
  KioskComposer *say = &self->composer;
  const KioskText *place = where != NULL ? where : self->office->counter;
  gboolean any = FALSE;

  for (guint i = 0; i < duties->len; i++)
    {
      const GPtrArray *duty = g_ptr_array_index (duties, i);

      if (!is_same_place (kiosk_duty_get_where (duty), where))
        continue;
      if (!any)
        add_heading (self,
                     kiosk_say_with (say, "receipt.left_papers", "counter",
                                     kiosk_say_upper (say, kiosk_say_text (say, place)), NULL));
      any = TRUE;
      add_check (self, say_duty (self, duty));
    }
}

static void
add_left_papers (KioskReceipt *self)
{
  KioskDocumentSet *set = kiosk_session_get_documents (self->session);
  g_autoptr (GPtrArray) applying = kiosk_document_set_list (set, kiosk_form_lookup, self->form);
  g_autoptr (GPtrArray) duties = kiosk_duties_list (set, applying);

  add_duties (self, duties, NULL);
  for (guint i = 0; i < duties->len; i++)
    {
      const KioskText *where = kiosk_duty_get_where (g_ptr_array_index (duties, i));
      gboolean said = where == NULL;

      for (guint j = 0; j < i && !said; j++)
        said = is_same_place (kiosk_duty_get_where (g_ptr_array_index (duties, j)), where);
      if (!said)
        add_duties (self, duties, where);
    }
}

/**
 * kiosk_receipt_add_left:
 * @self: a receipt
 *
 * What the citizen still hands in, shows or does, and where: the kiosk does not pretend to have finished.
 */
void
kiosk_receipt_add_left (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;

  if (self->info->role == KIOSK_ROLE_PREPARE && self->info->explain != NULL)
    kiosk_compose (say, KIOSK_ON_BOTH, KIOSK_BLOCK_STRONG,
                   kiosk_say_text (say, self->info->explain), NULL);
  add_left_papers (self);
  add_tasks (self);
}
