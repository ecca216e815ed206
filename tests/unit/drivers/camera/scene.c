/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws what a camera would see of a card, well or badly, so that reading can be tried without one.
 *
 * The card lies in a plane that is turned and tilted before a pinhole; each pixel of the picture is
 * traced back to the card. Then come, in the order of nature, the light, the lens, the sensor. */

#include "scene.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

#define WIDTH KIOSK_SCENE_WIDTH
#define HEIGHT KIOSK_SCENE_HEIGHT
#define MARGIN 4
/* The card, in sides of its code: an identity card is 85.6 x 54 mm and its code about 15 mm. */
#define CARD_WIDTH 4.3
#define CARD_HEIGHT 2.7
#define CODE_LEFT 3.0
#define CODE_TOP 0.25
#define SAMPLES 4

typedef struct
{
  QRcode *code;
  double side;
  double cosine, sine;
  double tilt_x, tilt_y;
} Plane;

static double
code_grey (const Plane *plane, double u, double v)
{
  int modules = plane->code->width + 2 * MARGIN;
  int column = (int) floor (u * modules) - MARGIN;
  int row = (int) floor (v * modules) - MARGIN;

  if (column < 0 || row < 0 || column >= plane->code->width || row >= plane->code->width)
    return 235;

  return (plane->code->data[row * plane->code->width + column] & 1) != 0 ? 25 : 235;
}

/* Bars stand for lines of print, and give a decoder something to be misled by. */
static double
card_grey (double x, double y)
{
  gboolean line = fmod (y, 0.3) < 0.11 && y > 0.5;
  double in_line = fmod (x, 0.13 + 0.05 * floor (y / 0.3));

  if (x > 0.2 && x < 0.95 && y > 0.7 && y < 1.9)
    return 120 + 40 * sin (9 * x) * cos (7 * y); /* the portrait */
  if (line && x > 1.1 && x < 2.8 && in_line < 0.07)
    return 60;

  return 205;
}

static double
plane_grey (const Plane *plane, double x, double y)
{
  if (x < 0 || y < 0 || x > CARD_WIDTH || y > CARD_HEIGHT)
    return 95;
  if (plane->code != NULL && x >= CODE_LEFT && x < CODE_LEFT + 1 && y >= CODE_TOP
      && y < CODE_TOP + 1)
    return code_grey (plane, x - CODE_LEFT, y - CODE_TOP);

  return card_grey (x, y);
}

/* From the picture to the card, in sides of its code; the code's middle is the picture's. */
static void
trace (const Plane *plane, double px, double py, double *x, double *y)
{
  double a = (px - WIDTH / 2.0) / plane->side;
  double b = (py - HEIGHT / 2.0) / plane->side;
  double depth = 1 / MAX (0.05, 1 + plane->tilt_x * a + plane->tilt_y * b);
  double turned_x = (a * plane->cosine + b * plane->sine) * depth;
  double turned_y = (-a * plane->sine + b * plane->cosine) * depth;

  *x = turned_x + CODE_LEFT + 0.5;
  *y = turned_y + CODE_TOP + 0.5;
}

static double
pixel_grey (const Plane *plane, guint px, guint py)
{
  double x, y, sum = 0;

  trace (plane, px + 0.5, py + 0.5, &x, &y);
  if (plane->code == NULL || fabs (x - CODE_LEFT - 0.5) > 0.6 || fabs (y - CODE_TOP - 0.5) > 0.6)
    return plane->code == NULL ? 95 : plane_grey (plane, x, y);

  for (guint i = 0; i < SAMPLES * SAMPLES; i++)
    {
      trace (plane, px + (i % SAMPLES + 0.5) / SAMPLES, py + (i / SAMPLES + 0.5) / SAMPLES, &x, &y);
      sum += plane_grey (plane, x, y);
    }

  return sum / (SAMPLES * SAMPLES);
}

static float *
draw_plane (const KioskScene *self)
{
  double radians = self->degrees * G_PI / 180;
  Plane plane = { NULL,          self->side_px > 0 ? self->side_px : 200,
                  cos (radians), sin (radians),
                  self->tilt_x,  self->tilt_y };
  float *light = g_new (float, WIDTH *HEIGHT);

  if (self->payload != NULL)
    plane.code = QRcode_encodeString8bit (self->payload, 0, QR_ECLEVEL_M);
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        guint column = self->mirrored ? WIDTH - 1 - x : x;
        double grey = pixel_grey (&plane, x, y);

        light[y * WIDTH + column] = (float) (self->inverted ? 255 - grey : grey);
      }
  if (plane.code != NULL)
    QRcode_free (plane.code);

  return light;
}

