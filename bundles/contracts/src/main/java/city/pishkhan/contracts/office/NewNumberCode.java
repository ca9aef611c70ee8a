package city.pishkhan.contracts.office;

/**
 * Whose phone is to ring. {@code toString} shows nothing.
 *
 * @param nationalId of an applicant of the case, who stands at the counter
 * @param mobile     the number that this person has; digits of any script are taken
 */
public record NewNumberCode(String nationalId, String mobile) {
    @Override
    public String toString() {
        return "NewNumberCode[]";
    }
}
