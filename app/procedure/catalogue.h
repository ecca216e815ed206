/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "procedure/procedure.h"

G_BEGIN_DECLS

/** KioskCatalogue: every procedure, group and shared list this kiosk knows; immutable. */
typedef struct _KioskCatalogue KioskCatalogue;

typedef struct {
  const char      *id;
  const KioskText *name;
  const char      *icon; /* name of a file in assets/icons, without .svg */
} KioskGroup;

/* An entry of a shared list (ethnicities, nationalities, ...). */
typedef struct {
  const char      *id;
  const KioskText *text;
} KioskListEntry;

KioskCatalogue  *kiosk_catalogue_load      (const char *assets, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskCatalogue  *kiosk_catalogue_ref       (KioskCatalogue *self);
void             kiosk_catalogue_unref     (KioskCatalogue *self);
const GPtrArray *kiosk_catalogue_get_all   (KioskCatalogue *self); /* (element-type KioskProcedure) */
const GPtrArray *kiosk_catalogue_get_groups (KioskCatalogue *self); /* (element-type KioskGroup) */
KioskProcedure  *kiosk_catalogue_find      (KioskCatalogue *self, const char *code); /* (transfer none) (nullable) */
const GPtrArray *kiosk_catalogue_get_list  (KioskCatalogue *self, const char *name); /* (element-type KioskListEntry) (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskCatalogue, kiosk_catalogue_unref)

G_END_DECLS
