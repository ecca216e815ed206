/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-card"

#include "card/command.h"

#include "card/report.h"
#include "drivers/camera/qr-decode.h"
#include "identity/card-qr.h"

#include <stdio.h>

/* Returns whether the picture holds the code of a card. */
static gboolean
decode (const char *path, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskSecret) code = kiosk_qr_decode_file (path, &error);
  g_autoptr (KioskIdDocument) document = NULL;
  g_autoptr (KioskJsonText) text = NULL;

  if (code != NULL)
    {
      gsize length;
      const char *data = kiosk_secret_get_data (code, &length);

      document = kiosk_card_qr_parse (data, length, &error);
    }
  if (!json)
    {
      printf ("%s\t%s\n", path, code != NULL ? kiosk_secret_get_text (code) : error->message);
      return document != NULL;
    }
  text = kiosk_json_text_new ();
  kiosk_json_text_open_object (text, NULL);
  kiosk_json_text_add_text (text, "file", path);
  kiosk_json_text_add_text (text, "text", code != NULL ? kiosk_secret_get_text (code) : NULL);
  kiosk_card_report_document (text, document);
  kiosk_json_text_add_text (text, "message", error != NULL ? error->message : NULL);
  kiosk_json_text_close (text);
  printf ("%s\n", kiosk_json_text_get (text));

  return document != NULL;
}

/**
 * kiosk_card_decode:
 * @options: whether in JSON, one object a line
 * @n_images: how many pictures
 * @images: (array length=n_images): their paths
 *
 * Returns: how the program ends: 4 when a picture has no code of a card
 */
KioskCardExit
kiosk_card_decode (KioskCardOptions *options, int n_images, char **images)
{
  gboolean all = TRUE;

  for (int i = 0; i < n_images; i++)
    all = decode (images[i], options->json) && all;

  return all ? KIOSK_CARD_EXIT_READ : KIOSK_CARD_EXIT_NOT_AN_ID;
}
