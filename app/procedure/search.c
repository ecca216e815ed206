/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/search.h"

#include "language/fold.h"

#include <string.h>

#define MAX_WORDS 8
#define MAX_TYPED 200 /* bytes; nobody types more to find a title */

/* What one typed word is worth. A title beats a keyword, a beginning beats a middle, and a word
 * typed with its marks beats one that only looks like it without them. */
enum
{
  WORTH_CODE = 40,
  WORTH_TITLE_START = 12,
  WORTH_TITLE_INSIDE = 6,
  WORTH_KEYWORD_START = 4,
  WORTH_KEYWORD_INSIDE = 2,
  WORTH_INITIALS_START = 3,
  WORTH_INITIALS_INSIDE = 1,
  WORTH_MARKS = 14,
  WORTH_PHRASE = 8,
  WORTH_FIRST = 6,
};

typedef struct
{
  char *key;
  char *code;     /* @key folded */
  char *title;    /* folded */
  char *keywords; /* folded */
  char *marked;   /* title and keywords with their marks, lower case */
  char *initials; /* of the words of @title */
  gsize length;   /* of @title */
} Entry;

/* All that is looked at lies in memory: 6,500 titles are half a megabyte. */
struct _KioskSearch
{
  GPtrArray *entries; /* (element-type Entry) */
};

typedef struct
{
  char *phrase;  /* folded */
  char **folded; /* its words */
  char **marked; /* the same words with their marks */
  guint n_words;
} Query;

typedef struct
{
  const Entry *entry;
  guint worth;
} Hit;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  g_free (entry->code);
  g_free (entry->title);
  g_free (entry->keywords);
  g_free (entry->marked);
  g_free (entry->initials);
  g_free (entry);
}

static char *
keep_marks (const char *text)
{
  g_autofree char *normal = kiosk_normalize (text);
  g_autofree char *lower = g_utf8_strdown (normal, -1);

  return g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);
}

static gboolean
is_word_start (const char *text, const char *at)
{
  return at == text || (!g_ascii_isalnum (at[-1]) && (guchar) at[-1] < 0x80);
}

static char *
take_initials (const char *folded)
{
  GString *initials = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at++)
    if (g_ascii_isalnum (*at) && is_word_start (folded, at))
      g_string_append_c (initials, *at);

  return g_string_free (initials, FALSE);
}

/* Worth of @word in @text: @start where a word begins with it, else @inside, else nothing. */
static guint
weigh (const char *text, const char *word, guint start, guint inside)
{
  const char *at = strstr (text, word);

  if (at == NULL)
    return 0;
  for (; at != NULL; at = strstr (at + 1, word))
    if (is_word_start (text, at))
      return start;

  return inside;
}

static guint
weigh_word (const Entry *entry, const Query *query, guint i)
{
  const char *word = query->folded[i];
  guint worth = weigh (entry->title, word, WORTH_TITLE_START, WORTH_TITLE_INSIDE);

  if (worth == 0)
    worth = weigh (entry->keywords, word, WORTH_KEYWORD_START, WORTH_KEYWORD_INSIDE);
  if (worth == 0 && g_str_has_prefix (entry->code, word))
    worth = WORTH_CODE;
  if (worth == 0 && query->n_words == 1 && word[0] != '\0' && word[1] != '\0')
    worth = weigh (entry->initials, word, WORTH_INITIALS_START, WORTH_INITIALS_INSIDE);
  if (worth > 0 && !g_str_equal (query->marked[i], word)
      && strstr (entry->marked, query->marked[i]) != NULL)
    worth += WORTH_MARKS;

  return worth;
}

/* 0 when a typed word is nowhere. */
static guint
weigh_entry (const Entry *entry, const Query *query)
{
  guint worth = 0;

  for (guint i = 0; i < query->n_words; i++)
    {
      guint of_word = weigh_word (entry, query, i);

      if (of_word == 0)
        return 0;
      worth += of_word;
    }
  if (query->n_words > 1 && strstr (entry->title, query->phrase) != NULL)
    worth += WORTH_PHRASE;
  if (g_str_has_prefix (entry->title, query->phrase))
    worth += WORTH_FIRST;

  return worth;
}

