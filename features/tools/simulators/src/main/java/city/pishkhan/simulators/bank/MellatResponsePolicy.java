package city.pishkhan.simulators.bank;

import java.time.Instant;

/** Determines the bank's answer to a call from the state of the sale. Has no side effects. */
final class MellatResponsePolicy {
    private MellatResponsePolicy() {}

    /**
     * Returns the response code.
     *
     * @param call      {@code verify}, {@code settle}, {@code inquiry} or {@code reversal}
     * @param sale      sale of the order in the call, or {@code null} if there is none
     * @param reference reference in the call, which may be 0 for an inquiry
     * @param now       the bank's time
     */
    static String code(String call, Sale sale, long reference, Instant now) {
        if (sale == null) {
            return Codes.NO_SALE;
        }
        boolean inquiry = call.equals("inquiry");
        if (sale.paid == null) {
            return inquiry ? unpaid(sale, now) : Codes.NO_SALE;
        }
        if (sale.reference != reference && !(inquiry && reference == 0)) {
            return Codes.INVALID;
        }
        if (sale.reversed != null) {
            return Codes.REVERSED;
        }
        return switch (call) {
            case "verify" -> sale.verified != null ? Codes.VERIFIED : Codes.OK;
            case "settle", "reversal" ->
                sale.verified == null ? Codes.NO_VERIFY : sale.settled != null ? Codes.SETTLED : Codes.OK;
            case "inquiry" -> sale.verified == null ? Codes.NO_VERIFY : sale.settled != null ? Codes.SETTLED : Codes.OK;
            default -> throw new IllegalArgumentException(call);
        };
    }

    private static String unpaid(Sale sale, Instant now) {
        if (sale.cancelled != null) {
            return Codes.CANCELLED;
        }
        return sale.isExpired(now) ? Codes.SESSION : Codes.NO_SALE;
    }
}
