package city.pishkhan.api.rules;

/**
 * Shares of the paid duties that are refunded to the payer, by the end of the case, according to the procedure: percent, 0 to
 * 100. {@link city.pishkhan.api.money.Payments#OFFICE_FEE} is never refunded, because the office has done its work.
 *
 * @param refused   share if the case is refused
 * @param lapsed    share if a deadline passed
 * @param withdrawn share if the applicant withdraws it
 * @param revoked   share if the certificate is revoked
 */
public record RefundShares(int refused, int lapsed, int withdrawn, int revoked) {
    /** Shares of a procedure without payments by an applicant. */
    public static final RefundShares NONE = new RefundShares(0, 0, 0, 0);

    /** The share for an end of the case, in percent. */
    public int of(CaseEnd end) {
        return switch (end) {
            case REFUSED -> refused;
            case LAPSED -> lapsed;
            case WITHDRAWN -> withdrawn;
            case REVOKED -> revoked;
        };
    }
}
