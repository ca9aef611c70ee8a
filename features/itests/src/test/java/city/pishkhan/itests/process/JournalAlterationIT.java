package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.proofs.CanonicalJson;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.Sealed;
import city.pishkhan.proofs.WitnessFile;
import city.pishkhan.verification.Finding;
import city.pishkhan.verification.Finding.Kind;
import city.pishkhan.verification.Report;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Alterations that a person with access to the database, and to the signing key, can make to the journal of a running hub. Each alteration
 * is found and named, and nothing else is reported. Every alteration is made and checked in a transaction that is rolled back.
 */
class JournalAlterationIT {

    private static final String UNSEALED = "select count(*) from journal.entry e where not exists"
            + " (select from journal.seal s, journal.number n where n.entry = e.id and n.sequence <= s.last)";

    @RegisterExtension
    static final CityExtension CITY = SharedCities.COMMON;

    private static UUID altered;
    private static Seal witnessed;
    private static JournalTables tables;

    @BeforeAll
    static void prepare() throws Exception {
        altered = UUID.fromString(CITY.journey(8).begin().finish().id());
        CITY.journey(8).begin().finish();
        tables = new JournalTables(CITY.home());
        Awaitility.await("everything is sealed, by several seals, dropped for a witness, and taken by the other one")
                .until(() -> tables.number(UNSEALED) == 0
                        && tables.number("select count(*) from journal.seal") > 2
                        && Files.exists(file(tables.number("select max(number) from journal.seal")))
                        && readWitnessSeals().size() == tables.number("select max(number) from journal.seal"));
        witnessed = readWitnessSeals().get(readWitnessSeals().size() - 1);
    }

    /** Reads the seals that the push witness keeps, and writes them to the file {@link #witness()}. */
    private static List<Seal> readWitnessSeals() throws IOException, InterruptedException {
        return WitnessFile.read(
                Files.writeString(witness(), CITY.city().partners().awaitSeals()));
    }

    private static Path witness() {
        return CITY.home().base().resolve("witness.jsonl");
    }

    private static Path file(long seal) {
        return CITY.home().base().resolve("witness").resolve("seal-%010d.json".formatted(seal));
    }

    @AfterAll
    static void close() throws Exception {
        tables.close();
    }

    /** Waits until all entries are sealed; the tests' own console commands are journaled as well. */
    @BeforeEach
    void awaitAllSealed() {
        Awaitility.await("all is sealed").until(() -> tables.number(UNSEALED) == 0);
    }

    /** Verifies that the unaltered journal raises no finding, after each test. */
    @AfterEach
    void assertUnchangedJournalIsValid() throws Exception {
        tables.rollback();
        Report report = tables.check(witnessed);
        assertEquals(List.of(), report.findings());
        assertEquals(witnessed.number(), report.witnessed());
        tables.rollback();
    }

    private static void assertOnlyFinding(Report report, Kind kind) {
        assertEquals(Set.of(kind), kinds(report), report.findings()::toString);
    }

