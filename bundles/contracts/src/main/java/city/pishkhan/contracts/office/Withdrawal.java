package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;

/**
 * The applicant gives the case up. {@code toString} shows nothing.
 *
 * @param reason     why, for the record; 1 to 2,000 characters
 * @param nationalId of who came, as on the card that was shown; absent for whoever acts for the owner in the case
 */
public record Withdrawal(String reason, @Nullable String nationalId) {
    @Override
    public String toString() {
        return "Withdrawal[]";
    }
}
