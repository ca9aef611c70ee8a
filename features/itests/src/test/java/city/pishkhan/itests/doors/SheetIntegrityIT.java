package city.pishkhan.itests.doors;

import static city.pishkhan.itests.doors.Permits.CASES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.people.ScannedSheets;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves without the hub that a stored sheet is unchanged, and checks that a sheet with a damaged file is never shown.
 */
@ExtendWith(SharedCityExtension.class)
class SheetIntegrityIT {
    @TempDir
    Path folder;

    private SharedCity city;
    private Visitor office;
    private byte[] scan;
    private String sha256;
    private String paper;

    @BeforeEach
    void scanned(SharedCity shared) throws Exception {
        city = shared;
        office = city.visitor().as("clerk-1204");
        String id = Permits.openCase(city.clerk(), city.plot(2));
        scan = ScannedSheets.pdf(List.of("deed " + UUID.randomUUID()));
        sha256 = office.upload(
                        CASES + "/" + id + "/sheets?kind=deed&name=deed.pdf",
                        BodyPublishers.ofByteArray(scan),
                        "Content-Type",
                        "application/pdf")
                .expectStatus(201)
                .json()
                .path("sha256")
                .asText();
        office.post(
                        CASES + "/" + id + "/papers",
                        "{\"kind\":\"deed\",\"sha256\":\"" + sha256 + "\"}",
                        "If-Match",
                        office.get(CASES + "/" + id).expectStatus(200).headers().get("etag"))
                .expectStatus(200);
        paper = CASES + "/" + id + "/papers/" + sha256;
    }

    @Test
    void damagedSheetIsUnavailableUntilRepaired() throws Exception {
        Path file = city.data()
                .resolve("archive")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
        assertArrayEquals(scan, office.download(paper));
        byte[] damaged = scan.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(file, damaged);
        office.get(paper).expectProblem(503, "sheet.lost");
        office.get(paper, "Range", "bytes=0-7").expectProblem(503, "sheet.lost");
        String listed = city.city().hub().console("pishkhan:archive-faults");
        assertTrue(listed.contains(sha256) && listed.contains("damaged"), listed);
        Files.write(file, scan);
        assertArrayEquals(scan, office.download(paper));
        city.store().execute("update archive.fault set repaired = now() where repaired is null");
    }

    @Test
    void sheetIsProvedWithoutHub() throws Exception {
        office.get(paper + "/proof").expectProblem(503, "sheet.not-sealed");
        city.visitor().as("clerk-2301").get(paper + "/proof").expectProblem(404, "case.unknown");
        Awaitility.await("the tree is sealed, and after it the entry")
                .pollInterval(1, TimeUnit.SECONDS)
                .until(() -> {
                    // the next build is scheduled in every round, because a running build overwrites this time when it
                    // ends
                    city.store().execute("update archive.tree set next = now()");
                    return office.get(paper + "/proof").status() == 200;
                });
        Path proof = Files.write(folder.resolve("proof.json"), office.download(paper + "/proof"));
        Path key = Files.writeString(
                folder.resolve("seal.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + city.store().text("select public_key from journal.key order by number limit 1")
                        + "\n-----END PUBLIC KEY-----\n");
        Path sheet = Files.write(folder.resolve("deed.pdf"), scan);
        String output = runVerifier("--key", key, "--sheet", sheet, proof);
        assertTrue(output.contains("The archive had this sheet.") && output.endsWith("exit 0"), output);
        scan[scan.length / 2] ^= 1;
        Files.write(sheet, scan);
        output = runVerifier("--key", key, "--sheet", sheet, proof);
        assertTrue(output.contains("SHEET_CHANGED") && output.endsWith("exit 1"), output);
        assertEquals(422, office.get(paper + "/proof?seal=99999999").status());
        // until the next root is sealed, the proof uses the previous one
        String root = city.store().text("select encode(root, 'hex') from archive.tree");
        office.upload(
                        paper.replaceFirst("/papers/.*", "/sheets?kind=deed&name=deed.pdf"),
                        BodyPublishers.ofByteArray(ScannedSheets.pdf(List.of("deed " + UUID.randomUUID()))),
                        "Content-Type",
                        "application/pdf")
                .expectStatus(201);
        city.store().execute("update archive.tree set next = now()");
        Awaitility.await().until(() -> !root.equals(city.store().text("select encode(root, 'hex') from archive.tree")));
        Files.write(proof, office.download(paper + "/proof"));
        scan[scan.length / 2] ^= 1;
        Files.write(sheet, scan);
        output = runVerifier("--key", key, "--sheet", sheet, proof);
        assertTrue(output.contains("The archive had this sheet."), output);
    }

    private String runVerifier(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                city.home().root().resolve("verifier/verifier.jar").toString()));
        List.of(arguments).forEach(argument -> command.add(argument.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit " + process.waitFor();
    }
}
