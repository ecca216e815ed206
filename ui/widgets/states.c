/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/widgets/states.h"

#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"

/* The best of the printers: with one of them a receipt can be promised. */
static KioskPrinterState
get_best (GPtrArray *printers)
{
  KioskPrinterState best = KIOSK_PRINTER_OFFLINE;

  for (guint i = 0; i < printers->len; i++)
    {
      KioskPrinterState state = kiosk_printer_get_state (printers->pdata[i]);

      if (state == KIOSK_PRINTER_READY || state == KIOSK_PRINTER_BUSY)
        return state;
      best = state;
    }

  return best;
}

/**
 * kiosk_states_have_paper:
 * @flow: what is shown
 *
 * Returns: whether a receipt on paper can be promised now
 */
gboolean
kiosk_states_have_paper (KioskFlow *flow)
{
  KioskPrinterState best = get_best (kiosk_flow_get_parts (flow)->printers);

  return best == KIOSK_PRINTER_READY || best == KIOSK_PRINTER_BUSY;
}

static const char *
printer_key (KioskPrinterState state)
{
  switch (state)
    {
    case KIOSK_PRINTER_READY:
      return "frame.printer.ready";
    case KIOSK_PRINTER_NO_PAPER:
      return "frame.printer.no-paper";
    case KIOSK_PRINTER_COVER:
      return "frame.printer.cover";
    case KIOSK_PRINTER_JAM:
      return "frame.printer.jam";
    case KIOSK_PRINTER_BUSY:
      return "frame.printer.busy";
    case KIOSK_PRINTER_OFFLINE:
    default:
      return "frame.printer.offline";
    }
}

static void
add (GtkWidget *box, KioskTone tone, const char *icon, const char *text)
{
  GtkWidget *tag = kiosk_tag_new (tone, icon, text);

  gtk_widget_add_css_class (tag, "state");
  gtk_box_append (GTK_BOX (box), tag);
}

/**
 * kiosk_states_new:
 * @flow: what is shown
 *
 * Returns: (transfer floating): in kind words, whether there is a network and whether there is
 *   paper
 */
GtkWidget *
kiosk_states_new (KioskFlow *flow)
{
  const KioskFlowParts *parts = kiosk_flow_get_parts (flow);
  gboolean online = kiosk_flow_has_network (flow);
  GtkWidget *box = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (box, "states");
  add (box, online ? KIOSK_TONE_DONE : KIOSK_TONE_WAIT, online ? "network" : "offline",
       kiosk_language_get (parts->language, online ? "frame.network.on" : "frame.network.off"));
  if (parts->printers->len > 0)
    {
      gboolean paper = kiosk_states_have_paper (flow);

      add (box, paper ? KIOSK_TONE_DONE : KIOSK_TONE_WAIT, "printer",
           kiosk_language_get (parts->language, printer_key (get_best (parts->printers))));
    }

  return box;
}
