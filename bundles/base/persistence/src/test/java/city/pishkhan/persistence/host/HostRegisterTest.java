package city.pishkhan.persistence.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.persistence.TestStore;
import city.pishkhan.persistence.host.HostRegister.Quarantine;
import city.pishkhan.platform.startup.Participation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that restarts, further nodes, moves, copies and restores are recognised, on a real PostgreSQL. */
class HostRegisterTest {
    private static final String MACHINE = "m1";
    private static final String OTHER = "m2";

    @TempDir
    Path folder;

    private TestStore store;

    @BeforeEach
    void city() throws IOException {
        store = TestStore.start();
        store.schemas().migrate(HostRegister.class, "host");
        assertTrue(start(data("first"), MACHINE).isEmpty(), "a new city");
    }

    @AfterEach
    void close() {
        Participation.quarantine(false);
        store.close();
    }

    private Path data(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static HostRegister register(Path data, String machine) {
        return new HostRegister(data, new HostIdentity(machine, data.toString()));
    }

    private Optional<Quarantine> start(Path data, String machine) throws IOException {
        Optional<Quarantine> found = register(data, machine).start(store.dataSource());
        assertEquals(found.isPresent(), Participation.isQuarantined());
        return found;
    }

    /** Simulates a restart of the server, or another server with the same content. */
    private void simulateOtherServer() {
        store.tx().run(sql -> sql.execute("update host.database set incarnation = 'before'"));
    }

    private void simulateRestore() {
        store.tx().run(sql -> {
            sql.execute("update host.node set restored = true");
            sql.execute("delete from host.database");
        });
    }

    private Path copyFolder(String name) throws IOException {
        Path copy = data(name);
        Files.copy(data("first").resolve("host.json"), copy.resolve("host.json"));
        return copy;
    }

    @Test
    void restartOnNewDatabaseServerIsAdmitted() throws IOException {
        simulateOtherServer();
        assertTrue(start(data("first"), MACHINE).isEmpty());
        assertTrue(start(data("second"), OTHER).isEmpty(), "a node joins the server that the first one noted");
    }

    @Test
    void newNodeOfSameServerIsAdmitted() throws IOException {
        assertTrue(start(data("second"), OTHER).isEmpty());
        assertTrue(start(copyFolder("third"), "m3").isEmpty(), "with the data of the first");
        simulateOtherServer();
        assertTrue(start(data("second"), OTHER).isEmpty());
    }

    @Test
    void copiedFolderIsQuarantined() throws IOException {
        simulateOtherServer();
        assertEquals("copied", start(copyFolder("copy"), MACHINE).orElseThrow().cause());
        assertEquals("copied", start(copyFolder("away"), OTHER).orElseThrow().cause());
        assertTrue(start(data("first"), MACHINE).isEmpty(), "the original");
    }

    @Test
    void copiedDatabaseWithNewHubIsQuarantined() throws IOException {
        simulateOtherServer();
        assertEquals("copied", start(data("staging"), OTHER).orElseThrow().cause());
    }

    @Test
    void folderMovedOnSameMachineIsAdmitted() throws IOException {
        simulateOtherServer();
        Path moved = folder.resolve("moved");
        Files.move(data("first"), moved);
        assertTrue(start(moved, MACHINE).isEmpty());
        simulateOtherServer();
        assertTrue(start(moved, MACHINE).isEmpty());
        simulateOtherServer();
        assertEquals("copied", start(data("first"), MACHINE).orElseThrow().cause(), "nothing of it is left there");
    }

    @Test
    void folderMovedToOtherMachineIsQuarantined() throws IOException {
        simulateOtherServer();
        Path moved = folder.resolve("moved");
        Files.move(data("first"), moved);
        assertEquals("copied", start(moved, OTHER).orElseThrow().cause());
    }

    @Test
    void quarantinePersistsInFolderAndDatabase() throws IOException {
        simulateOtherServer();
        Path copy = copyFolder("copy");
        Quarantine first = start(copy, OTHER).orElseThrow();
        assertEquals(first, start(copy, OTHER).orElseThrow());
        Files.delete(copy.resolve("host.json"));
        assertEquals(first, start(copy, OTHER).orElseThrow(), "the database has it");
        store.tx().run(sql -> sql.execute("delete from host.quarantine"));
        store.tx().run(sql -> sql.execute("delete from host.node"));
        assertEquals("copied", start(copy, OTHER).orElseThrow().cause(), "the folder has it");
    }

    @Test
    void releaseAdmitsInstallationAndFurtherNodes() throws IOException {
        simulateOtherServer();
        Path copy = copyFolder("copy");
        HostRegister register = register(copy, OTHER);
        assertTrue(start(copy, OTHER).isPresent());
        assertEquals(true, store.tx().required(sql -> register.release(sql, "operator", 7)));
        assertTrue(Participation.isQuarantined(), "not before it is committed");
        assertTrue(renew(register).isEmpty());
        assertFalse(Participation.isQuarantined());
        assertTrue(start(data("beside"), "m3").isEmpty());
        simulateOtherServer();
        assertTrue(start(copy, OTHER).isEmpty());
        assertEquals(false, store.tx().required(sql -> register.release(sql, "operator", 7)));
    }

    @Test
    void earlyNodeIsAdmittedAfterServerIsRegistered() throws IOException {
        simulateOtherServer();
        Path second = data("second");
        assertTrue(start(second, OTHER).isPresent());
        Participation.quarantine(false);
        assertTrue(renew(register(data("first"), MACHINE)).isEmpty());
        Participation.quarantine(true);
        assertTrue(renew(register(second, OTHER)).isEmpty());
        assertFalse(Participation.isQuarantined());
    }

    @Test
    void restoreNeedsReleaseUnlessAcceptedByWitness() throws IOException {
        simulateRestore();
        Path first = data("first");
        Files.delete(first.resolve("host.json"));
        assertEquals("restored", start(first, MACHINE).orElseThrow().cause());
        store.tx().run(sql -> sql.execute("delete from host.quarantine"));
        Files.delete(first.resolve("host.json"));
        register(first, MACHINE).acceptRestored(store.dataSource());
        assertTrue(start(first, MACHINE).isEmpty());
    }

    @Test
    void restoreElsewhereAlwaysNeedsRelease() throws IOException {
        simulateRestore();
        Path elsewhere = data("elsewhere");
        register(elsewhere, OTHER).acceptRestored(store.dataSource());
        assertEquals("restored", start(elsewhere, OTHER).orElseThrow().cause());
    }

    private HostRegister.Decision overtake(HostRegister register) throws IOException {
        HostRegister.Decision decision = store.tx().required(sql -> {
            try {
                return register.quarantineOvertaken(sql);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        decision.apply();
        return decision;
    }

    /** An older copy of machine, folder and database looks like a restart until a witness contradicts its journal. */
    @Test
    void overtakenCopyIsQuarantinedUntilRelease() throws IOException {
        simulateOtherServer();
        Path first = data("first");
        assertTrue(start(first, MACHINE).isEmpty());
        HostRegister register = register(first, MACHINE);
        assertEquals("overtaken", overtake(register).quarantine().orElseThrow().cause());
        assertTrue(Participation.isQuarantined());
        assertEquals("overtaken", Participation.cause());
        assertEquals("copied", start(data("new"), OTHER).orElseThrow().cause(), "no further node of it");
        assertEquals("overtaken", start(first, MACHINE).orElseThrow().cause());
        store.tx()
                .run(sql -> sql.execute("update host.quarantine set released = now() where machine = '" + OTHER + "'"));
        assertTrue(start(first, MACHINE).isPresent());

        assertEquals(0, store.tx().required(HostRegister::lastAcceptedEntry));
        assertEquals(true, store.tx().required(sql -> register.release(sql, "operator", 7)));
        assertEquals(7, store.tx().required(HostRegister::lastAcceptedEntry));
        assertTrue(renew(register).isEmpty());
        assertEquals("", Participation.cause());
        assertTrue(start(first, MACHINE).isEmpty());
    }

    @Test
    void otherNodesStayAdmittedAfterOvertaking() throws IOException {
        Path second = data("second");
        assertTrue(start(second, OTHER).isEmpty());
        Path first = data("first");
        overtake(register(first, MACHINE));
        Participation.quarantine(false);
        assertTrue(renew(register(second, OTHER)).isEmpty());
        assertFalse(Participation.isQuarantined(), "the second goes on");
        assertTrue(start(second, OTHER).isEmpty(), "and restarts");
        assertEquals("overtaken", start(first, MACHINE).orElseThrow().cause(), "it noted the server");
    }

    /** Makes each commit fail if its transaction wrote to the given table. */
    private void failCommits(String table) {
        store.tx().run(sql -> {
            sql.execute("create function host.fail() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'the disk is full'; end $$");
            sql.execute("create constraint trigger fail after insert or update on " + table
                    + " deferrable initially deferred for each row execute function host.fail()");
        });
    }

    @Test
    void uncommittedAdmissionChangesNothing() throws IOException {
        simulateOtherServer();
        Path copy = copyFolder("copy");
        HostRegister register = register(copy, OTHER);
        assertTrue(start(copy, OTHER).isPresent());
        byte[] file = Files.readAllBytes(copy.resolve("host.json"));
        assertEquals(true, store.tx().required(sql -> register.release(sql, "operator", 7)));
        failCommits("host.database");
        assertThrows(RuntimeException.class, () -> register.start(store.dataSource()));
        assertTrue(Participation.isQuarantined(), "in memory");
        assertArrayEquals(file, Files.readAllBytes(copy.resolve("host.json")), "on disk");
    }

    @Test
    void uncommittedQuarantineWritesNoFile() throws IOException {
        simulateOtherServer();
        failCommits("host.quarantine");
        Path staging = data("staging");
        assertThrows(RuntimeException.class, () -> register(staging, OTHER).start(store.dataSource()));
        assertFalse(Files.exists(staging.resolve("host.json")));
    }

    @Test
    void crashBeforeFileWriteKeepsDecision() throws IOException {
        Path second = data("second");
        HostRegister register = register(second, OTHER);
        Participation.quarantine(true);
        decide(register);
        assertFalse(Files.exists(second.resolve("host.json")));
        simulateOtherServer();
        assertTrue(start(second, OTHER).isEmpty(), "it was admitted");
        assertTrue(Files.exists(second.resolve("host.json")));
    }

    private HostRegister.Decision decide(HostRegister register) {
        return store.tx().required(sql -> {
            try {
                return register.reevaluate(sql);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private Optional<Quarantine> renew(HostRegister register) throws IOException {
        HostRegister.Decision decision = decide(register);
        decision.apply();
        return decision.quarantine();
    }
}
