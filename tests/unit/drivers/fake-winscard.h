/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include <winscard.h>

G_BEGIN_DECLS

/* The functions of libpcsclite that the driver calls, over readers and cards that a test moves. They
 * stand in front of the library's own, so that the driver under test is the one that is shipped. */

/** FakeCard: answers a command; another result than SCARD_S_SUCCESS is the reader's. */
typedef LONG (*FakeCard) (const guint8 *command, gsize length, GByteArray *answer);

void  fake_service_set_up  (gboolean up);
void  fake_reader_add      (const char *name);
void  fake_reader_remove   (const char *name);
void  fake_card_lay        (const char *name, FakeCard card);
void  fake_card_lift       (const char *name);
void  fake_card_take       (const char *name, gboolean taken);
guint fake_count_waits     (void);
guint fake_count_connects  (void);
guint fake_count_contexts  (void);
void  fake_reset           (void);

G_END_DECLS
