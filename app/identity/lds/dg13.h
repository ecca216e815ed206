/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/id-document.h"

G_BEGIN_DECLS

#define KIOSK_DG13_ERROR (kiosk_dg13_error_quark ())
GQuark kiosk_dg13_error_quark (void);

/**
 * KioskDg13Error:
 * @KIOSK_DG13_ERROR_LAYOUT: whole data objects, but not laid out like the data of a Vietnamese card
 * @KIOSK_DG13_ERROR_INCOMPLETE: such data, but a field that every card has is missing or broken
 */
typedef enum {
  KIOSK_DG13_ERROR_LAYOUT,
  KIOSK_DG13_ERROR_INCOMPLETE,
} KioskDg13Error;

/** KioskDg13: the Vietnamese data of a chip, each in the form that #KioskIdField wants. */
typedef struct
{
  char *values[KIOSK_ID_N_FIELDS]; /* (owned) (nullable) each; wiped */
} KioskDg13;

KioskDg13 *kiosk_dg13_parse (const guint8 *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void       kiosk_dg13_free  (KioskDg13 *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskDg13, kiosk_dg13_free)

G_END_DECLS
