"""Whether a term is known to the reader, or explained where it stands."""

from drafter.checks.lint.context import Context
from drafter.checks.lint.document import Document
from drafter.core.patterns import lazy

_AFTER = lazy(
    r"\s?(?:\((?!s\)|es\))|,\s(?:the |a |an |our |which |where |that is|meaning|who |i\.e|or |used |"
    r"software|short for)|\s?[–—-]{1,2}\s(?:the |a |an |our )|:\s(?:the |a |an )|"
    r"\s(?:(?:is|are) the (?!(?:root )?cause|reason|culprit|source)|(?:is a|is an|is our|are our|means|"
    r"which is (?:the|a|an|our)|that is (?:the|a|an|our)|stands for|, or) ))"
)
_CLAUSE = lazy(
    r"\W*(?:while|when|after|before|during|as|if|once|since|because|due to|following|until|in|on|at)\b"
)
_CAPITAL = lazy(r" [A-Z][a-z]")
_CAPITALISED = lazy(r"[A-Z][a-z]{1,20} $")
_BEFORE = lazy(r"(?:\(|called (?:the |a |an )?|known as (?:the |a |an )?|so-called )$")


def explained(document: Document, start: int, end: int) -> bool:
    """Say whether the words beside a term explain it: brackets, "the part that", "called"."""
    lower = document.lower
    if _AFTER.match(lower, end) and not (lower[end] == "," and _fronted(document, start)):
        return True
    before = lower[max(0, start - 20) : start]
    return bool(_BEFORE.search(before)) and (before[-1:] != "(" or lower[end : end + 1] == ")")


def _fronted(document: Document, start: int) -> bool:
    """Say whether the term stands in a clause before the main one: "While moving pods, an error ..."."""
    sentence = document.sentence_at(start)
    if sentence is None:
        return False
    head = document.lower[sentence.start : start]
    return "," not in head and _CLAUSE.match(head) is not None


def part_of_a_product_name(document: Document, start: int, end: int) -> bool:
    """Say whether a capitalised term stands beside another capitalised word: "Block Storage", "RUM "
    "Sessions"."""
    text = document.prose
    if not text[start].isupper():
        return False
    term = text[start:end]
    if " " in term and not term.isupper() and all(word[:1].isupper() for word in term.split()):
        return True
    behind = _CAPITAL.match(text, end)
    before = _CAPITALISED.search(text, max(0, start - 24), start)
    if behind is None and before is None:
        return False
    sentence = document.sentence_at(start)
    if sentence is None:
        return False
    if behind is not None and (start > sentence.start or term.isupper()):
        return True
    return before is not None and before.start() > sentence.start


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
