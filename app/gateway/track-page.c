/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/track-page.h"

#include "language/speak.h"

#include <string.h>

/* One page without scripts, pictures or anything fetched from elsewhere: it opens on an old phone
 * over a thin line, and nobody learns that it was opened. */
#define STYLE                                                                                      \
  "*{box-sizing:border-box}"                                                                       \
  "body{margin:0;background:#FAF7F1;color:#14212F;font:1.125rem/1.5 'Noto Sans',sans-serif}"       \
  "main{max-width:34rem;margin:0 auto;padding:1rem}"                                               \
  "p{margin:.5rem 0}"                                                                              \
  ".top{display:flex;justify-content:space-between;align-items:center;gap:1rem}"                   \
  ".top a{color:#0B3A75;padding:.7rem 0;font-weight:700}"                                          \
  ".card{background:#fff;border:1px solid #CFD6DE;border-radius:.8rem;padding:1rem;margin:1rem 0}" \
  "h1{font-size:1.4rem;line-height:1.25;margin:0 0 .5rem;padding-left:2.4rem;position:relative}"   \
  "h1 span{position:absolute;left:0;top:.05em}"                                                    \
  ".done{border-left:.4rem solid #0F6A3C}.done h1 span{color:#0F6A3C}"                             \
  ".wait{border-left:.4rem solid #C47A00}.wait h1 span{color:#824600}"                             \
  ".stop{border-left:.4rem solid #A31621}.stop h1 span{color:#A31621}"                             \
  "dl{margin:0}dt{color:#2A394B;margin-top:.7rem}dt:first-child{margin-top:0}"                     \
  "dd{margin:0;font-weight:700;overflow-wrap:anywhere}"                                            \
  ".big{font-size:1.4rem;line-height:1.3}.note{color:#2A394B}"

typedef struct
{
  const char *name; /* of the texts */
  const char *look;
  const char *mark;
} Mood;

static const Mood moods[] = {
  [KIOSK_TRACK_KEPT] = { "kept", "wait", "&#9650;" },
  [KIOSK_TRACK_RECEIVED] = { "received", "done", "&#10003;" },
  [KIOSK_TRACK_NUMBERED] = { "numbered", "done", "&#10003;" },
  [KIOSK_TRACK_ASIDE] = { "aside", "wait", "&#9650;" },
  [KIOSK_TRACK_FORGED] = { "forged", "stop", "&#9650;" },
  [KIOSK_TRACK_UNREADABLE] = { "unreadable", "stop", "&#9650;" },
  [KIOSK_TRACK_BUSY] = { "busy", "wait", "&#9650;" },
};

/**
 * kiosk_track_mood_of:
 * @record: (nullable): what the gateway knows of the submission
 *
 * Returns: what the page says first
 */
KioskTrackMood
kiosk_track_mood_of (const KioskRecord *record)
{
  if (record == NULL)
    return KIOSK_TRACK_KEPT;

  switch (record->state)
    {
    case KIOSK_RECORD_DELIVERED:
      return KIOSK_TRACK_NUMBERED;
    case KIOSK_RECORD_QUARANTINED:
      return KIOSK_TRACK_ASIDE;
    case KIOSK_RECORD_RECEIVED:
    case KIOSK_RECORD_NUMBERED:
    default:
      return KIOSK_TRACK_RECEIVED;
    }
}

/**
 * kiosk_track_language:
 * @asked: (nullable): what the address asks for, "en"
 * @accepted: (nullable): Accept-Language (RFC 9110 §12.5.4)
 *
 * Takes the first language of the header that we speak, as browsers write them in order of liking.
 *
 * Returns: (transfer none): the language of the page, Vietnamese unless another is wanted
 */
const char *
kiosk_track_language (const char *asked, const char *accepted)
{
  g_auto (GStrv) ranges = NULL;

  if (g_strcmp0 (asked, "vi") == 0)
    return "vi";
  if (g_strcmp0 (asked, "en") == 0)
    return "en";
  if (accepted == NULL || strlen (accepted) > 1024)
    return "vi";

  ranges = g_strsplit (accepted, ",", 32);
  for (guint i = 0; ranges[i] != NULL; i++)
    {
      const char *range = g_strstrip (ranges[i]);

      if (g_ascii_strncasecmp (range, "vi", 2) == 0)
        return "vi";
      if (g_ascii_strncasecmp (range, "en", 2) == 0)
        return "en";
    }

  return "vi";
}

static void
append (GString *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (page, escaped);
}

typedef struct
{
  GString *page;
  KioskLanguage *language;
  const char *code;
} Writer;

