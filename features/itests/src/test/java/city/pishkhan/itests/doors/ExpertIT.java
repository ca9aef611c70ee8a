package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.identifiers.PersianText;
import city.pishkhan.testkit.ExpertEntries;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Experts are registered persons. An office is qualified by its own experts, and a case waits at the step whose expert is absent. */
@ExtendWith(SharedCityExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExpertIT {
    /**
     * First digits of a Persian year, because days in messages are in the Persian calendar; {@code RefusalTextTest}
     * covers the conversion.
     */
    private static final String PERSIAN_CENTURY = "۱۴";

    private static final String OFFICE = "3107";
    private static final String REMOTE = "3108";
    private static final String CLERK = "clerk-" + OFFICE;
    private static final String ARCHITECT = "architect-" + OFFICE;
    private static final String THERE = "architect-" + REMOTE;
    private static final String DEPUTY = "deputy-" + OFFICE;
    private static final String DOOR = "/committee/v1";
    private static final String EXPERTS = DOOR + "/experts";
    private static final String OFFICES = DOOR + "/offices";
    private static final String SERVICE = "building-permit";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Tehran"));

    private static SharedCity town;
    private static Visitor institute;
    private static ExpertEntries entries;
    private static String architect;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        town = shared;
        for (String company : List.of("water", "electricity", "gas")) {
            town.control(company, SharedCity.USUAL);
        }
        String person = ", person:" + ExpertEntries.nationalId(ARCHITECT);
        Path users = town.etc().resolve("users/experts.users");
        Files.writeString(
                users,
                login(CLERK, "office:" + OFFICE)
                        + login(ARCHITECT, "expert:" + OFFICE + person)
                        + login(THERE, "expert:" + REMOTE + person)
                        + login(DEPUTY, "expert:" + OFFICE + ", person:" + ExpertEntries.nationalId(DEPUTY)));
        Awaitility.await("new logins")
                .ignoreExceptions()
                .ignoreExceptionsMatching(e -> e instanceof AssertionError)
                .untilAsserted(() -> town.visitor().as(DEPUTY));
        institute = town.visitor().as("institute");
        entries = new ExpertEntries(town.door("institute"));
        for (String office : List.of(OFFICE, REMOTE)) {
            office(office);
        }
        architect = entries.enter(ARCHITECT, OFFICE);
    }

    private static String login(String name, String roles) {
        return name + " = plain:demo-" + name + ", " + roles + "\n";
    }

    private static void office(String code) {
        institute
                .post(
                        OFFICES,
                        HubClient.JSON
                                .createObjectNode()
                                .put("code", code)
                                .put("name", "دفتر " + code)
                                .put("district", 9)
                                .toString())
                .expectStatus(201);
        institute
                .post(
                        OFFICES + "/" + code + "/contracts",
                        term().put("number", "IT-" + code).toString())
                .expectStatus(200);
    }

    private static ObjectNode term() {
        return HubClient.JSON
                .createObjectNode()
                .put("from", TODAY.toString())
                .put("until", TODAY.plusYears(1).toString());
    }

    private static DoorResponse qualify(String office, String expert) {
        return institute.post(
                OFFICES + "/" + office + "/qualifications",
                term().put("service", SERVICE).put("expert", expert).toString());
    }

    private static void assertRefused(String expert, String code, String message) {
        assertRefused(expert, code, message, PersianText.embedded(message));
    }

    private static void assertRefused(String expert, String code, String message, String persian) {
        town.store().assertUnchangedBy(() -> {
            JsonNode problem = qualify(OFFICE, expert)
                    .expectProblem(422, code)
                    .expectField("expert")
                    .json();
            assertTrue(problem.path("messageEn").asText().contains(message), problem::toString);
            assertTrue(problem.path("messageFa").asText().contains(persian), problem::toString);
        });
    }

    @Test
    @Order(1)
    void qualificationRequiresSuitableExpert() throws Exception {
        assertRefused("nobody-" + OFFICE, "qualification.expert-unknown", "nobody-" + OFFICE);
        assertRefused("expert-1204", "qualification.other-office", "1204");

        ObjectNode surveyor = ExpertEntries.entry("surveyor-" + OFFICE, OFFICE, List.of("surveying"));
        DoorResponse entered = institute
                .post(
                        EXPERTS,
                        surveyor.deepCopy()
                                .put("nationalId", ExpertEntries.nationalId("surveyor-" + OFFICE))
                                .toString())
                .expectStatus(201);
        assertFalse(entered.body().contains(ExpertEntries.nationalId("surveyor-" + OFFICE)));
        assertRefused("surveyor-" + OFFICE, "qualification.no-discipline", "surveying", "نقشه‌برداری");

        entries.leave(architect, TODAY, TODAY.plusDays(2));
        LocalDate back = TODAY.plusDays(2);
        assertRefused(ARCHITECT, "qualification.on-leave", back.toString(), PERSIAN_CENTURY);
        entries.leave(architect, TODAY, null);

        ObjectNode lapsed = ExpertEntries.entry(ARCHITECT, OFFICE);
        ((ObjectNode) lapsed.path("licence"))
                .put("from", TODAY.minusDays(9).toString())
                .put("until", TODAY.minusDays(1).toString());
        entries.change(architect, lapsed);
        LocalDate ended = TODAY.minusDays(1);
        assertRefused(ARCHITECT, "qualification.no-licence", ended.toString(), PERSIAN_CENTURY);
        entries.change(architect, ExpertEntries.entry(ARCHITECT, OFFICE));
        qualify(OFFICE, ARCHITECT).expectStatus(200);
    }

    @Test
    @Order(2)
    void onlyInstituteRegistersValidExperts() {
        ObjectNode again = ExpertEntries.entry("other-" + OFFICE, OFFICE);
        town.store().assertUnchangedBy(() -> {
            send(again, ExpertEntries.nationalId(ARCHITECT)).expectProblem(409, "expert.known");
            send(ExpertEntries.entry(ARCHITECT, OFFICE), ExpertEntries.nationalId("x"))
                    .expectProblem(409, "expert.known");
            send(again, "1234567890")
                    .expectProblem(422, "national-id.check-digit")
                    .expectField("nationalId");
            send(ExpertEntries.entry("x", OFFICE, List.of("astrology")), ExpertEntries.nationalId("x"))
                    .expectProblem(422, "value.unknown")
                    .expectField("disciplines");
            send(again.deepCopy().put("secondOffice", REMOTE), ExpertEntries.nationalId("x"))
                    .expectProblem(422, "expert.second-office");
            send(again.deepCopy().put("deputy", "01970000-0000-7000-8000-000000000000"), ExpertEntries.nationalId("x"))
                    .expectProblem(422, "expert.deputy");
            town.visitor().as(CLERK).post(EXPERTS, again.toString()).expectProblem(403, "access.forbidden");
        });
        DoorResponse masked =
                town.visitor().as("operator").get(EXPERTS + "/" + architect).expectStatus(200);
        assertFalse(masked.body().contains("کارشناس نمونه") || masked.body().contains("SIM-"), masked::toString);
    }

    private static DoorResponse send(ObjectNode entry, String nationalId) {
        return institute.post(
                EXPERTS, entry.deepCopy().put("nationalId", nationalId).toString());
    }

    /**
     * While an office's architect is on leave, submitted cases continue, and other cases wait until a deputy is
     * present.
     */
    @Test
    @Order(3)
    void onlyAffectedStepWaitsForAbsentExpert() throws Exception {
        Clerk clerk = new Clerk(town.door(CLERK));
        var plot = town.plot(2);
        String waiting = Permits.openCase(clerk, plot);
        clerk.addPapers(waiting, plot, Set.of(), (fromArchive, scanned) -> {});
        String path = Permits.CASES + "/" + waiting;
        String ahead = Permits.openAndSubmit(clerk, town.plot(2), 2);
        Visitor inside = town.visitor().as(ARCHITECT);
        inside.get(Permits.CASES).expectStatus(200);

        LocalDate last = TODAY.plusDays(3);
        entries.leave(architect, TODAY, last);
        Visitor visitor = town.visitor().as(CLERK);
        JsonNode problem =
                submit(visitor, path).expectProblem(409, "case.no-expert").json();
        assertTrue(problem.path("messageEn").asText().contains("architecture"), problem::toString);
        assertTrue(problem.path("messageEn").asText().contains(last.toString()), problem::toString);
        assertTrue(problem.path("messageFa").asText().contains("معماری"), problem::toString);
        JsonNode registered = visitor.get(path).expectStatus(200).json();
        assertEquals("case.no-expert", registered.at("/held/code").asText());
        assertEquals("expert:architecture", registered.at("/waitsFor/0").asText());
        Permits.awaitStage(clerk, ahead, "duties");
        assertTrue(clerk.read(ahead).path("held").isMissingNode());
        JsonNode absent =
                inside.get(Permits.CASES).expectProblem(403, "expert.absent").json();
        assertTrue(absent.path("messageEn").asText().contains(last.toString()), absent::toString);
        inside.get(DOOR + "/hearings").expectStatus(200);

        String opened = visitor.post(
                        Permits.CASES, Permits.request(town.plot(2)).toString())
                .expectStatus(201)
                .json()
                .path("id")
                .asText();
        Visitor deputy = town.visitor().as(DEPUTY);
        deputy.get(Permits.CASES).expectStatus(200);
        String standIn = entries.enter(DEPUTY, REMOTE);
        deputy.get(Permits.CASES).expectProblem(403, "expert.absent");
        entries.change(architect, ExpertEntries.entry(ARCHITECT, OFFICE).put("deputy", standIn));
        deputy.get(Permits.CASES).expectStatus(200);
        Awaitility.await("a case that was held goes on by itself").until(() -> visitor.get(Permits.CASES + "/" + opened)
                .json()
                .path("held")
                .isMissingNode());
        assertEquals(
                1,
                town.store()
                        .count(
                                "select count(*) from journal.entry where case_id = ?::uuid and event = 'case.released'",
                                opened));
        assertEquals(
                "plan-order",
                submit(visitor, path).expectStatus(200).json().path("stage").asText());
        inside.get(Permits.CASES).expectProblem(403, "expert.absent");
        entries.leave(architect, TODAY, null);
        inside.get(Permits.CASES).expectStatus(200);
        deputy.get(Permits.CASES).expectProblem(403, "expert.absent");
        clerk.withdraw(opened, "the owner changed her mind");
        clerk.withdraw(waiting, "the owner changed her mind");
    }

    private static DoorResponse submit(Visitor visitor, String path) {
        String version = visitor.get(path).expectStatus(200).headers().get("etag");
        return visitor.post(path + "/submission", "", "If-Match", version);
    }

    /** An expert works at one office on some weekdays and at another office on the rest. */
    @Test
    @Order(4)
    void expertWorksAtOneOfficePerDay() throws Exception {
        Visitor here = town.visitor().as(ARCHITECT);
        Visitor secondOffice = town.visitor().as(THERE);
        here.get(Permits.CASES).expectStatus(200);
        secondOffice.get(Permits.CASES).expectProblem(403, "expert.absent");
        ObjectNode both = ExpertEntries.entry(ARCHITECT, OFFICE).put("secondOffice", REMOTE);
        both.putArray("secondDays")
                .add(TODAY.getDayOfWeek()
                        .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        .toLowerCase(Locale.ENGLISH));
        entries.change(architect, both);
        qualify(REMOTE, ARCHITECT).expectStatus(200);
        secondOffice.get(Permits.CASES).expectStatus(200);
        JsonNode absent =
                here.get(Permits.CASES).expectProblem(403, "expert.absent").json();
        assertTrue(absent.path("messageEn").asText().contains(REMOTE), absent::toString);
        entries.change(architect, ExpertEntries.entry(ARCHITECT, OFFICE));
        secondOffice.get(Permits.CASES).expectProblem(403, "expert.absent");
        here.get(Permits.CASES).expectStatus(200);
    }

    /** Qualifications from before the register stay valid for sixty days with a warning, and are then void until they are corrected. */
    @Test
    @Order(5)
    void oldQualificationsStayValidForSixtyDays() throws Exception {
        insertOldQualification("ghost-" + OFFICE, TODAY.minusDays(60));
        JsonNode shown = qualification("ghost-" + OFFICE);
        assertEquals(TODAY.toString(), shown.path("unregisteredUntil").asText());
        Awaitility.await("the hub warns").until(() -> warning().contains("ghost-" + OFFICE));
        Visitor visitor = town.visitor().as(CLERK);
        Awaitility.await("the office is told").until(() -> visitor.get("/office/v1/notices")
                .expectStatus(200)
                .json()
                .at("/items/0/message")
                .asText()
                .contains("ghost-" + OFFICE));
        entries.change(architect, ExpertEntries.entry(ARCHITECT, REMOTE));
        DoorResponse opened = visitor.post(
                        Permits.CASES, Permits.request(town.plot(2)).toString())
                .expectStatus(201);
        assertTrue(opened.json().path("held").isMissingNode(), opened::toString);
        new Clerk(town.door(CLERK)).withdraw(opened.json().path("id").asText(), "the owner changed her mind");

        insertOldQualification("ghost-" + OFFICE, TODAY.minusDays(61));
        Awaitility.await("its time is over").untilAsserted(() -> visitor.post(
                        Permits.CASES, Permits.request(town.plot(2)).toString())
                .expectProblem(403, "office.not-qualified"));
        entries.enter("ghost-" + OFFICE, OFFICE);
        visitor.post(Permits.CASES, Permits.request(town.plot(2)).toString()).expectStatus(201);
        Awaitility.await("nothing is left to mend").until(() -> !warning().contains("ghost-" + OFFICE));
        entries.change(architect, ExpertEntries.entry(ARCHITECT, OFFICE));
    }

    private static String warning() {
        return town.adminVisitor()
                .get("/health/ready")
                .json()
                .at("/warnings/experts")
                .asText();
    }

    private static JsonNode qualification(String expert) {
        JsonNode[] found = new JsonNode[1];
        Awaitility.await("the register is read").until(() -> {
            for (JsonNode q : institute
                    .get(OFFICES + "/" + OFFICE)
                    .expectStatus(200)
                    .json()
                    .path("qualifications")) {
                found[0] = q.path("expert").asText().equals(expert) ? q : found[0];
            }
            return found[0] != null;
        });
        return found[0];
    }

    private static void insertOldQualification(String expert, LocalDate noted) throws Exception {
        town.store()
                .execute(
                        "insert into governance.qualification (id, office, service, expert, expert_name, valid_from, valid_until, by, noted)"
                                + " values (gen_random_uuid(), ?, ?, ?, 'x', ?::date, ?::date, 'institute', ?::date)",
                        OFFICE,
                        SERVICE,
                        expert,
                        TODAY.minusYears(1).toString(),
                        TODAY.plusYears(1).toString(),
                        noted.toString());
        town.store().execute("update governance.revision set id = gen_random_uuid()");
    }
}
