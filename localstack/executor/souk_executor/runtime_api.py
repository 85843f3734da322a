"""The Lambda Runtime API (version 2018-06-01), for all instances: each finds it below an address of its own, which nobody can guess."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Optional

from souk_executor.instance import Instance

_VERSION = "/2018-06-01/runtime/"
_ACCEPTED = b'{"status":"OK"}'


class RuntimeApi:
    """Listens on 127.0.0.1 from when it is made until `close`."""

    def __init__(self) -> None:
        self._instances: dict[str, Instance] = {}
        self._opened = threading.Condition()
        api = self

        class Handler(_Handler):
            def instance(self, instance_id: str) -> Optional[Instance]:
                return api._find(instance_id)

        self._server = _Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, name="souk-executor-runtime-api", daemon=True).start()

    def address(self, instance_id: str) -> str:
        """What AWS_LAMBDA_RUNTIME_API says to an instance."""
        return f"127.0.0.1:{self._server.server_address[1]}/{instance_id}"

    def open(self, instance: Instance) -> None:
        with self._opened:
            self._instances[instance.id] = instance
            self._opened.notify_all()

    def close_for(self, instance: Instance) -> None:
        with self._opened:
            self._instances.pop(instance.id, None)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _find(self, instance_id: str) -> Optional[Instance]:
        """A process may ask before the thread that started it has come so far as to say that it is there."""
        with self._opened:
            self._opened.wait_for(lambda: instance_id in self._instances, 1)
            return self._instances.get(instance_id)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address) -> None:
        """A process that was killed leaves a broken connection, which is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer is written in two pieces; without this the second waits 40 ms for the first to be acknowledged.
    disable_nagle_algorithm = True

    def instance(self, instance_id: str) -> Optional[Instance]:
        raise NotImplementedError

    def do_GET(self) -> None:
        instance, path = self._asked()
        if instance is None or path != "invocation/next":
            self._write(404, b"")
            return
        call = instance.next()
        if call is None:
            self.close_connection = True
            return
        self._write(
            200,
            call.event,
            {
                "Lambda-Runtime-Aws-Request-Id": call.request_id,
                "Lambda-Runtime-Deadline-Ms": str(int(call.deadline * 1000)),
                "Lambda-Runtime-Invoked-Function-Arn": call.function_arn,
                "Lambda-Runtime-Trace-Id": call.trace_id,
            },
        )

    def do_POST(self) -> None:
        body = self._body()
        instance, path = self._asked()
        parts = path.split("/")
        if instance is None:
            self._write(404, b"")
        elif path == "init/error":
            instance.init_failed(body)
            self._write(202, _ACCEPTED)
        elif len(parts) == 3 and parts[0] == "invocation" and parts[2] in ("response", "error"):
            end = instance.answered if parts[2] == "response" else instance.failed
            self._write(202 if end(parts[1], body) else 400, _ACCEPTED)
        else:
            self._write(404, b"")

    def log_message(self, format: str, *args) -> None:
        pass

    def _asked(self) -> tuple[Optional[Instance], str]:
        instance_id, _, path = self.path.lstrip("/").partition("/")
        path = "/" + path
        return (self.instance(instance_id), path[len(_VERSION):]) if path.startswith(_VERSION) else (None, "")

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _write(self, status: int, body: bytes, headers: dict[str, str] = {}) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
