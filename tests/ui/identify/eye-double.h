/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/code-reader.h"
#include "device/viewfinder.h"

G_BEGIN_DECLS

#define EYE_TYPE_DOUBLE (eye_double_get_type ())
G_DECLARE_FINAL_TYPE (EyeDouble, eye_double, EYE, DOUBLE, GObject)

/** EyeDouble: a camera that sees what a test says. */
EyeDouble *eye_double_new (void);
void       eye_double_see (EyeDouble *self, guint seed);
void       eye_double_guide (EyeDouble *self, KioskGuidance guidance);
void       eye_double_close (EyeDouble *self);
guint      eye_double_count_alive (void); /* frames that somebody holds */

G_END_DECLS
