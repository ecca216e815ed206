/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/** KioskStatement: one SQL statement with its bindings; holds the store. Parameters count from 1, columns from 0. */
typedef struct _KioskStatement KioskStatement;

/**
 * KioskStep:
 * @KIOSK_STEP_FAILED: the error is set
 * @KIOSK_STEP_ROW: a row can be read
 * @KIOSK_STEP_DONE: there are no more rows; the statement may be bound and stepped anew
 */
typedef enum {
  KIOSK_STEP_FAILED,
  KIOSK_STEP_ROW,
  KIOSK_STEP_DONE,
} KioskStep;

KioskStatement *kiosk_store_prepare        (KioskStore *self, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void            kiosk_statement_free       (KioskStatement *self);

/* Bindings are copied; what goes wrong with one is reported by the next step. */
void            kiosk_statement_bind_text  (KioskStatement *self, int parameter, const char *text); /* NULL binds null */
void            kiosk_statement_bind_int64 (KioskStatement *self, int parameter, gint64 value);
void            kiosk_statement_bind_blob  (KioskStatement *self, int parameter, gconstpointer data, gsize length);
void            kiosk_statement_bind_bytes (KioskStatement *self, int parameter, GBytes *bytes); /* NULL binds null */
void            kiosk_statement_bind_null  (KioskStatement *self, int parameter);

KioskStep       kiosk_statement_step       (KioskStatement *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        kiosk_statement_run        (KioskStatement *self, GError **error) G_GNUC_WARN_UNUSED_RESULT; /* steps to the end */
void            kiosk_statement_reset      (KioskStatement *self); /* forgets row and bindings */

/* Of the current row; texts and blobs are valid until the next step. */
const char     *kiosk_statement_get_text   (KioskStatement *self, int column); /* (nullable) */
gint64          kiosk_statement_get_int64  (KioskStatement *self, int column); /* 0 for null */
GBytes         *kiosk_statement_get_bytes  (KioskStatement *self, int column) G_GNUC_WARN_UNUSED_RESULT; /* (transfer full) (nullable) */
gboolean        kiosk_statement_is_null    (KioskStatement *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskStatement, kiosk_statement_free)

G_END_DECLS
