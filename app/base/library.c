/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/library.h"

#include <dlfcn.h>

G_DEFINE_QUARK (kiosk-library-error-quark, kiosk_library_error)

static GMutex lock;

static gboolean
find_all (const char *file, const KioskLibrarySymbol *symbols, gsize n, GError **error)
{
  void *library = dlopen (file, RTLD_NOW | RTLD_LOCAL);

  if (library == NULL)
    {
      g_set_error (error, KIOSK_LIBRARY_ERROR, KIOSK_LIBRARY_ERROR_MISSING,
                   "Install the package that has %s: %s", file, dlerror ());
      return FALSE;
    }
  for (gsize i = 0; i < n; i++)
    {
      *symbols[i].address = dlsym (library, symbols[i].name);
      if (*symbols[i].address == NULL)
        {
          g_set_error (error, KIOSK_LIBRARY_ERROR, KIOSK_LIBRARY_ERROR_MISSING,
                       "%s has no %s; install the version of this release", file, symbols[i].name);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * kiosk_library_load:
 * @file: the shared library, as its package names it
 * @symbols: (array length=n): what is needed of it
 * @n: how many
 * @error: a #KioskLibraryError whose message names what to install
 *
 * Loads a library when it is first needed, for a program that must be there before its devices are:
 * the dynamic linker took 10 ms for those of printers and scanners before the first line ran. It
 * stays for the life of the process; loading it again is cheap. May be called in any thread, and
 * nothing of @symbols before it succeeded.
 *
 * Returns: whether every function has its address
 */
gboolean
kiosk_library_load (const char *file, const KioskLibrarySymbol *symbols, gsize n, GError **error)
{
  gboolean found;

  g_mutex_lock (&lock);
  found = find_all (file, symbols, n, error);
  g_mutex_unlock (&lock);

  return found;
}
