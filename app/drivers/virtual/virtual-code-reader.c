/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/virtual/virtual-code-reader.h"

/**
 * KioskVirtualCodeReader:
 *
 * A reader to which codes are shown by a test, a journey or the demonstration panel.
 *
 * It ships in the program, so that what is tested is what runs.
 */
struct _KioskVirtualCodeReader
{
  GObject parent_instance;

  gboolean started;
  gboolean plugged;
};

static void kiosk_virtual_code_reader_iface_init (KioskCodeReaderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KioskVirtualCodeReader, kiosk_virtual_code_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_CODE_READER,
                                                      kiosk_virtual_code_reader_iface_init))

static void
kiosk_virtual_code_reader_start (KioskCodeReader *reader)
{
  KIOSK_VIRTUAL_CODE_READER (reader)->started = TRUE;
}

static void
kiosk_virtual_code_reader_stop (KioskCodeReader *reader)
{
  KIOSK_VIRTUAL_CODE_READER (reader)->started = FALSE;
}

static gboolean
kiosk_virtual_code_reader_is_online (KioskCodeReader *reader)
{
  return KIOSK_VIRTUAL_CODE_READER (reader)->plugged;
}

static void
kiosk_virtual_code_reader_iface_init (KioskCodeReaderInterface *iface)
{
  iface->start = kiosk_virtual_code_reader_start;
  iface->stop = kiosk_virtual_code_reader_stop;
  iface->is_online = kiosk_virtual_code_reader_is_online;
}

static void
kiosk_virtual_code_reader_class_init (KioskVirtualCodeReaderClass *klass)
{
}

static void
kiosk_virtual_code_reader_init (KioskVirtualCodeReader *self)
{
  self->plugged = TRUE;
}

/**
 * kiosk_virtual_code_reader_new:
 *
 * Returns: (transfer full): a reader that is plugged in
 */
KioskVirtualCodeReader *
kiosk_virtual_code_reader_new (void)
{
  return g_object_new (KIOSK_TYPE_VIRTUAL_CODE_READER, NULL);
}

/**
 * kiosk_virtual_code_reader_present:
 * @self: a reader
 * @text: what the code holds, as a gun would send it
 *
 * Shows a code. Nobody sees it while the reader is stopped or pulled out, as with a real one.
 */
void
kiosk_virtual_code_reader_present (KioskVirtualCodeReader *self, const char *text)
{
  g_autoptr (KioskSecret) secret = NULL;

  g_return_if_fail (KIOSK_IS_VIRTUAL_CODE_READER (self) && text != NULL);

  if (!self->started || !self->plugged)
    return;

  secret = kiosk_secret_new_text (text);
  g_signal_emit_by_name (self, "scanned", secret);
}

static void
set_plugged (KioskVirtualCodeReader *self, gboolean plugged)
{
  if (self->plugged == plugged)
    return;

  self->plugged = plugged;
  if (self->started)
    g_signal_emit_by_name (self, "online-changed");
}

/**
 * kiosk_virtual_code_reader_plug:
 * @self: a reader
 *
 * Plugs it in again.
 */
void
kiosk_virtual_code_reader_plug (KioskVirtualCodeReader *self)
{
  g_return_if_fail (KIOSK_IS_VIRTUAL_CODE_READER (self));

  set_plugged (self, TRUE);
}

/**
 * kiosk_virtual_code_reader_unplug:
 * @self: a reader
 *
 * Pulls it out.
 */
void
kiosk_virtual_code_reader_unplug (KioskVirtualCodeReader *self)
{
  g_return_if_fail (KIOSK_IS_VIRTUAL_CODE_READER (self));

  set_plugged (self, FALSE);
}
