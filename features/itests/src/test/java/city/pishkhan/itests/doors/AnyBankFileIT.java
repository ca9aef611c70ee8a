package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Any file in a bank's folder is either imported completely or refused with the number of the faulty line. It never books money that nobody
 * paid.
 */
@ExtendWith(SharedCityExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AnyBankFileIT {
    private static final String CONFIG = "city.pishkhan.routes.bank.settlement-mellat.cfg";
    private static final String TERMINAL = "4711";
    private static final int FLOORS = 2;

    private static SharedCity city;
    private static Path folder;
    private static PropertyOwner owner;
    private static Plot plot;
    private static String permit;
    private static UUID bill;
    private static String own;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        for (String partner : List.of("fire", "water", "electricity", "gas", "planning", "bank/mellat")) {
            city.control(partner, SharedCity.USUAL);
        }
        city.set(CONFIG, "pause", "500");
        folder = city.data().resolve("settlement/mellat");
        owner = new PropertyOwner(city);
        plot = city.plot(FLOORS);
        permit = owner.openAndSubmit("building-permit", plot, FLOORS, 60L * FLOORS);
        owner.pay(permit, "duties");
        owner.await(permit, "stage", "final-verification");
        bill = UUID.fromString(city.clerk().bills(permit).at("/0/id").asText());
        own = String.join(
                ",",
                TERMINAL,
                receiptColumn("a.order_number"),
                receiptColumn("r.reference"),
                receiptColumn("r.amount"),
                LocalDate.now().toString(),
                "sale");
    }

    @AfterAll
    static void end() throws Exception {
        city.set(CONFIG, "pause", "10000");
    }

    private static String receiptColumn(String column) throws Exception {
        return city.store()
                .text(
                        "select " + column
                                + "::text from payments.receipt r join payments.attempt a on a.id = r.attempt"
                                + " where r.bill = ?",
                        bill);
    }

    /**
     * Two members of the treasury confirm that the bank took the payment back; the certificate is then held. Later the
     * payer pays again.
     */
    @Test
    @Order(2)
    void reversedPaymentHoldsCertificateUntilPaidAgain() throws Exception {
        owner.approveVerification(permit, plot);
        owner.awaitCertificate(permit);
        String code = owner.read(permit).path("certificate").asText();
        String body = HubClient.JSON
                .createObjectNode()
                .put("gateway", "mellat")
                .put("terminal", TERMINAL)
                .put("reference", receiptColumn("r.reference"))
                .put("reason", "the bank's letter")
                .toString();
        Visitor treasury = city.visitor().as("treasury");
        String request = treasury.post("/committee/v1/payments/take-back", body)
                .expectStatus(201)
                .json()
                .path("id")
                .asText();
        String decision = "/committee/v1/approvals/" + request + "/decision";
        treasury.post(decision, "{\"approve\":true}").expectProblem(403, "approval.same-person");
        assertEquals("valid", certificateState(code));
        city.visitor().as("treasury-2").post(decision, "{\"approve\":true}").expectStatus(200);
        assertEquals("held", certificateState(code));
        String again = "";
        for (JsonNode open : city.clerk().bills(permit)) {
            again = open.path("state").asText().equals("open") ? open.path("id").asText() : again;
        }
        new PayerBrowser(city.city().http()).pay(city.clerk().beginPayment(permit, again, "mellat"));
        Awaitility.await("it is good again").untilAsserted(() -> assertEquals("valid", certificateState(code)));
    }

    private static String certificateState(String code) {
        return city.visitor()
                .get("/verify/" + code)
                .expectStatus(200)
                .json()
                .path("state")
                .asText();
    }

    @Test
    @Order(1)
    void anyBankFileIsSettledOrRejected() throws Exception {
        long seed = System.nanoTime();
        BankFileProbes probes = new BankFileProbes(TERMINAL, own, seed);
        String log = city.log();
        long begin = System.nanoTime();
        // each file is back-dated and then moved into the folder, because the hub treats a recently changed file as
        // incomplete
        Path aside = Files.createDirectories(folder.resolveSibling("aside"));
        for (Map.Entry<String, byte[]> file : probes.files().entrySet()) {
            Path written = Files.write(aside.resolve(file.getKey()), file.getValue());
            Files.setLastModifiedTime(written, FileTime.from(Instant.now().minusSeconds(60)));
            Files.move(written, folder.resolve(file.getKey()));
        }
        Awaitility.await("all are looked at")
                .until(() -> probes.files().keySet().stream().noneMatch(name -> Files.exists(folder.resolve(name))));
        Map<String, JsonNode> compared = awaitCompared(probes.files().keySet());
        TestReport.log("Settlement files, seed " + seed + ": " + probes.kinds() + "; " + compared.size() + " taken, in "
                + (System.nanoTime() - begin) / 1_000_000 + " ms");
        assertTrue(compared.size() > 10 && compared.size() < probes.files().size(), compared.size() + " taken");
        String newLog = city.log().substring(log.length());
        for (String name : probes.files().keySet()) {
            boolean refused = Files.exists(folder.resolve("failed").resolve(name));
            boolean done = Files.exists(folder.resolve("done").resolve(name));
            assertTrue(refused != done, name + " is refused or done");
            if (refused) {
                assertTrue(newLog.contains("Settlement file " + name + " of mellat is rejected: "), name + " is told");
                assertTrue(!compared.containsKey(name), name + " is not booked");
            }
        }
        assertEquals(
                List.of(),
                newLog.lines()
                        .filter(line -> line.contains(" ERROR ") || line.startsWith("\tat "))
                        .toList());
        assertBooked(compared);
    }

    /**
     * Waits until the hub has compared every line of the accepted files among these with its payments, and returns
     * these files.
     */
    private static Map<String, JsonNode> awaitCompared(Set<String> names) {
        Map<String, JsonNode> compared = new HashMap<>();
        Visitor treasury = city.visitor().as("treasury");
        Awaitility.await("all are compared").until(() -> {
            compared.clear();
            String next = "";
            do {
                JsonNode page = treasury.get("/committee/v1/settlement-files?limit=200" + next)
                        .expectStatus(200)
                        .json();
                page.path("items")
                        .forEach(file -> compared.put(file.path("name").asText(), file));
                next = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : null;
            } while (next != null);
            compared.keySet().retainAll(names);
            return compared.values().stream()
                    .allMatch(file -> file.path("state").asText().equals("taken")
                            && file.path("pending").asInt() == 0);
        });
        return compared;
    }

    /** The booked amounts equal those of the accepted files for the known terminal, and every ledger entry is balanced. */
    private static void assertBooked(Map<String, JsonNode> compared) throws Exception {
        for (JsonNode file : compared.values()) {
            assertEquals(
                    file.path("lines").asInt(),
                    file.path("matched").asInt() + file.path("different").asInt(),
                    file::toString);
        }
        assertAll(
                () -> assertEquals(
                        0,
                        city.store()
                                .count("select count(*) from (select entry from payments.posting group by entry"
                                        + " having sum(amount) <> 0) e"),
                        "entries that do not add up"),
                () -> assertEquals(
                        0,
                        city.store()
                                .count("select count(*) from payments.settlement_line l where gateway = 'mellat' and"
                                        + " not exists (select from payments.attempt a where a.gateway = l.gateway"
                                        + " and a.terminal = l.terminal)"),
                        "lines of a terminal that is nobody's"),
                () -> assertEquals(
                        1,
                        city.store().count("select count(*) from payments.receipt where bill = ?", bill),
                        "the bill is paid once"),
                () -> assertEquals(
                        "PAID",
                        city.store().text("select state from payments.bill where id = ?", bill),
                        "and stays so"));
    }
}
