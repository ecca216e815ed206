/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/dialogs.h"

#include "ui/widgets/box.h"

/* A screen reader hears the countdown at these seconds only. */
static const guint spoken_seconds[] = { 30, 15, 5 };

static GtkWidget *
find_by_name (GtkWidget *widget, const char *name)
{
  if (g_strcmp0 (gtk_widget_get_name (widget), name) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_by_name (child, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
make_countdown (const char *unit)
{
  GtkWidget *ring = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *label = gtk_label_new (unit);

  gtk_widget_add_css_class (ring, "countdown");
  gtk_widget_add_css_class (count, "count");
  gtk_widget_add_css_class (label, "unit");
  gtk_widget_set_name (count, "count");
  gtk_widget_set_vexpand (inside, TRUE);
  gtk_widget_set_valign (inside, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (inside), count);
  gtk_box_append (GTK_BOX (inside), label);
  gtk_box_append (GTK_BOX (ring), inside);

  return ring;
}

/**
 * kiosk_warning_dialog_set_seconds:
 * @seconds: left before everything is wiped
 */
void
kiosk_warning_dialog_set_seconds (KioskDialog *dialog, KioskLanguage *language, guint seconds)
{
  g_autofree char *text = g_strdup_printf ("%u", seconds);
  GtkWidget *count = find_by_name (GTK_WIDGET (dialog), "count");

  if (count != NULL)
    gtk_label_set_text (GTK_LABEL (count), text);
  for (guint i = 0; i < G_N_ELEMENTS (spoken_seconds); i++)
    {
      if (spoken_seconds[i] == seconds)
        {
          g_autofree char *spoken
              = kiosk_language_format (language, "frame.warning-spoken", "seconds", text, NULL);

          gtk_accessible_update_property (GTK_ACCESSIBLE (dialog),
                                          GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
        }
    }
}

/**
 * kiosk_warning_dialog_new:
 * @seconds: left before everything is wiped
 *
 * Returns: (transfer floating): «Bạn còn ở đây không?»
 */
GtkWidget *
kiosk_warning_dialog_new (const KioskLook *look, KioskLanguage *language, guint seconds)
{
  GtkWidget *dialog = kiosk_dialog_new (look, kiosk_language_get (language, "frame.warning-title"),
                                        kiosk_language_get (language, "frame.warning-text"));
  KioskDialog *self = KIOSK_DIALOG (dialog);
  GtkWidget *notes;
  GtkWidget *end;

  kiosk_dialog_set_mark (self,
                         make_countdown (kiosk_language_get (language, "frame.warning-unit")));
  notes = kiosk_dialog_add_note (self, NULL, "trash",
                                 kiosk_language_get (language, "frame.warning-wiped"));
  kiosk_dialog_add_note (self, notes, "kept", kiosk_language_get (language, "frame.warning-kept"));
  end = kiosk_dialog_add_act (self, kiosk_language_get (language, "frame.warning-end"), NULL, FALSE,
                              KIOSK_DIALOG_END);
  gtk_widget_set_name (end, "end");
  kiosk_dialog_add_act (self, kiosk_language_get (language, "frame.warning-stay"), NULL, TRUE,
                        KIOSK_DIALOG_STAY);
  kiosk_warning_dialog_set_seconds (self, language, seconds);

  return dialog;
}

/**
 * kiosk_staff_dialog_new:
 * @idle: nothing was begun, so that there is nothing to go on with
 *
 * Says only what is known: that the call is shown, not who comes or when.
 *
 * Returns: (transfer floating): «Đã gọi nhân viên»
 */
GtkWidget *
kiosk_staff_dialog_new (const KioskLook *look, KioskLanguage *language, gboolean idle)
{
  GtkWidget *dialog = kiosk_dialog_new (look, kiosk_language_get (language, "frame.staff-title"),
                                        kiosk_language_get (language, "frame.staff-text"));
  KioskDialog *self = KIOSK_DIALOG (dialog);
  GtkWidget *bell = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *drawing = kiosk_icon_new ("bell", 13, KIOSK_ICON_DONE);

  gtk_widget_set_hexpand (drawing, TRUE);
  gtk_widget_add_css_class (bell, "bell");
  gtk_widget_set_hexpand (bell, FALSE);
  gtk_box_append (GTK_BOX (bell), drawing);
  kiosk_dialog_set_mark (self, bell);
  if (!idle)
    {
      GtkWidget *notes = kiosk_dialog_add_note (self, NULL, "clock",
                                                kiosk_language_get (language, "frame.staff-time"));

      kiosk_dialog_add_note (self, notes, "shield",
                             kiosk_language_get (language, "frame.staff-private"));
    }
  kiosk_dialog_add_act (self, kiosk_language_get (language, "frame.staff-cancel"), NULL, FALSE,
                        KIOSK_DIALOG_NO_STAFF);
  kiosk_dialog_add_act (self,
                        kiosk_language_get (language, idle ? "frame.close" : "frame.staff-go-on"),
                        NULL, TRUE, KIOSK_DIALOG_STAY);

  return dialog;
}

static void
on_choice (GtkCheckButton *choice, KioskDialog *dialog)
{
  int index = 0;

  if (!gtk_check_button_get_active (choice))
    return;
  for (GtkWidget *before = gtk_widget_get_prev_sibling (GTK_WIDGET (choice)); before != NULL;
       before = gtk_widget_get_prev_sibling (before))
    index++;
  g_signal_emit_by_name (dialog, "act", KIOSK_DIALOG_CHOICE + index);
}

static GtkWidget *
make_choices (const KioskLook *look, KioskLanguage *language, const char *title, const char *keys[],
              guint current)
{
  GtkWidget *dialog = kiosk_dialog_new (look, kiosk_language_get (language, title),
                                        kiosk_language_get (language, "frame.choice-text"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *group = NULL;

  gtk_widget_add_css_class (box, "choices");
  for (guint i = 0; keys[i] != NULL; i++)
    {
      GtkWidget *choice
          = kiosk_choice_new (kiosk_language_get (language, keys[i]), NULL, group, FALSE);

      if (group == NULL)
        group = choice;
      gtk_check_button_set_active (GTK_CHECK_BUTTON (choice), i == current);
      gtk_box_append (GTK_BOX (box), choice);
    }
  for (GtkWidget *choice = gtk_widget_get_first_child (box); choice != NULL;
       choice = gtk_widget_get_next_sibling (choice))
    g_signal_connect_object (choice, "toggled", G_CALLBACK (on_choice), dialog, 0);
  kiosk_dialog_add (KIOSK_DIALOG (dialog), box);
  kiosk_dialog_add_act (KIOSK_DIALOG (dialog), kiosk_language_get (language, "frame.done"), "check",
                        TRUE, KIOSK_DIALOG_STAY);

  return dialog;
}

/**
 * kiosk_text_dialog_new:
 *
 * Returns: (transfer floating): the four sizes of text
 */
GtkWidget *
kiosk_text_dialog_new (const KioskLook *look, KioskLanguage *language)
{
  static const char *keys[]
      = { "frame.text.s", "frame.text.m", "frame.text.l", "frame.text.xl", NULL };

  return make_choices (look, language, "frame.text-title", keys, look->text);
}

/**
 * kiosk_colours_dialog_new:
 *
 * Returns: (transfer floating): the four themes
 */
GtkWidget *
kiosk_colours_dialog_new (const KioskLook *look, KioskLanguage *language)
{
  static const char *keys[] = { "frame.colours.day", "frame.colours.white-on-black",
                                "frame.colours.black-on-white", "frame.colours.dusk", NULL };

  return make_choices (look, language, "frame.colours-title", keys, look->colours);
}
