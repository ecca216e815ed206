/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_IDENTIFY_EYE (kiosk_identify_eye_get_type ())
G_DECLARE_FINAL_TYPE (KioskIdentifyEye, kiosk_identify_eye, KIOSK, IDENTIFY_EYE, GtkBox)

/** KioskIdentifyEye: what the camera sees, and what would help it to see the code. */
GtkWidget *kiosk_identify_eye_new (KioskPage *page, GtkWidget *steps);
gboolean kiosk_identify_eye_is_open (KioskPage *page);

G_END_DECLS
