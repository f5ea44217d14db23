"""Time zones as people write them: names, abbreviations, offsets, cities. Standard library only.

An abbreviation means its own fixed offset (PST is UTC-8 also in July, when Pacific clocks show PDT): that is
what was written. Abbreviations used in several parts of the world are said to be ambiguous, never guessed.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

_FIXED_MIN = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120, "MEZ": 60,
    "MESZ": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180, "SAST": 120, "EAT": 180, "WAT": 60, "PKT": 300,
    "NPT": 345,
    "ICT": 420, "WIB": 420, "HKT": 480, "SGT": 480, "PHT": 480, "AWST": 480, "JST": 540, "KST": 540,
    "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "NST": -210, "NDT": -150,
    "ADT": -180, "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
    "AKST": -540, "AKDT": -480, "HST": -600, "BRT": -180, "ART": -180, "CLT": -240,
}  # fmt: skip
_AMBIGUOUS = {
    "IST": (("India", 330), ("Israel", 120), ("Ireland", 60)),
    "CST": (("US Central", -360), ("China", 480), ("Cuba", -300)),
    "AST": (("Atlantic", -240), ("Arabia", 180)),
    "SST": (("Samoa", -660), ("Singapore", 480)),
    "GST": (("Gulf", 240), ("South Georgia", -120)),
    "WST": (("Western Australia", 480), ("West Samoa", 780)),
    "AMT": (("Armenia", 240), ("Amazon", -240)),
}
_PLACES = {
    "pt": "America/Los_Angeles", "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver",
    "pacific": "America/Los_Angeles", "eastern": "America/New_York", "central": "America/Chicago",
    "mountain": "America/Denver", "pacific time": "America/Los_Angeles", "eastern time": "America/New_York",
    "central time": "America/Chicago", "mountain time": "America/Denver",
    "pacific time (us & canada)": "America/Los_Angeles", "eastern time (us & canada)": "America/New_York",
    "central time (us & canada)": "America/Chicago", "mountain time (us & canada)": "America/Denver",
    "central european time": "Europe/Berlin", "eastern european time": "Europe/Athens",
    "uk time": "Europe/London", "uk": "Europe/London", "german time": "Europe/Berlin",
    "india time": "Asia/Kolkata",
    "utc": "UTC", "coordinated universal time": "UTC", "greenwich mean time": "UTC", "zulu": "UTC",
    "new delhi": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "bangalore": "Asia/Kolkata",
    "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles", "boston": "America/New_York",
    "munich": "Europe/Berlin", "hamburg": "Europe/Berlin", "copenhagen": "Europe/Copenhagen",
}  # fmt: skip
_LONG_FIXED = {
    "british summer time": 60, "central european summer time": 120, "eastern european summer time": 180,
    "pacific standard time": -480, "pacific daylight time": -420, "eastern standard time": -300,
    "eastern daylight time": -240, "central standard time": -360, "central daylight time": -300,
    "mountain standard time": -420, "mountain daylight time": -360, "india standard time": 330,
    "japan standard time": 540,
}  # fmt: skip

_OFFSET = r"(?:UTC|GMT)?\s?[+\-\u2212\u2013][01]?\d(?::?[0-5]\d)?(?![\d:])"
_NAMES = "|".join(sorted((*_FIXED_MIN, *_AMBIGUOUS, "PT", "ET", "CT", "MT"), key=len, reverse=True))
# What may follow a clock time as its zone. Bare offsets need a leading UTC/GMT or four digits with sign:
# "14:05 -5 pods" is no zone.
_AFTER_CLOCK = (
    r"[ \u00a0\u202f]?\(?(?P<zone>"
    r"(?:UTC|GMT)\s?[+\-\u2212][01]?\d(?::?[0-5]\d)?(?![\d:])"
    r"|[+\-\u2212](?:0\d|1[0-4]):?(?:00|30|45)(?![\d:])"
    rf"|(?:{_NAMES})(?![A-Za-z0-9_])(?!-\d{{4}})"
    r"|(?:utc|gmt|cest|cet|eest|eet|bst|pst|pdt|edt)(?![A-Za-z0-9_])"
    r"|(?:[Pp]acific|[Ee]astern|[Cc]entral|[Mm]ountain)(?: (?:[Ss]tandard|[Dd]aylight))? [Tt]ime"
    r"(?: \(US & Canada\))?"
    r"|(?:[Bb]ritish [Ss]ummer|[Cc]entral [Ee]uropean(?: [Ss]ummer)?|UK|[Ii]ndia [Ss]tandard) [Tt]ime"
    r"|(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z][A-Za-z_]+"
    r"(?:/[A-Z][A-Za-z_]+)?"
    r"|(?P<city>[A-Z][a-z]+(?: [A-Z][a-z]+)?) time\b"
    r")(?P<close>\)?)"
)
_BARE_OFFSET = re.compile(
    r"^(?:UTC|GMT)?\s?(?P<sign>[+\-\u2212\u2013])(?P<h>\d{1,2})(?::?(?P<m>[0-5]\d))?$", re.I
)
_MACHINE_STAMP = re.compile(r"(?:T\d\d:\d\d|:\d\d:\d\d|[.,]\d+)$")
_IN_BRACKETS = re.compile(rf"\(\s*(?P<zone>{_OFFSET})\s*\)")


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone as written, and what it is.

    `name` is an IANA name or a fixed offset ("UTC-08:00"); empty when `problem` says why it is unknown.
    """

    written: str
    name: str
    problem: str = ""

    @property
    def tz(self) -> tzinfo | None:
        """Return the zone for datetime arithmetic, or None when it is ambiguous."""
        return _tzinfo(self.name) if self.name else None

    def to_utc(self, local: datetime) -> tuple[datetime | None, str]:
        """Return a naive local time as UTC, or None and why not.

        A time the clocks skipped does not exist; one they repeated happened twice. zoneinfo would move or
        choose silently.
        """
        zone = self.tz
        if zone is None:
            return None, self.problem
        try:
            early = local.replace(tzinfo=zone, fold=0)
            late = local.replace(tzinfo=zone, fold=1)
            first, second = early.astimezone(UTC), late.astimezone(UTC)
            if first == second:
                return first, ""
            when = f"{local:%H:%M} on {local:%Y-%m-%d}"
            # Both readings come back as the same wall clock only if that wall clock happened twice.
            if first.astimezone(zone).replace(tzinfo=None) == local:
                return None, f"{when} happened twice in {self.written}: the clocks went back"
        except OverflowError:
            return None, f"{local:%Y-%m-%d} is outside the calendar"
        return None, f"{when} did not happen in {self.written}: the clocks went forward"


