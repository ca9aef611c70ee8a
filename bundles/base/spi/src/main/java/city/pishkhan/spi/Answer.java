package city.pishkhan.spi;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agency's answer to one inquiry.
 *
 * @param inquiry     the inquiry's id
 * @param digest      digest of the inquiry as the agency received it
 * @param verdict     the agency's decision
 * @param conditions  coded conditions; only with {@link Verdict#APPROVE_WITH_CONDITIONS}
 * @param data        result of a lookup with {@link Verdict#DATA}; with any other verdict, optional remarks
 * @param reason      reason for people; required with REJECT, NEED_MORE_INFORMATION and EXTEND, else {@code null}
 * @param until       requested new deadline; only with {@link Verdict#EXTEND}, else {@code null}
 * @param reference   the agency's own reference, or {@code null}
 * @param attachments sheets that the agency attached
 */
public record Answer(
        UUID inquiry,
        String digest,
        Verdict verdict,
        List<Condition> conditions,
        Map<String, Object> data,
        @Nullable String reason,
        @Nullable Instant until,
        @Nullable String reference,
        List<Attachment> attachments)
        implements Reply {

    public Answer {
        conditions = conditions.stream()
                .sorted(Comparator.comparing(Condition::code))
                .toList();
        data = Map.copyOf(data);
        attachments = List.copyOf(attachments);
    }

    /** Omits the reason and the values of {@code data}, because answers are logged in transit and both may be personal. */
    @Override
    public String toString() {
        return "Answer[inquiry=" + inquiry + ", verdict=" + verdict + ", data=" + data.keySet() + ", reference="
                + reference + "]";
    }

    /** Creates an answer that consists of a verdict, a reason and a reference. */
    public static Answer of(Inquiry inquiry, Verdict verdict, @Nullable String reason, @Nullable String reference) {
        return new Answer(
                inquiry.id(), inquiry.digest(), verdict, List.of(), Map.of(), reason, null, reference, List.of());
    }

    /** Creates an answer with the result of a lookup. */
    public static Answer data(Inquiry inquiry, Map<String, Object> data) {
        return new Answer(inquiry.id(), inquiry.digest(), Verdict.DATA, List.of(), data, null, null, null, List.of());
    }
}
