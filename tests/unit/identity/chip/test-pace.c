/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ICAO 9303-11 appendices G.1, H.1 and I.1 byte for byte: generic mapping, integrated mapping, and
 * chip authentication mapping. */

#include "identity/chip/pace.h"
#include "scripted-card.h"

#include <string.h>

/* What all three begin with: EF.CardAccess with one PACEInfo on brainpoolP256r1. */
#define CARD_ACCESS(mapping) "31143012060A04007F00070202040" mapping "0202010202010D"
#define CHOOSE(mapping) "0022C1A40F800A04007F00070202040" mapping "02830101"

#define MAP_PUBLIC                                                                                 \
  "047ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E"                             \
  "544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D"
#define MAP_CHIP                                                                                   \
  "04824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F57"                             \
  "30D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C54"
#define AGREE_PUBLIC                                                                               \
  "042DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C"                             \
  "3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB36462"
#define AGREE_CHIP                                                                                 \
  "049E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB"                             \
  "7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F094"
#define CONFIRM "008600000C7C0A8508C2B0BD78D94BA86600"
#define CONFIRM_CHIP "7C0A86083ABB9674BCE93C089000"

static const char *const draws_generic[] = {
  "7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99",
  "A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595",
  NULL,
};

static KioskSecurityInfos *
parse (const char *card_access)
{
  g_autoptr (GByteArray) bytes = unhex (card_access);
  g_autoptr (GError) error = NULL;
  KioskSecurityInfos *infos = kiosk_security_infos_parse (bytes->data, bytes->len, &error);

  g_assert_no_error (error);

  return infos;
}

static KioskAccessKey *
make_key (void)
{
  return kiosk_access_key_new_fields ("T22000129", "1964-08-12", "2010-10-31", NULL);
}

static gboolean
perform (ScriptedCard *card, const char *card_access, const char *const *draws,
         KioskPaceOutcome *outcome, KioskChipChannel **channel, GError **error)
{
  g_autoptr (KioskSecurityInfos) infos = parse (card_access);
  g_autoptr (KioskAccessKey) key = make_key ();
  const KioskPaceInfo *info = kiosk_security_infos_choose_pace (infos, kiosk_pace_can_speak);

  g_assert_nonnull (info);
  *channel = scripted_card_open (card);
  scripted_random_set (*channel, draws);

  return kiosk_pace_perform (*channel, info, key, outcome, error);
}

/* Steps 1 to n of appendix G.1. */
static void
script_generic (ScriptedCard *card, guint n)
{
  static const char *const steps[][2] = {
    { CHOOSE ("2"), "9000" },
    { "10860000027C0000", "7C12801095A3A016522EE98D01E76CB6B98B42C39000" },
    { "10860000457C438141" MAP_PUBLIC "00", "7C438241" MAP_CHIP "9000" },
    { "10860000457C438341" AGREE_PUBLIC "00", "7C438441" AGREE_CHIP "9000" },
    { CONFIRM, CONFIRM_CHIP },
  };

  for (guint i = 0; i < n; i++)
    scripted_card_expect (card, steps[i][0], steps[i][1]);
}

/* The session key of an example, seen in what it makes of the first command. */
static void
check_session (ScriptedCard *card, KioskChipChannel *channel, const char *encryption_key,
               const char *mac_key)
{
  static const guint8 name[] = { 0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01 };
  const KioskApdu command
      = { .ins = 0xA4, .p1 = 0x04, .p2 = 0x0C, .data = name, .length = sizeof name };
  g_autoptr (GByteArray) encryption = unhex (encryption_key);
  g_autoptr (GByteArray) mac = unhex (mac_key);
  g_autoptr (KioskSecureMessaging) sm
      = kiosk_secure_messaging_new (KIOSK_CHIP_CIPHER_AES128, encryption->data, mac->data, NULL);
  g_autoptr (GByteArray) wrapped = g_byte_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (kiosk_chip_channel_is_protected (channel));
  g_assert_true (kiosk_secure_messaging_wrap (sm, &command, wrapped, NULL));
  for (guint i = 0; i < wrapped->len; i++)
    g_string_append_printf (text, "%02X", wrapped->data[i]);
  scripted_card_expect (card, text->str, "6988");
  g_assert_false (kiosk_chip_channel_select_application (channel, &error));
  g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_SESSION_ENDED);
  g_assert_cmpuint (scripted_card_get_n_left (card), ==, 0);
}

