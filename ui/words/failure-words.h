/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "failure/failure.h"
#include "ui/page.h"

G_BEGIN_DECLS

/* What the citizen is told of a failure, in the session's language. */
const char *kiosk_failure_words_say   (KioskPage *page, KioskFailure failure);
const char *kiosk_failure_words_title (KioskPage *page, KioskFailure failure);
const char *kiosk_failure_words_advice (KioskPage *page, KioskFailure failure);

G_END_DECLS
