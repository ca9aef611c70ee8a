package city.pishkhan.contracts.office.payments;

/**
 * Refunds of paid duties by outcome of the case, known before any payment. The office's fee is never refunded.
 *
 * @param refused   percentage refunded if the case is refused
 * @param lapsed    percentage refunded if the case lapses after a missed deadline
 * @param withdrawn percentage refunded if the applicant withdraws the case
 * @param revoked   percentage refunded if the certificate of the case is revoked
 * @param en        the same terms as a sentence in English
 * @param fa        the same terms as a sentence in Persian
 */
public record RefundTerms(int refused, int lapsed, int withdrawn, int revoked, String en, String fa) {}
