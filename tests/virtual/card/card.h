/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include <eac/pace.h>
#include <stdio.h>

#include "card-command.h"
#include "card-files.h"
#include "card-profile.h"
#include "card-session.h"

G_BEGIN_DECLS

#define CARD_SW_OK 0x9000
#define CARD_SW_LENGTH 0x6700
#define CARD_SW_SECURITY 0x6982
#define CARD_SW_CONDITIONS 0x6985
#define CARD_SW_OBJECTS 0x6988
#define CARD_SW_DATA 0x6A80
#define CARD_SW_NOT_FOUND 0x6A82
#define CARD_SW_OFFSET 0x6B00
#define CARD_SW_INSTRUCTION 0x6D00

#define CARD_ZONE_DIGEST 20

/** CardPace: how far a run of PACE is (ICAO 9303-11 §4.4.4). */
typedef struct
{
  EAC_CTX *eac; /* (owned) (nullable) */
  PACE_SEC *secret; /* (owned) (nullable) */
  BUF_MEM *reader_key; /* (owned) (nullable) */
  guint steps;
} CardPace;

/** Card: a chip under power: what it is made of, and where a conversation with it stands. */
typedef struct
{
  /* made of */
  char *folder;
  CardProfile *profile;
  CardFiles *files;
  FILE *trace; /* (nullable) */

  /* where it stands */
  gboolean in_application;
  guint selected;            /* identifier; 0: none */
  CardSession *session;      /* (nullable) */
  CardSession *next_session; /* (nullable) for the commands after this one */
  CardPace pace;
  gboolean challenged;
  guint8 challenge[8];
  guint agreed_protocol; /* of chip authentication */

  /* what it has done */
  guint commands;
  guint secure_answers;
  GByteArray *last_secure_answer; /* for replay */
  GByteArray *withheld;           /* behind 61xx */
  GByteArray *asked;              /* the command behind a 6Cxx */
} Card;

Card    *card_new    (const char *folder, const char *const *changes, GError **error);
void     card_free   (Card *self);
void     card_power  (Card *self);
gboolean card_answer (Card *self, const guint8 *command, gsize length, GByteArray *answer);

/* Each of these gives a status and puts the data of its answer into @answer. */
guint16  card_get_challenge           (Card *self, const CardCommand *command, GByteArray *answer);
guint16  card_external_authenticate   (Card *self, const CardCommand *command, GByteArray *answer);
guint16  card_set_pace                (Card *self, const CardCommand *command);
guint16  card_general_authenticate    (Card *self, const CardCommand *command, GByteArray *answer);
void     card_end_pace                (Card *self);
guint16  card_internal_authenticate   (Card *self, const CardCommand *command, GByteArray *answer);
guint16  card_set_chip_authentication (Card *self, const CardCommand *command);
guint16  card_agree_key               (Card *self, const CardCommand *command, GByteArray *answer);
gboolean card_has_fault               (const Card *self, const char *name);
gboolean card_digest_zone             (const Card *self, guint8 digest[CARD_ZONE_DIGEST]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Card, card_free)

G_END_DECLS
