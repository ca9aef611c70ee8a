package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;

/**
 * Which routes of a context.
 *
 * @param route id of one; all of the context if it is not said
 */
public record RouteChoice(@Nullable String route) {}
