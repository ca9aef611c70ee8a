package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What exactly is decided. Each kind of decision has members of its own; the others must be absent.
 *
 * @param service kinds expose, withdraw, special-request: the service, e.g. {@code building-permit}; sanction of an office: only for this
 *                service
 * @param offices kinds expose and withdraw: codes of the offices concerned; absent for all
 * @param quota   kind expose: cases that each of them may open a day (Tehran), 1 to 100,000; absent for any number
 * @param ruleSet kind rules: hash of the rule set, 64 hex digits, as listed under {@code /rules}
 * @param subject kind special-request: renovation code of the property
 * @param granted kinds special-request and appeal: whether it is granted; an appeal that is granted lifts the sanction
 * @param target  kind sanction: {@code office}, {@code expert} or {@code service}; a warning also {@code district}, {@code agency}, {@code
 *                institute} or {@code operator}
 * @param name    kind sanction: the office's code, the expert's login, the service, the district's number, the agency; else the target
 *                itself
 * @param measure kind sanction: {@code warn}, {@code suspend} or {@code reinstate}
 * @param until   kind sanction, measure suspend: its last day, ISO 8601; absent until reinstated. Of an urgent measure its seventh day, or
 *                before
 * @param matter  kind sanction: id of the complaint whose party was heard, or let its day pass; kind appeal: given by the hub
 * @param urgent  kind sanction, measure suspend: {@code true} if it cannot wait for the hearing; two seats suffice, and it ends after 7 days
 * @param danger  kind sanction that is urgent: what would happen if the hearing were waited for, 10 to 1,000 characters
 * @param cases   kind sanction, measure suspend of an office: what becomes of its open cases: {@code finish}, or the code of the office that
 *                takes them over
 * @param appeal  kind appeal: id of the sanction that was appealed against
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
        @Nullable UUID matter,
        @Nullable Boolean urgent,
        @Nullable String danger,
        @Nullable String cases,
        @Nullable UUID appeal) {}
