/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "document/scan.h"
#include "procedure/procedure.h"

G_BEGIN_DECLS

/** KioskDocumentState: how a component of the dossier stands. */
typedef enum {
  KIOSK_DOCUMENT_OPEN,       /* nothing yet */
  KIOSK_DOCUMENT_SCANNED,    /* pages captured */
  KIOSK_DOCUMENT_AT_COUNTER, /* «I will hand it in at the counter» */
  KIOSK_DOCUMENT_MADE,       /* the kiosk makes it from the answers */
  KIOSK_DOCUMENT_NOT_NEEDED, /* already in the national data */
} KioskDocumentState;

#define KIOSK_DOCUMENT_ERROR (kiosk_document_error_quark ())
GQuark kiosk_document_error_quark (void);

/**
 * KioskDocumentError:
 * @KIOSK_DOCUMENT_ERROR_TOO_MANY_PAGES: no more pages fit this component
 * @KIOSK_DOCUMENT_ERROR_TOO_BIG: the page is over %KIOSK_SCAN_MAX_BYTES
 * @KIOSK_DOCUMENT_ERROR_NO_SUCH_PAGE: there is no such component or page
 */
typedef enum {
  KIOSK_DOCUMENT_ERROR_TOO_MANY_PAGES,
  KIOSK_DOCUMENT_ERROR_TOO_BIG,
  KIOSK_DOCUMENT_ERROR_NO_SUCH_PAGE,
} KioskDocumentError;

#define KIOSK_TYPE_DOCUMENT_SET (kiosk_document_set_get_type ())
G_DECLARE_FINAL_TYPE (KioskDocumentSet, kiosk_document_set, KIOSK, DOCUMENT_SET, GObject)

/* The captured pages of one dossier. Signal "changed" (const char *component_id). */
KioskDocumentSet   *kiosk_document_set_new          (KioskProcedure *procedure) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray          *kiosk_document_set_list         (KioskDocumentSet *self, KioskLookup lookup, gpointer user_data) G_GNUC_WARN_UNUSED_RESULT; /* (element-type KioskComponent): that apply or may apply */
KioskDocumentState  kiosk_document_set_get_state    (KioskDocumentSet *self, const char *id);
guint               kiosk_document_set_get_n_pages  (KioskDocumentSet *self, const char *id);
KioskScan          *kiosk_document_set_get_page     (KioskDocumentSet *self, const char *id, guint page); /* (transfer none) */
gboolean            kiosk_document_set_add_page     (KioskDocumentSet *self, const char *id, KioskScan *scan, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            kiosk_document_set_replace_page (KioskDocumentSet *self, const char *id, guint page, KioskScan *scan, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            kiosk_document_set_remove_page  (KioskDocumentSet *self, const char *id, guint page, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            kiosk_document_set_move_page    (KioskDocumentSet *self, const char *id, guint from, guint to, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void                kiosk_document_set_set_at_counter (KioskDocumentSet *self, const char *id, gboolean at_counter);
gboolean            kiosk_document_set_is_complete  (KioskDocumentSet *self, KioskLookup lookup, gpointer user_data);

G_END_DECLS
