"""The door that LocalStack comes in by. It imports this when it looks for executors, and the rest only when it uses ours."""

from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin


class JvmRuntimeExecutorPlugin(RuntimeExecutorPlugin):
    name = "jvm"

    def load(self, *args, **kwargs):
        from souk_executor.executor import JvmRuntimeExecutor

        return JvmRuntimeExecutor
