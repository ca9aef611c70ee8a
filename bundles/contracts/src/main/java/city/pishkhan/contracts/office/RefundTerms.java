package city.pishkhan.contracts.office;

/**
 * What of the duties goes back to who pays them, by how the case ends: known before anything is paid. The office's fee never does.
 *
 * @param refused   percent, if the case is refused
 * @param lapsed    percent, if it lapses because a time ran out
 * @param withdrawn percent, if it is given up
 * @param revoked   percent, if its certificate is revoked
 * @param en        the same as a sentence, in English
 * @param fa        the same in Persian
 */
public record RefundTerms(int refused, int lapsed, int withdrawn, int revoked, String en, String fa) {}
