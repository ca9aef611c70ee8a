package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;

/**
 * For whom a slip is to be drawn. {@code toString} shows nothing.
 *
 * @param tracking   tracking code of the case, of any office
 * @param nationalId of an applicant of the case, who stands at the counter
 * @param paper      which identity paper was shown: {@code national-card}, {@code birth-certificate} or {@code passport}
 * @param serial     of that paper, 4 to 40 letters and digits; kept as a digest
 */
public record NewLoginSlip(
        String tracking,
        String nationalId,
        @OneOf({"national-card", "birth-certificate", "passport"}) String paper,
        String serial) {
    @Override
    public String toString() {
        return "NewLoginSlip[]";
    }
}
