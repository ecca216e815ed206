/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "drivers/camera/guide.h"

#include "payloads.h"
#include "scene.h"

#include <string.h>

#define FRAMES 20

/* What a citizen is told after the same scene was before the camera for a while. */
static KioskGuidance
told (const guint8 *picture, gboolean *read)
{
  KioskGuide guide = { 0 };
  KioskGreyImage image = { picture, KIOSK_SCENE_WIDTH, KIOSK_SCENE_HEIGHT, KIOSK_SCENE_WIDTH };

  *read = FALSE;
  for (guint i = 0; i < FRAMES; i++)
    {
      g_autoptr (KioskSecret) text = kiosk_guide_look (&guide, &image);

      *read |= text != NULL;
    }

  return guide.shown;
}

static const struct
{
  KioskScene scene;
  KioskGuidance says;
} scenes[] = {
  { { .payload = NULL }, KIOSK_GUIDANCE_LOOKING },
  { { .payload = NULL, .noise = 6 }, KIOSK_GUIDANCE_LOOKING },
  { { .payload = NULL, .shade = 0.5, .noise = 4 }, KIOSK_GUIDANCE_LOOKING },
  { { .payload = NULL, .shade = 0.9, .contrast = 0.2, .noise = 2 }, KIOSK_GUIDANCE_LOOKING },
  { { .payload = KIOSK_PAYLOAD_SHORT, .side_px = 60, .noise = 2 }, KIOSK_GUIDANCE_TOO_FAR },
  { { .payload = KIOSK_PAYLOAD_LONG, .side_px = 75, .noise = 2 }, KIOSK_GUIDANCE_TOO_FAR },
  { { .payload = KIOSK_PAYLOAD_SHORT, .glare = 0.8 }, KIOSK_GUIDANCE_GLARE },
  { { .payload = KIOSK_PAYLOAD_SHORT, .side_px = 300, .glare = 0.7 }, KIOSK_GUIDANCE_GLARE },
  { { .payload = KIOSK_PAYLOAD_LONG, .blur = 4 }, KIOSK_GUIDANCE_BLURRED },
  { { .payload = KIOSK_PAYLOAD_LONG, .side_px = 300, .blur = 6 }, KIOSK_GUIDANCE_BLURRED },
  { { .payload = KIOSK_PAYLOAD_SHORT, .motion = 15 }, KIOSK_GUIDANCE_BLURRED },
};

static void
test_each_trouble_is_told_by_its_name (void)
{
  GEnumClass *names = g_type_class_ref (KIOSK_TYPE_GUIDANCE);

  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      g_autofree guint8 *picture = kiosk_scene_draw (&scenes[i].scene);
      gboolean read;
      KioskGuidance says = told (picture, &read);

      g_test_message ("scene %u: %s, wanted %s", i,
                      g_enum_get_value (names, (int) says)->value_nick,
                      g_enum_get_value (names, (int) scenes[i].says)->value_nick);
      g_assert_cmpint (says, ==, scenes[i].says);
      g_assert_false (read);
    }
  g_type_class_unref (names);
}

static void
test_a_dark_table_is_dark (void)
{
  g_autofree guint8 *picture = g_malloc (KIOSK_SCENE_WIDTH * KIOSK_SCENE_HEIGHT);
  gboolean read;

  memset (picture, 20, KIOSK_SCENE_WIDTH * KIOSK_SCENE_HEIGHT);
  g_assert_cmpint (told (picture, &read), ==, KIOSK_GUIDANCE_DARK);
}

/* An empty table is not searched; a code that hardly differs from one must be, all the same. */
static void
test_a_pale_or_small_code_is_not_taken_for_an_empty_table (void)
{
  const KioskScene pale[] = { { .payload = KIOSK_PAYLOAD_LONG, .contrast = 0.08 },
                              { .payload = KIOSK_PAYLOAD_SHORT, .side_px = 100, .contrast = 0.15 },
                              { .payload = KIOSK_PAYLOAD_LONG, .noise = 12 } };

  for (guint i = 0; i < G_N_ELEMENTS (pale); i++)
    {
      g_autofree guint8 *picture = kiosk_scene_draw (&pale[i]);
      gboolean read;

      told (picture, &read);
      g_assert_true (read);
    }
}