static void
test_generic_mapping_as_in_the_standard (void)
{
  g_autoptr (ScriptedCard) card = scripted_card_new ();
  g_autoptr (KioskPaceOutcome) outcome = kiosk_pace_outcome_new ();
  g_autoptr (KioskChipChannel) channel = NULL;
  g_autoptr (GError) error = NULL;

  script_generic (card, 5);
  g_assert_true (perform (card, CARD_ACCESS ("2"), draws_generic, outcome, &channel, &error));
  g_assert_no_error (error);
  g_assert_cmpint (kiosk_pace_outcome_get_tries_left (outcome), ==, -1);
  g_assert_false (kiosk_pace_outcome_has_chip_proof (outcome));
  check_session (card, channel, "F5F0E35C0D7161EE6724EE513A0D9A7F",
                 "FE251C7858B356B24514B3BD5F4297D1");
}

static void
test_domain_parameters_are_named_when_there_are_several (void)
{
  g_autoptr (ScriptedCard) card = scripted_card_new ();
  g_autoptr (KioskPaceOutcome) outcome = kiosk_pace_outcome_new ();
  g_autoptr (KioskChipChannel) channel = NULL;
  g_autoptr (GError) error = NULL;

  /* AES-128 on 13, and triple DES on 12. */
  scripted_card_expect (card, "0022C1A412800A04007F0007020204020283010184010D", "6A80");
  g_assert_false (perform (card,
                           "3128"
                           "3012060A04007F0007020204020202010202010D"
                           "3012060A04007F0007020204020102010202010C",
                           draws_generic, outcome, &channel, &error));
  g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_UNSUPPORTED);
  g_assert_cmpuint (scripted_card_get_n_left (card), ==, 0);
}

/* Appendix H.1 gives the nonce and not the key it was under, so the encrypted one is made here. */
static GByteArray *
encrypt_nonce (const char *nonce)
{
  g_autoptr (GByteArray) key = unhex ("89DED1B26624EC1E634C1989302849DD");
  GByteArray *bytes = unhex (nonce);

  g_assert_true (kiosk_chip_cipher_encrypt (KIOSK_CHIP_CIPHER_AES128, key->data, NULL, bytes->data,
                                            bytes->len));

  return bytes;
}

static void
test_integrated_mapping_as_in_the_standard (void)
{
  static const char *const draws[] = {
    "5DD4CBFC96F5453B130D890A1CDBAE32",
    "A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595",
    NULL,
  };
  static const char *const mapping_answers[] = { "7C028200 9000", "9000" };

  for (guint i = 0; i < G_N_ELEMENTS (mapping_answers); i++)
    {
      g_autoptr (ScriptedCard) card = scripted_card_new ();
      g_autoptr (KioskPaceOutcome) outcome = kiosk_pace_outcome_new ();
      g_autoptr (KioskChipChannel) channel = NULL;
      g_autoptr (GByteArray) nonce = encrypt_nonce ("2923BE84E16CD6AE529049F1F1BBE9EB");
      g_autoptr (GString) answer = g_string_new ("7C128010");
      g_autoptr (GError) error = NULL;

      for (guint k = 0; k < nonce->len; k++)
        g_string_append_printf (answer, "%02X", nonce->data[k]);
      g_string_append (answer, "9000");
      scripted_card_expect (card, CHOOSE ("4"), "9000");
      scripted_card_expect (card, "10860000027C0000", answer->str);
      scripted_card_expect (card, "10860000147C1281105DD4CBFC96F5453B130D890A1CDBAE3200",
                            mapping_answers[i]);
      scripted_card_expect (card,
                            "10860000457C438341"
                            "0489CBA23FFE96AA18D824627C3E934E54A9FD0B87A95D1471DC1C0ABFDCD640D4"
                            "6755DE9B7B778280B6BEBD57439ADFEB0E21FD4ED6DF42578C13418A59B34C3700",
                            "7C438441"
                            "0467F78E5F7F7686082B293E8D087E056916D0F74BC01A5F8957D0DE45691E51E8"
                            "932B69A962B52A0985AD2C0A271EE6A13A8ADDDCD1A3A994B9DED257F4D22753"
                            "9000");
      scripted_card_expect (card, "008600000C7C0A8508450F02B86F6A090900",
                            "7C0A860875D4D96E8D5B03089000");
      g_assert_true (perform (card, CARD_ACCESS ("4"), draws, outcome, &channel, &error));
      g_assert_no_error (error);
      check_session (card, channel, "0D3FEB33251A6370893D62AE8DAAF51B",
                     "B01E89E3D9E8719E586B50B4A7506E0B");
    }
}

