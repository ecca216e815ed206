/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/secret.h"
#include "card/command.h"
#include "card/json-text.h"
#include "card/key.h"
#include "device/chip-reader.h"
#include "identity/card-qr.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <qrencode.h>

#include <string.h>

#define CODE "001085012345|012345678|Trần Văn Độ|15031985|Nam|12 phố Huế, Hà Nội|01092022"
#define SCALE 8

/* ---- JSON ---- */

static void
test_json_is_escaped (void)
{
  g_autoptr (KioskJsonText) text = kiosk_json_text_new ();

  kiosk_json_text_open_object (text, NULL);
  kiosk_json_text_add_text (text, "a", "Đỗ \"x\" \\ \n\x7f");
  kiosk_json_text_add_text (text, "b", "\xff!");
  kiosk_json_text_add_text (text, "c", NULL);
  kiosk_json_text_open_array (text, "d");
  kiosk_json_text_add_number (text, NULL, 1);
  kiosk_json_text_add_boolean (text, NULL, TRUE);
  kiosk_json_text_open_object (text, NULL);
  kiosk_json_text_close (text);
  kiosk_json_text_close (text);
  kiosk_json_text_close (text);
  g_assert_cmpstr (kiosk_json_text_get (text), ==,
                   "{\"a\":\"Đỗ \\\"x\\\" \\\\ \\u000a\\u007f\",\"b\":\"\\ufffd!\",\"c\":null,"
                   "\"d\":[1,true,{}]}");
}

/* ---- keys ---- */

typedef struct
{
  const char *can, *mrz, *qr, *expiry;
  KioskAccessKeyKind kind; /* when it is a key */
  gboolean good;
} KeyRow;

static const KeyRow key_rows[] = {
  { .can = "123456", .kind = KIOSK_ACCESS_KEY_CAN, .good = TRUE },
  { .qr = CODE, .expiry = "2045-03-15", .kind = KIOSK_ACCESS_KEY_MRZ, .good = TRUE },
  { .mrz
    = "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    .kind = KIOSK_ACCESS_KEY_MRZ,
    .good = TRUE },
  { .can = NULL },
  { .can = "123456", .mrz = "I<UTO" },
  { .qr = CODE },
  { .can = "123456", .expiry = "2045-03-15" },
  { .qr = CODE, .expiry = "15/03/2045" },
  { .qr = "https://example.vn/", .expiry = "2045-03-15" },
  { .can = "" },
  { .mrz = "I<UTO" },
};

static void
test_keys_are_made_of_one_thing (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (key_rows); i++)
    {
      KioskCardOptions options = {
        .can = g_strdup (key_rows[i].can),
        .mrz = g_strdup (key_rows[i].mrz),
        .qr = g_strdup (key_rows[i].qr),
        .expiry = g_strdup (key_rows[i].expiry),
      };
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskAccessKey) key = kiosk_card_make_key (&options, &error);
      const char *name, *hint;

      g_test_message ("row %u", i);
      if (key_rows[i].good)
        {
          g_assert_no_error (error);
          g_assert_cmpint (kiosk_access_key_get_kind (key), ==, key_rows[i].kind);
        }
      else
        {
          g_assert_null (key);
          g_assert_nonnull (error);
          g_assert_cmpint (kiosk_card_outcome_find (error, &name, &hint), ==,
                           KIOSK_CARD_EXIT_USAGE);
        }
      g_free (options.can);
      g_free (options.mrz);
      g_free (options.qr);
      g_free (options.expiry);
    }
}

/* ---- how it ends ---- */

static KioskCardExit
find_end (GQuark domain, int code)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "why");
  const char *name = NULL, *hint = NULL;
  KioskCardExit end = kiosk_card_outcome_find (error, &name, &hint);

  g_assert_nonnull (name);
  g_assert_cmpstr (hint, !=, "");

  return end;
}

static void
test_every_failure_has_an_end (void)
{
  static const int reader_ends[] = { 2, 2, 3, 3, 2 };
  static const int reading_ends[] = { 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7 };

  for (guint i = 0; i < G_N_ELEMENTS (reader_ends); i++)
    g_assert_cmpint (find_end (KIOSK_CHIP_READER_ERROR, (int) i), ==, reader_ends[i]);
  g_assert_cmpint (G_N_ELEMENTS (reader_ends), ==, KIOSK_CHIP_READER_ERROR_BUSY + 1);
  for (guint i = 0; i < G_N_ELEMENTS (reading_ends); i++)
    g_assert_cmpint (find_end (KIOSK_CHIP_READING_ERROR, (int) i), ==, reading_ends[i]);
  g_assert_cmpint (G_N_ELEMENTS (reading_ends), ==, KIOSK_CHIP_READING_ERROR_INTERNAL + 1);
  g_assert_cmpint (find_end (G_OPTION_ERROR, 0), ==, 1);
}

/* ---- printed codes ---- */

static char *
draw (const char *name, const char *content)
{
  char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  QRcode *code = QRcode_encodeString8bit (content, 0, QR_ECLEVEL_M);
  int side = (code->width + 8) * SCALE;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, side, side);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0xffffffff);
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width; x++)
      if ((code->data[y * code->width + x] & 1) != 0)
        {
          g_autoptr (GdkPixbuf) module
              = gdk_pixbuf_new_subpixbuf (pixbuf, (x + 4) * SCALE, (y + 4) * SCALE, SCALE, SCALE);

          gdk_pixbuf_fill (module, 0x000000ff);
        }
  gdk_pixbuf_save (pixbuf, path, "png", &error, NULL);
  g_assert_no_error (error);
  QRcode_free (code);

  return path;
}

static void
test_codes_in_pictures_are_read (void)
{
  KioskCardOptions options = { .json = TRUE };
  g_autofree char *card = draw ("motcua-test-card.png", CODE);
  g_autofree char *other = draw ("motcua-test-other.png", "https://example.vn/");
  char *images[] = { card, other };

  if (g_test_subprocess ())
    {
      g_assert_cmpint (kiosk_card_decode (&options, 1, images), ==, KIOSK_CARD_EXIT_READ);
      g_assert_cmpint (kiosk_card_decode (&options, 2, images), ==, KIOSK_CARD_EXIT_NOT_AN_ID);
      fflush (stdout);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout (
      "*\"document\":{\"number\":\"001085012345\",*\"name\":\"Trần Văn Độ\"*");
  g_test_trap_assert_stdout ("*\"text\":\"https://example.vn/\",\"document\":null*");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card/json-is-escaped", test_json_is_escaped);
  g_test_add_func ("/card/keys-are-made-of-one-thing", test_keys_are_made_of_one_thing);
  g_test_add_func ("/card/every-failure-has-an-end", test_every_failure_has_an_end);
  g_test_add_func ("/card/codes-in-pictures-are-read", test_codes_in_pictures_are_read);

  return g_test_run ();
}
