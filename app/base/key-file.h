/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_KEY_HALF_SIZE 32

/** KioskKeyHalves: what a key file holds. */
typedef struct {
  guint8   public_half[KIOSK_KEY_HALF_SIZE];
  guint8   private_half[KIOSK_KEY_HALF_SIZE];
  gboolean has_private;
} KioskKeyHalves;

gboolean kiosk_key_file_read  (const char *path, const char *kind, KioskKeyHalves *halves, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kiosk_key_file_write (const char *path, const char *kind, const KioskKeyHalves *halves, gboolean with_private,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
char    *kiosk_key_make_id    (const guint8 public_half[KIOSK_KEY_HALF_SIZE]) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
