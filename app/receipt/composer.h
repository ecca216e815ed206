/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form/terms.h"
#include "language/language.h"
#include "receipt/paper.h"

G_BEGIN_DECLS

/** KioskSaying: one thing said in Vietnamese and, beside it, in the reader's language. */
typedef struct {
  char *vietnamese;
  char *also; /* (nullable): when the reader's language is Vietnamese */
} KioskSaying;

/** KioskWhere: the renditions that a block stands on. */
typedef enum {
  KIOSK_ON_NARROW = 1 << 0,
  KIOSK_ON_WIDE = 1 << 1,
  KIOSK_ON_BOTH = KIOSK_ON_NARROW | KIOSK_ON_WIDE,
} KioskWhere;

/** KioskComposer: a paper on its way. Sayings live, and are wiped, with it. */
typedef struct {
  KioskPaper    *paper;
  KioskLanguage *language;
  const char    *also;    /* (nullable): code of the reader's language when it is not Vietnamese */
  GPtrArray     *sayings; /* (element-type KioskSaying) */
} KioskComposer;

void               kiosk_composer_init   (KioskComposer *self, const char *token, KioskLanguage *language);
KioskPaper        *kiosk_composer_finish (KioskComposer *self) G_GNUC_WARN_UNUSED_RESULT;

const KioskSaying *kiosk_say             (KioskComposer *self, const char *key);
const KioskSaying *kiosk_say_with        (KioskComposer *self, const char *key, ...) G_GNUC_NULL_TERMINATED;
const KioskSaying *kiosk_say_text        (KioskComposer *self, const KioskText *text);
const KioskSaying *kiosk_say_plain       (KioskComposer *self, const char *text);
const KioskSaying *kiosk_say_upper       (KioskComposer *self, const KioskSaying *saying);
const KioskSaying *kiosk_say_joined      (KioskComposer *self, const KioskSaying *first, const char *between, const KioskSaying *second);
const KioskSaying *kiosk_say_take        (KioskComposer *self, char *vietnamese, char *also);
KioskBlock        *kiosk_compose         (KioskComposer *self, KioskWhere where, KioskBlockKind kind, const KioskSaying *first, const KioskSaying *second);

G_END_DECLS
