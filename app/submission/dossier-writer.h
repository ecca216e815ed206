/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/secret.h"

G_BEGIN_DECLS

/** KioskDossierWriter: writes canonical JSON (RFC 8785) into memory that is wiped. */
typedef struct _KioskDossierWriter KioskDossierWriter;

KioskDossierWriter *kiosk_dossier_writer_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void            kiosk_dossier_writer_free         (KioskDossierWriter *self);
void            kiosk_dossier_writer_open_object  (KioskDossierWriter *self, const char *key);
void            kiosk_dossier_writer_open_array   (KioskDossierWriter *self, const char *key);
void            kiosk_dossier_writer_close        (KioskDossierWriter *self);
void            kiosk_dossier_writer_add_text     (KioskDossierWriter *self, const char *key, const char *value);
void            kiosk_dossier_writer_add_integer  (KioskDossierWriter *self, const char *key, gint64 value);
void            kiosk_dossier_writer_add_boolean  (KioskDossierWriter *self, const char *key, gboolean value);
gsize           kiosk_dossier_writer_get_position (KioskDossierWriter *self);
KioskSecret    *kiosk_dossier_writer_finish       (KioskDossierWriter *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskDossierWriter, kiosk_dossier_writer_free)

G_END_DECLS
