/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/device-keys.h"

#include "wire/members.h"

#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *device;
  KioskSigningKey *key;
} DeviceKey;

/**
 * KioskDeviceKeys:
 *
 * Which devices there are and what they sign with: a folder of public keys.
 *
 * A device is let in by putting DEVICE.pub there and shut out by taking it away, with no restart.
 * DEVICE.ANYTHING.pub holds a further key, for the time of a key change. Used by several threads.
 */
struct _KioskDeviceKeys
{
  GMutex lock;
  char *folder;
  struct timespec changed;
  GPtrArray *keys; /* (element-type DeviceKey) */
};

static void
device_key_free (DeviceKey *self)
{
  g_free (self->device);
  kiosk_signing_key_unref (self->key);
  g_free (self);
}

/**
 * kiosk_device_keys_new:
 * @folder: holds the public keys; need not exist yet
 *
 * Returns: (transfer full): the devices
 */
KioskDeviceKeys *
kiosk_device_keys_new (const char *folder)
{
  KioskDeviceKeys *self = g_new0 (KioskDeviceKeys, 1);

  g_mutex_init (&self->lock);
  self->folder = g_strdup (folder);
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) device_key_free);

  return self;
}

/**
 * kiosk_device_keys_free:
 * @self: (transfer full) (nullable): the devices
 */
void
kiosk_device_keys_free (KioskDeviceKeys *self)
{
  if (self == NULL)
    return;

  g_mutex_clear (&self->lock);
  g_free (self->folder);
  g_ptr_array_unref (self->keys);
  g_free (self);
}

static void
load_one (KioskDeviceKeys *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *device = g_strndup (name, strcspn (name, "."));
  g_autoptr (GError) error = NULL;
  KioskSigningKey *key;
  DeviceKey *entry;

  if (!g_str_has_suffix (name, ".pub") || !kiosk_shape_name (device))
    return;

  key = kiosk_signing_key_load (path, &error);
  if (key == NULL)
    {
      g_warning ("device key %s left out: %s", path, error->message);
      return;
    }

  entry = g_new0 (DeviceKey, 1);
  entry->device = g_steal_pointer (&device);
  entry->key = key;
  g_ptr_array_add (self->keys, entry);
}

static void
refresh (KioskDeviceKeys *self)
{
  g_autoptr (GDir) dir = NULL;
  struct stat status;
  const char *name;

  if (stat (self->folder, &status) != 0)
    memset (&status, 0, sizeof status);
  if (status.st_mtim.tv_sec == self->changed.tv_sec
      && status.st_mtim.tv_nsec == self->changed.tv_nsec)
    return;

  self->changed = status.st_mtim;
  g_ptr_array_set_size (self->keys, 0);
  dir = g_dir_open (self->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    load_one (self, name);
}

/**
 * kiosk_device_keys_has:
 * @self: the devices
 * @device: a name from a certificate
 *
 * Returns: whether the device is one of ours
 */
gboolean
kiosk_device_keys_has (KioskDeviceKeys *self, const char *device)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  refresh (self);
  for (guint i = 0; i < self->keys->len; i++)
    if (g_str_equal (((DeviceKey *) g_ptr_array_index (self->keys, i))->device, device))
      return TRUE;

  return FALSE;
}

/**
 * kiosk_device_keys_find:
 * @self: the devices
 * @device: a device
 * @kid: id of one of its keys
 *
 * Returns: (transfer full) (nullable): the key, %NULL when that device has none of that id
 */
KioskSigningKey *
kiosk_device_keys_find (KioskDeviceKeys *self, const char *device, const char *kid)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  refresh (self);
  for (guint i = 0; i < self->keys->len; i++)
    {
      DeviceKey *entry = g_ptr_array_index (self->keys, i);

      if (g_str_equal (entry->device, device)
          && g_str_equal (kiosk_signing_key_get_id (entry->key), kid))
        return kiosk_signing_key_ref (entry->key);
    }

  return NULL;
}

/**
 * kiosk_device_keys_list:
 * @self: the devices
 *
 * Returns: (transfer full) (element-type KioskSigningKey): the keys of all devices
 */
GPtrArray *
kiosk_device_keys_list (KioskDeviceKeys *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_signing_key_unref);

  refresh (self);
  for (guint i = 0; i < self->keys->len; i++)
    g_ptr_array_add (
        list, kiosk_signing_key_ref (((DeviceKey *) g_ptr_array_index (self->keys, i))->key));

  return list;
}