/* Of two worth the same the shorter title says more exactly what was typed. */
static gboolean
is_better (const Hit *a, const Hit *b)
{
  if (a->worth != b->worth)
    return a->worth > b->worth;

  return a->entry->length < b->entry->length;
}

/* Keeps the best @limit in order; sorting all hits of a single letter would cost more than finding them. */
static void
keep_hit (GArray *best, const Hit *hit, guint limit)
{
  guint at = best->len;

  if (best->len == limit && !is_better (hit, &g_array_index (best, Hit, best->len - 1)))
    return;
  while (at > 0 && is_better (hit, &g_array_index (best, Hit, at - 1)))
    at--;
  g_array_insert_val (best, at, *hit);
  if (best->len > limit)
    g_array_set_size (best, limit);
}

/* More words than that find nothing better. */
static char **
split_words (const char *text)
{
  char **words = g_strsplit (text, " ", MAX_WORDS + 1);

  if (g_strv_length (words) > MAX_WORDS)
    g_clear_pointer (&words[MAX_WORDS], g_free);

  return words;
}

/* Whether there is anything to look for. The words with and without marks stand side by side. */
static gboolean
open_query (Query *query, const char *typed)
{
  g_autofree char *bounded = g_strndup (typed, MAX_TYPED);
  g_autofree char *marked = keep_marks (bounded);

  query->phrase = kiosk_fold (marked);
  query->folded = split_words (query->phrase);
  query->marked = split_words (marked);
  query->n_words = g_strv_length (query->folded);

  return *query->phrase != '\0' && g_strv_length (query->marked) == query->n_words;
}

static void
close_query (Query *query)
{
  g_free (query->phrase);
  g_strfreev (query->folded);
  g_strfreev (query->marked);
}

/**
 * kiosk_search_new:
 *
 * Returns: (transfer full): a search over nothing
 */
KioskSearch *
kiosk_search_new (void)
{
  KioskSearch *self = g_new0 (KioskSearch, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);

  return self;
}

/**
 * kiosk_search_add:
 * @self: a search
 * @key: what kiosk_search_find() gives back; found by its beginning too, as a code is typed
 * @title: what is searched first
 * @keywords: (nullable): other words for it
 */
void
kiosk_search_add (KioskSearch *self, const char *key, const char *title, const char *keywords)
{
  Entry *entry;
  g_autofree char *both = NULL;

  g_return_if_fail (self != NULL && key != NULL && title != NULL);

  both = g_strjoin ("\n", title, keywords != NULL ? keywords : "", NULL);
  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->code = kiosk_fold (key);
  entry->title = kiosk_fold (title);
  entry->keywords = kiosk_fold (keywords != NULL ? keywords : "");
  entry->marked = keep_marks (both);
  entry->initials = take_initials (entry->title);
  entry->length = strlen (entry->title);
  g_ptr_array_add (self->entries, entry);
}

/**
 * kiosk_search_find:
 * @self: a search
 * @typed: what has been typed so far, with marks or without, words in any order
 * @limit: the most to give back
 *
 * Returns: (transfer full) (element-type utf8): keys of the entries that have every word, best
 *   first; those worth the same stay in the order they were added
 */
GPtrArray *
kiosk_search_find (KioskSearch *self, const char *typed, guint limit)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) best = g_array_new (FALSE, FALSE, sizeof (Hit));
  Query query = { NULL };

  g_return_val_if_fail (self != NULL && typed != NULL, keys);

  if (limit > 0 && open_query (&query, typed))
    for (guint i = 0; i < self->entries->len; i++)
      {
        Hit hit = { .entry = g_ptr_array_index (self->entries, i) };

        hit.worth = weigh_entry (hit.entry, &query);
        if (hit.worth > 0)
          keep_hit (best, &hit, limit);
      }
  close_query (&query);
  for (guint i = 0; i < best->len; i++)
    g_ptr_array_add (keys, g_strdup (g_array_index (best, Hit, i).entry->key));

  return keys;
}

/**
 * kiosk_search_free:
 * @self: (transfer full): a search
 *
 * Frees it and all that was added.
 */
void
kiosk_search_free (KioskSearch *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}
