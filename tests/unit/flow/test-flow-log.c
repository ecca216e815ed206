/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the flow meets stands in the log under the name that the technician is told to look for, and
 * nothing of the citizen stands there with it. */

#include "flow/flow-identify.h"
#include "flow/flow-receipt.h"
#include "flow/flow-scan.h"
#include "visit.h"

#include <string.h>

static GString *logged;

static GLogWriterOutput
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      g_string_append_printf (user_data, "%s=%s\n", fields[i].key, (const char *) fields[i].value);

  return G_LOG_WRITER_HANDLED;
}

static void
assert_logged_once (const char *line)
{
  const char *at = strstr (logged->str, line);

  g_test_message ("%s", line);
  g_assert_nonnull (at);
  g_assert_null (strstr (at + 1, line));
  g_string_truncate (logged, 0);
}

static void
test_a_code_that_is_no_card_is_named_and_not_told (Visit *visit, gconstpointer data)
{
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_IDENTIFY);
  g_string_truncate (logged, 0);
  kiosk_virtual_code_reader_present (visit->reader, "https://example.vn/secret-path");
  g_assert_null (strstr (logged->str, "secret-path"));
  assert_logged_once ("failure=code-url\n");

  visit_show_card (visit, VISIT_RESIDENCE);
  g_assert_null (strstr (logged->str, "failure="));
  g_assert_null (strstr (logged->str, "038192004567"));
}

static gboolean
is_scan_over (Visit *visit)
{
  return !kiosk_flow_is_scanning (visit->flow);
}

static void
test_a_page_that_did_not_come_is_named (Visit *visit, gconstpointer data)
{
  visit_go_to (visit, VISIT_BIRTH, KIOSK_FLOW_DOCUMENTS);
  g_string_truncate (logged, 0);
  kiosk_virtual_page_scanner_fail (visit->scanner, "jam");
  kiosk_flow_scan_component (visit->flow, "birth_notice");
  visit_wait (visit, "the scan to end", is_scan_over);
  assert_logged_once ("failure=scanner-jam\n");
}

static gboolean
is_paper_waited_for (Visit *visit)
{
  return told_printer_get_waiting (visit->printer) > 0;
}

static void
test_a_slip_that_did_not_come_is_named (Visit *visit, gconstpointer data)
{
  visit_submit (visit, VISIT_RESIDENCE);
  g_assert_null (strstr (logged->str, "failure="));
  visit_wait (visit, "a paper to be printed", is_paper_waited_for);
  told_printer_answer (visit->printer, KIOSK_PRINT_NOT_PRINTED);
  visit_settle (visit);
  assert_logged_once ("failure=printer-slip-missing\n");
}

static gboolean
has_submit_error (Visit *visit)
{
  return kiosk_flow_get_submit_error (visit->flow) != NULL;
}

static void
test_a_full_disk_is_named_by_what_it_keeps_from (Visit *visit, gconstpointer data)
{
  static const KioskOutboxLimits full = { G_MAXINT64, 100000 };

  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_CHECK);
  kiosk_outbox_set_limits (visit->parts.outbox, &full);
  kiosk_flow_advance (visit->flow);
  visit_wait (visit, "the submit to be refused", has_submit_error);
  assert_logged_once ("failure=dossier-not-kept\n");

  kiosk_flow_finish (visit->flow);
  kiosk_flow_advance (visit->flow);
  g_string_truncate (logged, 0);
  kiosk_flow_start (visit->flow);
  assert_logged_once ("failure=disk-full\n");
}

#define ADD(name, test)                                                                            \
  g_test_add ("/flow-log/" name, Visit, NULL, visit_set_up, test, visit_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  logged = g_string_new (NULL);
  g_log_set_writer_func (keep_log, logged, NULL);
  /* A full disk is worth a warning, which is what is looked at here. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);

  ADD ("a-code-that-is-no-card-is-named-and-not-told",
       test_a_code_that_is_no_card_is_named_and_not_told);
  ADD ("a-page-that-did-not-come-is-named", test_a_page_that_did_not_come_is_named);
  ADD ("a-slip-that-did-not-come-is-named", test_a_slip_that_did_not_come_is_named);
  ADD ("a-full-disk-is-named-by-what-it-keeps-from",
       test_a_full_disk_is_named_by_what_it_keeps_from);

  return g_test_run ();
}
