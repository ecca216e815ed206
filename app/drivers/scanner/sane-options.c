/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/scanner/sane-options.h"

#include "drivers/scanner/sane-library.h"

#include <string.h>

/* A device with more options than this is not believed. */
#define MAX_OPTIONS 512

static SANE_Status
set_text (SANE_Handle handle, SANE_Int index, const SANE_Option_Descriptor *descriptor,
          const char *value)
{
  g_autofree char *buffer = g_malloc0 ((gsize) MAX (descriptor->size, 1));

  g_strlcpy (buffer, value, (gsize) MAX (descriptor->size, 1));

  return kiosk_sane.sane_control_option (handle, index, SANE_ACTION_SET_VALUE, buffer, NULL);
}

static SANE_Status
set_word (SANE_Handle handle, SANE_Int index, SANE_Word word)
{
  return kiosk_sane.sane_control_option (handle, index, SANE_ACTION_SET_VALUE, &word, NULL);
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

/* Returns: the index of an option that exists, is in use and can be set, 0 of any other. */
static SANE_Int
find_option (SANE_Handle handle, const char *name, const SANE_Option_Descriptor **descriptor)
{
  for (SANE_Int i = 1; i < MAX_OPTIONS; i++)
    {
      *descriptor = kiosk_sane.sane_get_option_descriptor (handle, i);
      if (*descriptor == NULL)
        return 0;
      if ((*descriptor)->name != NULL && strcmp ((*descriptor)->name, name) == 0)
        return SANE_OPTION_IS_ACTIVE ((*descriptor)->cap)
                       && SANE_OPTION_IS_SETTABLE ((*descriptor)->cap)
                   ? i
                   : 0;
    }

  return 0;
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
  const SANE_Option_Descriptor *descriptor = NULL;
  SANE_Int index = find_option (handle, name, &descriptor);

  return index > 0 && set_value (handle, index, descriptor, value) == SANE_STATUS_GOOD;
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

static int
word_to_int (const SANE_Option_Descriptor *descriptor, SANE_Word word)
{
  return descriptor->type == SANE_TYPE_FIXED ? (int) SANE_UNFIX (word) : (int) word;
}

/**
 * kiosk_sane_set_resolution:
 * @handle: an open SANE device
 * @dpi: points an inch that are wanted
 *
 * A device with a list of resolutions gets the next above @dpi, which can be scaled down, where the backend
 * would take the nearest, which may be too coarse for small print.
 */
void
kiosk_sane_set_resolution (SANE_Handle handle, guint dpi)
{
  const SANE_Option_Descriptor *descriptor = NULL;
  SANE_Int index = find_option (handle, "resolution", &descriptor);
  int wanted = (int) dpi;
  int above = G_MAXINT;
  int highest = 0;
  g_autofree char *value = NULL;

  if (index > 0 && descriptor->constraint_type == SANE_CONSTRAINT_WORD_LIST)
    {
      for (SANE_Int i = 1; i <= descriptor->constraint.word_list[0]; i++)
        {
          int offered = word_to_int (descriptor, descriptor->constraint.word_list[i]);

          highest = MAX (highest, offered);
          if (offered >= wanted)
            above = MIN (above, offered);
        }
      wanted = above < G_MAXINT ? above : highest;
    }
  value = g_strdup_printf ("%d", wanted);
  kiosk_sane_set_option (handle, "resolution", value);
}

/**
 * kiosk_sane_get_resolution:
 * @handle: an open SANE device
 * @otherwise: what is believed of a device that does not say
 *
 * Returns: points an inch of the next scan
 */
guint
kiosk_sane_get_resolution (SANE_Handle handle, guint otherwise)
{
  const SANE_Option_Descriptor *descriptor = NULL;
  SANE_Int index = find_option (handle, "resolution", &descriptor);
  SANE_Word word = 0;
  int dpi = 0;

  if (index > 0 && descriptor->size == sizeof word
      && (descriptor->type == SANE_TYPE_INT || descriptor->type == SANE_TYPE_FIXED)
      && kiosk_sane.sane_control_option (handle, index, SANE_ACTION_GET_VALUE, &word, NULL)
             == SANE_STATUS_GOOD)
    dpi = word_to_int (descriptor, word);

  return dpi > 0 ? (guint) dpi : otherwise;
}
