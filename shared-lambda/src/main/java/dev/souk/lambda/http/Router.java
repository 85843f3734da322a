package dev.souk.lambda.http;

import dev.souk.api.Route;
import dev.souk.api.RouteTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the endpoint of a request. Addresses come from the contract alone; a function names operations. An operation of the contract
 * without an endpoint, or an endpoint without an operation, stops the start.
 */
public final class Router {
    private final Map<String, Served> byAddress;
    private final Map<String, List<String>> methods;

    /** An operation and who serves it. */
    record Served(Route route, Endpoint endpoint) {}

    private Router(Map<String, Served> byAddress, Map<String, List<String>> methods) {
        this.byAddress = byAddress;
        this.methods = methods;
    }

    /** @param function its name in the contract's {@code x-souk-function} */
    public static Builder of(String function) {
        return new Builder(function);
    }

    /** Collects the endpoints of a function. */
    public static final class Builder {
        private final String function;
        private final Map<String, Endpoint> endpoints = new HashMap<>();

        private Builder(String function) {
            this.function = function;
        }

        /** Serves the operation of the contract that has this id. */
        public Builder on(String operation, Endpoint endpoint) {
            if (endpoints.put(operation, endpoint) != null) {
                throw new IllegalStateException("two endpoints serve " + operation);
            }
            return this;
        }

        /** @throws IllegalStateException naming what the contract and the endpoints do not agree on */
        public Router build() {
            Map<String, Served> byAddress = new HashMap<>();
            Map<String, List<String>> methods = new HashMap<>();
            Set<String> unserved = new HashSet<>();
            Set<String> unknown = new HashSet<>(endpoints.keySet());
            for (Route route : RouteTable.of(function)) {
                Endpoint endpoint = endpoints.get(route.operationId());
                if (endpoint == null) {
                    unserved.add(route.operationId());
                    continue;
                }
                unknown.remove(route.operationId());
                byAddress.put(route.method() + " " + route.path(), new Served(route, endpoint));
                methods.computeIfAbsent(route.path(), _ -> new ArrayList<>()).add(route.method());
            }
            if (!unserved.isEmpty() || !unknown.isEmpty()) {
                throw new IllegalStateException("function " + function + " does not fit the contract: not served "
                        + unserved + ", not in the contract " + unknown);
            }
            return new Router(byAddress, methods);
        }
    }

    /** Who serves {@code method} at the path template {@code resource}; {@code HEAD} is served by {@code GET}. */
    @Nullable
    Served find(String method, String resource) {
        return byAddress.get((method.equals("HEAD") ? "GET" : method) + " " + resource);
    }

    /** What may be asked at {@code resource}; empty when there is nothing. */
    List<String> methodsOf(String resource) {
        List<String> found = methods.get(resource);
        if (found == null) {
            return List.of();
        }
        List<String> all = new ArrayList<>(found);
        if (all.contains("GET")) {
            all.add("HEAD");
        }
        all.add("OPTIONS");
        return all;
    }
}
