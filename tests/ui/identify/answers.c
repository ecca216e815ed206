/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "answers.h"

Answers answers;

static void
note (const char *what, const char *value)
{
  g_snprintf (answers.asked, sizeof answers.asked, "%s%s%s", what, value != NULL ? " " : "",
              value != NULL ? value : "");
}

void
answers_reset (void)
{
  answers = (Answers){ .problem = -1, .failure = KIOSK_N_FAILURES };
}

KioskIdentifyState
kiosk_flow_get_identify (KioskFlow *self)
{
  return answers.state;
}

int
kiosk_flow_get_identify_problem (KioskFlow *self)
{
  return answers.problem;
}

void
kiosk_flow_type_identity (KioskFlow *self, gboolean typing)
{
  note ("type", NULL);
}

KioskIdDocument *
kiosk_flow_get_typed_identity (KioskFlow *self)
{
  return kiosk_identification_get_draft (kiosk_flow_get_identification (self));
}

gboolean
kiosk_flow_identify_typed (KioskFlow *self, const char *number, const char *name,
                           const char *birth_date, const char *sex, const char *address)
{
  note ("typed", NULL);
  return TRUE;
}

gboolean
kiosk_flow_has_chip_reader (KioskFlow *self)
{
  return answers.chip;
}

KioskKeyWants
kiosk_flow_get_identify_wants (KioskFlow *self)
{
  return answers.wants;
}

guint
kiosk_flow_get_identify_part (KioskFlow *self, guint *of)
{
  if (of != NULL)
    *of = answers.of;
  return answers.part;
}

KioskFailure
kiosk_flow_get_identify_failure (KioskFlow *self)
{
  return answers.failure;
}

KioskChipReading *
kiosk_flow_get_chip_reading (KioskFlow *self)
{
  return NULL;
}

KioskViewfinder *
kiosk_flow_get_viewfinder (KioskFlow *self)
{
  return answers.viewfinder;
}

gboolean
kiosk_flow_give_expiry (KioskFlow *self, const char *iso_date)
{
  note ("expiry", iso_date);
  return TRUE;
}

gboolean
kiosk_flow_give_can (KioskFlow *self, const char *six_digits)
{
  note ("can", six_digits);
  return TRUE;
}

gboolean
kiosk_flow_can_retry_chip (KioskFlow *self)
{
  return answers.retry;
}

void
kiosk_flow_retry_chip (KioskFlow *self)
{
  note ("retry", NULL);
}

void
kiosk_flow_skip_chip (KioskFlow *self)
{
  note ("skip", NULL);
}
