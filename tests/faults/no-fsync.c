/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded for the negative control: a disk that says it has written and has not. SQLite's own
 * fdatasync() stays as it is, so that rows are kept and files are not. */
int fsync (int fd);

int
fsync (int fd)
{
  return 0;
}
