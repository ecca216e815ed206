/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/error.h"
#include "wire/bounds.h"

G_BEGIN_DECLS

#define KIOSK_DIGESTS_MAX 500

/* Body of POST /v1/chunks/missing: {"chunks": [...]}; its answer: {"missing": [...]}. */
GBytes    *kiosk_digests_write (const char *member, const GPtrArray *digests) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kiosk_digests_parse (GBytes *body, const char *member, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