static void
row (Writer *writer, const char *key, const char *text, const char *look)
{
  if (text == NULL)
    return;

  g_string_append (writer->page, "<dt>");
  append (writer->page, kiosk_language_get_in (writer->language, writer->code, key));
  g_string_append_printf (writer->page, "</dt><dd class=\"%s\">", look);
  append (writer->page, text);
  g_string_append (writer->page, "</dd>");
}

static void
moment_row (Writer *writer, const char *key, GDateTime *moment)
{
  g_autoptr (GTimeZone) vietnam = g_time_zone_new_identifier ("+07:00");
  g_autoptr (GDateTime) local = moment != NULL ? g_date_time_to_timezone (moment, vietnam) : NULL;
  g_autofree char *text
      = local != NULL ? kiosk_write_moment (writer->language, writer->code, local) : NULL;

  row (writer, key, text, "");
}

static void
write_facts (Writer *writer, const KioskReceiptCode *receipt, const KioskRecord *record)
{
  g_autoptr (GDateTime) kept = g_date_time_new_from_unix_utc (receipt->issued_at);
  g_autoptr (GDateTime) received
      = record != NULL ? g_date_time_new_from_iso8601 (record->received_at, NULL) : NULL;
  gboolean numbered = record != NULL && record->state == KIOSK_RECORD_DELIVERED;

  g_string_append (writer->page, "<div class=\"card\"><dl>");
  if (numbered)
    row (writer, "track.number", record->official, "big");
  if (numbered && record->status >= 1 && record->status <= 10)
    {
      g_autofree char *key = g_strdup_printf ("track.status.%d", record->status);

      row (writer, "track.status", kiosk_language_get_in (writer->language, writer->code, key), "");
    }
  row (writer, "track.provisional", receipt->provisional, numbered ? "" : "big");
  row (writer, "track.procedure", receipt->procedure, "");
  moment_row (writer, "track.kept-at", kept);
  moment_row (writer, "track.received-at", received);
  g_string_append (writer->page, "</dl></div>");
}

static void
write_head (Writer *writer)
{
  const char *title = kiosk_language_get_in (writer->language, writer->code, "track.title");
  GString *page = writer->page;

  g_string_append_printf (page, "<!DOCTYPE html><html lang=\"%s\"><head><meta charset=\"utf-8\">",
                          writer->code);
  g_string_append (page, "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                         "<meta name=\"robots\" content=\"noindex\"><title>");
  append (page, title);
  g_string_append (page, "</title><style>" STYLE "</style></head><body><main>"
                         "<div class=\"top\"><strong>");
  append (page, title);
  g_string_append_printf (page, "</strong><a href=\"?l=%s\" lang=\"%s\">",
                          g_str_equal (writer->code, "vi") ? "en" : "vi",
                          g_str_equal (writer->code, "vi") ? "en" : "vi");
  append (page, kiosk_language_get_in (writer->language, writer->code, "track.language"));
  g_string_append (page, "</a></div>");
}

/**
 * kiosk_track_write:
 * @language: the texts
 * @code: "vi" or "en"
 * @mood: what the page says first
 * @receipt: (nullable): the verified code; %NULL when it could not be
 * @record: (nullable): what the gateway knows of the submission
 *
 * Tells nothing of the person, because whoever finds the slip can open the page.
 *
 * Returns: (transfer full): an HTML page
 */
GBytes *
kiosk_track_write (KioskLanguage *language, const char *code, KioskTrackMood mood,
                   const KioskReceiptCode *receipt, const KioskRecord *record)
{
  GString *page = g_string_sized_new (4096);
  Writer writer = { page, language, code };
  g_autofree char *heading_key = g_strdup_printf ("track.%s.heading", moods[mood].name);
  g_autofree char *body_key = g_strdup_printf ("track.%s.body", moods[mood].name);
  g_autofree char *heading = kiosk_language_format_in (language, code, heading_key, "kiosk",
                                                       receipt != NULL ? receipt->kiosk : "", NULL);

  write_head (&writer);
  g_string_append_printf (page, "<div class=\"card %s\"><h1><span aria-hidden=\"true\">%s</span>",
                          moods[mood].look, moods[mood].mark);
  append (page, heading);
  g_string_append (page, "</h1><p>");
  append (page, kiosk_language_get_in (language, code, body_key));
  g_string_append (page, "</p></div>");
  if (receipt != NULL)
    write_facts (&writer, receipt, record);
  g_string_append (page, "<p class=\"note\">");
  append (page, kiosk_language_get_in (language, code, "track.privacy"));
  g_string_append (page, "</p></main></body></html>\n");

  return g_string_free_to_bytes (page);
}
