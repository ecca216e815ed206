/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/id-document.h"

#include "base/secret.h"

/**
 * KioskIdDocument:
 *
 * What an identity document says about its holder, and how far that was proved, free of how it was
 * read.
 *
 * Its values are wiped, not just freed.
 */
struct _KioskIdDocument
{
  GObject parent_instance;

  KioskAssurance assurance;
  char *values[KIOSK_ID_N_FIELDS]; /* (owned) (nullable) each */
};

G_DEFINE_FINAL_TYPE (KioskIdDocument, kiosk_id_document, G_TYPE_OBJECT)

static void
kiosk_id_document_finalize (GObject *object)
{
  KioskIdDocument *self = KIOSK_ID_DOCUMENT (object);

  for (guint i = 0; i < KIOSK_ID_N_FIELDS; i++)
    g_clear_pointer (&self->values[i], kiosk_wipe_text);

  G_OBJECT_CLASS (kiosk_id_document_parent_class)->finalize (object);
}

static void
kiosk_id_document_class_init (KioskIdDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_id_document_finalize;
}

static void
kiosk_id_document_init (KioskIdDocument *self)
{
}

/**
 * kiosk_id_document_new:
 * @assurance: how its values will have been learnt
 *
 * Returns: (transfer full): a document that says nothing yet
 */
KioskIdDocument *
kiosk_id_document_new (KioskAssurance assurance)
{
  KioskIdDocument *self = g_object_new (KIOSK_TYPE_ID_DOCUMENT, NULL);

  self->assurance = assurance;

  return self;
}

/**
 * kiosk_id_document_set:
 * @self: a document
 * @field: which value
 * @value: (nullable): the value, copied, in the form that #KioskIdField wants; %NULL or an empty
 *   text means that the document does not say
 */
void
kiosk_id_document_set (KioskIdDocument *self, KioskIdField field, const char *value)
{
  char *copy;

  g_return_if_fail (KIOSK_IS_ID_DOCUMENT (self));
  g_return_if_fail ((guint) field < KIOSK_ID_N_FIELDS);

  copy = value == NULL || *value == '\0' ? NULL : g_strdup (value);
  kiosk_wipe_text (self->values[field]);
  self->values[field] = copy;
}

/**
 * kiosk_id_document_get:
 * @self: a document
 * @field: which value
 *
 * Returns: (transfer none) (nullable): the value, or %NULL when the document does not say
 */
const char *
kiosk_id_document_get (KioskIdDocument *self, KioskIdField field)
{
  g_return_val_if_fail (KIOSK_IS_ID_DOCUMENT (self), NULL);
  g_return_val_if_fail ((guint) field < KIOSK_ID_N_FIELDS, NULL);

  return self->values[field];
}

/**
 * kiosk_id_document_get_assurance:
 * @self: a document
 *
 * Returns: how far the holder was proved to be who the document names
 */
KioskAssurance
kiosk_id_document_get_assurance (KioskIdDocument *self)
{
  g_return_val_if_fail (KIOSK_IS_ID_DOCUMENT (self), KIOSK_ASSURANCE_TYPED);

  return self->assurance;
}

/**
 * kiosk_assurance_to_string:
 * @assurance: an assurance
 *
 * Returns: (transfer none): the word for it in a dossier and on the wire
 */
const char *
kiosk_assurance_to_string (KioskAssurance assurance)
{
  switch (assurance)
    {
    case KIOSK_ASSURANCE_TYPED:
      return "typed";
    case KIOSK_ASSURANCE_QR:
      return "qr";
    case KIOSK_ASSURANCE_CHIP:
      return "chip";
    case KIOSK_ASSURANCE_SIGNED:
      return "signed";
    case KIOSK_ASSURANCE_TRUSTED:
      return "trusted";
    case KIOSK_ASSURANCE_GENUINE:
      return "genuine";
    default:
      g_return_val_if_reached ("typed");
    }
}

/**
 * kiosk_id_field_to_string:
 * @field: a field
 *
 * Returns: (transfer none): its name after "card." in a procedure's prefill
 */
const char *
kiosk_id_field_to_string (KioskIdField field)
{
  static const char *const names[KIOSK_ID_N_FIELDS] = {
    [KIOSK_ID_FIELD_NUMBER] = "number",
    [KIOSK_ID_FIELD_OLD_NUMBER] = "old_number",
    [KIOSK_ID_FIELD_NAME] = "name",
    [KIOSK_ID_FIELD_BIRTH_DATE] = "birth_date",
    [KIOSK_ID_FIELD_SEX] = "sex",
    [KIOSK_ID_FIELD_ADDRESS] = "address",
    [KIOSK_ID_FIELD_ISSUE_DATE] = "issue_date",
    [KIOSK_ID_FIELD_EXPIRY_DATE] = "expiry_date",
    [KIOSK_ID_FIELD_NATIONALITY] = "nationality",
    [KIOSK_ID_FIELD_HOME_TOWN] = "home_town",
    [KIOSK_ID_FIELD_FATHER] = "father",
    [KIOSK_ID_FIELD_MOTHER] = "mother",
    [KIOSK_ID_FIELD_SPOUSE] = "spouse",
  };

  g_return_val_if_fail ((guint) field < KIOSK_ID_N_FIELDS, NULL);

  return names[field];
}
