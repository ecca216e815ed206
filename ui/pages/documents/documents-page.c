/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/documents/documents-page.h"

#include "ui/inputs/summary.h"
#include "ui/inputs/touch.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"
#include "ui/words/page-facts.h"
#include "ui/words/paper-tally.h"

/**
 * KioskDocumentsPage:
 *
 * Every paper of the dossier: what the kiosk made, what was scanned, what goes to the counter.
 */
struct _KioskDocumentsPage
{
  KioskPage parent_instance;

  GHashTable
      *rows; /* (element-type utf8 GtkWidget): id to its first button; owned by the content */
  gboolean advancing;
};

G_DEFINE_FINAL_TYPE (KioskDocumentsPage, kiosk_documents_page, KIOSK_TYPE_PAGE)

static GPtrArray *
list_components (KioskPage *page)
{
  return kiosk_document_set_list (kiosk_page_get_documents (page), kiosk_form_lookup,
                                  kiosk_page_get_form (page));
}

static gboolean
is_given (KioskPage *page, const KioskComponent *component)
{
  return kiosk_document_set_get_state (kiosk_page_get_documents (page), component->id)
         != KIOSK_DOCUMENT_OPEN;
}

static gboolean
may_depend (KioskPage *page, const KioskComponent *component)
{
  return component->when != NULL
         && kiosk_form_evaluate (kiosk_page_get_form (page), component->when) == KIOSK_TRUTH_MAYBE;
}

static GtkWidget *
make_scanned_tag (KioskPage *page, const char *id)
{
  guint n = kiosk_document_set_get_n_pages (kiosk_page_get_documents (page), id);
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *text = kiosk_language_format (
      kiosk_page_get_language (page), n == 1 ? "documents.scanned_one" : "documents.scanned", "n",
      number, NULL);

  return kiosk_tag_new (KIOSK_TONE_DONE, "check", text);
}

static GtkWidget *
make_promised_tag (KioskPage *page, const KioskComponent *component)
{
  g_autofree char *text
      = component->where != NULL
            ? kiosk_language_format (kiosk_page_get_language (page), "documents.elsewhere", "where",
                                     kiosk_page_say (page, component->where), NULL)
            : g_strdup (kiosk_page_text (page, component->act == KIOSK_ACT_SHOW
                                                   ? "documents.show_at_counter"
                                                   : "documents.at_counter"));

  return kiosk_tag_new (KIOSK_TONE_WAIT, component->where != NULL ? "send" : "person", text);
}

static GtkWidget *
make_tag (KioskPage *page, const KioskComponent *component, gboolean settled)
{
  if (settled)
    return kiosk_tag_new (KIOSK_TONE_PLAIN, "check", kiosk_page_text (page, "documents.settled"));
  switch (kiosk_document_set_get_state (kiosk_page_get_documents (page), component->id))
    {
    case KIOSK_DOCUMENT_SCANNED:
      return make_scanned_tag (page, component->id);
    case KIOSK_DOCUMENT_AT_COUNTER:
      return make_promised_tag (page, component);
    case KIOSK_DOCUMENT_MADE:
      return kiosk_tag_new (KIOSK_TONE_DONE, "check", kiosk_page_text (page, "documents.made"));
    case KIOSK_DOCUMENT_NOT_NEEDED:
      return kiosk_tag_new (KIOSK_TONE_PLAIN, "shield",
                            kiosk_page_text (page, "documents.not_needed"));
    case KIOSK_DOCUMENT_OPEN:
    default:
      if (may_depend (page, component))
        return kiosk_tag_new (KIOSK_TONE_PLAIN, "info",
                              kiosk_page_text (page, "documents.depends"));
      return NULL;
    }
}

static void
on_scan (gpointer data, const char *id)
{
  kiosk_flow_scan_component (kiosk_page_get_flow (data), id);
}

static void
on_at_counter (gpointer data, const char *id)
{
  KioskPage *page = KIOSK_PAGE (data);

  kiosk_document_set_set_at_counter (kiosk_page_get_documents (page), id, TRUE);
  KIOSK_PAGE_GET_CLASS (page)->refresh (page);
}

static void
add_button (KioskDocumentsPage *self, GtkWidget *box, const KioskComponent *component,
            const char *label, const char *icon, KioskTouched touched)
{
  KioskPage *page = KIOSK_PAGE (self);
  GtkWidget *button = kiosk_button_new (label, icon, FALSE);
  g_autofree char *name
      = g_strdup_printf ("%s: %s", label, kiosk_page_say (page, component->plain));

  kiosk_touch_name (button, name);
  kiosk_touch_connect (button, component->id, touched, self);
  gtk_box_append (GTK_BOX (box), button);
  if (!g_hash_table_contains (self->rows, component->id))
    g_hash_table_insert (self->rows, g_strdup (component->id), button);
}

static gboolean
can_scan (KioskPage *page, const KioskComponent *component)
{
  return component->scan && kiosk_flow_get_parts (kiosk_page_get_flow (page))->scanner != NULL;
}

