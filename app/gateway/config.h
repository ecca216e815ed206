/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_GATEWAY_ERROR (kiosk_gateway_error_quark ())
GQuark kiosk_gateway_error_quark (void);

/**
 * KioskGatewayError:
 * @KIOSK_GATEWAY_ERROR_CONFIG: the configuration or a file it names is wrong; do not start
 * @KIOSK_GATEWAY_ERROR_BUSY: nothing was done, try again later
 * @KIOSK_GATEWAY_ERROR_NOT_FOUND: no submission has that id or number
 * @KIOSK_GATEWAY_ERROR_BAD_DOSSIER: the dossier can never be handed on; people must look
 */
typedef enum {
  KIOSK_GATEWAY_ERROR_CONFIG,
  KIOSK_GATEWAY_ERROR_BUSY,
  KIOSK_GATEWAY_ERROR_NOT_FOUND,
  KIOSK_GATEWAY_ERROR_BAD_DOSSIER,
} KioskGatewayError;

/** KioskListener: where one HTTP face listens. */
typedef struct {
  char    *address;   /* "0.0.0.0", "::", "127.0.0.1" */
  guint16  port;      /* 0: any, see port_file */
  char    *port_file; /* (nullable): where the port that was taken is written */
  gboolean tls;
} KioskListener;

/** KioskGatewayConfig: the one configuration file; all paths absolute. */
typedef struct {
  KioskListener listen;
  gboolean      has_track;
  KioskListener track; /* public pages: no client certificate */

  char *certificate;
  char *key;
  char *client_ca;

  char *data;          /* database and blobs */
  char *devices;       /* public keys, DEVICE.pub or DEVICE.ANYTHING.pub */
  char *receipt_key;
  char *intake_key;    /* (nullable): the private half, for the worker only */
  char *intake_public; /* (nullable): what serve compares the key id of a manifest with */
  char *export;        /* (nullable) */
  char *translations;  /* (nullable) */

  char *tenant;
  char *agency_code;
  char *agency_name; /* Vietnamese */
  char *agency_name_en;
  char *agency_unit; /* Vietnamese */

  guint connections;      /* at once */
  guint per_address;      /* at once, 0: no limit */
  guint idle_seconds;     /* without a byte */
  guint request_seconds;  /* from the first byte of a request to its last */
  guint threads;
} KioskGatewayConfig;

KioskGatewayConfig *kiosk_gateway_config_load  (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskGatewayConfig *kiosk_gateway_config_parse (GBytes *bytes, const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void                kiosk_gateway_config_free  (KioskGatewayConfig *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskGatewayConfig, kiosk_gateway_config_free)

G_END_DECLS
