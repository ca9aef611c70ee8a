package city.pishkhan.api;

/** Who may call which operation: one table of roles by operations. What a caller may see of it is the service's affair. */
public interface Access {

    /**
     * @param operation e.g. {@code office.case.open}
     * @throws Refusal                  FORBIDDEN if none of the caller's roles may
     * @throws IllegalArgumentException if the table has no such operation
     */
    void check(Caller caller, String operation);
}
