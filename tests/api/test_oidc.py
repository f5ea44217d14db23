"""Bearer tokens of an OpenID Connect provider beside keys: whom they stand for, and which are refused."""

import hmac
import re
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from desk import START
from joserfc import jwt
from joserfc.jwk import RSAKey

from drafter.api.oidc import Issuer
from drafter.desk import free_port
from drafter.errors import InputError
from drafter.settings import Settings

ISSUER = "https://login.example.com"
GOOD = {"iss": ISSUER, "aud": "drafter", "sub": "u-1", "email": "ada@example.com", "roles": ["liaison"]}
ONE, TWO = (RSAKey.generate_key(2048, {"kid": kid, "use": "sig"}) for kid in ("one", "two"))


class Provider:
    """Answers discovery and keys; counts how often it was asked."""

    def __init__(self):
        self.keys, self.asked, self.away = [ONE], 0, False

    def __call__(self, request):
        self.asked += 1
        if self.away:
            raise httpx2.ConnectError("nobody there")
        if request.url.path == "/.well-known/openid-configuration":
            return httpx2.Response(200, json={"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"})
        return httpx2.Response(200, json={"keys": [key.as_dict(private=False) for key in self.keys]})


@pytest.fixture
def provider():
    return Provider()


def issuer(provider, **more):
    settings = Settings(auth="keys", oidc_issuer=ISSUER, oidc_audience="drafter", **more)
    return Issuer(settings, clock=lambda: START, transport=httpx2.MockTransport(provider))


def token(key=ONE, alg="RS256", lives=timedelta(minutes=5), **changed):
    claims = GOOD | {"exp": int((START + lives).timestamp())} | changed
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": alg, "kid": key.kid or "one"}, claims, key)


def test_a_token_acts_as_its_person_in_its_roles(provider):
    actor = issuer(provider).actor(token())

    assert actor.person == "ada@example.com"
    assert actor.scopes == {"read", "notes", "draft", "publish"}
    assert actor.key_id == "oidc:u-1"
    assert not actor.bot


def public_key_as_secret():
    """A token signed with what everybody can read, for a reader that lets the token choose the algorithm."""
    head = urlsafe_b64encode(b'{"alg":"HS256","kid":"one"}').rstrip(b"=")
    signed = head + b"." + token().split(".")[1].encode()
    mac = hmac.digest(ONE.as_pem(private=False), signed, "sha256")
    return (signed + b"." + urlsafe_b64encode(mac).rstrip(b"=")).decode()


BAD = {
    "for another": token(aud="another-app"),
    "for nobody": token(aud=None),
    "of another issuer": token(iss="https://evil.example.com"),
    "never ends": token(exp=None),
    "over": token(lives=timedelta(minutes=-2)),
    "not yet": token(nbf=int((START + timedelta(hours=1)).timestamp())),
    "of nobody": token(sub=None),
    "another key": token(key=RSAKey.generate_key(2048, {"kid": "one"})),
    "public key as secret": public_key_as_secret(),
    "unsigned": urlsafe_b64encode(b'{"alg":"none","kid":"one"}').decode() + f".{token().split('.')[1]}.",
    "changed": token() + "x",
    "words": "no token at all",
    "dots": "a.b.c",
    "encrypted": "a.b.c.d.e",
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_token_that_is_not_to_be_trusted_stands_for_nobody(provider, bad):
    assert issuer(provider).actor(bad) is None


def test_clocks_may_differ_by_a_minute(provider):
    assert issuer(provider).actor(token(lives=timedelta(seconds=-30))) is not None


def test_an_address_nobody_has_proven_is_nobodys_name(provider):
    assert issuer(provider).actor(token(email_verified=False)).person == "u-1"


def test_groups_become_roles_and_the_rest_counts_for_nothing(provider):
    mine = issuer(
        provider, oidc_roles_claim="realm_access.roles", oidc_roles={"sre": ("incident_commander",)}
    )

    actor = mine.actor(token(realm_access={"roles": ["sre", "admin", 7]}))

    assert actor.scopes == {"read", "notes", "approve"}
    assert mine.actor(token()).scopes == frozenset()
    assert not mine.actor(token()).bot


def test_keys_are_read_once_and_again_when_the_provider_changes_them(provider, monkeypatch):
    mine = issuer(provider)
    for _ in range(5):
        mine.actor(token())
    assert provider.asked == 2

    provider.keys = [TWO]
    assert mine.actor(token(key=TWO)) is None, "asked again within the minute"
    assert provider.asked == 2
    later = time.monotonic() + 61
    monkeypatch.setattr("drafter.api.oidc.time.monotonic", lambda: later)
    assert mine.actor(token(key=TWO)) is not None
    assert mine.actor(token()) is None


def test_a_provider_that_is_away_stops_nobody_whose_keys_are_known(provider, monkeypatch):
    mine = issuer(provider)
    mine.actor(token())
    provider.away = True
    later = time.monotonic() + 7_200
    monkeypatch.setattr("drafter.api.oidc.time.monotonic", lambda: later)

    assert mine.actor(token()) is not None


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"auth": "none"}, "DRAFTER_AUTH"),
        ({"oidc_audience": ""}, "DRAFTER_OIDC_AUDIENCE"),
        ({"oidc_issuer": "http://login.example.com"}, "DRAFTER_OIDC_ISSUER"),
        ({"oidc_roles": {"sre": ("boss",)}}, "DRAFTER_OIDC_ROLES"),
    ],
)
def test_settings_that_do_not_fit_are_refused_at_the_start(given, where):
    settings = Settings(**({"auth": "keys", "oidc_issuer": ISSUER, "oidc_audience": "drafter"} | given))

    with pytest.raises(InputError) as refused:
        Issuer.of(settings, lambda: START)
    assert refused.value.where == where


