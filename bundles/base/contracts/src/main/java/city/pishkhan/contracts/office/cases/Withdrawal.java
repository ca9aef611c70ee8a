package city.pishkhan.contracts.office.cases;

import jakarta.annotation.Nullable;

/**
 * Withdrawal of a case by the applicant. {@code toString} shows nothing.
 *
 * @param reason     reason, for the record; 1 to 2,000 characters
 * @param nationalId national ID of the person at the counter, as on the shown card; absent for a representative who acts for the owner in
 *                   the case
 */
public record Withdrawal(String reason, @Nullable String nationalId) {
    @Override
    public String toString() {
        return "Withdrawal[]";
    }
}
