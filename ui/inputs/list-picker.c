/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/inputs/list-picker.h"

#include "language/fold.h"
#include "procedure/search.h"
#include "ui/inputs/touch.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"

#define MAX_SHOWN 6

/**
 * KioskListPicker:
 *
 * A text entry with the fitting entries of a list as buttons under it.
 *
 * A drop-down of 54 ethnicities or 200 countries cannot be used with a finger; typing two letters,
 * with or without accents, leaves at most six large buttons. An entry typed out in full needs no touch.
 */
struct _KioskListPicker
{
  GtkBox parent_instance;

  /* children */
  GtkWidget *frame; /* around entry and button */
  GtkWidget *entry;
  GtkWidget *again;   /* (nullable): empties the entry; shown while something is picked */
  GtkWidget *results; /* box of rows of buttons */
  char *more;         /* words shown when the list goes on */

  /* state */
  KioskSearch *search;
  GPtrArray *ids;    /* (element-type utf8): in the order of the list */
  GHashTable *texts; /* (element-type utf8 utf8): id to text */
  guint columns;
  gboolean quiet; /* the text is being set by ourselves */
};

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KioskListPicker, kiosk_list_picker, GTK_TYPE_BOX)

/* The entry whose text is exactly what was typed, capitals aside. */
static const char *
find_exact (KioskListPicker *self, const char *typed)
{
  g_autofree char *wanted = kiosk_upper (typed);

  g_strstrip (wanted);
  for (guint i = 0; i < self->ids->len; i++)
    {
      const char *id = g_ptr_array_index (self->ids, i);
      g_autofree char *text = kiosk_upper (g_hash_table_lookup (self->texts, id));

      if (g_str_equal (text, wanted))
        return id;
    }
  return NULL;
}

static void
on_touched (gpointer data, const char *id)
{
  KioskListPicker *self = data;
  g_autofree char *chosen = g_strdup (id);

  kiosk_list_picker_set_value (self, chosen);
  g_signal_emit (self, signals[PICKED], 0, chosen);
}

static void
append_result (KioskListPicker *self, GtkWidget *grid, guint place, const char *id)
{
  GtkWidget *button = kiosk_button_new (g_hash_table_lookup (self->texts, id), NULL, FALSE);

  gtk_widget_add_css_class (button, "pick");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_focus_on_click (button, FALSE);
  kiosk_touch_connect (button, id, on_touched, self);
  gtk_grid_attach (GTK_GRID (grid), button, place % self->columns, place / self->columns, 1, 1);
}

static void
show_again (KioskListPicker *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->again != NULL)
    gtk_widget_set_visible (self->again, find_exact (self, typed) != NULL);
}

static void
show_results (KioskListPicker *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) found = NULL;
  GtkWidget *grid;

  kiosk_touch_empty (self->results);
  show_again (self);
  gtk_widget_set_visible (self->results, find_exact (self, typed) == NULL);
  if (!gtk_widget_get_visible (self->results))
    return;
  if (typed[0] != '\0')
    found = kiosk_search_find (self->search, typed, MAX_SHOWN + 1);
  else
    found = g_ptr_array_ref (self->ids);
  grid = gtk_grid_new ();
  gtk_widget_add_css_class (grid, "picks");
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < MIN (found->len, MAX_SHOWN); i++)
    append_result (self, grid, i, g_ptr_array_index (found, i));
  gtk_box_append (GTK_BOX (self->results), grid);
  if (found->len > MAX_SHOWN)
    gtk_box_append (GTK_BOX (self->results), kiosk_label_new (self->more, "hint"));
}

static void
on_changed (GtkEditable *editable, gpointer user_data)
{
  KioskListPicker *self = user_data;
  g_autofree char *typed = gtk_editable_get_chars (editable, 0, -1);
  g_autofree char *exact = g_strdup (find_exact (self, typed));

  if (self->quiet)
    return;
  show_results (self);
  g_signal_emit (self, signals[PICKED], 0, exact != NULL ? exact : typed);
}

