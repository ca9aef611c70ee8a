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
@ExtendWith(TownExtension.class)
class ArchiveConsentIT {
    private static final String CARD = "national-card";
    private static final String STRANGER = "0684159414";

    private static Town town;
    private static Clerk clerk;
    private static Visitor office;

    @BeforeAll
    static void begin(Town shared) {
        town = shared;
        clerk = town.clerk();
        office = town.visitor().as("clerk-1204");
    }

    /**
     * Creates a permit with papers, withdraws it, and opens a case of another service.
     *
     * @return id of the second case
     */
    private static String second(Plot plot) throws InterruptedException {
        String permit = Permits.opened(clerk, plot);
        clerk.bringPapers(permit, plot, Set.of(), (fromArchive, scanned) -> {});
        clerk.withdraw(permit, "thought better of it");
        return clerk.open("transfer-clearance", plot, "شهروند آزمایشی")
                .path("id")
                .asText();
    }

    private static JsonNode archive(String id) {
        return office.get(Permits.CASES + "/" + id + "/archive").ok(200).json();
    }

    private static List<String> held(String id) {
        return StreamSupport.stream(archive(id).path("held").spliterator(), false)
                .map(sheet -> sheet.path("kind").asText())
                .sorted()
                .toList();
    }

    private static boolean mustScan(String id) {
        return StreamSupport.stream(archive(id).path("needs").spliterator(), false)
                .filter(need -> need.path("kind").asText().equals(CARD))
                .findFirst()
                .orElseThrow()
                .path("mustScan")
                .asBoolean();
    }

    private static String version(String id) throws InterruptedException {
        return "\"" + clerk.look(id).path("version").asLong() + "\"";
    }

    @Test
    void aPersonSaysYesAndNoAtHome() throws Exception {
        Plot plot = town.plotOfOne(1);
        String id = second(plot);
        assertTrue(held(id).contains("deed"), "title papers are the property's");
        assertFalse(held(id).contains(CARD));
        assertTrue(mustScan(id), "no yes means scan");
        Phone phone = new Phone(town, plot.mobile(0));
        String nationalId = plot.owners().get(0);
        String answer = "/citizen/v1/cases/" + id + "/archive-answer";
        // the office entered this phone number, so a consent given through it could come from the office
        Visitor named = phone.login(town.visitor(), nationalId);
        named.post(answer, "{\"answer\":\"yes\"}").refused(403, "citizen.unproved");
        named.post(answer, "{\"answer\":\"no\"}").ok(200);
        assertEquals(List.of(), held(id));
        phone.provedAt(office, id, nationalId);
        Visitor owner = phone.login(town.visitor(), nationalId);
        owner.post(answer, "{\"answer\":\"perhaps\"}").refused(422, "archive.answer");
        owner.post(answer, "{\"answer\":\"yes\"}").ok(200);
        assertTrue(held(id).contains(CARD));
        assertFalse(mustScan(id));
        String card = StreamSupport.stream(archive(id).path("held").spliterator(), false)
                .filter(sheet -> sheet.path("kind").asText().equals(CARD))
                .findFirst()
                .orElseThrow()
                .path("sha256")
                .asText();
        String paper = "{\"kind\":\"" + CARD + "\",\"sha256\":\"" + card + "\"}";
        owner.post(answer, "{\"answer\":\"no\"}").ok(200);
        assertEquals(List.of(), held(id));
        office.post(Permits.CASES + "/" + id + "/papers", paper, "If-Match", version(id))
                .refused(404, "sheet.unknown");
        owner.post(answer, "{\"answer\":\"yes\"}").ok(200);
        office.post(Permits.CASES + "/" + id + "/papers", paper, "If-Match", version(id))
                .ok(200);
        String history =
                owner.get("/citizen/v1/cases/" + id + "/history").ok(200).body();
        assertTrue(history.contains("archive.consented") && history.contains("archive.objected"), history);
    }

    @Test
    void aPersonSignsAtTheCounter() throws Exception {
        Plot plot = town.plotOfOne(1);
        String id = second(plot);
        String consents = Permits.CASES + "/" + id + "/archive-consents";
        String owner = plot.owners().get(0);
        String body = "{\"nationalId\":\"%s\",\"sha256\":\"%s\"}";
        // a sheet scanned as another kind is not a consent form
        String deed = clerk.scan(id, plot, "request-form", ScannedSheets.pdf(List.of("a request", id)));
        office.post(consents, body.formatted(owner, deed), "If-Match", version(id))
                .refused(422, "paper.kind");
        office.post(consents, body.formatted(owner, "0".repeat(64)), "If-Match", version(id))
                .refused(404, "sheet.unknown");
        String form = clerk.scan(id, plot, "archive-consent", ScannedSheets.pdf(List.of("I agree", id)));
        office.post(consents, body.formatted(STRANGER, form), "If-Match", version(id))
                .refused(422, "archive.person");
        office.post(consents, body.formatted(owner, form), "If-Match", "\"0\"").refused(412, "case.changed");
        town.visitor()
                .as("clerk-2301")
                .post(consents, body.formatted(owner, form), "If-Match", version(id))
                .refused(404, "case.unknown");
        office.post(consents, body.formatted(owner, form), "If-Match", version(id))
                .ok(200);
        assertTrue(held(id).contains(CARD));
        String history =
                office.get(Permits.CASES + "/" + id + "/history").ok(200).body();
        assertTrue(history.contains("archive.consented") && history.contains(form), history);
        assertFalse(history.contains(owner), "the journal names nobody");
    }
}
