/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "printers/escpos-answer.h"

G_BEGIN_DECLS

/** KioskEscposLink: a conversation with one thermal printer; nobody else holds one with it meanwhile. */
typedef struct _KioskEscposLink KioskEscposLink;

KioskEscposLink    *kiosk_escpos_link_open   (const char *address, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            kiosk_escpos_link_write  (KioskEscposLink *self, const GByteArray *bytes, guint timeout_ms, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            kiosk_escpos_link_wait   (KioskEscposLink *self, guint timeout_ms, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskEscposAnswers *kiosk_escpos_link_answers (KioskEscposLink *self);
KioskPrinterState   kiosk_escpos_link_ask    (KioskEscposLink *self, guint timeout_ms);
void                kiosk_escpos_link_close  (KioskEscposLink *self);
gboolean            kiosk_escpos_address_is_valid (const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskEscposLink, kiosk_escpos_link_close)

G_END_DECLS