static void
shine (float *light, const KioskScene *self)
{
  double radius = 0.5 * (self->side_px > 0 ? self->side_px : 200) * self->glare;

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        float *grey = &light[y * WIDTH + x];

        *grey *= (float) (1 - self->shade * x / WIDTH);
        if (radius > 0)
          *grey += (float) (400
                            * exp (-pow (
                                hypot (x - WIDTH / 2.0 - 60, y - HEIGHT / 2.0 - 40) / radius, 4)));
      }
}

static void
smooth (float *light, const float *weights, int reach, gboolean across)
{
  g_autofree float *line = g_new (float, MAX (WIDTH, HEIGHT));
  int n_lines = across ? HEIGHT : WIDTH, length = across ? WIDTH : HEIGHT;
  int step = across ? 1 : WIDTH;

  for (int i = 0; i < n_lines; i++)
    {
      float *start = light + i * (across ? WIDTH : 1);

      for (int at = 0; at < length; at++)
        line[at] = start[at * step];
      for (int at = 0; at < length; at++)
        {
          float sum = 0;

          for (int k = -reach; k <= reach; k++)
            sum += weights[k + reach] * line[CLAMP (at + k, 0, length - 1)];
          start[at * step] = sum;
        }
    }
}

static void
defocus (float *light, double sigma)
{
  int reach = (int) ceil (3 * sigma);
  g_autofree float *weights = g_new (float, 2 * reach + 1);
  float sum = 0;

  for (int k = -reach; k <= reach; k++)
    sum += weights[k + reach] = (float) exp (-k * k / (2 * sigma * sigma));
  for (int k = 0; k <= 2 * reach; k++)
    weights[k] /= sum;
  smooth (light, weights, reach, TRUE);
  smooth (light, weights, reach, FALSE);
}

/* An even length reaches half a pixel to both sides. */
static void
smear (float *light, guint length)
{
  int reach = (int) length / 2;
  g_autofree float *weights = g_new (float, 2 * reach + 1);

  for (int k = 0; k <= 2 * reach; k++)
    weights[k] = 1 / (float) length;
  if (length % 2 == 0)
    weights[0] = weights[2 * reach] = 0.5f / (float) length;
  smooth (light, weights, reach, TRUE);
}

static guint8 *
expose (const float *light, const KioskScene *self)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (self->seed + 1);
  double contrast = self->contrast > 0 ? self->contrast : 1;
  guint8 *picture = g_malloc (WIDTH * HEIGHT);

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    {
      double grey = MIN (light[i], 255);

      grey = 128 + (grey - 128) * contrast;
      if (self->noise > 0)
        {
          /* Four even numbers make a bell that is good enough for a sensor. */
          double bell = -2;

          for (guint k = 0; k < 4; k++)
            bell += g_rand_double (random);
          grey += self->noise * bell * sqrt (3);
        }
      picture[i] = (guint8) CLAMP (grey + 0.5, 0, 255);
    }

  return picture;
}

/**
 * kiosk_scene_draw:
 * @self: what to draw
 *
 * The same scene is the same picture, byte for byte.
 *
 * Returns: (transfer full): %KIOSK_SCENE_WIDTH x %KIOSK_SCENE_HEIGHT greys
 */
guint8 *
kiosk_scene_draw (const KioskScene *self)
{
  g_autofree float *light = draw_plane (self);

  if (self->shade > 0 || self->glare > 0)
    shine (light, self);
  if (self->blur > 0)
    defocus (light, self->blur);
  if (self->motion > 1)
    smear (light, self->motion);

  return expose (light, self);
}

/**
 * kiosk_scene_draw_plain:
 * @payload: what the code holds
 * @module_px: pixels of a module
 * @side_px: (out): pixels of a side
 *
 * Returns: (transfer full): a clean code and its margin
 */
guint8 *
kiosk_scene_draw_plain (const char *payload, guint module_px, guint *side_px)
{
  QRcode *code = QRcode_encodeString8bit (payload, 0, QR_ECLEVEL_M);
  guint side = ((guint) code->width + 2 * MARGIN) * module_px;
  guint8 *picture = g_malloc ((gsize) side * side);

  memset (picture, 255, (gsize) side * side);
  for (guint y = MARGIN * module_px; y < side - MARGIN * module_px; y++)
    for (guint x = MARGIN * module_px; x < side - MARGIN * module_px; x++)
      {
        guint row = y / module_px - MARGIN, column = x / module_px - MARGIN;

        if ((code->data[row * (guint) code->width + column] & 1) != 0)
          picture[y * side + x] = 0;
      }
  QRcode_free (code);
  *side_px = side;

  return picture;
}
