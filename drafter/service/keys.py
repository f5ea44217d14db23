"""API keys: made once, shown once, kept only as a hash."""

import hashlib
import secrets
from datetime import datetime, timedelta

from drafter.core.noun import Noun
from drafter.errors import InputError, NotFound
from drafter.protocols import Transaction
from drafter.review.records import ApiKey
from drafter.service.actors import Actor, Scope, scopes_of
from drafter.service.room import Room

PREFIX = "drk_"
TOUCH_EVERY = timedelta(minutes=5)  # "last used" is kept to this precision, so that reads seldom write


class KeyView(Noun):
    """A key as lists show it; `secret` only in the answer that made it."""

    id: str
    person: str
    roles: tuple[str, ...]
    scopes: tuple[str, ...]
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None
    secret: str = ""


class KeyList(Noun):
    """All keys, newest first."""

    keys: tuple[KeyView, ...]


class Keys:
    """Use cases around API keys."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def create(
        self, actor: Actor, *, person: str, roles: tuple[str, ...], expires_at: datetime | None = None
    ) -> KeyView:
        """Make a key for a person or a bot. The secret is in this answer and nowhere else."""
        actor.need("admin")
        if not person.strip():
            raise InputError(
                "A key stands for somebody.", remedy="Give the person's or bot's name.", where="person"
            )
        if not roles:
            raise InputError("A key needs a role.", remedy="Give at least one role.", where="roles")
        scopes = scopes_of(roles)
        secret = PREFIX + secrets.token_urlsafe(32)

        def act(tx: Transaction) -> KeyView:
            key = ApiKey(
                id=self._room.ids("key"),
                person=person.strip(),
                roles=roles,
                scopes=tuple(sorted(scopes)),
                secret_hash=hash_secret(secret),
                created_at=self._room.clock(),
                created_by=actor.person,
                expires_at=expires_at,
            )
            tx.insert(key)
            self._room.audit(tx, actor, "key.created", subject=key.id, person=key.person, roles=list(roles))
            return _view(key, secret)

        return self._room.write(act, KeyView)

    def rotate(self, actor: Actor, key_id: str) -> KeyView:
        """Give a key a new secret; the old one stops working at once."""
        actor.need("admin")
        secret = PREFIX + secrets.token_urlsafe(32)

        def act(tx: Transaction) -> KeyView:
            key = _live(tx, key_id).model_copy(update={"secret_hash": hash_secret(secret)})
            tx.save(key)
            self._room.audit(tx, actor, "key.rotated", subject=key.id, person=key.person)
            return _view(key, secret)

        return self._room.write(act, KeyView)

    def revoke(self, actor: Actor, key_id: str) -> KeyView:
        """Stop a key from working."""
        actor.need("admin")

        def act(tx: Transaction) -> KeyView:
            key = _live(tx, key_id).model_copy(update={"revoked_at": self._room.clock()})
            tx.save(key)
            self._room.audit(tx, actor, "key.revoked", subject=key.id, person=key.person)
            return _view(key)

        return self._room.write(act, KeyView)

    def find(self, actor: Actor) -> KeyList:
        """Return all keys without their secrets."""
        actor.need("admin")
        with self._room.store.reading() as tx:
            found = tx.find(ApiKey, order=("-created_at", "id"))
        return KeyList(keys=tuple(_view(key) for key in found))

    def actor(self, secret: str) -> tuple[Actor, tuple[str, ...]] | None:
        """Return who a secret stands for and their roles; None when it is unknown, expired or revoked."""
        now = self._room.clock()
        with self._room.store.reading() as tx:
            key = tx.get(ApiKey, secret_hash=hash_secret(secret))
        if key is None or key.revoked_at is not None or (key.expires_at and key.expires_at <= now):
            return None
        if key.last_used_at is None or now - key.last_used_at > TOUCH_EVERY:
            with self._room.store.writing() as tx:
                fresh = tx.get(ApiKey, id=key.id)
                if fresh is not None:
                    tx.save(fresh.model_copy(update={"last_used_at": now}))
        scopes: frozenset[Scope] = scopes_of(key.roles)
        return Actor(
            person=key.person, scopes=scopes, bot=set(key.roles) <= {"bot"}, key_id=key.id
        ), key.roles


def hash_secret(secret: str) -> str:
    """Return what is kept of a secret. It has 256 random bits, so one fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _live(tx: Transaction, key_id: str) -> ApiKey:
    key = tx.get(ApiKey, id=key_id)
    if key is None or key.revoked_at is not None:
        raise NotFound(f"There is no working key {key_id!r}.", remedy="List the keys at /v1/keys.")
    return key


def _view(key: ApiKey, secret: str = "") -> KeyView:
    return KeyView(**key.model_dump(exclude={"secret_hash"}), secret=secret)
