"""All processes there are, of all functions: never more than the machine is to bear."""

import logging
import threading
import time
from dataclasses import dataclass
from typing import Callable, Optional

from souk_executor.instance import Instance

LOG = logging.getLogger(__name__)


class AllBusy(Exception):
    """There are as many processes as there may be, and none became free in time; or nobody wants one any more."""


@dataclass
class _Member:
    version: str
    instance: Instance
    idle_since: float = 0.0
    busy: bool = True
    dismissed: bool = False


class Fleet:
    """Hands out processes by the version of the function that they run. One that is free is used again; when there is no room for
    another, the one that was free longest makes room."""

    def __init__(self, most: int, gone: Callable[[Instance], None] = lambda instance: None):
        """`gone` is told of each process that has ended or was let go."""
        self._most = most
        self._gone = gone
        self._changed = threading.Condition()
        self._members: list[_Member] = []
        self._starting = 0
        self._peak = 0

    @property
    def peak(self) -> int:
        """The most processes there have been at once."""
        return self._peak

    def claim(self, version: str, start: Callable[[], Instance], patience: float, wanted: Callable[[], bool]) -> Instance:
        """A process of that version for the caller alone, until `release`. `start` makes another one, and waits until it is ready.

        Raises AllBusy after `patience` seconds, or when it is not `wanted` any more, and whatever `start` raises.
        """
        until = time.monotonic() + patience
        with self._changed:
            while True:
                self._bury()
                if (free := self._free(lambda member: member.version == version, newest=True)) is not None:
                    free.busy = True
                    return free.instance
                if self._room() or self._make_room():
                    break
                if not wanted() or not self._changed.wait(max(0.0, until - time.monotonic())):
                    raise AllBusy(f"all {self._most} processes are busy")
            self._starting += 1
            if len(self._members) + self._starting > self._peak:
                self._peak = len(self._members) + self._starting
                LOG.info("%d processes of functions at once, the most so far; there may be %d", self._peak, self._most)
        try:
            instance = start()
        except BaseException:
            with self._changed:
                self._starting -= 1
                self._changed.notify_all()
            raise
        with self._changed:
            self._starting -= 1
            self._members.append(_Member(version, instance))
        return instance

    def release(self, instance: Instance) -> None:
        """It is free for others, or gone."""
        with self._changed:
            for member in self._members:
                if member.instance is instance:
                    member.busy = False
                    member.idle_since = time.monotonic()
                    if member.dismissed:
                        self._let_go(member)
                    break
            self._bury()
            self._changed.notify_all()

    def retire(self, version: str) -> None:
        """Lets the free ones of a version go."""
        with self._changed:
            for member in list(self._members):
                if member.version == version and not member.busy:
                    self._let_go(member)
            self._changed.notify_all()

    def dismiss(self, version: str) -> None:
        """No process of that version is used again: those that are busy go when they are done."""
        with self._changed:
            for member in self._members:
                member.dismissed |= member.version == version
        self.retire(version)

    def wake(self) -> None:
        """Whoever waits for a process asks again whether it is wanted."""
        with self._changed:
            self._changed.notify_all()

    def _room(self) -> bool:
        return len(self._members) + self._starting < self._most

    def _make_room(self) -> bool:
        oldest = self._free(lambda member: True, newest=False)
        if oldest is None:
            return False
        self._let_go(oldest)
        return True

    def _free(self, fits: Callable[[_Member], bool], newest: bool) -> Optional[_Member]:
        free = [member for member in self._members if not member.busy and not member.dismissed and fits(member)]
        if not free:
            return None
        return sorted(free, key=lambda member: member.idle_since)[-1 if newest else 0]

    def _bury(self) -> None:
        for member in list(self._members):
            if not member.busy and not member.instance.is_alive():
                self._let_go(member)

    def _let_go(self, member: _Member) -> None:
        self._members.remove(member)
        member.instance.kill()
        self._gone(member.instance)
