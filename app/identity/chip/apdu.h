/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_APDU_MAX_SHORT_ANSWER 256
#define KIOSK_APDU_MAX_EXTENDED_ANSWER 65536

/* The status words that a caller does something about (ISO/IEC 7816-4 §5.6, ICAO 9303-11 §4). */
#define KIOSK_SW_OK 0x9000
#define KIOSK_SW_END_OF_FILE 0x6282 /* fewer bytes were left than asked for */
#define KIOSK_SW_WARNING 0x6300     /* PACE and BAC: the key is wrong */
#define KIOSK_SW_WRONG_LENGTH 0x6700
#define KIOSK_SW_NOT_SATISFIED 0x6982 /* access was not granted */
#define KIOSK_SW_BLOCKED 0x6983
#define KIOSK_SW_SM_MISSING 0x6987
#define KIOSK_SW_SM_INCORRECT 0x6988
#define KIOSK_SW_NOT_FOUND 0x6A82
#define KIOSK_SW_WRONG_OFFSET 0x6B00
#define KIOSK_SW_NO_SUCH_COMMAND 0x6D00

/** KioskApdu: one command, free of how its lengths are written. Owns nothing. */
typedef struct
{
  guint8 cla, ins, p1, p2;
  const guint8 *data; /* (nullable) */
  gsize length;       /* of data, at most 65,535 */
  gsize expected;     /* most bytes the answer may have; 0: only a status word */
  gboolean extended;  /* written in the extended form though the short one would do */
} KioskApdu;

gboolean kiosk_apdu_is_extended  (const KioskApdu *self);
void     kiosk_apdu_write        (const KioskApdu *self, GByteArray *command);
gboolean kiosk_apdu_split_answer (GByteArray *answer, guint16 *sw) G_GNUC_WARN_UNUSED_RESULT;
void     kiosk_apdu_wipe         (GByteArray *bytes);

G_END_DECLS
