/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form/form.h"
#include "procedure/calendar.h"

G_BEGIN_DECLS

/* What the answers so far mean for money and time. */

/** KioskFeeLine: one fee as it applies now. */
typedef struct {
  const KioskFee *fee;
  gint64          total;   /* dong; -1 when the province sets it */
  gboolean        certain; /* FALSE while an answer it depends on is open */
  const KioskExemption *exempt; /* (nullable): the exemption that the answers prove */
} KioskFeeLine;

GPtrArray            *kiosk_terms_list_fees  (KioskForm *form, KioskChannel channel, GDateTime *today) G_GNUC_WARN_UNUSED_RESULT; /* (element-type KioskFeeLine) */
const KioskTimeLimit *kiosk_terms_find_limit (KioskForm *form, KioskChannel channel);
GPtrArray            *kiosk_terms_list_left_to_do (KioskForm *form) G_GNUC_WARN_UNUSED_RESULT; /* (element-type KioskLeftToDo) */

/* Whether a figure rests on a fact that nobody has confirmed: it is shown as one to ask about. */
gboolean kiosk_fee_line_is_doubtful   (const KioskFeeLine *line);
gboolean kiosk_terms_doubts_fees      (const GPtrArray *lines); /* (element-type KioskFeeLine) */
gboolean kiosk_time_limit_is_doubtful (const KioskTimeLimit *limit); /* (nullable) */

G_END_DECLS
