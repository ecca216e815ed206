/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "told-printer.h"

#include <string.h>

struct _ToldPrinter
{
  GObject parent_instance;

  GPtrArray *papers; /* (element-type KioskPaper) */
  GQueue waiting;    /* (element-type GTask) */
};

static void told_printer_iface_init (KioskPrinterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ToldPrinter, told_printer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_PRINTER, told_printer_iface_init))

static void
told_printer_print_async (KioskPrinter *printer, KioskPaper *paper, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  ToldPrinter *self = TOLD_PRINTER (printer);

  g_ptr_array_add (self->papers, kiosk_paper_ref (paper));
  g_queue_push_tail (&self->waiting, g_task_new (self, cancellable, callback, user_data));
}

static KioskPrintOutcome
told_printer_print_finish (KioskPrinter *printer, GAsyncResult *result, GError **error)
{
  return (KioskPrintOutcome) g_task_propagate_int (G_TASK (result), error);
}

static KioskPrinterState
told_printer_get_state (KioskPrinter *printer)
{
  return KIOSK_PRINTER_READY;
}

static void
told_printer_iface_init (KioskPrinterInterface *iface)
{
  iface->print_async = told_printer_print_async;
  iface->print_finish = told_printer_print_finish;
  iface->get_state = told_printer_get_state;
}

static void
told_printer_finalize (GObject *object)
{
  ToldPrinter *self = TOLD_PRINTER (object);

  g_assert_true (g_queue_is_empty (&self->waiting));
  g_ptr_array_unref (self->papers);

  G_OBJECT_CLASS (told_printer_parent_class)->finalize (object);
}

static void
told_printer_class_init (ToldPrinterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = told_printer_finalize;
}

static void
told_printer_init (ToldPrinter *self)
{
  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_paper_unref);
  g_queue_init (&self->waiting);
}

ToldPrinter *
told_printer_new (void)
{
  return g_object_new (TOLD_TYPE_PRINTER, NULL);
}

guint
told_printer_count (ToldPrinter *self)
{
  return self->papers->len;
}

guint
told_printer_get_waiting (ToldPrinter *self)
{
  return g_queue_get_length (&self->waiting);
}

KioskPaper *
told_printer_get_paper (ToldPrinter *self, guint n)
{
  g_assert_cmpuint (n, <, self->papers->len);

  return self->papers->pdata[n];
}

gboolean
told_printer_paper_says (ToldPrinter *self, guint n, const char *text)
{
  const GPtrArray *blocks = kiosk_paper_get_narrow (told_printer_get_paper (self, n));

  for (guint i = 0; i < blocks->len; i++)
    {
      const KioskBlock *block = blocks->pdata[i];

      if ((block->first != NULL && strstr (block->first, text) != NULL)
          || (block->second != NULL && strstr (block->second, text) != NULL))
        return TRUE;
    }

  return FALSE;
}

void
told_printer_answer (ToldPrinter *self, KioskPrintOutcome outcome)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);

  g_assert_nonnull (task);
  g_task_return_int (task, outcome);
}
