/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/chip-channel.h"

#include <openssl/ec.h>
#include <openssl/evp.h>

G_BEGIN_DECLS

/* What a chip does that it should not, once the conversation is protected. */
typedef enum {
  SOFT_CHIP_BEHAVES,
  SOFT_CHIP_WRONG_MAC,
  SOFT_CHIP_PLAIN_ANSWER,
  SOFT_CHIP_PLAIN_STATUS,
  SOFT_CHIP_REPLAYS, /* the answer before, once more */
  SOFT_CHIP_CUTS_OFF,
  SOFT_CHIP_ADDS_BEHIND,
  SOFT_CHIP_FORGETS_STATUS,
  SOFT_CHIP_CUTS_STATUS,
  SOFT_CHIP_FLIPS_CRYPTOGRAM,
  SOFT_CHIP_LAST,
} SoftChipTrick;

/* A chip in memory: the other side of ICAO 9303-11, for a test to own and to bend. */
#define SOFT_TYPE_CHIP (soft_chip_get_type ())
G_DECLARE_FINAL_TYPE (SoftChip, soft_chip, SOFT, CHIP, GObject)

struct _SoftChip
{
  GObject parent_instance;

  /* what it is: set by the test */
  KioskChipCipher cipher;
  const char *password;       /* not copied: as kiosk_access_key_get_password() says it */
  gboolean password_is_can;
  EC_GROUP *group;            /* (owned): of PACE and of chip authentication */
  gboolean integrated;
  BIGNUM *static_key;         /* (owned) (nullable): chip authentication */
  EVP_PKEY *signing_key;      /* (owned) (nullable): active authentication */
  const EVP_MD *digest;
  gboolean signs_other_way;   /* RSA: the modulus less the number */
  gboolean signs_der;         /* ECDSA */
  SoftChipTrick trick;
  gboolean takes_extended;
  gsize max_answer;           /* bytes of a file it gives at once; 0: as many as asked for */
  gboolean answers_in_parts;  /* 61xx */
  gboolean corrects_le;       /* 6Cxx when asked for another number than there is */
  gboolean ignores_far_head;  /* READ BINARY B1: gives as many as if nothing were around them */
  gboolean refuses_too_much;  /* 6700 when asked for more than there is */

  /* what happens in it */
  GHashTable *files;          /* (element-type guint GBytes) */
  guint n_commands;
  guint n_extended;
  GBytes *selected;           /* (nullable) */
  gboolean is_protected;
  KioskChipCipher sm_cipher;
  guint8 encryption_key[32], mac_key[32], counter[16];
  guint8 nonce[64];
  gsize nonce_length;
  EC_POINT *generator;        /* (owned) (nullable) */
  BIGNUM *private_key;        /* (owned) (nullable) */
  GByteArray *own_key, *their_key, *oid, *last, *rest;
};

SoftChip *soft_chip_new          (KioskChipCipher cipher);
void      soft_chip_add_file     (SoftChip *self, guint fid, const guint8 *data, gsize length);
void      soft_chip_protect      (SoftChip *self, KioskChipCipher cipher, const guint8 *encryption_key, const guint8 *mac_key);

/* The steps, for soft-chip.c; each answers with a status word. */
guint16   soft_chip_run_access   (SoftChip *self, const KioskApdu *command, GByteArray *answer);
guint16   soft_chip_run_proof    (SoftChip *self, const KioskApdu *command, GByteArray *answer);

G_END_DECLS
