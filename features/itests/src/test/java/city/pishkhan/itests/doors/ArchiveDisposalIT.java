package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.waiting.CityException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An expired paper is exported as a bag (BagIt) and destroyed. One operator requests its destruction at the console,
 * another approves the request at the door.
 */
@ExtendWith(SharedCityExtension.class)
class ArchiveDisposalIT {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @TempDir
    Path folder;

    @Test
    void expiredPaperIsExportedAndDestroyed(SharedCity city) throws Exception {
        Plot plot = city.plotWithOneOwner(1);
        byte[] bytes = ScannedSheets.pdf(List.of("deed of " + System.nanoTime()));
        Files.write(folder.resolve("deed.pdf"), bytes);
        String deed =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        Path manifest = Files.writeString(
                folder.resolve("manifest.csv"),
                "renovation_code,dossier,document,kind,date,page,file,sha256,retain_until\n" + plot.code()
                        + ",7,1,deed,1350/02/11,1,deed.pdf," + deed + ",1380/12/29\n");
        console(city, "pishkhan:archive-import --source head " + manifest);
        String dossier = findText("dossier:[0-9]+", console(city, "pishkhan:archive-show " + plot.code()));
        console(city, "pishkhan:archive-export " + dossier + " " + folder.resolve("bag"));

        String list = findText(ID.pattern(), console(city, "pishkhan:disposal-make"));
        String approval = findText(
                ID.pattern(),
                city.city()
                        .hub()
                        .type(
                                null,
                                "pishkhan:disposal-propose --login operator-2 --number 1404/2117 --authority Archives"
                                        + " --reason \"kept long enough\" " + list,
                                "demo-operator-2")
                        .replaceFirst("(?s).*approval-decide", ""));
        String alone = "pishkhan:disposal-carry-out " + list;
        assertTrue(assertThrows(CityException.class, () -> console(city, alone))
                .getMessage()
                .contains("disposal.not-approved"));
        city.visitor()
                .as("operator")
                .post("/committee/v1/approvals/" + approval + "/decision", "{\"approve\":true}")
                .expectStatus(200);
        String done = console(city, alone);
        assertTrue(done.contains("carried out"), done);
        Path certificate = folder.resolve("certificate.pdf");
        console(city, "pishkhan:disposal-certificate " + list + " " + certificate);
        assertTrue(Files.size(certificate) > 10_000);
        assertTrue(Files.readString(folder.resolve("certificate.csv")).contains(deed));
        assertEquals(
                "0", city.store().text("select count(*) from archive.content where sha256 = decode(?, 'hex')", deed));

        String back = console(city, "pishkhan:archive-import --source head " + folder.resolve("bag"));
        assertTrue(back.contains("rows 1 = merged 1"), back);
    }

    private static String console(SharedCity city, String command) throws Exception {
        return city.city().hub().console(command);
    }

    private static String findText(String what, String text) {
        Matcher found = Pattern.compile(what).matcher(text);
        assertTrue(found.find(), text);
        return found.group();
    }
}
