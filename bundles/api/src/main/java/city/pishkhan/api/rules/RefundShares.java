package city.pishkhan.api.rules;

/**
 * What of the paid duties goes back to the payer, by how the case ends: percent, 0 to 100, as the procedure says. Nothing of {@link
 * Payments#OFFICE_FEE} ever does: the office has worked for it.
 *
 * @param refused   the case is refused
 * @param lapsed    a time ran out
 * @param withdrawn the applicant gives it up
 * @param revoked   the certificate is revoked
 */
public record RefundShares(int refused, int lapsed, int withdrawn, int revoked) {
    /** Of a procedure that takes nothing of an applicant. */
    public static final RefundShares NONE = new RefundShares(0, 0, 0, 0);

    public int of(CaseEnd end) {
        return switch (end) {
            case REFUSED -> refused;
            case LAPSED -> lapsed;
            case WITHDRAWN -> withdrawn;
            case REVOKED -> revoked;
        };
    }
}
