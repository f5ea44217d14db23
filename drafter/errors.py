"""Every error a caller may see. Standard library only.

DrafterError            what happened, and what to do about it
 |- InputError          notes, map, document or option cannot be used          exit 2, HTTP 422
 |- TooLarge            over a stated limit                                     exit 2, HTTP 413
 |- NotFound            no such incident, draft, rule, audience                 exit 2, HTTP 404
 |- Conflict            somebody else changed it first; state forbids it        exit 1, HTTP 409
 |- StaleVersion        If-Match does not match; the current version travels    exit 1, HTTP 412
 |- Refused             a law forbids it: unapproved text, author approves ...  exit 1, HTTP 403
 |- EngineError         the model endpoint; never reaches a liaison as text     exit 1, HTTP 503
 |- DeliveryFailed      a channel did not take an approved text                exit 1, HTTP 502
 |- DeliveryUnsure      a channel may have taken it; a person has to look      exit 1, HTTP 504
 `- StoreError          the database is away, full or too old                   exit 1, HTTP 503
"""


class DrafterError(Exception):
    """What happened, with the value, and the remedy.

    `message` says what happened; `remedy` is one sentence that says what to do next; `where` names the
    place ("notes.txt line 7", "components[2].depends_on"), empty when there is none.
    """

    exit_code = 1
    status = 500
    kind = "error"

    def __init__(self, message: str, *, remedy: str, where: str = "") -> None:
        self.message = message
        self.remedy = remedy
        self.where = where
        super().__init__(f"{where}: {message} {remedy}" if where else f"{message} {remedy}")


class InputError(DrafterError):
    """Something handed in cannot be used as it is."""

    exit_code = 2
    status = 422
    kind = "input"


class TooLarge(InputError):
    """Something handed in is over a limit; the message names the limit and the size."""

    status = 413
    kind = "too-large"


class NotFound(DrafterError):
    """There is no such thing; the remedy says how to list those that exist."""

    exit_code = 2
    status = 404
    kind = "not-found"


class Conflict(DrafterError):
    """The thing exists, but its state does not allow this."""

    status = 409
    kind = "conflict"


class StaleVersion(Conflict):
    """The caller's version is not the current one. `current` is the version to fetch and merge with."""

    status = 412
    kind = "stale-version"

    def __init__(self, message: str, *, remedy: str, where: str = "", current: int = 0) -> None:
        super().__init__(message, remedy=remedy, where=where)
        self.current = current


class Refused(DrafterError):
    """A law of the product forbids it, whoever asks."""

    status = 403
    kind = "refused"


class EngineError(DrafterError):
    """The model endpoint did not give a usable answer. The template writer takes over."""

    status = 503
    kind = "engine"


class DeliveryFailed(DrafterError):
    """A channel did not take an approved text; it surely does not stand there."""

    status = 502
    kind = "delivery-failed"


class DeliveryUnsure(DrafterError):
    """A channel may have taken an approved text or not; sending it again could publish it twice."""

    status = 504
    kind = "delivery-unsure"


class StoreError(DrafterError):
    """The database cannot be used now. Nothing acknowledged earlier is lost."""

    status = 503
    kind = "store"
