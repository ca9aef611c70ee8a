package city.pishkhan.itests.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** TCP ports on which a process listens, as Linux reports them. */
final class ListeningPorts {
    private static final String LISTENING = "0A";
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningPorts() {}

    /** Listening ports of a process that other machines can reach. */
    static Set<Integer> open(long pid) throws IOException {
        Set<String> sockets = sockets(pid);
        Set<Integer> open = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > INODE && LISTENING.equals(fields[STATE]) && sockets.contains(fields[INODE])) {
                    String[] local = fields[LOCAL].split(":");
                    if (!LOOPBACK.contains(local[0])) {
                        open.add(Integer.parseInt(local[1], 16));
                    }
                }
            }
        }
        return open;
    }

    private static Set<String> sockets(long pid) throws IOException {
        Set<String> links = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files) {
                try {
                    links.add(Files.readSymbolicLink(file).toString());
                } catch (IOException e) {
                    // the process has closed this descriptor since the descriptors were listed
                }
            }
        }
        return links.stream()
                .filter(link -> link.startsWith("socket:["))
                .map(link -> link.substring("socket:[".length(), link.length() - 1))
                .collect(Collectors.toSet());
    }
}
