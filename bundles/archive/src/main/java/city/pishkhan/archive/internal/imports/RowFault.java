package city.pishkhan.archive.internal.imports;

/** Why a row is rejected. */
final class RowFault extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 64;

    private final String field;
    private final String value;
    private final String rule;

    /**
     * @param field the column
     * @param value what stands there, masked where it is personal
     * @param rule  stable, e.g. {@code national-id.check-digit}
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
