package city.pishkhan.contracts.office.persons;

import city.pishkhan.contracts.OneOf;

/**
 * Request for a login slip. {@code toString} shows nothing.
 *
 * @param tracking   tracking code of the case, at any office
 * @param nationalId national ID of an applicant of the case, who is present at the counter
 * @param paper      shown identity paper: {@code national-card}, {@code birth-certificate} or {@code passport}
 * @param serial     serial number of that paper, 4 to 40 letters and digits; stored as a digest
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
