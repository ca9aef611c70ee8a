package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.GovernanceSetup;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.PaperIntake;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A backup taken from a working hub, together with its keys, restores everything to a fresh installation. Open inquiries continue there,
 * and a person who was erased after the backup stays erased.
 */
class BackupIT {

    /**
     * agencies that do not answer before the backup, so that the restored hub sends their inquiries again. The inquiry
     * to the gas company contains facts only, that to the fire department also a sheet of the archive
     */
    private static final List<String> SILENT = List.of("fire", "gas");

    private static final String ERASURES = "/committee/v1/persons/erasures";
    private static final String CARD = "national-card";
    private static final String ERASED = "erased / حذف‌شده";

    @RegisterExtension
    static final CityExtension BEFORE = SharedCities.COMMON;

    @RegisterExtension
    static final CityExtension AFTER = CityExtension.startedByTest("backup-after", BackupIT::restore);

    private static Path backup;
    private static Path keys;
    private static Path phrase;

    @Test
    void restoredHubResumesInquiriesAndKeepsErasures() throws Exception {
        // encrypted files that exist before the test; the backup does not contain files without a reference, which a
        // killed hub may have left
        List<String> earlier = encrypted(BEFORE);
        Journey ended = BEFORE.journey(8).begin().finish();
        Plot leaving = BEFORE.plots().next(plot -> Journey.isSuitable(plot, 8));
        String left = BEFORE.clerk()
                .open(leaving, "مالک رفتنی", 2, Map.of("residential", 200L))
                .path("id")
                .asText();
        String card = BEFORE.clerk().scan(left, leaving, CARD, PaperIntake.sheet(CARD, leaving, left, false));
        BEFORE.clerk().addPaper(left, CARD, card);
        BEFORE.clerk().withdraw(left, "the owner changed their mind");
        SILENT.forEach(agency -> BEFORE.partners().control(agency, Map.of("fault", "hang")));
        Journey open = BEFORE.journey(8).begin();
        Awaitility.await("the silent ones are left").until(() -> BEFORE.inFlight() == SILENT.size());
        JsonNode endedBefore = ended.read();
        JsonNode historyBefore = history(BEFORE, ended);

        String stays = card(ended.read());
        String shown = sheet(BEFORE, ended.id(), stays);
        assertTrue(shown.startsWith("%PDF") && sheet(BEFORE, left, card).startsWith("%PDF"));
        List<String> files = encrypted(BEFORE);
        files.removeAll(earlier);
        assertTrue(files.size() >= 2 && !files.contains(card) && !files.contains(stays), files::toString);

        write();
        erase(leaving.owners().get(0));
        assertEquals(ERASED, owner(BEFORE, left));
        assertSheetNotFound(BEFORE, left, card);
        BEFORE.kill();

        AFTER.start();
        assertEquals(ERASED, owner(AFTER, left), "the backup was made before the erasure");
        assertSheetNotFound(AFTER, left, card);
        assertEquals(shown, sheet(AFTER, ended.id(), stays), "another's identity paper");
        assertTrue(encrypted(AFTER).containsAll(files), "they all lie here, the one of who left too");
        HubClient.Refused unknown = assertThrows(HubClient.Refused.class, () -> AFTER.door("institute")
                .post(ERASURES, erasure(leaving.owners().get(0))));
        assertEquals("person.unknown", unknown.code());
        assertEquals(endedBefore, ended.continueAt(AFTER).read());
        assertEquals(historyBefore, history(AFTER, ended));
        assertEquals(List.of(), JournalChain.check(ended.id(), historyBefore));
        String verified = AFTER.hub().console("pishkhan:journal-verify");
        assertTrue(verified.contains("The journal is whole."), verified);

        assertNothingSentUntilRelease();
        // the bank has another address in the restored city, so the restored approvals do not cover this merchant
        // account
        new GovernanceSetup(AFTER.city()::door, TestReport::step).complete();
        JsonNode now = open.continueAt(AFTER).finish().read();
        assertEquals("approved", now.path("state").asText());
        assertEquals(List.of(), JournalChain.check(open.id(), history(AFTER, open)));
        for (String agency : SILENT) {
            assertEquals(1, AFTER.partners().ledger(agency).size(), "asked once: " + agency);
        }
    }

    /** The restored hub keeps open inquiries queued; partners receive them only after two operators have released the hub. */
    private static void assertNothingSentUntilRelease() throws Exception {
        Path log = AFTER.home().logs().resolve("karaf.log");
        Awaitility.await("what was open is queued")
                .until(() -> Files.readString(log).contains(SILENT.size() + " inquiries sent again"));
        Awaitility.await("nothing leaves").during(Duration.ofSeconds(4)).until(() -> SILENT.stream()
                .allMatch(agency -> inquiryCount(agency) == 0));
        assertTrue(health().contains("was restored from a backup and has not been released"), health());
        String output = AFTER.hub()
                .type(
                        null,
                        "pishkhan:installation-release --login operator-2 'the hub before was killed for good'",
                        "demo-operator-2");
        Matcher approval = Pattern.compile("approval-decide (\\S+) yes").matcher(output);
        assertTrue(approval.find(), output);
        HubClient operator = AFTER.door("operator");
        operator.post(
                "/committee/v1/approvals/" + approval.group(1) + "/decision",
                HubClient.JSON.createObjectNode().put("approve", true));
        assertFalse(health().contains("has not been released"), health());
    }

    private static int inquiryCount(String agency) {
        return AFTER.partners().ledger(agency).size();
    }

