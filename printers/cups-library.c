/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/cups-library.h"

#include <dlfcn.h>

/* The CUPS library brings thirty others (Kerberos, TLS, Avahi). Linked with the kiosk, they took the
 * dynamic linker 6 ms before the first line of it ran; loaded by the first link to a printer, in its
 * worker, they take nobody's time. */
#define LIBRARY "libcups.so.2"

G_DEFINE_QUARK (kiosk-cups-library-error-quark, kiosk_cups_library_error)

KioskCupsLibrary kiosk_cups;

static gpointer
load (gpointer data)
{
  void *library = dlopen (LIBRARY, RTLD_NOW | RTLD_LOCAL);

  if (library == NULL)
    return g_strdup (dlerror ());

#define KIOSK_CUPS_FIND(name)                                                                      \
  kiosk_cups.name = (__typeof__ (name) *) dlsym (library, #name);                                  \
  if (kiosk_cups.name == NULL)                                                                     \
    return g_strdup (#name);
  KIOSK_CUPS_FUNCTIONS (KIOSK_CUPS_FIND)
#undef KIOSK_CUPS_FIND

  return NULL;
}

/**
 * kiosk_cups_library_load:
 * @error: a #KioskCupsLibraryError
 *
 * Loads the library once for the life of the process; whoever comes second waits for the first.
 *
 * Returns: whether #kiosk_cups can be used
 */
gboolean
kiosk_cups_library_load (GError **error)
{
  static GOnce once = G_ONCE_INIT;
  const char *missing = g_once (&once, load, NULL);

  if (missing == NULL)
    return TRUE;
  g_set_error (error, KIOSK_CUPS_LIBRARY_ERROR, KIOSK_CUPS_LIBRARY_ERROR_MISSING,
               "Install libcups2: %s", missing);

  return FALSE;
}
