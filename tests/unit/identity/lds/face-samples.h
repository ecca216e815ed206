/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Pictures and files of faces, made when they are asked for. */

/** SampleStyle: what of a JPEG 2000 picture is not the usual. */
typedef struct
{
  gboolean is_raw;       /* a bare codestream */
  gboolean is_ycc;       /* sYCC with colours of half the size */
  guint n_components;    /* 3 unless 1 is said */
  guint tile;            /* edge of tiles, 0 for one */
  guint n_resolutions;   /* 0 for six */
  guint precinct;        /* edge of precincts, 0 for none */
  guint block;           /* edge of code blocks, 0 for 64 */
  guint precision;       /* bits a sample, 0 for 8 */
} SampleStyle;

/** SampleFace: the numbers that the headers of a face say; 0 is what fits. */
typedef struct
{
  guint count;           /* of templates; G_MAXUINT says 0 */
  guint type;            /* of biometrics */
  guint tag;             /* of the face */
  guint n_faces;         /* in the record; G_MAXUINT says 0 */
  guint n_points;
  int record_more;       /* added to the length of the record */
  int face_more;         /* added to the length of the face */
  const char *version;   /* of the record */
} SampleFace;

/**
 * SampleScans:
 * @SAMPLE_SCANS_ONE: from top to bottom
 * @SAMPLE_SCANS_USUAL: progressive
 * @SAMPLE_SCANS_MANY: progressive, with a scan for every coefficient of every colour
 */
typedef enum {
  SAMPLE_SCANS_ONE,
  SAMPLE_SCANS_USUAL,
  SAMPLE_SCANS_MANY,
} SampleScans;

guint8     *sample_pixels   (guint width, guint height);
GByteArray *sample_jpeg     (guint width, guint height, SampleScans scans);
GByteArray *sample_jpeg2000 (guint width, guint height, const SampleStyle *style);
GByteArray *sample_dg2      (const GByteArray *picture, const SampleFace *face);
