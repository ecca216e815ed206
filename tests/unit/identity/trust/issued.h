/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/secret.h"
#include "identity/trust/certificate.h"

/* What tests/virtual/issuer made, by folder and file; it has to be there. */
char        *issued_path        (const char *folder, const char *file);
GBytes      *issued_bytes       (const char *folder, const char *file);
KioskSecret *issued_secret      (const char *folder, const char *file);
X509        *issued_certificate (const char *folder, const char *file);
