package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.GovernanceSetup;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.plots.Plots;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A backup that was taken while the hub worked brings everything to a fresh hub, where what was open goes on. */
class BackupIT {

    /** both are asked again at the new place: gas by facts alone, fire with a sheet of the archive */
    private static final List<String> SILENT = List.of("fire", "gas");

    @RegisterExtension
    static final CityExtension BEFORE = new CityExtension("backup-before");

    @RegisterExtension
    static final CityExtension AFTER = CityExtension.later("backup-after");

    @Test
    void openInquiriesGoOnAtAFreshHub() throws Exception {
        Plots plots = Plots.read(BEFORE.city().plots(), 4);
        Journey ended = journey(plots).begin().finish();
        SILENT.forEach(agency -> BEFORE.partners().control(agency, Map.of("fault", "hang")));
        Journey open = journey(plots).begin();
        Awaitility.await("the silent ones are left")
                .atMost(Duration.ofMinutes(2))
                .until(() -> BEFORE.inFlight() == SILENT.size());
        JsonNode endedBefore = ended.look();
        JsonNode historyBefore = history(BEFORE, ended);

        Path file = BEFORE.home().base().resolve("backup.zip");
        BEFORE.hub().console("pishkhan:backup " + file);
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                "it holds personal data");
        BEFORE.kill();

        AFTER.start();
        giveMasterKey();
        String told = AFTER.hub().console("pishkhan:restore " + file);
        assertTrue(told.contains("inquiries sent again " + SILENT.size()), told);
        assertEquals(endedBefore, ended.at(AFTER).look());
        assertEquals(historyBefore, history(AFTER, ended));
        assertEquals(List.of(), JournalChain.check(ended.id(), historyBefore));

        // another bank's address is another account, whatever the restored approvals say
        new GovernanceSetup(AFTER.city()::door, TestReport::step).settle();
        JsonNode now = open.at(AFTER).finish().look();
        assertEquals("approved", now.path("state").asText());
        assertEquals(List.of(), JournalChain.check(open.id(), history(AFTER, open)));
        for (String agency : SILENT) {
            assertEquals(1, AFTER.partners().ledger(agency).size(), "asked once: " + agency);
        }
    }

    /** The backup does not hold it: it would open what it lies beside. */
    private static void giveMasterKey() throws IOException {
        Path vault = Path.of("data", "pishkhan", "vault");
        Files.copy(
                BEFORE.home().base().resolve(vault).resolve("master-1.key"),
                AFTER.home().base().resolve(vault).resolve("before.key"));
    }

    private static Journey journey(Plots plots) {
        return new Journey(BEFORE, BEFORE.clerk(), plots.next(plot -> Journey.fits(plot, 8)), 8);
    }

    private static JsonNode history(CityExtension city, Journey journey) {
        HubClient office = city.door("clerk-1204");
        return Awaitility.await("numbers of all entries")
                .atMost(Duration.ofSeconds(30))
                .until(() -> office.get("/office/v1/cases/" + journey.id() + "/history"), JournalChain::numbered);
    }
}
