"""Whether a term is known to the reader, or explained where it stands."""

from drafter.checks.lint.context import Context
from drafter.checks.lint.document import Document
from drafter.core.patterns import lazy

_AFTER = lazy(
    r"\s?(?:\((?!s\)|es\))|,\s(?:the |a |an |our |which |where |that is|meaning|who |i\.e|or |used |"
    r"software|short for)|\s?[–—-]{1,2}\s(?:the |a |an |our )|:\s(?:the |a |an )|"
    r"\s(?:is the|is a|is an|is our|are the|are our|means|which is (?:the|a|an|our)|that is (?:the|a|an|"
    r"our)|stands "
    r"for|, or) )"
)
_BEFORE = lazy(r"(?:\(|called (?:the |a |an )?|known as (?:the |a |an )?|so-called )$")


def explained(document: Document, start: int, end: int) -> bool:
    """Say whether the words beside a term explain it: brackets, "the part that", "called"."""
    lower = document.lower
    if _AFTER.match(lower, end):
        return True
    before = lower[max(0, start - 20) : start]
    return bool(_BEFORE.search(before)) and (before[-1:] != "(" or lower[end : end + 1] == ")")


def known_terms(context: Context) -> frozenset[str]:
    """Return the terms readers know: the allow list, the rule's own, product and customer names."""
    known = set(context.allow)
    known.update(word.lower() for word in context.settings.get("JAR001", {}).get("known", ()))
    if context.system_map is not None:
        known.add(context.system_map.product.lower())
        for component in context.system_map.components:
            if component.customer_name:
                known.add(component.customer_name.lower())
                known.update(component.customer_name.lower().split())
    return frozenset(known)
