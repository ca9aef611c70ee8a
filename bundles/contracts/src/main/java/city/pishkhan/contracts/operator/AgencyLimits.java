package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * How many inquiries each node carries to an agency, as an operator said it.
 *
 * @param agency    e.g. {@code fire}
 * @param consumers inquiries that are carried at a time; absent: as its file or route says
 * @param perSecond inquiries that are sent a second at most, 0 for no limit; absent: as its file or route says
 * @param since     UTC, ISO 8601
 * @param by        who said it
 * @param reason    in their words
 */
public record AgencyLimits(
        String agency,
        @Nullable Integer consumers,
        @Nullable Integer perSecond,
        Instant since,
        String by,
        String reason) {}
