/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/camera/finder.h"

#include <math.h>
#include <string.h>

/* The corner marks of a QR code: dark, light, dark, light, dark as 1 : 1 : 3 : 1 : 1 on every line
 * through their middle (ISO/IEC 18004, 6.3.3). */
#define N_RUNS 5
#define MARK_MODULES 7
/* Every row: the middle of a small mark is only a few high, and must be crossed twice. */
#define ROW_STEP 1
/* What is only a little darker than its surroundings is noise. */
#define INK 6
#define MAX_MARKS 16
/* Smaller ones appear in any noise. */
#define MIN_MODULE_PX 1.25

typedef struct
{
  double x, y;
  double module;
  guint n_rows; /* that cross it */
} Mark;

typedef struct
{
  const KioskGreyImage *image;
  const KioskPatches *patches;
  guint8 *limits; /* of one row of patches: darker is ink */
  guint limits_row;
  Mark marks[MAX_MARKS];
  guint n_marks;
} Search;

static void
set_row (Search *self, guint y)
{
  guint row = MIN (y / KIOSK_PATCH_PX, self->patches->rows - 1);

  if (row == self->limits_row)
    return;
  self->limits_row = row;
  for (guint column = 0; column < self->patches->columns; column++)
    {
      guint around = kiosk_patches_around (self->patches, column, row);

      self->limits[column] = (guint8) (around > INK ? around - INK : 0);
    }
}

static gboolean
is_ink (const Search *self, guint x, guint y)
{
  guint column = MIN (x / KIOSK_PATCH_PX, self->patches->columns - 1);

  return self->image->pixels[(gsize) y * self->image->stride + x] < self->limits[column];
}

/* Returns the size of a module, or 0 when the runs are no mark. */
static double
module_of (const guint runs[N_RUNS])
{
  static const double wanted[N_RUNS] = { 1, 1, 3, 1, 1 };
  double module = 0;

  for (guint i = 0; i < N_RUNS; i++)
    module += runs[i];
  module /= MARK_MODULES;
  if (module < MIN_MODULE_PX)
    return 0;
  for (guint i = 0; i < N_RUNS; i++)
    if (fabs (runs[i] - wanted[i] * module) > wanted[i] * module * 0.4 + 0.4)
      return 0;

  return module;
}

/* The length of ink (or of paper) from @y on, upwards or downwards. */
static guint
run_down (const Search *self, guint x, int *y, int step, gboolean ink)
{
  guint length = 0;

  while (*y >= 0 && *y < (int) self->image->height && is_ink (self, x, (guint) *y) == ink)
    {
      *y += step;
      length++;
    }

  return length;
}

/* The limits are those of the row in the middle: a mark is small. */
static gboolean
crosses (const Search *self, guint x, guint y, double module)
{
  guint runs[N_RUNS];
  int up = (int) y, down = (int) y + 1;
  double vertical;

  runs[2] = run_down (self, x, &up, -1, TRUE) + run_down (self, x, &down, 1, TRUE);
  runs[1] = run_down (self, x, &up, -1, FALSE);
  runs[3] = run_down (self, x, &down, 1, FALSE);
  runs[0] = run_down (self, x, &up, -1, TRUE);
  runs[4] = run_down (self, x, &down, 1, TRUE);
  vertical = module_of (runs);

  return vertical > module * 0.6 && vertical < module * 1.7;
}

static void
add (Search *self, double x, double y, double module)
{
  for (guint i = 0; i < self->n_marks; i++)
    {
      Mark *mark = &self->marks[i];

      if (hypot (mark->x - x, mark->y - y) < 3 * module)
        {
          mark->n_rows++;
          return;
        }
    }
  if (self->n_marks < MAX_MARKS)
    self->marks[self->n_marks++] = (Mark){ x, y, module, 1 };
}

static void
end_of_run (Search *self, const guint runs[N_RUNS], guint end, guint y)
{
  double module = module_of (runs);
  double x = end - runs[4] - runs[3] - runs[2] / 2.0;

  if (module > 0 && crosses (self, (guint) x, y, module))
    add (self, x, y, module);
}

static void
search_row (Search *self, guint y)
{
  guint runs[N_RUNS] = { 0 };
  gboolean ink = FALSE;

  set_row (self, y);
  for (guint x = 0; x < self->image->width; x++)
    {
      if (is_ink (self, x, y) != ink)
        {
          if (ink)
            end_of_run (self, runs, x, y);
          memmove (runs, runs + 1, (N_RUNS - 1) * sizeof *runs);
          runs[N_RUNS - 1] = 0;
          ink = !ink;
        }
      runs[N_RUNS - 1]++;
    }
}

/* Marks of one code are alike, and further apart than they are wide. */
static gboolean
are_a_pair (const Mark *a, const Mark *b)
{
  double apart = hypot (a->x - b->x, a->y - b->y);

  return a->n_rows >= 2 && b->n_rows >= 2 && a->module < 1.5 * b->module
         && b->module < 1.5 * a->module && apart > 10 * a->module && apart < 260 * a->module;
}

/**
 * kiosk_finder_find:
 * @image: a picture that could not be read
 * @patches: its patches
 *
 * Looks for two corner marks of one QR code. That is less than reading it, so it tells a code that is
 * too far away or out of focus from none at all.
 *
 * Returns: how many pixels a module of the code has, or 0 when no code is in sight
 */
double
kiosk_finder_find (const KioskGreyImage *image, const KioskPatches *patches)
{
  g_autofree guint8 *limits = g_malloc0 (patches->columns);
  Search search = { .image = image, .patches = patches, .limits = limits, .limits_row = G_MAXUINT };

  for (guint y = 0; y < image->height; y += ROW_STEP)
    search_row (&search, y);
  for (guint i = 0; i < search.n_marks; i++)
    for (guint k = i + 1; k < search.n_marks; k++)
      if (are_a_pair (&search.marks[i], &search.marks[k]))
        return MIN (search.marks[i].module, search.marks[k].module);

  return 0;
}