static void
add_promise (KioskDocumentsPage *self, GtkWidget *box, const KioskComponent *component)
{
  KioskPage *page = KIOSK_PAGE (self);
  g_autofree char *elsewhere = NULL;

  if (component->where != NULL)
    elsewhere = kiosk_language_format (kiosk_page_get_language (page), "documents.to_elsewhere",
                                       "where", kiosk_page_say (page, component->where), NULL);
  add_button (self, box, component,
              elsewhere != NULL ? elsewhere : kiosk_page_text (page, "documents.to_counter"),
              component->where != NULL ? "send" : "person", on_at_counter);
}

/* Whether the citizen can do anything about it here. */
static gboolean
has_buttons (KioskPage *page, const KioskComponent *component)
{
  KioskDocumentState state
      = kiosk_document_set_get_state (kiosk_page_get_documents (page), component->id);

  return state == KIOSK_DOCUMENT_OPEN || state == KIOSK_DOCUMENT_SCANNED
         || (state == KIOSK_DOCUMENT_AT_COUNTER && can_scan (page, component));
}

/* Buttons stand in one right column, so rows without one keep its room when others have one. */
static gboolean
have_buttons (KioskPage *page, const GPtrArray *components)
{
  for (guint i = 0; i < components->len; i++)
    if (has_buttons (page, g_ptr_array_index (components, i)))
      return TRUE;
  return FALSE;
}

static GtkWidget *
make_buttons (KioskDocumentsPage *self, const KioskComponent *component, gboolean settled)
{
  KioskPage *page = KIOSK_PAGE (self);
  gboolean portrait = kiosk_page_is_portrait (page);
  GtkWidget *box = kiosk_box_new (portrait ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (box, "row-buttons");
  switch (kiosk_document_set_get_state (kiosk_page_get_documents (page), component->id))
    {
    case KIOSK_DOCUMENT_SCANNED:
      add_button (self, box, component, kiosk_page_text (page, "documents.look"), "papers",
                  on_scan);
      break;
    case KIOSK_DOCUMENT_AT_COUNTER:
      if (can_scan (page, component))
        add_button (self, box, component, kiosk_page_text (page, "documents.scan_now"), "scan",
                    on_scan);
      break;
    case KIOSK_DOCUMENT_OPEN:
      if (!settled)
        add_promise (self, box, component);
      if (can_scan (page, component))
        add_button (self, box, component, kiosk_page_text (page, "documents.scan"), "scan",
                    on_scan);
      break;
    case KIOSK_DOCUMENT_MADE:
    case KIOSK_DOCUMENT_NOT_NEEDED:
    default:
      break;
    }
  return box;
}

static const char *
get_line (KioskPage *page, const KioskComponent *component)
{
  if (component->act == KIOSK_ACT_MADE && component->hint == NULL)
    return kiosk_page_text (page, "documents.made_line");
  if (component->act == KIOSK_ACT_DATA && component->hint == NULL)
    return kiosk_page_text (page, "documents.data_line");
  return component->hint != NULL ? kiosk_page_say (page, component->hint) : NULL;
}

static GtkWidget *
make_row (KioskDocumentsPage *self, const GPtrArray *components, const KioskComponent *component)
{
  KioskPage *page = KIOSK_PAGE (self);
  gboolean settled = kiosk_page_is_settled (page, components, component);
  GtkWidget *tag = make_tag (page, component, settled);
  GtkWidget *row = kiosk_row_new (
      component->act == KIOSK_ACT_MADE ? "edit" : "papers", kiosk_page_say (page, component->plain),
      get_line (page, component), tag,
      have_buttons (page, components) ? make_buttons (self, component, settled) : NULL);

  if (tag != NULL && !kiosk_page_is_large (page))
    gtk_label_set_wrap (GTK_LABEL (gtk_widget_get_last_child (tag)), FALSE);
  if (component->one_of != NULL)
    gtk_widget_add_css_class (row, "one-of");
  return row;
}

static void
add_counter_banner (KioskPage *page, GtkWidget *content, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *text = NULL;
  const KioskOffice *office = kiosk_flow_get_parts (kiosk_page_get_flow (page))->office;
  const char *counter = office->counter != NULL ? kiosk_page_say (page, office->counter) : "";

  if (n == 0)
    return;
  text = kiosk_language_format (kiosk_page_get_language (page),
                                n == 1 ? "documents.left_one" : "documents.left", "n", number,
                                "counter", counter, NULL);
  gtk_box_append (GTK_BOX (content), kiosk_banner_new (KIOSK_TONE_WAIT, "info", text));
}

static GtkWidget *
make_list (KioskDocumentsPage *self, const GPtrArray *components)
{
  KioskPage *page = KIOSK_PAGE (self);
  GtkWidget *list = kiosk_list_new ();
  const char *group = NULL;

  for (guint i = 0; i < components->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (components, i);

      if (component->one_of != NULL && g_strcmp0 (component->one_of, group) != 0)
        gtk_box_append (GTK_BOX (list),
                        kiosk_row_new ("info", kiosk_page_text (page, "documents.one_of"),
                                       kiosk_page_text (page, "documents.one_of_line"), NULL,
                                       NULL));
      group = component->one_of;
      gtk_box_append (GTK_BOX (list), make_row (self, components, component));
    }
  return list;
}

static void
show_list (KioskDocumentsPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  g_autoptr (GPtrArray) components = list_components (page);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  KioskPaperTally tally = kiosk_page_count_papers (page, components);
  g_autofree char *n = g_strdup_printf ("%u", tally.done);
  g_autofree char *all = g_strdup_printf ("%u", tally.all);
  g_autofree char *count = kiosk_language_format (kiosk_page_get_language (page), "documents.count",
                                                  "n", n, "all", all, NULL);

  g_hash_table_remove_all (self->rows);
  gtk_widget_add_css_class (content, "facts");
  gtk_box_append (GTK_BOX (content), make_list (self, components));
  add_counter_banner (page, content, tally.at_counter);
  kiosk_page_set_title_end (page, kiosk_label_new (count, "strong"));
  kiosk_page_set_content (page, content);
}

static void
on_problem (gpointer data, const char *id)
{
  KioskDocumentsPage *self = data;
  GtkWidget *button = g_hash_table_lookup (self->rows, id);

  if (button == NULL)
    return;
  kiosk_page_scroll_to (KIOSK_PAGE (self), button);
  gtk_widget_grab_focus (button);
}

static void
show_problems (KioskDocumentsPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  KioskLanguage *language = kiosk_page_get_language (page);
  const GPtrArray *problems = kiosk_flow_get_problems (kiosk_page_get_flow (page));
  KioskProcedure *procedure
      = kiosk_session_get_procedure (kiosk_flow_get_session (kiosk_page_get_flow (page)));
  GtkWidget *summary = g_object_ref_sink (kiosk_summary_new (language));
  g_autoptr (GPtrArray) components = list_components (page);
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      const KioskComponent *component
          = kiosk_procedure_find_component (procedure, g_ptr_array_index (problems, i));
      g_autofree char *words = NULL;

      if (component == NULL || is_given (page, component) || may_depend (page, component)
          || kiosk_page_is_settled (page, components, component))
        continue;
      n++;
      words = kiosk_language_format (language, "documents.mend", "paper",
                                     kiosk_page_say (page, component->plain), NULL);
      kiosk_summary_add (KIOSK_SUMMARY (summary), component->id, words, on_problem, self);
    }
  kiosk_page_set_top (page, n > 0 ? summary : NULL);
  g_object_unref (summary);
}

