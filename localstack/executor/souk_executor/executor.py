"""LocalStack's view of it: an executor is LocalStack's permission to run one event of a function at a time."""

import logging
import os
import threading
import time
from functools import cache
from typing import Optional

from localstack import config
from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import FunctionVersion, InvocationResult
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from souk_executor.fleet import Fleet
from souk_executor.instance import Call, InitFailed, Instance
from souk_executor.java import Java, Unusable
from souk_executor.runtime_api import RuntimeApi

LOG = logging.getLogger(__name__)


class _Machine:
    """What all executors share."""

    def __init__(self) -> None:
        self.java = Java.from_environment()
        self.api = RuntimeApi()
        self.fleet = Fleet(int(os.environ.get("SOUK_EXECUTOR_PROCESSES", "10")), self.api.close_for)


@cache
def _machine() -> _Machine:
    return _Machine()


class JvmRuntimeExecutor(RuntimeExecutor):
    """Runs events of one version of a function, in processes that all executors of the version share.

    LocalStack makes an executor for each event that finds all others busy, a hundred if a hundred come at once. Processes there are only
    so many: an executor has one while it starts and while it runs an event.
    """

    def __init__(self, id: str, function_version: FunctionVersion) -> None:
        super().__init__(id=id, function_version=function_version)
        self._environment: dict[str, str] = {}
        self._using: Optional[Instance] = None
        self._stopped = threading.Event()

    def start(self, env_vars: dict[str, str]) -> None:
        """Has a process ready, which the first event gets. Raises StatusErrorException with what the function failed of."""
        self._environment = {name: str(value) for name, value in env_vars.items()}
        try:
            self._using = self._claim(config.LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT)
        except InitFailed as e:
            raise StatusErrorException("Environment startup failed", payload=e.payload) from e

    def stop(self) -> None:
        """Kills what it runs."""
        self._stopped.set()
        machine = _machine()
        machine.fleet.wake()
        instance = self._using
        if instance is not None:
            instance.kill()
            machine.fleet.release(instance)
        else:
            machine.fleet.retire(self._version())

    def invoke(self, payload: dict[str, str]) -> InvocationResult:
        timeout = float(self.function_version.config.timeout)
        request_id = payload["invoke-id"]
        try:
            instance = self._using or self._claim(timeout)
        except InitFailed as e:
            return InvocationResult(request_id, e.payload, is_error=True, logs=str(e))
        self._using = instance
        begun = time.monotonic()
        try:
            ending = instance.run(
                Call(
                    request_id,
                    payload["payload"].encode(),
                    payload["invoked-function-arn"],
                    payload.get("trace-id", ""),
                    time.time() + timeout,
                )
            )
            log = instance.log()
        finally:
            self._using = None
            _machine().fleet.release(instance)
        took = (time.monotonic() - begun) * 1000
        return InvocationResult(request_id, ending.payload, ending.is_error, f"{log}REPORT RequestId: {request_id} Duration: {took:.2f} ms\n")

    def get_address(self) -> str:
        return "127.0.0.1"

    def get_endpoint_from_executor(self) -> str:
        return "127.0.0.1"

    def get_runtime_endpoint(self) -> str:
        """For LocalStack's own init in its containers, which is not here."""
        return f"http://127.0.0.1:{config.GATEWAY_LISTEN[0].port}"

    def get_logs(self) -> str:
        instance = self._using
        return instance.log() if instance is not None else ""

    @classmethod
    def prepare_version(cls, function_version: FunctionVersion) -> None:
        """Raises Unusable when it could not run, so that the function is `Failed` with the reason."""
        _machine()
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version: FunctionVersion) -> None:
        _machine().fleet.dismiss(_version(function_version))

    @classmethod
    def validate_environment(cls) -> bool:
        try:
            _machine()
        except Unusable as e:
            LOG.warning("Functions will not run: %s", e)
            return False
        return True

    def _version(self) -> str:
        return _version(self.function_version)

    def _claim(self, patience: float) -> Instance:
        return _machine().fleet.claim(self._version(), self._process, patience, lambda: not self._stopped.is_set())

    def _process(self) -> Instance:
        machine = _machine()
        settings = self.function_version.config
        folder = str(settings.code.get_unzipped_code_location())

        def environment(instance_id: str) -> dict[str, str]:
            own = {
                "AWS_LAMBDA_RUNTIME_API": machine.api.address(instance_id),
                "LAMBDA_TASK_ROOT": folder,
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "LANG": "en_US.UTF-8",
            }
            return {**self._environment, **own}

        begun = time.monotonic()
        instance = Instance(machine.java.command(settings.handler, settings.memory_size), folder, environment)
        machine.api.open(instance)
        try:
            instance.await_start(config.LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT)
        except InitFailed:
            LOG.warning("%s did not start: %s", self.function_version.id.function_name, instance.log())
            machine.api.close_for(instance)
            raise
        LOG.info("%s started in %.0f ms, process %d", self.function_version.id.function_name, (time.monotonic() - begun) * 1000, instance.pid)
        return instance


def _version(function_version: FunctionVersion) -> str:
    """Changes with the function's code and its settings."""
    return f"{function_version.qualified_arn} {function_version.config.internal_revision}"
