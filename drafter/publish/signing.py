"""Signatures after the Standard Webhooks specification: HMAC-SHA256 over "id.timestamp.body", "v1,...".

The body is canonical JSON: the bytes signed are the bytes sent.
"""

import base64
import hashlib
import hmac
import json

from drafter.errors import InputError


def canonical(body: object) -> bytes:
    """Return the JSON bytes that are signed and sent."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Return the value of `webhook-signature`. `secret` is base64, with or without "whsec_".

    Source: the Standard Webhooks specification. Raises InputError for a secret that is not base64.
    """
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError:
        raise InputError(
            "The webhook's secret is not base64.",
            remedy='Make one: "whsec_" and 24 to 64 random bytes in base64.',
            where="token_env",
        ) from None
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
