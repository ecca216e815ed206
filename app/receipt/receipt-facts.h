/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskReceiptFacts: what a receipt adds to the session: numbers, and how far the dossier has come. */
typedef struct {
  const char *submission_id;
  const char *provisional;
  const char *official;    /* (nullable) */
  GDateTime  *received_at; /* (nullable): when the province signed for it */
  GDateTime  *created;
  GDateTime  *due;        /* (nullable) */
  GDateTime  *second_due; /* (nullable) */
  const char *code_text;  /* exact text of the QR */
  guint       copy;       /* 0: the first printing; n: the n-th printed again, and stamped so */
} KioskReceiptFacts;

G_END_DECLS
