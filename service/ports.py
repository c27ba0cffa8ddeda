"""The address that is served at, had before the model is loaded: who cannot have it should know at once."""

from __future__ import annotations

import errno
import socket

from service.errors import PortTaken

_NOWHERE = "This machine has no such address."
_LEAVE_OUT = "Leave --host out, or give one of this machine's: 127.0.0.1, or 0.0.0.0 for all."


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at `host`, at `port` or, for 0, at a free one.

    Raises:
        PortTaken: it cannot be had.

    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, kind, protocol)
    except (OSError, OverflowError) as error:
        raise PortTaken(_NOWHERE, where=host, todo=_LEAVE_OUT) from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # else a restart waits a minute for the last one's connections
        listening.bind(address)
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRNOTAVAIL:
            raise PortTaken(_NOWHERE, where=host, todo=_LEAVE_OUT) from error
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        what = "Another program is using this port." if taken else f"This port cannot be used ({getattr(error, 'strerror', None) or error})."
        raise PortTaken(what, where=f"{host}:{port}", todo=f"Choose another, for example: minutes serve --port {8765 if port == 8000 else 8000}") from error
    return listening


def address_of(listening: socket.socket) -> str:
    """Where a browser finds it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
