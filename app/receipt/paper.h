/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a printed paper says, with no idea of dots or millimetres. A narrow rendition is for a roll,
 * a wide one for A5; printers choose by their width. A line feed in a text is a new line. */

typedef enum {
  KIOSK_BLOCK_OFFICE,     /* first: name of the office; second: state title, motto, place and date (wide) or small line (narrow) */
  KIOSK_BLOCK_TITLE,      /* first: the paper's title; second: small line above it */
  KIOSK_BLOCK_STATE,      /* first: white on black: kept, or received */
  KIOSK_BLOCK_TEXT,       /* first; second: bold words before it */
  KIOSK_BLOCK_STRONG,     /* first, bold */
  KIOSK_BLOCK_CENTRED,    /* first; second: bold line above it */
  KIOSK_BLOCK_NUMBER,     /* first: label, second: number, large */
  KIOSK_BLOCK_PAIR,       /* first: label, second: value, bold */
  KIOSK_BLOCK_HEADING,    /* first */
  KIOSK_BLOCK_CHECK,      /* empty box, first; second: bold words before it */
  KIOSK_BLOCK_NOTE,       /* framed; first: bold words; second: the text after them */
  KIOSK_BLOCK_TABLE,      /* cells: rows of n_columns, the first row its head; second: head over the columns of numbers */
  KIOSK_BLOCK_RULE,       /* solid */
  KIOSK_BLOCK_DASHES,     /* dashed rule */
  KIOSK_BLOCK_QR,         /* first: the exact text of the code; second: caption, its first line bold */
  KIOSK_BLOCK_SIGNATURES, /* first, second: under whom one signs, then how, then the name, a line each */
  KIOSK_BLOCK_FOOT        /* first: left, second: right; stands at the foot of the last page */
} KioskBlockKind;

typedef struct {
  KioskBlockKind  kind;
  char           *first;
  char           *second;      /* (nullable) */
  char           *also_first;  /* (nullable): @first again in the reader's language, beside or under it */
  char           *also_second; /* (nullable): @second again in the reader's language */
  GPtrArray      *cells;       /* (nullable) (element-type utf8) */
  guint           n_columns;
  gboolean        beside;      /* a pair that may stand on the line of the pair before it (wide) */
} KioskBlock;

/** KioskPaper: one paper in its narrow and its wide rendition. */
typedef struct _KioskPaper KioskPaper;

KioskPaper      *kiosk_paper_new          (const char *token, const char *language) G_GNUC_WARN_UNUSED_RESULT;
KioskPaper      *kiosk_paper_ref          (KioskPaper *self);
void             kiosk_paper_unref        (KioskPaper *self);
const char      *kiosk_paper_get_token    (const KioskPaper *self); /* names the print job; no personal data */
const char      *kiosk_paper_get_language (const KioskPaper *self);
KioskBlock      *kiosk_paper_add          (KioskPaper *self, gboolean narrow, gboolean wide, KioskBlockKind kind, const char *first, const char *second);
void             kiosk_block_set_also     (KioskBlock *self, const char *first, const char *second);
void             kiosk_block_set_columns  (KioskBlock *self, guint n_columns);
void             kiosk_block_add_cell     (KioskBlock *self, const char *text);
const GPtrArray *kiosk_paper_get_narrow   (const KioskPaper *self); /* (element-type KioskBlock) */
const GPtrArray *kiosk_paper_get_wide     (const KioskPaper *self); /* (element-type KioskBlock) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskPaper, kiosk_paper_unref)

G_END_DECLS
