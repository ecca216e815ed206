/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/secret.h"
#include "base/seal.h"
#include "gateway/blobs.h"
#include "gateway/record.h"
#include "wire/manifest.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** KioskDossier: what a kiosk sealed, opened and checked; personal, wiped when it goes. */
typedef struct {
  KioskSecret *text;  /* the exact JSON the kiosk wrote */
  JsonNode    *root;
  GPtrArray   *pages; /* (element-type KioskDossierPage) */
} KioskDossier;

/** KioskDossierPage: one captured page, and which paper it belongs to. */
typedef struct {
  guint        part;     /* of the manifest */
  guint        document; /* index in "documents" */
  guint        page;     /* from 1 */
  char        *file;     /* "part-001.jpg" */
  KioskSecret *bytes;
} KioskDossierPage;

KioskDossier *kiosk_dossier_parse (KioskSecret *text, const KioskManifest *manifest, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskDossier *kiosk_dossier_open  (KioskIntakeKey *intake, KioskBlobs *blobs, const KioskRecord *record, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void          kiosk_dossier_free  (KioskDossier *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskDossier, kiosk_dossier_free)

G_END_DECLS
