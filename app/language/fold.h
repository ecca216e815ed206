/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *kiosk_fold           (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char     *kiosk_normalize      (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char     *kiosk_strip_controls (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char     *kiosk_upper          (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char     *kiosk_start_small    (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
