/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-receipt"

#include "receipt/sections.h"

#include "base/clock.h"

/* The answer that says how the citizen wants the result, where a procedure asks. */
#define DELIVERY "delivery"

/* Which papers came, how long it takes, and what it costs. */

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

  kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_HEADING,
                 kiosk_say (say, self->standing == KIOSK_STANDING_RECEIVED
                                     ? "receipt.documents"
                                     : "receipt.documents_here"),
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
    {
      kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_TEXT,
                     kiosk_say (say, "receipt.documents_none"), NULL);
      return;
    }

  if (numbered)
    {
      kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_DASHES, NULL, NULL);
      kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_HEADING,
                     kiosk_say (say, self->standing == KIOSK_STANDING_RECEIVED
                                         ? "receipt.documents_narrow"
                                         : "receipt.documents_here_narrow"),
                     NULL);
    }
  table = start_table (self);
  for (guint i = 0; i < made->len; i++)
    add_row (self, table, ++number, g_ptr_array_index (made, i), FALSE);
  for (guint i = 0; i < scanned->len; i++)
    add_row (self, table, ++number, g_ptr_array_index (scanned, i), TRUE);
  if (numbered)
    kiosk_compose (say, KIOSK_ON_NARROW, KIOSK_BLOCK_DASHES, NULL, NULL);
}

/* What the citizen chose, or else every way that the result is given. The centre stands on the paper
 * already, as whoever takes the dossier in. */
static const KioskSaying *
say_where (KioskReceipt *self)
{
  KioskComposer *say = &self->composer;
  const KioskSaying *const ways[] = {
    [KIOSK_DELIVERY_COUNTER] = kiosk_say_capital (say, kiosk_say_text (say, self->office->counter)),
    [KIOSK_DELIVERY_POST] = kiosk_say (say, "receipt.by_post"),
    [KIOSK_DELIVERY_ELECTRONIC] = kiosk_say (say, "receipt.electronic"),
  };
  static const char *const words[] = { "counter", "post", "electronic" };
  const char *chosen = kiosk_form_lookup (self->form, DELIVERY);
  const KioskSaying *all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      if ((self->info->delivery & (1u << i)) == 0)
        continue;
      if (g_strcmp0 (chosen, words[i]) == 0)
        return kiosk_say_capital (say, ways[i]);
      all = all == NULL
                ? ways[i]
                : kiosk_say_with (say, "receipt.either", "one", all, "other", ways[i], NULL);
    }
  return kiosk_say_capital (say, all != NULL ? all : ways[KIOSK_DELIVERY_COUNTER]);
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
                kiosk_say (say, self->info->role == KIOSK_ROLE_PREPARE ? "receipt.return_prepared"
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
  static const char *const sections[] = {
    [KIOSK_STANDING_KEPT] = "receipt.section_kept",
    [KIOSK_STANDING_SIGNED] = "receipt.section_kept",
    [KIOSK_STANDING_PREPARED] = "receipt.section_prepared",
    [KIOSK_STANDING_RECEIVED] = "receipt.section_received",
  };
  gboolean numbered = self->facts->official != NULL;
  gboolean prepared = self->standing == KIOSK_STANDING_PREPARED;
  gboolean doubtful_fees;

  add_pair (self, KIOSK_ON_WIDE, "receipt.section_sets", kiosk_say (say, "receipt.one_set"));
  kiosk_compose (say, KIOSK_ON_WIDE, KIOSK_BLOCK_PAIR, kiosk_say (say, "receipt.section_time"),
                 say_time_limit (self, limit))
      ->beside
      = TRUE;
  add_pair (self, KIOSK_ON_WIDE, sections[self->standing],
            kiosk_say_moment (say, numbered ? local : self->facts->created));
  if (numbered)
    add_pair (self, KIOSK_ON_NARROW,
              prepared ? "receipt.prepared_narrow" : "receipt.received_narrow",
              say_appointment (say, local));
  if (limit != NULL && numbered)
    add_pair (self, KIOSK_ON_NARROW, "receipt.time_narrow", kiosk_say_time (say, limit));
  add_return_dates (self, limit);
  add_pair (self, KIOSK_ON_WIDE, "receipt.section_where", say_where (self));
  if (self->standing == KIOSK_STANDING_RECEIVED)
    add_pair (self, KIOSK_ON_NARROW, "receipt.where_narrow", say_where (self));
  doubtful_fees = add_fees (self);
  if (doubtful_fees || kiosk_time_limit_is_doubtful (limit))
    add_who_tells (self, doubtful_fees || numbered);
}
