/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/printer.h"

G_BEGIN_DECLS

/** KioskIppJobState: job-state (RFC 8011, 5.3.7). */
typedef enum {
  KIOSK_IPP_JOB_GONE, /* the device knows no such job of ours */
  KIOSK_IPP_JOB_WAITING,
  KIOSK_IPP_JOB_PRINTING,
  KIOSK_IPP_JOB_COMPLETED,
  KIOSK_IPP_JOB_ENDED, /* cancelled or given up */
} KioskIppJobState;

/** KioskIppJob: what the device says of a job of ours. */
typedef struct {
  KioskIppJobState state;
  int              impressions; /* completed; -1: not said */
} KioskIppJob;

/** KioskIppLink: a conversation with one IPP device; every call blocks, for a few seconds at most. */
typedef struct _KioskIppLink KioskIppLink;

gboolean          kiosk_ipp_address_is_valid  (const char *uri);
KioskIppLink     *kiosk_ipp_link_open         (const char *uri, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void              kiosk_ipp_link_close        (KioskIppLink *self);
KioskPrinterState kiosk_ipp_link_get_state    (KioskIppLink *self);
gboolean          kiosk_ipp_link_takes        (KioskIppLink *self, const char *format);
int               kiosk_ipp_link_create_job   (KioskIppLink *self, const char *name, const char *media, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_ipp_link_send         (KioskIppLink *self, int job, GBytes *document, const char *format, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskIppJob       kiosk_ipp_link_get_job      (KioskIppLink *self, int job, const char *name);
void              kiosk_ipp_link_cancel       (KioskIppLink *self, int job);
int               kiosk_ipp_link_find_job     (KioskIppLink *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskIppLink, kiosk_ipp_link_close)

G_END_DECLS
