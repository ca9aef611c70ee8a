package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Identity papers given for one service may be used for another only with the person's consent; a refusal closes the archive for the case.
 */
@ExtendWith(SharedCityExtension.class)
class ArchiveConsentIT {
    private static final String CARD = "national-card";
    private static final String STRANGER = "0684159414";

    private static SharedCity city;
    private static Clerk clerk;
    private static Visitor office;

    @BeforeAll
    static void begin(SharedCity shared) {
        city = shared;
        clerk = city.clerk();
        office = city.visitor().as("clerk-1204");
    }

    /**
     * Creates a permit with papers, withdraws it, and opens a case of another service.
     *
     * @return id of the second case
     */
    private static String openSecondCase(Plot plot) throws InterruptedException {
        String permit = Permits.openCase(clerk, plot);
        clerk.addPapers(permit, plot, Set.of(), (fromArchive, scanned) -> {});
        clerk.withdraw(permit, "thought better of it");
        return clerk.open("transfer-clearance", plot, "شهروند آزمایشی")
                .path("id")
                .asText();
    }

    private static JsonNode archive(String id) {
        return office.get(Permits.CASES + "/" + id + "/archive")
                .expectStatus(200)
                .json();
    }

    private static List<String> archivedKinds(String id) {
        return StreamSupport.stream(archive(id).path("held").spliterator(), false)
                .map(sheet -> sheet.path("kind").asText())
                .sorted()
                .toList();
    }

    private static boolean isScanRequired(String id) {
        return StreamSupport.stream(archive(id).path("needs").spliterator(), false)
                .filter(need -> need.path("kind").asText().equals(CARD))
                .findFirst()
                .orElseThrow()
                .path("mustScan")
                .asBoolean();
    }

    private static String version(String id) throws InterruptedException {
        return "\"" + clerk.read(id).path("version").asLong() + "\"";
    }

    @Test
    void personConsentsAndObjectsAtHome() throws Exception {
        Plot plot = city.plotWithOneOwner(1);
        String id = openSecondCase(plot);
        assertTrue(archivedKinds(id).contains("deed"), "title papers are the property's");
        assertFalse(archivedKinds(id).contains(CARD));
        assertTrue(isScanRequired(id), "no yes means scan");
        Phone phone = new Phone(city, plot.mobile(0));
        String nationalId = plot.owners().get(0);
        String answer = "/citizen/v1/cases/" + id + "/archive-answer";
        // the office entered this phone number, so a consent given through it could come from the office
        Visitor named = phone.login(city.visitor(), nationalId);
        named.post(answer, "{\"answer\":\"yes\"}").expectProblem(403, "citizen.unproved");
        named.post(answer, "{\"answer\":\"no\"}").expectStatus(200);
        assertEquals(List.of(), archivedKinds(id));
        phone.proveAtCounter(office, id, nationalId);
        Visitor owner = phone.login(city.visitor(), nationalId);
        owner.post(answer, "{\"answer\":\"perhaps\"}").expectProblem(422, "archive.answer");
        owner.post(answer, "{\"answer\":\"yes\"}").expectStatus(200);
        assertTrue(archivedKinds(id).contains(CARD));
        assertFalse(isScanRequired(id));
        String card = StreamSupport.stream(archive(id).path("held").spliterator(), false)
                .filter(sheet -> sheet.path("kind").asText().equals(CARD))
                .findFirst()
                .orElseThrow()
                .path("sha256")
                .asText();
        String paper = "{\"kind\":\"" + CARD + "\",\"sha256\":\"" + card + "\"}";
        owner.post(answer, "{\"answer\":\"no\"}").expectStatus(200);
        assertEquals(List.of(), archivedKinds(id));
        office.post(Permits.CASES + "/" + id + "/papers", paper, "If-Match", version(id))
                .expectProblem(404, "sheet.unknown");
        owner.post(answer, "{\"answer\":\"yes\"}").expectStatus(200);
        office.post(Permits.CASES + "/" + id + "/papers", paper, "If-Match", version(id))
                .expectStatus(200);
        String history = owner.get("/citizen/v1/cases/" + id + "/history")
                .expectStatus(200)
                .body();
        assertTrue(history.contains("archive.consented") && history.contains("archive.objected"), history);
    }

    @Test
    void personSignsConsentAtCounter() throws Exception {
        Plot plot = city.plotWithOneOwner(1);
        String id = openSecondCase(plot);
        String consents = Permits.CASES + "/" + id + "/archive-consents";
        String owner = plot.owners().get(0);
        String body = "{\"nationalId\":\"%s\",\"sha256\":\"%s\"}";
        // a sheet scanned as another kind is not a consent form
        String deed = clerk.scan(id, plot, "request-form", ScannedSheets.pdf(List.of("a request", id)));
        office.post(consents, body.formatted(owner, deed), "If-Match", version(id))
                .expectProblem(422, "paper.kind");
        office.post(consents, body.formatted(owner, "0".repeat(64)), "If-Match", version(id))
                .expectProblem(404, "sheet.unknown");
        String form = clerk.scan(id, plot, "archive-consent", ScannedSheets.pdf(List.of("I agree", id)));
        office.post(consents, body.formatted(STRANGER, form), "If-Match", version(id))
                .expectProblem(422, "archive.person");
        office.post(consents, body.formatted(owner, form), "If-Match", "\"0\"").expectProblem(412, "case.changed");
        city.visitor()
                .as("clerk-2301")
                .post(consents, body.formatted(owner, form), "If-Match", version(id))
                .expectProblem(404, "case.unknown");
        office.post(consents, body.formatted(owner, form), "If-Match", version(id))
                .expectStatus(200);
        assertTrue(archivedKinds(id).contains(CARD));
        String history = office.get(Permits.CASES + "/" + id + "/history")
                .expectStatus(200)
                .body();
        assertTrue(history.contains("archive.consented") && history.contains(form), history);
        assertFalse(history.contains(owner), "the journal names nobody");
    }
}
