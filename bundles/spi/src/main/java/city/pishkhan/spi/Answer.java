package city.pishkhan.spi;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an agency answered to one inquiry.
 *
 * @param inquiry     the inquiry's id
 * @param digest      the digest that the agency was shown
 * @param verdict     what it says
 * @param conditions  coded conditions; only with {@link Verdict#APPROVE_WITH_CONDITIONS}
 * @param data        what a look-up found; only with {@link Verdict#DATA} (others may add remarks)
 * @param reason      why, for people; required with REJECT, NEED_MORE_INFORMATION and EXTEND, else {@code null}
 * @param until       the new deadline asked for; only with {@link Verdict#EXTEND}, else {@code null}
 * @param reference   the agency's own reference, or {@code null}
 * @param attachments sheets of the agency
 */
public record Answer(
        UUID inquiry,
        String digest,
        Verdict verdict,
        List<Condition> conditions,
        Map<String, Object> data,
        String reason,
        Instant until,
        String reference,
        List<Attachment> attachments)
        implements Reply {

    public Answer {
        conditions = conditions.stream()
                .sorted(Comparator.comparing(Condition::code))
                .toList();
        data = Map.copyOf(data);
        attachments = List.copyOf(attachments);
    }

    /** Without people's words and what was found: it is logged on its way, and both may be personal. */
    @Override
    public String toString() {
        return "Answer[inquiry=" + inquiry + ", verdict=" + verdict + ", data=" + data.keySet() + ", reference="
                + reference + "]";
    }

    /** An answer that needs nothing but its verdict. */
    public static Answer of(Inquiry inquiry, Verdict verdict, String reason, String reference) {
        return new Answer(
                inquiry.id(), inquiry.digest(), verdict, List.of(), Map.of(), reason, null, reference, List.of());
    }

    /** What a look-up found. */
    public static Answer data(Inquiry inquiry, Map<String, Object> data) {
        return new Answer(inquiry.id(), inquiry.digest(), Verdict.DATA, List.of(), data, null, null, null, List.of());
    }
}
