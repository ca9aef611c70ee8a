package city.pishkhan.planning.internal;

/** One row breaks a rule. Carries no stack trace: a bad file has many. */
final class RowRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String rule;
    private final String persian;

    RowRejected(String rule, String english, String persian) {
        super(english, null, false, false);
        this.rule = rule;
        this.persian = persian;
    }

    String rule() {
        return rule;
    }

    String persian() {
        return persian;
    }
}
