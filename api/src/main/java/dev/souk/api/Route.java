package dev.souk.api;

import java.util.List;

public record Route(String method, String path, String operationId, List<String> security) {}
