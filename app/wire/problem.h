/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/manifest.h"

G_BEGIN_DECLS

/** KioskProblemType: the stable words of application/problem+json (RFC 9457); text is never parsed. */
typedef enum {
  KIOSK_PROBLEM_TYPE_UNKNOWN,
  KIOSK_PROBLEM_TYPE_MISSING_CHUNKS,
  KIOSK_PROBLEM_TYPE_DIGEST_MISMATCH,
  KIOSK_PROBLEM_TYPE_ID_REUSED,
  KIOSK_PROBLEM_TYPE_BAD_SIGNATURE,
  KIOSK_PROBLEM_TYPE_UNKNOWN_KID,
  KIOSK_PROBLEM_TYPE_MALFORMED,
  KIOSK_PROBLEM_TYPE_TOO_LARGE,
  KIOSK_PROBLEM_TYPE_UNKNOWN_DEVICE,
  KIOSK_PROBLEM_TYPE_BUSY,
  KIOSK_PROBLEM_TYPE_NOT_FOUND,        /* 404 */
  KIOSK_PROBLEM_TYPE_WRONG_METHOD,     /* 405 */
  KIOSK_PROBLEM_TYPE_WRONG_MEDIA_TYPE, /* 415 */
  KIOSK_PROBLEM_TYPE_FORBIDDEN,        /* 403: another device's */
} KioskProblemType;

GBytes           *kiosk_problem_write (KioskProblemType type, int status, const char *detail, const GPtrArray *missing) G_GNUC_WARN_UNUSED_RESULT;
KioskProblemType  kiosk_problem_parse (GBytes *body, GPtrArray **missing);

const char       *kiosk_problem_type_to_uri (KioskProblemType type);

G_END_DECLS
