/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-card"

#include "card/report.h"

#include "identity/lds/face-decoder.h"

#include <stdio.h>

static const char *const mappings[] = {
  [KIOSK_PACE_MAPPING_GENERIC] = "generic",
  [KIOSK_PACE_MAPPING_INTEGRATED] = "integrated",
  [KIOSK_PACE_MAPPING_CHIP_AUTHENTICATION] = "chip-authentication",
};

static const char *const ciphers[] = {
  [KIOSK_CHIP_CIPHER_3DES] = "3des",
  [KIOSK_CHIP_CIPHER_AES128] = "aes-128",
  [KIOSK_CHIP_CIPHER_AES192] = "aes-192",
  [KIOSK_CHIP_CIPHER_AES256] = "aes-256",
};

static const char *
name_mapping (KioskPaceMapping mapping)
{
  return (guint) mapping < G_N_ELEMENTS (mappings) ? mappings[mapping] : "?";
}

static const char *
name_cipher (KioskChipCipher cipher)
{
  return (guint) cipher < G_N_ELEMENTS (ciphers) ? ciphers[cipher] : "?";
}

/* By its first bytes: JPEG (FFD8), the box format of JPEG 2000, or its bare codestream (FF4F). */
static const char *
name_image (const guint8 *data, gsize length)
{
  return length > 2 && data[0] == 0xFF && data[1] == 0xD8 ? "jpeg" : "jp2";
}

/**
 * kiosk_card_report_document:
 * @text: what it is written to, as the member "document"
 * @document: (nullable): what a card says
 */
void
kiosk_card_report_document (KioskJsonText *text, KioskIdDocument *document)
{
  if (document == NULL)
    {
      kiosk_json_text_add_text (text, "document", NULL);
      return;
    }
  kiosk_json_text_open_object (text, "document");
  for (guint i = 0; i < KIOSK_ID_N_FIELDS; i++)
    {
      const char *value = kiosk_id_document_get (document, (KioskIdField) i);

      if (value != NULL)
        kiosk_json_text_add_text (text, kiosk_id_field_to_string ((KioskIdField) i), value);
    }
  kiosk_json_text_close (text);
}

static void
report_checks (KioskJsonText *text, KioskChipReading *reading)
{
  kiosk_json_text_open_array (text, "checks");
  for (guint i = 0; i < KIOSK_CHIP_N_CHECKS; i++)
    {
      KioskChipReason reason;
      KioskChipVerdict verdict
          = kiosk_chip_reading_get_verdict (reading, (KioskChipCheck) i, &reason);

      kiosk_json_text_open_object (text, NULL);
      kiosk_json_text_add_text (text, "name", kiosk_chip_check_to_string ((KioskChipCheck) i));
      kiosk_json_text_add_text (text, "verdict", kiosk_chip_verdict_to_string (verdict));
      kiosk_json_text_add_text (text, "reason", kiosk_chip_reason_to_string (reason));
      kiosk_json_text_close (text);
    }
  kiosk_json_text_close (text);
}

static void
report_access (KioskJsonText *text, const KioskChipFacts *facts)
{
  kiosk_json_text_add_text (text, "protocol", facts->pace ? "PACE" : "BAC");
  kiosk_json_text_add_text (text, "key", facts->key == KIOSK_ACCESS_KEY_CAN ? "can" : "mrz");
  if (!facts->pace)
    {
      kiosk_json_text_add_text (text, "pace", NULL);
      return;
    }
  kiosk_json_text_open_object (text, "pace");
  kiosk_json_text_add_text (text, "mapping", name_mapping (facts->pace_info.mapping));
  kiosk_json_text_add_text (text, "cipher", name_cipher (facts->pace_info.cipher));
  if (facts->pace_info.parameter_id >= 0)
    kiosk_json_text_add_number (text, "parameters", (guint64) facts->pace_info.parameter_id);
  kiosk_json_text_close (text);
}

static void
report_costs (KioskJsonText *text, const KioskChipFacts *facts)
{
  guint64 total = 0;

  kiosk_json_text_add_number (text, "apdus", facts->stats.apdus);
  kiosk_json_text_add_number (text, "bytes_sent", facts->stats.bytes_out);
  kiosk_json_text_add_number (text, "bytes_received", facts->stats.bytes_in);
  kiosk_json_text_open_object (text, "milliseconds");
  for (guint i = 0; i < KIOSK_CHIP_N_PARTS; i++)
    {
      kiosk_json_text_add_number (text, kiosk_chip_part_to_string ((KioskChipPart) i),
                                  facts->milliseconds[i]);
      total += facts->milliseconds[i];
    }
  kiosk_json_text_add_number (text, "total", total);
  kiosk_json_text_close (text);
}

