/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/cups-library.h"

#include "base/library.h"

/* The CUPS library brings thirty others: Kerberos, TLS, Avahi. */
#define LIBRARY "libcups.so.2"

KioskCupsLibrary kiosk_cups;

/**
 * kiosk_cups_library_load:
 * @error: a #KioskLibraryError
 *
 * Loads the library when a printer that speaks IPP is first talked to, in its worker thread.
 *
 * Returns: whether #kiosk_cups can be used
 */
gboolean
kiosk_cups_library_load (GError **error)
{
#define KIOSK_CUPS_SYMBOL(function) { #function, (gpointer *) &kiosk_cups.function },
  static const KioskLibrarySymbol symbols[] = { KIOSK_CUPS_FUNCTIONS (KIOSK_CUPS_SYMBOL) };
#undef KIOSK_CUPS_SYMBOL

  return kiosk_library_load (LIBRARY, symbols, G_N_ELEMENTS (symbols), error);
}
