package city.pishkhan.contracts.office.payments;

/**
 * Refunds of paid duties by outcome of the case, known before any payment. The office's fee is never refunded.
 *
 * @param refused   percent, if the case is refused
 * @param lapsed    percent, if it lapses after a missed deadline
 * @param withdrawn percent, if the applicant withdraws it
 * @param revoked   percent, if its certificate is revoked
 * @param en        the same terms as a sentence in English
 * @param fa        the same terms as a sentence in Persian
 */
public record RefundTerms(int refused, int lapsed, int withdrawn, int revoked, String en, String fa) {}
