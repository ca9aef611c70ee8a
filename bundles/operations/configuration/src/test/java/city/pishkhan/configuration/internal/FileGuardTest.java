package city.pishkhan.configuration.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.configuration.KnownKey;
import city.pishkhan.configuration.KnownKeys;
import city.pishkhan.configuration.TestJar;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileGuardTest {
    private static final String GAS = "city.pishkhan.utilities-gas.cfg";

    @TempDir
    Path etc;

    private final List<String> done = new ArrayList<>();
    private KnownKeys known;
    private ArtifactInstaller installer = new ArtifactInstaller() {
        @Override
        public boolean canHandle(File file) {
            return true;
        }

        @Override
        public void install(File file) {
            done.add("install " + file.getName());
        }

        @Override
        public void update(File file) {
            done.add("update " + file.getName());
        }

        @Override
        public void uninstall(File file) {
            done.add("uninstall " + file.getName());
        }
    };
    private final FileGuard guard = new FileGuard(() -> installer, () -> known);

    @BeforeEach
    void read(@TempDir Path jars) throws Exception {
        known = TestJar.known(jars);
    }

    private Map<String, String> english() {
        Map<String, String> english = new TreeMap<>();
        guard.refused().forEach((file, why) -> english.put(file, why.english()));
        return english;
    }

    private File file(String name, String text) throws Exception {
        return Files.writeString(etc.resolve(name), text).toFile();
    }

    @Test
    void unknownKeyIsRefusedUntilCorrected() throws Exception {
        guard.install(file(GAS, "agency = gas\n"));
        guard.update(file(GAS, "agency = gas\nconsumer = 2\n"));
        assertEquals(List.of("install " + GAS), done, "what was before stays");
        assertEquals(Map.of(GAS, "unknown key consumer, the nearest known is consumers"), english());
        guard.update(file(GAS, "agency = gas\nconsumers = 2\n"));
        assertEquals(List.of("install " + GAS, "update " + GAS), done);
        assertEquals(Map.of(), guard.refused());
    }

    @Test
    void emptyFileKeepsPreviousSettings() throws Exception {
        guard.install(file(GAS, "agency = gas\n"));
        guard.update(file(GAS, ""));
        assertEquals(List.of("install " + GAS), done, "what was before stays");
        assertEquals(Map.of(GAS, "it is empty"), english());
        guard.update(file(GAS, "# all as it comes\n"));
        assertEquals(List.of("install " + GAS, "update " + GAS), done);
        assertEquals(Map.of(), guard.refused());
    }

    @Test
    void deletedFileIsUninstalledEvenIfRefused() throws Exception {
        File gas = file(GAS, "consumer = 2\n");
        guard.install(gas);
        guard.uninstall(gas);
        assertEquals(List.of("uninstall " + GAS), done);
        assertEquals(Map.of(), guard.refused());
    }

    @Test
    void refusedFileIsInstalledWhenKeyBecomesKnown() throws Exception {
        guard.install(file("city.pishkhan.parks.cfg", "whatever = 1\n"));
        assertEquals(List.of("install city.pishkhan.parks.cfg"), done, "nobody knows yet whose it is");
        guard.install(file(GAS, "consumer = 2\n"));
        guard.recheckRefused();
        assertEquals(1, done.size());
        Map<String, Map<String, KnownKey>> more = new TreeMap<>(known.keys());
        more.put(
                "city.pishkhan.utilities",
                Map.of("consumer", new KnownKey("consumer", "Integer", false, List.of(), "", List.of(), "", "")));
        known = new KnownKeys(more);
        guard.recheckRefused();
        assertEquals(List.of("install city.pishkhan.parks.cfg", "install " + GAS), done);
        assertEquals(Map.of(), guard.refused());
    }

    /**
     * A misspelt value of a list is refused and named. Otherwise the component would throw, and the log would not show
     * the value.
     */
    @Test
    void misspeltListValueIsRefusedAndNamed() throws Exception {
        String file = "city.pishkhan.routes.bank.settlement-mellat.cfg";
        known = new KnownKeys(Map.of(
                "city.pishkhan.routes.bank.settlement",
                Map.of(
                        "columns",
                        new KnownKey(
                                "columns",
                                "String",
                                true,
                                List.of("reference"),
                                "",
                                List.of("reference", "amount", "-"),
                                "",
                                ""))));
        guard.install(file(file, "columns = reference, amount,-\n"));
        guard.update(file(file, "columns = refrence,amount\n"));
        assertEquals(List.of("install " + file), done, "what was before stays");
        assertEquals(
                Map.of(
                        file,
                        "columns: \"refrence\" is not one of reference, amount, -, the nearest known is reference"),
                english());
    }

    @Test
    void handlesOnlyHubFilesWhileInstallerIsPresent() throws Exception {
        assertTrue(guard.canHandle(new File(GAS)));
        assertFalse(guard.canHandle(new File("org.apache.felix.http.cfg")));
        assertFalse(guard.canHandle(new File("city.pishkhan.journal.witness.cfg.example")));
        installer = null;
        assertFalse(guard.canHandle(new File(GAS)), "the file installer tries again");
    }
}
