package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;

/**
 * Selection of routes of a context.
 *
 * @param route id of one route; absent for all routes of the context
 */
public record RouteChoice(@Nullable String route) {}
