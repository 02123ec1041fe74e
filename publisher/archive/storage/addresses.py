"""Addresses of stores, as fsspec reads them (`s3://bucket/folder`, `sftp://host/folder`), shown without what is secret in them."""

from __future__ import annotations

import re

_USER = re.compile(r"(?<=://)[^/\s]*@")
_QUERY = re.compile(r"(?<=\S)\?[^\s:]*")
_IN_TEXT = re.compile(r"\b[A-Za-z][A-Za-z0-9+.-]+://\S+")


def protocol_of(address: str) -> str:
    """`s3` of `s3://bucket/folder`; of a chain (`zip://*.txt::s3://…`) the last, which is where the bytes come from."""
    return re.split("://|::", address.rpartition("::")[2] or address)[0].lower()


def shown(address: str) -> str:
    """The address as it may be printed and kept: without user, password and query, which may hold keys. A path stays as it is."""
    if "://" not in address:
        return address
    return _QUERY.sub("", _USER.sub("", address))


def scrubbed(text: str, address: str) -> str:
    """What a driver says, on one line, with the addresses in it as `shown` and without the user and password of `address`."""
    for secret in _secrets_of(address):
        text = text.replace(secret, "…")
    return " ".join(_IN_TEXT.sub(lambda found: shown(found.group()), text).split())


def _secrets_of(address: str) -> list[str]:
    from urllib.parse import unquote

    users = [user[:-1] for user in _USER.findall(address)]
    passwords = [user.partition(":")[2] for user in users]
    return [secret for each in (*users, *passwords) for secret in (each, unquote(each)) if len(secret) > 2]
