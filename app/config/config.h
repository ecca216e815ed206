/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "config/config-error.h"
#include "language/text.h"

G_BEGIN_DECLS

/**
 * KioskEnvironment:
 * @KIOSK_ENVIRONMENT_DEMONSTRATION: virtual devices and plain HTTP are allowed
 * @KIOSK_ENVIRONMENT_PRODUCTION: real devices, mutual TLS and nothing else
 */
typedef enum {
  KIOSK_ENVIRONMENT_DEMONSTRATION,
  KIOSK_ENVIRONMENT_PRODUCTION,
} KioskEnvironment;

/** KioskConfigPanel: the glass, for sizes in millimetres. */
typedef struct {
  guint width_px;
  guint height_px;
  guint width_mm;
} KioskConfigPanel;

/** KioskConfigOffice: whose kiosk this is; the same members as KioskOffice. */
typedef struct {
  char      *id; /* "KIOSK7" */
  char      *tenant;
  KioskText *parent;
  KioskText *centre;
  KioskText *place;
  KioskText *counter;
  KioskText *hours;
  char      *telephone;
  char      *track_url; /* upper case, no path, no slash at the end */
} KioskConfigOffice;

/** KioskConfigPrinter: one printer, in the order in which they are tried. */
typedef struct {
  char  *name;
  char  *uri;        /* escpos+tcp://HOST:PORT, escpos+file:///PATH, ipp://..., ipps://... */
  guint  width_dots; /* 0: the driver's own */
  char  *media;      /* (nullable): PWG name, "iso_a5_148x210mm" */
} KioskConfigPrinter;

/** KioskConfig: the one configuration file of kiosk and courier; immutable. Paths are absolute. */
typedef struct {
  KioskEnvironment   environment;
  KioskConfigPanel   panel;
  KioskConfigOffice  office; /* "kiosk" in the file */
  char              *data_path;
  char              *assets_path;
  char              *link_path;      /* socket between kiosk and courier */
  char             **code_readers;   /* "serial:/dev/ttyACM0", "camera", "camera:ELEMENTS", "virtual" */
  char             **chip_readers;   /* "pcsc", "virtual"; empty when the file names none */
  char              *scanner;        /* "sane:NAME", "virtual", "none" */
  char              *control_socket; /* (nullable): works the virtual devices */
  GPtrArray         *printers;       /* (element-type KioskConfigPrinter) */
  guint              idle_seconds;
  guint              warning_seconds;
  guint              wait_for_province_ms;
  char              *trust_path;   /* (nullable): folder of the issuers of cards (CSCA) */
  char              *intake_key;   /* path of the province's public key */
  char              *device_key;   /* path of this kiosk's signing key */
  char             **gateway_keys; /* paths of the keys that sign acknowledgements */
  char              *gateway_url;
  char              *gateway_ca;          /* (nullable) with http: */
  char              *gateway_certificate; /* (nullable) with http: */
  char              *gateway_key;         /* (nullable) with http: */
} KioskConfig;

KioskConfig *kiosk_config_load  (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskConfig *kiosk_config_parse (const char *data, gsize length, const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void         kiosk_config_free  (KioskConfig *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskConfig, kiosk_config_free)

G_END_DECLS
