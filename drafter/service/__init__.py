"""The use cases: what a liaison, a commander, a bot can do, whatever face they do it through.

It sees the store, the clock and the writers as protocols; `drafter.wiring` brings the real ones.
"""

from drafter.service.service import Service

__all__ = ["Service"]
