/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/scanner/sane-options.h"

#include <string.h>

/* A device with more options than this is not believed. */
#define MAX_OPTIONS 512

static SANE_Status
set_text (SANE_Handle handle, SANE_Int index, const SANE_Option_Descriptor *descriptor,
          const char *value)
{
  g_autofree char *buffer = g_malloc0 ((gsize) MAX (descriptor->size, 1));

  g_strlcpy (buffer, value, (gsize) MAX (descriptor->size, 1));

  return sane_control_option (handle, index, SANE_ACTION_SET_VALUE, buffer, NULL);
}

static SANE_Status
set_word (SANE_Handle handle, SANE_Int index, SANE_Word word)
{
  return sane_control_option (handle, index, SANE_ACTION_SET_VALUE, &word, NULL);
}

static SANE_Status
set_value (SANE_Handle handle, SANE_Int index, const SANE_Option_Descriptor *descriptor,
           const char *value)
{
  switch (descriptor->type)
    {
    case SANE_TYPE_STRING:
      return set_text (handle, index, descriptor, value);
    case SANE_TYPE_BOOL:
      return set_word (handle, index, g_str_equal (value, "yes") ? SANE_TRUE : SANE_FALSE);
    case SANE_TYPE_INT:
      return set_word (handle, index, (SANE_Word) g_ascii_strtoll (value, NULL, 10));
    case SANE_TYPE_FIXED:
      return set_word (handle, index, SANE_FIX (g_ascii_strtod (value, NULL)));
    case SANE_TYPE_BUTTON:
    case SANE_TYPE_GROUP:
    default:
      return SANE_STATUS_UNSUPPORTED;
    }
}

/**
 * kiosk_sane_set_option:
 * @handle: an open SANE device
 * @name: option name of the SANE standard or of the backend
 * @value: text; numbers in decimal, booleans "yes" or "no"
 *
 * Devices differ in what they have, so a missing or refused option is no failure of the scan.
 *
 * Returns: whether the device took it
 */
gboolean
kiosk_sane_set_option (SANE_Handle handle, const char *name, const char *value)
{
  for (SANE_Int i = 1; i < MAX_OPTIONS; i++)
    {
      const SANE_Option_Descriptor *descriptor = sane_get_option_descriptor (handle, i);

      if (descriptor == NULL)
        return FALSE;
      if (descriptor->name == NULL || strcmp (descriptor->name, name) != 0)
        continue;
      if (!SANE_OPTION_IS_ACTIVE (descriptor->cap) || !SANE_OPTION_IS_SETTABLE (descriptor->cap))
        return FALSE;

      return set_value (handle, i, descriptor, value) == SANE_STATUS_GOOD;
    }

  return FALSE;
}

/**
 * kiosk_sane_set_options:
 * @handle: an open SANE device
 * @options: (nullable): "name=value;name=value"
 */
void
kiosk_sane_set_options (SANE_Handle handle, const char *options)
{
  g_auto (GStrv) pairs = g_strsplit (options != NULL ? options : "", ";", 32);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      if (!kiosk_sane_set_option (handle, pairs[i], equals + 1))
        g_message ("The scanner has no option %s that can be set", pairs[i]);
    }
}

/**
 * kiosk_sane_set_area_a4:
 * @handle: an open SANE device
 *
 * Asks for a whole A4 page; a smaller device gives what it has.
 */
void
kiosk_sane_set_area_a4 (SANE_Handle handle)
{
  kiosk_sane_set_option (handle, "tl-x", "0");
  kiosk_sane_set_option (handle, "tl-y", "0");
  kiosk_sane_set_option (handle, "br-x", "210");
  kiosk_sane_set_option (handle, "br-y", "297");
}
