package city.pishkhan.api.cases;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Handovers of open cases from an office that may not continue with them to another. Papers, bills and inquiries stay
 * with their cases; the previous office loses access. A handover is an order that the hub executes case by case, and
 * resumes after an interruption. A decision that suspends an office also orders a handover, or lets the office finish
 * its cases. Applicants are notified in both situations.
 */
public interface Handovers {

    /**
     * An order to hand over cases.
     *
     * @param to      code of the new office
     * @param numbers numbers of the cases; empty for all open cases
     * @param reason  reason, 1 to 2,000 characters
     */
    record Order(String to, List<String> numbers, String reason) {
        public Order {
            numbers = numbers == null ? List.of() : List.copyOf(numbers);
        }
    }

    /**
     * A case that was not handed over.
     *
     * @param code reason, e.g. {@code office.not-qualified} for the new office, {@code office.fit} if the old office may
     *             continue, or {@code office.finishes} if the decision lets the old office finish
     */
    record RemainingCase(String number, String code) {}

    /**
     * Progress of a handover.
     *
     * @param all   whether the order covers all open cases
     * @param moved number of cases handed over so far
     * @param left  cases that were not handed over, up to 200
     * @param ended time of completion; {@code null} while it runs
     */
    record Handover(
            UUID id,
            String from,
            String to,
            boolean all,
            int moved,
            List<RemainingCase> left,
            String by,
            Instant begun,
            Instant ended) {
        public Handover {
            left = List.copyOf(left);
        }
    }

    /**
     * Orders a handover.
     *
     * @param from code of the present office
     * @throws Refusal INVALID with the invalid field, e.g. if the new office may not handle a service of these cases; CONFLICT
     *     {@code office.fit} if the present office may continue itself
     */
    Handover order(Caller institute, String from, Order order);

    /**
     * Returns the progress of a handover.
     *
     * @throws Refusal NOT_FOUND
     */
    Handover find(Caller caller, UUID id);
}
