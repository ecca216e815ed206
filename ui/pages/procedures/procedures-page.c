/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/procedures/procedures-page.h"

#include "language/fold.h"
#include "procedure/search.h"
#include "ui/inputs/touch.h"
#include "ui/pages/procedures/emphasis.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"
#include "ui/words/doubt.h"
#include "ui/words/page-facts.h"
#include "ui/words/terms-words.h"

#define MAX_RESULTS 30
#define ICON_MM 8.5
#define ALL_GROUPS ""

/**
 * KioskProceduresPage:
 *
 * Finds the procedure: by life event, or by typing a few letters with or without accents.
 */
struct _KioskProceduresPage
{
  KioskPage parent_instance;

  /* children */
  GtkWidget *groups; /* grid of buttons */
  GtkWidget *entry;
  GtkWidget *clear;
  GtkWidget *count;
  GtkWidget *results;

  /* state */
  KioskSearch *search; /* (nullable): until entered */
  char *group;         /* id, or ALL_GROUPS */
};

G_DEFINE_FINAL_TYPE (KioskProceduresPage, kiosk_procedures_page, KIOSK_TYPE_PAGE)

static KioskCatalogue *
get_catalogue (KioskProceduresPage *self)
{
  return kiosk_flow_get_parts (kiosk_page_get_flow (KIOSK_PAGE (self)))->catalogue;
}

static gboolean
is_in_group (const KioskProcedureInfo *info, const char *group)
{
  if (g_str_equal (group, ALL_GROUPS))
    return TRUE;
  for (guint i = 0; i < info->groups->len; i++)
    if (g_str_equal (g_ptr_array_index (info->groups, i), group))
      return TRUE;
  return FALSE;
}

/* Codes that fit what was typed, or all of the group while nothing is. */
static GPtrArray *
find_codes (KioskProceduresPage *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const GPtrArray *all = kiosk_catalogue_get_all (get_catalogue (self));
  GPtrArray *codes;

  if (typed[0] != '\0')
    return kiosk_search_find (self->search, typed, MAX_RESULTS);
  codes = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    {
      const KioskProcedureInfo *info = kiosk_procedure_get_info (g_ptr_array_index (all, i));

      if (is_in_group (info, self->group))
        g_ptr_array_add (codes, (gpointer) info->code);
    }
  return codes;
}

/* «Công an phường · 7 ngày làm việc · 20.000 đ» before anything is answered. */
static char *
describe (KioskProceduresPage *self, KioskProcedure *procedure)
{
  KioskPage *page = KIOSK_PAGE (self);
  KioskLanguage *language = kiosk_page_get_language (page);
  g_autoptr (GDateTime) today = kiosk_page_get_today (page);
  g_autoptr (KioskForm) form = kiosk_form_new (get_catalogue (self), procedure, today);
  g_autoptr (GPtrArray) lines = kiosk_terms_list_fees (form, KIOSK_CHANNEL_DIRECT, today);
  const KioskTimeLimit *limit = kiosk_terms_find_limit (form, KIOSK_CHANNEL_DIRECT);
  g_autofree char *time = kiosk_doubt_mark (page, kiosk_time_limit_is_doubtful (limit),
                                            kiosk_words_time (language, limit));
  g_autofree char *fee = kiosk_doubt_mark (page, kiosk_terms_doubts_fees (lines),
                                           kiosk_words_fees (language, lines));

  return g_strjoin (" · ", kiosk_page_say (page, kiosk_procedure_get_info (procedure)->agency),
                    time, fee, NULL);
}

static void
on_chosen (gpointer data, const char *code)
{
  kiosk_flow_choose (kiosk_page_get_flow (data), code);
}

static GtkWidget *
make_result (KioskProceduresPage *self, KioskProcedure *procedure, const char *typed)
{
  const KioskProcedureInfo *info = kiosk_procedure_get_info (procedure);
  const char *title = kiosk_page_say (KIOSK_PAGE (self), info->plain);
  g_autofree char *markup = kiosk_emphasis_mark (title, typed);
  g_autofree char *line = describe (self, procedure);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *row = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = kiosk_label_new ("", "result-title");

  gtk_label_set_markup (GTK_LABEL (name), markup);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), kiosk_label_new (line, "hint"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), kiosk_icon_new ("chevron", ICON_MM, KIOSK_ICON_ACT));
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "result");
  kiosk_touch_name (button, title);
  kiosk_touch_connect (button, info->code, on_chosen, self);
  return button;
}

