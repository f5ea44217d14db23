"""TON012 belittling: simply, just, obviously, easy: words that make the reader feel slow."""

from drafter.checks.lint.rule import phrase_rule

RULE = phrase_rule(
    code="TON012",
    name="belittling",
    severity="info",
    audiences="CSP",
    message="{words} tells the reader that it should be easy for them. Leave it out.",
    summary="simply, just, obviously, of course, as you know, easy",
    why="Who fails at something 'simple' feels stupid, and does not ask again.",
    source="18F content guide (simple, simply); retext-equality (just)",
    flags=(
        "Simply restart the app.",
        "As you know, passwords must be changed every month.",
        "It is easy to fix: just clear the cache.",
    ),
    passes=(
        "The fault began just now and hits just one region.",
        "This is not easy to repair.",
        "Restart the app.",
    ),
)
