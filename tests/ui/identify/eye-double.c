/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "eye-double.h"

#define WIDTH 320
#define HEIGHT 240

struct _EyeDouble
{
  GObject parent_instance;

  KioskGuidance guidance;
  gboolean closed;
};

static void
start_or_stop (KioskCodeReader *reader)
{
}

static gboolean
is_online (KioskCodeReader *reader)
{
  return !EYE_DOUBLE (reader)->closed;
}

static KioskGuidance
get_guidance (KioskViewfinder *viewfinder)
{
  return EYE_DOUBLE (viewfinder)->guidance;
}

static void
reader_init (KioskCodeReaderInterface *iface)
{
  iface->start = start_or_stop;
  iface->stop = start_or_stop;
  iface->is_online = is_online;
}

static void
viewfinder_init (KioskViewfinderInterface *iface)
{
  iface->get_guidance = get_guidance;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EyeDouble, eye_double, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_CODE_READER, reader_init)
                                   G_IMPLEMENT_INTERFACE (KIOSK_TYPE_VIEWFINDER, viewfinder_init))

static void
eye_double_class_init (EyeDoubleClass *klass)
{
}

static void
eye_double_init (EyeDouble *self)
{
}

EyeDouble *
eye_double_new (void)
{
  return g_object_new (EYE_TYPE_DOUBLE, NULL);
}

static guint alive;

static void
on_freed (gpointer data)
{
  g_bytes_unref (data);
  alive--;
}

guint
eye_double_count_alive (void)
{
  return alive;
}

/* A card with a code on it, on a table; @seed moves it. */
void
eye_double_see (EyeDouble *self, guint seed)
{
  guint8 *rgba = g_malloc (WIDTH * HEIGHT * 4);
  g_autoptr (KioskViewfinderFrame) frame = NULL;
  GBytes *pixels;

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        guint8 *pixel = rgba + (y * WIDTH + x) * 4;
        gboolean card = x > 50 + seed && x < 270 + seed && y > 50 && y < 190;
        gboolean code = x > 190 + seed && x < 250 + seed && y > 65 && y < 125;
        guint8 grey = card ? 225 : (guint8) (90 + y / 8);

        if (code)
          grey = ((x / 6) * 7 + (y / 6) * 13) % 5 < 2 ? 40 : 235;
        pixel[0] = pixel[1] = pixel[2] = grey;
        pixel[3] = 255;
      }
  frame = kiosk_viewfinder_frame_new (rgba, WIDTH, HEIGHT);
  /* The bytes are counted, which a texture holds after its frame. */
  pixels = frame->rgba;
  frame->rgba = g_bytes_new_with_free_func (g_bytes_get_data (pixels, NULL),
                                            g_bytes_get_size (pixels), on_freed, pixels);
  alive++;
  g_signal_emit_by_name (self, "frame", frame);
}

void
eye_double_guide (EyeDouble *self, KioskGuidance guidance)
{
  self->guidance = guidance;
  g_signal_emit_by_name (self, "guidance", guidance);
}

void
eye_double_close (EyeDouble *self)
{
  self->closed = TRUE;
  g_signal_emit_by_name (self, "online-changed");
}
