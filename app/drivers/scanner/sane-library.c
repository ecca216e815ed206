/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/scanner/sane-library.h"

#include "base/library.h"

#define LIBRARY "libsane.so.1"

KioskSaneLibrary kiosk_sane;

/**
 * kiosk_sane_library_load:
 * @error: a #KioskLibraryError
 *
 * Loads the library for the first page that is scanned, in its worker thread.
 *
 * Returns: whether #kiosk_sane can be used
 */
gboolean
kiosk_sane_library_load (GError **error)
{
#define KIOSK_SANE_SYMBOL(function) { #function, (gpointer *) &kiosk_sane.function },
  static const KioskLibrarySymbol symbols[] = { KIOSK_SANE_FUNCTIONS (KIOSK_SANE_SYMBOL) };
#undef KIOSK_SANE_SYMBOL

  return kiosk_library_load (LIBRARY, symbols, G_N_ELEMENTS (symbols), error);
}
