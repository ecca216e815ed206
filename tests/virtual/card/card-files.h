/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "card-profile.h"

G_BEGIN_DECLS

#define CARD_FILE_CARD_ACCESS 0x011C

/** CardFiles: the elementary files of a card by identifier (ICAO 9303-10 §3.11). */
typedef struct
{
  GHashTable *by_id; /* (element-type guint GBytes) */
} CardFiles;

CardFiles *card_files_load     (const char *folder, const CardProfile *profile);
void       card_files_free     (CardFiles *self);
GBytes    *card_files_get      (const CardFiles *self, guint id);
guint      card_files_of_short (guint short_id, gboolean in_application);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CardFiles, card_files_free)

G_END_DECLS
