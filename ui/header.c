/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/header.h"

#include "language/text.h"
#include "ui/clock-label.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"

#define N_STEPS 6

/* Texts "frame.step.1" to "frame.step.6". */
static guint
get_step (KioskFlowState state)
{
  switch (state)
    {
    case KIOSK_FLOW_IDENTIFY:
      return 1;
    case KIOSK_FLOW_QUESTION:
      return 2;
    case KIOSK_FLOW_FORM:
      return 3;
    case KIOSK_FLOW_DOCUMENTS:
    case KIOSK_FLOW_SCAN:
      return 4;
    case KIOSK_FLOW_CHECK:
      return 5;
    case KIOSK_FLOW_SUBMIT:
    case KIOSK_FLOW_RECEIPT:
      return 6;
    case KIOSK_FLOW_IDLE:
    case KIOSK_FLOW_LANGUAGE:
    case KIOSK_FLOW_HOME:
    case KIOSK_FLOW_PROCEDURES:
    case KIOSK_FLOW_OVERVIEW:
    case KIOSK_FLOW_DONE:
    case KIOSK_FLOW_OUT_OF_SERVICE:
    case KIOSK_FLOW_N_STATES:
    default:
      return 0;
    }
}

static GtkWidget *
make_logo (KioskIconColour colour)
{
  GtkWidget *logo = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *door = kiosk_icon_new ("door", 10.5, colour);

  gtk_widget_set_hexpand (door, TRUE);
  gtk_widget_add_css_class (logo, "logo");
  gtk_widget_set_hexpand (logo, FALSE);
  gtk_widget_set_valign (logo, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (logo), door);

  return logo;
}

static const char *
step_name (KioskLanguage *language, guint step)
{
  g_autofree char *key = g_strdup_printf ("frame.step.%u", step);

  return kiosk_language_get (language, key);
}

static GtkWidget *
make_trail (KioskLanguage *language, guint current)
{
  GtkWidget *trail = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (trail, "trail");
  gtk_widget_set_halign (trail, GTK_ALIGN_CENTER);
  for (guint step = 1; step <= N_STEPS; step++)
    {
      const char *state = step < current ? "done" : step == current ? "now" : "later";
      g_autofree char *digit = g_strdup_printf ("%u", step);
      GtkWidget *box = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
      GtkWidget *name = gtk_label_new (step_name (language, step));

      if (step > 1)
        {
          GtkWidget *dash = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

          gtk_widget_add_css_class (dash, "dash");
          gtk_widget_add_css_class (dash, step <= current ? "done" : "later");
          gtk_widget_set_valign (dash, GTK_ALIGN_CENTER);
          gtk_box_append (GTK_BOX (trail), dash);
        }
      gtk_widget_add_css_class (box, "step");
      gtk_widget_add_css_class (box, state);
      gtk_box_append (GTK_BOX (box),
                      kiosk_ring_new (digit, step < current ? "check" : NULL, state));
      gtk_box_append (GTK_BOX (box), name);
      gtk_box_append (GTK_BOX (trail), box);
    }

  return trail;
}

/* One sentence and six bars, where six names do not fit. */
static GtkWidget *
make_short_trail (KioskLanguage *language, guint current)
{
  g_autofree char *digit = g_strdup_printf ("%u", current);
  g_autofree char *text = kiosk_language_format (language, "frame.step-of", "step", digit, "name",
                                                 step_name (language, current), NULL);
  GtkWidget *trail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bars = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (trail, "trail-short");
  gtk_widget_add_css_class (bars, "bars");
  kiosk_box_set_homogeneous (bars, TRUE);
  for (guint step = 1; step <= N_STEPS; step++)
    {
      GtkWidget *bar = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

      gtk_widget_add_css_class (bar, step < current ? "done" : step == current ? "now" : "later");
      gtk_box_append (GTK_BOX (bars), bar);
    }
  gtk_widget_set_valign (trail, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (trail), kiosk_label_new (text, NULL));
  gtk_box_append (GTK_BOX (trail), bars);

  return trail;
}

static GtkWidget *
make_header (void)
{
  GtkWidget *header = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (header, "header");

  return header;
}

/**
 * kiosk_header_new:
 * @flow: says which step it is
 * @look: how everything is shown
 * @text: (nullable): what stands there in place of the trail
 * @strong: whether @text is the title of the page
 *
 * Returns: (transfer floating): mark, trail or @text, time; nothing in it can be touched
 */
GtkWidget *
kiosk_header_new (KioskFlow *flow, const KioskLook *look, const char *text, gboolean strong)
{
  const KioskFlowParts *parts = kiosk_flow_get_parts (flow);
  guint step = get_step (kiosk_flow_get_state (flow));
  GtkWidget *header, *middle;

  if (text == NULL && step == 0)
    return kiosk_header_new_centre (flow, look, FALSE);

  header = make_header ();
  if (text != NULL)
    middle = kiosk_label_new (text, strong ? "title" : "hint");
  else if (look->portrait || look->text >= KIOSK_TEXT_L)
    middle = make_short_trail (parts->language, step);
  else
    middle = make_trail (parts->language, step);
  gtk_widget_set_hexpand (middle, TRUE);
  gtk_widget_set_valign (middle, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (header), make_logo (KIOSK_ICON_WHITE));
  gtk_box_append (GTK_BOX (header), middle);
  gtk_box_append (GTK_BOX (header),
                  kiosk_clock_label_new (parts->clock, parts->language, KIOSK_CLOCK_TIME_ONLY));

  return header;
}

/**
 * kiosk_header_new_centre:
 * @flow: says whose kiosk it is
 * @look: how everything is shown
 * @idle: for the idle page, where the clock is larger
 *
 * Returns: (transfer floating): mark, name of the centre, date and time
 */
GtkWidget *
kiosk_header_new_centre (KioskFlow *flow, const KioskLook *look, gboolean idle)
{
  const KioskFlowParts *parts = kiosk_flow_get_parts (flow);
  KioskClockDate date = look->portrait ? KIOSK_CLOCK_DATE_BLOCK : KIOSK_CLOCK_DATE_LINE;
  GtkWidget *header = make_header ();
  GtkWidget *office;

  office = kiosk_label_new (
      kiosk_text_get (parts->office->centre, kiosk_language_get_current (parts->language)),
      "office");
  gtk_widget_add_css_class (office, "strong");
  gtk_label_set_max_width_chars (GTK_LABEL (office), 36);
  gtk_widget_set_hexpand (office, TRUE);
  gtk_widget_set_halign (office, GTK_ALIGN_START);
  if (look->text >= KIOSK_TEXT_L)
    date = KIOSK_CLOCK_TIME_ONLY;
  if (idle)
    date = KIOSK_CLOCK_DATE_AFTER;
  gtk_box_append (GTK_BOX (header), make_logo (idle ? KIOSK_ICON_ACT : KIOSK_ICON_WHITE));
  gtk_box_append (GTK_BOX (header), office);
  gtk_box_append (GTK_BOX (header), kiosk_clock_label_new (parts->clock, parts->language, date));

  return header;
}

/**
 * kiosk_sign_new:
 * @text: what staff should read from across the hall
 *
 * Returns: (transfer floating): a strip over everything else
 */
GtkWidget *
kiosk_sign_new (const char *text)
{
  GtkWidget *sign = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (sign, "sign");
  gtk_box_append (GTK_BOX (sign), kiosk_icon_new ("bell", 10, KIOSK_ICON_WAIT));
  gtk_box_append (GTK_BOX (sign), kiosk_label_new (text, "title-2"));

  return sign;
}
