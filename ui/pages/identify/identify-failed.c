/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/identify/identify-failed.h"

#include "ui/pages/identify/identify-reading.h"
#include "ui/words/failure-words.h"

/* Millimetres. */
#define PICTURE_HEIGHT 110
#define CARD_HEIGHT 84
#define PICTURE_WIDTH 162

/* What one can do after a chip gave nothing. */
typedef enum
{
  ACT_NONE,
  ACT_READ_AGAIN,
  ACT_ENTER_AGAIN,
  ACT_SKIP,
  ACT_USE_CODE,
  ACT_TYPE,
  ACT_FORGET,
  ACT_STAFF,
} Act;

static const struct
{
  const char *label;
  const char *icon;
} acts[] = {
  [ACT_READ_AGAIN] = { "identify.read_again", "rotate" },
  [ACT_ENTER_AGAIN] = { "identify.enter_again", "edit" },
  [ACT_SKIP] = { "identify.skip_chip", "forward" },
  [ACT_USE_CODE] = { "identify.use_code", "qr" },
  [ACT_TYPE] = { "identify.type", "edit" },
  [ACT_FORGET] = { "identify.not_me", NULL },
  [ACT_STAFF] = { "frame.call-staff", "bell" },
};

static KioskFailure
get_failure (KioskPage *page)
{
  KioskFailure failure = kiosk_flow_get_identify_failure (kiosk_page_get_flow (page));

  return failure < KIOSK_N_FAILURES ? failure : KIOSK_FAILURE_CARD_PROTOCOL_BROKEN;
}

static gboolean
has_document (KioskPage *page)
{
  return kiosk_session_get_document (kiosk_flow_get_session (kiosk_page_get_flow (page))) != NULL;
}

static gboolean
is_wrong_key (KioskFailure failure)
{
  return failure == KIOSK_FAILURE_CARD_ACCESS_REFUSED_EXPIRY
         || failure == KIOSK_FAILURE_CARD_ACCESS_REFUSED_CAN
         || failure == KIOSK_FAILURE_CARD_ACCESS_REFUSED_MRZ;
}

/* What a chip says is not used: people look at the card. */
static gboolean
is_refused (KioskFailure failure)
{
  return failure == KIOSK_FAILURE_CARD_DATA_NOT_GENUINE || failure == KIOSK_FAILURE_CARD_IS_A_COPY
         || failure == KIOSK_FAILURE_CARD_DATA_DISAGREES;
}

/* The card that is laid down anew is read by itself. */
static gboolean
is_mended_by_laying (KioskFailure failure)
{
  return failure == KIOSK_FAILURE_CARD_REMOVED_EARLY || failure == KIOSK_FAILURE_TWO_CARDS
         || failure == KIOSK_FAILURE_CARD_NOT_AN_ID || failure == KIOSK_FAILURE_CARD_DOES_NOT_ANSWER
         || failure == KIOSK_FAILURE_CARD_PROTOCOL_BROKEN
         || failure == KIOSK_FAILURE_CARD_DATA_UNREADABLE;
}

static gboolean
has_code_reader (KioskPage *page)
{
  GPtrArray *readers = kiosk_flow_get_parts (kiosk_page_get_flow (page))->code_readers;

  for (guint i = 0; i < readers->len; i++)
    if (kiosk_code_reader_is_online (readers->pdata[i]))
      return TRUE;
  return FALSE;
}

/* The rung under the chip: what is there already, else the code, else the hands. */
static Act
find_lower (KioskPage *page)
{
  if (has_document (page))
    return ACT_SKIP;
  return has_code_reader (page) ? ACT_USE_CODE : ACT_TYPE;
}

static void
find_acts (KioskPage *page, Act *primary, Act *secondary)
{
  KioskFailure failure = get_failure (page);
  Act lower = find_lower (page);

  *primary = lower;
  *secondary = ACT_STAFF;
  if (is_refused (failure))
    {
      /* Who has nothing to go on with is not sent back to the start. */
      *primary = has_document (page) ? lower : ACT_STAFF;
      *secondary = has_document (page) ? ACT_STAFF : lower;
    }
  else if (kiosk_flow_can_retry_chip (kiosk_page_get_flow (page)))
    {
      *primary = is_wrong_key (failure) ? ACT_ENTER_AGAIN : ACT_READ_AGAIN;
      *secondary = lower;
    }
  else if (is_mended_by_laying (failure))
    {
      *primary = ACT_NONE;
      *secondary = lower;
    }
  else if (failure == KIOSK_FAILURE_CARD_BELONGS_TO_OTHER)
    {
      *secondary = ACT_FORGET;
    }
}

static const char *
get_label (KioskPage *page, Act act)
{
  return act != ACT_NONE ? kiosk_page_text (page, acts[act].label) : NULL;
}