/* Whoever wants another entry should not have to erase this one letter by letter. */
static void
on_again (gpointer data, const char *id)
{
  KioskListPicker *self = data;

  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
on_focus (GtkEventControllerFocus *controller, gpointer user_data)
{
  show_results (user_data);
}

static void
kiosk_list_picker_finalize (GObject *object)
{
  KioskListPicker *self = KIOSK_LIST_PICKER (object);

  g_free (self->more);
  kiosk_search_free (self->search);
  g_ptr_array_unref (self->ids);
  g_hash_table_unref (self->texts);

  G_OBJECT_CLASS (kiosk_list_picker_parent_class)->finalize (object);
}

static void
kiosk_list_picker_class_init (KioskListPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kiosk_list_picker_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "list-picker");
  signals[PICKED] = g_signal_new ("picked", KIOSK_TYPE_LIST_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kiosk_list_picker_init (KioskListPicker *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->search = kiosk_search_new ();
  self->ids = g_ptr_array_new ();
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  kiosk_box_set_orientation (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL);
  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (focus, "enter", G_CALLBACK (on_focus), self);
  gtk_widget_add_controller (self->entry, focus);
  self->frame = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_add_css_class (self->frame, "entry-frame");
  gtk_box_append (GTK_BOX (self->frame), self->entry);
  gtk_box_append (GTK_BOX (self), self->frame);
  self->results = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->results, "pick-results");
  gtk_widget_set_visible (self->results, FALSE);
  gtk_box_append (GTK_BOX (self), self->results);
}

/**
 * kiosk_list_picker_new:
 * @columns: buttons beside one another
 * @more: words that say that the list goes on and typing narrows it
 * @again: label of the button that empties the entry for another choice
 * @label: of the field, to tell that button from those of other fields
 *
 * Returns: (transfer floating): a picker without entries
 */
GtkWidget *
kiosk_list_picker_new (guint columns, const char *more, const char *again, const char *label)
{
  KioskListPicker *self = g_object_new (KIOSK_TYPE_LIST_PICKER, NULL);
  g_autofree char *name = g_strdup_printf ("%s: %s", again, label);

  self->columns = MAX (columns, 1);
  self->more = g_strdup (more);
  self->again = kiosk_link_new (again);
  gtk_widget_add_css_class (self->again, "again");
  gtk_widget_set_valign (self->again, GTK_ALIGN_CENTER);
  kiosk_touch_name (self->again, name);
  kiosk_touch_connect (self->again, "", on_again, self);
  gtk_widget_set_visible (self->again, FALSE);
  gtk_box_append (GTK_BOX (self->frame), self->again);
  return GTK_WIDGET (self);
}

/**
 * kiosk_list_picker_add:
 * @self: a picker
 * @id: what the answers hold
 * @text: what the reader sees
 * @keywords: (nullable): other words that find it, such as its name in another language
 */
void
kiosk_list_picker_add (KioskListPicker *self, const char *id, const char *text,
                       const char *keywords)
{
  char *key = g_strdup (id);

  g_return_if_fail (KIOSK_IS_LIST_PICKER (self));

  g_hash_table_insert (self->texts, key, g_strdup (text));
  g_ptr_array_add (self->ids, key);
  kiosk_search_add (self->search, id, text, keywords);
}

/**
 * kiosk_list_picker_set_value:
 * @self: a picker with its entries
 * @value: (nullable): the id of an entry, or what was typed before; nothing is emitted
 */
void
kiosk_list_picker_set_value (KioskListPicker *self, const char *value)
{
  const char *text = value != NULL ? g_hash_table_lookup (self->texts, value) : NULL;

  g_return_if_fail (KIOSK_IS_LIST_PICKER (self));

  if (text == NULL)
    text = value != NULL ? value : "";
  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->quiet = FALSE;
  gtk_widget_set_visible (self->results, FALSE);
  show_again (self);
}

/**
 * kiosk_list_picker_get_entry:
 * @self: a picker
 *
 * Returns: (transfer none): the #GtkEntry, which takes the field's label as its name
 */
GtkWidget *
kiosk_list_picker_get_entry (KioskListPicker *self)
{
  return self->entry;
}
