"""What translation models call the languages.

NLLB-200 writes ISO 639-3 and the script (``fra_Latn``); OPUS-MT writes ISO 639-1, ISO 639-3 or
the name of a family.
"""

from __future__ import annotations

from mtaudit.engines.base import primary_subtag

_NLLB = """
af afr_Latn|am amh_Ethi|ar arb_Arab|as asm_Beng|ast ast_Latn|az azj_Latn|ba bak_Cyrl|be bel_Cyrl
bg bul_Cyrl|bn ben_Beng|bo bod_Tibt|bs bos_Latn|ca cat_Latn|ceb ceb_Latn|ckb ckb_Arab|cs ces_Latn
cy cym_Latn|da dan_Latn|de deu_Latn|dz dzo_Tibt|ee ewe_Latn|el ell_Grek|en eng_Latn|eo epo_Latn
es spa_Latn|et est_Latn|eu eus_Latn|fa pes_Arab|fi fin_Latn|fj fij_Latn|fo fao_Latn|fr fra_Latn
fur fur_Latn|ga gle_Latn|gd gla_Latn|gl glg_Latn|gn grn_Latn|gu guj_Gujr|ha hau_Latn|he heb_Hebr
hi hin_Deva|hr hrv_Latn|ht hat_Latn|hu hun_Latn|hy hye_Armn|id ind_Latn|ig ibo_Latn|is isl_Latn
it ita_Latn|ja jpn_Jpan|jv jav_Latn|ka kat_Geor|kk kaz_Cyrl|km khm_Khmr|kn kan_Knda|ko kor_Hang
ku kmr_Latn|ky kir_Cyrl|lb ltz_Latn|lg lug_Latn|ln lin_Latn|lo lao_Laoo|lt lit_Latn|lv lvs_Latn
mg plt_Latn|mi mri_Latn|mk mkd_Cyrl|ml mal_Mlym|mn khk_Cyrl|mr mar_Deva|ms zsm_Latn|mt mlt_Latn
my mya_Mymr|nb nob_Latn|ne npi_Deva|nl nld_Latn|nn nno_Latn|no nob_Latn|ny nya_Latn|oc oci_Latn
om gaz_Latn|or ory_Orya|pa pan_Guru|pl pol_Latn|ps pbt_Arab|pt por_Latn|qu quy_Latn|ro ron_Latn
ru rus_Cyrl|rw kin_Latn|sa san_Deva|sc srd_Latn|sd snd_Arab|si sin_Sinh|sk slk_Latn|sl slv_Latn
sm smo_Latn|sn sna_Latn|so som_Latn|sq als_Latn|sr srp_Cyrl|st sot_Latn|su sun_Latn|sv swe_Latn
sw swh_Latn|ta tam_Taml|te tel_Telu|tg tgk_Cyrl|th tha_Thai|ti tir_Ethi|tk tuk_Latn|tl tgl_Latn
tn tsn_Latn|tr tur_Latn|ts tso_Latn|tt tat_Cyrl|ug uig_Arab|uk ukr_Cyrl|ur urd_Arab|uz uzn_Latn
vi vie_Latn|wo wol_Latn|xh xho_Latn|yi ydd_Hebr|yo yor_Latn|yue yue_Hant|zh zho_Hans|zu zul_Latn
"""
_BY_TAG = dict(entry.split(" ") for line in _NLLB.split("\n") if line for entry in line.split("|"))
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})

_ROMANCE = "an ast ca co es fr fur gl it la lad lij lmo oc pms pt rm ro scn vec wa"
_FAMILIES = {
    "romance": _ROMANCE,
    "roa": _ROMANCE,
    "itc": _ROMANCE,
    "gmw": "af de en fy lb nds nl yi",
    "gmq": "da fo is nb nn no sv",
    "gem": "af da de en fo fy is lb nb nds nl nn no sv yi",
    "zle": "be ru uk",
    "zls": "bg bs hr mk sh sl sr",
    "zlw": "cs hsb pl sk",
    "sla": "be bg bs cs hr hsb mk pl ru sh sk sl sr uk",
    "bat": "lt lv",
    "fiu": "et fi hu se",
    "cel": "br cy ga gd",
}


def nllb_code(tag: str) -> str | None:
    """``fra_Latn`` for ``fr`` and ``fr-CA``; ``None`` for a language that the table lacks."""
    primary = primary_subtag(tag)
    if primary == "zh" and _TRADITIONAL & set(tag.lower().replace("_", "-").split("-")):
        return "zho_Hant"
    return _BY_TAG.get(primary)


def is_named(name: str, tag: str) -> bool:
    """Whether a name that OPUS-MT uses (``fr``, ``fra``, ``roa``, ``mul``) means the language."""
    family = _FAMILIES.get(name.lower(), "").split()
    return name.lower() in ("mul", *opus_codes(tag)) or primary_subtag(tag) in family


def opus_codes(tag: str) -> tuple[str, ...]:
    """The names that a single language may have in OPUS-MT, the most exact first."""
    primary = primary_subtag(tag)
    code = nllb_code(tag)
    exact = tag.lower().replace("-", "_")
    return tuple(dict.fromkeys((exact, primary, *([code[:3]] if code else ()))))
