package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;

/**
 * What exactly is decided. Each kind of decision has members of its own; the others must be absent.
 *
 * @param service kinds expose, withdraw, special-request: the service, e.g. {@code building-permit}; sanction of an office: only for this
 *                service
 * @param offices kinds expose and withdraw: codes of the offices concerned; absent for all
 * @param quota   kind expose: cases that each of them may open a day (Tehran), 1 to 100,000; absent for any number
 * @param ruleSet kind rules: hash of the rule set, 64 hex digits, as listed under {@code /rules}
 * @param subject kind special-request: renovation code of the property
 * @param granted kind special-request: whether the request is granted
 * @param target  kind sanction: {@code office}, {@code expert} or {@code service}
 * @param name    kind sanction: the office's code, the expert's login, or the service
 * @param measure kind sanction: {@code warn}, {@code suspend} or {@code reinstate}
 * @param until   kind sanction, measure suspend: its last day, ISO 8601; absent until reinstated
 */
public record Terms(
        @Nullable String service,
        @Nullable List<String> offices,
        @Nullable Integer quota,
        @Nullable String ruleSet,
        @Nullable String subject,
        @Nullable Boolean granted,
        @Nullable @OneOf({"office", "expert", "service"}) String target,
        @Nullable String name,
        @Nullable @OneOf({"warn", "suspend", "reinstate"}) String measure,
        @Nullable LocalDate until) {}
