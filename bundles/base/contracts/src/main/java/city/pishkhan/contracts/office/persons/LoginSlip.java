package city.pishkhan.contracts.office.persons;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * Login slip to print for a citizen without a mobile. {@code toString} shows nothing.
 *
 * @param tracking   tracking code of the case
 * @param pin        eight digits, for one login at {@code /citizen/v1/login/slip}
 * @param expires    time at which it expires; UTC, ISO 8601
 * @param papersFrom time from which the login gives access to papers, if another office handles the case; absent if
 *                   access begins at once; UTC, ISO 8601
 * @param print      text of the slip for the citizen, in Persian: lines for a receipt printer, separated by line feeds
 */
public record LoginSlip(String tracking, String pin, Instant expires, @Nullable Instant papersFrom, String print) {
    @Override
    public String toString() {
        return "LoginSlip[]";
    }
}
