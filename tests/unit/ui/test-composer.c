/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/widgets/composer.h"

#include <string.h>

typedef struct
{
  const char *typed;
  const char *shown;
} Case;

static char *
type_all (const char *typed, gboolean telex_vni)
{
  GString *text = g_string_new (NULL);

  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint replaced;
      g_autofree char *piece
          = kiosk_composer_type (text->str, g_utf8_get_char (p), telex_vni, &replaced);
      const char *keep
          = g_utf8_offset_to_pointer (text->str, g_utf8_strlen (text->str, -1) - replaced);

      g_string_truncate (text, (gsize) (keep - text->str));
      g_string_append (text, piece);
    }

  return g_string_free (text, FALSE);
}

static void
check_all (const Case *cases, gsize n, gboolean telex_vni)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *shown = type_all (cases[i].typed, telex_vni);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (shown, ==, cases[i].shown);
      g_assert_true (g_utf8_validate (shown, -1, NULL));
    }
}

static void
test_telex (void)
{
  static const Case cases[] = {
    { "chuaarn", "chuẩn" },
    { "ddafi", "đài" },
    { "mootj", "một" },
    { "giamaf", "giầm" },
    { "loanj", "loạn" },
    { "VIEETJ", "VIỆT" },
    { "toowi", "tơi" },
    { "gisa", "giá" },
    { "ddawks", "đắk" },
    { "bieecs", "biếc" },
    { "uese", "uế" },
    { "HIEEUR", "HIỂU" },
    { "NGUOIW", "NGƯƠI" },
    { "nguoiwf", "người" },
    { "nguowif", "người" },
    { "dduwowngf", "đường" },
    { "dduowngf", "đường" },
    { "tiengse", "tiếng" },
    { "ddatas", "đất" },
    { "hoawcj", "hoặc" },
    { "chuwa", "chưa" },
    { "chuaw", "chưa" },
    { "quas", "quá" },
    { "quoocs", "quốc" },
    { "quys", "quý" },
    { "thuys", "thúy" },
    { "hoaf", "hòa" },
    { "hoafn", "hoàn" },
    { "thuowr", "thuở" },
    { "khuyur", "khuỷu" },
    { "ngoeo", "ngoeo" },
    { "gif", "gì" },
    { "gifn", "gìn" },
    { "nguyeenx", "nguyễn" },
    { "uoongs", "uống" },
    { "muwowif", "mười" },
    { "Nguyeenx Thij Maaux", "Nguyễn Thị Mẫu" },
  };

  check_all (cases, G_N_ELEMENTS (cases), TRUE);
}

static void
test_vni (void)
{
  static const Case cases[] = {
    { "nguoi72", "người" }, { "d9uong72", "đường" },  { "tie6ng1", "tiếng" },
    { "hoa85c", "hoặc" },   { "Nguye6n4", "Nguyễn" }, { "12 ngo4 5", "12 ngõ 5" },
    { "2026", "2026" },     { "nam8", "năm" },
  };

  check_all (cases, G_N_ELEMENTS (cases), TRUE);
}

static void
test_doubled_key_undoes (void)
{
  static const Case cases[] = {
    { "noww", "now" }, { "sawss", "săs" }, { "tooss", "tôs" }, { "losz", "lo" },
    { "aaa", "aa" },   { "ass", "as" },    { "ddd", "dd" },    { "a11", "a1" },
  };

  check_all (cases, G_N_ELEMENTS (cases), TRUE);
}

static void
test_foreign_words_are_left_alone (void)
{
  static const Case cases[] = {
    { "catr", "catr" }, { "window", "window" },       { "www", "www" },
    { "brrr", "brrr" }, { "strengths", "strengths" },
  };

  check_all (cases, G_N_ELEMENTS (cases), TRUE);
}

static void
test_without_telex_letters_are_letters (void)
{
  static const Case cases[] = {
    { "nguoiwf", "nguoiwf" }, { "aaa", "aaa" },     { "a1", "a1" },
    { "Jessica", "Jessica" }, { "đường", "đường" }, { "ươi", "ươi" },
  };

  check_all (cases, G_N_ELEMENTS (cases), FALSE);
}

