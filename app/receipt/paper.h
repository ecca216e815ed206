/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a printed paper says, with no idea of dots or millimetres. A narrow rendition is for a roll,
 * a wide one for A5; printers choose by their width. */

typedef enum {
  KIOSK_BLOCK_OFFICE,    /* first: name of the office, right: state title and motto (wide only) */
  KIOSK_BLOCK_TITLE,     /* first: the paper's title; second: small line above it */
  KIOSK_BLOCK_STATE,     /* first: white on black: kept, or received */
  KIOSK_BLOCK_TEXT,      /* first */
  KIOSK_BLOCK_STRONG,    /* first, bold */
  KIOSK_BLOCK_CENTRED,   /* first */
  KIOSK_BLOCK_NUMBER,    /* first: label, second: number, large in a frame */
  KIOSK_BLOCK_PAIR,      /* first: label, second: value, bold */
  KIOSK_BLOCK_HEADING,   /* first */
  KIOSK_BLOCK_CHECK,     /* empty box, first */
  KIOSK_BLOCK_TABLE,     /* cells: rows of n_columns */
  KIOSK_BLOCK_RULE,
  KIOSK_BLOCK_QR,        /* first: the exact text of the code; second: caption */
  KIOSK_BLOCK_SIGNATURES /* first, second: under whom one signs */
} KioskBlockKind;

typedef struct {
  KioskBlockKind  kind;
  char           *first;
  char           *second;    /* (nullable) */
  GPtrArray      *cells;     /* (nullable) (element-type utf8) */
  guint           n_columns;
} KioskBlock;

/** KioskPaper: one paper in its narrow and its wide rendition. */
typedef struct _KioskPaper KioskPaper;

KioskPaper      *kiosk_paper_new       (const char *token, const char *language) G_GNUC_WARN_UNUSED_RESULT;
KioskPaper      *kiosk_paper_ref       (KioskPaper *self);
void             kiosk_paper_unref     (KioskPaper *self);
const char      *kiosk_paper_get_token (const KioskPaper *self); /* names the print job; no personal data */
KioskBlock      *kiosk_paper_add       (KioskPaper *self, gboolean narrow, gboolean wide, KioskBlockKind kind, const char *first, const char *second);
const GPtrArray *kiosk_paper_get_narrow (const KioskPaper *self); /* (element-type KioskBlock) */
const GPtrArray *kiosk_paper_get_wide  (const KioskPaper *self); /* (element-type KioskBlock) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskPaper, kiosk_paper_unref)

G_END_DECLS
