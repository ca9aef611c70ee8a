package city.pishkhan.fire.internal;

import city.pishkhan.fire.contract.Result;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Condition;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.Reply;
import city.pishkhan.spi.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.datatype.XMLGregorianCalendar;

/** Reads the department's replies. A reply that violates the contract is refused, and the department is asked again. */
final class ReplyReader {

    private ReplyReader() {}

    /** @throws PartnerUnavailable if the reply violates the contract or belongs to another inquiry */
    static Reply read(Inquiry inquiry, Result result) {
        if (result.getAccepted() != null) {
            return new Reply.Accepted(inquiry.id(), result.getAccepted().getReference());
        }
        city.pishkhan.fire.contract.Answer received = result.getAnswer();
        require(received != null, "neither accepted nor answered");
        require(inquiry.id().toString().equals(received.getInquiryId()), "the answer belongs to another inquiry");
        require(received.getDigest() != null, "the answer has no digest");
        require(received.getVerdict() != null, "the verdict is not part of the contract");
        Verdict verdict = Verdict.valueOf(received.getVerdict().name());
        require(received.getReason() != null || !isReasonRequired(verdict), verdict + " without a reason");
        require(received.getUntil() != null || verdict != Verdict.EXTEND, "EXTEND without a date");
        require(
                received.getCondition().isEmpty() == (verdict != Verdict.APPROVE_WITH_CONDITIONS),
                verdict + " and its conditions");
        return new Answer(
                inquiry.id(),
                received.getDigest(),
                verdict,
                conditions(received.getCondition()),
                Map.of(),
                received.getReason(),
                verdict == Verdict.EXTEND ? instant(received.getUntil()) : null,
                received.getReference(),
                List.of());
    }

    private static boolean isReasonRequired(Verdict verdict) {
        return switch (verdict) {
            case REJECT, NEED_MORE_INFORMATION, EXTEND -> true;
            case APPROVE, APPROVE_WITH_CONDITIONS, DATA -> false;
        };
    }

    private static List<Condition> conditions(List<city.pishkhan.fire.contract.Condition> received) {
        return received.stream()
                .map(one -> {
                    require(one.getCode() != null && !one.getCode().isBlank(), "a condition without a code");
                    return new Condition(one.getCode(), one.getText() == null ? "" : one.getText());
                })
                .toList();
    }

    private static Instant instant(XMLGregorianCalendar time) {
        return time.toGregorianCalendar().toInstant();
    }

    private static void require(boolean valid, String violation) {
        if (!valid) {
            throw new ContractBroken("Fire department: " + violation);
        }
    }
}
