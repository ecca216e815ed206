/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-main"

/* Memory that is given back is given back empty.
 *
 * What a citizen typed passes through toolkit, text layout and message bus, which all copy it and free
 * their copies as they are. The C library lets a program bring its own free() and realloc(); these
 * wipe first. Blocks of their own mapping are left out: the kernel clears those pages itself.
 *
 * Sanitizers bring their own allocator, so a build with one goes without. */

#include <dlfcn.h>
#include <malloc.h>
#include <string.h>
#include <unistd.h>

#if !defined(__SANITIZE_ADDRESS__)

/* Above this the C library maps and unmaps (M_MMAP_THRESHOLD is fixed to it at start). A frame of the
 * panel (8 MB) lies below: mapped anew for each frame it cost 2,000 page faults, a third of the time
 * to paint it. */
#define MAPPED_BYTES (16 * 1024 * 1024)

void *__libc_malloc (size_t size);
void *__libc_realloc (void *block, size_t size);
void __libc_free (void *block);

void *realloc (void *block, size_t size);
void free (void *block);

__attribute__ ((constructor)) static void
fix_threshold (void)
{
  mallopt (M_MMAP_THRESHOLD, MAPPED_BYTES);
  mallopt (M_TRIM_THRESHOLD, 2 * MAPPED_BYTES);
}

void
free (void *block)
{
  size_t size;

  if (block == NULL)
    return;
  size = malloc_usable_size (block);
  if (size < MAPPED_BYTES)
    explicit_bzero (block, size);
  __libc_free (block);
}

void *
realloc (void *block, size_t size)
{
  size_t old_size;
  void *moved;

  if (block == NULL)
    return __libc_malloc (size);
  old_size = malloc_usable_size (block);
  if (size == 0 || old_size >= MAPPED_BYTES)
    return __libc_realloc (block, size);
  if (size <= old_size && size >= old_size / 2)
    return block;

  /* The library would free the old block behind our back, with everything in it. */
  moved = __libc_malloc (size);
  if (moved == NULL)
    return NULL;
  memcpy (moved, block, size < old_size ? size : old_size);
  free (block);

  return moved;
}

#endif
