package city.pishkhan.simulators.bank;

import java.time.Instant;

/** What SEP answers to a call, by how the sale stands. Changes nothing. */
final class SepJudge {
    static final int OK = 0;
    static final int DUPLICATE = 2;
    static final int REVERSED = 5;
    static final int NOT_FOUND = -2;
    static final int LATE = -6;
    static final int TERMINAL = -105;

    private SepJudge() {}

    /**
     * The code that is due.
     *
     * @param call {@code verify} or {@code reversal}
     * @param sale that the call names, or {@code null} if there is none
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
        if (sale.reversed != null && !sale.lapsed) {
            return REVERSED;
        }
        // whether somebody verified it in time it does not tell then
        if (sale.lapsed || sale.late(now)) {
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
