"""The names of the months, as newspapers of many languages print them."""

import unicodedata

_MONTHS = {
    1: "january jan januar janv janvier jänner enero ene gennaio gen janeiro januari январь января янв"
    " січень січня styczeń stycznia leden ledna január januára ocak ianuarie siječanj siječnja"
    " ιανουαρίου tammikuuta tammikuu يناير جانفي",
    2: "february feb février févr fév februar febrer febrero febbraio fevereiro fev februari февраль февраля"
    " фев лютий лютого luty lutego únor února február februára şubat februarie veljača veljače"
    " φεβρουαρίου helmikuuta helmikuu فبراير فيفري شباط",
    3: "march mar mars märz mrz marzo março maart mrt март марта мар березень березня marzec marca březen"
    " března marts mart martie ožujak ožujka μαρτίου maaliskuuta maaliskuu مارس آذار",
    4: "april apr avril avr abril abr aprile апрель апреля апр квітень квітня kwiecień kwietnia duben dubna"
    " apríl apríla nisan aprilie travanj travnja απριλίου huhtikuuta huhtikuu أبريل ابريل إبريل أفريل نيسان",
    5: "may mai mayo maggio mag maio mei май мая травень травня maj maja květen května máj mája mayıs"
    " svibanj svibnja μαΐου μαϊου toukokuuta toukokuu مايو ماي أيار",
    6: "june jun juin juni junio giugno giu junho июнь июня июн червень червня czerwiec czerwca červen června"
    " jún júna haziran iunie lipanj lipnja ιουνίου kesäkuuta kesäkuu يونيو جوان حزيران",
    7: "july jul juillet juil juli julio luglio lug julho июль июля июл липень липня lipiec lipca červenec"
    " července júl júla temmuz iulie srpanj srpnja ιουλίου heinäkuuta heinäkuu يوليو جويلية تموز",
    8: "august aug août aout agosto ago augustus augusti август августа авг серпень серпня sierpień sierpnia"
    " srpen srpna augusta ağustos kolovoz kolovoza αυγούστου elokuuta elokuu أغسطس اغسطس أوت آب",
    9: "september sept sep septembre septiembre setiembre settembre set setembro сентябрь сентября сен сент"
    " вересень вересня wrzesień września září septembra eylül septembrie rujan rujna σεπτεμβρίου"
    " syyskuuta syyskuu سبتمبر أيلول",
    10: "october oct octobre oktober okt octubre ottobre ott outubro out октябрь октября окт жовтень жовтня"
    " październik października říjen října október októbra ekim octombrie listopad οκτωβρίου lokakuuta"
    " lokakuu أكتوبر اكتوبر",
    11: "november nov novembre noviembre novembro ноябрь ноября ноя нояб листопад листопада listopada"
    " listopadu novembra kasım noiembrie studeni studenoga νοεμβρίου marraskuuta marraskuu نوفمبر",
    12: "december dec décembre déc dezember dez diciembre dic dicembre dezembro декабрь декабря дек"
    " грудень грудня grudzień grudnia prosinec prosince decembra aralık decembrie prosinac prosinca"
    " δεκεμβρίου joulukuuta joulukuu ديسمبر",
}  # fmt: skip
_AMBIGUOUS = ("listopad",)
"""October to one language and November to another: no date is read from it."""


def folded(text: str) -> str:
    """Return text in small letters without accents, as the months are looked up."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


ALL_NAMES: tuple[str, ...] = tuple(
    sorted(
        {name for names in _MONTHS.values() for name in names.split() if name not in _AMBIGUOUS},
        key=lambda name: (-len(name), name),
    )
)
"""Longest first, so that a pattern of them takes the whole word."""
MONTHS: dict[str, int] = {
    folded(name): month for month, names in _MONTHS.items() for name in names.split() if name in ALL_NAMES
}