    private static Set<Kind> kinds(Report report) {
        return report.findings().stream().map(Finding::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertFinding(Report report, Kind kind, long position) throws Exception {
        assertOnlyFinding(report, kind);
        Finding finding = report.findings().get(0);
        assertEquals(1, report.findings().size(), report.findings()::toString);
        assertEquals(altered, finding.caseId());
        assertTrue(finding.text().contains("position " + position), finding.text());
    }

    /** Each seal is pushed to the witness shortly after it was made, in order, and the witness's signed receipt is stored. */
    @Test
    void witnessHasEverySealAndReceiptsAreStored() throws Exception {
        List<Seal> witnessSeals = readWitnessSeals();
        assertEquals(
                tables.seals().stream()
                        .map(Sealed::seal)
                        .limit(witnessSeals.size())
                        .toList(),
                witnessSeals);
        String receipts = "select count(*) from journal.receipt r join journal.seal s on s.number = r.seal"
                + " where r.witness = 'inspection' and s.number <= " + witnessSeals.size()
                + " and r.body like '%\"number\":' || s.number || ',%'"
                + " and substring(r.signature from '^t=([0-9]+),v1=[0-9a-f]{64}$')::bigint"
                + " between extract(epoch from s.at)::bigint - 1 and extract(epoch from s.at) + 30";
        Awaitility.await("the last receipt")
                .untilAsserted(() -> assertEquals(witnessSeals.size(), tables.number(receipts)));
        String output = CITY.hub().console("pishkhan:journal-seals --limit 1");
        assertTrue(output.contains("Witness inspection  has seal "), output);
    }

    @Test
    void detectsChangedDetails() throws Exception {
        tables.run("update journal.entry set details = '{}' where case_id = ? and position = 3", altered);
        assertFinding(tables.check(), Kind.ENTRY_CHANGED, 3);
    }

    @Test
    void detectsChangedActor() throws Exception {
        tables.run("update journal.entry set actor = 'another' where case_id = ? and position = 4", altered);
        assertFinding(tables.check(), Kind.ENTRY_CHANGED, 4);
    }

    @Test
    void detectsChangedTime() throws Exception {
        tables.run("update journal.entry set at = at - interval '1 day' where case_id = ? and position = 5", altered);
        assertFinding(tables.check(), Kind.ENTRY_CHANGED, 5);
    }

    @Test
    void detectsRemovedEntry() throws Exception {
        tables.remove("case_id = ? and position = 6", altered);
        assertFinding(tables.check(), Kind.ENTRY_REMOVED, 6);
    }

    @Test
    void detectsInsertedEntryWithRebuiltChain() throws Exception {
        tables.insert(altered, 7);
        Report report = tables.check();
        assertEquals(Set.of(Kind.ENTRY_INSERTED, Kind.ENTRY_REWRITTEN), kinds(report), report.findings()::toString);
        assertEquals(
                Set.of(altered), report.findings().stream().map(Finding::caseId).collect(Collectors.toSet()));
        List<Finding> inserted = report.findings().stream()
                .filter(f -> f.kind() == Kind.ENTRY_INSERTED)
                .toList();
        assertEquals(1, inserted.size(), inserted::toString);
        assertTrue(inserted.get(0).text().contains("position 7 "), inserted::toString);
    }

    @Test
    void detectsReorderedEntries() throws Exception {
        List<Long> swapped = tables.swap(altered, 2, 8);
        Report report = tables.check();
        assertOnlyFinding(report, Kind.ENTRY_REORDERED);
        assertEquals(
                new TreeSet<>(swapped),
                report.findings().stream().map(Finding::from).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void detectsRemovedCase() throws Exception {
        List<Long> numbers = tables.numbers(altered);
        tables.remove("case_id = ?", altered);
        Report report = tables.check();
        assertOnlyFinding(report, Kind.CASE_REMOVED);
        assertEquals(numbers.get(0), report.findings().get(0).from());
        assertEquals(numbers.get(numbers.size() - 1), report.findings().get(0).to());
    }

    @Test
    void detectsTruncatedTail() throws Exception {
        // the newest seal in the database may be newer than the newest seal that the witness has
        long last = tables.number("select max(last) from journal.seal");
        long cut = last - 4;
        tables.cut(cut);
        Report report = tables.check();
        assertOnlyFinding(report, Kind.TAIL_TRUNCATED);
        assertEquals(cut + 1, report.findings().get(0).from());
        assertEquals(last, report.findings().get(0).to());
    }

    @Test
    void witnessDetectsTailTruncatedWithSeals() throws Exception {
        tables.cutSeals(witnessed.number() - 1);
        assertEquals(List.of(), tables.check().findings(), "only the witness knows");
        assertOnlyFinding(tables.check(witnessed), Kind.ROLLED_BACK);
    }

    @Test
    void witnessDetectsRolledBackDatabase() throws Exception {
        tables.cutSeals(1);
        tables.continueJournal(CITY.home(), altered, witnessed.number());
        assertEquals(List.of(), tables.check().findings(), "only the witness knows");
        assertOnlyFinding(tables.check(witnessed), Kind.ROLLED_BACK);
    }

    @Test
    void witnessDetectsHistoryResealedWithTrueKey() throws Exception {
        tables.rewrite(altered, 3);
        tables.reseal(CITY.home());
        assertEquals(List.of(), tables.check().findings(), "only the witness knows");
        assertOnlyFinding(tables.check(witnessed), Kind.HISTORY_REWRITTEN);
    }

    @Test
    void detectsReplacedSeal() throws Exception {
        tables.run("update journal.seal set at = at + interval '1 hour' where number = 2");
        Report report = tables.check(witnessed);
        assertOnlyFinding(report, Kind.SEAL_FORGED);
        assertTrue(report.findings().get(0).text().contains("seal 2 "), report.findings()::toString);
    }

    /** The operator's command in the hub and the external verifier, run on an export, report the same. */
    @Test
    void offlineVerifierAgreesWithOperatorCommand() throws Exception {
        Path export = CITY.home().base().resolve("journal-export.zip");
        Path key = Files.writeString(CITY.home().base().resolve("seal.pem"), tables.pem());
        String output = CITY.hub().console("pishkhan:journal-verify --witness " + witness());
        assertTrue(output.contains("The journal is whole.") && output.contains("A witness confirms seal "), output);
        CITY.hub().console("pishkhan:journal-export " + export);
        String alone = verifier("--key", key, "--witness", witness(), export);
        assertTrue(alone.contains("The journal is whole.") && alone.endsWith("exit 0"), alone);
        tables.run("update journal.entry set actor = 'another' where case_id = ? and position = 4", altered);
        Path changed = tables.export(CITY.home().base().resolve("journal-changed.zip"));
        String found = verifier("--key", key, changed);
        assertTrue(found.contains("ENTRY_CHANGED") && found.endsWith("exit 1"), found);
        assertTrue(verifier(changed).endsWith("exit 64"));
    }

    /** The evidence of one case is verified on another machine with only the verifier's jar. */
    @Test
    void verifierJarAloneChecksCaseEvidence() throws Exception {
        Path base = CITY.home().base();
        Path key = Files.writeString(base.resolve("evidence.pem"), tables.pem());
        String path = "/office/v1/cases/" + altered + "/evidence?seal=" + witnessed.number();
        Path zip = Files.write(base.resolve("evidence.zip"), download("clerk-1204", path));
        String whole = verifier("--key", key, "--witness", witness(), zip);
        assertTrue(whole.contains("The evidence is whole.") && whole.endsWith("exit 0"), whole);
        assertTrue(whole.contains("A witness confirms seal " + witnessed.number()), whole);
        Path oversight = Files.write(
                base.resolve("evidence-oversight.zip"), download("oversight", path.replace("/office/", "/oversight/")));
        assertEquals(-1, Files.mismatch(zip, oversight), "it is the same for all who may have it");

        tables.run("update journal.entry set actor = actor || 'x' where case_id = ? and position = 4", altered);
        tables.commit();
        try {
            Path changed = Files.write(base.resolve("evidence-changed.zip"), download("clerk-1204", path));
            String found = verifier("--key", key, changed);
            assertTrue(found.contains("ENTRY_CHANGED") && found.endsWith("exit 1"), found);
        } finally {
            tables.run("update journal.entry set actor = left(actor, -1) where case_id = ? and position = 4", altered);
            tables.commit();
        }
    }

    private static byte[] download(String user, String path) throws IOException, InterruptedException {
        URI hub = CITY.hub().address();
        String login = "{\"user\":\"%s\",\"password\":\"demo-%s\"}".formatted(user, user);
        JsonNode grant = CanonicalJson.parse(Http.send(
                CITY.city().http(),
                HttpRequest.newBuilder(hub.resolve("/auth/v1/token"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(login))));
        HttpResponse<byte[]> given = CITY.city()
                .http()
                .send(
                        HttpRequest.newBuilder(hub.resolve(path))
                                .header(
                                        "Authorization",
                                        "Bearer " + grant.path("token").asText())
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, given.statusCode(), () -> new String(given.body(), java.nio.charset.StandardCharsets.UTF_8));
        return given.body();
    }

    private static String verifier(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                CITY.home().root().resolve("verifier/verifier.jar").toString()));
        List.of(arguments).forEach(argument -> command.add(argument.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return output + "exit " + process.waitFor();
    }
}
