package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.cases.internal.model.FactsJson;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.WorkingTime;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Verdict;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Extension requests of agencies. */
class ExtensionTest {
    private final CasesHarness hub = CasesHarness.shared();

    @Test
    void limitsNumberOfExtensions() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        Instant first = permit.inquiry("fire").due().plus(Duration.ofDays(10)).plusNanos(123_456_789);
        Answer extension = permit.extension("fire", first);
        assertEquals("delivered", permit.answer(extension).state());
        assertEquals(StoredTime.truncate(first), permit.inquiry("fire").due());
        assertTrue(permit.answer(extension).repeated());
        permit.answer(permit.extension("fire", first.plus(Duration.ofDays(1))));
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "answer.extensions-used-up",
                () -> permit.answer(permit.extension("fire", first.plus(Duration.ofDays(2)))));
        CasesHarness.assertRefused(Kind.CONFLICT, "answer.extensions-used-up", () -> permit.deliver("gas")
                .answer(permit.extension("gas", permit.inquiry("gas").due().plusSeconds(9))));
        assertFalse(permit.answer("fire", Verdict.APPROVE, null).repeated());
    }

    @Test
    void rejectsExtensionThatDoesNotExtend() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        Instant due = permit.inquiry("fire").due();
        CasesHarness.assertRefused(Kind.INVALID, "answer.until", () -> permit.answer(permit.extension("fire", null)));
        CasesHarness.assertRefused(Kind.INVALID, "answer.until", () -> permit.answer(permit.extension("fire", due)));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "answer.until",
                () -> permit.answer(permit.extension("fire", due.plus(Duration.ofDays(400)))));
        // water has not received its inquiry; the extension request starts its deadline and must not shorten it
        CasesHarness.assertRefused(
                Kind.INVALID,
                "answer.until",
                () -> permit.answer(permit.extension("water", Instant.now().plus(Duration.ofDays(2)))));
        assertEquals("queued", permit.inquiry("water").state());
        assertEquals(due, permit.inquiry("fire").due());
    }

    /** Sheets of an extension request are refused, because they would not be visible anywhere. */
    @Test
    void rejectsSheetsOfExtensionRequest() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        Answer extension = permit.extension("fire", permit.inquiry("fire").due().plus(Duration.ofDays(1)));
        Attachment sheet =
                new Attachment("a.pdf", "application/pdf", "sheet", 9, "answer", 1, InputStream::nullInputStream);
        var refused = CasesHarness.assertRefused(
                Kind.INVALID,
                "answer.attachments",
                () -> permit.answer(new Answer(
                        extension.inquiry(),
                        extension.digest(),
                        extension.verdict(),
                        extension.conditions(),
                        extension.data(),
                        extension.reason(),
                        extension.until(),
                        extension.reference(),
                        List.of(sheet))));
        assertEquals("attachments", refused.field());
        permit.answer(extension);
    }

    @Test
    void rejectsDeadlineInOtherAnswers() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        Answer extension = permit.extension("fire", permit.inquiry("fire").due().plus(Duration.ofDays(1)));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "answer.until",
                () -> permit.answer(new Answer(
                        extension.inquiry(),
                        extension.digest(),
                        Verdict.APPROVE,
                        extension.conditions(),
                        extension.data(),
                        null,
                        extension.until(),
                        extension.reference(),
                        extension.attachments())));
        assertEquals("delivered", permit.inquiry("fire").state());
    }

    @Test
    void limitsTotalExtension() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        Instant due = permit.inquiry("fire").due();
        Instant limit = SmallCityRules.CALENDAR.due(due, WorkingTime.days(20));
        var refused = CasesHarness.assertRefused(
                Kind.INVALID,
                "answer.until",
                () -> permit.answer(permit.extension("fire", limit.plus(Duration.ofDays(1)))));
        assertEquals("until", refused.field());
        // a deadline within office hours may have a fraction of a second; messages show whole seconds
        Instant requested = limit.truncatedTo(ChronoUnit.SECONDS);
        assertTrue(refused.english().contains("not later than " + requested), refused.english());
        assertTrue(refused.persian().contains(PersianDate.persian(limit)), refused.persian());
        assertTrue(refused.persian().contains("۲۰ روز"), refused.persian());
        permit.answer(permit.extension("fire", limit.minusSeconds(60)));
        // the limit is the same for the second extension
        CasesHarness.assertRefused(
                Kind.INVALID,
                "answer.until",
                () -> permit.answer(permit.extension("fire", limit.plus(Duration.ofDays(1)))));
        // a time on the last permitted day means the latest permitted time
        permit.answer(permit.extension("fire", limit.plusSeconds(1)));
        assertEquals(limit, permit.inquiry("fire").due());
    }

    @Test
    void rejectsExtensionIntoThePast() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        UUID id = permit.inquiry("fire").id();
        hub.tx.run(sql -> sql.execute(
                "update cases.inquiry set due = now() - interval '9 days', escalated = now() - interval '9 days' where id = ?",
                id));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "answer.until",
                () -> permit.answer(permit.extension("fire", Instant.now().minus(Duration.ofDays(2)))));
        assertEquals(
                "delivered",
                permit.answer(permit.extension("fire", Instant.now().plus(Duration.ofDays(2))))
                        .state());
    }

    @Test
    void extendedInquiryCanEscalateAgain() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        Instant due = permit.inquiry("fire").due();
        hub.sweepAt(due.plusSeconds(60));
        permit.answer(permit.extension("fire", due.plus(Duration.ofDays(10))));
        hub.sweepAt(due.plus(Duration.ofDays(11)));
        assertEquals(
                2,
                hub.journal.entries(permit.id).stream()
                        .filter(e -> e.event().equals("inquiry.escalated")
                                && FactsJson.map(e.details()).get("agency").equals("fire"))
                        .count());
    }
}
