/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "receipt/paper.h"

/* Papers for the tests of layout and printers, with no session behind them. */
#define SAMPLE_CODE                                                                                          \
  "HTTPS://TRACK.EXAMPLE.VN/R/2KCEHIIBE6QQIRAAAECAGWCPU4AWUYLJN5ZWWNYCKAAZR3JSAAYH2XMAKQ7VUZ7QCM6GWYLI"      \
  "GJQTEMRUFVBDCMZVNBSHG4DPNZTTI3TFNVUXE33VOIFAABTHEBZXKYTFMRWG63LPN5RXK4TJMQ4WKZLEMFQXGZDFNVSXE2LM"

KioskPaper *sample_paper_new       (const char *token, const char *name, guint n_documents) G_GNUC_WARN_UNUSED_RESULT;
KioskPaper *sample_checklist_new   (const char *token) G_GNUC_WARN_UNUSED_RESULT;
