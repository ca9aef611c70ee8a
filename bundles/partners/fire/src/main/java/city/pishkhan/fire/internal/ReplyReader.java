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
    static Reply of(Inquiry inquiry, Result result) {
        if (result.getAccepted() != null) {
            return new Reply.Accepted(inquiry.id(), result.getAccepted().getReference());
        }
        city.pishkhan.fire.contract.Answer said = result.getAnswer();
        require(said != null, "neither accepted nor answered");
        require(inquiry.id().toString().equals(said.getInquiryId()), "the answer belongs to another inquiry");
        require(said.getDigest() != null, "the answer has no digest");
        require(said.getVerdict() != null, "the verdict is not part of the contract");
        Verdict verdict = Verdict.valueOf(said.getVerdict().name());
        require(said.getReason() != null || !needsReason(verdict), verdict + " without a reason");
        require(said.getUntil() != null || verdict != Verdict.EXTEND, "EXTEND without a date");
        require(
                said.getCondition().isEmpty() == (verdict != Verdict.APPROVE_WITH_CONDITIONS),
                verdict + " and its conditions");
        return new Answer(
                inquiry.id(),
                said.getDigest(),
                verdict,
                conditions(said.getCondition()),
                Map.of(),
                said.getReason(),
                verdict == Verdict.EXTEND ? instant(said.getUntil()) : null,
                said.getReference(),
                List.of());
    }

    private static boolean needsReason(Verdict verdict) {
        return switch (verdict) {
            case REJECT, NEED_MORE_INFORMATION, EXTEND -> true;
            case APPROVE, APPROVE_WITH_CONDITIONS, DATA -> false;
        };
    }

    private static List<Condition> conditions(List<city.pishkhan.fire.contract.Condition> said) {
        return said.stream()
                .map(one -> {
                    require(one.getCode() != null && !one.getCode().isBlank(), "a condition without a code");
                    return new Condition(one.getCode(), one.getText() == null ? "" : one.getText());
                })
                .toList();
    }

    private static Instant instant(XMLGregorianCalendar time) {
        return time.toGregorianCalendar().toInstant();
    }

    private static void require(boolean kept, String broken) {
        if (!kept) {
            throw new ContractBroken("Fire department: " + broken);
        }
    }
}
