/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "base/secret.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_CODE_READER (kiosk_code_reader_get_type ())
G_DECLARE_INTERFACE (KioskCodeReader, kiosk_code_reader, KIOSK, CODE_READER, GObject)

/* Something that reads printed codes. Signals: "scanned" (KioskSecret *text, valid UTF-8 or not),
 * "online-changed". Nothing is emitted before start or after stop. */
struct _KioskCodeReaderInterface
{
  GTypeInterface g_iface;

  void     (*start)     (KioskCodeReader *self);
  void     (*stop)      (KioskCodeReader *self);
  gboolean (*is_online) (KioskCodeReader *self);
};

void     kiosk_code_reader_start     (KioskCodeReader *self);
void     kiosk_code_reader_stop      (KioskCodeReader *self);
gboolean kiosk_code_reader_is_online (KioskCodeReader *self);

G_END_DECLS
