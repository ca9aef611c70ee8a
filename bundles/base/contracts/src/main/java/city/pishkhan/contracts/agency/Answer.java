package city.pishkhan.contracts.agency;

import city.pishkhan.contracts.Condition;
import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An agency's answer to an inquiry.
 *
 * @param inquiry     the inquiry's id; only in a batch, otherwise the path names it
 * @param digest      the digest of the inquiry that is answered; 64 hexadecimal digits
 * @param verdict     {@code approve}, {@code approve-with-conditions}, {@code reject}, {@code need-more-information}, {@code extend} or
 *                    {@code data}
 * @param conditions  1 to 100; only with {@code approve-with-conditions}
 * @param data        findings, up to 200 members, none null; required with {@code data}, otherwise optional remarks
 * @param reason      up to 4,000 characters; required with {@code reject}, {@code need-more-information} and {@code extend}
 * @param until       new deadline, after the current one and within a year; UTC, ISO 8601; only with {@code extend}
 * @param reference   the agency's own reference; up to 100 characters
 * @param attachments SHA-256 of up to 20 sheets that were uploaded to this inquiry before; none with {@code extend}
 * @param fence       fence number of the claim; required if and only if the inquiry is in the hosted worklist
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

    /** Omits findings and free text, which may be personal. */
    @Override
    public String toString() {
        return "Answer[inquiry=" + inquiry + ", verdict=" + verdict + "]";
    }

    /**
     * Many answers; each is accepted or rejected on its own.
     *
     * @param answers 1 to 100 answers
     */
    public record Batch(List<Answer> answers) {}
}
