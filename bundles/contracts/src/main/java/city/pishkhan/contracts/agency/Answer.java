package city.pishkhan.contracts.agency;

import city.pishkhan.contracts.Condition;
import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the agency answers.
 *
 * @param inquiry     the inquiry's id; in a batch only, else the path says it
 * @param digest      the digest that the inquiry showed; 64 hexadecimal digits
 * @param verdict     {@code approve}, {@code approve-with-conditions}, {@code reject}, {@code need-more-information}, {@code extend} or
 *                    {@code data}
 * @param conditions  1 to 100; only with {@code approve-with-conditions}
 * @param data        what was found, at most 200 members, none null; required with {@code data}, else remarks
 * @param reason      at most 4,000 characters; required with {@code reject}, {@code need-more-information} and {@code extend}
 * @param until       the new deadline, later than the present one and within a year, UTC, ISO 8601; only with {@code extend}
 * @param reference   the agency's own reference; at most 100 characters
 * @param attachments SHA-256 of sheets uploaded to this inquiry before, at most 20; none with {@code extend}
 * @param fence       of the claim; required if and only if the inquiry lies in the hosted worklist
 */
public record Answer(
        @Nullable UUID inquiry,
        String digest,
        @OneOf({"approve", "approve-with-conditions", "reject", "need-more-information", "extend", "data"})
                String verdict,
        @Nullable List<Condition> conditions,
        @Nullable Map<String, Object> data,
        @Nullable String reason,
        @Nullable Instant until,
        @Nullable String reference,
        @Nullable List<String> attachments,
        @Nullable Long fence) {

    /** What was found may be personal, and so are people's words. */
    @Override
    public String toString() {
        return "Answer[inquiry=" + inquiry + ", verdict=" + verdict + "]";
    }

    /**
     * Many answers; each is taken or refused by itself.
     *
     * @param answers 1 to 100
     */
    public record Batch(List<Answer> answers) {}
}
