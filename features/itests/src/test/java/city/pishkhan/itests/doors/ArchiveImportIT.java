package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.partners.SimulatedPartners;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A paper imported from a district's old archive serves an office's case without being scanned again. */
@ExtendWith(SharedCityExtension.class)
class ArchiveImportIT {
    @TempDir
    Path folder;

    @Test
    void importedPaperServesCase(SharedCity city) throws Exception {
        Plot plot = city.plotWithOneOwner(1);
        String deed = file("deed.pdf");
        Path manifest = Files.writeString(
                folder.resolve("manifest.csv"),
                "renovation_code,dossier,document,kind,date,page,file,sha256\n"
                        + plot.code() + ",7,1,deed,1380/02/11,1,deed.pdf," + deed + "\n"
                        + plot.code() + ",7,1,deed,1380/02/11,2,gone.pdf," + deed + "\n");
        String output = city.city().hub().console("pishkhan:archive-import --source head " + manifest);
        assertTrue(output.contains("rows 2 = merged 1 + duplicates 0 + conflicts 0 + rejects 1"), output);
        assertEquals(
                List.of("line,fate,field,value,rule,there", "3,rejected,file,gone.pdf,file.missing,"),
                Files.readAllLines(folder.resolve("manifest.csv.report.csv")));
        assertTrue(city.store()
                .text("select string_agg(event, ' ') from journal.entry where event like 'archive-import.%'")
                .contains("archive-import.ended"));

        String id = Permits.openCase(city.clerk(), plot);
        Visitor office = city.visitor().as("clerk-1204");
        assertTrue(isOffered(office, id, deed));
        String unit = documentId(city.city().hub().console("pishkhan:archive-show " + plot.code()));
        city.city().hub().console("pishkhan:archive-classify --reason \"a protected owner\" " + unit + " 2");
        assertFalse(isOffered(office, id, deed));
        city.city().hub().console("pishkhan:archive-classify --reason \"protected no more\" " + unit + " 0");
        assertTrue(isOffered(office, id, deed));
        // adds the imported sheet to the case's papers; the door then returns the bytes of the imported file
        long version = city.clerk().read(id).path("version").asLong();
        office.post(
                        Permits.CASES + "/" + id + "/papers",
                        "{\"kind\":\"deed\",\"sha256\":\"" + deed + "\"}",
                        "If-Match",
                        "\"" + version + "\"")
                .expectStatus(200);
        office.get(Permits.CASES + "/" + id + "/papers/" + deed).expectStatus(200);

        String refused = Assertions.assertThrows(
                        CityException.class,
                        () -> city.city().hub().console("pishkhan:archive-import --source 23 " + manifest))
                .getMessage();
        assertTrue(refused.contains("archive-import.source"), refused);
    }

    private static boolean isOffered(Visitor office, String id, String deed) {
        JsonNode held = office.get(Permits.CASES + "/" + id + "/archive")
                .expectStatus(200)
                .json()
                .path("held");
        return StreamSupport.stream(held.spliterator(), false)
                .anyMatch(sheet -> sheet.path("sha256").asText().equals(deed));
    }

    private static String documentId(String shown) {
        Matcher document = Pattern.compile("document:[0-9]+").matcher(shown);
        assertTrue(document.find(), shown);
        return document.group();
    }

    @Test
    void paperFileJoinsCaseInProgress(SharedCity city) throws Exception {
        Plot plot = city.plotWithOneOwner(1);
        String receipt = file("receipt.pdf");
        Path manifest = Files.writeString(
                folder.resolve("paper-case.csv"),
                "renovation_code,dossier,document,kind,date,page,file,sha256,paper_case\n" + plot.code()
                        + ",9,1,renovation-receipt,1402/06/11,1,receipt.pdf," + receipt + ",1402/317\n");
        city.city().hub().console("pishkhan:archive-import --source head " + manifest);
        SimulatedPartners.AGENCIES.forEach(agency -> city.control(agency, SharedCity.SILENT));
        String id = Permits.openAndSubmit(city.clerk(), plot, 1);
        Permits.awaitStage(city.clerk(), id, "inquiries");
        Permits.awaitDelivered(city, id);
        String district = "district-" + plot.code().split("-")[0];
        Visitor officer = city.visitor().as(district);
        String path = Permits.CASES + "/" + id + "/paper-file";
        String body = "{\"number\":\"%s\",\"begun\":\"2023-09-02\",\"stage\":\"inquiries\"}";
        String version = "\"" + city.clerk().read(id).path("version").asLong() + "\"";
        officer.post(path, body.formatted("1402/999"), "If-Match", version).expectProblem(404, "paper-file.unknown");
        JsonNode joined = officer.post(path, body.formatted("1402/317"), "If-Match", version)
                .expectStatus(200)
                .json();
        assertEquals("inquiries", joined.path("stage").asText());
        assertTrue(joined.path("papers").toString().contains(receipt), joined::toString);
        officer.get(Permits.CASES + "/" + id + "/papers/" + receipt).expectStatus(200);
        SimulatedPartners.AGENCIES.forEach(agency -> city.control(agency, SharedCity.USUAL));
        assertTrue(officer.get(Permits.CASES + "/" + id + "/history")
                .expectStatus(200)
                .body()
                .contains("case.paper-file-joined"));
    }

    private String file(String name) throws Exception {
        byte[] bytes = ScannedSheets.pdf(List.of("deed of " + System.nanoTime()));
        Files.write(folder.resolve(name), bytes);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
