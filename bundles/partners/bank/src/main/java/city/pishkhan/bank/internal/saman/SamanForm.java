package city.pishkhan.bank.internal.saman;

import city.pishkhan.bank.internal.Pan;
import city.pishkhan.spi.PaymentGateway.Callback;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form that SEP's page posts through the payer's browser: State, Status, RefNum, ResNum, TerminalId, Amount,
 * SecurePan and more. ResNum is our order number, a hyphen and a nonce known only to the bank and us. ResNum is the
 * only value of the session that SEP guarantees to return.
 */
final class SamanForm {
    private static final Pattern PURCHASE = Pattern.compile("([1-9]\\d{0,17})-[0-9a-f]{20}");
    private static final Pattern STATE = Pattern.compile("[A-Za-z]{1,40}");
    private static final Pattern STATUS = Pattern.compile("-?\\d{1,4}");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9+/=_.-]{1,100}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final String PAID_STATE = "OK";
    private static final int PAID_STATUS = 2;

    private SamanForm() {}

    /** Parses a form; empty if it is malformed or belongs to another terminal. */
    static Optional<Callback> read(Map<String, String> form, long terminal) {
        Matcher purchase = PURCHASE.matcher(text(form, "ResNum"));
        String state = text(form, "State");
        String status = text(form, "Status");
        String reference = text(form, "RefNum");
        String amount = text(form, "Amount");
        String meant = text(form, "TerminalId");
        boolean wellFormed = purchase.matches()
                && STATE.matcher(state).matches()
                && STATUS.matcher(status).matches()
                && (reference.isEmpty() || REFERENCE.matcher(reference).matches())
                && (amount.isEmpty() || NUMBER.matcher(amount).matches())
                && (meant.isEmpty() || meant.equals(Long.toString(terminal)));
        if (!wellFormed) {
            return Optional.empty();
        }
        boolean paid = state.equals(PAID_STATE) && Integer.parseInt(status) == PAID_STATUS && !reference.isEmpty();
        return Optional.of(new Callback(
                purchase.group(),
                Long.parseLong(purchase.group(1)),
                reference.isEmpty() ? null : reference,
                state,
                paid,
                Pan.masked(text(form, "SecurePan")),
                amount.isEmpty() ? null : Long.valueOf(amount)));
    }

    private static String text(Map<String, String> form, String field) {
        String value = form.get(field);
        return value == null ? "" : value.strip();
    }
}
