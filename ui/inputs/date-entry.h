/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A GtkEntry in which a date is typed as dd/mm/yyyy with digits only; the slashes come by themselves. */
GtkWidget *kiosk_date_entry_new       (const char *value);
char      *kiosk_date_entry_get_value (GtkWidget *entry) G_GNUC_WARN_UNUSED_RESULT;
char      *kiosk_date_to_screen       (const char *value) G_GNUC_WARN_UNUSED_RESULT;
char      *kiosk_date_arrange         (const char *typed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
