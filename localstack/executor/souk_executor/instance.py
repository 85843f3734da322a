"""One process of a function, from its start to its end."""

import json
import os
import signal
import subprocess
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Callable, Optional, Sequence

# Linux kills a process whose parent *thread* has ended, when it was asked to: so all are started by one that never ends.
_STARTER = ThreadPoolExecutor(1, thread_name_prefix="souk-executor-start")

# What Lambda takes for an answer, in bytes.
_LARGEST_ANSWER = 6 * 1024 * 1024 + 100


@dataclass(frozen=True)
class Call:
    """An event for a function: JSON, with what the runtime is told in headers. `deadline` is a time of the system's clock, in seconds."""

    request_id: str
    event: bytes
    function_arn: str
    trace_id: str
    deadline: float


@dataclass(frozen=True)
class Ending:
    """What became of a call: the function's answer, or Lambda's JSON with `errorType` and `errorMessage`."""

    payload: bytes
    is_error: bool


class InitFailed(Exception):
    """The process did not come so far as to ask for an event. `payload` is JSON with `errorType` and `errorMessage`."""

    def __init__(self, payload: bytes):
        super().__init__(payload.decode("utf-8", "replace"))
        self.payload = payload


class Instance:
    """A process that asks for an event (`next`), is thawed for it, answers (`answered`, `failed`), asks for the next one, and stands
    still until that comes. `run` is called by whoever has an event; the others by the Runtime API, for the process."""

    def __init__(self, command: Sequence[str], folder: str, environment: Callable[[str], dict[str, str]]):
        """Starts the process. `environment` is what it sees, and nothing else; it is asked for with the instance's id."""
        self.id = uuid.uuid4().hex
        self._changed = threading.Condition()
        self._asking = False
        self._given: Optional[Call] = None
        self._current: Optional[Call] = None
        self._ending: Optional[Ending] = None
        self._init_error: Optional[bytes] = None
        self._log = tempfile.TemporaryFile()
        self._read = 0
        # Killed with this process, however that ends: setpriv asks Linux for it and becomes the program.
        line = ["setpriv", "--pdeathsig", "KILL", "--", *command]
        self._process = _STARTER.submit(
            lambda: subprocess.Popen(
                line,
                cwd=folder,
                env=environment(self.id),
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=subprocess.STDOUT,
            )
        ).result()
        threading.Thread(target=self._watch, name=f"souk-executor-{self._process.pid}", daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def await_start(self, timeout: float) -> None:
        """Waits until it asks for its first event. Raises InitFailed, the process is gone then."""
        with self._changed:
            self._changed.wait_for(lambda: self._asking or self._init_error is not None or not self.is_alive(), timeout)
            if self._asking:
                return
            reported, alive = self._init_error, self.is_alive()
        self.kill()
        if reported is not None:
            raise InitFailed(reported)
        if alive:
            raise InitFailed(_error("Sandbox.Timedout", f"the function did not start within {timeout:.0f} seconds"))
        raise InitFailed(_error("Runtime.ExitError", f"Runtime exited with error: {self._exit()}"))

    def run(self, call: Call) -> Ending:
        """Has it handle an event, which it was asking for. Killed when it is not back by the deadline."""
        with self._changed:
            self._ending = None
            self._asking = False
            self._given = call
            self._signal(signal.SIGCONT)
            self._changed.notify_all()
            # It is done once it asks again: what it writes before that belongs to this event.
            done = self._changed.wait_for(lambda: self._asking or not self.is_alive(), max(0.0, call.deadline - time.time()))
            ending = self._ending
        if done and ending is not None:
            return ending
        if done:
            return Ending(_error("Runtime.ExitError", f"RequestId: {call.request_id} Error: Runtime exited with error: {self._exit()}"), True)
        self.kill()
        if ending is not None:
            return ending
        return Ending(_error("Sandbox.Timedout", f"RequestId: {call.request_id} Error: Task timed out"), True)

    def next(self) -> Optional[Call]:
        """It asks for an event and waits here. None when there will be none."""
        with self._changed:
            self._current = None
            self._asking = True
            self._signal(signal.SIGSTOP)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._given is not None or not self.is_alive())
            self._current, self._given = self._given, None
            return self._current

    def answered(self, request_id: str, payload: bytes) -> bool:
        """False when it answers what it was not asked."""
        if len(payload) > _LARGEST_ANSWER:
            return self._end(request_id, Ending(_error("Function.ResponseSizeTooLarge", "the answer has more than 6 MB"), True))
        return self._end(request_id, Ending(payload, False))

    def failed(self, request_id: str, payload: bytes) -> bool:
        return self._end(request_id, Ending(payload, True))

    def init_failed(self, payload: bytes) -> None:
        with self._changed:
            self._init_error = payload
            self._changed.notify_all()

    def log(self) -> str:
        """What it has written since this was last asked."""
        with self._changed:
            data = os.pread(self._log.fileno(), max(0, os.fstat(self._log.fileno()).st_size - self._read), self._read)
            self._read += len(data)
        return data.decode("utf-8", "replace")

    def kill(self) -> None:
        """At once, and waits until it is gone. Whoever waits for it hears of it."""
        self._signal(signal.SIGKILL)
        self._process.wait()
        with self._changed:
            self._changed.notify_all()

    def _end(self, request_id: str, ending: Ending) -> bool:
        with self._changed:
            if self._current is None or self._current.request_id != request_id or self._ending is not None:
                return False
            self._ending = ending
            return True

    def _signal(self, number: int) -> None:
        try:
            self._process.send_signal(number)
        except ProcessLookupError:
            pass

    def _watch(self) -> None:
        self._process.wait()
        with self._changed:
            self._changed.notify_all()

    def _exit(self) -> str:
        code = self._process.wait()
        return f"signal: {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"


def _error(kind: str, message: str) -> bytes:
    return json.dumps({"errorType": kind, "errorMessage": message}).encode()
