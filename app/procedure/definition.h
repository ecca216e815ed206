/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "language/text.h"
#include "procedure/condition.h"

G_BEGIN_DECLS

/* What assets/procedures/procedure.schema.json says, as C sees it. Everything is read-only and
 * lives as long as the KioskProcedure that holds it. Arrays hold pointers to these structs. */

typedef enum { KIOSK_UNIT_WORKING_DAY, KIOSK_UNIT_WORKING_HOUR, KIOSK_UNIT_DAY, KIOSK_UNIT_MONTH } KioskTimeUnit;
typedef enum { KIOSK_LEVEL_COMMUNE, KIOSK_LEVEL_PROVINCE, KIOSK_LEVEL_MINISTRY } KioskLevel;
typedef enum { KIOSK_CHANNEL_DIRECT, KIOSK_CHANNEL_ONLINE, KIOSK_CHANNEL_POST, KIOSK_CHANNEL_ANY } KioskChannel;
typedef enum { KIOSK_ROLE_FILE, KIOSK_ROLE_PREPARE } KioskRole;
typedef enum { KIOSK_ACT_HAND_IN, KIOSK_ACT_SHOW, KIOSK_ACT_MADE, KIOSK_ACT_DATA } KioskAct;
typedef enum { KIOSK_PER_CASE, KIOSK_PER_COPY, KIOSK_PER_PAGE, KIOSK_PER_PERSON } KioskFeePer;
typedef enum { KIOSK_DELIVERY_COUNTER, KIOSK_DELIVERY_POST, KIOSK_DELIVERY_ELECTRONIC } KioskDelivery;
typedef enum { KIOSK_QUESTION_CHOICE, KIOSK_QUESTION_NUMBER } KioskQuestionKind;
typedef enum {
  KIOSK_FIELD_TEXT,      /* free text, one line */
  KIOSK_FIELD_LONG_TEXT, /* free text, several lines */
  KIOSK_FIELD_NAME,      /* a person's name: letters and spaces */
  KIOSK_FIELD_DATE,      /* ISO 8601 in the answers, dd/mm/yyyy on screen */
  KIOSK_FIELD_NUMBER,    /* whole number */
  KIOSK_FIELD_MONEY,     /* dong */
  KIOSK_FIELD_PHONE,     /* ten digits, first 0 */
  KIOSK_FIELD_EMAIL,
  KIOSK_FIELD_ID_NUMBER, /* twelve digits */
  KIOSK_FIELD_CHOICE,    /* one of options */
  KIOSK_FIELD_LIST,      /* one of a shared list, searched as you type */
  KIOSK_FIELD_ADDRESS,   /* one line of text */
} KioskFieldKind;

/* The answer «I am not sure» to a question that offers it; rules take it for an open answer. */
#define KIOSK_ANSWER_UNSURE "unsure"

typedef struct {
  gboolean    verified;
  const char *source; /* (nullable) */
  const char *reason; /* (nullable): why it is not verified */
} KioskFact;

typedef struct {
  const char      *id;
  const KioskText *text;
  const KioskText *hint;           /* (nullable) */
  const KioskText *stop;           /* (nullable): why this answer cannot go on here */
  const char      *stop_procedure; /* (nullable): code of the procedure that fits instead */
} KioskOption;

typedef struct {
  const char           *id;
  KioskQuestionKind     kind;
  const KioskText      *text;
  const KioskText      *help; /* (nullable) */
  const KioskText      *why;  /* (nullable) */
  const KioskCondition *when; /* (nullable) */
  const GPtrArray      *options; /* (element-type KioskOption) */
  gboolean              unsure;  /* offers «I am not sure, please ask staff to help me» */
  gint64                min;
  gint64                max;
} KioskQuestion;

typedef struct {
  const char           *id;
  const KioskText      *label;
  const KioskText      *hint;  /* (nullable) */
  const KioskText      *error; /* (nullable): how to mend a wrong value */
  KioskFieldKind        kind;
  gboolean              required;
  gboolean              locked;  /* a value from the card may not be changed at the machine */
  const KioskCondition *when;    /* (nullable) */
  const char           *prefill; /* (nullable): "card.name", "answer.<id>", "today" */
  const char           *list;    /* (nullable): name of a file in assets/lists */
  const char           *pattern; /* (nullable): anchored regular expression on the NFC value */
  const char           *rule;    /* (nullable): "not_future", "not_past", "within_60_days", "age_at_least" (uses min) */
  const char           *initial; /* (nullable): value before the citizen touches it */
  const GPtrArray      *options; /* (element-type KioskOption) */
  gint64                min;
  gint64                max;
  guint                 min_length;
  guint                 max_length;
} KioskField;

