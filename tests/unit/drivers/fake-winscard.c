/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fake-winscard.h"

#include <string.h>

#define MAX_READERS 4
#define MAX_CONTEXTS 64

typedef struct
{
  char name[64]; /* empty: no reader */
  FakeCard card; /* (nullable) */
  gboolean taken_by_other;
  gboolean connected;
  guint events;
} Reader;

const SCARD_IO_REQUEST g_rgSCardT0Pci = { SCARD_PROTOCOL_T0, sizeof (SCARD_IO_REQUEST) };
const SCARD_IO_REQUEST g_rgSCardT1Pci = { SCARD_PROTOCOL_T1, sizeof (SCARD_IO_REQUEST) };

static GMutex lock;
static GCond moved;
static gboolean service_up;
static guint service_round;
static Reader readers[MAX_READERS];
static gboolean cancelled[MAX_CONTEXTS];
static guint context_rounds[MAX_CONTEXTS]; /* 0: not open */
static guint n_contexts, n_waits, n_connects;

static Reader *
find (const char *name)
{
  for (guint i = 0; i < MAX_READERS; i++)
    if (readers[i].name[0] != '\0' && g_str_equal (readers[i].name, name))
      return &readers[i];

  return NULL;
}

static gboolean
is_served (SCARDCONTEXT context)
{
  return service_up && context > 0 && context < MAX_CONTEXTS
         && context_rounds[context] == service_round;
}

/* ---- what a test does ---- */

static void
move (void)
{
  g_cond_broadcast (&moved);
  g_mutex_unlock (&lock);
}

void
fake_service_set_up (gboolean up)
{
  g_mutex_lock (&lock);
  if (up && !service_up)
    service_round++;
  service_up = up;
  move ();
}

void
fake_reader_add (const char *name)
{
  g_mutex_lock (&lock);
  for (guint i = 0; i < MAX_READERS; i++)
    if (readers[i].name[0] == '\0')
      {
        memset (&readers[i], 0, sizeof readers[i]);
        g_strlcpy (readers[i].name, name, sizeof readers[i].name);
        break;
      }
  move ();
}

void
fake_reader_remove (const char *name)
{
  g_mutex_lock (&lock);
  memset (find (name), 0, sizeof (Reader));
  move ();
}

void
fake_card_lay (const char *name, FakeCard card)
{
  g_mutex_lock (&lock);
  find (name)->card = card;
  find (name)->events++;
  move ();
}

void
fake_card_lift (const char *name)
{
  g_mutex_lock (&lock);
  find (name)->card = NULL;
  find (name)->events++;
  move ();
}

void
fake_card_take (const char *name, gboolean taken)
{
  g_mutex_lock (&lock);
  find (name)->taken_by_other = taken;
  move ();
}

static guint
read_count (const guint *count)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  return *count;
}

guint
fake_count_waits (void)
{
  return read_count (&n_waits);
}

guint
fake_count_connects (void)
{
  return read_count (&n_connects);
}

guint
fake_count_contexts (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  guint n = 0;

  for (guint i = 0; i < MAX_CONTEXTS; i++)
    n += context_rounds[i] != 0;

  return n;
}

void
fake_reset (void)
{
  g_mutex_lock (&lock);
  memset (readers, 0, sizeof readers);
  memset (cancelled, 0, sizeof cancelled);
  memset (context_rounds, 0, sizeof context_rounds);
  service_up = TRUE;
  service_round++;
  n_contexts = n_waits = n_connects = 0;
  move ();
}

/* ---- what the driver calls ---- */

LONG
SCardEstablishContext (DWORD scope, LPCVOID reserved, LPCVOID reserved_too, LPSCARDCONTEXT context)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (!service_up)
    return SCARD_E_NO_SERVICE;
  g_assert_cmpuint (n_contexts + 1, <, MAX_CONTEXTS);
  *context = ++n_contexts;
  context_rounds[*context] = service_round;

  return SCARD_S_SUCCESS;
}

LONG
SCardReleaseContext (SCARDCONTEXT context)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  context_rounds[context] = 0;

  return SCARD_S_SUCCESS;
}

LONG
SCardCancel (SCARDCONTEXT context)
{
  g_mutex_lock (&lock);
  cancelled[context] = TRUE;
  move ();

  return SCARD_S_SUCCESS;
}

