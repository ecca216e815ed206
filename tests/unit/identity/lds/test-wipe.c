/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing that a chip said of its holder may stand in memory that is given back, and of what is
 * nobody's business no copy may be made at all. The linker puts __wrap_g_free() between our code and
 * GLib, and __wrap_kiosk_normalize() where every text of a chip is copied (--wrap). */

#include "base/secret.h"
#include "identity/lds/document-of-chip.h"
#include "identity/lds/face-decoder.h"
#include "identity/lds/tlv.h"
#include "language/fold.h"

#include "face-samples.h"

#include <malloc.h>
#include <string.h>

#define ZONE                                                                                       \
  "IDVNM1990000014001199000001<<59901317F3901315VNM<<<<<<<<<<<2NGUYEN<<THI<MAU<<<<<<<<<<<<<<<"
#define N_PIXELS 16

static const char *const traces[] = { "19900000", "NGUYEN", "Mẫu", "1999-01", "Huế", "Vết" };
static guint8 pixels[N_PIXELS];
static guint n_found;
static guint n_sensitive;
static guint n_copied;

void __real_g_free (gpointer block);
void __wrap_g_free (gpointer block);
char *__real_kiosk_normalize (const char *text);
char *__wrap_kiosk_normalize (const char *text);

static gboolean
holds (gconstpointer block, gsize size)
{
  for (guint i = 0; i < G_N_ELEMENTS (traces); i++)
    if (memmem (block, size, traces[i], strlen (traces[i])) != NULL)
      return TRUE;

  return pixels[0] != 0 && memmem (block, size, pixels, sizeof pixels) != NULL;
}

void
__wrap_g_free (gpointer block)
{
  if (block != NULL && holds (block, malloc_usable_size (block)))
    n_found++;
  __real_g_free (block);
}

char *
__wrap_kiosk_normalize (const char *text)
{
  n_copied++;
  if (strstr (text, "Xơ Đăng") != NULL || strstr (text, "Cao Đài") != NULL)
    n_sensitive++;

  return __real_kiosk_normalize (text);
}

static void
append_field (GByteArray *list, guint8 number, const char *text)
{
  g_autoptr (GByteArray) field = g_byte_array_new ();

  kiosk_tlv_append (field, 0x02, &number, 1);
  kiosk_tlv_append (field, 0x0C, (const guint8 *) text, strlen (text));
  kiosk_tlv_append (list, 0x30, field->data, field->len);
}

static KioskDg13 *
parse_dg13 (const char *birth)
{
  g_autoptr (GByteArray) list = g_byte_array_new ();
  g_autoptr (GByteArray) file = g_byte_array_new ();

  append_field (list, 1, "001199000001");
  append_field (list, 2, "Nguyễn Thị Mẫu");
  append_field (list, 4, "Nữ");
  append_field (list, 6, "Xơ Đăng");
  append_field (list, 7, "Cao Đài");
  append_field (list, 8, "Huế");
  append_field (list, 15, "199000009");
  append_field (list, 16, "Vết");
  append_field (list, 3, birth);
  kiosk_tlv_append (file, 0x6D, list->data, list->len);

  return kiosk_dg13_parse (file->data, file->len, NULL);
}

static KioskMrz *
parse_zone (const char *text)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);

  return kiosk_mrz_parse (text, strlen (text), &today, NULL);
}

static void
test_a_block_that_is_not_wiped_is_found (void)
{
  n_found = 0;
  g_free (g_strdup (ZONE));
  g_assert_cmpuint (n_found, ==, 1);
  kiosk_wipe_text (g_strdup (ZONE));
  g_assert_cmpuint (n_found, ==, 1);
}

static void
test_files_that_were_read_leave_nothing (void)
{
  KioskMrz *mrz = parse_zone (ZONE);
  KioskDg13 *dg13 = parse_dg13 ("31/01/1999");
  KioskIdDocument *both, *zone_alone;

  n_found = 0;
  g_assert_nonnull (mrz);
  g_assert_nonnull (dg13);
  both = kiosk_document_of_chip_new (mrz, dg13, KIOSK_ASSURANCE_TYPED, NULL);
  zone_alone = kiosk_document_of_chip_new (mrz, NULL, KIOSK_ASSURANCE_TYPED, NULL);
  g_assert_finalize_object (both);
  g_assert_finalize_object (zone_alone);
  kiosk_mrz_free (mrz);
  kiosk_dg13_free (dg13);
  g_assert_cmpuint (n_found, ==, 0);
}

static void
test_files_that_were_refused_leave_nothing (void)
{
  g_autofree char *wrong = g_strdup (ZONE);

  n_found = 0;
  g_assert_null (parse_dg13 ("31/02/1999"));
  wrong[59] = '3';
  g_assert_null (parse_zone (wrong));
  g_assert_cmpuint (n_found, ==, 0);
  kiosk_wipe (wrong, strlen (wrong));
}

static void
test_what_is_nobodys_business_is_never_copied (void)
{
  g_autoptr (KioskDg13) dg13 = NULL;

  n_sensitive = n_copied = 0;
  dg13 = parse_dg13 ("31/01/1999");
  g_assert_cmpuint (n_copied, ==, 7);
  g_assert_cmpuint (n_sensitive, ==, 0);
}

/* Remembers a row of pixels, then decodes again, whole and cut short behind that row. */
static void
check_picture (GByteArray *picture)
{
  KioskFaceImage *image = kiosk_face_decoder_run (picture->data, picture->len, NULL);
  const guint8 *rgb = kiosk_secret_get_data (image->rgb, NULL);

  memcpy (pixels, rgb + ((gsize) image->width * (image->height / 8) + image->width / 2) * 3,
          sizeof pixels);
  g_assert_cmpuint (pixels[0], !=, 0);
  n_found = 0;
  g_free (g_memdup2 (rgb, kiosk_secret_get_size (image->rgb)));
  g_assert_cmpuint (n_found, ==, 1);

  n_found = 0;
  kiosk_face_image_free (image);
  image = kiosk_face_decoder_run (picture->data, picture->len, NULL);
  kiosk_face_image_free (image);
  g_assert_null (kiosk_face_decoder_run (picture->data, picture->len * 3 / 4, NULL));
  g_assert_cmpuint (n_found, ==, 0);
  memset (pixels, 0, sizeof pixels);
}

static void
test_a_face_leaves_nothing (void)
{
  g_autoptr (GByteArray) jpeg = sample_jpeg (120, 160, SAMPLE_SCANS_ONE);
  g_autoptr (GByteArray) jp2 = sample_jpeg2000 (120, 160, &(SampleStyle){ 0 });

  check_picture (jpeg);
  check_picture (jp2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/lds-wipe/a-block-that-is-not-wiped-is-found",
                   test_a_block_that_is_not_wiped_is_found);
  g_test_add_func ("/identity/lds-wipe/files-that-were-read-leave-nothing",
                   test_files_that_were_read_leave_nothing);
  g_test_add_func ("/identity/lds-wipe/files-that-were-refused-leave-nothing",
                   test_files_that_were_refused_leave_nothing);
  g_test_add_func ("/identity/lds-wipe/what-is-nobodys-business-is-never-copied",
                   test_what_is_nobodys_business_is_never_copied);
  g_test_add_func ("/identity/lds-wipe/a-face-leaves-nothing", test_a_face_leaves_nothing);

  return g_test_run ();
}
