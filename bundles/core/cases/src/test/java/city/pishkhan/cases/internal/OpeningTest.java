package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.cases.Cases.Part;
import city.pishkhan.api.cases.Cases.Request;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.PersianText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Validation of the applicants and the subject of a new case. */
class OpeningTest {
    private static final Part HOME = new Part("residential", 100, 1);
    private final CasesHarness hub = CasesHarness.shared();

    static OpenCase by(String subject, List<String> nationalIds) {
        List<Applicant> applicants = new ArrayList<>();
        for (String id : nationalIds) {
            applicants.add(new Applicant(applicants.isEmpty() ? "owner" : "co-owner", id, "Name", null));
        }
        return new OpenCase("building-permit", subject, applicants, PermitCase.building(4));
    }

    private static OpenCase asking(Request request) {
        return new OpenCase("building-permit", "22-1-1-1-1-1-1", List.of(PermitCase.OWNER), request);
    }

    private static OpenCase of(Applicant... applicants) {
        return new OpenCase("building-permit", "22-1-1-1-1-1-1", List.of(applicants), PermitCase.building(4));
    }

    private static Applicant owner(String id, String name, String mobile) {
        return new Applicant("owner", id, name, mobile);
    }

    static Stream<Arguments> bad() {
        Applicant second = owner("0790419904", "Second", null);
        return Stream.of(
                Arguments.of(
                        "service",
                        new OpenCase(
                                "fortune-telling",
                                "22-1-1-1-1-1-1",
                                List.of(PermitCase.OWNER),
                                PermitCase.building(4))),
                Arguments.of(
                        "service",
                        new OpenCase(null, "22-1-1-1-1-1-1", List.of(PermitCase.OWNER), PermitCase.building(4))),
                Arguments.of("subject", PermitCase.asked("building-permit", "23-1-1-1-1-1-1", 4)),
                Arguments.of("subject", PermitCase.asked("building-permit", null, 4)),
                Arguments.of("applicants", of()),
                Arguments.of("applicants", of(PermitCase.OWNER, second)),
                Arguments.of("applicants", of(PermitCase.OWNER, new Applicant("co-owner", "499370899", "Again", null))),
                Arguments.of(
                        "applicants",
                        of(Collections.nCopies(51, PermitCase.OWNER).toArray(Applicant[]::new))),
                Arguments.of("applicants[0].role", of(new Applicant("friend", "0499370899", "N", null))),
                Arguments.of("applicants[0].nationalId", of(owner("0684159415", "N", null))),
                Arguments.of("applicants[0].nationalId", of(owner("10380284792", "N", null))),
                Arguments.of("applicants[0].nationalId", of(owner(null, "N", null))),
                Arguments.of("applicants[0].name", of(owner("0499370899", " ", null))),
                Arguments.of("applicants[0].name", of(owner("0499370899", "n".repeat(201), null))),
                Arguments.of("applicants[0].mobile", of(owner("0499370899", "N", "0935521465"))),
                Arguments.of("request", asking(null)),
                Arguments.of("request.floors", asking(new Request(0, List.of(HOME)))),
                Arguments.of("request.floors", asking(new Request(101, List.of(HOME)))),
                Arguments.of("request.parts", asking(new Request(4, List.of()))),
                Arguments.of("request.parts", asking(new Request(4, Collections.nCopies(51, HOME)))),
                Arguments.of("request.parts[1].use", asking(new Request(4, List.of(HOME, new Part("Shop!", 1, 1))))),
                Arguments.of("request.parts[0].area", asking(new Request(4, List.of(new Part("office", 0, 1))))),
                Arguments.of("request.parts[0].units", asking(new Request(4, List.of(new Part("office", 9, -1))))));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void rejectsInvalidRequestWithFieldName(String field, OpenCase request) {
        int before = count();
        Refusal refusal = assertThrows(Refusal.class, () -> hub.cases.open(CasesHarness.OFFICE, request));
        assertEquals(Kind.INVALID, refusal.kind());
        assertEquals(field, refusal.field());
        assertNotNull(refusal.persian());
        assertEquals(before, count());
    }

    private int count() {
        return hub.tx.required(sql -> sql.createQuery(
                        "select (select count(*) from cases.case_file) + (select count(*) from cases.person)")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void normalizesIdentifiers() {
        String subject = PermitCase.property(hub);
        CaseView view = hub.cases.open(
                CasesHarness.OFFICE,
                new OpenCase(
                        "building-permit",
                        PersianText.persianDigits(subject.replace("22-3", "22-03")),
                        List.of(
                                owner("۶۸۴۱۵۹۴۱۴", "علي", "+989022002580"),
                                new Applicant("proxy", "10380284790", "Co", null)),
                        PermitCase.building(4)));
        assertEquals(subject, view.subject());
        assertEquals(
                new Applicant("owner", "0684159414", "علی", "09022002580"),
                view.applicants().get(0));
        assertEquals(true, view.facts().get("proxy"));
        assertEquals(1L, view.facts().get("owners"));
        assertEquals(List.of("paper:deed", "paper:plan", "paper:proxy"), view.waitsFor());
    }

    @Test
    void findsCaseByNumberInAnySpelling() {
        CaseView view = PermitCase.open(hub, 4).view();
        assertTrue(view.number().startsWith("22-14"), view.number());
        assertEquals(view, hub.cases.findByNumber(CasesHarness.OFFICE, view.number()));
        assertEquals(
                view,
                hub.cases.findByNumber(
                        CasesHarness.OFFICE,
                        PersianText.persianDigits(view.number().replace("-", ""))));
        CasesHarness.assertRefused(
                Kind.INVALID, "case-number.shape", () -> hub.cases.findByNumber(CasesHarness.OFFICE, "1 or 1=1"));
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "case.unknown",
                () -> hub.cases.findByNumber(
                        CasesHarness.OFFICE, CaseNumber.of(1, 1405, 9_999_999).value()));
    }

    @Test
    void onlyOfficesOpenCases() {
        OpenCase asked = PermitCase.asked("building-permit", PermitCase.property(hub), 4);
        for (var caller : List.of(CasesHarness.DISTRICT, CasesHarness.OPERATOR, CasesHarness.agency("fire"))) {
            CasesHarness.assertRefused(Kind.FORBIDDEN, "access.forbidden", () -> hub.cases.open(caller, asked));
        }
    }

    @Test
    void propertyHasOneOpenCasePerService() {
        CaseView view = PermitCase.open(hub, 4).view();
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "case.already-open",
                () -> hub.cases.open(
                        CasesHarness.OTHER_OFFICE, PermitCase.asked("building-permit", view.subject(), 4)));
        assertNotNull(hub.cases.open(CasesHarness.OTHER_OFFICE, PermitCase.asked("quick-permit", view.subject(), 4)));
    }

    @Test
    void rejectsSheetOfOtherKind() {
        PermitCase permit = PermitCase.open(hub, 4);
        Refusal refusal = CasesHarness.assertRefused(
                Kind.INVALID,
                "paper.kind",
                () -> hub.cases.addPaper(CasesHarness.OFFICE, permit.id, permit.version(), "deed", "plan-1"));
        assertEquals("kind", refusal.field());
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "sheet.unknown",
                () -> hub.cases.addPaper(CasesHarness.OFFICE, permit.id, permit.version(), "deed", "none-1"));
    }
}
