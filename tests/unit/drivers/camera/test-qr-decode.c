/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "drivers/camera/qr-decode.h"

#include "payloads.h"
#include "scene.h"

#include <glib/gstdio.h>
#include <zbar.h>

#include <string.h>

static const char *const payloads[]
    = { KIOSK_PAYLOAD_SHORT, KIOSK_PAYLOAD_NO_OLD, KIOSK_PAYLOAD_LONG };

/* One way to spoil a picture; each is drawn with each payload. */
typedef struct
{
  const char *name;
  KioskScene scene;
} Spoiled;

static const Spoiled spoiled[] = {
  { "size", { .side_px = 70 } },
  { "size", { .side_px = 85 } },
  { "size", { .side_px = 100 } },
  { "size", { .side_px = 120 } },
  { "size", { .side_px = 150 } },
  { "size", { .side_px = 190 } },
  { "size", { .side_px = 240 } },
  { "rotation", { .degrees = 5 } },
  { "rotation", { .degrees = 15 } },
  { "rotation", { .degrees = 30 } },
  { "rotation", { .degrees = 45 } },
  { "rotation", { .degrees = 90 } },
  { "rotation", { .degrees = 180 } },
  { "perspective", { .tilt_x = 0.1 } },
  { "perspective", { .tilt_x = -0.2 } },
  { "perspective", { .tilt_x = 0.3 } },
  { "perspective", { .tilt_y = 0.1 } },
  { "perspective", { .tilt_y = -0.2 } },
  { "perspective", { .tilt_y = 0.3 } },
  { "perspective", { .tilt_x = 0.2, .tilt_y = 0.2 } },
  { "perspective", { .tilt_x = -0.15, .tilt_y = 0.25, .degrees = 20 } },
  { "blur", { .blur = 0.5 } },
  { "blur", { .blur = 0.8 } },
  { "blur", { .blur = 1.1 } },
  { "blur", { .blur = 1.4 } },
  { "blur", { .blur = 1.7 } },
  { "blur", { .blur = 2.0 } },
  { "motion", { .motion = 3 } },
  { "motion", { .motion = 5 } },
  { "motion", { .motion = 7 } },
  { "motion", { .motion = 9 } },
  { "noise", { .noise = 5 } },
  { "noise", { .noise = 10 } },
  { "noise", { .noise = 20 } },
  { "noise", { .noise = 30 } },
  { "contrast", { .contrast = 0.5 } },
  { "contrast", { .contrast = 0.25 } },
  { "contrast", { .contrast = 0.15 } },
  { "contrast", { .contrast = 0.08 } },
  { "glare", { .glare = 0.1 } },
  { "glare", { .glare = 0.15 } },
  { "glare", { .glare = 0.2 } },
  { "glare", { .glare = 0.25 } },
  { "shade", { .shade = 0.4 } },
  { "shade", { .shade = 0.7 } },
  { "mirror", { .mirrored = TRUE } },
  { "inverted", { .inverted = TRUE } },
  { "combined", { .degrees = 7, .tilt_x = 0.1, .blur = 0.6, .noise = 4, .contrast = 0.8 } },
  { "combined", { .degrees = -12, .tilt_y = 0.15, .blur = 0.8, .noise = 6, .shade = 0.4 } },
  { "combined",
    { .side_px = 170, .degrees = 20, .tilt_x = -0.1, .blur = 0.8, .noise = 8, .contrast = 0.5 } },
};

/* What must be tried together, so that none of it could be taken out unnoticed. */
static const KioskQrAttempts attempts[]
    = { KIOSK_QR_ATTEMPT_ALL, KIOSK_QR_ATTEMPT_PLAIN,
        KIOSK_QR_ATTEMPT_PLAIN | KIOSK_QR_ATTEMPT_STRETCHED, KIOSK_QR_ATTEMPT_OTHER };

typedef struct
{
  guint exact[G_N_ELEMENTS (attempts)];
  guint wrong;
} Score;

