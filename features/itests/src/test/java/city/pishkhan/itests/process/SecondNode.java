package city.pishkhan.itests.process;

import city.pishkhan.itests.Fork;
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

/** Another hub on the database and broker of a city's: its settings, ports and data of its own, and what both share. */
final class SecondNode {
    private static final List<String> KEYS = List.of("pishkhan", "archive-keys");
    private static final List<String> MADE_LATE =
            List.of("pishkhan/journal/seal.p12", "pishkhan/certificates/certificates.p12");
    /** what the settings name below data, and a demo made there */
    private static final String WITNESS = "partners/witness.secret";

    private static final List<String> REACHED_AT =
            List.of("city.pishkhan.certificates.cfg", "city.pishkhan.payments.cfg", "city.pishkhan.runtime.gate.cfg");

    private final Installation first;
    private final Installation home;
    private final HubProcess hub;

    /** Founds it as an operator does by the handbook: the settings of the first, with ports of its own. */
    SecondNode(Installation first, Ports ports, HttpClient http) throws IOException {
        this.first = first;
        Path base = Fork.folder("process").resolve(first.base().getFileName() + "-two");
        FileTrees.delete(base);
        home = first.apart(Files.createDirectories(base));
        Ports own = new Ports(Ports.any(), ports.partners(), Ports.any());
        new CitySettings(home).lay(own);
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

    /** As {@code pishkhan:cluster-check} says. A new city makes its last keys a moment after its start. */
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