static void
test_a_code_that_is_read_needs_no_advice (void)
{
  KioskScene scene = { .payload = KIOSK_PAYLOAD_SHORT };
  g_autofree guint8 *picture = kiosk_scene_draw (&scene);
  gboolean read;

  g_assert_cmpint (told (picture, &read), ==, KIOSK_GUIDANCE_NONE);
  g_assert_true (read);
}

/* Left digits with odd and with even parity, right digits, and the parities that tell the first digit
 * (ISO/IEC 15420). */
static const char *const odd[] = { "0001101", "0011001", "0010011", "0111101", "0100011",
                                   "0110001", "0101111", "0111011", "0110111", "0001011" };
static const char *const parities[] = { "OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE",
                                        "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO" };

static void
append_digit (GString *bars, guint digit, char side)
{
  for (guint i = 0; i < 7; i++)
    {
      gboolean bar = odd[digit][side == 'E' ? 6 - i : i] == '1';

      g_string_append_c (bars, bar == (side == 'O') ? '1' : '0');
    }
}

/* An even left digit is its right one mirrored, and a right one is the odd one inverted. */
static char *
encode_ean (const char *digits)
{
  GString *bars = g_string_new ("101");

  for (guint i = 1; i < 13; i++)
    {
      if (i == 7)
        g_string_append (bars, "01010");
      append_digit (bars, (guint) (digits[i] - '0'),
                    i < 7 ? parities[digits[0] - '0'][i - 1] : 'R');
    }
  g_string_append (bars, "101");

  return g_string_free (bars, FALSE);
}

static void
test_a_bar_code_is_a_wrong_code (void)
{
  KioskScene table = { .payload = NULL };
  g_autofree guint8 *picture = kiosk_scene_draw (&table);
  g_autofree char *bars = encode_ean ("8934563138165");
  gboolean read;

  for (guint y = 250; y < 450; y++)
    for (guint x = 400; x < 800; x++)
      {
        guint module = (x - 400) / 3;
        gboolean ink = module >= 15 && module < 15 + strlen (bars) && bars[module - 15] == '1';

        picture[y * KIOSK_SCENE_WIDTH + x] = ink ? 30 : 230;
      }

  g_assert_cmpint (told (picture, &read), ==, KIOSK_GUIDANCE_WRONG_CODE);
  g_assert_false (read);
}

static void
test_advice_does_not_flicker (void)
{
  KioskScene table = { .payload = NULL };
  g_autofree guint8 *light = kiosk_scene_draw (&table);
  g_autofree guint8 *dark = g_malloc0 (KIOSK_SCENE_WIDTH * KIOSK_SCENE_HEIGHT);
  KioskGreyImage image = { light, KIOSK_SCENE_WIDTH, KIOSK_SCENE_HEIGHT, KIOSK_SCENE_WIDTH };
  KioskGuide guide = { 0 };
  KioskSecret *text;

  for (guint i = 0; i < 41; i++)
    {
      image.pixels = i % 4 == 3 ? dark : light;
      text = kiosk_guide_look (&guide, &image);
      g_assert_null (text);
      g_assert_cmpint (guide.shown, ==, KIOSK_GUIDANCE_LOOKING);
    }
  image.pixels = dark;
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpint (guide.shown, ==, KIOSK_GUIDANCE_LOOKING);
      text = kiosk_guide_look (&guide, &image);
      g_assert_null (text);
    }
  g_assert_cmpint (guide.shown, ==, KIOSK_GUIDANCE_DARK);
}

#define ADD(name, function) g_test_add_func ("/drivers/guide/" name, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-trouble-is-told-by-its-name", test_each_trouble_is_told_by_its_name);
  ADD ("a-dark-table-is-dark", test_a_dark_table_is_dark);
  ADD ("a-pale-or-small-code-is-not-taken-for-an-empty-table",
       test_a_pale_or_small_code_is_not_taken_for_an_empty_table);
  ADD ("a-code-that-is-read-needs-no-advice", test_a_code_that_is_read_needs_no_advice);
  ADD ("a-bar-code-is-a-wrong-code", test_a_bar_code_is_a_wrong_code);
  ADD ("advice-does-not-flicker", test_advice_does_not_flicker);

  return g_test_run ();
}
