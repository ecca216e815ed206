/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/lds/security-infos.h"

G_BEGIN_DECLS

#define KIOSK_CHIP_KEY_MAX 32
#define KIOSK_CHIP_BLOCK_MAX 16
#define KIOSK_CHIP_MAC_SIZE 8

gsize    kiosk_chip_cipher_get_key_size   (KioskChipCipher self);
gsize    kiosk_chip_cipher_get_block_size (KioskChipCipher self);
gboolean kiosk_chip_cipher_encrypt        (KioskChipCipher self, const guint8 *key, const guint8 *iv, guint8 *data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
gboolean kiosk_chip_cipher_decrypt        (KioskChipCipher self, const guint8 *key, const guint8 *iv, guint8 *data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
gboolean kiosk_chip_cipher_mac            (KioskChipCipher self, const guint8 *key, const guint8 *data, gsize length, guint8 *mac) G_GNUC_WARN_UNUSED_RESULT;
void     kiosk_chip_pad                   (GByteArray *data, gsize start, gsize block_size);
gboolean kiosk_chip_unpad                 (const guint8 *data, gsize *length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
