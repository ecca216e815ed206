/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "paper-double.h"

struct _PaperDouble
{
  GObject parent_instance;

  KioskPrintOutcome outcome;
  guint printed;
};

static void paper_double_iface_init (KioskPrinterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PaperDouble, paper_double, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_PRINTER, paper_double_iface_init))

static void
paper_double_print_async (KioskPrinter *printer, KioskPaper *paper, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  PaperDouble *self = PAPER_DOUBLE (printer);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->printed++;
  g_task_return_int (task, self->outcome);
}

static KioskPrintOutcome
paper_double_print_finish (KioskPrinter *printer, GAsyncResult *result, GError **error)
{
  return (KioskPrintOutcome) g_task_propagate_int (G_TASK (result), error);
}

static KioskPrinterState
paper_double_get_state (KioskPrinter *printer)
{
  return KIOSK_PRINTER_READY;
}

static void
paper_double_iface_init (KioskPrinterInterface *iface)
{
  iface->print_async = paper_double_print_async;
  iface->print_finish = paper_double_print_finish;
  iface->get_state = paper_double_get_state;
}

static void
paper_double_class_init (PaperDoubleClass *klass)
{
}

static void
paper_double_init (PaperDouble *self)
{
  self->outcome = KIOSK_PRINT_PRINTED;
}

PaperDouble *
paper_double_new (void)
{
  return g_object_new (PAPER_TYPE_DOUBLE, NULL);
}

void
paper_double_set_outcome (PaperDouble *self, KioskPrintOutcome outcome)
{
  self->outcome = outcome;
}

guint
paper_double_get_printed (PaperDouble *self)
{
  return self->printed;
}