#define CAM_KEY_INFO                                                                               \
  "3052300C060704007F0007010202010D034200"                                                         \
  "041872709494399E7470A6431BE25E83EEE24FEA568C2ED28DB48E05DB3A610DC8"                             \
  "84D256A40E35EFCB59BF6753D3A489D28C7A4D973C2DA138A6E7A4A08F68E16F"
/* The point that the chip mapped with, in place of its key. */
#define CAM_OTHER_KEY_INFO                                                                         \
  "3052300C060704007F0007010202010D034200"                                                         \
  "04A234236AA9B9621E8EFB73B5245C0E09D2576E5277183C1208BDD55280CAE8B3"                             \
  "04F365713A356E65A451E165ECC9AC0AC46E3771342C8FE5AEDD092685338E23"

static gboolean
run_cam (const char *proof, KioskPaceOutcome *outcome, KioskChipChannel **channel, GError **error)
{
  static const char *const draws[] = {
    "5D8BB87BD74D985A4B7D4325B9F7B976FE835122773400798914AA22738135CC",
    "76ECFDAA9841C323A3F5FC5E88B88DB3EFF7E35EBF57A7E6946CB630006C2120",
    NULL,
  };
  g_autoptr (ScriptedCard) card = scripted_card_new ();
  g_autoptr (KioskSecurityInfos) infos = parse (CARD_ACCESS ("6"));
  g_autoptr (KioskAccessKey) key
      = kiosk_access_key_new_fields ("C11T002JM", "1996-08-12", "2023-10-31", NULL);

  scripted_card_expect (card, CHOOSE ("6"), "9000");
  scripted_card_expect (card, "10860000027C0000", "7C128010CB60E8E0D85B76A9BD304747C2AD42E29000");
  scripted_card_expect (card,
                        "10860000457C438141"
                        "047F1D410ADB7DDB3B84BF1030800981A9105D7457B4A3ADE002384F3086C67EDE"
                        "1AB889104A27DB6D842B019020FBF3CEACB0DC627F7BDCAC29969E19D0E553C100",
                        "7C438241"
                        "04A234236AA9B9621E8EFB73B5245C0E09D2576E5277183C1208BDD55280CAE8B3"
                        "04F365713A356E65A451E165ECC9AC0AC46E3771342C8FE5AEDD092685338E239000");
  scripted_card_expect (card,
                        "10860000457C438341"
                        "04446C934084D9DAB863944F219520076C29EE3F7AE6722B11FF319EC1C7728F95"
                        "5483400BFF60BF0C5929270009277DC2A515E12575010AD9BA916CF1BF86FEFC00",
                        "7C438441"
                        "0402AD566F3C6EC7F9324509AD50A51FA52030782A4968FCFEDF737DAEA9933331"
                        "11C3B9B4C2287789BD137E7F8AA882E2A3C633CCD6ECC2C63C57AD401A09C2E19000");
  scripted_card_expect (card, "008600000C7C0A8508E86BD06018A1CD3B00", proof);
  *channel = scripted_card_open (card);
  scripted_random_set (*channel, draws);

  return kiosk_pace_perform (*channel,
                             kiosk_security_infos_choose_pace (infos, kiosk_pace_can_speak), key,
                             outcome, error);
}

static void
test_chip_authentication_mapping_as_in_the_standard (void)
{
  g_autoptr (GByteArray) info = unhex (CAM_KEY_INFO);
  g_autoptr (GByteArray) other = unhex (CAM_OTHER_KEY_INFO);
  g_autoptr (GBytes) key = g_bytes_new (info->data, info->len);
  g_autoptr (GBytes) other_key = g_bytes_new (other->data, other->len);
  g_autoptr (KioskPaceOutcome) outcome = kiosk_pace_outcome_new ();
  g_autoptr (KioskPaceOutcome) nothing = kiosk_pace_outcome_new ();
  g_autoptr (KioskChipChannel) channel = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (run_cam ("7C3C86088596CF055C67C1A38A301EEA964DAAE372AC990E3EFDE6333353BFC8"
                          "9A6704D93DA8798CF77F5B7A54BD10CBA372B42BE0B9B5F28AA8DE2F4F929000",
                          outcome, &channel, &error));
  g_assert_no_error (error);
  g_assert_true (kiosk_pace_outcome_has_chip_proof (outcome));
  g_assert_true (kiosk_pace_outcome_check_chip (outcome, key, &error));
  g_assert_no_error (error);
  g_assert_false (kiosk_pace_outcome_check_chip (outcome, other_key, &error));
  g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_NOT_GENUINE);
  g_clear_error (&error);
  g_assert_false (kiosk_pace_outcome_check_chip (nothing, key, &error));
  g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_NOT_GENUINE);
}

