package city.pishkhan.api.security;

import java.util.Map;

/** Who may call which operation, and how far they reach in it: one table of roles by operations by scope. */
public interface Access {

    /**
     * @param operation e.g. {@code office.case.open}
     * @throws Refusal                  FORBIDDEN if none of the caller's roles may
     * @throws IllegalArgumentException if the table has no such operation
     */
    void check(Caller caller, String operation);

    /**
     * How far the caller reaches in an operation: what services hold a thing's owners against.
     *
     * @return {@link Scope#NONE} if none of the caller's roles may; {@link Scope#EVERYTHING} for {@link Caller#HUB}
     * @throws IllegalArgumentException if the table has no such operation
     */
    Scope scope(Caller caller, String operation);

    /** The whole table, for people: operation → kind of role → {@code own}, {@code masked} or {@code all}; in the table's order. */
    Map<String, Map<String, String>> table();
}
