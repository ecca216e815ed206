/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "device/viewfinder.h"

#include <string.h>

static KioskViewfinderFrame *
make_frame (void)
{
  guint8 *rgba = g_malloc (4 * 6);

  memset (rgba, 200, 4 * 6);

  return kiosk_viewfinder_frame_new (rgba, 3, 2);
}

static void
test_a_frame_has_no_gaps (void)
{
  g_autoptr (KioskViewfinderFrame) frame = make_frame ();

  g_assert_cmpuint (frame->width, ==, 3);
  g_assert_cmpuint (frame->height, ==, 2);
  g_assert_cmpuint (frame->stride, ==, 12);
  g_assert_cmpuint (g_bytes_get_size (frame->rgba), ==, 24);
}

/* A texture takes the bytes alone, and may be the last to let go. */
static void
test_the_pixels_may_outlive_the_frame (void)
{
  KioskViewfinderFrame *frame = make_frame ();
  g_autoptr (GBytes) rgba = g_bytes_ref (frame->rgba);

  kiosk_viewfinder_frame_ref (frame);
  kiosk_viewfinder_frame_unref (frame);
  g_assert_cmpuint (frame->width, ==, 3);
  kiosk_viewfinder_frame_unref (frame);

  g_assert_cmpuint (((const guint8 *) g_bytes_get_data (rgba, NULL))[23], ==, 200);
}

static void
test_a_frame_can_be_boxed (void)
{
  GValue value = G_VALUE_INIT;

  g_value_init (&value, KIOSK_TYPE_VIEWFINDER_FRAME);
  g_value_take_boxed (&value, make_frame ());
  g_assert_cmpuint (((KioskViewfinderFrame *) g_value_get_boxed (&value))->height, ==, 2);
  g_value_unset (&value);
}

/* The interface finds its texts by these. */
static void
test_each_guidance_has_a_name (void)
{
  GEnumClass *names = g_type_class_ref (KIOSK_TYPE_GUIDANCE);

  g_assert_cmpuint (names->n_values, ==, KIOSK_GUIDANCE_WRONG_CODE + 1);
  for (int i = KIOSK_GUIDANCE_NONE; i <= KIOSK_GUIDANCE_WRONG_CODE; i++)
    g_assert_nonnull (g_enum_get_value (names, i));
  g_assert_cmpstr (g_enum_get_value (names, KIOSK_GUIDANCE_TOO_FAR)->value_nick, ==, "too-far");
  g_type_class_unref (names);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/device/viewfinder/a-frame-has-no-gaps", test_a_frame_has_no_gaps);
  g_test_add_func ("/device/viewfinder/the-pixels-may-outlive-the-frame",
                   test_the_pixels_may_outlive_the_frame);
  g_test_add_func ("/device/viewfinder/a-frame-can-be-boxed", test_a_frame_can_be_boxed);
  g_test_add_func ("/device/viewfinder/each-guidance-has-a-name", test_each_guidance_has_a_name);

  return g_test_run ();
}
