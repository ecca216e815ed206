/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include <cups/cups.h>

G_BEGIN_DECLS

/* Every function of the CUPS library that we call. */
#define KIOSK_CUPS_FUNCTIONS(F) \
  F (cupsDoRequest) \
  F (cupsGetResponse) \
  F (cupsLastError) \
  F (cupsLastErrorString) \
  F (cupsSendRequest) \
  F (cupsSetPasswordCB2) \
  F (cupsSetUser) \
  F (cupsWriteRequestData) \
  F (httpClose) \
  F (httpConnect2) \
  F (httpSeparateURI) \
  F (httpSetTimeout) \
  F (ippAddBoolean) \
  F (ippAddInteger) \
  F (ippAddString) \
  F (ippAddStrings) \
  F (ippContainsString) \
  F (ippDelete) \
  F (ippFindAttribute) \
  F (ippFirstAttribute) \
  F (ippGetBoolean) \
  F (ippGetCount) \
  F (ippGetInteger) \
  F (ippGetName) \
  F (ippGetStatusCode) \
  F (ippGetString) \
  F (ippNewRequest) \
  F (ippNextAttribute)

/** KioskCupsLibrary: the functions under their own names; none may be called before they are loaded. */
typedef struct {
#define KIOSK_CUPS_MEMBER(name) __typeof__ (name) *name;
  KIOSK_CUPS_FUNCTIONS (KIOSK_CUPS_MEMBER)
#undef KIOSK_CUPS_MEMBER
} KioskCupsLibrary;

extern KioskCupsLibrary kiosk_cups;

gboolean kiosk_cups_library_load (GError **error);

G_END_DECLS
