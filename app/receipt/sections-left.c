/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-receipt"

#include "receipt/sections.h"

#include "document/duties.h"

/* What the citizen still hands in, shows or does. */

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
