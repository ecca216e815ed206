/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/overview/fee-list.h"

#include "ui/widgets/parts.h"
#include "ui/words/doubt.h"
#include "ui/words/terms-words.h"

static void
add_exemptions (KioskPage *page, GtkWidget *card, const KioskFee *fee)
{
  if (fee->exemptions->len == 0)
    return;
  gtk_box_append (GTK_BOX (card),
                  kiosk_label_new (kiosk_page_text (page, "overview.exempt"), "done-strong"));
  for (guint i = 0; i < fee->exemptions->len; i++)
    {
      const KioskExemption *exemption = g_ptr_array_index (fee->exemptions, i);

      gtk_box_append (GTK_BOX (card),
                      kiosk_row_new ("check", kiosk_page_say (page, exemption->text),
                                     exemption->basis, NULL, NULL));
    }
}

static GtkWidget *
make_fee (KioskPage *page, const KioskFeeLine *line)
{
  KioskLanguage *language = kiosk_page_get_language (page);
  const KioskFee *fee = line->fee;
  GtkWidget *card = kiosk_card_new ();
  g_autofree char *amount = kiosk_words_fee (language, line);

  gtk_box_append (GTK_BOX (card), kiosk_label_new (kiosk_page_say (page, fee->label), NULL));
  gtk_box_append (GTK_BOX (card), kiosk_label_new (amount, "fact-value"));
  if (kiosk_fee_line_is_doubtful (line))
    gtk_box_append (GTK_BOX (card), kiosk_doubt_tag_new (page));
  if (!fee->fact.verified)
    gtk_box_append (GTK_BOX (card),
                    kiosk_label_new (kiosk_page_text (page, "terms.officer_tells"), NULL));
  if (fee->note != NULL)
    gtk_box_append (GTK_BOX (card), kiosk_label_new (kiosk_page_say (page, fee->note), NULL));
  if (fee->basis != NULL)
    {
      g_autofree char *basis
          = kiosk_language_format (language, "overview.basis", "basis", fee->basis, NULL);

      gtk_box_append (GTK_BOX (card), kiosk_label_new (basis, "hint"));
    }
  add_exemptions (page, card, fee);
  return card;
}

/**
 * kiosk_fee_list_new:
 * @page: the page it is for
 * @lines: (element-type KioskFeeLine): the fees as they apply now
 *
 * Every fee with its basis and with all who need not pay it.
 *
 * Returns: (transfer floating): a column of cards
 */
GtkWidget *
kiosk_fee_list_new (KioskPage *page, const GPtrArray *lines)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "facts");
  for (guint i = 0; i < lines->len; i++)
    gtk_box_append (GTK_BOX (box), make_fee (page, g_ptr_array_index (lines, i)));
  gtk_box_append (GTK_BOX (box), kiosk_banner_new (KIOSK_TONE_ACT, "info",
                                                   kiosk_page_text (page, "overview.exempt_how")));
  return box;
}
