/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-courier"

#include "courier/verdict.h"

#define ANY_TYPE (-1)

typedef struct
{
  guint status;
  int type; /* KioskProblemType, or ANY_TYPE */
  KioskVerdict verdict;
} Row;

/* The one place where an answer becomes an action. The first row that fits counts; what fits none
 * is somebody else's answer (a portal's redirect, a proxy's page) and means that the network is
 * down. */
static const Row table[] = {
  { 200, ANY_TYPE, KIOSK_VERDICT_ACCEPTED },
  { 201, ANY_TYPE, KIOSK_VERDICT_ACCEPTED },
  { 204, ANY_TYPE, KIOSK_VERDICT_ACCEPTED },
  { 400, KIOSK_PROBLEM_TYPE_DIGEST_MISMATCH, KIOSK_VERDICT_CHECK_LOCAL },
  { 400, KIOSK_PROBLEM_TYPE_MALFORMED, KIOSK_VERDICT_QUARANTINE },
  { 401, ANY_TYPE, KIOSK_VERDICT_UNTRUSTED },
  { 403, ANY_TYPE, KIOSK_VERDICT_UNTRUSTED },
  { 404, ANY_TYPE, KIOSK_VERDICT_WRONG_SERVER },
  { 405, ANY_TYPE, KIOSK_VERDICT_WRONG_SERVER },
  { 409, KIOSK_PROBLEM_TYPE_MISSING_CHUNKS, KIOSK_VERDICT_SEND_MISSING },
  { 413, ANY_TYPE, KIOSK_VERDICT_QUARANTINE },
  { 415, ANY_TYPE, KIOSK_VERDICT_QUARANTINE },
  { 422, ANY_TYPE, KIOSK_VERDICT_QUARANTINE },
  { 426, ANY_TYPE, KIOSK_VERDICT_UPGRADE },
};

/**
 * kiosk_verdict_of:
 * @status: the HTTP status
 * @type: the problem it names, %KIOSK_PROBLEM_TYPE_UNKNOWN when none
 *
 * Returns: what to do
 */
KioskVerdict
kiosk_verdict_of (guint status, KioskProblemType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].status == status && (table[i].type == ANY_TYPE || table[i].type == (int) type))
      return table[i].verdict;

  return KIOSK_VERDICT_BACK_OFF;
}

/**
 * kiosk_verdict_is_device:
 * @verdict: a verdict
 *
 * Returns: whether it concerns the whole device, so that everything waits and no entry is blamed
 */
gboolean
kiosk_verdict_is_device (KioskVerdict verdict)
{
  return verdict >= KIOSK_VERDICT_BACK_OFF;
}

/**
 * kiosk_verdict_to_string:
 * @verdict: a verdict
 *
 * Returns: a word for the log
 */
const char *
kiosk_verdict_to_string (KioskVerdict verdict)
{
  static const char *const words[] = {
    [KIOSK_VERDICT_ACCEPTED] = "accepted",       [KIOSK_VERDICT_SEND_MISSING] = "send-missing",
    [KIOSK_VERDICT_CHECK_LOCAL] = "check-local", [KIOSK_VERDICT_QUARANTINE] = "quarantine",
    [KIOSK_VERDICT_BACK_OFF] = "back-off",       [KIOSK_VERDICT_WRONG_SERVER] = "wrong-server",
    [KIOSK_VERDICT_UNTRUSTED] = "untrusted",     [KIOSK_VERDICT_UPGRADE] = "upgrade-required",
  };

  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (words), "?");
  return words[verdict];
}
