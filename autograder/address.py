"""A part of `course lab`, within JupyterLab's server: it says where that serves.

JupyterLab itself only logs it, unless the address has a token in it that is new each time.
"""

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    if not server.identity_provider.token_generated:
        server.io_loop.add_callback(_say, server)


def _say(server: Any) -> None:
    print(f"JupyterLab is at {server.connection_url}lab", flush=True)
