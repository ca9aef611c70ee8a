package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Agencies that want more time. */
class ExtensionTest {
    private final Hub hub = Hub.shared();

    @Test
    void anAgencyMayAskForMoreTimeAsOftenAsTheRuleSays() {
        Permit permit = Permit.inquiring(hub, 8).deliver("fire");
        Instant first = permit.inquiry("fire").due().plus(Duration.ofDays(10)).plusNanos(123_456_789);
        Answer wish = permit.extension("fire", first);
        assertEquals("delivered", permit.answer(wish).state());
        assertEquals(Now.cut(first), permit.inquiry("fire").due());
        assertTrue(permit.answer(wish).repeated());
        permit.answer(permit.extension("fire", first.plus(Duration.ofDays(1))));
        Hub.refused(
                Kind.CONFLICT,
                "answer.extensions-used-up",
                () -> permit.answer(permit.extension("fire", first.plus(Duration.ofDays(2)))));
        Hub.refused(Kind.CONFLICT, "answer.extensions-used-up", () -> permit.deliver("gas")
                .answer(permit.extension("gas", permit.inquiry("gas").due().plusSeconds(9))));
        assertFalse(permit.answer("fire", Verdict.APPROVE, null).repeated());
    }

    @Test
    void anExtensionMustExtend() {
        Permit permit = Permit.inquiring(hub, 8).deliver("fire");
        Instant due = permit.inquiry("fire").due();
        Hub.refused(Kind.INVALID, "answer.until", () -> permit.answer(permit.extension("fire", null)));
        Hub.refused(Kind.INVALID, "answer.until", () -> permit.answer(permit.extension("fire", due)));
        Hub.refused(
                Kind.INVALID,
                "answer.until",
                () -> permit.answer(permit.extension("fire", due.plus(Duration.ofDays(400)))));
        // the clock that it would shorten starts with it
        Hub.refused(
                Kind.INVALID,
                "answer.until",
                () -> permit.answer(permit.extension("water", Instant.now().plus(Duration.ofDays(2)))));
        assertEquals("queued", permit.inquiry("water").state());
        assertEquals(due, permit.inquiry("fire").due());
    }

    @Test
    void anEscalatedInquiryThatIsExtendedRunsAgain() {
        Permit permit = Permit.inquiring(hub, 8).deliver("fire");
        Instant due = permit.inquiry("fire").due();
        hub.sweepAt(due.plusSeconds(60));
        permit.answer(permit.extension("fire", due.plus(Duration.ofDays(10))));
        hub.sweepAt(due.plus(Duration.ofDays(11)));
        assertEquals(
                2,
                hub.events(permit.id).stream()
                        .filter("inquiry.escalated"::equals)
                        .count());
    }
}
