/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/lds/face-decoder.h"

#include "face-samples.h"
#include "identity/lds/codestream.h"

#include <stdlib.h>
#include <string.h>

static KioskFaceImage *
decode (const GByteArray *picture, GError **error)
{
  g_autofree guint8 *exact = g_memdup2 (picture->data, picture->len);

  return kiosk_face_decoder_run (exact, picture->len, error);
}

/* The greatest difference of any sample from what was encoded; grey pictures have the first one. */
static guint
get_difference (const KioskFaceImage *image, gboolean is_grey)
{
  g_autofree guint8 *wanted = sample_pixels (image->width, image->height);
  const guint8 *rgb = kiosk_secret_get_data (image->rgb, NULL);
  gsize n = (gsize) image->width * image->height * 3;
  guint most = 0;

  g_assert_cmpuint (kiosk_secret_get_size (image->rgb), ==, n);
  for (gsize i = 0; i < n; i++)
    most = MAX (most, (guint) abs (rgb[i] - wanted[is_grey ? i - i % 3 : i]));

  return most;
}

static const struct
{
  const char *name;
  SampleStyle style;
  guint width;
  guint height;
  guint difference;
} pictures[] = {
  { "file", { 0 }, 413, 531, 0 },
  { "codestream", { .is_raw = TRUE }, 413, 531, 0 },
  { "grey", { .n_components = 1 }, 413, 531, 0 },
  { "tiles", { .tile = 128 }, 413, 531, 0 },
  { "precincts", { .precinct = 128 }, 413, 531, 0 },
  { "small-blocks", { .block = 32 }, 413, 531, 0 },
  { "half-colours", { .is_ycc = TRUE }, 413, 531, 1 },
  { "half-colours-without-a-file", { .is_ycc = TRUE, .is_raw = TRUE }, 412, 530, 1 },
  { "twelve-bits", { .precision = 12 }, 64, 64, 1 },
  { "four-bits", { .precision = 4 }, 64, 64, 15 },
  { "one-pixel", { .n_resolutions = 1 }, 1, 1, 0 },
  { "odd", { .n_resolutions = 3 }, 7, 333, 0 },
};

static void
test_jpeg_2000_is_decoded (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GByteArray) picture
          = sample_jpeg2000 (pictures[i].width, pictures[i].height, &pictures[i].style);
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskFaceImage) image = decode (picture, &error);
      gboolean is_grey = pictures[i].style.n_components == 1 || pictures[i].style.is_ycc;

      g_test_message ("%s: %u bytes", pictures[i].name, picture->len);
      g_assert_no_error (error);
      g_assert_cmpuint (image->width, ==, pictures[i].width);
      g_assert_cmpuint (image->height, ==, pictures[i].height);
      g_assert_cmpuint (get_difference (image, is_grey), <=, pictures[i].difference);
    }
}

static void
test_jpeg_is_decoded (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GByteArray) picture
          = sample_jpeg (413, 531, i == 0 ? SAMPLE_SCANS_ONE : SAMPLE_SCANS_USUAL);
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskFaceImage) image = decode (picture, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (image->width, ==, 413);
      g_assert_cmpuint (image->height, ==, 531);
      g_assert_cmpuint (get_difference (image, FALSE), <=, 12);
    }
}

static void
test_other_pictures_are_not_ours (void)
{
  static const char *const others[] = { "", "\xFF", "\x89PNG\r\n\x1A\n", "GIF89a", "BM" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          kiosk_face_decoder_run ((const guint8 *) others[i], strlen (others[i]), &error));
      g_assert_error (error, KIOSK_FACE_IMAGE_ERROR, KIOSK_FACE_IMAGE_ERROR_FORMAT);
    }
}

