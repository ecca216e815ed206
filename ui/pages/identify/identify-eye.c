/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/identify/identify-eye.h"

#include "ui/pictures/viewfinder-picture.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"
#include "ui/words/failure-words.h"

/**
 * KioskIdentifyEye:
 *
 * What the camera sees, and what would help it to see the code.
 *
 * The line has room for the longest of its sentences, so that nothing on the page moves while
 * somebody holds a card in front of it. It is never below the edge: with large text on the wide panel
 * it stands beside the picture, and what else is to be done under both.
 */
struct _KioskIdentifyEye
{
  GtkBox parent_instance;

  KioskPage *page; /* weak: shows this */
  GtkWidget *slot; /* child: holds the one banner, which is made anew */

  KioskGuidance shown;
};

G_DEFINE_FINAL_TYPE (KioskIdentifyEye, kiosk_identify_eye, GTK_TYPE_BOX)

static const struct
{
  KioskGuidance guidance;
  KioskFailure failure;
} helped[] = {
  { KIOSK_GUIDANCE_TOO_FAR, KIOSK_FAILURE_CODE_TOO_FAR },
  { KIOSK_GUIDANCE_GLARE, KIOSK_FAILURE_CODE_GLARE },
  { KIOSK_GUIDANCE_DARK, KIOSK_FAILURE_CODE_DARK },
  { KIOSK_GUIDANCE_BLURRED, KIOSK_FAILURE_CODE_BLURRED },
  { KIOSK_GUIDANCE_WRONG_CODE, KIOSK_FAILURE_CODE_OTHER },
};

static GtkWidget *
make_line (KioskIdentifyEye *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (helped); i++)
    if (helped[i].guidance == self->shown)
      return kiosk_banner_new (KIOSK_TONE_WAIT, "info",
                               kiosk_failure_words_say (self->page, helped[i].failure));

  return kiosk_banner_new (KIOSK_TONE_ACT, "qr",
                           kiosk_page_text (self->page, self->shown == KIOSK_GUIDANCE_LOOKING
                                                            ? "identify.eye_looking"
                                                            : "identify.eye_opening"));
}

static void
show_line (KioskIdentifyEye *self)
{
  GtkWidget *old = gtk_widget_get_first_child (self->slot);
  GtkWidget *line = make_line (self);

  if (old != NULL)
    gtk_box_remove (GTK_BOX (self->slot), old);
  gtk_widget_add_css_class (line, "eye-line");
  gtk_widget_set_hexpand (line, TRUE);
  gtk_box_append (GTK_BOX (self->slot), line);
}

static void
on_guidance (KioskViewfinder *viewfinder, KioskGuidance guidance, KioskIdentifyEye *self)
{
  if (guidance == self->shown)
    return;
  self->shown = guidance;
  show_line (self);
}

static void
kiosk_identify_eye_class_init (KioskIdentifyEyeClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "eye");
}

static void
kiosk_identify_eye_init (KioskIdentifyEye *self)
{
  kiosk_box_set_orientation (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL);
  self->slot = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
}

/**
 * kiosk_identify_eye_is_open:
 * @page: the page that would show it
 *
 * Returns: whether there is a camera and it works
 */
gboolean
kiosk_identify_eye_is_open (KioskPage *page)
{
  KioskViewfinder *viewfinder = kiosk_flow_get_viewfinder (kiosk_page_get_flow (page));

  return viewfinder != NULL && kiosk_code_reader_is_online (KIOSK_CODE_READER (viewfinder));
}

/**
 * kiosk_identify_eye_new:
 * @page: a page whose flow has a viewfinder
 * @steps: (transfer floating): what to do, beside the picture where there is room
 *
 * Returns: (transfer floating): its picture and, under it, one sentence
 */
GtkWidget *
kiosk_identify_eye_new (KioskPage *page, GtkWidget *steps)
{
  KioskIdentifyEye *self = g_object_new (KIOSK_TYPE_IDENTIFY_EYE, NULL);
  KioskViewfinder *viewfinder = kiosk_flow_get_viewfinder (kiosk_page_get_flow (page));
  gboolean large = kiosk_page_is_large (page);
  gboolean stacked = large && kiosk_page_is_portrait (page);
  GtkWidget *row = kiosk_box_new (stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *picture
      = kiosk_viewfinder_picture_new (viewfinder, kiosk_page_text (page, "identify.eye_name"));

  self->page = page;
  self->shown = kiosk_viewfinder_get_guidance (viewfinder);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_add_css_class (row, "reader");
  gtk_widget_set_halign (picture, GTK_ALIGN_START);
  gtk_widget_set_valign (steps, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), picture);
  gtk_widget_set_valign (self->slot, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), large ? self->slot : steps);
  gtk_box_append (GTK_BOX (self), row);
  gtk_box_append (GTK_BOX (self), large ? steps : self->slot);
  show_line (self);
  g_signal_connect_object (viewfinder, "guidance", G_CALLBACK (on_guidance), self, 0);
  return GTK_WIDGET (self);
}
