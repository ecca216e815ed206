/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/log.h"

#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define MAX_LINE 4096

#if defined(__SANITIZE_ADDRESS__)
#define KIOSK_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KIOSK_SANITIZED 1
#endif
#endif
#ifndef KIOSK_SANITIZED
#define KIOSK_SANITIZED 0
#endif

static const char *
describe_level (GLogLevelFlags level)
{
  if (level & G_LOG_LEVEL_ERROR)
    return "fatal";
  if (level & G_LOG_LEVEL_CRITICAL)
    return "critical";
  if (level & G_LOG_LEVEL_WARNING)
    return "warning";
  if (level & G_LOG_LEVEL_MESSAGE)
    return "message";
  if (level & G_LOG_LEVEL_INFO)
    return "info";

  return "debug";
}

/* Quotes a value so that one event is one line and nobody can write a second one by what he types.
 */
static void
append_value (GString *line, const char *value, gssize length)
{
  gsize n = length < 0 ? strlen (value) : (gsize) length;

  g_string_append_c (line, '"');
  for (gsize i = 0; i < n; i++)
    {
      guchar c = (guchar) value[i];

      if (c == '"' || c == '\\')
        g_string_append_printf (line, "\\%c", c);
      else if (c < 0x20 || c == 0x7f)
        g_string_append_printf (line, "\\x%02x", c);
      else
        g_string_append_c (line, (char) c);
    }
  g_string_append_c (line, '"');
}

static const GLogField *
find_field (const GLogField *fields, gsize n_fields, const char *key)
{
  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, key) == 0)
      return &fields[i];

  return NULL;
}

/* GLib's own fields are in capitals and are written as time, level, domain and message. */
static gboolean
is_own_field (const GLogField *field)
{
  for (const char *c = field->key; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '_')
      return FALSE;

  return field->value != NULL && field->key[0] != '\0';
}

static GString *
compose_line (GLogLevelFlags level, const GLogField *fields, gsize n_fields, const char *program)
{
  const GLogField *domain = find_field (fields, n_fields, "GLIB_DOMAIN");
  const GLogField *message = find_field (fields, n_fields, "MESSAGE");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "time=%s level=%s program=%s pid=%ld", time, describe_level (level),
                          program, (long) getpid ());
  if (domain != NULL)
    {
      g_string_append (line, " domain=");
      append_value (line, domain->value, domain->length);
    }
  if (message != NULL)
    {
      g_string_append (line, " message=");
      append_value (line, message->value, message->length);
    }
  for (gsize i = 0; i < n_fields; i++)
    if (is_own_field (&fields[i]))
      {
        g_string_append_printf (line, " %s=", fields[i].key);
        append_value (line, fields[i].value, fields[i].length);
      }
  if (line->len > MAX_LINE)
    g_string_truncate (line, MAX_LINE);
  g_string_append_c (line, '\n');

  return line;
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  const GLogField *domain = find_field (fields, n_fields, "GLIB_DOMAIN");
  g_autoptr (GString) line = NULL;
  gssize written;

  if (g_log_writer_default_would_drop (level, domain == NULL ? NULL : domain->value))
    return G_LOG_WRITER_HANDLED;

  line = compose_line (level, fields, n_fields, user_data);
  /* One write a line, so that the lines of several threads do not mix. */
  written = write (STDERR_FILENO, line->str, line->len);

  return written < 0 ? G_LOG_WRITER_UNHANDLED : G_LOG_WRITER_HANDLED;
}

/**
 * kiosk_log_init:
 * @program: (not nullable): name of the program, a static string
 *
 * Makes every message of the process, GLib's and GTK's included, one line of key=value pairs on
 * the standard error. Debug messages come only when G_MESSAGES_DEBUG asks. To be called once, first
 * in main().
 */
void
kiosk_log_init (const char *program)
{
  static gsize set = 0;

  g_return_if_fail (program != NULL);

  if (!g_once_init_enter (&set))
    return;
  g_log_set_writer_func (write_log, (gpointer) program, NULL);
  g_once_init_leave (&set, 1);
}

/**
 * kiosk_process_harden:
 *
 * Keeps what a citizen tells us out of core dumps and away from debuggers of the same user.
 */
void
kiosk_process_harden (void)
{
  const struct rlimit none = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &none) != 0)
    g_warning ("Core dumps could not be switched off");

  /* The leak checker of a sanitized build is a debugger of the same user. */
  if (!KIOSK_SANITIZED && prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    g_warning ("The process could not be closed to debuggers");
}
