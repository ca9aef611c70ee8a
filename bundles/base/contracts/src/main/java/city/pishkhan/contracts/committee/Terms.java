package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Terms of a decision. Each kind of decision uses some members; the others must be absent.
 *
 * @param service kinds {@code expose}, {@code withdraw}, {@code special-request}: the service, e.g.
 *                {@code building-permit}; sanction of an office: restricts it to this service
 * @param offices kinds {@code expose} and {@code withdraw}: codes of the offices; absent for all
 * @param quota   kind {@code expose}: number of cases that each office may open per day (Tehran), 1 to 100,000; absent for no limit
 * @param ruleSet kind {@code rules}: hash of the rule set, 64 hex digits, as listed under {@code /rules}
 * @param subject kind {@code special-request}: renovation code of the property
 * @param granted kinds {@code special-request} and {@code appeal}: {@code true} if granted; a granted appeal lifts the sanction
 * @param target  kind {@code sanction}: {@code office}, {@code expert} or {@code service}; for a warning also {@code district},
 *                {@code agency}, {@code institute} or {@code operator}
 * @param name    kind {@code sanction}: the office's code, the expert's login, the service, the district's number or
 *                the agency; otherwise the value of {@code target}
 * @param measure kind {@code sanction}: {@code warn}, {@code suspend} or {@code reinstate}
 * @param until   kind {@code sanction}, measure {@code suspend}: last day, ISO 8601; absent for a suspension until
 *                reinstatement. An urgent suspension lasts up to seven days
 * @param complaint kind {@code sanction}: id of the complaint, whose party has answered or missed its deadline; kind
 *                  {@code appeal}: set by the hub
 * @param urgent  kind {@code sanction}, measure {@code suspend}: {@code true} if it cannot wait for the hearing; two
 *                seats suffice for the quorum, and the suspension ends after 7 days
 * @param danger  urgent sanction: danger while the hearing is awaited, 10 to 1,000 characters
 * @param cases   kind {@code sanction}, measure {@code suspend} of an office: treatment of its open cases:
 *                {@code finish}, or the code of the office that receives them
 * @param appeal  kind {@code appeal}: id of the appealed sanction
 */
public record Terms(
        @Nullable String service,
        @Nullable List<String> offices,
        @Nullable Integer quota,
        @Nullable String ruleSet,
        @Nullable String subject,
        @Nullable Boolean granted,
        @Nullable @OneOf({"office", "expert", "service", "district", "agency", "institute", "operator"}) String target,
        @Nullable String name,
        @Nullable @OneOf({"warn", "suspend", "reinstate"}) String measure,
        @Nullable LocalDate until,
        @Nullable UUID complaint,
        @Nullable Boolean urgent,
        @Nullable String danger,
        @Nullable String cases,
        @Nullable UUID appeal) {}