static void
try_picture (const guint8 *picture, const char *payload, Score *score)
{
  KioskGreyImage image = { picture, KIOSK_SCENE_WIDTH, KIOSK_SCENE_HEIGHT, KIOSK_SCENE_WIDTH };

  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (KioskSecret) text = kiosk_qr_decode_attempts (&image, attempts[i]);

      if (text == NULL)
        continue;
      if (g_strcmp0 (kiosk_secret_get_text (text), payload) == 0)
        score->exact[i]++;
      else
        score->wrong++;
    }
}

static void
test_most_spoiled_pictures_are_read_and_none_wrongly (void)
{
  Score score = { 0 };

  g_assert_cmpuint (G_N_ELEMENTS (spoiled) * G_N_ELEMENTS (payloads), ==, 150);
  for (guint i = 0; i < G_N_ELEMENTS (spoiled); i++)
    {
      guint before = score.exact[0];

      for (guint k = 0; k < G_N_ELEMENTS (payloads); k++)
        {
          KioskScene scene = spoiled[i].scene;
          g_autofree guint8 *picture = NULL;

          scene.payload = payloads[k];
          scene.seed = i * 16 + k;
          picture = kiosk_scene_draw (&scene);
          try_picture (picture, payloads[k], &score);
        }
      g_test_message ("%s: %u of 3", spoiled[i].name, score.exact[0] - before);
    }
  g_test_message ("of 150: all %u, ZXing alone %u, with stretching %u, zbar alone %u; wrong %u",
                  score.exact[0], score.exact[1], score.exact[2], score.exact[3], score.wrong);

  g_assert_cmpuint (score.wrong, ==, 0);
  g_assert_cmpuint (score.exact[0], >=, 132);
  g_assert_cmpuint (score.exact[0], >, score.exact[2]);
  g_assert_cmpuint (score.exact[2], >, score.exact[1]);
  g_assert_cmpuint (score.exact[0], >, score.exact[3]);
}

static const char *const syllables[]
    = { "Nguyễn", "Trần", "Phượng", "Vũ",   "Thế",   "Đặng", "Ngọc", "Quỳnh",  "Hiếu",  "Bảo",
        "Lê",     "Thị",  "Ánh",    "Phạm", "Hoàng", "Yến",  "Khuê", "Trường", "Duyên", "Ðức",
        "Sơn",    "Bình", "Mỹ",     "Tuấn", "Nhật",  "Ý",    "Ẩn",   "Ươm",    "Khoẻ",  "Thuỷ" };

static char *
make_words (GRand *random, guint n)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (words, "%s%s", i == 0 ? "" : " ",
                            syllables[g_rand_int_range (random, 0, G_N_ELEMENTS (syllables))]);

  return g_string_free (words, FALSE);
}

/* A whole card, a number and a name, or a name alone: the shorter, the easier to misread. */
static char *
make_payload (GRand *random, guint i)
{
  g_autofree char *name = make_words (random, 2 + i % 3);
  g_autofree char *place = make_words (random, 5);
  guint number = (guint) g_rand_int_range (random, 100000000, 999999999);

  if (i % 3 == 0)
    return g_strdup (name);
  if (i % 3 == 1)
    return g_strdup_printf ("079%u|%s", number, name);

  return g_strdup_printf ("079%u|%u|%s|01021990|Nữ|%s|31122021", number, number, name, place);
}

#define N_PAYLOADS 3000

static void
test_every_vietnamese_payload_is_read_byte_for_byte_by_each_decoder (void)
{
  const KioskQrAttempts each[] = { KIOSK_QR_ATTEMPT_PLAIN, KIOSK_QR_ATTEMPT_OTHER };
  g_autoptr (GRand) random = g_rand_new_with_seed (20241101);

  for (guint i = 0; i < N_PAYLOADS; i++)
    {
      g_autofree char *payload = make_payload (random, i);
      KioskGreyImage image = { 0 };
      g_autofree guint8 *picture = kiosk_scene_draw_plain (payload, 4, &image.width);

      image.pixels = picture;
      image.height = image.stride = image.width;
      for (guint k = 0; k < G_N_ELEMENTS (each); k++)
        {
          g_autoptr (KioskSecret) text = kiosk_qr_decode_attempts (&image, each[k]);

          g_assert_nonnull (text);
          g_assert_cmpmem (kiosk_secret_get_data (text, NULL), kiosk_secret_get_size (text),
                           payload, strlen (payload));
        }
    }
}

