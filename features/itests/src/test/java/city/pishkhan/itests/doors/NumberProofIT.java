package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A phone number is proved by a code read back at a counter or by the register of numbers, never by the number of cases that name it. */
@ExtendWith(SharedCityExtension.class)
class NumberProofIT {
    private static final String OWN = "/citizen/v1/cases/";
    private static final String STOP = "/citizen/v1/number-change/stop";

    private static SharedCity city;
    private static Visitor office;
    private static Visitor rogue;

    private Plot plot;
    private String id;
    private String nationalId;
    private Phone phone;

    @BeforeAll
    static void begin(SharedCity shared) {
        city = shared;
        office = city.visitor().as("clerk-1204");
        rogue = city.visitor().as("clerk-2301");
    }

    /** Opens a case whose certificate is issued and that waits for the choice of delivery. */
    @BeforeEach
    void issued() {
        plot = city.plot(2);
        id = new Notes(city).openCase(plot);
        nationalId = plot.owners().get(0);
        phone = new Phone(city, plot.mobile(0));
    }

    private static String differentCode(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
    }

    private String numbers() {
        return Permits.CASES + "/" + id + "/numbers";
    }

    /** Returns another number of the person. */
    private String spare(int which) {
        return "093%d%07d".formatted(which, Math.floorMod(nationalId.hashCode(), 10_000_000));
    }

    private static void certificate(Visitor citizen, String id) {
        citizen.get(OWN + id + "/certificate").expectStatus(200);
        citizen.get(OWN + id + "/delivery").expectStatus(200);
    }

    private void assertUnproved(Visitor citizen) {
        DoorResponse shown = citizen.get(OWN + id).expectStatus(200);
        assertEquals("delivery", shown.json().path("stage").asText());
        assertTrue(shown.json().path("applicants").isEmpty(), shown::toString);
        assertFalse(shown.body().contains(nationalId) || shown.body().contains("شهروند"), shown::toString);
        citizen.get(OWN + id + "/bills").expectStatus(200);
        citizen.get(OWN + id + "/history").expectStatus(200);
        citizen.get(OWN + id + "/certificate").expectProblem(403, "citizen.unproved");
        citizen.get(OWN + id + "/delivery").expectProblem(403, "citizen.unproved");
        citizen.post(OWN + id + "/delivery", Notes.home("1619735744")).expectProblem(403, "citizen.unproved");
    }

    @Test
    void codeAtCounterProvesNumber() throws Exception {
        Visitor citizen = phone.login(city.visitor(), nationalId);
        assertUnproved(citizen);
        String code = phone.counterCode(office, id, nationalId);
        office.post(numbers(), Phone.body(nationalId, differentCode(code))).expectProblem(422, "number.code");
        office.post(numbers(), Phone.body("1234567890", code)).expectProblem(422, "national-id.check-digit");
        office.post(numbers(), Phone.body(nationalId, "12345")).expectProblem(422, "code.digits");
        rogue.post(numbers(), Phone.body(nationalId, code)).expectProblem(404, "case.unknown");
        city.visitor().post(numbers(), Phone.body(nationalId, code)).expectProblem(401, "access.unauthenticated");
        JsonNode proved = office.post(numbers(), Phone.body(nationalId, code))
                .expectStatus(200)
                .json();
        assertEquals("proved", proved.path("state").asText());
        office.post(numbers(), Phone.body(nationalId, code)).expectProblem(422, "number.code");
        // the existing login gains access immediately
        assertTrue(citizen.get(OWN + id).expectStatus(200).body().contains(nationalId));
        certificate(citizen, id);
        citizen.post(OWN + id + "/delivery", Notes.home("1619735744")).expectStatus(201);
        String history = city.visitor()
                .as("oversight")
                .get("/oversight/v1/cases/" + id + "/history")
                .expectStatus(200)
                .body();
        assertTrue(history.contains("number.proved") && !history.contains(plot.mobile(0)), history);
        assertFalse(city.log().contains(code), "a code is never logged");
        String number = office.get(Permits.CASES + "/" + id)
                .expectStatus(200)
                .json()
                .path("number")
                .asText();
        String list = city.city().hub().console("pishkhan:proof-list " + number);
        assertTrue(list.contains("counter") && list.contains("1204") && list.contains("good"), list);
        assertFalse(list.contains(plot.mobile(0)), list);

        // after a year without a login the proof has expired
        city.store()
                .execute(
                        "update citizenlogin.number_proof set used = used - interval '366 days' where id = ?",
                        UUID.fromString(proved.path("id").asText()));
        assertUnproved(citizen);
    }