LONG
SCardListReaders (SCARDCONTEXT context, LPCSTR groups, LPSTR names, LPDWORD length)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  char *end = names;

  if (!is_served (context))
    return SCARD_E_NO_SERVICE;
  for (guint i = 0; i < MAX_READERS; i++)
    if (readers[i].name[0] != '\0')
      end = g_stpcpy (end, readers[i].name) + 1;
  *end = '\0';

  return end == names ? SCARD_E_NO_READERS_AVAILABLE : SCARD_S_SUCCESS;
}

static guint
count_readers (void)
{
  guint n = 0;

  for (guint i = 0; i < MAX_READERS; i++)
    n += readers[i].name[0] != '\0';

  return n;
}

static DWORD
tell (const Reader *reader)
{
  DWORD state = reader->card != NULL ? SCARD_STATE_PRESENT : SCARD_STATE_EMPTY;

  if (reader->card != NULL && (reader->connected || reader->taken_by_other))
    state |= SCARD_STATE_EXCLUSIVE | SCARD_STATE_INUSE;

  return state | (DWORD) reader->events << 16;
}

/* As libpcsclite 1.9.9: the news of readers counts from when the call began. */
static gboolean
look (SCARD_READERSTATE *states, guint n, guint n_before)
{
  gboolean news = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const Reader *reader = find (states[i].szReader);
      gboolean changed;

      if (g_str_has_prefix (states[i].szReader, "\\\\?PnP?"))
        {
          changed = count_readers () != n_before;
          states[i].dwEventState = changed ? SCARD_STATE_CHANGED : 0;
        }
      else
        {
          DWORD state = reader != NULL ? tell (reader) : SCARD_STATE_UNKNOWN;

          changed = states[i].dwCurrentState != state;
          states[i].dwEventState = state | (changed ? SCARD_STATE_CHANGED : 0);
        }
      news = news || changed;
    }

  return news;
}

LONG
SCardGetStatusChange (SCARDCONTEXT context, DWORD timeout, SCARD_READERSTATE *states, DWORD n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  guint n_before = count_readers ();
  gint64 until = g_get_monotonic_time () + (gint64) timeout * 1000;

  n_waits++;
  for (DWORD i = 0; i < n; i++)
    if (find (states[i].szReader) == NULL && !g_str_has_prefix (states[i].szReader, "\\\\?PnP?"))
      return SCARD_E_UNKNOWN_READER;
  for (;;)
    {
      if (!is_served (context))
        return SCARD_E_NO_SERVICE;
      if (cancelled[context])
        return SCARD_E_CANCELLED;
      if (look (states, (guint) n, n_before))
        return SCARD_S_SUCCESS;
      if (timeout == INFINITE)
        g_cond_wait (&moved, &lock);
      else if (!g_cond_wait_until (&moved, &lock, until))
        return SCARD_E_TIMEOUT;
    }
}

LONG
SCardConnect (SCARDCONTEXT context, LPCSTR name, DWORD mode, DWORD protocols, LPSCARDHANDLE card,
              LPDWORD protocol)
{
  Reader *reader;
  LONG result = SCARD_S_SUCCESS;

  g_mutex_lock (&lock);
  n_connects++;
  reader = find (name);
  if (!is_served (context))
    result = SCARD_E_NO_SERVICE;
  else if (reader == NULL)
    result = SCARD_E_UNKNOWN_READER;
  else if (reader->card == NULL)
    result = SCARD_E_NO_SMARTCARD;
  else if (reader->taken_by_other || reader->connected)
    result = SCARD_E_SHARING_VIOLATION;
  else
    {
      reader->connected = TRUE;
      *card = (SCARDHANDLE) (reader - readers) + 1;
      *protocol = SCARD_PROTOCOL_T1;
    }
  move ();

  return result;
}

LONG
SCardDisconnect (SCARDHANDLE card, DWORD disposition)
{
  g_mutex_lock (&lock);
  readers[card - 1].connected = FALSE;
  move ();

  return SCARD_S_SUCCESS;
}

LONG
SCardTransmit (SCARDHANDLE card, const SCARD_IO_REQUEST *request, LPCBYTE command, DWORD length,
               SCARD_IO_REQUEST *received, LPBYTE buffer, LPDWORD size)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  FakeCard respond;
  LONG result;

  g_mutex_lock (&lock);
  respond = readers[card - 1].card;
  g_mutex_unlock (&lock);
  if (respond == NULL)
    return SCARD_W_REMOVED_CARD;
  result = respond (command, length, answer);
  g_assert_cmpuint (answer->len, <=, *size);
  if (answer->len > 0)
    memcpy (buffer, answer->data, answer->len);
  *size = answer->len;

  return result;
}