@pytest.fixture
def guarded(desk, provider, monkeypatch):
    monkeypatch.setattr(Issuer, "of", lambda settings, clock: issuer(provider))
    desk.settings = Settings(auth="keys", oidc_issuer=ISSUER, oidc_audience="drafter")
    return desk


def test_the_api_takes_tokens_beside_keys_and_records_who_acted(guarded):
    as_ada = {"authorization": f"Bearer {token()}"}

    made = guarded.http().post("/v1/incidents", json={"title": "Payments fail"}, headers=as_ada)
    refused = guarded.http().get("/v1/keys", headers=as_ada)
    untrusted = guarded.http().get("/v1/incidents", headers={"authorization": f"Bearer {token(aud='x')}"})
    unknown = guarded.http().get("/v1/incidents", headers={"authorization": "Bearer drk_unknown"})

    assert made.status_code == 201
    assert refused.status_code == 403
    assert (untrusted.status_code, unknown.status_code) == (401, 401)
    assert "token" in untrusted.json()["detail"]
    assert "key" in unknown.json()["detail"]


def test_a_token_nobody_can_check_now_is_a_503_with_what_to_do(guarded, provider):
    provider.away = True

    answer = guarded.http().get("/v1/incidents", headers={"authorization": f"Bearer {token()}"})

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "10"
    assert answer.json()["hint"]


def test_a_token_of_a_real_provider_is_taken(tmp_path):
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with (tmp_path / "provider.txt").open("w") as log:
        command = [sys.executable, "-m", "oidc_provider_mock", "-p", str(port), "--user-claims"]
        claims = '{"sub": "ada-1", "email": "ada@example.com", "roles": ["liaison"]}'
        started = subprocess.Popen([*command, claims], stdout=log, stderr=log)
        try:
            given = _log_in(address)
            settings = Settings(auth="keys", oidc_issuer=address, oidc_audience="desk")
            actor = Issuer(settings, clock=lambda: START.now(START.tzinfo)).actor(given)
        finally:
            started.terminate()
            started.wait(timeout=20)

    assert actor.key_id == "oidc:ada-1"


def _log_in(address):
    """Go the whole code flow, as a browser does; return the id token."""
    back = "http://127.0.0.1:1/back"
    with httpx2.Client(base_url=address) as browser:
        for _ in range(100):
            try:
                browser.get("/.well-known/openid-configuration").raise_for_status()
                break
            except httpx2.HTTPError:
                time.sleep(0.1)
        asked = {"client_id": "desk", "redirect_uri": back, "response_type": "code", "scope": "openid email"}
        page = browser.post("/oauth2/authorize", params=asked, data={"sub": "ada-1"})
        code = parse_qs(urlsplit(page.headers["location"]).query)["code"][0]
        bought = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
        answer = browser.post("/oauth2/token", data=bought, auth=("desk", "for-tests"))
    found = re.search(r'"id_token":\s*"([^"]+)"', answer.text)
    return found.group(1)
