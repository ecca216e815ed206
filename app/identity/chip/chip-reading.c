/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/chip-reading.h"

#include "identity/chip/chip-reading-type.h"

G_DEFINE_QUARK (kiosk-chip-reading-error-quark, kiosk_chip_reading_error)

/**
 * KioskChipReading:
 *
 * What was read of one chip, and how each check of it ended.
 *
 * Whoever takes its document asks kiosk_chip_reading_is_refuted() first.
 */
G_DEFINE_FINAL_TYPE (KioskChipReading, kiosk_chip_reading, G_TYPE_OBJECT)

static void
kiosk_chip_reading_finalize (GObject *object)
{
  KioskChipReading *self = KIOSK_CHIP_READING (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->face, kiosk_secret_unref);
  g_clear_pointer (&self->files, g_hash_table_unref);
  g_clear_pointer (&self->facts.issuer, g_free);

  G_OBJECT_CLASS (kiosk_chip_reading_parent_class)->finalize (object);
}

static void
kiosk_chip_reading_class_init (KioskChipReadingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_chip_reading_finalize;
}

static void
kiosk_chip_reading_init (KioskChipReading *self)
{
}

/**
 * kiosk_chip_reading_new:
 *
 * Returns: (transfer full): a reading in which nothing was tried yet
 */
KioskChipReading *
kiosk_chip_reading_new (void)
{
  return g_object_new (KIOSK_TYPE_CHIP_READING, NULL);
}

/**
 * kiosk_chip_reading_judge:
 * @self: a reading
 * @check: which check
 * @verdict: how it ended
 * @reason: why
 *
 * A check that failed stays failed, whatever is said of it later.
 */
void
kiosk_chip_reading_judge (KioskChipReading *self, KioskChipCheck check, KioskChipVerdict verdict,
                          KioskChipReason reason)
{
  g_return_if_fail (KIOSK_IS_CHIP_READING (self));
  g_return_if_fail ((guint) check < KIOSK_CHIP_N_CHECKS);

  if (self->verdicts[check] == KIOSK_CHIP_FAILED)
    return;
  self->verdicts[check] = verdict;
  self->reasons[check] = reason;
}

/**
 * kiosk_chip_reading_find_rung:
 * @self: a reading
 *
 * A proof that the chip is no copy counts only above a trusted signature: anyone can put a key on a
 * chip and prove it.
 *
 * Returns: the highest rung that the verdicts carry
 */
KioskAssurance
kiosk_chip_reading_find_rung (KioskChipReading *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_READING (self), KIOSK_ASSURANCE_CHIP);

  if (kiosk_chip_reading_is_refuted (self)
      || self->verdicts[KIOSK_CHIP_CHECK_DATA_GROUPS] != KIOSK_CHIP_PASSED
      || self->verdicts[KIOSK_CHIP_CHECK_SIGNATURE] != KIOSK_CHIP_PASSED)
    return KIOSK_ASSURANCE_CHIP;
  if (self->verdicts[KIOSK_CHIP_CHECK_ISSUER] != KIOSK_CHIP_PASSED)
    return KIOSK_ASSURANCE_SIGNED;
  if (self->verdicts[KIOSK_CHIP_CHECK_CHIP_AUTHENTICATION] != KIOSK_CHIP_PASSED
      && self->verdicts[KIOSK_CHIP_CHECK_ACTIVE_AUTHENTICATION] != KIOSK_CHIP_PASSED)
    return KIOSK_ASSURANCE_TRUSTED;

  return KIOSK_ASSURANCE_GENUINE;
}

/**
 * kiosk_chip_reading_get_document:
 * @self: a reading
 *
 * Returns: (transfer none): what the chip says of its holder, with the assurance that was reached;
 *   worth nothing when kiosk_chip_reading_is_refuted()
 */
KioskIdDocument *
kiosk_chip_reading_get_document (KioskChipReading *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_READING (self), NULL);

  return self->document;
}

