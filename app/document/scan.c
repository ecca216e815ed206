/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-document"

#include "document/scan.h"

struct _KioskScan
{
  grefcount references;
  KioskSecret *jpeg;
  guint width;
  guint height;
};

/**
 * kiosk_scan_new:
 * @jpeg: the page as JPEG, referenced, not copied
 * @width: pixels
 * @height: pixels
 *
 * Returns: (transfer full): a page
 */
KioskScan *
kiosk_scan_new (KioskSecret *jpeg, guint width, guint height)
{
  KioskScan *self;

  g_return_val_if_fail (jpeg != NULL, NULL);

  self = g_new0 (KioskScan, 1);
  g_ref_count_init (&self->references);
  self->jpeg = kiosk_secret_ref (jpeg);
  self->width = width;
  self->height = height;

  return self;
}

/**
 * kiosk_scan_ref:
 * @self: a page
 *
 * Returns: (transfer full): @self
 */
KioskScan *
kiosk_scan_ref (KioskScan *self)
{
  g_ref_count_inc (&self->references);

  return self;
}

/**
 * kiosk_scan_unref:
 * @self: (transfer full): a page
 *
 * The picture is wiped when nobody else holds its bytes.
 */
void
kiosk_scan_unref (KioskScan *self)
{
  if (!g_ref_count_dec (&self->references))
    return;

  kiosk_secret_unref (self->jpeg);
  g_free (self);
}

/**
 * kiosk_scan_get_jpeg:
 * @self: a page
 *
 * Returns: (transfer none): the picture
 */
const KioskSecret *
kiosk_scan_get_jpeg (const KioskScan *self)
{
  return self->jpeg;
}

/**
 * kiosk_scan_get_width:
 * @self: a page
 *
 * Returns: pixels
 */
guint
kiosk_scan_get_width (const KioskScan *self)
{
  return self->width;
}

/**
 * kiosk_scan_get_height:
 * @self: a page
 *
 * Returns: pixels
 */
guint
kiosk_scan_get_height (const KioskScan *self)
{
  return self->height;
}
