/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "procedure/catalogue.h"

/* The definition of fixtures/good that has every member, and the lists that we ship. */

static inline KioskProcedure *
load_whole (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (
      g_getenv ("KIOSK_SOURCE"), "tests/unit/procedure/fixtures/good/whole.json", NULL);
  g_autofree char *data = NULL;
  KioskProcedure *procedure;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  procedure = kiosk_procedure_parse (data, (gssize) length, &error);
  g_assert_no_error (error);

  return procedure;
}

static inline KioskCatalogue *
load_shipped (void)
{
  g_autoptr (GError) error = NULL;
  KioskCatalogue *catalogue = kiosk_catalogue_load (g_getenv ("KIOSK_ASSETS"), &error);

  g_assert_no_error (error);
  return catalogue;
}
