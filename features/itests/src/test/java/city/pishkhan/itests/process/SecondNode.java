package city.pishkhan.itests.process;

import city.pishkhan.itests.TestJvm;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.HubProcess;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A second hub that uses the database and broker of a city. It has its own settings, ports and data, and the shared keys. */
final class SecondNode {
    private static final List<String> KEYS = List.of("pishkhan", "archive-keys");
    private static final List<String> MADE_LATE =
            List.of("pishkhan/journal/seal.p12", "pishkhan/certificates/certificates.p12");
    /** path of the witness's secret below {@code data}; the settings refer to this file, which the demo has created */
    private static final String WITNESS = "partners/witness.secret";

    private static final List<String> REACHED_AT =
            List.of("city.pishkhan.certificates.cfg", "city.pishkhan.payments.cfg", "city.pishkhan.runtime.gate.cfg");

    private final Installation first;
    private final Installation home;
    private final HubProcess hub;

    /** Creates the node as the handbook describes: with the settings of the first node and its own ports. */
    SecondNode(Installation first, Ports ports, HttpClient http) throws IOException {
        this.first = first;
        Path base = TestJvm.folder("process").resolve(first.base().getFileName() + "-two");
        FileTrees.delete(base);
        home = first.createCopy(Files.createDirectories(base));
        Ports own = new Ports(Ports.findFree(), ports.partners(), Ports.findFree());
        new CitySettings(home).install(own);
        for (String file : REACHED_AT) {
            Path path = home.etc().resolve(file);
            Files.writeString(
                    path, Files.readString(path).replace("127.0.0.1:" + own.hub(), "127.0.0.1:" + ports.hub()));
        }
        hub = new HubProcess(home, own, http);
    }

    HubProcess hub() {
        return hub;
    }

    Installation home() {
        return home;
    }

    /** Copies the keys, as {@code pishkhan:cluster-check} instructs. A new city creates its last keys shortly after its start. */
    void copyKeys() throws IOException {
        Awaitility.await("all keys").until(() -> MADE_LATE.stream()
                .allMatch(file -> Files.exists(first.data().resolve(file))));
        for (String folder : KEYS) {
            copy(first.data().resolve(folder), home.data().resolve(folder));
        }
        copy(first.data().resolve(WITNESS), home.data().resolve(WITNESS));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