static gboolean
text_mode_reads (zbar_image_scanner_t *scanner, const guint8 *picture, guint side,
                 const char *payload)
{
  zbar_image_t *image = zbar_image_create ();
  gboolean same = FALSE;

  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, side, side);
  zbar_image_set_data (image, picture, (gsize) side * side, NULL);
  if (zbar_scan_image (scanner, image) > 0)
    same = g_str_equal (zbar_symbol_get_data (zbar_image_first_symbol (image)), payload);
  zbar_image_destroy (image);

  return same;
}

/* The same payloads in zbar's text mode: if these all passed, the test above would prove nothing. */
static void
test_the_same_payloads_break_a_decoder_that_guesses_the_character_set (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20241101);
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  guint n_broken = 0;

  for (guint i = 0; i < N_PAYLOADS / 10; i++)
    {
      g_autofree char *payload = make_payload (random, i);
      guint side;
      g_autofree guint8 *picture = kiosk_scene_draw_plain (payload, 4, &side);

      n_broken += !text_mode_reads (scanner, picture, side, payload);
    }
  zbar_image_scanner_destroy (scanner);
  g_test_message ("text mode: %u of %d broken", n_broken, N_PAYLOADS / 10);

  g_assert_cmpuint (n_broken, >, N_PAYLOADS / 100);
}

static void
test_bytes_that_are_no_text_come_through (void)
{
  const char payload[] = "\xff\xfe\x01|\xc3(|\x80";
  KioskGreyImage image = { 0 };
  g_autofree guint8 *picture = kiosk_scene_draw_plain (payload, 4, &image.width);
  g_autoptr (KioskSecret) text = NULL;

  text = kiosk_qr_decode (picture, image.width, image.width, image.width);

  g_assert_nonnull (text);
  g_assert_cmpmem (kiosk_secret_get_data (text, NULL), kiosk_secret_get_size (text), payload,
                   strlen (payload));
}

static void
test_rows_may_lie_apart (void)
{
  guint side;
  g_autofree guint8 *picture = kiosk_scene_draw_plain (KIOSK_PAYLOAD_SHORT, 4, &side);
  const KioskQrAttempts each[]
      = { KIOSK_QR_ATTEMPT_PLAIN, KIOSK_QR_ATTEMPT_OTHER, KIOSK_QR_ATTEMPT_STRETCHED };
  gsize stride = side + 13;
  g_autofree guint8 *apart = g_malloc (stride * side);

  memset (apart, 77, stride * side);
  for (guint y = 0; y < side; y++)
    for (guint x = 0; x < side; x++)
      apart[y * stride + x] = (guint8) (20 + picture[y * side + x] * 4 / 5);
  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    {
      KioskGreyImage image = { apart, side, side, (guint) stride };
      g_autoptr (KioskSecret) text = kiosk_qr_decode_attempts (&image, each[i]);

      g_assert_nonnull (text);
      g_assert_cmpstr (kiosk_secret_get_text (text), ==, KIOSK_PAYLOAD_SHORT);
    }
}

