package dev.souk.api;

import java.util.List;

public final class RouteTable {
    private RouteTable() {}

    public static List<Route> of(String function) {
        return List.of();
    }
}
