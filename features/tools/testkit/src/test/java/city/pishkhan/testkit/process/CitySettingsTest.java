package city.pishkhan.testkit.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CitySettingsTest {

    @TempDir
    Path root;

    private CitySettings settings;

    @BeforeEach
    void distribution() throws IOException {
        write("etc/org.apache.felix.http.cfg", "org.apache.felix.http.host=127.0.0.1\npishkhan.port=8181\n");
        write("etc/org.apache.karaf.shell.cfg", "sshPort = 8101\n");
        write("etc/users.properties", "# users\n#karaf = karaf");
        write("etc/city.pishkhan.utilities-gas.cfg", "# http://127.0.0.1:8190/gas\nurl = http://127.0.0.1:8190/gas\n");
        write("etc/city.pishkhan.payments.cfg", "publicUrl=http://127.0.0.1:8181\n");
        write("etc/city.pishkhan.deliveries.cfg", "sweepSeconds = 15\npollSeconds = 900\ngrams = 50\n");
        write("etc/city.pishkhan.routes.bank.settlement-mellat.cfg", "gateway = mellat\npause = 10000\n");
        write("etc/demo/demo.users", "operator = hash\n");
        write(
                "etc/demo/city.pishkhan.bank.mellat-demo.cfg",
                "url=http://127.0.0.1:8190/bank/mellat/pgw\npageUrl=http://127.0.0.1:8190/bank/mellat/page\n");
        settings = new CitySettings(new Installation(root, root));
    }

    @Test
    void appliesDemoFilesAndPortsToDistribution() throws IOException {
        settings.install(new Ports(21_181, 21_190, 21_101));

        assertEquals("operator = hash\n", read("etc/users/demo.users"));
        assertTrue(read("etc/org.apache.felix.http.cfg").contains("pishkhan.port=21181"));
        assertEquals("sshPort = 21101\n", read("etc/org.apache.karaf.shell.cfg"));
        assertTrue(read("etc/city.pishkhan.utilities-gas.cfg").contains("url = http://127.0.0.1:21190/gas"));
        assertEquals("publicUrl=http://127.0.0.1:21181\n", read("etc/city.pishkhan.payments.cfg"));
        assertEquals(
                "url=http://127.0.0.1:21190/bank/mellat/pgw\npageUrl=http://127.0.0.1:21190/bank/mellat/page\n",
                read("etc/city.pishkhan.bank.mellat-demo.cfg"));
        assertEquals("sweepSeconds = 1\npollSeconds = 1\ngrams = 50\n", read("etc/city.pishkhan.deliveries.cfg"));
        assertEquals("gateway = mellat\npause = 1000\n", read("etc/city.pishkhan.routes.bank.settlement-mellat.cfg"));
        assertEquals(new Ports(21_181, 21_190, 21_101), settings.ports(), "a later run finds them");
    }

    @Test
    void generatesConsoleLoginOnceAndKeepsItPrivate() throws IOException {
        settings.install(Ports.USUAL);
        String first = read("etc/users.properties");
        settings.install(Ports.USUAL);
        assertEquals(first, read("etc/users.properties"));
        assertTrue(first.matches("(?s)# users\n#karaf = karaf\ndemo-operator = [\\w-]{24},admin,.*"), first);
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("etc/users.properties"))));
    }

    @Test
    void doesNotRewriteUnchangedFiles() throws IOException {
        settings.install(Ports.USUAL);
        Path gas = root.resolve("etc/city.pishkhan.utilities-gas.cfg");
        FileTime past = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(gas, past);
        settings.install(Ports.USUAL);
        assertEquals(past, Files.getLastModifiedTime(gas));
    }

    @Test
    void demoCityHasSeparateSettings() throws IOException {
        Installation distribution = new Installation(root, root);
        String gas = read("etc/city.pishkhan.utilities-gas.cfg");
        Installation city = distribution.createDemoCity();
        new CitySettings(city).install(new Ports(21_181, 21_190, 21_101));
        assertEquals(gas, read("etc/city.pishkhan.utilities-gas.cfg"), "nobody else's file is changed");
        assertTrue(Files.notExists(root.resolve("etc/users")));
        assertTrue(read("data/city/etc/city.pishkhan.utilities-gas.cfg").contains(":21190/gas"));
        assertEquals(city, distribution.createDemoCity());
        assertTrue(read("data/city/etc/city.pishkhan.utilities-gas.cfg").contains(":21190/gas"), "what it has stays");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }
}
