package city.pishkhan.routes.citizen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.cases.HomeCases;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.persons.Readings.Reading;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RefundShares;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.rules.Silence;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.doors.TestDoor;
import city.pishkhan.stubs.Stubs;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cases opened at home, their progress and their readers, over real HTTP with fake services. */
class OwnCaseDoorTest {
    private static final UUID CASE = UUID.fromString("01970000-0000-7000-8000-000000000001");
    private static final UUID PERSON = new UUID(1, 1);
    private static final String CITIZEN = "citizen:" + PERSON + " citizen:" + PERSON;
    private static final Instant THEN = Instant.parse("2026-05-02T08:00:00.123456Z");
    private static final Instant LATER = Instant.parse("2026-05-02T09:00:00Z");
    private static final String ONE = "/citizen/v1/cases/" + CASE;
    private static final String HASH = "ab".repeat(32);
    private static final List<String> calls = new ArrayList<>();
    private static final List<Discipline.NewComplaint> complaints = new ArrayList<>();
    /** login of the reader about whom the citizen complains */
    private static String objected = "clerk-1204";

    private static TestDoor door;

    @BeforeAll
    static void open() throws Exception {
        Procedure duty = new Procedure(
                "vehicle-duty",
                1,
                "Vehicle duty",
                "عوارض خودرو",
                Procedures.VEHICLE,
                Procedures.CITIZEN,
                List.of(),
                true,
                true,
                List.of(new Stage(
                        "vehicle",
                        StageKind.LOOKUP,
                        "Record",
                        "سابقه",
                        null,
                        "vehicles",
                        null,
                        List.of(),
                        Map.of(
                                "vehicles",
                                new AgencyRule(
                                        0,
                                        Duration.ofHours(2),
                                        Silence.ESCALATE,
                                        List.of("plate"),
                                        List.of(),
                                        "refuse",
                                        0)),
                        null)),
                List.of(),
                List.of(),
                null,
                RefundShares.NONE);
        Procedure permit =
                new Procedure("building-permit", 1, "Permit", "پروانه", "property", Procedures.CITIZEN, List.of());
        RuleSet rules = fake(RuleSet.class, (name, args) -> switch (name) {
            case "hash" -> HASH;
            case "services" -> Set.of("vehicle-duty", "building-permit");
            default -> Optional.of(args[0].equals("vehicle-duty") ? duty : permit);
        });
        RuleTexts texts = fake(
                RuleTexts.class,
                (name, args) -> Optional.of(new RuleTexts.Text(
                        HASH,
                        1,
                        List.of(duty, permit),
                        List.of(),
                        List.of(),
                        List.of(new RuleTexts.Word("deed", "Deed", "سند")),
                        List.of(new RuleTexts.Word("vehicles", "Vehicle registry", "سامانه خودرو")),
                        Map.of(),
                        null,
                        List.of())));
        HomeCases homes = fake(HomeCases.class, (name, args) -> {
            if (name.equals("match")) {
                calls.add("match " + args[1] + " " + args[2]);
                return new HomeCases.OwnedSubject(PERSON, "vehicle-duty", "12ب14547", null);
            }
            calls.add("open " + ((HomeCases.OwnedSubject) args[1]).subject() + " " + args[2]);
            return view();
        });
        CitizenCases cases = fake(CitizenCases.class, (name, args) -> switch (name) {
            case "find" -> view();
            case "readings" ->
                new CitizenCases.ReadingHistory(
                        List.of(
                                new Reading("clerk-1204", "office.archive.read", LATER, null),
                                new Reading("clerk-1204", "office.case.read", THEN, null),
                                new Reading("gone", "office.paper.read", THEN, HASH),
                                new Reading("citizen:" + new UUID(2, 2), "citizen.case.read", THEN, null)),
                        Set.of(LATER));
            case "recordObjection" -> {
                calls.add("object " + args[2]);
                yield new CitizenCases.Objection(
                        new CaseReference(CASE, "22-1405-0000123-2", "vehicle-duty", "12ب14547", 3, HASH),
                        "home",
                        22,
                        new Reading(objected, "office.case.read", (Instant) args[2], null));
            }
            default -> throw new AssertionError(name);
        });
        Tracking tracking = fake(
                Tracking.class,
                (name, args) -> Optional.of(new Tracking.TrackingStatus(
                        "vehicle-duty",
                        "Vehicle duty",
                        "عوارض خودرو",
                        Cases.State.WAITING,
                        "vehicle",
                        "Record",
                        "سابقه",
                        THEN,
                        THEN)));
        UserDirectory users = fake(
                UserDirectory.class,
                (name, args) -> List.of(
                        new UserDirectory.User("clerk-1204", Set.of("office:1204"), "demo.users"),
                        new UserDirectory.User("oversight-1", Set.of("oversight"), "demo.users"),
                        new UserDirectory.User("institute", Set.of("institute"), "demo.users")));
        Discipline discipline = fake(Discipline.class, (name, args) -> {
            complaints.add((Discipline.NewComplaint) args[0]);
            return "7K3M-9PQ2-WX4A-0TB1";
        });
        CitizenDoor citizens = new CitizenDoor(
                new TestDoor.ByPrefix(),
                new TestDoor.Memory(),
                null,
                null,
                cases,
                null,
                tracking,
                null,
                null,
                fake(Procedures.class, (name, args) -> rules),
                null,
                null,
                null,
                null,
                null,
                homes,
                texts,
                discipline);
        citizens.users = List.of(users);
        door = new TestDoor(citizens);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void forget() {
        calls.clear();
        complaints.clear();
    }

    private static CaseView view() {
        return new CaseView(
                CASE,
                "22-1405-0000123-2",
                "7K3M-9PQ2-WX4A-0TB1",
                "vehicle-duty",
                "12ب14547",
                22,
                "home",
                Cases.State.WAITING,
                "vehicle",
                3,
                HASH,
                1,
                List.of("agency:vehicles"),
                null,
                null,
                List.of(),
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(new InquiryView(
                        new UUID(0, 5),
                        "vehicle",
                        "vehicles",
                        "answered",
                        "stage vehicle",
                        "APPROVE_WITH_CONDITIONS",
                        null,
                        List.of(),
                        1,
                        THEN,
                        THEN,
                        LATER,
                        null,
                        null,
                        null,
                        null,
                        0,
                        null,
                        List.of())),
                null,
                THEN,
                null,
                null,
                null,
                "citizen",
                null,
                CaseView.ArchiveAccess.NONE);
    }

    @Test
    void citizenOpensPermittedServiceFromHome() throws Exception {
        var answer = door.send("GET", "/citizen/v1/home-services", CITIZEN, (String) null);
        assertEquals(200, answer.status(), answer.response().body());
        JsonNode services = answer.json();
        assertEquals(1, services.path("items").size(), services::toString);
        assertEquals("vehicle-duty", services.at("/items/0/service").asText());
        String body = "{\"service\":\"vehicle-duty\",\"subject\":\"۱۲ب۱۴۵۴۷\",\"district\":5}";
        var opened = door.send("POST", "/citizen/v1/cases", CITIZEN, body, "Idempotency-Key", "h1");
        assertEquals(201, opened.status(), opened.response().body());
        assertEquals("home", opened.json().path("office").asText());
        assertEquals(List.of("match vehicle-duty ۱۲ب۱۴۵۴۷", "open 12ب14547 5"), calls);
        assertEquals(
                "field.missing",
                door.send("POST", "/citizen/v1/cases", CITIZEN, "{}", "Idempotency-Key", "h2")
                        .code());
        assertEquals(428, door.send("POST", "/citizen/v1/cases", CITIZEN, body).status());
    }

    @Test
    void showsCaseProgress() throws Exception {
        JsonNode progress =
                door.send("GET", ONE + "/progress", CITIZEN, (String) null).json();
        assertEquals("lookup", progress.at("/stages/0/kind").asText());
        assertEquals("escalate", progress.at("/stages/0/agencies/0/silence").asText());
        assertEquals("سامانه خودرو", progress.at("/words/0/fa").asText());
        assertEquals(
                "approve-with-conditions", progress.at("/inquiries/0/verdict").asText());
    }

    @Test
    void readingsNameOfficeButNoPerson() throws Exception {
        var answer = door.send("GET", ONE + "/readings", CITIZEN, (String) null);
        JsonNode items = answer.json().path("items");
        assertEquals("office", items.at("/1/by").asText());
        assertEquals("1204", items.at("/1/name").asText());
        assertEquals(THEN.toString(), items.at("/1/at").asText());
        assertEquals("archive", items.at("/0/what").asText());
        assertTrue(items.at("/0/objected").asBoolean());
        assertEquals("other", items.at("/2/by").asText());
        assertEquals("sheet", items.at("/2/what").asText());
        assertEquals("citizen", items.at("/3/by").asText());
        assertFalse(answer.response().body().contains("clerk"));
    }

    @Test
    void objectionBecomesComplaintAgainstReader() throws Exception {
        String path = ONE + "/readings/objection";
        String shortReason = "{\"at\":\"" + THEN + "\",\"reason\":\"نه\"}";
        assertEquals(
                "objection.short",
                door.send("POST", path, CITIZEN, shortReason, "Idempotency-Key", "o1")
                        .code());
        assertEquals(
                "field.missing",
                door.send("POST", path, CITIZEN, "{\"reason\":\"این دفتر کاری با من ندارد\"}", "Idempotency-Key", "o2")
                        .code());
        assertEquals(List.of(), complaints);
        String body = "{\"at\":\"%s\",\"reason\":\"این دفتر کاری با من ندارد\"}";
        var accepted = door.send("POST", path, CITIZEN, body.formatted(THEN), "Idempotency-Key", "o3");
        assertEquals(201, accepted.status(), accepted.response().body());
        assertEquals("7K3M-9PQ2-WX4A-0TB1", accepted.json().path("code").asText());
        assertEquals(new Discipline.Party("office", "1204"), complaints.get(0).party());
        assertEquals("22-1405-0000123-2", complaints.get(0).caseNumber());
        assertTrue(complaints.get(0).text().contains("clerk-1204"));
        // the reader's login no longer exists and the case has no office, so the complaint is against the district
        objected = "gone";
        door.send("POST", path, CITIZEN, body.formatted(LATER), "Idempotency-Key", "o4");
        assertEquals(new Discipline.Party("district", "22"), complaints.get(1).party());
        // these readers got access from the institute, so neither the office nor the district is the accused party
        for (String reader : List.of("oversight-1", "institute")) {
            objected = reader;
            door.send("POST", path, CITIZEN, body.formatted(LATER), "Idempotency-Key", "o5" + reader);
            assertEquals(
                    new Discipline.Party("institute", "institute"),
                    complaints.get(complaints.size() - 1).party(),
                    reader);
        }
    }

    private interface Method {
        Object call(String name, Object[] args);
    }

    private static <T> T fake(Class<T> type, Method method) {
        return Stubs.intercept(type, (proxy, called, args) -> method.call(called.getName(), args));
    }
}
