/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/data-group.h"

#define FIRST_FILE 0x0100

/* ICAO 9303-10 table 36: the tags do not follow the numbers. */
static const guint8 tags[KIOSK_N_DATA_GROUPS] = {
  0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70,
};

/**
 * kiosk_data_group_from_tag:
 * @tag: the tag that a file begins with, or that EF.COM names
 *
 * Returns: the number of the data group, from 1, or 0 when there is none with this tag
 */
guint
kiosk_data_group_from_tag (guint tag)
{
  for (guint i = 0; i < KIOSK_N_DATA_GROUPS; i++)
    if (tags[i] == tag)
      return i + 1;

  return 0;
}

/**
 * kiosk_data_group_get_tag:
 * @group: 1 to %KIOSK_N_DATA_GROUPS
 *
 * Returns: the tag that its file has to begin with
 */
guint
kiosk_data_group_get_tag (guint group)
{
  g_return_val_if_fail (group >= 1 && group <= KIOSK_N_DATA_GROUPS, 0);

  return tags[group - 1];
}

/**
 * kiosk_data_group_get_file:
 * @group: 1 to %KIOSK_N_DATA_GROUPS
 *
 * Returns: the identifier that selects its file
 */
guint16
kiosk_data_group_get_file (guint group)
{
  g_return_val_if_fail (group >= 1 && group <= KIOSK_N_DATA_GROUPS, 0);

  return (guint16) (FIRST_FILE + group);
}