/**
 * kiosk_chip_reading_get_verdict:
 * @self: a reading
 * @check: which check
 * @reason: (out) (optional): why it ended so
 *
 * Returns: how the check ended
 */
KioskChipVerdict
kiosk_chip_reading_get_verdict (KioskChipReading *self, KioskChipCheck check,
                                KioskChipReason *reason)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_READING (self), KIOSK_CHIP_FAILED);
  g_return_val_if_fail ((guint) check < KIOSK_CHIP_N_CHECKS, KIOSK_CHIP_FAILED);

  if (reason != NULL)
    *reason = self->reasons[check];

  return self->verdicts[check];
}

/**
 * kiosk_chip_reading_is_refuted:
 * @self: a reading
 *
 * An issuer that is not known refutes nothing; data that were changed, a signature that does not
 * fit, and a chip that is a copy do.
 *
 * Returns: whether a check failed, so that nothing of the reading may be used
 */
gboolean
kiosk_chip_reading_is_refuted (KioskChipReading *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_READING (self), TRUE);

  for (guint i = 0; i < KIOSK_CHIP_N_CHECKS; i++)
    if (self->verdicts[i] == KIOSK_CHIP_FAILED)
      return TRUE;

  return FALSE;
}

/**
 * kiosk_chip_reading_get_face:
 * @self: a reading
 *
 * Returns: (transfer none) (nullable): the image as the chip has it, JPEG or JPEG 2000; %NULL when
 *   it was not asked for or the chip has none
 */
KioskSecret *
kiosk_chip_reading_get_face (KioskChipReading *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_READING (self), NULL);

  return self->face;
}

/**
 * kiosk_chip_reading_get_facts:
 * @self: a reading
 *
 * Returns: (transfer none): how it was read, for the technician
 */
const KioskChipFacts *
kiosk_chip_reading_get_facts (KioskChipReading *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_READING (self), NULL);

  return &self->facts;
}

/**
 * kiosk_chip_reading_get_files:
 * @self: a reading
 *
 * Returns: (transfer none) (nullable) (element-type guint16 KioskSecret): the files as the chip has
 *   them, by file identifier; %NULL when they were not to be kept
 */
GHashTable *
kiosk_chip_reading_get_files (KioskChipReading *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_READING (self), NULL);

  return self->files;
}

/**
 * kiosk_chip_reading_error_to_string:
 * @error: why nothing was read
 *
 * Returns: (transfer none): its name, the one that the failure has in the catalogue where there is
 *   one
 */
const char *
kiosk_chip_reading_error_to_string (KioskChipReadingError error)
{
  static const char *const names[] = {
    [KIOSK_CHIP_READING_ERROR_NOT_AN_ID] = "card-not-an-id",
    [KIOSK_CHIP_READING_ERROR_WRONG_KEY] = "card-access-refused",
    [KIOSK_CHIP_READING_ERROR_BLOCKED] = "card-access-blocked-for-a-while",
    [KIOSK_CHIP_READING_ERROR_REMOVED] = "card-removed-early",
    [KIOSK_CHIP_READING_ERROR_NO_ANSWER] = "card-does-not-answer",
    [KIOSK_CHIP_READING_ERROR_READER] = "reader-broken",
    [KIOSK_CHIP_READING_ERROR_PROTOCOL] = "card-protocol-broken",
    [KIOSK_CHIP_READING_ERROR_UNREADABLE] = "card-data-unreadable",
    [KIOSK_CHIP_READING_ERROR_DISAGREES] = "card-data-disagrees",
    [KIOSK_CHIP_READING_ERROR_UNSUPPORTED] = "card-unsupported",
    [KIOSK_CHIP_READING_ERROR_INTERNAL] = "internal",
  };

  g_return_val_if_fail ((guint) error < G_N_ELEMENTS (names), "internal");

  return names[error];
}
