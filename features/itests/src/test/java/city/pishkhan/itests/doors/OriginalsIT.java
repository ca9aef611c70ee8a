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
 * An attested deed is sent from the counter to the district and used in another office's case; a sheet that belongs to
 * another property is recalled from the archive.
 */
@ExtendWith(SharedCityExtension.class)
class OriginalsIT {
    private static final String SERIAL = "A/12 345678";

    private static SharedCity city;
    private static Visitor office;
    private static Visitor other;

    @BeforeAll
    static void begin(SharedCity shared) {
        city = shared;
        office = city.visitor().as("clerk-1204");
        other = city.visitor().as("clerk-2301");
    }

    private static JsonNode find(JsonNode list, String member, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path(member).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError(list.toString()));
    }

    private static String attestation(String deed) {
        return "{\"kind\":\"deed\",\"sha256\":\"" + deed + "\",\"serial\":\"" + SERIAL
                + "\",\"issuer\":\"Registration of Deeds\",\"seen\":\"all pages, seal whole\"}";
    }

    @Test
    void attestedDeedServesDistrictAndDifferentOffice() throws Exception {
        Plot plot = city.plotWithOneOwner(1);
        Clerk clerk = city.clerk();
        String id = Permits.openCase(clerk, plot);
        clerk.addPapers(id, plot, Set.of(), (fromArchive, scanned) -> {});
        String deed = find(clerk.read(id).path("papers"), "kind", "deed")
                .path("sha256")
                .asText();
        String of = Permits.CASES + "/" + id + "/attestations";
        other.post(of, attestation(deed)).expectProblem(404, "case.unknown");
        String one = of + "/"
                + office.post(of, attestation(deed))
                        .expectStatus(201)
                        .json()
                        .path("id")
                        .asText();
        office.post(of, attestation(deed).replace(SERIAL, "B")).expectProblem(409, "attestation.exists");
        String print = office.get(one + "/receipt.pdf", "Accept", "application/pdf")
                .expectStatus(200)
                .body();
        assertTrue(print.startsWith("%PDF"), print);
        String receipt = clerk.scan(id, plot, "original-receipt", ScannedSheets.pdf(List.of("signed", id)));
        String back = "{\"nationalId\":\"" + plot.owners().get(0) + "\",\"sha256\":\"" + receipt + "\"}";
        office.post(one + "/return", back.replace(plot.owners().get(0), "0684159414"))
                .expectProblem(422, "original.receiver");
        office.post(one + "/return", back).expectStatus(200);
        office.post(one + "/return", back).expectProblem(409, "original.not-here");

        Visitor district = city.visitor().as("district-" + plot.district());
        assertEquals(
                SERIAL,
                district.get(of).expectStatus(200).json().at("/items/0/serial").asText());
        district.post(one + "/summons", "{\"reason\":\"page 3 cannot be read\"}")
                .expectStatus(200);
        assertEquals(
                "summoned",
                find(office.get("/office/v1/originals").expectStatus(200).json().path("items"), "caseId", id)
                        .path("state")
                        .asText());
        office.post(one + "/presentation", "").expectStatus(200);
        district.post(one + "/verification", "{\"decision\":\"verify\"}").expectStatus(200);
        String history = office.get(Permits.CASES + "/" + id + "/history")
                .expectStatus(200)
                .body();
        assertTrue(history.contains("paper.attested") && history.contains("original.brought"), history);
        assertFalse(history.contains(SERIAL), "the journal has a commitment alone");

        clerk.withdraw(id, "thought better of it");
        JsonNode opened = other.post(Permits.CASES, Permits.request(plot).toString())
                .expectStatus(201)
                .json();
        assertTrue(
                find(opened.at("/archive/held"), "kind", "deed")
                        .path("attested")
                        .asBoolean(),
                opened::toString);
        String second = Permits.CASES + "/" + opened.path("id").asText();
        other.post(
                        second + "/papers",
                        "{\"kind\":\"deed\",\"sha256\":\"" + deed + "\"}",
                        "If-Match",
                        "\"" + opened.path("version").asLong() + "\"")
                .expectStatus(200);
        assertEquals(
                "verified",
                other.get(second + "/attestations")
                        .expectStatus(200)
                        .json()
                        .at("/items/0/state")
                        .asText());

        String recall =
                "{\"kind\":\"deed\",\"sha256\":\"" + deed + "\",\"reason\":\"the deed of the house next door\"}";
        other.post(second + "/recalls", recall).expectProblem(403, "access.forbidden");
        JsonNode recalled = district.post(second + "/recalls", recall)
                .expectStatus(201)
                .json()
                .path("items");
        assertEquals(2, recalled.size(), recalled::toString);
        other.get(second + "/papers/" + deed).expectProblem(410, "sheet.recalled");
        office.get(Permits.CASES + "/" + id + "/papers/" + deed + "/pages/1/info.json")
                .expectProblem(410, "sheet.recalled");
        assertFalse(other.get(second + "/archive")
                .expectStatus(200)
                .json()
                .path("held")
                .toString()
                .contains(deed));
        JsonNode now = other.get(second).expectStatus(200).json();
        assertEquals(
                "recalled",
                find(now.path("papers"), "kind", "deed").path("source").asText());
        assertTrue(now.path("waitsFor").toString().contains("paper:deed"), now::toString);
        assertEquals(
                "recalled",
                find(other.get("/office/v1/originals").expectStatus(200).json().path("items"), "kind", "deed")
                        .path("state")
                        .asText());
        assertTrue(office.get(Permits.CASES + "/" + id + "/history")
                .expectStatus(200)
                .body()
                .contains("paper.recalled"));
    }

    @Test
    void falseAttestationStartsDisciplinaryComplaint() throws Exception {
        Plot plot = city.plotWithOneOwner(1);
        Clerk clerk = city.clerk();
        String id = Permits.openCase(clerk, plot);
        clerk.addPapers(id, plot, Set.of(), (fromArchive, scanned) -> {});
        JsonNode file = clerk.read(id);
        String deed = find(file.path("papers"), "kind", "deed").path("sha256").asText();
        String of = Permits.CASES + "/" + id + "/attestations";
        String one = of + "/"
                + office.post(of, attestation(deed))
                        .expectStatus(201)
                        .json()
                        .path("id")
                        .asText();
        String code = city.visitor()
                .as("district-" + plot.district())
                .post(
                        one + "/verification",
                        "{\"decision\":\"dispute\",\"reason\":\"there is no deed of this serial\"}")
                .expectStatus(200)
                .json()
                .path("complaint")
                .asText();
        assertFalse(code.isBlank());
        JsonNode complaints = city.visitor()
                .as("discipline")
                .get("/committee/v1/complaints")
                .expectStatus(200)
                .json()
                .path("items");
        assertEquals(
                "1204",
                find(complaints, "caseNumber", file.path("number").asText())
                        .at("/party/name")
                        .asText());
    }
}
