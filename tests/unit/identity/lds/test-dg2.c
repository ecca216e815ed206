/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/lds/dg2.h"

#include "face-samples.h"
#include "identity/lds/face-decoder.h"
#include "identity/lds/tlv.h"

static KioskSecret *
parse (const GByteArray *file, GError **error)
{
  g_autofree guint8 *exact = g_memdup2 (file->data, file->len);

  return kiosk_dg2_parse (exact, file->len, error);
}

static const struct
{
  const char *name;
  SampleFace face;
} good[] = {
  { "usual", { 0 } },
  { "points", { .n_points = 3 } },
  { "constructed", { .tag = 0x7F2E } },
  { "several-templates", { .count = 2 } },
  { "several-faces-in-a-record", { .n_faces = 2 } },
};

static void
test_the_picture_is_found (void)
{
  g_autoptr (GByteArray) picture = sample_jpeg (40, 50, SAMPLE_SCANS_ONE);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GByteArray) file = sample_dg2 (picture, &good[i].face);
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskSecret) found = parse (file, &error);

      g_test_message ("%s", good[i].name);
      g_assert_no_error (error);
      g_assert_cmpmem (kiosk_secret_get_data (found, NULL), kiosk_secret_get_size (found),
                       picture->data, picture->len);
    }
}

static void
test_pictures_of_both_kinds_become_pixels (void)
{
  g_autoptr (GByteArray) jpeg = sample_jpeg (413, 531, SAMPLE_SCANS_ONE);
  g_autoptr (GByteArray) jp2 = sample_jpeg2000 (413, 531, &(SampleStyle){ 0 });
  const GByteArray *const pictures[] = { jpeg, jp2 };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GByteArray) file = sample_dg2 (pictures[i], &(SampleFace){ 0 });
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskSecret) found = parse (file, &error);
      g_autoptr (KioskFaceImage) image = NULL;

      g_assert_no_error (error);
      image = kiosk_face_decoder_run (kiosk_secret_get_data (found, NULL),
                                      kiosk_secret_get_size (found), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (image->width, ==, 413);
      g_assert_cmpuint (image->height, ==, 531);
    }
}

static const struct
{
  SampleFace face;
  KioskDg2Error code;
} bad[] = {
  { { .count = G_MAXUINT }, KIOSK_DG2_ERROR_NO_FACE },
  { { .n_faces = G_MAXUINT }, KIOSK_DG2_ERROR_NO_FACE },
  { { .type = 8 }, KIOSK_DG2_ERROR_HEADER },
  { { .record_more = 1 }, KIOSK_DG2_ERROR_HEADER },
  { { .record_more = -100000 }, KIOSK_DG2_ERROR_HEADER },
  { { .record_more = -1 }, KIOSK_DG2_ERROR_HEADER },
  { { .face_more = 1 }, KIOSK_DG2_ERROR_HEADER },
  { { .face_more = 0x7000000 }, KIOSK_DG2_ERROR_HEADER },
  { { .version = "020" }, KIOSK_DG2_ERROR_FORMAT },
};

static void
test_headers_have_to_fit (void)
{
  g_autoptr (GByteArray) picture = sample_jpeg (40, 50, SAMPLE_SCANS_ONE);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GByteArray) file = sample_dg2 (picture, &bad[i].face);
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskSecret) found = parse (file, &error);

      g_test_message ("row %u", i);
      g_assert_null (found);
      g_assert_error (error, KIOSK_DG2_ERROR, (int) bad[i].code);
    }
}

static void
test_a_face_without_a_picture_is_refused (void)
{
  g_autoptr (GByteArray) nothing = g_byte_array_new ();
  g_autoptr (GByteArray) other = g_byte_array_new ();
  g_autoptr (GByteArray) empty = sample_dg2 (nothing, &(SampleFace){ 0 });
  g_autoptr (GByteArray) file = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (empty, &error));
  g_assert_error (error, KIOSK_DG2_ERROR, KIOSK_DG2_ERROR_HEADER);
  g_clear_error (&error);
  g_byte_array_append (other, (const guint8 *) "\x89PNG\r\n\x1A\n", 8);
  file = sample_dg2 (other, &(SampleFace){ 0 });
  g_assert_null (parse (file, &error));
  g_assert_error (error, KIOSK_DG2_ERROR, KIOSK_DG2_ERROR_FORMAT);
}

static void
test_other_objects_are_refused (void)
{
  g_autoptr (GByteArray) picture = sample_jpeg (8, 8, SAMPLE_SCANS_ONE);
  g_autoptr (GByteArray) file = sample_dg2 (picture, &(SampleFace){ .tag = 0x5F2D });
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (file, &error));
  g_assert_error (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_UNEXPECTED);
  g_clear_error (&error);
  file->data[0] = 0x61;
  g_assert_null (parse (file, &error));
  g_assert_error (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_UNEXPECTED);
}

static void
test_no_part_of_the_file_will_do (void)
{
  g_autoptr (GByteArray) picture = sample_jpeg (8, 8, SAMPLE_SCANS_ONE);
  g_autoptr (GByteArray) file = sample_dg2 (picture, &(SampleFace){ 0 });

  for (guint n = file->len; n > 0; n--)
    {
      g_autoptr (GError) error = NULL;

      g_byte_array_set_size (file, n - 1);
      g_assert_null (parse (file, &error));
      g_assert_error (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_TRUNCATED);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/dg2/the-picture-is-found", test_the_picture_is_found);
  g_test_add_func ("/identity/dg2/pictures-of-both-kinds-become-pixels",
                   test_pictures_of_both_kinds_become_pixels);
  g_test_add_func ("/identity/dg2/headers-have-to-fit", test_headers_have_to_fit);
  g_test_add_func ("/identity/dg2/a-face-without-a-picture-is-refused",
                   test_a_face_without_a_picture_is_refused);
  g_test_add_func ("/identity/dg2/other-objects-are-refused", test_other_objects_are_refused);
  g_test_add_func ("/identity/dg2/no-part-of-the-file-will-do", test_no_part_of_the_file_will_do);

  return g_test_run ();
}