static void
test_a_chip_without_its_proof_is_refused (void)
{
  static const char *const answers[] = {
    "7C0A86088596CF055C67C1A39000",                                     /* none */
    "7C0C86088596CF055C67C1A38A009000",                                 /* empty */
    "7C0F86088596CF055C67C1A38A031EEA969000",                           /* no whole block */
    "7C1C86088596CF055C67C1A38A101EEA964DAAE372AC990E3EFDE63333539000", /* not padded */
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (KioskPaceOutcome) outcome = kiosk_pace_outcome_new ();
      g_autoptr (KioskChipChannel) channel = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (run_cam (answers[i], outcome, &channel, &error));
      g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_MALFORMED);
      g_assert_false (kiosk_pace_outcome_has_chip_proof (outcome));
      g_assert_false (kiosk_chip_channel_is_protected (channel));
    }
}

/* What a chip answers to one step of appendix G.1 instead. */
static const struct
{
  guint step;
  const char *answer;
  int code;
  int tries_left;
} rows[] = {
  { 0, "6A80", KIOSK_CHIP_ERROR_UNSUPPORTED, -1 },
  { 0, "6A88", KIOSK_CHIP_ERROR_UNSUPPORTED, -1 },
  { 0, "6983", KIOSK_CHIP_ERROR_BLOCKED, -1 },
  { 0, "63C0", KIOSK_CHIP_ERROR_BLOCKED, 0 },
  { 0, "6F00", KIOSK_CHIP_ERROR_REFUSED, -1 },
  { 1, "6982", KIOSK_CHIP_ERROR_REFUSED, -1 },
  { 1, "9000", KIOSK_CHIP_ERROR_MALFORMED, -1 },
  { 1, "7C0280009000", KIOSK_CHIP_ERROR_MALFORMED, -1 },
  { 1, "7C11800F95A3A016522EE98D01E76CB6B98B429000", KIOSK_CHIP_ERROR_MALFORMED, -1 },
  { 1, "7C12811095A3A016522EE98D01E76CB6B98B42C39000", KIOSK_CHIP_ERROR_MALFORMED, -1 },
  /* our own key, said back */
  { 2, "7C438241" MAP_PUBLIC "9000", KIOSK_CHIP_ERROR_MALFORMED, -1 },
  /* the neutral element, in both ways of writing it */
  { 2, "7C038201009000", KIOSK_CHIP_ERROR_MALFORMED, -1 },
  { 2,
    "7C43824104"
    "0000000000000000000000000000000000000000000000000000000000000000"
    "0000000000000000000000000000000000000000000000000000000000000000"
    "9000",
    KIOSK_CHIP_ERROR_MALFORMED, -1 },
  /* off the curve by one bit */
  { 2,
    "7C438241"
    "04824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F57"
    "30D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C559000",
    KIOSK_CHIP_ERROR_MALFORMED, -1 },
  /* compressed, and cut off */
  { 2,
    "7C238221"
    "02824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F579000",
    KIOSK_CHIP_ERROR_MALFORMED, -1 },
  { 2, "7C438241049000", KIOSK_CHIP_ERROR_MALFORMED, -1 },
  { 3, "7C438441" AGREE_PUBLIC "9000", KIOSK_CHIP_ERROR_MALFORMED, -1 },
  { 3, "6A80", KIOSK_CHIP_ERROR_REFUSED, -1 },
  { 4, "6300", KIOSK_CHIP_ERROR_WRONG_KEY, -1 },
  { 4, "63C2", KIOSK_CHIP_ERROR_WRONG_KEY, 2 },
  { 4, "6982", KIOSK_CHIP_ERROR_WRONG_KEY, -1 },
  { 4, "6983", KIOSK_CHIP_ERROR_BLOCKED, -1 },
  /* a token that is another by one bit, too short, our own, missing */
  { 4, "7C0A86083ABB9674BCE93C099000", KIOSK_CHIP_ERROR_MALFORMED, -1 },
  { 4, "7C0986073ABB9674BCE93C9000", KIOSK_CHIP_ERROR_MALFORMED, -1 },
  { 4, "7C0A8608C2B0BD78D94BA8669000", KIOSK_CHIP_ERROR_MALFORMED, -1 },
  { 4, "9000", KIOSK_CHIP_ERROR_MALFORMED, -1 },
};

