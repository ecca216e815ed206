/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/signature.h"

G_BEGIN_DECLS

/** StubMood: what goes wrong, as often as it is told. */
typedef enum {
  STUB_WELL,
  STUB_PORTAL,       /* 200 and a page, as a captive portal does */
  STUB_REDIRECT,     /* 302 */
  STUB_FORGER,       /* a receipt that another key has signed */
  STUB_OTHER_ENTRY,  /* a receipt for something else */
  STUB_BUSY,         /* 503, Retry-After: 1 */
  STUB_HANGS_UP,     /* commits, then answers nothing */
  STUB_TOO_LARGE,    /* 413 */
  STUB_ID_REUSED,    /* 422 */
  STUB_MANGLED,      /* 400 digest-mismatch, of chunks */
  STUB_FORGETS,      /* takes chunks and has none of them */
  STUB_FORBIDDEN,    /* 403 */
  STUB_STRANGER,     /* 404 */
} StubMood;

/** StubGateway: a gateway in memory, over plain HTTP on a port of its own. */
typedef struct _StubGateway StubGateway;

StubGateway     *stub_gateway_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void             stub_gateway_free         (StubGateway *self);
const char      *stub_gateway_get_url      (StubGateway *self);
KioskSigningKey *stub_gateway_get_key      (StubGateway *self);
void             stub_gateway_set_mood     (StubGateway *self, StubMood mood, guint times);
guint            stub_gateway_count        (StubGateway *self, const char *what); /* "commits", "chunks", "requests" */
gboolean         stub_gateway_has          (StubGateway *self, const char *id);
void             stub_gateway_forget       (StubGateway *self, const char *id);
void             stub_gateway_number       (StubGateway *self, const char *id, const char *official);

G_END_DECLS