    @Test
    void rejectsCodeOfDifferentPerson() throws Exception {
        // a code was requested for another person's case; the office uses it to prove a number for this person
        Plot otherPlot = city.plot(2);
        String other = new Notes(city).openCase(otherPlot);
        String code = new Phone(city, otherPlot.mobile(0))
                .counterCode(office, other, otherPlot.owners().get(0));
        office.post(numbers(), Phone.body(nationalId, code)).expectProblem(422, "number.code");
        office.post(Permits.CASES + "/" + other + "/numbers", Phone.body(nationalId, code))
                .expectProblem(422, "number.person");
        office.post(
                        Permits.CASES + "/" + id + "/number-codes",
                        Phone.loginRequest(otherPlot.owners().get(0), plot.mobile(0)))
                .expectProblem(422, "number.person");
        office.post(Permits.CASES + "/" + id + "/number-codes", Phone.loginRequest(nationalId, "0935521465"))
                .expectProblem(422, "mobile.length");
        assertUnproved(phone.login(city.visitor(), nationalId));
        assertEquals(
                0,
                city.store()
                        .count(
                                "select count(*) from citizenlogin.number_proof where case_id = ?",
                                UUID.fromString(id)));
    }

    /**
     * If the register confirms the owner, the owner's login proves the number, and opens all cases of the national ID, whatever number they
     * name.
     */
    @Test
    void registerConfirmationProvesNumber() throws Exception {
        String own = spare(5);
        city.control("numbers", Map.of("down", true));
        int before = registerFailures();
        city.visitor()
                .post("/citizen/v1/login", Phone.loginRequest(nationalId, own))
                .expectStatus(202);
        Awaitility.await("the register is asked in vain")
                .pollInterval(Duration.ofMillis(200))
                .until(() -> registerFailures() > before);
        city.control("numbers", Map.of("down", false));
        assertEquals(List.of(), new Phone(city, own).texts(), "no case names it, and the register says nothing");
        Visitor citizen = new Phone(city, own).registerFor(nationalId).login(city.visitor(), nationalId, own);
        assertTrue(citizen.get(OWN + id).expectStatus(200).body().contains(nationalId));
        certificate(citizen, id);
        // a number that the register assigns to another person proves nothing
        Phone anothers = phone.registerFor("0790419904");
        assertUnproved(anothers.login(city.visitor(), nationalId, plot.mobile(0)));
    }

    /** Number of failed queries to the register, read from the log. */
    private static int registerFailures() throws IOException {
        return city.log().split("The register of numbers gives no answer", -1).length;
    }

    /** An office that opens cases in a person's name and proves its own number there gets no access to cases of other offices. */
    @Test
    void officeNumberOpensNoForeignCases() throws Exception {
        String foreign = spare(6);
        String planted = openByRogueOffice(foreign);
        Phone thiefs = new Phone(city, foreign);
        thiefs.proveAtCounter(rogue, planted, nationalId);
        Visitor thief = thiefs.login(city.visitor(), nationalId, foreign);
        assertTrue(
                thief.get(OWN + planted).expectStatus(200).body().contains(nationalId), "its own case, as it wrote it");
        for (String path : List.of("", "/history", "/bills", "/certificate", "/delivery")) {
            thief.get(OWN + id + path).expectProblem(404, "case.unknown");
        }
        thief.post(OWN + id + "/delivery", Notes.home("1619735744")).expectProblem(404, "case.unknown");
        assertFalse(thief.get("/citizen/v1/cases").expectStatus(200).body().contains(id));
    }

