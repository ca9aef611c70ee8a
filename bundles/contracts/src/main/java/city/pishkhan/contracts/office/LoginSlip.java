package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * What is printed for a citizen without a mobile. {@code toString} shows nothing.
 *
 * @param tracking   code of the case
 * @param pin        eight digits, for one login at {@code /citizen/v1/login/slip}
 * @param expires    when it is good no more; UTC, ISO 8601
 * @param papersFrom from when its login opens papers, because another office has the case; absent if at once; UTC, ISO 8601
 * @param print      the same for the citizen's hand, in Persian: lines that fit a receipt printer, parted by line feeds
 */
public record LoginSlip(String tracking, String pin, Instant expires, @Nullable Instant papersFrom, String print) {
    @Override
    public String toString() {
        return "LoginSlip[]";
    }
}