static void
test_each_failure_has_its_own_error (void)
{
  static const char *const commands[] = {
    CHOOSE ("2"),
    "10860000027C0000",
    "10860000457C438141" MAP_PUBLIC "00",
    "10860000457C438341" AGREE_PUBLIC "00",
    CONFIRM,
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ScriptedCard) card = scripted_card_new ();
      g_autoptr (KioskPaceOutcome) outcome = kiosk_pace_outcome_new ();
      g_autoptr (KioskChipChannel) channel = NULL;
      g_autoptr (GError) error = NULL;

      script_generic (card, rows[i].step);
      scripted_card_expect (card, commands[rows[i].step], rows[i].answer);
      g_assert_false (perform (card, CARD_ACCESS ("2"), draws_generic, outcome, &channel, &error));
      g_assert_error (error, KIOSK_CHIP_ERROR, rows[i].code);
      g_assert_cmpint (kiosk_pace_outcome_get_tries_left (outcome), ==, rows[i].tries_left);
      g_assert_false (kiosk_chip_channel_is_protected (channel));
      g_assert_cmpuint (scripted_card_get_n_left (card), ==, 0);
    }
}

static void
test_what_is_not_spoken_is_not_chosen (void)
{
  static const struct
  {
    const char *card_access;
    int parameter_id; /* of what is chosen; -1: nothing */
    KioskPaceMapping mapping;
    KioskChipCipher cipher;
  } choices[] = {
    /* a prime field only */
    { "31143012060A04007F00070202040102020102020100", -1, 0, 0 },
    /* parameters that are reserved, and none */
    { "31143012060A04007F00070202040202020102020113", -1, 0, 0 },
    { "3111300F060A04007F00070202040202020102", -1, 0, 0 },
    /* integrated mapping on P-224 */
    { "31143012060A04007F0007020204040202010202010A", -1, 0, 0 },
    /* the first version of PACE */
    { "31143012060A04007F0007020204020202010102010D", -1, 0, 0 },
    /* the stronger of two */
    { "3128"
      "3012060A04007F0007020204020202010202010C"
      "3012060A04007F00070202040204020102020110",
      16, KIOSK_PACE_MAPPING_GENERIC, KIOSK_CHIP_CIPHER_AES256 },
    /* the one that proves the chip too */
    { "3128"
      "3012060A04007F0007020204060202010202010D"
      "3012060A04007F0007020204020402010202010D",
      13, KIOSK_PACE_MAPPING_CHIP_AUTHENTICATION, KIOSK_CHIP_CIPHER_AES128 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (KioskSecurityInfos) infos = parse (choices[i].card_access);
      const KioskPaceInfo *info = kiosk_security_infos_choose_pace (infos, kiosk_pace_can_speak);

      g_assert_cmpint (info == NULL, ==, choices[i].parameter_id < 0);
      if (info == NULL)
        continue;
      g_assert_cmpint (info->parameter_id, ==, choices[i].parameter_id);
      g_assert_cmpint (info->mapping, ==, choices[i].mapping);
      g_assert_cmpint (info->cipher, ==, choices[i].cipher);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/pace/generic-mapping-as-in-the-standard",
                   test_generic_mapping_as_in_the_standard);
  g_test_add_func ("/identity/pace/domain-parameters-are-named-when-there-are-several",
                   test_domain_parameters_are_named_when_there_are_several);
  g_test_add_func ("/identity/pace/integrated-mapping-as-in-the-standard",
                   test_integrated_mapping_as_in_the_standard);
  g_test_add_func ("/identity/pace/chip-authentication-mapping-as-in-the-standard",
                   test_chip_authentication_mapping_as_in_the_standard);
  g_test_add_func ("/identity/pace/a-chip-without-its-proof-is-refused",
                   test_a_chip_without_its_proof_is_refused);
  g_test_add_func ("/identity/pace/each-failure-has-its-own-error",
                   test_each_failure_has_its_own_error);
  g_test_add_func ("/identity/pace/what-is-not-spoken-is-not-chosen",
                   test_what_is_not_spoken_is_not_chosen);

  return g_test_run ();
}