    /**
     * A change of a proved number is announced to the old number. Until the waiting period ends, the new number gives no access to papers
     * of other offices and cannot do anything irreversible. The old number can stop the change.
     */
    @Test
    void numberChangeIsAnnouncedDelayedAndCancellable() throws Exception {
        phone.proveAtCounter(office, id, nationalId);
        String foreign = spare(7);
        String planted = openByRogueOffice(foreign);
        Phone thiefs = new Phone(city, foreign);
        JsonNode changed = thiefs.proveAtCounter(rogue, planted, nationalId).json();
        assertEquals("changed", changed.path("state").asText());
        phone.await("۷۲ ساعت");
        Visitor thief = thiefs.login(city.visitor(), nationalId, foreign);
        DoorResponse shown = thief.get(OWN + id).expectStatus(200);
        assertFalse(shown.body().contains(nationalId), shown::toString);
        thief.get(OWN + id + "/certificate").expectProblem(403, "citizen.waits");
        thief.post(OWN + id + "/delivery", Notes.home("1619735744")).expectProblem(403, "citizen.waits");
        thief.post(STOP, "").expectProblem(403, "number.unproved");
        office.post(Permits.CASES + "/" + id + "/delivery", Notes.home("1619735744"))
                .expectProblem(409, "case.number-changing");
        Visitor owner = phone.login(city.visitor(), nationalId, plot.mobile(0));
        certificate(owner, id);
        assertEquals(
                1, owner.post(STOP, "").expectStatus(200).json().path("count").asInt());
        owner.post(STOP, "").expectProblem(409, "number.nothing-waits");
        thief.get(OWN + id).expectProblem(404, "case.unknown");
        owner.post(OWN + id + "/delivery", Notes.home("1619735744")).expectStatus(201);
    }

    /**
     * An office proves a new number in place of a lost one. In that office's case, the new number gives access at once
     * to everything except delivery. After the district's approval the new number also gives access to delivery, and
     * the lost number gives no access to papers.
     */
    @Test
    void districtApprovalReplacesLostNumber() throws Exception {
        phone.proveAtCounter(office, id, nationalId);
        String fresh = spare(8);
        Phone now = new Phone(city, fresh);
        String proof =
                now.proveAtCounter(office, id, nationalId).json().path("id").asText();
        Visitor citizen = now.login(city.visitor(), nationalId, fresh);
        certificate(citizen, id);
        citizen.post(OWN + id + "/delivery", Notes.home("1619735744")).expectProblem(403, "citizen.waits");
        Visitor lost = phone.login(city.visitor(), nationalId, plot.mobile(0));

        String replacement = numbers() + "/" + proof + "/replacement";
        rogue.post(replacement, "").expectProblem(404, "case.unknown");
        office.post(numbers() + "/01970000-0000-7000-8000-000000000000/replacement", "")
                .expectProblem(409, "number.not-waiting");
        JsonNode request = office.post(replacement, "").expectStatus(201).json();
        String decision = "/committee/v1/approvals/" + request.path("approval").asText() + "/decision";
        office.post(decision, "{\"approve\":true}").expectProblem(403, "access.forbidden");
        int another = plot.district() == 1 ? 2 : 1;
        city.visitor()
                .as("district-" + another)
                .post(decision, "{\"approve\":true}")
                .expectProblem(404, "case.unknown");
        citizen.post(OWN + id + "/delivery", Notes.home("1619735744")).expectProblem(403, "citizen.waits");
        city.visitor()
                .as("district-" + plot.district())
                .post(decision, "{\"approve\":true}")
                .expectStatus(200);
        citizen.post(OWN + id + "/delivery", Notes.home("1619735744")).expectStatus(201);
        // the case still names the lost number, which therefore shows the case but not its papers
        lost.get(OWN + id + "/certificate").expectProblem(403, "citizen.unproved");
        office.post(replacement, "").expectProblem(409, "number.not-waiting");
    }

    private String openByRogueOffice(String mobile) {
        return Permits.openByRogueOffice(city, nationalId, mobile);
    }
}
