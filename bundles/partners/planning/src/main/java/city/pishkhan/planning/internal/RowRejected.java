package city.pishkhan.planning.internal;

import city.pishkhan.messages.Text;

/** Reports that a row breaks a rule. It has no stack trace, because a bad file may cause many. */
final class RowRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String rule;
    private final String persian;

    RowRejected(String rule, Text text) {
        super(text.english(), null, false, false);
        this.rule = rule;
        this.persian = text.persian();
    }

    String rule() {
        return rule;
    }

    String persian() {
        return persian;
    }
}
