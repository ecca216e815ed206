/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/portal.h"

#include "wire/canonical.h"

#include <string.h>

/* The dossier as the National Public Service Portal exchanges it (service DongBoHoSoMC): member
 * names as given there, every scalar a string, "" for what is not known, moments as
 * yyyyMMddHHmmss in Viet Nam. */

#define MAX_SUMMARY 1000
#define MAX_FILE_TITLE 4000

/* Viet Nam keeps no summer time, so the offset needs no table of zones. */
#define VIETNAM "+07:00"

#define CHANNEL_IN_PERSON "1"
#define SUBJECT_CITIZEN "1"
#define IDENTITY_NEW "1"
#define IDENTITY_OLD "2"
#define COLLECT_IN_PERSON "0"
#define STATUS_REGISTERED "1"
#define FEE_AT_RECEPTION "1"
#define FEE_NORMAL "1"
#define OFFICERS "vi" /* in which language officers read */
#define YES "1"
#define NO "0"

static const char *
text_of (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return "";

  return json_node_get_string (node);
}

static char *
number_of (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return g_strdup (text_of (object, member));
}

static gboolean
is_true (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

static JsonArray *
list_of (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
length_of (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static void
put (JsonObject *object, const char *member, const char *text)
{
  json_object_set_string_member (object, member, text != NULL ? text : "");
}

static void
put_cut (JsonObject *object, const char *member, const char *text, glong max)
{
  g_autofree char *cut = g_utf8_strlen (text, -1) > max ? g_utf8_substring (text, 0, max) : NULL;

  put (object, member, cut != NULL ? cut : text);
}

/**
 * kiosk_portal_moment:
 * @rfc3339: (nullable): a moment, in whatever offset
 *
 * Returns: (transfer full): yyyyMMddHHmmss in Viet Nam (24 hours), "" when there is none
 */
char *
kiosk_portal_moment (const char *rfc3339)
{
  g_autoptr (GTimeZone) vietnam = g_time_zone_new_identifier (VIETNAM);
  g_autoptr (GDateTime) moment
      = rfc3339 != NULL ? g_date_time_new_from_iso8601 (rfc3339, vietnam) : NULL;
  g_autoptr (GDateTime) local = moment != NULL ? g_date_time_to_timezone (moment, vietnam) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y%m%d%H%M%S") : g_strdup ("");
}

static void
put_moment (JsonObject *object, const char *member, const char *rfc3339)
{
  g_autofree char *text = kiosk_portal_moment (rfc3339);

  put (object, member, text);
}

/* Answers are named by the procedure: "req_phone", "phone". */
static const char *
find_answer (JsonObject *answers, const char *ending)
{
  g_autoptr (GList) names = g_list_sort (json_object_get_members (answers), (GCompareFunc) strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    if (g_str_has_suffix (l->data, ending) && *text_of (answers, l->data) != '\0')
      return text_of (answers, l->data);

  return "";
}

static JsonArray *
write_identities (JsonObject *identity)
{
  static const char *const members[][2]
      = { { "number", IDENTITY_NEW }, { "old_number", IDENTITY_OLD } };
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (*text_of (identity, members[i][0]) != '\0')
      {
        JsonObject *line = json_object_new ();

        put (line, "LoaiDinhDanh", members[i][1]);
        put (line, "SoDinhDanh", text_of (identity, members[i][0]));
        json_array_add_object_element (list, line);
      }

  return list;
}

static JsonArray *
write_files (const KioskDossier *dossier, const char *id, KioskLanguage *language)
{
  JsonArray *documents = list_of (json_node_get_object (dossier->root), "documents");
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < dossier->pages->len; i++)
    {
      const KioskDossierPage *page = g_ptr_array_index (dossier->pages, i);
      JsonObject *document = json_array_get_object_element (documents, page->document);
      JsonObject *line = json_object_new ();
      g_autofree char *file_id = g_strdup_printf ("%s-%03u", id, page->part);
      g_autofree char *number = g_strdup_printf ("%u", page->page);
      g_autofree char *title
          = kiosk_language_format_in (language, OFFICERS, "export.page", "document",
                                      text_of (document, "name"), "page", number, NULL);

      put (line, "TepDinhKemId", file_id);
      put_cut (line, "TenTepDinhKem", title, MAX_FILE_TITLE);
      put (line, "IsDeleted", NO);
      put (line, "MaThanhPhanHoSo", text_of (document, "code"));
      put (line, "DuongDanTaiTepTin", page->file);
      put (line, "DuocSoHoa", YES);
      put (line, "DuocTaiSuDung", NO);
      put (line, "DuocLayTuKhoDMQG", NO);
      put (line, "MaKetQuaThayThe", "");
      json_array_add_object_element (list, line);
    }

  return list;
}

static gboolean
is_at_counter (JsonObject *document)
{
  return g_str_equal (text_of (document, "state"), "at_counter");
}

static gboolean
is_same_group (JsonObject *a, JsonObject *b)
{
  const char *group = text_of (a, "one_of");

  return a == b || (*group != '\0' && g_str_equal (group, text_of (b, "one_of")));
}

/* The paper's name; of several promised of which any one will do, all names in one, at the first. */
static char *
name_paper (JsonArray *documents, guint at, KioskLanguage *language)
{
  JsonObject *document = json_array_get_object_element (documents, at);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < length_of (documents); i++)
    {
      JsonObject *other = json_array_get_object_element (documents, i);

      if (!is_at_counter (other) || !is_same_group (document, other))
        continue;
      if (n == 0 && i < at)
        return NULL;
      g_string_append_printf (names, "%s%s", n > 0 ? "; " : "", text_of (other, "name"));
      n++;
    }
  if (n <= 1)
    return g_strdup (names->str);

  return kiosk_language_format_in (language, OFFICERS, "export.one_of", "papers", names->str, NULL);
}

static void
add_paper (JsonArray *list, const char *name, const char *count, const char *kind)
{
  JsonObject *line;

  if (*count == '\0' || g_str_equal (count, "0"))
    return;

  line = json_object_new ();
  put (line, "TenGiayTo", name);
  put (line, "SoLuong", count);
  put (line, "LoaiGiayTo", kind);
  json_array_add_object_element (list, line);
}

/* Papers that are handed in at the counter and therefore have no file. */
static JsonArray *
write_papers (JsonObject *root, KioskLanguage *language)
{
  JsonArray *documents = list_of (root, "documents");
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < length_of (documents); i++)
    {
      JsonObject *document = json_array_get_object_element (documents, i);
      g_autofree char *originals = number_of (document, "originals");
      g_autofree char *copies = number_of (document, "copies");
      g_autofree char *name = is_at_counter (document) ? name_paper (documents, i, language) : NULL;

      if (name == NULL)
        continue;
      add_paper (list, name, originals,
                 kiosk_language_get_in (language, OFFICERS, "export.original"));
      add_paper (list, name, copies, kiosk_language_get_in (language, OFFICERS, "export.copy"));
    }

  return list;
}

static JsonArray *
write_fees (JsonObject *root)
{
  JsonArray *fees = list_of (root, "fees");
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < length_of (fees); i++)
    {
      JsonObject *fee = json_array_get_object_element (fees, i);
      JsonObject *line = json_object_new ();
      g_autofree char *total = number_of (fee, "total");

      put (line, "TenPhiLePhi", text_of (fee, "label"));
      put (line, "MaPhiLePhi", text_of (fee, "id"));
      put (line, "HinhThucThu", FEE_AT_RECEPTION);
      /* No total is a price the province sets or counts by what is not known yet: not nothing. */
      put (line, "Gia", is_true (fee, "exempt") ? "0" : total);
      put (line, "LoaiPhiLePhi", FEE_NORMAL);
      json_array_add_object_element (list, line);
    }

  return list;
}

