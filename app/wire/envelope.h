/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/error.h"

G_BEGIN_DECLS

/* Body of PUT /v1/submissions/{id}: {"manifest": base64, "signature": base64 Ed25519 over the manifest bytes}. */
GBytes   *kiosk_envelope_write (GBytes *manifest, GBytes *signature) G_GNUC_WARN_UNUSED_RESULT;
gboolean  kiosk_envelope_parse (GBytes *body, GBytes **manifest, GBytes **signature, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Body of 200 and 201: {"receipt": base64 of the exact bytes, "signature": base64}. */
GBytes   *kiosk_acknowledgement_body       (GBytes *receipt, GBytes *signature) G_GNUC_WARN_UNUSED_RESULT;
gboolean  kiosk_acknowledgement_parse_body (GBytes *body, GBytes **receipt, GBytes **signature, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