/* What cannot be scanned goes to the counter in any case; nobody has to say so for each paper. */
static void
settle_unscannable (KioskPage *page)
{
  g_autoptr (GPtrArray) components = list_components (page);

  for (guint i = 0; i < components->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (components, i);

      if (component->one_of == NULL && !can_scan (page, component) && !is_given (page, component)
          && !may_depend (page, component))
        kiosk_document_set_set_at_counter (kiosk_page_get_documents (page), component->id, TRUE);
    }
}

static void
kiosk_documents_page_enter (KioskPage *page)
{
  KioskDocumentsPage *self = KIOSK_DOCUMENTS_PAGE (page);

  kiosk_page_set_title (page, kiosk_page_text (page, "documents.title"),
                        kiosk_page_text (page, "documents.help"));
  kiosk_page_set_picture (page, "picture-papers-and-card");
  kiosk_page_set_back (page, TRUE);
  kiosk_page_set_primary (page, kiosk_page_text (page, "documents.continue"), "forward");
  settle_unscannable (page);
  show_list (self);
  show_problems (self);
}

static void
kiosk_documents_page_refresh (KioskPage *page)
{
  KioskDocumentsPage *self = KIOSK_DOCUMENTS_PAGE (page);

  show_list (self);
  show_problems (self);
  if (self->advancing)
    kiosk_page_focus_top (page);
}

static void
kiosk_documents_page_primary (KioskPage *page)
{
  KioskDocumentsPage *self = KIOSK_DOCUMENTS_PAGE (g_object_ref (page));

  self->advancing = TRUE;
  kiosk_flow_advance (kiosk_page_get_flow (page));
  self->advancing = FALSE;
  g_object_unref (self);
}

static void
kiosk_documents_page_finalize (GObject *object)
{
  g_hash_table_unref (KIOSK_DOCUMENTS_PAGE (object)->rows);

  G_OBJECT_CLASS (kiosk_documents_page_parent_class)->finalize (object);
}

static void
kiosk_documents_page_class_init (KioskDocumentsPageClass *klass)
{
  KioskPageClass *page_class = KIOSK_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kiosk_documents_page_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "documents-page");
  page_class->enter = kiosk_documents_page_enter;
  page_class->refresh = kiosk_documents_page_refresh;
  page_class->primary = kiosk_documents_page_primary;
}

static void
kiosk_documents_page_init (KioskDocumentsPage *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
