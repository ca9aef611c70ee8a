package city.pishkhan.cluster.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.security.Caller;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.persistence.host.HostRegister;
import city.pishkhan.platform.startup.Participation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how a copied data folder is shown to operators and in the journal. */
class QuarantineGuardTest {
    private static final Caller SECOND = new Caller("operator-2", Set.of("operator"));

    @TempDir
    Path folder;

    private final TestStore store = TestStore.start();
    private final SqlJournal journal = new SqlJournal(store.tx(), store.schemas());

    @AfterEach
    void close() {
        Participation.quarantine(false);
        store.close();
    }

    private List<String> events() {
        return journal.entries(null).stream().map(entry -> entry.event()).toList();
    }

    @Test
    void copiedInstallationIsQuarantinedUntilReleased() throws Exception {
        store.schemas().migrate(HostRegister.class, "host");
        Path original = Files.createDirectory(folder.resolve("original"));
        assertTrue(new HostRegister(original).start(store.dataSource()).isEmpty());
        store.tx().run(sql -> sql.execute("update host.database set incarnation = 'before'"));
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(original.resolve("host.json"), copy.resolve("host.json"));
        HostRegister register = new HostRegister(copy);
        assertTrue(register.start(store.dataSource()).isPresent());

        QuarantineGuard guard = new QuarantineGuard(store.tx(), journal, register);
        InstallationRelease release = new InstallationRelease(guard);
        guard.applyDecision();
        guard.applyDecision();
        assertEquals(List.of("installation.quarantined"), events(), "once");
        assertEquals("quarantine", guard.warnings().get(0).kind());
        assertTrue(guard.warnings().get(0).remedy().english().contains("pishkhan:installation-release"));
        release.check(Map.of());

        Approval asked = new Approval(
                UUID.randomUUID(),
                release.name(),
                Map.of(),
                "the original burnt down",
                "asked",
                "operator",
                Instant.now(),
                Instant.now(),
                null,
                null,
                null);
        store.tx().run(sql -> release.execute(SECOND, asked));
        assertFalse(Participation.isQuarantined());
        assertEquals(List.of(), guard.warnings());
        assertEquals(List.of("installation.quarantined", "installation.released"), events());
        assertEquals(
                "installation.not-quarantined",
                assertThrows(Refusal.class, () -> release.check(Map.of())).code());
        assertTrue(register.start(store.dataSource()).isEmpty(), "after a restart too");
        guard.stop();
    }
}
