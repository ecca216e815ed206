/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_QUESTION_PAGE (kiosk_question_page_get_type ())
G_DECLARE_FINAL_TYPE (KioskQuestionPage, kiosk_question_page, KIOSK, QUESTION_PAGE, KioskPage)

G_END_DECLS
