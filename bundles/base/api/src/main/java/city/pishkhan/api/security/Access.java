package city.pishkhan.api.security;

import java.util.Map;

/** Access rights: one table of roles, operations and scopes. */
public interface Access {

    /**
     * Checks that the caller may call an operation.
     *
     * @param operation e.g. {@code office.case.open}
     * @throws Refusal FORBIDDEN if none of the caller's roles permits the operation
     * @throws IllegalArgumentException if the table has no such operation
     */
    void check(Caller caller, String operation);

    /**
     * The caller's scope in an operation, with which services compare the owners of an object.
     *
     * @return {@link Scope#NONE} if none of the caller's roles permits the operation; {@link Scope#EVERYTHING} for
     *         {@link Caller#HUB}
     * @throws IllegalArgumentException if the table has no such operation
     */
    Scope scope(Caller caller, String operation);

    /** The whole table, for display: operation → kind of role → {@code own}, {@code masked} or {@code all}; in the table's order. */
    Map<String, Map<String, String>> table();
}
