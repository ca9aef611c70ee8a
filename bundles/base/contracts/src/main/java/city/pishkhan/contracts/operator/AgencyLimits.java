package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * Limits on dispatches to an agency, set by an operator; they apply to each node.
 *
 * @param agency    e.g. {@code fire}
 * @param consumers concurrent dispatches; absent: as configured in the agency's file or route
 * @param perSecond maximum dispatches per second, 0 for no limit; absent: as configured in the agency's file or route
 * @param since     time of the change; UTC, ISO 8601
 * @param by        login of the operator
 * @param reason    the operator's reason
 */
public record AgencyLimits(
        String agency,
        @Nullable Integer consumers,
        @Nullable Integer perSecond,
        Instant since,
        String by,
        String reason) {}
