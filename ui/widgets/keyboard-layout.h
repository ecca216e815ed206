/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/widgets/syllable.h"

G_BEGIN_DECLS

/** KioskKeyboardLayout: which keys are shown. */
typedef enum
{
  KIOSK_KEYBOARD_VIETNAMESE,
  KIOSK_KEYBOARD_DIGITS,
  KIOSK_KEYBOARD_EMAIL,
  KIOSK_KEYBOARD_SIGNS, /* digits and punctuation, reached from the letters */
  KIOSK_KEYBOARD_N_LAYOUTS,
} KioskKeyboardLayout;

/** KioskKeyKind: what a key does. */
typedef enum
{
  KIOSK_KEY_END, /* of a row */
  KIOSK_KEY_GAP,
  KIOSK_KEY_TEXT,
  KIOSK_KEY_TONE,
  KIOSK_KEY_SHIFT,
  KIOSK_KEY_BACKSPACE,
  KIOSK_KEY_ENTER,
  KIOSK_KEY_SPACE,
  KIOSK_KEY_SIGNS,
  KIOSK_KEY_LETTERS,
  KIOSK_KEY_TELEX,
  KIOSK_KEY_HIDE,
} KioskKeyKind;

/**
 * KioskKey:
 * @kind: what it does
 * @span: width in 120ths of a row
 * @text: (nullable): what it types, or shows
 * @name: (nullable): key of the text that names it to who cannot see it; without it @text does
 * @icon: (nullable): a drawing
 * @tone: for %KIOSK_KEY_TONE
 */
typedef struct
{
  KioskKeyKind kind;
  guint span;
  const char *text;
  const char *name;
  const char *icon;
  KioskToneMark tone;
} KioskKey;

#define KIOSK_KEYBOARD_COLUMNS 120
#define KIOSK_KEYBOARD_ROWS 5
#define KIOSK_KEYBOARD_KEYS 16

typedef const KioskKey KioskKeyRows[KIOSK_KEYBOARD_ROWS][KIOSK_KEYBOARD_KEYS];

KioskKeyRows *kiosk_keyboard_layout_get (KioskKeyboardLayout layout);

G_END_DECLS
