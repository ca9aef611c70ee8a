package city.pishkhan.keeping.internal.imports;

/** Reason why a row is rejected. */
final class RowFault extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 64;

    private final String field;
    private final String value;
    private final String rule;

    /**
     * @param field name of the column
     * @param value rejected value, masked if it is personal
     * @param rule stable code of the rule, e.g. {@code national-id.check-digit}
     */
    RowFault(String field, String value, String rule) {
        super(field + ": " + rule);
        this.field = field;
        this.value = value == null ? "" : value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
        this.rule = rule;
    }

    String field() {
        return field;
    }

    String value() {
        return value;
    }

    String rule() {
        return rule;
    }
}