static void
test_tone_keys_place_the_tone (void)
{
  static const struct
  {
    const char *before;
    KioskToneMark tone;
    const char *after; /* (nullable) */
    guint replaced;
  } cases[] = {
    { "Nguyên", KIOSK_TONE_MARK_TILDE, "Nguyễn", 6 },
    { "bà Hoa", KIOSK_TONE_MARK_GRAVE, "Hòa", 3 },
    { "hoan", KIOSK_TONE_MARK_GRAVE, "hoàn", 4 },
    { "quy", KIOSK_TONE_MARK_ACUTE, "quý", 3 },
    { "gia", KIOSK_TONE_MARK_ACUTE, "giá", 3 },
    { "thuyên", KIOSK_TONE_MARK_GRAVE, "thuyền", 6 },
    { "đương", KIOSK_TONE_MARK_GRAVE, "đường", 5 },
    { "người", KIOSK_TONE_MARK_GRAVE, "ngươi", 5 },
    { "má", KIOSK_TONE_MARK_DOT, "mạ", 2 },
    { "má", KIOSK_TONE_MARK_NONE, "ma", 2 },
    { "ĐÔ", KIOSK_TONE_MARK_HOOK, "ĐỔ", 2 },
    { "12 ", KIOSK_TONE_MARK_ACUTE, NULL, 0 },
    { "", KIOSK_TONE_MARK_ACUTE, NULL, 0 },
    { "ngh", KIOSK_TONE_MARK_ACUTE, NULL, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint replaced = 99;
      g_autofree char *after = kiosk_composer_set_tone (cases[i].before, cases[i].tone, &replaced);

      g_assert_cmpstr (after, ==, cases[i].after);
      g_assert_cmpuint (replaced, ==, cases[i].replaced);
    }
}

static void
test_tone_moves_when_letters_follow (void)
{
  guint replaced;
  g_autofree char *first = kiosk_composer_type ("hòa", 'n', FALSE, &replaced);
  g_autofree char *second = kiosk_composer_type ("ngừ", 0x01a1, FALSE, &replaced);

  g_assert_cmpstr (first, ==, "hoàn");
  g_assert_cmpstr (second, ==, "ngườ");
}

/* Every onset with every rime and tone it can bear, tone typed last: at least 97 in 100 come out right. */
static void
test_generated_syllables (void)
{
  static const char *const onsets[]
      = { "",  "b",  "c",  "ch", "d", "dd", "g", "gh", "h",  "kh", "l", "m",
          "n", "ng", "nh", "ph", "r", "s",  "t", "th", "tr", "v",  "x" };
  static const Case rimes[]
      = { { "a", "a" },      { "ai", "ai" },      { "aan", "ân" },      { "awng", "ăng" },
          { "eeu", "êu" },   { "ieen", "iên" },   { "oa", "oa" },       { "oai", "oai" },
          { "oong", "ông" }, { "ow", "ơ" },       { "uwowng", "ương" }, { "uowi", "ươi" },
          { "uoon", "uôn" }, { "uyeen", "uyên" }, { "uwa", "ưa" },      { "uaan", "uân" },
          { "owi", "ơi" },   { "uwu", "ưu" },     { "ieeu", "iêu" },    { "uee", "uê" } };
  static const char tones[] = "frxsj";

  for (gsize o = 0; o < G_N_ELEMENTS (onsets); o++)
    {
      for (gsize r = 0; r < G_N_ELEMENTS (rimes); r++)
        {
          const char *onset = g_str_equal (onsets[o], "dd") ? "đ" : onsets[o];

          for (gsize t = 0; t < strlen (tones); t++)
            {
              static const KioskToneMark marks[]
                  = { KIOSK_TONE_MARK_GRAVE, KIOSK_TONE_MARK_HOOK, KIOSK_TONE_MARK_TILDE,
                      KIOSK_TONE_MARK_ACUTE, KIOSK_TONE_MARK_DOT };
              g_autofree char *typed
                  = g_strdup_printf ("%s%s%c", onsets[o], rimes[r].typed, tones[t]);
              g_autofree char *plain = g_strconcat (onset, rimes[r].shown, NULL);
              guint replaced;
              g_autofree char *wanted = kiosk_composer_set_tone (plain, marks[t], &replaced);
              g_autofree char *shown = type_all (typed, TRUE);

              g_assert_cmpstr (shown, ==, wanted);
            }
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/composer/telex-makes-vietnamese", test_telex);
  g_test_add_func ("/composer/vni-makes-vietnamese-and-leaves-house-numbers", test_vni);
  g_test_add_func ("/composer/a-doubled-key-undoes", test_doubled_key_undoes);
  g_test_add_func ("/composer/foreign-words-are-left-alone", test_foreign_words_are_left_alone);
  g_test_add_func ("/composer/without-telex-letters-are-letters",
                   test_without_telex_letters_are_letters);
  g_test_add_func ("/composer/tone-keys-place-the-tone", test_tone_keys_place_the_tone);
  g_test_add_func ("/composer/the-tone-moves-when-letters-follow",
                   test_tone_moves_when_letters_follow);
  g_test_add_func ("/composer/every-onset-rime-and-tone-comes-out", test_generated_syllables);

  return g_test_run ();
}
