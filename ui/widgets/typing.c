/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/widgets/typing.h"

#include "base/secret.h"
#include "ui/widgets/composer.h"

static char *
take_before (GtkText *text)
{
  GtkEditable *editable = GTK_EDITABLE (text);

  gtk_editable_delete_selection (editable);

  return gtk_editable_get_chars (editable, 0, gtk_editable_get_position (editable));
}

static void
replace (GtkText *text, const char *piece, guint replaced)
{
  GtkEditable *editable = GTK_EDITABLE (text);
  int position = gtk_editable_get_position (editable);

  if (replaced > 0)
    gtk_editable_delete_text (editable, position - (int) replaced, position);
  position -= (int) replaced;
  gtk_editable_insert_text (editable, piece, -1, &position);
  gtk_editable_set_position (editable, position);
}

/**
 * kiosk_typing_put:
 * @text: a field
 * @piece: what is inserted as it is, in place of what is selected
 */
void
kiosk_typing_put (GtkText *text, const char *piece)
{
  g_return_if_fail (GTK_IS_TEXT (text));

  gtk_editable_delete_selection (GTK_EDITABLE (text));
  replace (text, piece, 0);
}

/**
 * kiosk_typing_type:
 * @text: a field
 * @character: of the key
 * @telex_vni: whether letters and digits may be orders
 *
 * Types Vietnamese: the syllable before the cursor may change.
 */
void
kiosk_typing_type (GtkText *text, gunichar character, gboolean telex_vni)
{
  char *before, *piece;
  guint replaced;

  g_return_if_fail (GTK_IS_TEXT (text));

  before = take_before (text);
  piece = kiosk_composer_type (before, character, telex_vni, &replaced);
  replace (text, piece, replaced);
  kiosk_wipe_text (piece);
  kiosk_wipe_text (before);
}

/**
 * kiosk_typing_tone:
 * @text: a field
 * @tone: for the syllable before the cursor; without one nothing happens
 */
void
kiosk_typing_tone (GtkText *text, KioskToneMark tone)
{
  char *before, *piece;
  guint replaced;

  g_return_if_fail (GTK_IS_TEXT (text));

  before = take_before (text);
  piece = kiosk_composer_set_tone (before, tone, &replaced);
  if (piece != NULL)
    replace (text, piece, replaced);
  kiosk_wipe_text (piece);
  kiosk_wipe_text (before);
}

/**
 * kiosk_typing_erase:
 * @text: a field
 *
 * Erases what is selected, or the character before the cursor.
 */
void
kiosk_typing_erase (GtkText *text)
{
  GtkEditable *editable = GTK_EDITABLE (text);
  int position;

  g_return_if_fail (GTK_IS_TEXT (text));

  if (gtk_editable_get_selection_bounds (editable, NULL, NULL))
    {
      gtk_editable_delete_selection (editable);
      return;
    }
  position = gtk_editable_get_position (editable);
  if (position > 0)
    gtk_editable_delete_text (editable, position - 1, position);
}

/**
 * kiosk_typing_wants_capitals:
 *
 * Returns: whether all letters of @text are to be capitals
 */
gboolean
kiosk_typing_wants_capitals (GtkText *text)
{
  g_return_val_if_fail (GTK_IS_TEXT (text), FALSE);

  return (gtk_text_get_input_hints (text) & GTK_INPUT_HINT_UPPERCASE_CHARS) != 0;
}

/**
 * kiosk_typing_wants_capital:
 *
 * Returns: whether the next letter is to be a capital: names begin with one without being asked
 */
gboolean
kiosk_typing_wants_capital (GtkText *text)
{
  GtkInputHints hints;
  int position;
  g_autofree char *last = NULL;

  g_return_val_if_fail (GTK_IS_TEXT (text), FALSE);

  hints = gtk_text_get_input_hints (text);
  if (gtk_text_get_input_purpose (text) == GTK_INPUT_PURPOSE_NAME)
    hints |= GTK_INPUT_HINT_UPPERCASE_WORDS;
  position = gtk_editable_get_position (GTK_EDITABLE (text));
  if ((hints & (GTK_INPUT_HINT_UPPERCASE_WORDS | GTK_INPUT_HINT_UPPERCASE_SENTENCES)) == 0)
    return FALSE;
  if (position == 0)
    return TRUE;
  last = gtk_editable_get_chars (GTK_EDITABLE (text), position - 1, position);

  return (hints & GTK_INPUT_HINT_UPPERCASE_WORDS) != 0 && g_str_equal (last, " ");
}

static void
collect_fields (GtkWidget *widget, GPtrArray *fields)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return;
  if (GTK_IS_TEXT (widget) && gtk_editable_get_editable (GTK_EDITABLE (widget)))
    g_ptr_array_add (fields, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_fields (child, fields);
}

/**
 * kiosk_typing_find_next:
 * @text: a field
 *
 * Returns: (transfer none) (nullable): the field after it in the same window
 */
GtkWidget *
kiosk_typing_find_next (GtkText *text)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  GtkRoot *root;
  guint index;

  if (text == NULL)
    return NULL;
  root = gtk_widget_get_root (GTK_WIDGET (text));
  if (root == NULL)
    return NULL;
  collect_fields (GTK_WIDGET (root), fields);
  if (!g_ptr_array_find (fields, text, &index) || index + 1 >= fields->len)
    return NULL;

  return fields->pdata[index + 1];
}
