/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include <sane/sane.h>

G_BEGIN_DECLS

/* Every function of SANE that we call. */
#define KIOSK_SANE_FUNCTIONS(F) \
  F (sane_cancel) \
  F (sane_close) \
  F (sane_control_option) \
  F (sane_exit) \
  F (sane_get_option_descriptor) \
  F (sane_get_parameters) \
  F (sane_init) \
  F (sane_open) \
  F (sane_read) \
  F (sane_start) \
  F (sane_strstatus)

/** KioskSaneLibrary: the functions under their own names; none may be called before they are loaded. */
typedef struct {
#define KIOSK_SANE_MEMBER(name) __typeof__ (name) *name;
  KIOSK_SANE_FUNCTIONS (KIOSK_SANE_MEMBER)
#undef KIOSK_SANE_MEMBER
} KioskSaneLibrary;

extern KioskSaneLibrary kiosk_sane;

gboolean kiosk_sane_library_load (GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
