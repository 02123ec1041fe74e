"""What a store's driver raised, as one of a few troubles that can be told to an archivist.

Drivers are many and raise what they like: the answer of S3 (with a code of the Amazon S3 API reference), a status of HTTP, a class of
their own, an OSError. They are known here by code, status and the names of classes, so that none has to be imported.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator

from msgspec import Struct


class Trouble(Struct, frozen=True):
    """`code` is the message's. `passing` says that the same call may do later."""

    code: str
    passing: bool = False


MISSING = Trouble("source-missing")
EXISTS = Trouble("exists")
NO_BUCKET = Trouble("store-no-bucket")
DENIED = Trouble("store-denied")
CREDENTIALS = Trouble("store-credentials")
READ_ONLY = Trouble("store-read-only")
HOST = Trouble("store-host-unknown")
FULL = Trouble("disk-full")
BUSY = Trouble("store-busy", passing=True)
TIME = Trouble("store-time", passing=True)
UNREACHABLE = Trouble("store-unreachable", passing=True)
OTHER = Trouble("store-failed")

_S3 = {
    "NoSuchKey": MISSING,
    "NoSuchBucket": NO_BUCKET,
    "InvalidBucketName": NO_BUCKET,
    "AccessDenied": DENIED,
    "AllAccessDisabled": DENIED,
    "InvalidAccessKeyId": CREDENTIALS,
    "SignatureDoesNotMatch": CREDENTIALS,
    "ExpiredToken": CREDENTIALS,
    "InvalidToken": CREDENTIALS,
    "InvalidClientTokenId": CREDENTIALS,
    "RequestTimeTooSkewed": CREDENTIALS,
    "PreconditionFailed": EXISTS,
    "SlowDown": BUSY,
    "Throttling": BUSY,
    "ThrottlingException": BUSY,
    "RequestLimitExceeded": BUSY,
    "OperationAborted": BUSY,
    "InternalError": BUSY,
    "ServiceUnavailable": BUSY,
    "RequestTimeout": TIME,
}
_STATUS = {
    401: CREDENTIALS,
    403: DENIED,
    404: MISSING,
    408: TIME,
    409: BUSY,
    410: MISSING,
    412: EXISTS,
    425: BUSY,
    429: BUSY,
}
_CLASSES = {
    # Of a class and those it is made from, the first that is here decides.
    "NoCredentialsError": CREDENTIALS,
    "PartialCredentialsError": CREDENTIALS,
    "CredentialRetrievalError": CREDENTIALS,
    "ProfileNotFound": CREDENTIALS,
    "AuthenticationException": CREDENTIALS,
    "ConnectTimeoutError": TIME,
    "ReadTimeoutError": TIME,
    "FSTimeoutError": TIME,
    "ServerTimeoutError": TIME,
    "BadHostKeyException": HOST,
    "UnknownHost": HOST,
    "HTTPClientError": UNREACHABLE,
    "ClientConnectionError": UNREACHABLE,
    "ClientPayloadError": UNREACHABLE,
    "IncompleteRead": UNREACHABLE,
    "ResponseParserError": UNREACHABLE,
    "NoValidConnectionsError": UNREACHABLE,
    "SSHException": UNREACHABLE,
    "EOFError": UNREACHABLE,
    "FileNotFoundError": MISSING,
    "FileExistsError": EXISTS,
    "PermissionError": DENIED,
    "TimeoutError": TIME,
    "ConnectionError": UNREACHABLE,
    "gaierror": UNREACHABLE,
    "NotImplementedError": READ_ONLY,
}
_NUMBERS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: READ_ONLY,
    errno.EBUSY: BUSY,
    errno.ENETUNREACH: UNREACHABLE,
    errno.EHOSTUNREACH: UNREACHABLE,
}

_TEXTS = {"Socket is closed": UNREACHABLE}
"""What paramiko says in an OSError without a number."""


def trouble_of(fault: BaseException) -> Trouble:
    """The trouble that `fault`, or what it was raised from, is the sign of; `OTHER` if nothing is known of it."""
    chain = list(_chain(fault))
    # What the store itself answered says more than the class that a driver chose for it.
    for tell in (_by_answer, _by_status, _by_class):
        for each in chain:
            if trouble := tell(each):
                return trouble
    return OTHER


def _chain(fault: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    found: BaseException | None = fault
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__


def _by_answer(fault: BaseException) -> Trouble | None:
    answer = getattr(fault, "response", None)
    if not isinstance(answer, dict):
        return None
    known = _S3.get(str(answer.get("Error", {}).get("Code")))
    return known or _of_status(answer.get("ResponseMetadata", {}).get("HTTPStatusCode"))


def _by_status(fault: BaseException) -> Trouble | None:
    answers = (getattr(fault, name, None) for name in ("status", "status_code", "code"))
    return next((trouble for each in answers if (trouble := _of_status(each))), None)


def _of_status(status: object) -> Trouble | None:
    if not isinstance(status, int):
        return None
    return BUSY if 500 <= status < 600 and status != 501 else _STATUS.get(status)


def _by_class(fault: BaseException) -> Trouble | None:
    if isinstance(fault, OSError) and fault.errno in _NUMBERS:
        return _NUMBERS[fault.errno]
    if str(fault) in _TEXTS:
        return _TEXTS[str(fault)]
    return next((_CLASSES[kind.__name__] for kind in type(fault).__mro__ if kind.__name__ in _CLASSES), None)