static void
copy_member (JsonObject *from, JsonObject *to, const char *member)
{
  JsonNode *node = json_object_get_member (from, member);

  if (node != NULL)
    json_object_set_member (to, member, json_node_copy (node));
}

/* The portal has one free text for what its own members do not hold: all that was answered, as it
 * was given and as people read it, goes there as JSON. */
static char *
write_rest (JsonObject *root, GError **error)
{
  static const char *const members[]
      = { "answers",  "answer_texts", "identity", "documents",  "left_to_do",
          "language", "provisional",  "kiosk",    "second_due", "fees" };
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) rest = json_object_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    copy_member (root, rest, members[i]);
  json_node_set_object (node, rest);
  if (!kiosk_canonical_append (text, node, error))
    return NULL;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
write_people (JsonObject *out, JsonObject *root)
{
  JsonObject *identity = json_object_get_object_member (root, "identity");
  JsonObject *answers = json_object_get_object_member (root, "answers");

  put (out, "ChuHoSo", text_of (identity, "name"));
  put (out, "SoGiayToChuHoSo", text_of (identity, "number"));
  put (out, "LoaiDoiTuong", SUBJECT_CITIZEN);
  put (out, "MaDoiTuong", "");
  put (out, "Email", find_answer (answers, "email"));
  put (out, "Fax", "");
  put (out, "SoDienThoai", find_answer (answers, "phone"));
  json_object_set_array_member (out, "DinhDanhCHS", write_identities (identity));
  put (out, "TaiKhoanDuocXacThucVoiVNeID", NO);
}

