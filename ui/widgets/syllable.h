/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskToneMark: the five marks of tone, and none, in the order of the tables. */
typedef enum
{
  KIOSK_TONE_MARK_NONE,
  KIOSK_TONE_MARK_GRAVE, /* huyền */
  KIOSK_TONE_MARK_HOOK,  /* hỏi */
  KIOSK_TONE_MARK_TILDE, /* ngã */
  KIOSK_TONE_MARK_ACUTE, /* sắc */
  KIOSK_TONE_MARK_DOT,   /* nặng */
  KIOSK_N_TONE_MARKS,
} KioskToneMark;

/* The longest Vietnamese syllable has seven letters; longer words are of another language. */
#define KIOSK_SYLLABLE_MAX 8

/**
 * KioskSyllable:
 * @letters: lower case, with their marks but without tone
 * @upper: which of them were upper case
 * @tone: the one tone
 * @n: how many letters
 * @vowels: index of the first letter of the nucleus
 * @rest: index of the first letter after the nucleus
 *
 * A word taken apart. The u of «qu» and the i of «gi» before another vowel belong to the onset.
 */
typedef struct
{
  gunichar letters[KIOSK_SYLLABLE_MAX];
  gboolean upper[KIOSK_SYLLABLE_MAX];
  KioskToneMark tone;
  guint n;
  guint vowels;
  guint rest;
} KioskSyllable;

gboolean kiosk_syllable_parse (KioskSyllable *self, const char *text);
void kiosk_syllable_divide (KioskSyllable *self);
gboolean kiosk_syllable_append (KioskSyllable *self, gunichar letter);
char *kiosk_syllable_to_text (const KioskSyllable *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean kiosk_syllable_is_nucleus (const KioskSyllable *self);
gboolean kiosk_syllable_has_final (const KioskSyllable *self, gboolean *stops);
gboolean kiosk_letter_is_vowel (gunichar letter);

G_END_DECLS
