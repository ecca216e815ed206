/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "printers/escpos-encode.h"
#include "printers/layout.h"
#include "sample-dossier.h"

/* Draws the papers of a sample citizen for people to look at: paper-pictures FOLDER. The ESC/POS files
 * become pictures with tests/virtual/escpos-to-png.py, the PDF files with pdftoppm. */

static void
save (const char *folder, const char *name, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
}

static void
draw (const char *folder, const char *name, KioskPaper *paper)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *narrow_name = g_strconcat (name, ".escpos", NULL);
  g_autofree char *wide_name = g_strconcat (name, ".pdf", NULL);
  g_autoptr (KioskBitmap) dots = kiosk_layout_draw_bitmap (paper, 576, NULL, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) pdf = NULL;

  g_assert_no_error (error);
  bytes = kiosk_escpos_encode (dots, "P001", "C001");
  save (folder, narrow_name, bytes);
  pdf = kiosk_layout_draw_pdf (paper, 148, 210, NULL, &error);
  g_assert_no_error (error);
  save (folder, wide_name, pdf);
}

static void
draw_all (const char *folder, const char *procedure, const char *language)
{
  g_autoptr (SampleDossier) dossier = sample_dossier_new (procedure, language);
  const char *const stages[] = { "checklist", "kept", "signed", "received" };

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%s.%s", stages[i], procedure, language);
      g_autoptr (KioskPaper) paper = NULL;

      if (i == 2)
        sample_dossier_sign (dossier);
      if (i == 3)
        sample_dossier_number (dossier);
      paper = i == 0 ? sample_dossier_checklist (dossier) : sample_dossier_print (dossier);
      draw (folder, name, paper);
    }
}

int
main (int argc, char *argv[])
{
  if (argc < 3)
    {
      g_printerr ("paper-pictures FOLDER PROCEDURE...\n");
      return 2;
    }

  for (int i = 2; i < argc; i++)
    {
      draw_all (argv[1], argv[i], "vi");
      draw_all (argv[1], argv[i], "en");
    }
  return 0;
}
