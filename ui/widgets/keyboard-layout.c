/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/widgets/keyboard-layout.h"

#define T(text, span)                                                                              \
  {                                                                                                \
    KIOSK_KEY_TEXT, span, text, NULL, NULL, 0                                                      \
  }
#define N(text, span, name)                                                                        \
  {                                                                                                \
    KIOSK_KEY_TEXT, span, text, "frame.key." name, NULL, 0                                         \
  }
#define GAP(span)                                                                                  \
  {                                                                                                \
    KIOSK_KEY_GAP, span, NULL, NULL, NULL, 0                                                       \
  }
#define TONE(text, name, tone)                                                                     \
  {                                                                                                \
    KIOSK_KEY_TONE, 12, text, "frame.key." name, NULL, tone                                        \
  }
#define BACKSPACE(span)                                                                            \
  {                                                                                                \
    KIOSK_KEY_BACKSPACE, span, "frame.key.backspace", "frame.key.backspace-name", "backspace", 0   \
  }
#define ENTER(span)                                                                                \
  {                                                                                                \
    KIOSK_KEY_ENTER, span, "frame.key.enter", "frame.key.enter", "check", 0                        \
  }
#define SHIFT(span)                                                                                \
  {                                                                                                \
    KIOSK_KEY_SHIFT, span, "frame.key.shift", "frame.key.shift-name", "shift", 0                   \
  }
#define SPACE(span)                                                                                \
  {                                                                                                \
    KIOSK_KEY_SPACE, span, "frame.key.space", "frame.key.space", NULL, 0                           \
  }
#define SIGNS(span)                                                                                \
  {                                                                                                \
    KIOSK_KEY_SIGNS, span, "frame.key.signs", "frame.key.signs-name", NULL, 0                      \
  }
#define LETTERS(span)                                                                              \
  {                                                                                                \
    KIOSK_KEY_LETTERS, span, "frame.key.letters", "frame.key.letters-name", NULL, 0                \
  }
#define TELEX(span)                                                                                \
  {                                                                                                \
    KIOSK_KEY_TELEX, span, "frame.key.telex-off", "frame.key.telex-name", NULL, 0                  \
  }
#define HIDE(span)                                                                                 \
  {                                                                                                \
    KIOSK_KEY_HIDE, span, "frame.key.hide", "frame.key.hide", "hide-keyboard", 0                   \
  }

/* Q to P, A to L, Z to M: where fingers that know a typewriter look for them. */
#define ROW_Q                                                                                      \
  T ("q", 10), T ("w", 10), T ("e", 10), T ("r", 10), T ("t", 10), T ("y", 10), T ("u", 10),       \
      T ("i", 10), T ("o", 10), T ("p", 10)
#define ROW_A                                                                                      \
  T ("a", 10), T ("s", 10), T ("d", 10), T ("f", 10), T ("g", 10), T ("h", 10), T ("j", 10),       \
      T ("k", 10), T ("l", 10)
#define ROW_Z T ("z", 9), T ("x", 9), T ("c", 9), T ("v", 9), T ("b", 9), T ("n", 9), T ("m", 9)
#define ROW_1                                                                                      \
  T ("1", 10), T ("2", 10), T ("3", 10), T ("4", 10), T ("5", 10), T ("6", 10), T ("7", 10),       \
      T ("8", 10), T ("9", 10), T ("0", 10)

static KioskKeyRows vietnamese = {
  { N ("ă", 8, "a-breve"), N ("â", 8, "a-circumflex"), N ("đ", 8, "d-stroke"),
    N ("ê", 8, "e-circumflex"), N ("ô", 8, "o-circumflex"), N ("ơ", 8, "o-horn"),
    N ("ư", 8, "u-horn"), GAP (4), TONE ("◌́ sắc", "acute", KIOSK_TONE_MARK_ACUTE),
    TONE ("◌̀ huyền", "grave", KIOSK_TONE_MARK_GRAVE), TONE ("◌̉ hỏi", "hook", KIOSK_TONE_MARK_HOOK),
    TONE ("◌̃ ngã", "tilde", KIOSK_TONE_MARK_TILDE), TONE ("◌̣ nặng", "dot", KIOSK_TONE_MARK_DOT) },
  { ROW_Q, BACKSPACE (20) },
  { GAP (4), ROW_A, ENTER (26) },
  { SHIFT (21), ROW_Z, N (",", 9, "comma"), N (".", 9, "stop"), N ("/", 9, "slash"),
    N ("-", 9, "dash") },
  { SIGNS (15), TELEX (27), SPACE (50), HIDE (28) },
};

static KioskKeyRows email = {
  { ROW_1, N ("_", 10, "underscore"), N ("-", 10, "dash") },
  { ROW_Q, BACKSPACE (20) },
  { GAP (4), ROW_A, ENTER (26) },
  { SHIFT (21), ROW_Z, N (".", 12, "stop"), N ("@", 24, "at") },
  { N ("@gmail.com", 32, "gmail"), N (".com", 20, "com"), N (".vn", 20, "vn"), N ("+", 14, "plus"),
    HIDE (34) },
};

static KioskKeyRows signs = {
  { ROW_1, BACKSPACE (20) },
  { N ("-", 12, "dash"), N ("/", 12, "slash"), N (":", 12, "colon"), N (";", 12, "semicolon"),
    N ("(", 12, "open"), N (")", 12, "close"), N ("&", 12, "and"), N ("@", 12, "at"),
    N ("\"", 12, "quote"), N ("'", 12, "apostrophe") },
  { GAP (4), N (".", 10, "stop"), N (",", 10, "comma"), N ("?", 10, "question"),
    N ("!", 10, "exclamation"), N ("+", 10, "plus"), N ("=", 10, "equals"), N ("%", 10, "percent"),
    N ("#", 10, "number"), N ("_", 10, "underscore"), ENTER (26) },
  { LETTERS (30), SPACE (56), HIDE (34) },
};

static KioskKeyRows digits = {
  { T ("1", 28), T ("2", 28), T ("3", 28), BACKSPACE (36) },
  { T ("4", 28), T ("5", 28), T ("6", 28), N ("/", 18, "slash"), N ("-", 18, "dash") },
  { T ("7", 28), T ("8", 28), T ("9", 28), HIDE (36) },
  { N (",", 28, "comma"), T ("0", 28), N (".", 28, "stop"), ENTER (36) },
};

/**
 * kiosk_keyboard_layout_get:
 *
 * Returns: the rows of @layout; spans of a row make up %KIOSK_KEYBOARD_COLUMNS
 */
KioskKeyRows *
kiosk_keyboard_layout_get (KioskKeyboardLayout layout)
{
  switch (layout)
    {
    case KIOSK_KEYBOARD_DIGITS:
      return &digits;
    case KIOSK_KEYBOARD_EMAIL:
      return &email;
    case KIOSK_KEYBOARD_SIGNS:
      return &signs;
    case KIOSK_KEYBOARD_VIETNAMESE:
    case KIOSK_KEYBOARD_N_LAYOUTS:
    default:
      return &vietnamese;
    }
}
