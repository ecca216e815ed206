/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing of a card may stand in memory that is given back. The linker puts __wrap_g_free() between
 * our code and GLib (--wrap), where each block is looked at before it goes. */

#include "base/secret.h"
#include "identity/card-qr.h"
#include "language/fold.h"

#include <malloc.h>
#include <string.h>

#define NAME "Trắc Nghiệm"
#define CARD "079090123456|023456789|" NAME "|01021990|Nữ|Ấp Vết Tích|31122021"

static const char *const traces[] = { "0123456", "Nghi", "NGHI", "nghi", "Tích", "02345678" };
static guint n_found;

void __real_g_free (gpointer block);
void __wrap_g_free (gpointer block);

void
__wrap_g_free (gpointer block)
{
  gsize size = block == NULL ? 0 : malloc_usable_size (block);

  for (guint i = 0; i < G_N_ELEMENTS (traces) && size > 0; i++)
    if (memmem (block, size, traces[i], strlen (traces[i])) != NULL)
      {
        n_found++;
        break;
      }
  __real_g_free (block);
}

static void
test_a_block_that_is_not_wiped_is_found (void)
{
  n_found = 0;
  g_free (g_strdup (CARD));
  g_assert_cmpuint (n_found, ==, 1);
  kiosk_wipe_text (g_strdup (CARD));
  g_assert_cmpuint (n_found, ==, 1);
}

static void
test_a_secret_leaves_nothing (void)
{
  n_found = 0;
  kiosk_secret_unref (kiosk_secret_new_text (CARD));
  kiosk_secret_unref (kiosk_secret_take (g_strdup (CARD), strlen (CARD)));
  g_assert_cmpuint (n_found, ==, 0);
}

static void
parse (const char *code)
{
  g_autoptr (GError) error = NULL;
  KioskIdDocument *document = kiosk_card_qr_parse (code, strlen (code), &error);

  if (document != NULL)
    {
      kiosk_id_document_set (document, KIOSK_ID_FIELD_NAME, "other");
      g_assert_finalize_object (document);
    }
}

static void
test_a_card_that_was_read_leaves_nothing (void)
{
  char *decomposed = g_utf8_normalize (CARD, -1, G_NORMALIZE_NFD);

  n_found = 0;
  parse (CARD);
  parse (decomposed);
  g_assert_cmpuint (n_found, ==, 0);
  kiosk_wipe_text (decomposed);
}

static void
test_a_card_that_was_refused_leaves_nothing (void)
{
  n_found = 0;
  parse ("079090123456||" NAME "|31021990|Nữ|Ấp Vết Tích|31122021");
  parse ("07909012345||" NAME "|01021990|Nữ|Ấp Vết Tích|31122021");
  parse ("079090123456||" NAME "|01021990|?|Ấp Vết Tích|31122021");
  parse ("079090123456||" NAME "|01021990|Nữ|Ấp Vết Tích");
  parse ("https://example.vn/" NAME);
  g_assert_cmpuint (n_found, ==, 0);
}

static void
test_letters_that_were_changed_leave_nothing (void)
{
  char *(*const functions[]) (const char *)
      = { kiosk_fold, kiosk_normalize, kiosk_strip_controls, kiosk_upper };

  n_found = 0;
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    kiosk_wipe_text (functions[i](CARD));
  g_assert_cmpuint (n_found, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/identity/wipe/a-block-that-is-not-wiped-is-found",
                   test_a_block_that_is_not_wiped_is_found);
  g_test_add_func ("/identity/wipe/a-secret-leaves-nothing", test_a_secret_leaves_nothing);
  g_test_add_func ("/identity/wipe/a-card-that-was-read-leaves-nothing",
                   test_a_card_that_was_read_leaves_nothing);
  g_test_add_func ("/identity/wipe/a-card-that-was-refused-leaves-nothing",
                   test_a_card_that_was_refused_leaves_nothing);
  g_test_add_func ("/identity/wipe/letters-that-were-changed-leave-nothing",
                   test_letters_that_were_changed_leave_nothing);

  return g_test_run ();
}
