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
@ExtendWith(TownExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AnyBankFileIT {
    private static final String CONFIG = "city.pishkhan.routes.bank.settlement-mellat.cfg";
    private static final String TERMINAL = "4711";
    private static final int FLOORS = 2;

    private static Town town;
    private static Path folder;
    private static PropertyOwner owner;
    private static Plot plot;
    private static String permit;
    private static UUID bill;
    private static String own;

    @BeforeAll
    static void begin(Town shared) throws Exception {
        town = shared;
        for (String partner : List.of("fire", "water", "electricity", "gas", "planning", "bank/mellat")) {
            town.control(partner, Town.USUAL);
        }
        town.set(CONFIG, "pause", "500");
        folder = town.data().resolve("settlement/mellat");
        owner = new PropertyOwner(town);
        plot = town.plot(FLOORS);
        permit = owner.submits("building-permit", plot, FLOORS, 60L * FLOORS);
        owner.pays(permit, "duties");
        owner.awaits(permit, "stage", "final-verification");
        bill = UUID.fromString(town.clerk().bills(permit).at("/0/id").asText());
        own = String.join(
                ",",
                TERMINAL,
                receipt("a.order_number"),
                receipt("r.reference"),
                receipt("r.amount"),
                LocalDate.now().toString(),
                "sale");
    }

    @AfterAll
    static void end() throws Exception {
        town.set(CONFIG, "pause", "10000");
    }

    private static String receipt(String column) throws Exception {
        return town.store()
                .text(
                        "select " + column
                                + "::text from payments.receipt r join payments.attempt a on a.id = r.attempt"
                                + " where r.bill = ?",
                        bill);
    }

    /** Two members of the treasury confirm that the bank took the payment back, which holds the certificate. Then the payer pays again. */
    @Test
    @Order(2)
    void aSaleThatTheBankTakesBackHoldsTheCertificateUntilItIsPaidAgain() throws Exception {
        owner.verified(permit, plot);
        owner.certified(permit);
        String code = owner.look(permit).path("certificate").asText();
        String body = HubClient.JSON
                .createObjectNode()
                .put("gateway", "mellat")
                .put("terminal", TERMINAL)
                .put("reference", receipt("r.reference"))
                .put("reason", "the bank's letter")
                .toString();
        Visitor treasury = town.visitor().as("treasury");
        String asked = treasury.post("/committee/v1/payments/take-back", body)
                .ok(201)
                .json()
                .path("id")
                .asText();
        String decision = "/committee/v1/approvals/" + asked + "/decision";
        treasury.post(decision, "{\"approve\":true}").refused(403, "approval.same-person");
        assertEquals("valid", standing(code));
        town.visitor().as("treasury-2").post(decision, "{\"approve\":true}").ok(200);
        assertEquals("held", standing(code));
        String again = "";
        for (JsonNode open : town.clerk().bills(permit)) {
            again = open.path("state").asText().equals("open") ? open.path("id").asText() : again;
        }
        new PayerBrowser(town.city().http()).pay(town.clerk().beginPayment(permit, again, "mellat"));
        Awaitility.await("it is good again").untilAsserted(() -> assertEquals("valid", standing(code)));
    }

    private static String standing(String code) {
        return town.visitor()
                .get("/verify/" + code)
                .ok(200)
                .json()
                .path("state")
                .asText();
    }

    @Test
    @Order(1)
    void anyFile() throws Exception {
        long seed = System.nanoTime();
        BankFileProbes probes = new BankFileProbes(TERMINAL, own, seed);
        String log = town.log();
        long begin = System.nanoTime();
        // complete before the hub may see them, and older than the age below which the hub considers a file incomplete
        Path aside = Files.createDirectories(folder.resolveSibling("aside"));
        for (Map.Entry<String, byte[]> file : probes.files().entrySet()) {
            Path written = Files.write(aside.resolve(file.getKey()), file.getValue());
            Files.setLastModifiedTime(written, FileTime.from(Instant.now().minusSeconds(60)));
            Files.move(written, folder.resolve(file.getKey()));
        }
        Awaitility.await("all are looked at")
                .until(() -> probes.files().keySet().stream().noneMatch(name -> Files.exists(folder.resolve(name))));
        Map<String, JsonNode> taken = taken(probes.files().keySet());
        TestReport.say("Settlement files, seed " + seed + ": " + probes.kinds() + "; " + taken.size() + " taken, in "
                + (System.nanoTime() - begin) / 1_000_000 + " ms");
        assertTrue(taken.size() > 10 && taken.size() < probes.files().size(), taken.size() + " taken");
        String said = town.log().substring(log.length());
        for (String name : probes.files().keySet()) {
            boolean refused = Files.exists(folder.resolve("failed").resolve(name));
            boolean done = Files.exists(folder.resolve("done").resolve(name));
            assertTrue(refused != done, name + " is refused or done");
            if (refused) {
                assertTrue(said.contains("Settlement file " + name + " of mellat is rejected: "), name + " is told");
                assertTrue(!taken.containsKey(name), name + " is not booked");
            }
        }
        assertEquals(
                List.of(),
                said.lines()
                        .filter(line -> line.contains(" ERROR ") || line.startsWith("\tat "))
                        .toList());
        booked(taken);
    }

    /** Waits until the hub reports all these files as compared. */
    private static Map<String, JsonNode> taken(Set<String> names) {
        Map<String, JsonNode> taken = new HashMap<>();
        Visitor treasury = town.visitor().as("treasury");
        Awaitility.await("all are compared").until(() -> {
            taken.clear();
            String next = "";
            do {
                JsonNode page = treasury.get("/committee/v1/settlement-files?limit=200" + next)
                        .ok(200)
                        .json();
                page.path("items").forEach(file -> taken.put(file.path("name").asText(), file));
                next = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : null;
            } while (next != null);
            taken.keySet().retainAll(names);
            return taken.values().stream()
                    .allMatch(file -> file.path("state").asText().equals("taken")
                            && file.path("pending").asInt() == 0);
        });
        return taken;
    }

    /** The booked amounts equal those of the accepted files for the known terminal, and every ledger entry is balanced. */
    private static void booked(Map<String, JsonNode> taken) throws Exception {
        for (JsonNode file : taken.values()) {
            assertEquals(
                    file.path("lines").asInt(),
                    file.path("matched").asInt() + file.path("different").asInt(),
                    file::toString);
        }
        assertAll(
                () -> assertEquals(
                        0,
                        town.store()
                                .count("select count(*) from (select entry from payments.posting group by entry"
                                        + " having sum(amount) <> 0) e"),
                        "entries that do not add up"),
                () -> assertEquals(
                        0,
                        town.store()
                                .count("select count(*) from payments.settlement_line l where gateway = 'mellat' and"
                                        + " not exists (select from payments.attempt a where a.gateway = l.gateway"
                                        + " and a.terminal = l.terminal)"),
                        "lines of a terminal that is nobody's"),
                () -> assertEquals(
                        1,
                        town.store().count("select count(*) from payments.receipt where bill = ?", bill),
                        "the bill is paid once"),
                () -> assertEquals(
                        "PAID",
                        town.store().text("select state from payments.bill where id = ?", bill),
                        "and stays so"));
    }
}
