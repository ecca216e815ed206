/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/records.h"

G_BEGIN_DECLS

/** Folder: a temporary folder with records and blobs in it. */
typedef struct {
  char         *path;
  KioskRecords *records;
} Folder;

void         folder_set_up     (Folder *self, gconstpointer data);
void         folder_tear_down  (Folder *self, gconstpointer data);
KioskCommit *folder_new_commit (const char *id, const char *device, const char *manifest);

G_END_DECLS