static const char *
find_picture (KioskFailure failure)
{
  if (failure == KIOSK_FAILURE_CARD_REMOVED_EARLY)
    return "picture-reader-card-lifted";
  return is_refused (failure) || is_wrong_key (failure) ? "picture-card-2024-front"
                                                        : "picture-reader-lay-card";
}

/* The card was lifted to look for what opens it, or before anything was read: nothing went wrong. */
static gboolean
is_awaited (KioskPage *page)
{
  return get_failure (page) == KIOSK_FAILURE_CARD_REMOVED_EARLY
         && kiosk_flow_get_identify_part (kiosk_page_get_flow (page), NULL) <= 1;
}

/* How far it came, and that nothing is lost, or what else there is. */
static GtkWidget *
make_content (KioskPage *page)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint of = 0;
  guint part = kiosk_flow_get_identify_part (kiosk_page_get_flow (page), &of);

  gtk_widget_add_css_class (content, "facts");
  /* Before the chip is open nothing was reached that could be shown. */
  if (part > 1 && part <= of)
    gtk_box_append (GTK_BOX (content), kiosk_identify_parts_new (page, part, of, TRUE));
  if (has_document (page))
    gtk_box_append (GTK_BOX (content),
                    kiosk_banner_new (KIOSK_TONE_DONE, "check",
                                      kiosk_page_text (page, "identify.failed_kept")));
  else if (!is_refused (get_failure (page)) && has_code_reader (page))
    gtk_box_append (GTK_BOX (content),
                    kiosk_banner_new (KIOSK_TONE_ACT, "qr",
                                      kiosk_page_text (page, "identify.failed_other_way")));
  return content;
}

static void
show_heading (KioskPage *page, KioskFailure failure)
{
  if (is_awaited (page))
    {
      kiosk_page_set_title (page, kiosk_page_text (page, "identify.awaited_title"),
                            kiosk_page_text (page, "identify.awaited_help"));
      return;
    }
  kiosk_page_set_title (page, kiosk_failure_words_title (page, failure),
                        kiosk_failure_words_advice (page, failure));
  kiosk_page_set_mark (page, is_refused (failure) ? "stop" : "card",
                       is_refused (failure) ? KIOSK_TONE_STOP : KIOSK_TONE_WAIT);
}

/**
 * kiosk_identify_failed_show:
 * @page: a page whose flow is in %KIOSK_IDENTIFY_FAILED
 *
 * Shows what happened and offers the next rung by itself. Amber while nothing is lost; red only when
 * what the chip says is not used.
 */
void
kiosk_identify_failed_show (KioskPage *page)
{
  KioskFailure failure = get_failure (page);
  const char *picture = is_awaited (page) ? "picture-reader-lay-card" : find_picture (failure);
  Act primary, secondary;

  find_acts (page, &primary, &secondary);
  show_heading (page, failure);
  kiosk_page_set_picture (page, picture);
  kiosk_page_set_top (page, NULL);
  kiosk_page_set_content (page, make_content (page));
  kiosk_page_shape_side (page, PICTURE_WIDTH, TRUE);
  kiosk_page_set_side (
      page, kiosk_page_is_portrait (page) || kiosk_page_is_large (page)
                ? NULL
                : kiosk_icon_new_picture (picture, g_str_has_prefix (picture, "picture-card")
                                                       ? CARD_HEIGHT
                                                       : PICTURE_HEIGHT));
  kiosk_page_set_primary (page, get_label (page, primary), acts[primary].icon);
  kiosk_page_set_secondary (page, get_label (page, secondary),
                            secondary == ACT_SKIP ? NULL : acts[secondary].icon);
}

/**
 * kiosk_identify_failed_act:
 * @page: as kiosk_identify_failed_show() left it
 * @primary: which of both buttons was touched
 */
void
kiosk_identify_failed_act (KioskPage *page, gboolean primary)
{
  KioskFlow *flow = kiosk_page_get_flow (page);
  Act first, second;

  find_acts (page, &first, &second);
  switch (primary ? first : second)
    {
    case ACT_READ_AGAIN:
    case ACT_ENTER_AGAIN:
      kiosk_flow_retry_chip (flow);
      break;
    case ACT_SKIP:
    case ACT_USE_CODE:
      kiosk_flow_skip_chip (flow);
      break;
    case ACT_TYPE:
      kiosk_flow_type_identity (flow, TRUE);
      break;
    case ACT_FORGET:
      kiosk_flow_forget_identity (flow);
      break;
    case ACT_STAFF:
      kiosk_flow_call_staff (flow, TRUE);
      break;
    case ACT_NONE:
    default:
      break;
    }
}
