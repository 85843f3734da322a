"""Lambda functions as processes of this machine.

LocalStack runs a function in a Docker container. Where there is no Docker, this runs it as a JVM under AWS's own runtime interface client,
which asks the Lambda Runtime API here for one event at a time: as `local/` does with ISOLATED=1.
"""
