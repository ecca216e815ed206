/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "flow/flow-identify.h"

G_BEGIN_DECLS

/** Answers: what the flow says of the identify stop, and what the page asked of it last. */
typedef struct
{
  KioskIdentifyState state;
  int problem;
  KioskKeyWants wants;
  KioskFailure failure;
  guint part;
  guint of;
  gboolean chip;
  gboolean retry;
  KioskViewfinder *viewfinder; /* (nullable) */

  char asked[32];
} Answers;

/* Linked in place of flow/flow-identify.c, so that every state of the page can be stood before it; that
 * the flow reaches them is proved with the flow itself. */
extern Answers answers;

void answers_reset (void);

G_END_DECLS
