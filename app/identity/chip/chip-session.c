/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/chip-session.h"

#include "identity/chip/bac.h"
#include "identity/chip/chip-harvest.h"
#include "identity/chip/pace.h"
#include "identity/chip/session-error.h"
#include "identity/lds/data-group.h"
#include "identity/lds/dg1.h"
#include "identity/lds/dg13.h"
#include "identity/lds/dg2.h"
#include "identity/lds/document-of-chip.h"
#include "identity/lds/ef-com.h"
#include "identity/trust/sod.h"

#include <stdio.h>

#define FILE_CARD_ACCESS 0x011C
#define FILE_COM 0x011E
#define FILE_SOD 0x011D
#define MAX_SMALL_FILE 4096

/* Fingerprints (3) and irises (4) are nobody's business here, and nothing else is understood. */
#define WANTED_GROUPS                                                                              \
  (KIOSK_CHIP_GROUP_BIT (1) | KIOSK_CHIP_GROUP_BIT (2) | KIOSK_CHIP_GROUP_BIT (13)                 \
   | KIOSK_CHIP_GROUP_BIT (14) | KIOSK_CHIP_GROUP_BIT (15))

/* ---- how far reading is ---- */

static void
end_part (KioskChipHarvest *self)
{
  if (self->part_began != 0)
    self->reading->facts.milliseconds[self->part]
        = (guint) ((g_get_monotonic_time () - self->part_began) / G_TIME_SPAN_MILLISECOND);
  self->part_began = 0;
}

static void
begin_part (KioskChipHarvest *self, KioskChipPart part)
{
  gboolean with_face = (self->order->flags & KIOSK_CHIP_READ_WITH_FACE) != 0;

  end_part (self);
  self->part = part;
  self->part_began = g_get_monotonic_time ();
  if (self->order->progress != NULL)
    self->order->progress (part, with_face ? KIOSK_CHIP_N_PARTS : KIOSK_CHIP_N_PARTS - 1,
                           self->order->progress_data);
}

/* ---- files ---- */

static void
keep_file (KioskChipHarvest *self, guint16 file, KioskSecret *contents)
{
  if (self->reading->files != NULL)
    g_hash_table_insert (self->reading->files, GUINT_TO_POINTER (file),
                         kiosk_secret_ref (contents));
}

static gboolean
is_not_there (const GError *error)
{
  return g_error_matches (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_NOT_FOUND)
         || g_error_matches (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_DENIED)
         || g_error_matches (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_REFUSED);
}

/* A file that the chip does not give is %NULL and no error. */
static gboolean
read_if_there (KioskChipHarvest *self, guint16 file, gsize max_bytes, KioskSecret **contents,
               GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (kiosk_chip_channel_read_file (self->channel, file, max_bytes, contents, &failure))
    {
      keep_file (self, file, *contents);
      return TRUE;
    }
  *contents = NULL;
  if (is_not_there (failure))
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&failure), "File %04X: ", file);

  return FALSE;
}

static gboolean
read_group (KioskChipHarvest *self, guint number, GError **error)
{
  gsize max_bytes = number == 2 ? KIOSK_CHIP_MAX_FACE_FILE : KIOSK_CHIP_MAX_FILE;

  if ((self->listed & KIOSK_CHIP_GROUP_BIT (number)) == 0)
    return TRUE;

  return read_if_there (self, kiosk_data_group_get_file (number), max_bytes, &self->groups[number],
                        error);
}

/* ---- access ---- */

/* Chips differ: most have the file where they start, some want the master file selected, and some
 * know no master file at all. */
