package city.pishkhan.contracts.office.persons;

/**
 * Request to send a code to a mobile number. {@code toString} shows nothing.
 *
 * @param nationalId national ID of an applicant of the case, who is present at the counter
 * @param mobile     the person's mobile number; digits of any script are accepted
 */
public record NewNumberCode(String nationalId, String mobile) {
    @Override
    public String toString() {
        return "NewNumberCode[]";
    }
}
