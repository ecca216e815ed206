/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_LIBRARY_ERROR (kiosk_library_error_quark ())
GQuark kiosk_library_error_quark (void);

/** KioskLibraryError: @KIOSK_LIBRARY_ERROR_MISSING: not installed, or without a function we need */
typedef enum { KIOSK_LIBRARY_ERROR_MISSING } KioskLibraryError;

/** KioskLibrarySymbol: a function by name, and where its address goes. */
typedef struct {
  const char *name;
  gpointer   *address;
} KioskLibrarySymbol;

gboolean kiosk_library_load (const char *file, const KioskLibrarySymbol *symbols, gsize n, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
