/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/encode.h"

#include "base/digest.h"

#include <string.h>

/* RFC 4648 §10, without the padding of base32. */
static const struct
{
  const char *plain;
  const char *base32;
  const char *base64;
  const char *hex;
} vectors[] = {
  { "", "", "", "" },
  { "f", "MY", "Zg==", "66" },
  { "fo", "MZXQ", "Zm8=", "666f" },
  { "foo", "MZXW6", "Zm9v", "666f6f" },
  { "foob", "MZXW6YQ", "Zm9vYg==", "666f6f62" },
  { "fooba", "MZXW6YTB", "Zm9vYmE=", "666f6f6261" },
  { "foobar", "MZXW6YTBOI", "Zm9vYmFy", "666f6f626172" },
};

static void
assert_bytes (GBytes *bytes, const char *expected)
{
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
  g_bytes_unref (bytes);
}

static void
test_the_vectors_of_rfc_4648 (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      gsize length = strlen (vectors[i].plain);
      g_autofree char *base32 = kiosk_base32_encode (vectors[i].plain, length);
      g_autofree char *base64 = kiosk_base64_encode (vectors[i].plain, length);
      g_autofree char *hex = kiosk_hex_encode (vectors[i].plain, length);

      g_assert_cmpstr (base32, ==, vectors[i].base32);
      g_assert_cmpstr (base64, ==, vectors[i].base64);
      g_assert_cmpstr (hex, ==, vectors[i].hex);
      assert_bytes (kiosk_base32_decode (base32), vectors[i].plain);
      assert_bytes (kiosk_base64_decode (base64), vectors[i].plain);
      assert_bytes (kiosk_hex_decode (hex), vectors[i].plain);
    }
}

static void
test_any_bytes_come_back (void)
{
  guint8 bytes[256];

  for (guint i = 0; i < 256; i++)
    bytes[i] = (guint8) (255 - i);
  for (gsize n = 0; n < 256; n++)
    {
      g_autofree char *base32 = kiosk_base32_encode (bytes, n);
      g_autofree char *base64 = kiosk_base64_encode (bytes, n);
      g_autoptr (GBytes) a = kiosk_base32_decode (base32);
      g_autoptr (GBytes) b = kiosk_base64_decode (base64);

      g_assert_cmpmem (g_bytes_get_data (a, NULL), g_bytes_get_size (a), bytes, n);
      g_assert_cmpmem (g_bytes_get_data (b, NULL), g_bytes_get_size (b), bytes, n);
    }
}

static void
test_what_is_not_an_encoding_is_refused (void)
{
  const char *bad32[] = { "M", "MZX", "MZXW6Y", "MZ", "M1", "MY======", "MY ", "Đ" };
  const char *bad64[] = { "Zg", "Zg=", "Zg==\n", "Zh==", "Z===", "Zm9v Zg=", "Zm-_", "=Zg=" };
  const char *bad_hex[] = { "6", "6g", "66 6", " 66", "0x66" };

  for (guint i = 0; i < G_N_ELEMENTS (bad32); i++)
    g_assert_null (kiosk_base32_decode (bad32[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad64); i++)
    g_assert_null (kiosk_base64_decode (bad64[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad_hex); i++)
    g_assert_null (kiosk_hex_decode (bad_hex[i]));
}

static void
test_sha256_is_that_of_the_standard (void)
{
  g_autofree char *empty = kiosk_sha256_hex (NULL, 0);
  g_autofree char *abc = kiosk_sha256_hex ("abc", 3);

  g_assert_cmpstr (empty, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpstr (abc, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/encode/the-vectors-of-rfc-4648", test_the_vectors_of_rfc_4648);
  g_test_add_func ("/base/encode/any-bytes-come-back", test_any_bytes_come_back);
  g_test_add_func ("/base/encode/what-is-not-an-encoding-is-refused",
                   test_what_is_not_an_encoding_is_refused);
  g_test_add_func ("/base/digest/sha256-is-that-of-the-standard",
                   test_sha256_is_that_of_the_standard);

  return g_test_run ();
}
