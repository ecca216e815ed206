/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "card-profile.h"

#include <gio/gio.h>

#define GROUP "card"

/* A mistyped key would be a fault that is never played, and a test that passes for it. */
static const char *const known[] = {
  "application", "mf",     "extended", "max-answer", "over",     "end",        "transport",
  "latency-ms",  "kbit",   "bac",      "can",        "mrz",      "pace-wrong", "aa",
  "aa-key",      "ca",     "ca-key",   "hidden",     "truncate", "absurd",     "fault",
  "after",       "rnd-ic", "k-ic",     NULL,
};

static gboolean
check (CardProfile *self, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->keys, GROUP, NULL, error);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_strv_contains (known, keys[i]))
      {
        g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND, "no such key: %s",
                     keys[i]);
        return FALSE;
      }

  return keys != NULL;
}

/* @changes, "key=value" each, overrule the file. */
CardProfile *
card_profile_load (const char *path, const char *const *changes, GError **error)
{
  g_autoptr (CardProfile) self = g_new0 (CardProfile, 1);

  self->keys = g_key_file_new ();
  if (!g_key_file_load_from_file (self->keys, path, G_KEY_FILE_NONE, error))
    return NULL;
  for (gsize i = 0; changes != NULL && changes[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (changes[i], "=", 2);

      if (g_strv_length (parts) != 2)
        {
          g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_PARSE, "not key=value: %s",
                       changes[i]);
          return NULL;
        }
      g_key_file_set_string (self->keys, GROUP, parts[0], parts[1]);
    }

  return check (self, error) ? g_steal_pointer (&self) : NULL;
}

void
card_profile_free (CardProfile *self)
{
  g_key_file_free (self->keys);
  g_free (self);
}

char *
card_profile_get_text (const CardProfile *self, const char *key)
{
  g_return_val_if_fail (g_strv_contains (known, key), NULL);

  return g_key_file_get_string (self->keys, GROUP, key, NULL);
}

gboolean
card_profile_is (const CardProfile *self, const char *key, const char *value)
{
  g_autofree char *text = card_profile_get_text (self, key);

  return g_strcmp0 (text, value) == 0;
}

guint
card_profile_get (const CardProfile *self, const char *key, guint otherwise)
{
  g_autofree char *text = card_profile_get_text (self, key);
  char *end = NULL;
  guint64 number = text != NULL ? g_ascii_strtoull (text, &end, 0) : 0;

  return text != NULL && end != text && *end == '\0' && number <= G_MAXUINT ? (guint) number
                                                                            : otherwise;
}
