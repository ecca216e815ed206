/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "card/outcome.h"

G_BEGIN_DECLS

/** KioskCardOptions: what stands on the command line. Texts that open a card are wiped when cleared. */
typedef struct
{
  gboolean json;
  gboolean face;
  char *reader; /* (nullable) */
  char *can;    /* (nullable) */
  char *mrz;    /* (nullable) */
  char *qr;     /* (nullable) */
  char *expiry; /* (nullable) */
  char *trust;  /* (nullable) */
  char *files;  /* (nullable) */
  int wait;     /* seconds */
} KioskCardOptions;

KioskCardExit kiosk_card_read         (KioskCardOptions *options);
KioskCardExit kiosk_card_list_readers (KioskCardOptions *options);
KioskCardExit kiosk_card_decode       (KioskCardOptions *options, int n_images, char **images);

G_END_DECLS
