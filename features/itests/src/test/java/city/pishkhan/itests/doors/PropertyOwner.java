package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * Performs the steps of a case from its opening to its certificate: as the owner at office 1204 and at the bank, and as
 * the deciding district.
 */
final class PropertyOwner {
    private static final String NAME = "مالک آزمایشی";

    private final SharedCity city;
    private final Clerk clerk;
    private final Visitor office;

    PropertyOwner(SharedCity city) {
        this.city = city;
        this.clerk = city.clerk();
        this.office = city.visitor().as("clerk-1204");
    }

    /**
     * Opens a case of a service that requires a building; its only use is residential.
     *
     * @param area in m²
     * @return id of the case
     */
    String open(String service, Plot plot, int floors, long area) throws InterruptedException {
        return clerk.open(service, plot, NAME, floors, Map.of("residential", area))
                .path("id")
                .asText();
    }

    /**
     * Opens a case of a service that requires a building, adds all papers and submits it.
     *
     * @return id of the case
     */
    String openAndSubmit(String service, Plot plot, int floors, long area) throws InterruptedException {
        return addPapersAndSubmit(plot, open(service, plot, floors, area));
    }

    /**
     * Opens and submits a case of a service that requires only the property.
     *
     * @return id of the case
     */
    String openAndSubmit(String service, Plot plot) throws InterruptedException {
        return addPapersAndSubmit(
                plot, clerk.open(service, plot, NAME).path("id").asText());
    }

    private String addPapersAndSubmit(Plot plot, String id) throws InterruptedException {
        clerk.addPapers(id, plot, Set.of(), (fromArchive, scanned) -> {});
        clerk.submit(id);
        return id;
    }

    JsonNode read(String id) throws InterruptedException {
        return clerk.read(id);
    }

    String number(String id) throws InterruptedException {
        return read(id).path("number").asText();
    }

    /**
     * Waits until a field of the case has a value.
     *
     * @return the case at that moment
     */
    JsonNode await(String id, String field, String value) {
        JsonNode[] now = new JsonNode[1];
        Awaitility.await(field + " " + value)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    now[0] = read(id);
                    assertEquals(value, now[0].path(field).asText(), now[0]::toString);
                });
        return now[0];
    }

    /** Waits for a stage and pays all its open bills. */
    void pay(String id, String stage) throws Exception {
        await(id, "stage", stage);
        for (JsonNode bill : clerk.bills(id)) {
            if (bill.path("state").asText().equals("open")) {
                new PayerBrowser(city.city().http())
                        .pay(clerk.beginPayment(id, bill.path("id").asText(), "mellat"));
            }
        }
    }

    /** Waits for the final verification and approves as the district. */
    void approveVerification(String id, Plot plot) throws InterruptedException {
        await(id, "stage", "final-verification");
        new Clerk(city.door("district-" + plot.district())).decide(id, "approve", null, null);
    }

    /**
     * Waits for the certificate, and checks its PDF and the public verification page.
     *
     * @return the certificate
     */
    JsonNode awaitCertificate(String id) throws InterruptedException {
        String code = await(id, "state", "approved").path("certificate").asText();
        assertTrue(
                city.visitor().get("/verify/" + code).expectStatus(200).body().contains("valid"));
        DoorResponse paper = office.get(Permits.CASES + "/" + id + "/certificate.pdf", "Accept", "application/pdf");
        assertEquals(200, paper.status());
        assertTrue(paper.body().startsWith("%PDF-"), paper::toString);
        return clerk.certificate(id);
    }

    /**
     * Paid duties in a certificate.
     *
     * @return rial by code of the duty
     */
    static Map<String, Long> duties(JsonNode content) {
        Map<String, Long> duties = new TreeMap<>();
        content.path("duties")
                .forEach(duty -> duties.put(
                        duty.path("code").asText(), duty.path("amount").asLong()));
        return duties;
    }
}
