package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.LocalDate;

/**
 * What is proposed to the committee: becomes the draft of a decision of kind {@code sanction}.
 *
 * @param target    {@code party} (also if absent), or {@code service} to suspend or reinstate a service for all
 * @param measure   {@code warn}, {@code suspend} or {@code reinstate}
 * @param service   the target {@code service}; or only this service of an office, e.g. {@code building-permit}
 * @param until     last day of a suspension, ISO 8601
 * @param title     1 to 200 characters
 * @param clause    the law, by-law or article that it rests on, 1 to 500 characters
 * @param reason    1 to 4,000 characters
 * @param effective its day in Tehran, ISO 8601
 * @param urgent    {@code true} if it cannot wait for the hearing: once a complaint, today, by two seats, for 7 days
 * @param danger    what would happen meanwhile, 10 to 1,000 characters; with {@code urgent} only
 * @param cases     what becomes of a suspended office's open cases: {@code finish}, or the code of the office that takes them over
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
