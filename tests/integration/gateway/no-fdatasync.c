/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded for the negative control: a disk that tells SQLite it has written and has not. fsync()
 * stays as it is, so that files are kept and rows are not. */
int fdatasync (int fd);

int
fdatasync (int fd)
{
  return 0;
}
