package city.pishkhan.bank.internal.mellat;

import city.pishkhan.bank.internal.Pan;
import city.pishkhan.spi.PaymentGateway.Callback;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form that the bank's page posts through the payer's browser: RefId, ResCode, SaleOrderId, SaleReferenceId, CardHolderPan,
 * FinalAmount.
 */
final class MellatForm {
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final Pattern CODE = Pattern.compile("\\d{1,4}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private MellatForm() {}

    /** Parses a form; empty if it is malformed and cannot be from the bank's page. */
    static Optional<Callback> read(Map<String, String> form) {
        String session = text(form, "RefId");
        String code = text(form, "ResCode");
        String order = text(form, "SaleOrderId");
        String reference = text(form, "SaleReferenceId");
        String amount = text(form, "FinalAmount");
        boolean wellFormed = SESSION.matcher(session).matches()
                && CODE.matcher(code).matches()
                && NUMBER.matcher(order).matches()
                && (reference.isEmpty() || NUMBER.matcher(reference).matches())
                && (amount.isEmpty() || NUMBER.matcher(amount).matches());
        if (!wellFormed) {
            return Optional.empty();
        }
        // leading zeros are removed, so that each sale has exactly one reference; the bank sends zero if there is no
        // sale
        String sale = reference.replaceFirst("^0+", "");
        boolean paid = Integer.parseInt(code) == 0 && !sale.isEmpty();
        return Optional.of(new Callback(
                session,
                Long.parseLong(order),
                sale.isEmpty() ? null : sale,
                code,
                paid,
                Pan.masked(text(form, "CardHolderPan")),
                amount.isEmpty() ? null : Long.valueOf(amount)));
    }

    private static String text(Map<String, String> form, String field) {
        String value = form.get(field);
        return value == null ? "" : value.strip();
    }
}