static void
write_course (JsonObject *out, JsonObject *root, const KioskRecord *record,
              const KioskGatewayConfig *config, KioskLanguage *language)
{
  JsonObject *procedure = json_object_get_object_member (root, "procedure");
  g_autofree char *note = kiosk_language_format_in (language, OFFICERS, "export.provisional",
                                                    "number", record->provisional, NULL);

  put (out, "MaTTHC", text_of (procedure, "code"));
  put (out, "TenTTHC", text_of (procedure, "title"));
  put (out, "MaLinhVuc", text_of (procedure, "domain_code"));
  put (out, "TenLinhVuc", text_of (procedure, "domain_name"));
  put (out, "KenhThucHien", CHANNEL_IN_PERSON);
  put_cut (out, "TrichYeuHoSo", text_of (procedure, "title"), MAX_SUMMARY);
  put_moment (out, "NgayNopHoSo", text_of (root, "created"));
  put_moment (out, "NgayTiepNhan", record->received_at);
  put_moment (out, "NgayHenTra", text_of (root, "due"));
  put (out, "TrangThaiHoSo", STATUS_REGISTERED);
  put (out, "NgayTra", "");
  put (out, "ThongTinTra", "");
  put (out, "HinhThuc", COLLECT_IN_PERSON);
  put (out, "NgayKetThucXuLy", "");
  put (out, "NgayTuChoi", "");
  put (out, "DonViXuLy",
       *text_of (procedure, "agency") != '\0' ? text_of (procedure, "agency")
                                              : config->agency_unit);
  put (out, "NoiNopHoSo", config->agency_name);
  put (out, "GhiChu", note);
}

/**
 * kiosk_portal_write:
 * @dossier: an opened and checked dossier
 * @record: what the gateway knows of it
 * @official: its official number
 * @config: whose gateway this is
 * @language: the texts officers read
 * @error: return location, %KIOSK_GATEWAY_ERROR_BAD_DOSSIER
 *
 * Returns: (transfer full): the portal's object as JSON; the same bytes whenever it is written
 */
GBytes *
kiosk_portal_write (const KioskDossier *dossier, const KioskRecord *record, const char *official,
                    const KioskGatewayConfig *config, KioskLanguage *language, GError **error)
{
  JsonObject *root = json_node_get_object (dossier->root);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) out = json_object_new ();
  g_autofree char *rest = write_rest (root, NULL);

  if (rest == NULL)
    {
      g_set_error_literal (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_BAD_DOSSIER,
                           "an answer is a number that is not whole");
      return NULL;
    }

  put (out, "MaHoSo", official);
  write_course (out, root, record, config, language);
  write_people (out, root);
  put (out, "ThongTinKhac", rest);
  put (out, "HoSoCoThanhPhanSoHoa", dossier->pages->len > 0 ? YES : NO);
  put (out, "DuocThanhToanTrucTuyen", NO);
  json_object_set_array_member (out, "TaiLieuNop", write_files (dossier, record->id, language));
  json_object_set_array_member (out, "DanhSachLePhi", write_fees (root));
  json_object_set_array_member (out, "DanhSachTepDinhKemKhac", write_papers (root, language));
  json_object_set_array_member (out, "DanhSachHoSoBoSung", json_array_new ());
  json_object_set_array_member (out, "DanhSachGiayToKetQua", json_array_new ());
  json_object_set_array_member (out, "DSKetNoiCSDL", json_array_new ());
  json_node_set_object (node, out);

  return kiosk_canonical_write (node, error);
}