/* At each length, a picture is refused or, where only its end is missing, still whole. */
static void
test_half_a_picture_is_none (void)
{
  g_autoptr (GByteArray) jpeg = sample_jpeg (60, 80, SAMPLE_SCANS_ONE);
  g_autoptr (GByteArray) progressive = sample_jpeg (60, 80, SAMPLE_SCANS_USUAL);
  g_autoptr (GByteArray) jp2 = sample_jpeg2000 (60, 80, &(SampleStyle){ 0 });
  GByteArray *const whole[] = { jpeg, progressive, jp2 };

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    for (guint n = whole[i]->len - 3; n > 12; n -= MIN (n, 7))
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (KioskFaceImage) image = NULL;

        g_byte_array_set_size (whole[i], n);
        image = decode (whole[i], &error);
        g_test_message ("picture %u, %u bytes", i, n);
        g_assert_null (image);
        g_assert_error (error, KIOSK_FACE_IMAGE_ERROR, KIOSK_FACE_IMAGE_ERROR_BROKEN);
      }
}

static guint8 *
find (GByteArray *bytes, guint marker)
{
  const guint8 pattern[] = { (guint8) (marker >> 8), (guint8) marker };

  return memmem (bytes->data, bytes->len, pattern, sizeof pattern);
}

static void
put_16 (guint8 *at, guint number)
{
  at[0] = (guint8) (number >> 8);
  at[1] = (guint8) number;
}

static void
refuse (const GByteArray *picture, KioskFaceImageError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskFaceImage) image = decode (picture, &error);

  g_assert_null (image);
  g_assert_error (error, KIOSK_FACE_IMAGE_ERROR, (int) code);
}

static void
test_a_jpeg_that_is_too_large_is_not_begun (void)
{
  g_autoptr (GByteArray) picture = sample_jpeg (16, 16, SAMPLE_SCANS_ONE);
  guint8 *frame = find (picture, 0xFFC0);

  put_16 (frame + 5, 65500);
  put_16 (frame + 7, 65);
  refuse (picture, KIOSK_FACE_IMAGE_ERROR_TOO_LARGE);
  /* The limit itself is only found out to be a lie. */
  put_16 (frame + 5, 2048);
  put_16 (frame + 7, 2048);
  refuse (picture, KIOSK_FACE_IMAGE_ERROR_BROKEN);
}

/* A scan costs time, however few bytes it has. */
static void
test_a_jpeg_of_endless_scans_is_left (void)
{
  g_autoptr (GByteArray) picture = sample_jpeg (16, 16, SAMPLE_SCANS_MANY);

  refuse (picture, KIOSK_FACE_IMAGE_ERROR_TOO_LARGE);
}

/* A last part may leave its length open. */
static void
test_an_open_end_may_not_be_cut (void)
{
  g_autoptr (GByteArray) picture = sample_jpeg2000 (64, 64, &(SampleStyle){ .is_raw = TRUE });
  g_autoptr (KioskFaceImage) image = NULL;
  guint8 *part = find (picture, 0xFF90);

  put_16 (part + 6, 0);
  put_16 (part + 8, 0);
  image = decode (picture, NULL);
  g_assert_nonnull (image);
  g_byte_array_set_size (picture, picture->len * 3 / 4);
  refuse (picture, KIOSK_FACE_IMAGE_ERROR_BROKEN);
}

static const struct
{
  const char *name;
  guint marker;
  guint at; /* from the marker on */
  guint value;
  KioskCodestreamVerdict verdict;
} lies[] = {
  { "width", 0xFF51, 6, 16, KIOSK_CODESTREAM_WILD }, /* + 65536 × 16 */
  { "no-width", 0xFF51, 8, 0, KIOSK_CODESTREAM_BROKEN },
  { "no-tiles", 0xFF51, 24, 0, KIOSK_CODESTREAM_BROKEN },
  { "tiles-behind-the-start", 0xFF51, 32, 1, KIOSK_CODESTREAM_BROKEN },
  { "components", 0xFF51, 38, 16384, KIOSK_CODESTREAM_BROKEN },
  { "two-components", 0xFF51, 38, 2, KIOSK_CODESTREAM_BROKEN },
  { "precision", 0xFF51, 40, 37 << 8 | 1, KIOSK_CODESTREAM_BROKEN },
  { "subsampling", 0xFF51, 41, 0, KIOSK_CODESTREAM_BROKEN },
  { "layers", 0xFF52, 6, 65535, KIOSK_CODESTREAM_WILD },
  { "levels", 0xFF52, 9, 32 << 8 | 4, KIOSK_CODESTREAM_WILD },
  { "unknown-segment", 0xFF52, 0, 0xFF74, KIOSK_CODESTREAM_WILD },
  { "packed-headers", 0xFF64, 0, 0xFF60, KIOSK_CODESTREAM_WILD },
  { "segment-behind-the-end", 0xFF64, 2, 65535, KIOSK_CODESTREAM_BROKEN },
  { "part-behind-the-end", 0xFF90, 6, 1, KIOSK_CODESTREAM_BROKEN },
};

