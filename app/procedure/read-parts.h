/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "procedure/definition.h"
#include "procedure/reader.h"

G_BEGIN_DECLS

/* Each reads one member of the root or one kind of element; private to the module. */
extern const KioskItems kiosk_read_questions;
extern const KioskItems kiosk_read_steps;
extern const KioskItems kiosk_read_components;
extern const KioskItems kiosk_read_times;
extern const KioskItems kiosk_read_fees;
extern const KioskItems kiosk_read_left_to_do;

const KioskCondition *kiosk_read_condition (KioskReader *reader, JsonObject *object, const char *name);
KioskFact             kiosk_read_fact      (KioskReader *reader, JsonObject *object);
KioskChannel          kiosk_read_channel   (KioskReader *reader, JsonObject *object);
guint                 kiosk_read_bits      (KioskReader *reader, JsonObject *object, const char *name, const char *const *words);

extern const char *const kiosk_channel_words[];

G_END_DECLS