    private static String health() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(AFTER.hub().admin().resolve("/health/ready"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String card(JsonNode looked) {
        for (JsonNode paper : looked.path("papers")) {
            if (paper.path("kind").asText().equals(CARD)) {
                return paper.path("sha256").asText();
            }
        }
        throw new AssertionError("no identity paper in " + looked);
    }

    private static String sheet(CityExtension city, String id, String sha256) throws InterruptedException {
        return city.door("clerk-1204").table("/office/v1/cases/" + id + "/papers/" + sha256);
    }

    private static void assertSheetNotFound(CityExtension city, String id, String sha256) {
        int status = assertThrows(HubClient.Refused.class, () -> sheet(city, id, sha256))
                .status();
        assertEquals(404, status);
    }

    /** Names of stored sheets whose files are not plain PDF. All scans of the test are PDF, so these files are encrypted. */
    private static List<String> encrypted(CityExtension city) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> all = Files.walk(city.home().data().resolve("archive"))) {
            for (Path file : all.filter(one -> one.getFileName().toString().length() == 64)
                    .toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    if (!new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("%PDF")) {
                        names.add(file.getFileName().toString());
                    }
                }
            }
        }
        return names;
    }

    /** Writes a backup and rehearses its restore at once. The rehearsal sends nothing to partners. */
    private static void write() throws Exception {
        Path base = BEFORE.home().base();
        backup = base.resolve("backup.zip");
        keys = base.resolve("keys.p7m");
        phrase = Files.writeString(base.resolve("phrase"), "a passphrase of a test, long enough\n");
        BEFORE.hub().console("pishkhan:backup --keys " + keys + " --passphrase file:" + phrase + " " + backup);
        for (Path file : List.of(backup, keys)) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        Path again = base.resolve("again.zip");
        String written = BEFORE.hub().console("pishkhan:backup --with-deployed --without-keys " + again);
        assertTrue(written.contains(", 0 of them new in the store"), written);
        assertTrue(written.contains("deployed 1"), written);
        int asked = BEFORE.partners().ledger("water").size();
        String output = BEFORE.hub()
                .console("pishkhan:backup-rehearse --sample 100 --keys " + keys + " --passphrase file:" + phrase + " "
                        + backup);
        assertTrue(output.contains("The backup can be restored"), output);
        assertTrue(output.contains("The journal is whole."), output);
        assertTrue(output.contains("identity papers: ") && !output.contains(", 0 open"), output);
        assertEquals(asked, BEFORE.partners().ledger("water").size());
        byte[] half = Files.readAllBytes(backup);
        half[half.length / 2] ^= 1;
        Path damaged = Files.write(base.resolve("damaged.zip"), half);
        String refused = assertThrows(CityException.class, () -> BEFORE.hub()
                        .console("pishkhan:backup-rehearse --keys " + keys + " --passphrase file:" + phrase + " "
                                + damaged))
                .getMessage();
        assertTrue(refused.contains("FAULT"), refused);
    }

    private static void erase(String nationalId) throws InterruptedException {
        JsonNode asked = BEFORE.door("institute").post(ERASURES, erasure(nationalId));
        BEFORE.door("institute-2")
                .post(
                        "/committee/v1/approvals/" + asked.path("id").asText() + "/decision",
                        HubClient.JSON.createObjectNode().put("approve", true));
    }

    private static JsonNode erasure(String nationalId) {
        return HubClient.JSON.createObjectNode().put("nationalId", nationalId).put("ground", "asked");
    }

    private static String owner(CityExtension city, String id) throws InterruptedException {
        return city.clerk().read(id).path("applicants").path(0).path("name").asText();
    }

    /** Restores before the first start of the hub: first with missing arguments, which must fail, then as the handbook describes. */
    private static void restore(Installation home) throws Exception {
        Path register = BEFORE.home().data().resolve("erasures/register.jsonl");
        List<String> whole = List.of(
                backup.toString(),
                "--keys",
                keys.toString(),
                "--passphrase",
                "file:" + phrase,
                "--erasures",
                register.toString());
        String refused = runRestore(home, whole.subList(0, 5), 1);
        assertTrue(refused.contains("erasures: give the register with --erasures"), refused);
        Path other = Files.writeString(home.base().resolve("other.zip"), "PK of nobody");
        refused = runRestore(
                home,
                List.of(
                        whole.get(0),
                        "--keys",
                        other.toString(),
                        "--passphrase",
                        "file:" + phrase,
                        "--without-erasures"),
                1);
        assertTrue(refused.contains("is not encrypted, although a passphrase"), refused);
        refused = runRestore(home, List.of(whole.get(0), "--without-keys", "--check"), 0);
        assertTrue(refused.contains("WITHOUT ITS KEYS THIS BACKUP PERMANENTLY LOSES:"), refused);
        refused = runRestore(home, List.of(whole.get(0), "--erasures", register.toString()), 1);
        assertTrue(refused.contains("keys: give the key bundle of this backup with --keys"), refused);
        assertFalse(Files.exists(home.data().resolve("restore")), "nothing was written");
        runRestore(home, whole, 0);
    }

    private static String runRestore(Installation home, List<String> arguments, int status) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(home.root().resolve("bin/restore").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("KARAF_BASE", home.base().toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(status, process.waitFor(), output);
        return output;
    }

    private static JsonNode history(CityExtension city, Journey journey) {
        HubClient office = city.door("clerk-1204");
        return Awaitility.await("numbers of all entries")
                .until(() -> office.get("/office/v1/cases/" + journey.id() + "/history"), JournalChain::isNumbered);
    }
}
