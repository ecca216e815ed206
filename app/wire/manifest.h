/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/envelope.h"
#include "wire/error.h"
#include "wire/bounds.h"

G_BEGIN_DECLS

#define KIOSK_WIRE_MANIFEST_VERSION 1

/** KioskManifestPart: one sealed file and the chunks it is sent in. */
typedef struct {
  char      *kind;   /* "dossier", "page" */
  guint64    size;   /* sealed bytes */
  GPtrArray *chunks; /* (element-type utf8): SHA-256 of each chunk, hex */
} KioskManifestPart;

/** KioskManifest: what is signed of a submission. Written once; the exact bytes are kept and hashed. */
typedef struct {
  guint      version;
  char      *id;
  char      *device;      /* "KIOSK7" */
  guint64    sequence;    /* counts submissions of the device */
  char      *tenant;
  char      *provisional;
  char      *procedure;
  guint      procedure_version;
  char      *assurance;   /* "typed", "qr", "chip", "signed", "trusted", "genuine" */
  char      *created;     /* RFC 3339, the kiosk's clock */
  char      *clock;       /* "synchronised", "unknown" */
  char      *boot_id;
  gint64     monotonic;
  char      *intake_kid;
  GBytes    *sealed_key;
  char      *device_kid;
  GPtrArray *parts;       /* (element-type KioskManifestPart); the first is the dossier */
} KioskManifest;

KioskManifest *kiosk_manifest_new   (void) G_GNUC_WARN_UNUSED_RESULT;
KioskManifest *kiosk_manifest_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes        *kiosk_manifest_write (const KioskManifest *self) G_GNUC_WARN_UNUSED_RESULT; /* canonical JSON (RFC 8785) */
void           kiosk_manifest_free  (KioskManifest *self);
KioskManifestPart *kiosk_manifest_add_part (KioskManifest *self, const char *kind, guint64 size);
void           kiosk_manifest_part_free (KioskManifestPart *part);
GPtrArray     *kiosk_manifest_list_chunks (const KioskManifest *self) G_GNUC_WARN_UNUSED_RESULT; /* (element-type utf8): each digest once */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskManifest, kiosk_manifest_free)

G_END_DECLS
