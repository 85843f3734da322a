"""What a function's process is started with."""

import atexit
import os
import platform
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping

# The class with `main` in the runtime interface client; its argument is the handler.
_MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
_LIBRARY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"
# The part of the memory that Lambda's managed runtime gives the heap.
_HEAP = 0.85


class Unusable(Exception):
    """A setting is missing or wrong; says which and what to do."""


@dataclass(frozen=True)
class Java:
    """A JDK and the runtime interface client.

    `most_heap` bounds what one process may use, in MB, whatever the function is given: there are many of them on one machine.
    """

    program: Path
    class_path: tuple[Path, ...]
    library: Path
    most_heap: int

    @staticmethod
    def from_environment(environment: Mapping[str, str] = os.environ) -> "Java":
        """Reads JAVA_HOME, SOUK_RUNTIME_CLIENT (the folder of the client's jars) and SOUK_EXECUTOR_HEAP_MEGABYTES."""
        program = Path(_needed(environment, "JAVA_HOME", "the folder of a JDK")) / "bin" / "java"
        if not os.access(program, os.X_OK):
            raise Unusable(f"JAVA_HOME has no {program}")
        folder = Path(_needed(environment, "SOUK_RUNTIME_CLIENT", "the folder of the runtime interface client's jars"))
        jars = tuple(sorted(folder.glob("*.jar")))
        if not jars:
            raise Unusable(f"SOUK_RUNTIME_CLIENT: no jars in {folder}; `make build` puts them into local/target/lambda-runtime")
        return Java(program, jars, _unpacked(jars), int(environment.get("SOUK_EXECUTOR_HEAP_MEGABYTES", "192")))

    def command(self, handler: str, memory: int) -> list[str]:
        """As Lambda's managed runtime: one compiler tier, the serial collector. `memory` is the function's, in MB."""
        return [
            str(self.program),
            f"-Xmx{min(int(memory * _HEAP), self.most_heap)}m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djdk.reflect.useNativeAccessorOnly=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            f"-D{_LIBRARY}={self.library}",
            "-cp",
            os.pathsep.join(map(str, self.class_path)),
            _MAIN,
            handler,
        ]


def _needed(environment: Mapping[str, str], name: str, what: str) -> str:
    value = environment.get(name, "")
    if not value:
        raise Unusable(f"{name} is not set: {what}")
    return value


def _unpacked(jars: tuple[Path, ...]) -> Path:
    """The client's native part. By itself each process would unpack it to one place for all, and some would load half of a file."""
    architecture = {"x86_64": "x86_64", "aarch64": "aarch_64"}.get(platform.machine())
    if platform.system() != "Linux" or architecture is None:
        raise Unusable(f"AWS's runtime interface client has no part for {platform.system()} on {platform.machine()}")
    name = f"jni/libaws-lambda-jni.linux-{architecture}.so"
    for jar in jars:
        with zipfile.ZipFile(jar) as entries:
            if name in entries.namelist():
                folder = Path(tempfile.mkdtemp(prefix="souk-executor-"))
                atexit.register(shutil.rmtree, folder, ignore_errors=True)
                library = folder / "libaws-lambda-jni.so"
                library.write_bytes(entries.read(name))
                return library
    raise Unusable(f"no jar of the runtime interface client has {name}")
