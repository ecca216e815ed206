/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KIOSK_STORE_ERROR (kiosk_store_error_quark ())
GQuark kiosk_store_error_quark (void);

/**
 * KioskStoreError:
 * @KIOSK_STORE_ERROR_FULL: the disk is full; nothing was changed
 * @KIOSK_STORE_ERROR_IO: the disk refused, or the file cannot be opened; take it out of service
 * @KIOSK_STORE_ERROR_DAMAGED: the file is not a database of ours any more; restore it
 * @KIOSK_STORE_ERROR_BUSY: another process held the file too long; try again
 * @KIOSK_STORE_ERROR_NEWER: the file was written by a newer program; update this one
 * @KIOSK_STORE_ERROR_CONSTRAINT: the row breaks a rule of its table; often it is there already
 * @KIOSK_STORE_ERROR_SETTINGS: SQLite did not take a setting that durability rests on
 * @KIOSK_STORE_ERROR_STATEMENT: the SQL or its bindings are wrong; a fault of the program
 */
typedef enum {
  KIOSK_STORE_ERROR_FULL,
  KIOSK_STORE_ERROR_IO,
  KIOSK_STORE_ERROR_DAMAGED,
  KIOSK_STORE_ERROR_BUSY,
  KIOSK_STORE_ERROR_NEWER,
  KIOSK_STORE_ERROR_CONSTRAINT,
  KIOSK_STORE_ERROR_SETTINGS,
  KIOSK_STORE_ERROR_STATEMENT,
} KioskStoreError;

/**
 * KioskStoreDurability:
 * @KIOSK_STORE_DURABLE: a commit that returned survives a power cut; what every program uses
 * @KIOSK_STORE_FORGETFUL: a commit that returned may be lost; only for tests that must see a
 *   power-cut test fail
 */
typedef enum {
  KIOSK_STORE_DURABLE,
  KIOSK_STORE_FORGETFUL,
} KioskStoreDurability;

#define KIOSK_TYPE_STORE (kiosk_store_get_type ())
G_DECLARE_FINAL_TYPE (KioskStore, kiosk_store, KIOSK, STORE, GObject)

G_END_DECLS