static void
test_impossible_sizes_are_not_looked_at (void)
{
  guint8 pixel = 0;

  g_assert_null (kiosk_qr_decode (NULL, 100, 100, 100));
  g_assert_null (kiosk_qr_decode (&pixel, 0, 0, 0));
  g_assert_null (kiosk_qr_decode (&pixel, 100, 100, 99));
  g_assert_null (kiosk_qr_decode (&pixel, KIOSK_QR_MAX_SIDE + 1, 100, KIOSK_QR_MAX_SIDE + 1));
  g_assert_null (kiosk_qr_decode (&pixel, KIOSK_QR_MAX_SIDE, KIOSK_QR_MAX_SIDE, KIOSK_QR_MAX_SIDE));
  g_assert_null (kiosk_qr_decode (&pixel, 100, 100, G_MAXUINT));
}

static void
test_of_ten_frames_one_is_stretched_and_one_goes_to_zbar (void)
{
  guint n_stretched = 0, n_other = 0;

  for (guint i = 0; i < 100; i++)
    {
      KioskQrAttempts now = kiosk_qr_attempts_of (i);

      g_assert_true ((now & KIOSK_QR_ATTEMPT_PLAIN) != 0);
      n_stretched += (now & KIOSK_QR_ATTEMPT_STRETCHED) != 0;
      n_other += (now & KIOSK_QR_ATTEMPT_OTHER) != 0;
    }

  g_assert_cmpuint (n_stretched, ==, 10);
  g_assert_cmpuint (n_other, ==, 10);
}

static void
write_picture (const char *path, const guint8 *picture, guint side)
{
  g_autoptr (GString) file = g_string_new (NULL);

  g_string_append_printf (file, "P5\n%u %u\n255\n", side, side);
  g_string_append_len (file, (const char *) picture, (gssize) side * side);
  g_assert_true (g_file_set_contents (path, file->str, (gssize) file->len, NULL));
}

static void
test_a_file_is_read_or_says_why_not (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kiosk-qr-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "code.pgm", NULL);
  guint side;
  g_autofree guint8 *picture = kiosk_scene_draw_plain (KIOSK_PAYLOAD_LONG, 3, &side);
  g_autoptr (KioskSecret) text = NULL;
  g_autoptr (GError) no_code = NULL;
  g_autoptr (GError) no_picture = NULL;

  write_picture (path, picture, side);
  text = kiosk_qr_decode_file (path, NULL);
  g_assert_cmpstr (kiosk_secret_get_text (text), ==, KIOSK_PAYLOAD_LONG);

  memset (picture, 200, (gsize) side * side);
  write_picture (path, picture, side);
  g_assert_null (kiosk_qr_decode_file (path, &no_code));
  g_assert_error (no_code, KIOSK_QR_ERROR, KIOSK_QR_ERROR_NO_CODE);

  g_assert_true (g_file_set_contents (path, "P5\n60000 60000\n255\n", -1, NULL));
  g_assert_null (kiosk_qr_decode_file (path, &no_picture));
  g_assert_error (no_picture, KIOSK_QR_ERROR, KIOSK_QR_ERROR_IMAGE);

  g_unlink (path);
  g_rmdir (folder);
}

#define ADD(name, function) g_test_add_func ("/drivers/qr-decode/" name, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("most-spoiled-pictures-are-read-and-none-wrongly",
       test_most_spoiled_pictures_are_read_and_none_wrongly);
  ADD ("every-vietnamese-payload-is-read-byte-for-byte-by-each-decoder",
       test_every_vietnamese_payload_is_read_byte_for_byte_by_each_decoder);
  ADD ("the-same-payloads-break-a-decoder-that-guesses-the-character-set",
       test_the_same_payloads_break_a_decoder_that_guesses_the_character_set);
  ADD ("bytes-that-are-no-text-come-through", test_bytes_that_are_no_text_come_through);
  ADD ("rows-may-lie-apart", test_rows_may_lie_apart);
  ADD ("impossible-sizes-are-not-looked-at", test_impossible_sizes_are_not_looked_at);
  ADD ("of-ten-frames-one-is-stretched-and-one-goes-to-zbar",
       test_of_ten_frames_one_is_stretched_and_one_goes_to_zbar);
  ADD ("a-file-is-read-or-says-why-not", test_a_file_is_read_or_says_why_not);

  return g_test_run ();
}
