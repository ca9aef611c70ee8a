package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.cases.InquiryView.Sheet;
import city.pishkhan.api.security.Caller;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sheets of an answer are visible to every caller who may see the answer. */
class AnswerSheetsTest {
    private static final Caller HEADQUARTERS = new Caller("head", Set.of("headquarters"));
    private static final Caller OVERSIGHT = new Caller("oversight-1", Set.of("oversight"));

    private static CasesHarness hub;

    @BeforeAll
    static void start() {
        hub = CasesHarness.shared();
    }

    /** Lets the fire department approve with an attached letter, and returns the letter's sheet. */
    private static Sheet answered(PermitCase permit) {
        Inquiry asked = permit.shown("fire");
        Sheet letter = new Sheet("sheet-" + asked.id(), "letter of Mr X.pdf", "application/pdf", 9);
        permit.answer(new Answer(
                asked.id(),
                asked.digest(),
                Verdict.APPROVE,
                List.of(),
                Map.of(),
                null,
                null,
                null,
                List.of(new Attachment(
                        letter.name(),
                        letter.mediaType(),
                        letter.sha256(),
                        letter.size(),
                        "answer",
                        1,
                        InputStream::nullInputStream))));
        return letter;
    }

    private static List<Sheet> sheets(CaseView view, UUID inquiry) {
        return view.inquiries().stream()
                .filter(i -> i.id().equals(inquiry))
                .findFirst()
                .map(InquiryView::sheets)
                .orElseThrow();
    }

    @Test
    void answerSheetsAreVisibleToCaseReaders() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        Sheet letter = answered(permit);
        UUID fire = permit.inquiry("fire").id();
        for (Caller caller : List.of(CasesHarness.OFFICE, CasesHarness.DISTRICT, HEADQUARTERS, OVERSIGHT)) {
            assertEquals(List.of(letter), sheets(hub.cases.find(caller, permit.id), fire), caller.principal());
            assertEquals(
                    List.of(letter),
                    sheets(hub.cases.find(caller, permit.id, "office.answer.read"), fire),
                    caller.principal());
        }
        Sheet nameless = new Sheet(letter.sha256(), null, letter.mediaType(), letter.size());
        assertEquals(List.of(nameless), sheets(hub.cases.find(CasesHarness.OPERATOR, permit.id), fire));
        assertEquals(List.of(nameless), sheets(hub.watch.find(permit.id), fire));
        for (Caller caller : List.of(
                CasesHarness.OTHER_OFFICE,
                CasesHarness.OTHER_DISTRICT,
                CasesHarness.OPERATOR,
                CasesHarness.agency("fire"))) {
            CasesHarness.assertRefused(
                    Kind.NOT_FOUND, "case.unknown", () -> hub.cases.find(caller, permit.id, "office.answer.read"));
        }
    }

    @Test
    void agencyReadsOnlyItsOwnAttachments() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        Sheet letter = answered(permit);
        UUID fire = permit.inquiry("fire").id();
        assertEquals(
                "letter.pdf",
                hub.inquiries
                        .attachment(CasesHarness.agency("fire"), fire, letter.sha256())
                        .name());
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "inquiry.unknown",
                () -> hub.inquiries.attachment(CasesHarness.agency("water"), fire, letter.sha256()));
        UUID water = permit.inquiry("water").id();
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "attachment.unknown",
                () -> hub.inquiries.attachment(CasesHarness.agency("water"), water, letter.sha256()));
    }

    @Test
    void sheetsOfReplacedAnswerStayVisible() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        Sheet letter = answered(permit);
        UUID fire = permit.inquiry("fire").id();
        assertTrue(hub.journal.entries(permit.id).stream()
                .filter(e -> e.event().equals("inquiry.answered"))
                .anyMatch(e -> e.details().contains("\"sheets\":[\"" + letter.sha256() + "\"]")));
        permit.revise(9, null);
        CaseView view = permit.view();
        assertEquals(List.of(letter), sheets(view, fire));
        assertEquals(List.of(), permit.inquiry("fire").sheets());
        hub.cases.withdraw(CasesHarness.OFFICE, permit.id, permit.version(), "sold");
        assertEquals(List.of(letter), sheets(permit.view(), fire));
    }
}
