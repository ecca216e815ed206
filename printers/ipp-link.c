/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/ipp-link.h"

#include <string.h>

#include "printers/cups-library.h"
#include "printers/reasons.h"

#define USER "kiosk"
#define CONNECT_MS 3000
#define ANSWER_SECONDS 5.0
#define BUSY_WAIT_MS 10000
#define BUSY_STEP_MS 500

/**
 * KioskIppLink:
 *
 * A conversation with one IPP device (RFC 8010, RFC 8011), through the CUPS library and past any spooler.
 *
 * The library blocks, so the link belongs to one worker thread from opening to closing.
 */
struct _KioskIppLink
{
  /* owned */
  http_t *http;
  char *uri;                 /* printer-uri */
  char *resource;            /* its path */
  GCancellable *cancellable; /* (nullable) */
};

/**
 * kiosk_ipp_address_is_valid:
 * @uri: `ipp://host[:port]/path` or `ipps://...`
 *
 * Returns: whether a link could be opened to such an address
 */
gboolean
kiosk_ipp_address_is_valid (const char *uri)
{
  g_autoptr (GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_NONE, NULL) : NULL;

  return parsed != NULL
         && (g_str_equal (g_uri_get_scheme (parsed), "ipp")
             || g_str_equal (g_uri_get_scheme (parsed), "ipps"))
         && g_uri_get_host (parsed) != NULL && *g_uri_get_host (parsed) != '\0';
}

static const char *
no_password (const char *prompt, http_t *http, const char *method, const char *resource,
             void *user_data)
{
  return NULL;
}

static gboolean
load_library (GError **error)
{
  g_autoptr (GError) missing = NULL;

  if (kiosk_cups_library_load (&missing))
    return TRUE;
  g_set_error_literal (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_NOT_READY, missing->message);

  return FALSE;
}

/**
 * kiosk_ipp_link_open:
 * @uri: a valid address
 * @cancellable: (nullable): looked at between the calls
 * @error: %KIOSK_PRINTER_ERROR_NOT_READY
 *
 * Returns: (transfer full): the link, or %NULL with @error set
 */
KioskIppLink *
kiosk_ipp_link_open (const char *uri, GCancellable *cancellable, GError **error)
{
  char scheme[16], user[64], host[256], resource[256];
  int port = 0;
  http_encryption_t encryption = HTTP_ENCRYPTION_IF_REQUESTED;
  http_t *http = NULL;
  KioskIppLink *self = NULL;

  g_return_val_if_fail (kiosk_ipp_address_is_valid (uri), NULL);

  if (!load_library (error))
    return NULL;
  kiosk_cups.httpSeparateURI (HTTP_URI_CODING_ALL, uri, scheme, sizeof scheme, user, sizeof user,
                              host, sizeof host, &port, resource, sizeof resource);
  if (strcmp (scheme, "ipps") == 0)
    encryption = HTTP_ENCRYPTION_ALWAYS;

  kiosk_cups.cupsSetUser (USER);
  kiosk_cups.cupsSetPasswordCB2 (no_password, NULL);
  http = kiosk_cups.httpConnect2 (host, port, NULL, AF_UNSPEC, encryption, 1, CONNECT_MS, NULL);
  if (http == NULL)
    {
      g_set_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_NOT_READY,
                   "Cannot reach the printer: %s; switch it on, or correct its address",
                   kiosk_cups.cupsLastErrorString ());
      return NULL;
    }

  kiosk_cups.httpSetTimeout (http, ANSWER_SECONDS, NULL, NULL);
  self = g_new0 (KioskIppLink, 1);
  self->http = http;
  self->uri = g_strdup (uri);
  self->resource = g_strdup (resource);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  return self;
}

/**
 * kiosk_ipp_link_close:
 * @self: (transfer full): a link
 */
void
kiosk_ipp_link_close (KioskIppLink *self)
{
  g_return_if_fail (self != NULL);

  kiosk_cups.httpClose (self->http);
  g_clear_object (&self->cancellable);
  g_free (self->uri);
  g_free (self->resource);
  g_free (self);
}

static ipp_t *
new_request (KioskIppLink *self, ipp_op_t operation, int job)
{
  ipp_t *request = kiosk_cups.ippNewRequest (operation);

  kiosk_cups.ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, self->uri);
  if (job > 0)
    kiosk_cups.ippAddInteger (request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  kiosk_cups.ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
                           USER);
  return request;
}

