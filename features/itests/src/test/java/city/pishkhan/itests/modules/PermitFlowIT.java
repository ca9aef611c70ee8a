package city.pishkhan.itests.modules;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.itests.TestReport;
import city.pishkhan.planning.IslandImport;
import city.pishkhan.testkit.GovernanceSetup;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.plots.Plots;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;

/**
 * A building permit from the office to the certificate, inside the container and through the REST doors. The partners run in a separate
 * process.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public class PermitFlowIT {

    private static final String OWNER = "شهروند پاک‌دامن نمونه";
    private static final int FLOORS = 8;

    @Inject
    Journal journal;

    @Inject
    IslandImport islands;

    @Rule
    public final ContainerHub inside = new ContainerHub();

    private Clerk clerk;
    private String id;

    @Configuration
    public Option[] hub() {
        return ContainerEnvironment.container();
    }

    @Test
    public void issuesPermitEndToEnd() throws Exception {
        inside.awaitReady();
        new GovernanceSetup(inside::door, TestReport::step).complete();
        Path properties = Path.of(System.getProperty("demo.properties"));
        Plot plot = Plots.read(properties, 1)
                .next(p -> p.floors() >= FLOORS
                        && p.uses().contains("residential")
                        && p.buildable() >= 800
                        && p.owners().size() > 1);
        assertTrue(islands.importIsland(properties.resolve(plot.district() + ".csv"), Integer.toString(plot.district()))
                        .added()
                > 0);

        clerk = new Clerk(inside.door("clerk-1204"));
        id = clerk.open(plot, OWNER, FLOORS, Map.of("residential", 800L))
                .path("id")
                .asText();
        clerk.addPapers(id, plot, Set.of(), (fromArchive, scanned) -> assertTrue(scanned.contains("deed")));
        clerk.submit(id);
        stage("duties");
        mellat("{\"down\":true}");
        for (JsonNode bill : clerk.bills(id)) {
            new PayerBrowser(inside.http())
                    .pay(clerk.beginPayment(id, bill.path("id").asText(), null));
        }
        mellat("{\"down\":false}");
        stage("final-verification");
        clerk.bills(id)
                .forEach(bill -> assertEquals(
                        "saman", bill.path("receipt").path("gateway").asText()));
        new Clerk(inside.door("district-" + plot.district())).decide(id, "approve", null, null);
        Awaitility.await("certificate")
                .until(() -> clerk.read(id).path("state").asText().equals("approved"));

        JsonNode ended = clerk.read(id);
        assertAllAgenciesAnswered(ended);
        assertPubliclyVerifiable(ended);
        assertJournalComplete();
        assertNoNationalIds(plot);
    }

    /** Sets the behaviour of the simulator of Mellat, the bank that the payer prefers. */
    private void mellat(String control) throws Exception {
        Properties terminal = new Properties();
        try (Reader file = Files.newBufferedReader(ContainerHub.etc().resolve("city.pishkhan.bank.mellat-demo.cfg"))) {
            terminal.load(file);
        }
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(terminal.getProperty("url")).resolve("/control/bank/mellat"))
                .POST(HttpRequest.BodyPublishers.ofString(control))
                .build();
        assertEquals(
                200,
                inside.http()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode());
    }

    private void stage(String name) {
        Awaitility.await(name)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> clerk.read(id).path("stage").asText().equals(name));
    }

    private static void assertAllAgenciesAnswered(JsonNode ended) {
        Map<String, String> verdicts = new TreeMap<>();
        ended.path("inquiries")
                .forEach(i -> verdicts.put(
                        i.path("agency").asText(),
                        i.path("state").asText() + " "
                                + i.path("verdict").asText().replace("-with-conditions", "")));
        assertEquals(
                Map.of(
                        "planning",
                        "answered data",
                        "fire",
                        "answered approve",
                        "water",
                        "answered approve",
                        "electricity",
                        "answered approve",
                        "gas",
                        "answered approve"),
                verdicts);
        ended.path("inquiries")
                .forEach(i -> assertFalse(
                        "which rule asked", i.path("reason").asText().isEmpty()));
    }

    private void assertPubliclyVerifiable(JsonNode ended) throws Exception {
        JsonNode certificate = clerk.certificate(id);
        JsonNode check = inside.json("/verify/" + ended.path("certificate").asText());
        assertEquals("valid", check.path("state").asText());
        assertEquals(ended.path("number").asText(), check.path("number").asText());
        assertEquals(certificate.path("digest").asText(), check.path("digest").asText());
        assertEquals(404, inside.status("/verify/0000-0000-0000-0000"));
        String pdf = inside.file("clerk-1204", "/office/v1/cases/" + id + "/certificate.pdf");
        assertTrue(pdf.startsWith("%PDF-") && pdf.contains("ETSI.CAdES.detached") && pdf.contains("+Vazirmatn"));
        assertTrue(inside.file("clerk-1204", "/verify/signer").startsWith("-----BEGIN CERTIFICATE-----"));
    }

    private void assertJournalComplete() throws Exception {
        assertEquals(List.of(), journal.check(UUID.fromString(id)));
        List<Journal.Entry> entries = journal.entries(UUID.fromString(id));
        assertTrue("entries: " + entries.size(), entries.size() > 20);
        assertEquals(entries.size(), entries.get(entries.size() - 1).position());
        JsonNode shown = history().path("items");
        assertEquals(entries.stream().map(Journal.Entry::hash).toList(), shown.findValuesAsText("hash"));
    }

    /** National IDs appear neither in the journal, nor in its view at a door, nor in any log. */
    private void assertNoNationalIds(Plot plot) throws Exception {
        String history = history().toString();
        String entries = journal.entries(UUID.fromString(id)).toString();
        String logs = String.join("\n", ContainerHub.log());
        assertTrue("the log is the hub's", logs.contains("Routes of city.pishkhan.routes-office run"));
        for (String person : plot.owners()) {
            assertFalse("in the history", history.contains(person));
            assertFalse("in the journal", entries.contains(person));
            assertFalse("in a log", logs.contains(person));
        }
        assertFalse("in the history", history.contains(OWNER));
        assertFalse("in the journal", entries.contains(OWNER));
        assertFalse("in a log", logs.contains(OWNER));
    }

    private JsonNode history() throws InterruptedException {
        return inside.door("clerk-1204").get("/office/v1/cases/" + id + "/history");
    }
}
