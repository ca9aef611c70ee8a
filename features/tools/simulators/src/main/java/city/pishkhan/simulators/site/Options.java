package city.pishkhan.simulators.site;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The options of the command line.
 *
 * @param host        address to listen on
 * @param port        port to listen on, or 0 for any free port
 * @param data        folder of the ledgers
 * @param settlement  folder in which each bank has a folder for its settlement files, or {@code null} to write none
 * @param hub         the hub's address, to which partners push their answers
 * @param credentials {@code <partner>.user}, {@code .password}, {@code .token}: required of the hub by the partner, or none;
 *     {@code <partner>.hub.user}, {@code .hub.password}: the partner's login at the hub
 */
public record Options(String host, int port, Path data, Path settlement, URI hub, Properties credentials) {

    static final String USAGE =
            "usage: java -jar simulators.jar [--host 127.0.0.1] [--port 8190] --data DIR [--settlement DIR] [--hub http://127.0.0.1:8181] [--credentials FILE]";

    /** @throws IllegalArgumentException with a message for the user */
    public static Options parse(List<String> arguments) throws IOException {
        String host = "127.0.0.1";
        int port = 8190;
        Path data = null;
        Path settlement = null;
        URI hub = URI.create("http://127.0.0.1:8181");
        Properties credentials = new Properties();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " needs a value; " + USAGE);
            }
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--host" -> host = value;
                case "--port" -> port = Integer.parseInt(value);
                case "--data" -> data = Path.of(value);
                case "--settlement" -> settlement = Path.of(value);
                case "--hub" -> hub = URI.create(value);
                case "--credentials" -> credentials = read(Path.of(value));
                default -> throw new IllegalArgumentException("unknown option " + arguments.get(i) + "; " + USAGE);
            }
        }
        if (data == null) {
            throw new IllegalArgumentException("--data is missing; " + USAGE);
        }
        return new Options(host, port, data, settlement, hub, credentials);
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
