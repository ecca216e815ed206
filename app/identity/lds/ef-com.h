/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskEfCom: what a chip says it holds; unsigned, so the list of EF.SOD decides. */
typedef struct
{
  guint32 groups;  /* bit n for data group n */
  char version[5]; /* of the logical data structure, "0107" */
} KioskEfCom;

gboolean kiosk_ef_com_parse (const guint8 *data, gsize length, KioskEfCom *com, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kiosk_ef_com_has   (const KioskEfCom *com, guint group);

G_END_DECLS
