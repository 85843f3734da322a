"""What a function's process is started with."""

import tempfile
import unittest
import zipfile
from pathlib import Path

from souk_executor.java import Java, Unusable


class JavaTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name) / "jdk"
        (self.home / "bin").mkdir(parents=True)
        (self.home / "bin" / "java").touch(mode=0o755)
        self.client = Path(folder.name) / "client"
        self.client.mkdir()
        with zipfile.ZipFile(self.client / "client.jar", "w") as jar:
            for architecture in ("x86_64", "aarch_64"):
                jar.writestr(f"jni/libaws-lambda-jni.linux-{architecture}.so", "the native part")

    def environment(self, **more: str) -> dict[str, str]:
        return {"JAVA_HOME": str(self.home), "SOUK_RUNTIME_CLIENT": str(self.client), **more}

    def test_the_native_part_is_unpacked_to_a_place_of_its_own(self):
        first, second = (Java.from_environment(self.environment()) for _ in range(2))
        self.assertEqual("the native part", first.library.read_text())
        self.assertNotEqual(first.library, second.library)

    def test_the_heap_is_a_part_of_the_functions_memory_and_bounded(self):
        java = Java.from_environment(self.environment(SOUK_EXECUTOR_HEAP_MEGABYTES="200"))
        self.assertIn("-Xmx108m", java.command("a.Handler", 128))
        self.assertIn("-Xmx200m", java.command("a.Handler", 1024))
        self.assertEqual("a.Handler", java.command("a.Handler", 128)[-1])

    def test_what_is_missing_is_named(self):
        for environment, name in (
            ({}, "JAVA_HOME"),
            ({"JAVA_HOME": "/nowhere"}, "JAVA_HOME"),
            ({"JAVA_HOME": str(self.home)}, "SOUK_RUNTIME_CLIENT"),
            ({"JAVA_HOME": str(self.home), "SOUK_RUNTIME_CLIENT": str(self.home)}, "make build"),
        ):
            with self.assertRaisesRegex(Unusable, name):
                Java.from_environment(environment)


if __name__ == "__main__":
    unittest.main()
