"""The language of the screen: Chinese message ids, English through the gettext catalogue."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LANGUAGES = ("zh", "en")

_LOCALE = Path(__file__).parent.parent / "locale"
_ZH = gettext.NullTranslations()
_current: gettext.NullTranslations = _ZH
_lang = "zh"


def preferred(environ: dict[str, str] | os._Environ[str] = os.environ) -> str:
    """`en` where the locale is English, else `zh`: the forms and their readers are Chinese."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "en" if value.startswith("en") else "zh"
    return "zh"


def use(lang: str | None = None) -> None:
    """Speak `zh` or `en` from now on; None asks the locale."""
    global _current, _lang
    _lang = lang or preferred()
    _current = catalogue(_lang)


def catalogue(lang: str) -> gettext.NullTranslations:
    """The translations of a language; Chinese message ids stand for themselves."""
    if lang == "zh":
        return _ZH
    return gettext.translation("gouji", _LOCALE, languages=[lang], fallback=True)


def language() -> str:
    """`zh` or `en`: what `parsers.sentences` wants as `lang`."""
    return _lang


def _(message: str) -> str:
    """The message in the language in use."""
    return _current.gettext(message)