static void
show_count (KioskProceduresPage *self, guint n, gboolean typed)
{
  KioskLanguage *language = kiosk_page_get_language (KIOSK_PAGE (self));
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *text = NULL;
  const char *key = typed ? "procedures.found" : "procedures.count";

  if (n == 1)
    key = typed ? "procedures.found_one" : "procedures.count_one";
  if (n == 0)
    text = g_strdup (kiosk_language_get (language, "procedures.none"));
  else
    text = kiosk_language_format (language, key, "n", number, NULL);
  gtk_label_set_text (GTK_LABEL (self->count), text);
}

static void
show_results (KioskProceduresPage *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) codes = find_codes (self);
  GtkWidget *list;

  kiosk_touch_empty (self->results);
  gtk_widget_set_visible (self->clear, typed[0] != '\0');
  show_count (self, codes->len, typed[0] != '\0');
  if (codes->len == 0)
    {
      gtk_box_append (
          GTK_BOX (self->results),
          kiosk_banner_new (KIOSK_TONE_ACT, "info",
                            kiosk_page_text (KIOSK_PAGE (self), "procedures.none_help")));
      return;
    }
  list = kiosk_list_new ();
  for (guint i = 0; i < codes->len; i++)
    {
      KioskProcedure *procedure
          = kiosk_catalogue_find (get_catalogue (self), g_ptr_array_index (codes, i));

      if (procedure != NULL)
        gtk_box_append (GTK_BOX (list), make_result (self, procedure, typed));
    }
  gtk_box_append (GTK_BOX (self->results), list);
}

static void show_groups (KioskProceduresPage *self);

static void
on_group (gpointer data, const char *id)
{
  KioskProceduresPage *self = data;

  g_free (self->group);
  self->group = g_strdup (id);
  /* Typing looks everywhere; touching a group starts over from it. */
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  show_groups (self);
  show_results (self);
}

static void
add_group (KioskProceduresPage *self, guint place, const char *id, const char *name,
           const char *icon)
{
  gboolean chosen = g_str_equal (self->group, id);
  guint columns
      = kiosk_page_is_portrait (KIOSK_PAGE (self)) || kiosk_page_is_large (KIOSK_PAGE (self)) ? 2
                                                                                              : 1;
  /* The drawing of the chosen one is white, as on a primary button; otherwise it is none. */
  GtkWidget *button = kiosk_button_new (name, icon, chosen);

  gtk_widget_remove_css_class (button, "primary");
  gtk_widget_add_css_class (button, "group");
  if (chosen)
    gtk_widget_add_css_class (button, "selected");
  kiosk_button_align_start (button);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
  kiosk_touch_connect (button, id, on_group, self);
  gtk_grid_attach (GTK_GRID (self->groups), button, place % columns, place / columns, 1, 1);
}

static gboolean
has_procedures (KioskProceduresPage *self, const char *group)
{
  const GPtrArray *all = kiosk_catalogue_get_all (get_catalogue (self));

  for (guint i = 0; i < all->len; i++)
    if (is_in_group (kiosk_procedure_get_info (g_ptr_array_index (all, i)), group))
      return TRUE;
  return FALSE;
}

static void
show_groups (KioskProceduresPage *self)
{
  const GPtrArray *groups = kiosk_catalogue_get_groups (get_catalogue (self));
  guint place = 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->groups)) != NULL)
    gtk_grid_remove (GTK_GRID (self->groups), child);
  add_group (self, place++, ALL_GROUPS, kiosk_page_text (KIOSK_PAGE (self), "procedures.all"),
             "papers");
  for (guint i = 0; i < groups->len; i++)
    {
      const KioskGroup *group = g_ptr_array_index (groups, i);

      if (has_procedures (self, group->id))
        add_group (self, place++, group->id, kiosk_page_say (KIOSK_PAGE (self), group->name),
                   group->icon);
    }
}

static void
on_typed (GtkEditable *editable, gpointer user_data)
{
  KioskProceduresPage *self = user_data;

  if (gtk_editable_get_text (editable)[0] != '\0' && !g_str_equal (self->group, ALL_GROUPS))
    {
      g_free (self->group);
      self->group = g_strdup (ALL_GROUPS);
      show_groups (self);
    }
  show_results (self);
}

/* Large text leaves the wide panel no height for groups and keyboard both; what is typed is looked for
 * in all of them anyway. */
static void
on_focus (GtkEventControllerFocus *focus, GParamSpec *property, GtkWidget *groups)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus));
  gboolean typing = gtk_event_controller_focus_contains_focus (focus)
                    || gtk_editable_get_text (GTK_EDITABLE (entry))[0] != '\0';

  gtk_widget_set_visible (groups, !typing);
}

