"""Processes that speak the Runtime API, without LocalStack and without Java: a function here is a few lines of Python."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
import unittest

from souk_executor.fleet import AllBusy, Fleet
from souk_executor.instance import Call, InitFailed, Instance
from souk_executor.runtime_api import RuntimeApi

# Asks for events and answers each with what `handle` makes of it, as the runtime interface client does.
RUNTIME = """
import json, os, sys, time, urllib.request
api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/"
def post(path, body):
    return urllib.request.urlopen(urllib.request.Request(api + path, json.dumps(body).encode(), method="POST")).status
{before}
while True:
    asked = urllib.request.urlopen(api + "invocation/next")
    event, request = json.load(asked), asked.headers["Lambda-Runtime-Aws-Request-Id"]
    {handle}
"""
ECHO = 'post(f"invocation/{request}/response", {"got": event, "arn": asked.headers["Lambda-Runtime-Invoked-Function-Arn"]})'
PATIENCE = 20


def is_running(pid: int) -> bool:
    """False for one that has ended, too when nobody has asked how."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] not in ("Z", "X")
    except FileNotFoundError:
        return False


def await_that(what: str, holds) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"it is not so that {what}")
        time.sleep(0.02)


class ProcessTest(unittest.TestCase):
    def setUp(self):
        self.api = RuntimeApi()
        self.addCleanup(self.api.close)

    def started(self, handle: str = ECHO, before: str = "") -> Instance:
        instance = self.unstarted(handle, before)
        instance.await_start(PATIENCE)
        return instance

    def unstarted(self, handle: str = ECHO, before: str = "") -> Instance:
        program = RUNTIME.replace("{before}", before).replace("{handle}", textwrap.indent(handle, "    ").lstrip())
        instance = Instance(
            [sys.executable, "-c", program], "/", lambda id: {"AWS_LAMBDA_RUNTIME_API": self.api.address(id), "ONLY": "this"}
        )
        self.api.open(instance)
        self.addCleanup(instance.kill)
        return instance

    def call(self, event=None, request_id: str = "r-1", seconds: float = PATIENCE) -> Call:
        return Call(request_id, json.dumps(event).encode(), "arn:aws:lambda:x:y:function:f", "Root=1", time.time() + seconds)


class InstanceTest(ProcessTest):
    def test_it_gets_the_event_and_its_answer_comes_back(self):
        ending = self.started().run(self.call({"a": "ü"}))
        self.assertFalse(ending.is_error)
        self.assertEqual({"got": {"a": "ü"}, "arn": "arn:aws:lambda:x:y:function:f"}, json.loads(ending.payload))

    def test_one_process_handles_one_event_after_the_other(self):
        instance = self.started()
        for number in range(3):
            self.assertEqual(number, json.loads(instance.run(self.call(number, f"r-{number}")).payload)["got"])

    def test_it_sees_the_environment_that_it_was_given_and_no_other(self):
        instance = self.started('post(f"invocation/{request}/response", sorted(os.environ))')
        self.assertLessEqual(set(json.loads(instance.run(self.call()).payload)), {"AWS_LAMBDA_RUNTIME_API", "ONLY", "LC_CTYPE"})

    def test_it_stands_still_between_two_events(self):
        instance = self.started()
        for _ in range(2):
            await_that("it is stopped", lambda: _state(instance.pid) == "T")
            instance.run(self.call())

    def test_an_error_that_it_reports_is_the_ending(self):
        ending = self.started('post(f"invocation/{request}/error", {"errorType": "Broken"})').run(self.call())
        self.assertTrue(ending.is_error)
        self.assertEqual({"errorType": "Broken"}, json.loads(ending.payload))

    def test_one_that_takes_too_long_is_killed(self):
        instance = self.started("time.sleep(600)")
        ending = instance.run(self.call(seconds=0.2))
        self.assertEqual("Sandbox.Timedout", json.loads(ending.payload)["errorType"])
        self.assertFalse(instance.is_alive())

    def test_one_that_ends_in_the_middle_says_how(self):
        ending = self.started("os._exit(7)").run(self.call())
        self.assertTrue(ending.is_error)
        self.assertEqual("Runtime.ExitError", json.loads(ending.payload)["errorType"])
        self.assertIn("exit status 7", json.loads(ending.payload)["errorMessage"])

    def test_one_that_was_killed_says_by_what(self):
        ending = self.started(f"os.kill(os.getpid(), {int(signal.SIGKILL)})").run(self.call())
        self.assertIn("SIGKILL", json.loads(ending.payload)["errorMessage"])

    def test_one_that_cannot_start_says_why(self):
        instance = self.unstarted(before='post("init/error", {"errorType": "MissingVariable"}); time.sleep(600)')
        with self.assertRaises(InitFailed) as failed:
            instance.await_start(PATIENCE)
        self.assertEqual({"errorType": "MissingVariable"}, json.loads(failed.exception.payload))
        self.assertFalse(instance.is_alive())

    def test_one_that_ends_before_its_first_event_has_not_started(self):
        with self.assertRaises(InitFailed) as failed:
            self.unstarted(before="os._exit(3)").await_start(PATIENCE)
        self.assertEqual("Runtime.ExitError", json.loads(failed.exception.payload)["errorType"])

    def test_one_that_takes_too_long_to_start_is_killed(self):
        instance = self.unstarted(before="time.sleep(600)")
        with self.assertRaises(InitFailed):
            instance.await_start(0.2)
        self.assertFalse(instance.is_alive())

    def test_what_it_writes_belongs_to_the_event_that_it_wrote_it_for(self):
        instance = self.started('print("handling", event, flush=True)\n' + ECHO)
        for event in ("one", "two"):
            instance.run(self.call(event))
            self.assertEqual(f"handling {event}\n", instance.log())

    def test_an_answer_to_what_it_was_not_asked_is_refused(self):
        instance = self.started()
        self.assertFalse(instance.answered("r-0", b"{}"))

    def test_it_dies_with_the_process_that_started_it_even_while_it_stands_still(self):
        parent = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "import sys, threading, time\n"
                "from souk_executor.instance import Instance\n"
                "from souk_executor.runtime_api import RuntimeApi\n"
                "api, made = RuntimeApi(), []\n"
                f"def start(): made.append(Instance([{sys.executable!r}, '-c', sys.argv[1]], '/', "
                "lambda id: {'AWS_LAMBDA_RUNTIME_API': api.address(id)}))\n"
                # A thread that ends must not take with it what it has started.
                "thread = threading.Thread(target=start); thread.start(); thread.join()\n"
                f"api.open(made[0]); made[0].await_start({PATIENCE})\n"
                "print(made[0].pid, flush=True); time.sleep(600)\n",
                RUNTIME.replace("{before}", "").replace("{handle}", ECHO),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(parent.wait)
        self.addCleanup(parent.kill)
        child = int(parent.stdout.readline())
        self.addCleanup(parent.stdout.close)
        self.assertTrue(is_running(child))
        parent.kill()
        await_that("the function's process has ended", lambda: not is_running(child))


