/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/inputs/field-box.h"
#include "ui/page.h"

G_BEGIN_DECLS

GtkWidget *kiosk_form_field_new    (KioskPage *page, const KioskField *field);
char      *kiosk_form_field_problem (KioskPage *page, const KioskField *field) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