static gboolean
read_card_access (KioskChipHarvest *self, KioskSecurityInfos **infos, GError **error)
{
  g_autoptr (KioskSecret) file = NULL;
  const guint8 *data;
  gsize length;

  if (!read_if_there (self, FILE_CARD_ACCESS, MAX_SMALL_FILE, &file, error))
    return FALSE;
  if (file == NULL)
    {
      g_autoptr (GError) failure = NULL;

      if (kiosk_chip_channel_select_master_file (self->channel, &failure))
        {
          if (!read_if_there (self, FILE_CARD_ACCESS, MAX_SMALL_FILE, &file, error))
            return FALSE;
        }
      else if (!is_not_there (failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  if (file == NULL)
    return TRUE;
  data = kiosk_secret_get_data (file, &length);
  *infos = kiosk_security_infos_parse (data, length, error);

  return *infos != NULL;
}

static gboolean
select_application (KioskChipHarvest *self, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (kiosk_chip_channel_select_application (self->channel, &failure))
    return TRUE;
  if (g_error_matches (failure, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_NOT_FOUND)
      || g_error_matches (failure, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_REFUSED))
    g_set_error (error, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_NOT_AN_ID,
                 "No identity card: %s", failure->message);
  else
    g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static gboolean
open_by_bac (KioskChipHarvest *self, GError **error)
{
  if (!select_application (self, error))
    return FALSE;
  if (self->reading->facts.key != KIOSK_ACCESS_KEY_MRZ)
    {
      g_set_error_literal (error, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_WRONG_KEY,
                           "The chip opens by BAC, which takes no card access number");
      return FALSE;
    }

  return kiosk_bac_perform (self->channel, self->order->key, error);
}

/* A chip that offers PACE is opened by PACE or not at all: whoever could make it fail could make us
 * open it by what is weaker (ICAO 9303-11 §4.2). */
static gboolean
open_chip (KioskChipHarvest *self, GError **error)
{
  g_autoptr (KioskSecurityInfos) infos = NULL;
  const KioskPaceInfo *pace;
  KioskChipFacts *facts = &self->reading->facts;

  begin_part (self, KIOSK_CHIP_PART_ACCESS);
  if (!read_card_access (self, &infos, error))
    return FALSE;
  pace = infos != NULL ? kiosk_security_infos_choose_pace (infos, kiosk_pace_can_speak) : NULL;
  facts->key = kiosk_access_key_get_kind (self->order->key);
  if (pace != NULL)
    {
      facts->pace = TRUE;
      facts->pace_info = *pace;
      self->pace = kiosk_pace_outcome_new ();
      if (!kiosk_pace_perform (self->channel, pace, self->order->key, self->pace, error)
          || !select_application (self, error))
        return FALSE;
    }
  else if (!open_by_bac (self, error))
    return FALSE;
  kiosk_chip_reading_judge (self->reading, KIOSK_CHIP_CHECK_ACCESS, KIOSK_CHIP_PASSED,
                            KIOSK_CHIP_REASON_NONE);

  return TRUE;
}

/* ---- what to read ---- */

/* EF.COM is signed by nobody: it is asked only when EF.SOD says nothing. */
static gboolean
list_by_com (KioskChipHarvest *self, GError **error)
{
  g_autoptr (KioskSecret) file = NULL;
  const guint8 *data;
  KioskEfCom com;
  gsize length;

  if (!read_if_there (self, FILE_COM, MAX_SMALL_FILE, &file, error))
    return FALSE;
  if (file == NULL)
    return TRUE;
  data = kiosk_secret_get_data (file, &length);
  if (kiosk_ef_com_parse (data, length, &com, NULL))
    self->listed |= com.groups;

  return TRUE;
}

static gboolean
list_groups (KioskChipHarvest *self, GError **error)
{
  g_autoptr (KioskSod) sod = NULL;

  if (!read_if_there (self, FILE_SOD, KIOSK_CHIP_MAX_FILE, &self->sod, error))
    return FALSE;
  if (self->sod != NULL)
    {
      gsize length;
      const guint8 *data = kiosk_secret_get_data (self->sod, &length);

      sod = kiosk_sod_parse (data, length, NULL);
    }
  if (sod != NULL)
    self->listed = kiosk_sod_get_groups (sod);
  else if (!list_by_com (self, error))
    return FALSE;
  /* Without it there is nobody to speak of, whatever is listed. */
  self->listed |= KIOSK_CHIP_GROUP_BIT (1);
  self->listed &= WANTED_GROUPS;

  return TRUE;
}

static gboolean
read_groups (KioskChipHarvest *self, GError **error)
{
  begin_part (self, KIOSK_CHIP_PART_MRZ);
  if (!list_groups (self, error) || !read_group (self, 1, error))
    return FALSE;
  if (self->groups[1] == NULL)
    {
      g_set_error_literal (error, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_UNREADABLE,
                           "The chip does not give data group 1");
      return FALSE;
    }

  begin_part (self, KIOSK_CHIP_PART_DATA);
  if (!read_group (self, 13, error) || !read_group (self, 14, error)
      || !read_group (self, 15, error))
    return FALSE;

  if ((self->order->flags & KIOSK_CHIP_READ_WITH_FACE) == 0)
    return TRUE;
  begin_part (self, KIOSK_CHIP_PART_FACE);

  return read_group (self, 2, error);
}

/* ---- what it says ---- */

static KioskMrz *
parse_mrz (KioskChipHarvest *self, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (self->order->now);
  gsize length;
  const guint8 *data = kiosk_secret_get_data (self->groups[1], &length);
  GDate today;
  int year, month, day;

  g_return_val_if_fail (now != NULL, NULL);

  g_date_time_get_ymd (now, &year, &month, &day);
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return kiosk_dg1_parse (data, length, &today, error);
}

static KioskDg13 *
parse_dg13 (KioskChipHarvest *self, GError **error)
{
  gsize length;
  const guint8 *data = kiosk_secret_get_data (self->groups[13], &length);

  return kiosk_dg13_parse (data, length, error);
}

/* The day that the card was made narrows down when its signer had to be valid. Nothing depends on
 * it that the signature does not cover. */
static void
find_issue_date (KioskChipHarvest *self)
{
  g_autoptr (KioskDg13) dg13 = NULL;
  g_autoptr (GDateTime) date = NULL;
  const char *text;
  int year, month, day;

  if (self->groups[13] == NULL)
    return;
  dg13 = parse_dg13 (self, NULL);
  text = dg13 != NULL ? dg13->values[KIOSK_ID_FIELD_ISSUE_DATE] : NULL;
  if (text == NULL || sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return;
  date = g_date_time_new_utc (year, month, day, 0, 0, 0);
  if (date != NULL)
    self->issue_date = g_date_time_to_unix (date);
}

static gboolean
make_document (KioskChipHarvest *self, GError **error)
{
  g_autoptr (KioskMrz) mrz = parse_mrz (self, error);
  g_autoptr (KioskDg13) dg13 = NULL;

  if (mrz == NULL)
    return FALSE;
  if (self->groups[13] != NULL)
    {
      dg13 = parse_dg13 (self, error);
      if (dg13 == NULL)
        return FALSE;
    }
  self->reading->document
      = kiosk_document_of_chip_new (mrz, dg13, kiosk_chip_reading_find_rung (self->reading), error);

  return self->reading->document != NULL;
}

/* A face of a newer coding, or none, is no reason to give nothing of the rest. */
static gboolean
take_face (KioskChipHarvest *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const guint8 *data;
  gsize length;

  if (self->groups[2] == NULL)
    return TRUE;
  data = kiosk_secret_get_data (self->groups[2], &length);
  self->reading->face = kiosk_dg2_parse (data, length, &failure);
  if (self->reading->face != NULL
      || g_error_matches (failure, KIOSK_DG2_ERROR, KIOSK_DG2_ERROR_NO_FACE)
      || g_error_matches (failure, KIOSK_DG2_ERROR, KIOSK_DG2_ERROR_FORMAT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/* What was changed may make no sense; that it was changed is then what is told. */
static gboolean
conclude (KioskChipHarvest *self, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (take_face (self, &failure) && make_document (self, &failure))
    return TRUE;
  if (!kiosk_chip_reading_is_refuted (self->reading))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  g_clear_object (&self->reading->document);
  self->reading->document = kiosk_id_document_new (KIOSK_ASSURANCE_CHIP);

  return TRUE;
}

static gboolean
read_chip (KioskChipHarvest *self, GError **error)
{
  if (!open_chip (self, error) || !read_groups (self, error))
    return FALSE;
  begin_part (self, KIOSK_CHIP_PART_SIGNATURE);
  find_issue_date (self);
  if (!kiosk_chip_harvest_prove (self, error))
    return FALSE;
  end_part (self);

  return conclude (self, error);
}

static void
clear_harvest (KioskChipHarvest *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    g_clear_pointer (&self->groups[i], kiosk_secret_unref);
  g_clear_pointer (&self->sod, kiosk_secret_unref);
  g_clear_pointer (&self->pace, kiosk_pace_outcome_free);
  g_clear_object (&self->channel);
  g_clear_object (&self->reading);
}

/**
 * kiosk_chip_session_read:
 * @transport: a card that nobody talks with yet
 * @order: what is to be read
 * @cancellable: (nullable): looked at between the commands by the transport, and here at the end
 * @error: a #KioskChipReadingError, or what the transport fails with beyond its own domain
 *
 * One whole conversation: access by PACE, or BAC where the chip offers no PACE; the files that
 * EF.SOD lists, of which those with fingerprints and irises are never asked for; passive
 * authentication; and the proofs that the chip is no copy. Blocks: called in a worker thread only.
 *
 * Returns: (transfer full): what was read; that the data are not genuine is no error but a verdict;
 *   %NULL with @error set
 */
KioskChipReading *
kiosk_chip_session_read (KioskCardTransport *transport, const KioskChipOrder *order,
                         GCancellable *cancellable, GError **error)
{
  KioskChipHarvest harvest = {
    .order = order,
    .channel = kiosk_chip_channel_new (transport),
    .reading = kiosk_chip_reading_new (),
  };
  KioskChipReading *reading = NULL;
  GError *failure = NULL;

  if ((order->flags & KIOSK_CHIP_READ_KEEP_FILES) != 0)
    harvest.reading->files
        = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) kiosk_secret_unref);
  if (read_chip (&harvest, &failure)
      && !g_cancellable_set_error_if_cancelled (cancellable, &failure))
    {
      kiosk_chip_channel_get_stats (harvest.channel, &harvest.reading->facts.stats);
      reading = g_steal_pointer (&harvest.reading);
    }
  clear_harvest (&harvest);
  if (failure != NULL)
    {
      kiosk_chip_session_translate_error (&failure);
      g_propagate_error (error, failure);
    }

  return reading;
}

/**
 * kiosk_chip_session_probe:
 * @transport: a card that nobody talks with yet
 * @is_id: (out): whether it is an identity document
 * @error: a #KioskChipReadingError
 *
 * Asks without a key, and so learns nothing of whose card it is.
 *
 * Returns: whether the card answered
 */
gboolean
kiosk_chip_session_probe (KioskCardTransport *transport, gboolean *is_id, GError **error)
{
  g_autoptr (KioskChipChannel) channel = kiosk_chip_channel_new (transport);
  GError *failure = NULL;

  *is_id = kiosk_chip_channel_select_application (channel, &failure);
  if (!*is_id && is_not_there (failure))
    {
      /* One that wants PACE first may hide its application. */
      *is_id = g_error_matches (failure, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_DENIED);
      g_clear_error (&failure);
      *is_id = *is_id || kiosk_chip_channel_select_file (channel, FILE_CARD_ACCESS, &failure);
      if (is_not_there (failure))
        g_clear_error (&failure);
    }
  if (failure == NULL)
    return TRUE;
  kiosk_chip_session_translate_error (&failure);
  g_propagate_error (error, failure);

  return FALSE;
}