class FleetTest(ProcessTest):
    def setUp(self):
        super().setUp()
        self.gone: list[Instance] = []
        self.fleet = Fleet(2, self.gone.append)

    def claim(self, version: str, patience: float = PATIENCE, wanted=lambda: True) -> Instance:
        return self.fleet.claim(version, self.started, patience, wanted)

    def test_one_that_is_free_is_used_again(self):
        first = self.claim("a")
        self.fleet.release(first)
        self.assertIs(first, self.claim("a"))

    def test_another_version_gets_another_process(self):
        first = self.claim("a")
        self.fleet.release(first)
        self.assertIsNot(first, self.claim("b"))

    def test_the_one_that_was_free_longest_makes_room(self):
        first, second = self.claim("a"), self.claim("b")
        self.fleet.release(first)
        self.fleet.release(second)
        self.claim("c")
        self.assertFalse(first.is_alive())
        self.assertTrue(second.is_alive())
        self.assertEqual([first], self.gone)
        self.assertEqual(2, self.fleet.peak)

    def test_there_are_never_more_than_there_may_be(self):
        self.claim("a")
        self.claim("a")
        with self.assertRaises(AllBusy):
            self.claim("a", patience=0.1)

    def test_nobody_waits_for_what_is_not_wanted(self):
        self.claim("a")
        self.claim("a")
        with self.assertRaises(AllBusy):
            self.claim("a", wanted=lambda: False)

    def test_one_that_has_ended_is_not_handed_out_again(self):
        first = self.claim("a")
        self.fleet.release(first)
        first.kill()
        self.assertIsNot(first, self.claim("a"))

    def test_a_version_that_is_dismissed_goes_at_once_where_it_is_free_and_else_when_it_is_done(self):
        free, busy = self.claim("a"), self.claim("a")
        self.fleet.release(free)
        self.fleet.dismiss("a")
        self.assertFalse(free.is_alive())
        self.assertTrue(busy.is_alive())
        self.fleet.release(busy)
        self.assertFalse(busy.is_alive())

    def test_a_start_that_fails_takes_no_room(self):
        def fails() -> Instance:
            raise InitFailed(b"{}")

        for _ in range(3):
            with self.assertRaises(InitFailed):
                self.fleet.claim("a", fails, 0.1, lambda: True)
        self.claim("a")


def _state(pid: int) -> str:
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rsplit(")", 1)[1].split()[0]


if __name__ == "__main__":
    unittest.main()
