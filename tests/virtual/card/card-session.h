/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include <eac/eac.h>

#include "card-command.h"

G_BEGIN_DECLS

/** CardSession: keys and counter of one secure conversation; libeac does all the cryptography. */
typedef struct
{
  EAC_CTX *eac; /* owned */
  gsize block;
} CardSession;

CardSession *card_session_new_from_secret (int protocol, const guint8 *secret, gsize length, guint64 counter);
CardSession *card_session_new_from_pace   (EAC_CTX *eac);
void         card_session_free            (CardSession *self);
gboolean     card_session_advance         (CardSession *self);
GByteArray  *card_session_encrypt         (CardSession *self, const guint8 *data, gsize length);
GByteArray  *card_session_decrypt         (CardSession *self, const guint8 *data, gsize length);
GByteArray  *card_session_authenticate    (CardSession *self, const guint8 *data, gsize length);
void         card_session_pad             (CardSession *self, GByteArray *data);
gboolean     card_session_strip           (GByteArray *data);

gboolean     card_session_unwrap          (CardSession *self, const CardCommand *wrapped, CardCommand *inner, GByteArray *plain);
void         card_session_wrap            (CardSession *self, const CardCommand *command, GByteArray *answer, guint16 sw);

BUF_MEM     *card_buffer                  (const guint8 *data, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CardSession, card_session_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BUF_MEM, BUF_MEM_clear_free)

G_END_DECLS
