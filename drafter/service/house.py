"""The house voice, from the file an organisation keeps it in."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from drafter.core.voice import HouseVoice
from drafter.errors import InputError


def read_voice(path: str) -> HouseVoice:
    """Return the house voice of a TOML file. Raises InputError with the place."""
    try:
        return HouseVoice.model_validate(tomllib.loads(Path(path).read_text(encoding="utf-8")))
    except OSError as error:
        raise InputError(
            f"{path!r} cannot be read: {error.strerror}.", remedy="Check DRAFTER_HOUSE_VOICE.", where=path
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"It is not TOML: {error}.", remedy="Correct the file.", where=path) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise InputError(f"{place}: {first['msg']}.", remedy="Correct the file.", where=path) from None