static void
report_face (KioskJsonText *text, KioskSecret *face)
{
  g_autoptr (KioskFaceImage) image = NULL;
  g_autoptr (GError) error = NULL;
  const guint8 *data;
  gsize length;

  if (face == NULL)
    {
      kiosk_json_text_add_text (text, "face", NULL);
      return;
    }
  data = kiosk_secret_get_data (face, &length);
  image = kiosk_face_decoder_run (data, length, &error);
  kiosk_json_text_open_object (text, "face");
  kiosk_json_text_add_text (text, "type", name_image (data, length));
  kiosk_json_text_add_number (text, "bytes", length);
  if (image != NULL)
    {
      kiosk_json_text_add_number (text, "width", image->width);
      kiosk_json_text_add_number (text, "height", image->height);
    }
  else
    kiosk_json_text_add_text (text, "message", error->message);
  kiosk_json_text_close (text);
}

/**
 * kiosk_card_report_reading:
 * @text: what it is written to, as one object
 * @reading: what was read
 */
void
kiosk_card_report_reading (KioskJsonText *text, KioskChipReading *reading)
{
  KioskIdDocument *document = kiosk_chip_reading_get_document (reading);
  const KioskChipFacts *facts = kiosk_chip_reading_get_facts (reading);

  kiosk_json_text_open_object (text, NULL);
  kiosk_card_report_document (text, document);
  kiosk_json_text_add_text (text, "assurance",
                            kiosk_assurance_to_string (kiosk_id_document_get_assurance (document)));
  kiosk_json_text_add_boolean (text, "refuted", kiosk_chip_reading_is_refuted (reading));
  report_checks (text, reading);
  kiosk_json_text_add_text (text, "issuer", facts->issuer);
  report_access (text, facts);
  report_costs (text, facts);
  report_face (text, kiosk_chip_reading_get_face (reading));
  kiosk_json_text_close (text);
}

/**
 * kiosk_card_print_reading:
 * @reading: what was read
 *
 * In words for a technician, to standard output.
 */
void
kiosk_card_print_reading (KioskChipReading *reading)
{
  KioskIdDocument *document = kiosk_chip_reading_get_document (reading);
  const KioskChipFacts *facts = kiosk_chip_reading_get_facts (reading);

  for (guint i = 0; i < KIOSK_ID_N_FIELDS; i++)
    if (kiosk_id_document_get (document, (KioskIdField) i) != NULL)
      printf ("%-22s %s\n", kiosk_id_field_to_string ((KioskIdField) i),
              kiosk_id_document_get (document, (KioskIdField) i));
  printf ("%-22s %s\n", "assurance",
          kiosk_assurance_to_string (kiosk_id_document_get_assurance (document)));
  for (guint i = 0; i < KIOSK_CHIP_N_CHECKS; i++)
    {
      KioskChipReason reason;
      KioskChipVerdict verdict
          = kiosk_chip_reading_get_verdict (reading, (KioskChipCheck) i, &reason);

      printf ("%-22s %s%s%s\n", kiosk_chip_check_to_string ((KioskChipCheck) i),
              kiosk_chip_verdict_to_string (verdict), reason != KIOSK_CHIP_REASON_NONE ? ", " : "",
              reason != KIOSK_CHIP_REASON_NONE ? kiosk_chip_reason_to_string (reason) : "");
    }
  if (facts->issuer != NULL)
    printf ("%-22s %s\n", "issuer named", facts->issuer);
  if (facts->pace)
    printf ("%-22s PACE, %s, %s, parameters %d\n", "opened by",
            name_mapping (facts->pace_info.mapping), name_cipher (facts->pace_info.cipher),
            facts->pace_info.parameter_id);
  else
    printf ("%-22s BAC\n", "opened by");
  printf ("%-22s %u, %" G_GSIZE_FORMAT " bytes sent, %" G_GSIZE_FORMAT " received\n", "APDUs",
          facts->stats.apdus, facts->stats.bytes_out, facts->stats.bytes_in);
  for (guint i = 0; i < KIOSK_CHIP_N_PARTS; i++)
    printf ("%-22s %u ms\n", kiosk_chip_part_to_string ((KioskChipPart) i), facts->milliseconds[i]);
}