static KioskCodestreamVerdict
judge (const GByteArray *picture)
{
  g_autofree guint8 *exact = g_memdup2 (picture->data, picture->len);
  KioskCodestream stream;

  return kiosk_codestream_find (exact, picture->len, KIOSK_FACE_IMAGE_MAX_PIXELS, &stream);
}

static void
test_a_codestream_that_lies_is_not_begun (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (GByteArray) picture = sample_jpeg2000 (64, 64, &(SampleStyle){ .is_raw = TRUE });
      guint8 *segment = find (picture, lies[i].marker);

      g_test_message ("%s", lies[i].name);
      g_assert_nonnull (segment);
      g_assert_cmpint (judge (picture), ==, KIOSK_CODESTREAM_TAME);
      put_16 (segment + lies[i].at, lies[i].value);
      g_assert_cmpint (judge (picture), ==, lies[i].verdict);
      refuse (picture, lies[i].verdict == KIOSK_CODESTREAM_WILD ? KIOSK_FACE_IMAGE_ERROR_TOO_LARGE
                                                                : KIOSK_FACE_IMAGE_ERROR_BROKEN);
    }
}

static const struct
{
  SampleStyle style;
  guint edge;
  KioskCodestreamVerdict verdict;
} dear[] = {
  { { .block = 4, .n_resolutions = 1 }, 64, KIOSK_CODESTREAM_TAME },
  { { .block = 4, .n_resolutions = 1 }, 640, KIOSK_CODESTREAM_WILD },
  { { .precinct = 4, .n_resolutions = 1 }, 64, KIOSK_CODESTREAM_TAME },
  { { .precinct = 4, .n_resolutions = 1 }, 640, KIOSK_CODESTREAM_WILD },
  { { .tile = 8, .n_resolutions = 1 }, 64, KIOSK_CODESTREAM_TAME },
  { { .tile = 8, .n_resolutions = 1 }, 256, KIOSK_CODESTREAM_WILD },
  { { .n_components = 1 }, 2048, KIOSK_CODESTREAM_TAME },
  { { .n_components = 1 }, 2049, KIOSK_CODESTREAM_WILD },
};

static void
test_what_a_decoder_has_to_make_room_for_is_bounded (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dear); i++)
    {
      g_autoptr (GByteArray) picture = sample_jpeg2000 (dear[i].edge, dear[i].edge, &dear[i].style);

      g_test_message ("row %u", i);
      g_assert_cmpint (judge (picture), ==, dear[i].verdict);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/face-decoder/jpeg-2000-is-decoded", test_jpeg_2000_is_decoded);
  g_test_add_func ("/identity/face-decoder/jpeg-is-decoded", test_jpeg_is_decoded);
  g_test_add_func ("/identity/face-decoder/other-pictures-are-not-ours",
                   test_other_pictures_are_not_ours);
  g_test_add_func ("/identity/face-decoder/half-a-picture-is-none", test_half_a_picture_is_none);
  g_test_add_func ("/identity/face-decoder/an-open-end-may-not-be-cut",
                   test_an_open_end_may_not_be_cut);
  g_test_add_func ("/identity/face-decoder/a-jpeg-that-is-too-large-is-not-begun",
                   test_a_jpeg_that_is_too_large_is_not_begun);
  g_test_add_func ("/identity/face-decoder/a-jpeg-of-endless-scans-is-left",
                   test_a_jpeg_of_endless_scans_is_left);
  g_test_add_func ("/identity/codestream/one-that-lies-is-not-begun",
                   test_a_codestream_that_lies_is_not_begun);
  g_test_add_func ("/identity/codestream/what-a-decoder-has-to-make-room-for-is-bounded",
                   test_what_a_decoder_has_to_make_room_for_is_bounded);

  return g_test_run ();
}
