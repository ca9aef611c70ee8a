package city.pishkhan.api.cases;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Moves the open cases of an office that may not go on with them to one that may. Papers, bills and inquiries stay with their cases; the old
 * office sees them no more. A handover is an order that the hub carries out case by case, whatever stops it meanwhile; a decision that
 * suspends an office orders one too, or lets the office finish what it has. People hear of either.
 */
public interface Handovers {

    /**
     * @param to      code of the office that takes them
     * @param numbers of the cases; empty for all that are open
     * @param reason  why, 1 to 2,000 characters
     */
    record Order(String to, List<String> numbers, String reason) {
        public Order {
            numbers = numbers == null ? List.of() : List.copyOf(numbers);
        }
    }

    /**
     * A case that stayed where it was.
     *
     * @param code why, e.g. {@code office.not-qualified} of the office that was to take it, {@code office.fit} if its own may go on
     *             again, or {@code office.finishes} if the decision leaves it there
     */
    record Left(String number, String code) {}

    /**
     * @param all   whether all open cases are meant
     * @param moved how many have moved so far
     * @param left  those that stayed, 200 at most
     * @param ended when nothing was left to do; {@code null} while it runs
     */
    record Handover(
            UUID id,
            String from,
            String to,
            boolean all,
            int moved,
            List<Left> left,
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
     * @param from code of the office that has the cases
     * @throws Refusal INVALID with the field at fault, as when the other office may not have a service of these cases; CONFLICT
     *                 {@code office.fit} if the office may go on with them itself
     */
    Handover order(Caller institute, String from, Order order);

    /** @throws Refusal NOT_FOUND */
    Handover find(Caller caller, UUID id);
}
