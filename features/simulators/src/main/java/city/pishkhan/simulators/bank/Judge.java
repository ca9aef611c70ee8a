package city.pishkhan.simulators.bank;

import java.time.Instant;

/** What the bank answers to a call, by how the sale stands. Changes nothing. */
final class Judge {
    private Judge() {}

    /**
     * The code that is due.
     *
     * @param call      {@code verify}, {@code settle}, {@code inquiry} or {@code reversal}
     * @param sale      that the call names, or {@code null} if there is none
     * @param reference that the call names; an inquiry may leave it at 0
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
        return sale.expired(now) ? Codes.SESSION : Codes.NO_SALE;
    }
}
