package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.agencies.Inquiries.Receipt;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Condition;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules for the acceptance of answers, and the effect of a second answer. */
class AnswerIntakeTest {
    private final CasesHarness hub = CasesHarness.shared();

    private static Answer answer(Inquiry inquiry, Verdict verdict, String digest, String reason, int conditions) {
        List<Condition> all = IntStream.range(0, conditions)
                .mapToObj(i -> new Condition("C-" + i, "text"))
                .toList();
        return new Answer(inquiry.id(), digest, verdict, all, Map.of(), reason, null, null, List.of());
    }

    @Test
    void repeatedAnswerIsAcknowledgedWithoutEffect() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        Receipt first = permit.answer(permit.conditions("fire", "F-2", "F-1"));
        int events = hub.events(permit.id).size();
        long version = permit.version();
        Receipt again = permit.answer(permit.conditions("fire", "F-1", "F-2"));
        assertFalse(first.repeated());
        assertEquals(new Receipt(first.inquiry(), "answered", first.at(), true), again);
        assertEquals(events, hub.events(permit.id).size());
        assertEquals(version, permit.version());
    }

    @Test
    void repeatedAnswerIsAcknowledgedAfterCaseEnds() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        permit.answer("fire", Verdict.REJECT, "No access");
        assertTrue(permit.answer("fire", Verdict.REJECT, "No access").repeated());
    }

    @Test
    void rejectsDifferentSecondAnswer() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        permit.answer("fire", Verdict.APPROVE, null);
        CasesHarness.assertRefused(
                Kind.CONFLICT, "answer.different", () -> permit.answer("fire", Verdict.REJECT, "No access"));
        CasesHarness.assertRefused(
                Kind.CONFLICT, "answer.different", () -> permit.answer(permit.conditions("fire", "F-1")));
        assertEquals("APPROVE", permit.inquiry("fire").verdict());
    }

    @Test
    void rejectsAnswersOfOtherCallers() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        Answer answer = Answer.of(permit.shown("fire"), Verdict.APPROVE, null, null);
        CasesHarness.assertRefused(
                Kind.NOT_FOUND, "inquiry.unknown", () -> hub.inquiries.answer(CasesHarness.agency("gas"), answer));
        CasesHarness.assertRefused(
                Kind.NOT_FOUND, "inquiry.unknown", () -> hub.inquiries.answer(CasesHarness.OFFICE, answer));
        CasesHarness.assertRefused(
                Kind.NOT_FOUND, "inquiry.unknown", () -> hub.inquiries.answer(CasesHarness.OPERATOR, answer));
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "inquiry.unknown",
                () -> hub.inquiries.answer(new Caller("hub", Set.of("hub")), answer));
        assertEquals("queued", permit.inquiry("fire").state());
        assertEquals("answered", hub.inquiries.answer(Caller.HUB, answer).state());
    }

    @Test
    void rejectsAnswerToUnknownInquiry() {
        UUID id = Ids.next();
        Answer answer = new Answer(id, "d", Verdict.APPROVE, List.of(), Map.of(), null, null, null, List.of());
        CasesHarness.assertRefused(Kind.NOT_FOUND, "inquiry.unknown", () -> hub.inquiries.answer(Caller.HUB, answer));
        assertTrue(hub.inquiries.claim(id).isEmpty());
        assertTrue(hub.inquiries.find(id).isEmpty());
        hub.inquiries.recordDelivery(id, "r");
    }

    @Test
    void rejectsIncompleteAnswer() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        Inquiry fire = permit.shown("fire");
        String digest = fire.digest();
        assertEquals(
                "digest",
                CasesHarness.assertRefused(
                                Kind.INVALID,
                                "answer.digest",
                                () -> permit.answer(answer(fire, Verdict.APPROVE, "another", null, 0)))
                        .field());
        for (Verdict verdict : List.of(Verdict.REJECT, Verdict.NEED_MORE_INFORMATION, Verdict.EXTEND)) {
            CasesHarness.assertRefused(
                    Kind.INVALID, "answer.reason", () -> permit.answer(answer(fire, verdict, digest, " ", 0)));
        }
        CasesHarness.assertRefused(
                Kind.INVALID,
                "answer.reason",
                () -> permit.answer(answer(fire, Verdict.REJECT, digest, "x".repeat(4_001), 0)));
        CasesHarness.assertRefused(
                Kind.INVALID, "answer.conditions", () -> permit.answer(answer(fire, Verdict.APPROVE, digest, null, 1)));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "answer.conditions",
                () -> permit.answer(answer(fire, Verdict.APPROVE_WITH_CONDITIONS, digest, null, 0)));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "answer.conditions",
                () -> permit.answer(answer(fire, Verdict.APPROVE_WITH_CONDITIONS, digest, null, 101)));
        CasesHarness.assertRefused(
                Kind.INVALID, "answer.verdict", () -> permit.answer(Answer.data(fire, Map.of("a", 1))));
        Answer huge = new Answer(
                fire.id(),
                digest,
                Verdict.APPROVE,
                List.of(),
                Map.of("a", "x".repeat(100_000)),
                null,
                null,
                null,
                List.of());
        CasesHarness.assertRefused(Kind.INVALID, "answer.data", () -> permit.answer(huge));
        assertEquals("queued", permit.inquiry("fire").state());
    }

    @Test
    void lookUpRequiresDataInsteadOfVerdict() {
        PermitCase permit = PermitCase.submitted(hub, 4);
        CasesHarness.assertRefused(
                Kind.INVALID, "answer.verdict", () -> permit.answer("planning", Verdict.APPROVE, null));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "answer.verdict",
                () -> permit.answer("planning", Verdict.NEED_MORE_INFORMATION, "what?"));
        assertEquals(State.WAITING, permit.view().state());
    }

    @Test
    void answeredOrVoidInquiryIsNotDispatched() {
        PermitCase permit = PermitCase.inquiring(hub, 6);
        UUID water = permit.inquiry("water").id();
        UUID gas = permit.inquiry("gas").id();
        permit.answer("water", Verdict.APPROVE, null);
        permit.revise(5, null);
        assertTrue(hub.inquiries.claim(water).isEmpty());
        assertTrue(hub.inquiries.claim(gas).isEmpty());
        UUID fresh = permit.inquiry("gas").id();
        hub.cases.withdraw(CasesHarness.OFFICE, permit.id, permit.version(), "sold");
        assertTrue(hub.inquiries.claim(fresh).isEmpty());
        hub.inquiries.recordDelivery(fresh, "late");
        assertEquals("withdrawn", permit.inquiry("gas").state());
    }
}
