/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-card"

#include "card/key.h"

#include "base/secret.h"
#include "identity/card-qr.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define MAX_TEXT 4096

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);

  return FALSE;
}

/* Standard input as a whole; its last line end is not part of it. */
static char *
read_input (GError **error)
{
  char *text = g_malloc0 (MAX_TEXT + 1);
  gsize length = 0;
  gssize n;

  do
    {
      n = read (STDIN_FILENO, text + length, MAX_TEXT - length);
      if (n > 0)
        length += (gsize) n;
    }
  while ((n > 0 && length < MAX_TEXT) || (n < 0 && errno == EINTR));
  if (n < 0 || length == 0 || length == MAX_TEXT || memchr (text, '\0', length) != NULL)
    {
      kiosk_wipe (text, MAX_TEXT);
      g_free (text);
      refuse (error, "standard input is empty, too long or no text");
      return NULL;
    }
  while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
    text[--length] = '\0';

  return text;
}

/* "-" stands for standard input, which other users of the machine cannot see. */
static gboolean
fetch (char **value, GError **error)
{
  char *input;

  if (!g_str_equal (*value, "-"))
    return TRUE;
  input = read_input (error);
  if (input == NULL)
    return FALSE;
  kiosk_wipe_text (*value);
  *value = input;

  return TRUE;
}

static KioskAccessKey *
make_key_of_code (const char *text, const char *expiry, GError **error)
{
  g_autoptr (KioskIdDocument) card = kiosk_card_qr_parse (text, strlen (text), error);

  if (card == NULL)
    return NULL;

  return kiosk_access_key_new_qr (kiosk_id_document_get (card, KIOSK_ID_FIELD_NUMBER),
                                  kiosk_id_document_get (card, KIOSK_ID_FIELD_BIRTH_DATE), expiry,
                                  error);
}

/**
 * kiosk_card_make_key:
 * @options: of which exactly one names what opens the card; read from standard input when it is "-"
 * @error: a #GOptionError, a #KioskAccessKeyError or a #KioskCardQrError
 *
 * Returns: (transfer full): the key, or %NULL with @error set
 */
KioskAccessKey *
kiosk_card_make_key (KioskCardOptions *options, GError **error)
{
  guint n = (options->can != NULL) + (options->mrz != NULL) + (options->qr != NULL);

  if (n != 1)
    refuse (error, "read needs one of --can, --mrz, and --qr with --expiry");
  else if ((options->qr != NULL) != (options->expiry != NULL))
    refuse (error, "--qr and --expiry go together");
  else if (options->can != NULL)
    return fetch (&options->can, error) ? kiosk_access_key_new_can (options->can, error) : NULL;
  else if (options->mrz != NULL)
    return fetch (&options->mrz, error) ? kiosk_access_key_new_mrz (options->mrz, error) : NULL;
  else if (fetch (&options->qr, error))
    return make_key_of_code (options->qr, options->expiry, error);

  return NULL;
}