static void
on_clear (GtkButton *button, gpointer user_data)
{
  KioskProceduresPage *self = user_data;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
}

static GtkWidget *
make_search (KioskProceduresPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  GtkWidget *frame = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (frame, "entry-frame");
  gtk_widget_add_css_class (frame, "search");
  gtk_box_append (GTK_BOX (frame), kiosk_icon_new ("search", ICON_MM, KIOSK_ICON_ACT));
  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                  kiosk_page_text (page, "procedures.placeholder"));
  kiosk_touch_name (self->entry, kiosk_page_text (page, "procedures.search"));
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_typed), self);
  if (kiosk_page_is_large (page) && !kiosk_page_is_portrait (page))
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect_object (focus, "notify::contains-focus", G_CALLBACK (on_focus), self->groups,
                               0);
      gtk_widget_add_controller (self->entry, focus);
    }
  gtk_box_append (GTK_BOX (frame), self->entry);
  self->clear = kiosk_link_new (kiosk_page_text (page, "procedures.clear"));
  g_signal_connect (self->clear, "clicked", G_CALLBACK (on_clear), self);
  gtk_box_append (GTK_BOX (frame), self->clear);
  return frame;
}

static void
fill_search (KioskProceduresPage *self)
{
  const GPtrArray *all = kiosk_catalogue_get_all (get_catalogue (self));
  KioskPage *page = KIOSK_PAGE (self);

  g_clear_pointer (&self->search, kiosk_search_free);
  self->search = kiosk_search_new ();
  for (guint i = 0; i < all->len; i++)
    {
      const KioskProcedureInfo *info = kiosk_procedure_get_info (g_ptr_array_index (all, i));
      g_autoptr (GString) words = g_string_new (info->code);

      g_string_append_printf (words, " %s %s %s %s", kiosk_text_get (info->title, "vi"),
                              kiosk_text_get (info->title, "en"),
                              kiosk_text_get (info->plain, "vi"),
                              kiosk_text_get (info->plain, "en"));
      for (guint k = 0; k < info->keywords->len; k++)
        g_string_append_printf (words, " %s", (const char *) g_ptr_array_index (info->keywords, k));
      kiosk_search_add (self->search, info->code, kiosk_page_say (page, info->plain), words->str);
    }
}

static void
kiosk_procedures_page_enter (KioskPage *page)
{
  KioskProceduresPage *self = KIOSK_PROCEDURES_PAGE (page);
  gboolean narrow = kiosk_page_is_portrait (page) || kiosk_page_is_large (page);
  GtkWidget *content
      = kiosk_box_new (narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *found = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fill_search (self);
  kiosk_page_set_header (page, kiosk_page_text (page, "procedures.header"), TRUE);
  /* Where the panel is wide the list needs the height, and the header says it already. */
  if (kiosk_page_is_portrait (page))
    kiosk_page_set_title (page, kiosk_page_text (page, "procedures.title"), NULL);
  kiosk_page_set_picture (page, "picture-papers-and-card");
  kiosk_page_set_back (page, TRUE);
  kiosk_page_set_primary (page, NULL, NULL);
  self->groups = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->groups), TRUE);
  gtk_widget_add_css_class (self->groups, "groups");
  gtk_widget_add_css_class (content, "find");
  gtk_widget_add_css_class (found, "found");
  gtk_widget_set_hexpand (found, TRUE);
  gtk_box_append (GTK_BOX (found), make_search (self));
  self->count = kiosk_label_new ("", "hint");
  gtk_box_append (GTK_BOX (found), self->count);
  self->results = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (found), self->results);
  gtk_box_append (GTK_BOX (content), self->groups);
  gtk_box_append (GTK_BOX (content), found);
  show_groups (self);
  show_results (self);
  kiosk_page_set_content (page, content);
}

static void
kiosk_procedures_page_finalize (GObject *object)
{
  KioskProceduresPage *self = KIOSK_PROCEDURES_PAGE (object);

  g_clear_pointer (&self->search, kiosk_search_free);
  g_free (self->group);

  G_OBJECT_CLASS (kiosk_procedures_page_parent_class)->finalize (object);
}

static void
kiosk_procedures_page_class_init (KioskProceduresPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kiosk_procedures_page_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "procedures-page");
  KIOSK_PAGE_CLASS (klass)->enter = kiosk_procedures_page_enter;
}

static void
kiosk_procedures_page_init (KioskProceduresPage *self)
{
  self->group = g_strdup (ALL_GROUPS);
}
