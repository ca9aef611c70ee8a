package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.contract.StrictClient;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A vendor of office software who knows only the contracts that the hub serves can complete a permit. */
@ExtendWith(SharedCityExtension.class)
class StrictClientIT {

    private static final Set<String> IDENTITY = Set.of("national-card", "birth-certificate", "proxy");

    private static SharedCity city;
    private static StrictClient anonymous;
    private static StrictClient office;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        for (String partner : List.of("fire", "water", "electricity", "gas", "planning", "bank/mellat", "bank/saman")) {
            city.control(partner, SharedCity.USUAL);
        }
        anonymous = client("/auth/v1", null);
        office = client("/office/v1", "clerk-1204");
    }

    /**
     * Creates a client.
     *
     * @param user login, or {@code null} for an anonymous client
     */
    private static StrictClient client(String door, String user) {
        String token = user == null
                ? null
                : anonymous
                        .call("login", Map.of(), object().put("user", user).put("password", "demo-" + user))
                        .path("token")
                        .asText();
        return new StrictClient(city.city().http(), city.city().hub().address(), door, token);
    }

    private static ObjectNode object() {
        return HubClient.JSON.createObjectNode();
    }

    @Test
    void aPermitIsIssued() throws Exception {
        Plot plot = city.plot(2);
        String id = office.call("openCase", Map.of(), Permits.request(plot))
                .path("id")
                .asText();
        papers(id, plot);
        office.call("submitCase", Map.of("id", id, "If-Match", version(id)));

        await(id, "stage", "duties");
        assertTrue(office.call("getDuties", Map.of("id", id)).path("total").asLong() > 0);
        for (JsonNode bill : office.call("getBills", Map.of("id", id)).path("items")) {
            Map<String, String> named = Map.of("id", id, "bill", bill.path("id").asText());
            new PayerBrowser(city.city().http())
                    .pay(office.call("beginPayment", named, object().put("gateway", "mellat")));
            assertEquals(1, office.call("getAttempts", named).path("items").size());
        }

        await(id, "stage", "final-verification");
        client("/office/v1", "district-" + plot.district())
                .call("verifyCase", Map.of("id", id, "If-Match", version(id)), object().put("decision", "approve"));
        JsonNode ended = await(id, "state", "approved");

        JsonNode certificate = office.call("getCertificate", Map.of("id", id));
        JsonNode check =
                anonymous.call("verify", Map.of("code", certificate.path("code").asText()));
        assertEquals("valid", check.path("state").asText());
        assertEquals(certificate.path("digest"), check.path("digest"));
        assertEquals(
                "approved",
                anonymous
                        .call("track", Map.of("code", ended.path("tracking").asText()))
                        .path("state")
                        .asText());
        assertTrue(office.call("getHistory", Map.of("id", id)).path("items").size() > 20);
        assertTrue(client("/operator/v1", "operator")
                        .call("listInquiries", Map.of())
                        .path("items")
                        .size()
                > 0);
    }

    private static void papers(String id, Plot plot) {
        for (JsonNode need : office.call("getCaseArchive", Map.of("id", id)).path("needs")) {
            String kind = need.path("kind").asText();
            Map<String, String> sheet = IDENTITY.contains(kind)
                    ? Map.of(
                            "id",
                            id,
                            "kind",
                            kind,
                            "name",
                            kind + ".pdf",
                            "owner",
                            plot.owners().get(0))
                    : Map.of("id", id, "kind", kind, "name", kind + ".pdf");
            JsonNode stored = office.upload(
                    "uploadSheet", sheet, "application/pdf", ScannedSheets.pdf(List.of(kind, "case " + id)));
            office.call(
                    "addPaper",
                    Map.of("id", id, "If-Match", version(id)),
                    object().put("kind", kind).set("sha256", stored.path("sha256")));
        }
    }

    /** Verifies that the client is strict, because otherwise a successful permit proves nothing. */
    @Test
    void clientRejectsRequestsThatViolateContract() {
        ObjectNode misspelled = Permits.request(city.plot(2));
        ((ObjectNode) misspelled.at("/applicants/0")).put("nationalID", "1");
        assertThrows(AssertionError.class, () -> office.call("openCase", Map.of(), misspelled));
        ObjectNode without = Permits.request(city.plot(2)).without(List.of("subject"));
        assertThrows(AssertionError.class, () -> office.call("openCase", Map.of(), without));
        assertThrows(AssertionError.class, () -> office.call("listCases", Map.of("stat", "open")));
    }

    private static String version(String id) {
        return '"' + office.call("getCase", Map.of("id", id)).path("version").asText() + '"';
    }

    private static JsonNode await(String id, String field, String value) {
        JsonNode[] now = new JsonNode[1];
        Awaitility.await(field + " " + value)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    now[0] = office.call("getCase", Map.of("id", id));
                    return now[0].path(field).asText().equals(value);
                });
        return now[0];
    }
}
