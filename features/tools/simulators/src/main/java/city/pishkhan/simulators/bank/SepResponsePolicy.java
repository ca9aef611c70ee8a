package city.pishkhan.simulators.bank;

import java.time.Instant;

/** Determines SEP's answer to a call from the state of the sale. Has no side effects. */
final class SepResponsePolicy {
    static final int OK = 0;
    static final int DUPLICATE = 2;
    static final int REVERSED = 5;
    static final int NOT_FOUND = -2;
    static final int LATE = -6;
    static final int TERMINAL = -105;

    private SepResponsePolicy() {}

    /**
     * Returns the result code.
     *
     * @param call {@code verify} or {@code reversal}
     * @param sale sale of the reference in the call, or {@code null} if there is none
     * @param now  the bank's time
     */
    static int code(String call, SepSale sale, Instant now) {
        if (sale == null) {
            return NOT_FOUND;
        }
        return switch (call) {
            case "verify" -> verify(sale, now);
            case "reversal" -> reversal(sale, now);
            default -> throw new IllegalArgumentException(call);
        };
    }

    private static int verify(SepSale sale, Instant now) {
        if (sale.reversed != null && !sale.reversedAutomatically) {
            return REVERSED;
        }
        // after the time limit the answer is the same whether or not the sale was verified in time
        if (sale.reversedAutomatically || sale.isVerificationOverdue(now)) {
            return LATE;
        }
        return sale.verified != null ? DUPLICATE : OK;
    }

    private static int reversal(SepSale sale, Instant now) {
        if (sale.reversed != null) {
            return REVERSED;
        }
        return sale.filed || now.isAfter(sale.paid.plus(SepSale.REVERSE)) ? LATE : OK;
    }
}