static void
ask_for (ipp_t *request, int n, const char *const *names)
{
  kiosk_cups.ippAddStrings (request, IPP_TAG_OPERATION, IPP_CONST_TAG (IPP_TAG_KEYWORD),
                            "requested-attributes", n, NULL, names);
}

/* Sends and waits; NULL when the device did not answer, otherwise its answer, refusals included. */
static ipp_t *
ask (KioskIppLink *self, ipp_t *request)
{
  return kiosk_cups.cupsDoRequest (self->http, request, self->resource);
}

static gboolean
is_refused (ipp_t *answer)
{
  return answer == NULL || kiosk_cups.ippGetStatusCode (answer) >= IPP_STATUS_ERROR_BAD_REQUEST;
}

static gboolean
holds_value (ipp_t *answer, const char *name, const char *value)
{
  ipp_attribute_t *attribute = kiosk_cups.ippFindAttribute (answer, name, IPP_TAG_ZERO);

  return attribute != NULL && kiosk_cups.ippContainsString (attribute, value);
}

static KioskPrinterState
read_state (ipp_t *answer)
{
  ipp_attribute_t *reasons
      = kiosk_cups.ippFindAttribute (answer, "printer-state-reasons", IPP_TAG_KEYWORD);
  ipp_attribute_t *accepting
      = kiosk_cups.ippFindAttribute (answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
  ipp_attribute_t *own = kiosk_cups.ippFindAttribute (answer, "printer-state", IPP_TAG_ENUM);
  KioskPrinterState state = KIOSK_PRINTER_READY;

  for (int i = 0; reasons != NULL && i < kiosk_cups.ippGetCount (reasons); i++)
    {
      const char *reason = kiosk_cups.ippGetString (reasons, i, NULL);

      if (reason != NULL && kiosk_reason_to_state (reason, &state))
        return state;
    }
  if (accepting != NULL && !kiosk_cups.ippGetBoolean (accepting, 0))
    return KIOSK_PRINTER_OFFLINE;
  if (own != NULL && kiosk_cups.ippGetInteger (own, 0) == IPP_PSTATE_STOPPED)
    return KIOSK_PRINTER_OFFLINE;

  return own != NULL && kiosk_cups.ippGetInteger (own, 0) == IPP_PSTATE_PROCESSING
             ? KIOSK_PRINTER_BUSY
             : KIOSK_PRINTER_READY;
}

/**
 * kiosk_ipp_link_get_state:
 * @self: a link
 *
 * Returns: what the device says of itself; %KIOSK_PRINTER_OFFLINE when it does not answer
 */
KioskPrinterState
kiosk_ipp_link_get_state (KioskIppLink *self)
{
  static const char *const wanted[]
      = { "printer-state", "printer-state-reasons", "printer-is-accepting-jobs" };
  ipp_t *request = NULL;
  ipp_t *answer = NULL;
  KioskPrinterState state = KIOSK_PRINTER_OFFLINE;

  g_return_val_if_fail (self != NULL, KIOSK_PRINTER_OFFLINE);

  request = new_request (self, IPP_OP_GET_PRINTER_ATTRIBUTES, 0);
  ask_for (request, G_N_ELEMENTS (wanted), wanted);
  answer = ask (self, request);
  if (!is_refused (answer))
    state = read_state (answer);
  kiosk_cups.ippDelete (answer);
  return state;
}

/**
 * kiosk_ipp_link_takes:
 * @self: a link
 * @format: a media type, such as `application/pdf`
 *
 * Returns: whether the device takes such documents
 */
gboolean
kiosk_ipp_link_takes (KioskIppLink *self, const char *format)
{
  static const char *const wanted[] = { "document-format-supported" };
  ipp_t *request = NULL;
  ipp_t *answer = NULL;
  gboolean takes = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  request = new_request (self, IPP_OP_GET_PRINTER_ATTRIBUTES, 0);
  ask_for (request, G_N_ELEMENTS (wanted), wanted);
  answer = ask (self, request);
  takes = !is_refused (answer) && holds_value (answer, "document-format-supported", format);
  kiosk_cups.ippDelete (answer);
  return takes;
}

static ipp_t *
ask_for_job (KioskIppLink *self, const char *name, const char *media)
{
  ipp_t *request = new_request (self, IPP_OP_CREATE_JOB, 0);

  kiosk_cups.ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, name);
  kiosk_cups.ippAddString (request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", NULL, media);
  kiosk_cups.ippAddString (request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", NULL, "none");
  kiosk_cups.ippAddString (request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", NULL, "one-sided");
  kiosk_cups.ippAddInteger (request, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", 1);
  return ask (self, request);
}

/**
 * kiosk_ipp_link_create_job:
 * @self: a link
 * @name: names the job at the device; no personal data
 * @media: PWG 5101.1 size name, such as `iso_a5_148x210mm`
 * @error: %KIOSK_PRINTER_ERROR_BUSY or %KIOSK_PRINTER_ERROR_REFUSED
 *
 * Makes a job without a document; nothing can come out yet. A busy device is asked for ten seconds.
 *
 * Returns: the device's number for the job, or 0 with @error set
 */
int
kiosk_ipp_link_create_job (KioskIppLink *self, const char *name, const char *media, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + BUSY_WAIT_MS * G_GINT64_CONSTANT (1000);
  gboolean busy = TRUE;
  int job = 0;

  g_return_val_if_fail (self != NULL, 0);

  while (busy && job == 0)
    {
      ipp_t *answer = ask_for_job (self, name, media);
      ipp_attribute_t *id = NULL;

      busy = answer != NULL && kiosk_cups.ippGetStatusCode (answer) == IPP_STATUS_ERROR_BUSY
             && g_get_monotonic_time () < deadline
             && !g_cancellable_is_cancelled (self->cancellable);
      id = is_refused (answer) ? NULL
                               : kiosk_cups.ippFindAttribute (answer, "job-id", IPP_TAG_INTEGER);
      job = id != NULL ? kiosk_cups.ippGetInteger (id, 0) : 0;
      if (job <= 0 && !busy)
        {
          gboolean was_busy = kiosk_cups.cupsLastError () == IPP_STATUS_ERROR_BUSY;

          g_set_error (error, KIOSK_PRINTER_ERROR,
                       was_busy ? KIOSK_PRINTER_ERROR_BUSY : KIOSK_PRINTER_ERROR_REFUSED,
                       "The printer makes no job: %s", kiosk_cups.cupsLastErrorString ());
        }
      kiosk_cups.ippDelete (answer);
      if (busy)
        g_usleep (BUSY_STEP_MS * 1000);
    }

  return MAX (job, 0);
}

/**
 * kiosk_ipp_link_send:
 * @self: a link
 * @job: a job without a document
 * @document: the document
 * @format: its media type
 * @error: %KIOSK_PRINTER_ERROR_REFUSED when the device said no, so nothing comes out;
 *   %KIOSK_PRINTER_ERROR_UNCONFIRMED when it did not answer, so nobody can tell
 *
 * Sends from memory: the document holds personal data and touches no disk here.
 *
 * Returns: whether the device answered that it has all of it
 */
gboolean
kiosk_ipp_link_send (KioskIppLink *self, int job, GBytes *document, const char *format,
                     GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (document, &size);
  ipp_t *request = NULL;
  ipp_t *answer = NULL;
  http_status_t status;
  gboolean refused = FALSE;
  gboolean taken = FALSE;

  g_return_val_if_fail (self != NULL && job > 0, FALSE);

  request = new_request (self, IPP_OP_SEND_DOCUMENT, job);
  kiosk_cups.ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", NULL,
                           format);
  kiosk_cups.ippAddBoolean (request, IPP_TAG_OPERATION, "last-document", 1);
  status = kiosk_cups.cupsSendRequest (self->http, request, self->resource, CUPS_LENGTH_VARIABLE);
  if (status == HTTP_STATUS_CONTINUE)
    status = kiosk_cups.cupsWriteRequestData (self->http, data, size);
  answer = kiosk_cups.cupsGetResponse (self->http, self->resource);
  taken = answer != NULL && !is_refused (answer);
  refused = answer != NULL && is_refused (answer);
  if (!taken)
    g_set_error (error, KIOSK_PRINTER_ERROR,
                 refused ? KIOSK_PRINTER_ERROR_REFUSED : KIOSK_PRINTER_ERROR_UNCONFIRMED,
                 "The printer %s the document (HTTP %d): %s",
                 refused ? "does not take" : "did not answer for", (int) status,
                 kiosk_cups.cupsLastErrorString ());
  kiosk_cups.ippDelete (answer);
  kiosk_cups.ippDelete (request);
  return taken;
}

static KioskIppJobState
read_job_state (int state)
{
  switch (state)
    {
    case IPP_JSTATE_PENDING:
    case IPP_JSTATE_HELD:
      return KIOSK_IPP_JOB_WAITING;
    case IPP_JSTATE_PROCESSING:
    case IPP_JSTATE_STOPPED:
      return KIOSK_IPP_JOB_PRINTING;
    case IPP_JSTATE_COMPLETED:
      return KIOSK_IPP_JOB_COMPLETED;
    case IPP_JSTATE_CANCELED:
    case IPP_JSTATE_ABORTED:
      return KIOSK_IPP_JOB_ENDED;
    default:
      return KIOSK_IPP_JOB_GONE;
    }
}

/**
 * kiosk_ipp_link_get_job:
 * @self: a link
 * @job: the device's number for it
 * @name: the name we gave it; devices that were restarted give numbers anew
 *
 * Returns: what the device says of that job, %KIOSK_IPP_JOB_GONE when it has none of that name
 */
KioskIppJob
kiosk_ipp_link_get_job (KioskIppLink *self, int job, const char *name)
{
  static const char *const wanted[] = { "job-state", "job-name", "job-impressions-completed" };
  KioskIppJob said = { KIOSK_IPP_JOB_GONE, -1 };
  ipp_t *request = NULL;
  ipp_t *answer = NULL;

  g_return_val_if_fail (self != NULL, said);

  request = new_request (self, IPP_OP_GET_JOB_ATTRIBUTES, job);
  ask_for (request, G_N_ELEMENTS (wanted), wanted);
  answer = ask (self, request);
  if (!is_refused (answer))
    {
      ipp_attribute_t *state = kiosk_cups.ippFindAttribute (answer, "job-state", IPP_TAG_ENUM);
      ipp_attribute_t *own = kiosk_cups.ippFindAttribute (answer, "job-name", IPP_TAG_NAME);
      ipp_attribute_t *count
          = kiosk_cups.ippFindAttribute (answer, "job-impressions-completed", IPP_TAG_INTEGER);

      if (own != NULL && g_strcmp0 (kiosk_cups.ippGetString (own, 0, NULL), name) == 0)
        said.state = read_job_state (state != NULL ? kiosk_cups.ippGetInteger (state, 0) : 0);
      said.impressions = count != NULL ? kiosk_cups.ippGetInteger (count, 0) : -1;
    }
  kiosk_cups.ippDelete (answer);
  return said;
}

/**
 * kiosk_ipp_link_cancel:
 * @self: a link
 * @job: a job of ours
 *
 * Asks the device to drop the job; whether it does is seen by kiosk_ipp_link_get_job().
 */
void
kiosk_ipp_link_cancel (KioskIppLink *self, int job)
{
  g_return_if_fail (self != NULL);

  kiosk_cups.ippDelete (ask (self, new_request (self, IPP_OP_CANCEL_JOB, job)));
}

/* Reads jobs, a group each, whatever the order within a group. */
static int
find_named (ipp_t *answer, const char *name)
{
  int id = 0;
  gboolean named = FALSE;

  for (ipp_attribute_t *a = kiosk_cups.ippFirstAttribute (answer); a != NULL;
       a = kiosk_cups.ippNextAttribute (answer))
    {
      const char *own = kiosk_cups.ippGetName (a);

      if (own == NULL)
        {
          id = 0;
          named = FALSE;
        }
      else if (strcmp (own, "job-id") == 0)
        id = kiosk_cups.ippGetInteger (a, 0);
      else if (strcmp (own, "job-name") == 0)
        named = g_strcmp0 (kiosk_cups.ippGetString (a, 0, NULL), name) == 0;
      if (named && id > 0)
        return id;
    }

  return 0;
}

/**
 * kiosk_ipp_link_find_job:
 * @self: a link
 * @name: the name we gave it
 *
 * Looks among the jobs that are not completed, for one whose number we did not get to know.
 *
 * Returns: its number, or 0 when there is none
 */
int
kiosk_ipp_link_find_job (KioskIppLink *self, const char *name)
{
  static const char *const wanted[] = { "job-id", "job-name" };
  ipp_t *request = NULL;
  ipp_t *answer = NULL;
  int found = 0;

  g_return_val_if_fail (self != NULL, 0);

  request = new_request (self, IPP_OP_GET_JOBS, 0);
  kiosk_cups.ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", NULL,
                           "not-completed");
  ask_for (request, G_N_ELEMENTS (wanted), wanted);
  answer = ask (self, request);
  if (!is_refused (answer))
    found = find_named (answer, name);
  kiosk_cups.ippDelete (answer);
  return found;
}