def settle(zone: Zone, known: Zone | None, local: datetime) -> Zone:
    """Return an ambiguous zone as the one reading that agrees with the known zone; else as it is."""
    choices = _AMBIGUOUS.get(zone.written.strip("()").upper())
    if not zone.problem or known is None or known.tz is None or choices is None:
        return zone
    offset = local.replace(tzinfo=known.tz).utcoffset()
    fitting = [minutes for _, minutes in choices if offset == timedelta(minutes=minutes)]
    return Zone(zone.written, fixed_name(fitting[0])) if fitting else zone


UTC_ZONE = Zone("UTC", "UTC")


def fixed_name(minutes: int) -> str:
    """Return the name of a fixed offset: -480 is "UTC-08:00", 0 is "UTC"."""
    if minutes == 0:
        return "UTC"
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours:02d}:{rest:02d}"


@lru_cache(maxsize=256)
def _tzinfo(name: str) -> tzinfo | None:
    if name == "UTC":
        return UTC
    offset = _BARE_OFFSET.match(name)
    if offset:
        minutes = int(offset["h"]) * 60 + int(offset["m"] or 0)
        return timezone(timedelta(minutes=-minutes if offset["sign"] != "+" else minutes))
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    cities: dict[str, str] = {}
    for name in sorted(available_timezones()):
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/", "US/")):
            cities.setdefault(name.rsplit("/", 1)[1].replace("_", " ").lower(), name)
    return cities


@lru_cache(maxsize=512)
def read_zone(written: str) -> Zone | None:
    """Return the zone that `written` names, or None when it names none.

    Reads "PST", "UTC-7", "+02:00", "Pacific Time (US & Canada)", "Denver", "Europe/Berlin" and
    "PST (UTC-7)", where the offset in brackets decides. An ambiguous name gives a zone with a problem.
    """
    text = " ".join(written.split()).strip(" .,:;")
    if not text:
        return None
    bracketed = _IN_BRACKETS.search(text)
    if bracketed:
        inner = read_zone(bracketed["zone"])
        return Zone(text, inner.name) if inner else None
    bare = text.strip("()")
    upper = bare.upper()
    if upper in _FIXED_MIN:
        return Zone(text, fixed_name(_FIXED_MIN[upper]))
    if upper in _AMBIGUOUS:
        choices = " or ".join(f"{place} ({fixed_name(minutes)})" for place, minutes in _AMBIGUOUS[upper])
        return Zone(text, "", f"{upper} could be {choices}")
    offset = _BARE_OFFSET.match(bare)
    if offset:
        minutes = int(offset["h"]) * 60 + int(offset["m"] or 0)
        if minutes > 14 * 60:
            return None
        return Zone(text, fixed_name(minutes if offset["sign"] == "+" else -minutes))
    lower = text.lower()
    if lower in _LONG_FIXED:
        return Zone(text, fixed_name(_LONG_FIXED[lower]))
    if lower in _PLACES:
        return Zone(text, _PLACES[lower])
    city = lower.removesuffix(" time")
    if city in _PLACES:
        return Zone(text, _PLACES[city])
    if "/" in bare and _tzinfo(bare) is not None:
        return Zone(text, bare)
    if re.fullmatch(r"[a-z][a-z .'\-]{2,30}", city) and city in _cities():
        return Zone(text, _cities()[city])
    return None


@lru_cache(maxsize=1)
def _after_clock() -> re.Pattern[str]:
    return re.compile(_AFTER_CLOCK)  # 4 ms; only spent once a clock time was found


def zone_at(text: str, position: int) -> tuple[Zone, int] | None:
    """Return the zone written at `position`, directly after a clock time, and where it ends."""
    match = _after_clock().match(text, position)
    if not match:
        return None
    # "13:30-14:00" is a span; "T13:30-08:00", "13:30:05-08:00" and "13:30 -0800" carry a zone.
    attached = match["zone"][0] in "-\u2212" and ":" in match["zone"] and match.start("zone") == position
    if attached and not _MACHINE_STAMP.search(text, max(0, position - 9), position):
        return None
    end = match.end()
    opened = "(" in text[position : match.start("zone")]
    if match["close"] and not opened:
        end = match.end("zone")
    if opened and not match["close"]:
        return None
    if match["city"]:
        zone = read_zone(match["city"])
    else:
        zone = read_zone(match["zone"])
        # "14:05 PST (UTC-7)": the offset in brackets decides what the name means here.
        explicit = _IN_BRACKETS.match(text, end + 1) if text[end : end + 1] == " " else None
        if zone and explicit:
            inner = read_zone(explicit["zone"])
            if inner:
                return Zone(text[match.start("zone") : explicit.end()], inner.name), explicit.end()
    return (Zone(match["zone"], zone.name, zone.problem), end) if zone else None
