package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.LocalDate;

/**
 * Proposal to the committee; it becomes the draft of a decision of kind {@code sanction}.
 *
 * @param target    {@code party} (the default), or {@code service} to suspend or reinstate a service for all offices
 * @param measure   {@code warn}, {@code suspend} or {@code reinstate}
 * @param service   the service, for target {@code service}; otherwise restricts the sanction of an office to one service, e.g.
 *                  {@code building-permit}
 * @param until     last day of a suspension, ISO 8601
 * @param title     1 to 200 characters
 * @param clause    law, by-law or article on which it is based, 1 to 500 characters
 * @param reason    reason, 1 to 4,000 characters
 * @param effective effective day in Tehran, ISO 8601
 * @param urgent    {@code true} if the suspension cannot wait for the hearing: permitted once per complaint, effective
 *                  today, for up to 7 days; two seats suffice for the quorum
 * @param danger    danger while the hearing is awaited, 10 to 1,000 characters; only with {@code urgent}
 * @param cases     treatment of a suspended office's open cases: {@code finish}, or the code of the office that receives them
 */
public record Proposal(
        @Nullable @OneOf({"party", "service"}) String target,
        @OneOf({"warn", "suspend", "reinstate"}) String measure,
        @Nullable String service,
        @Nullable LocalDate until,
        String title,
        String clause,
        String reason,
        LocalDate effective,
        @Nullable Boolean urgent,
        @Nullable String danger,
        @Nullable String cases) {}