typedef struct {
  const char           *id;
  const KioskText      *title;
  const KioskText      *help;   /* (nullable) */
  const KioskCondition *when;   /* (nullable) */
  const GPtrArray      *fields; /* (element-type KioskField) */
} KioskStep;

typedef struct {
  const char           *id;
  const char           *code; /* the catalogue's component code */
  const KioskText      *name; /* official */
  const KioskText      *plain;
  const KioskText      *hint; /* (nullable) */
  const KioskText      *note; /* (nullable) */
  const KioskText      *where; /* (nullable): given there, and not at the counter */
  KioskAct              act;
  guint                 originals;
  guint                 copies;
  guint                 max_pages;
  gboolean              scan;   /* the kiosk offers to scan it */
  const char           *one_of; /* (nullable): any one of the components with this word will do */
  const KioskCondition *when;   /* (nullable) */
  KioskFact             fact;
} KioskComponent;

typedef struct {
  const KioskText      *text;
  const char           *basis;
  const KioskCondition *when; /* (nullable): when the answers already tell */
} KioskExemption;

/* From the unit after the @above-th on, each costs @amount instead. */
typedef struct {
  gint64 above;
  gint64 amount;
} KioskFeeTier;

typedef struct {
  const char           *id;
  const KioskText      *label;
  const KioskText      *note;   /* (nullable) */
  gboolean              charge; /* lệ phí (government charge) rather than phí (service fee) */
  gint64                amount; /* dong; -1: the province sets it */
  KioskFeePer           per;
  const char           *quantity; /* (nullable): id of the answer that counts */
  const GPtrArray      *tiers;    /* (element-type KioskFeeTier): other prices of later units, rising; see kiosk_fee_reckon() */
  gint64                cap;      /* dong, most that one quantity costs; 0: no cap */
  const char           *multiply; /* (nullable): id of the answer the capped sum is multiplied by */
  KioskChannel          channel;
  const char           *from; /* (nullable): first day it holds, yyyy-mm-dd */
  const char           *to;   /* (nullable): last day it holds */
  const char           *basis;
  const KioskCondition *when;       /* (nullable) */
  const GPtrArray      *exemptions; /* (element-type KioskExemption) */
  KioskFact             fact;
} KioskFee;

typedef struct {
  const char           *id;
  const KioskText      *label;
  guint                 amount;
  KioskTimeUnit         unit;
  const char           *cutoff; /* (nullable): "15:00": received before it means the same day */
  KioskChannel          channel;
  const KioskCondition *when;         /* (nullable) */
  const KioskText      *second_label; /* (nullable): the law's second date: from what it runs */
  guint                 second_amount;
  KioskTimeUnit         second_unit;
  KioskFact             fact;
} KioskTimeLimit;

typedef struct {
  const char           *id;
  const KioskText      *text;
  const KioskText      *where;
  const KioskCondition *when; /* (nullable) */
} KioskLeftToDo;

/** KioskProcedureInfo: what does not depend on answers. */
typedef struct {
  const char      *code;
  guint            version;
  const KioskText *title; /* official */
  const KioskText *plain;
  const KioskText *summary;
  const GPtrArray *who;      /* (element-type KioskText) */
  const GPtrArray *groups;   /* (element-type utf8) */
  const GPtrArray *keywords; /* (element-type utf8) */
  KioskLevel       level;
  const KioskText *agency;
  const KioskText *receiving; /* who takes it in */
  const char      *domain_code;
  const KioskText *domain_name;
  const char      *decision;
  guint            channels; /* bit (1 << KioskChannel) for each */
  KioskRole        role;
  gboolean         offline;      /* can be filed with the network down */
  const char      *receipt_form; /* "01", "CT04" */
  const KioskText *explain;      /* (nullable): why it can only be prepared here */
  const KioskText *result;
  const char      *result_code; /* (nullable) */
  guint            result_originals;
  guint            delivery;    /* bit (1 << KioskDelivery) for each */
  const GPtrArray *left_to_do;  /* (element-type KioskLeftToDo) */
  const GPtrArray *times;       /* (element-type KioskTimeLimit) */
  const GPtrArray *fees;        /* (element-type KioskFee) */
  const GPtrArray *questions;   /* (element-type KioskQuestion) */
  const GPtrArray *components;  /* (element-type KioskComponent) */
  const GPtrArray *steps;       /* (element-type KioskStep) */
  const GPtrArray *basis;       /* (element-type utf8) */
  const GPtrArray *notes;       /* (element-type KioskText) */
} KioskProcedureInfo;

G_END_DECLS
