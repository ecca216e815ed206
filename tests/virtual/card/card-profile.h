/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CardProfile: what kind of chip this is, and what is wrong with it; README.md names the keys. */
typedef struct
{
  GKeyFile *keys; /* owned */
} CardProfile;

CardProfile *card_profile_load     (const char *path, const char *const *changes, GError **error);
void         card_profile_free     (CardProfile *self);
char        *card_profile_get_text (const CardProfile *self, const char *key);
gboolean     card_profile_is       (const CardProfile *self, const char *key, const char *value);
guint        card_profile_get      (const CardProfile *self, const char *key, guint otherwise);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CardProfile, card_profile_free)

G_END_DECLS
