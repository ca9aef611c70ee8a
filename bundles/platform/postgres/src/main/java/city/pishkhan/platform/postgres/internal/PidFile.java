package city.pishkhan.platform.postgres.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a postmaster says of itself in {@code postmaster.pid}: pid, data folder, start time, port, socket folder, listen
 * address, shared memory key, status, one a line.
 *
 * @param pid    of the postmaster
 * @param data   the folder it works on, as it named it
 * @param port   TCP port, 0 while it is not known
 * @param status {@code ready} when it takes connections
 */
record PidFile(long pid, Path data, int port, String status) {

    private static final String NAME = "postmaster.pid";
    /** names under which the system lists a server */
    private static final Set<String> PROGRAMS = Set.of("postgres", "postmaster");
    /** above the largest pid that Linux gives */
    private static final int NO_PROCESS = 4_194_305;

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    static Optional<PidFile> read(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve(NAME));
            return Optional.of(new PidFile(
                    Long.parseLong(lines.get(0).strip()),
                    Path.of(lines.get(1).strip()),
                    lines.size() > PORT_LINE
                            ? Integer.parseInt(lines.get(PORT_LINE).strip())
                            : 0,
                    lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "starting"));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty(); // none, or half written
        }
    }

    boolean ready() {
        return status.equals("ready");
    }

    /**
     * Whether that process lives and is a PostgreSQL server. A process that has died and is not reaped yet does not live; after a power cut the
     * system may have given its pid to another program.
     */
    boolean alive() {
        if (!known()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            int name = stat.lastIndexOf(')');
            char state = stat.charAt(name + 2);
            return state != 'Z' && state != 'X' && PROGRAMS.contains(stat.substring(stat.indexOf('(') + 1, name));
        } catch (IOException | IndexOutOfBoundsException e) {
            return known();
        }
    }

    private boolean known() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /**
     * Replaces the pid of a dead server that the system still knows by one that no process has. Otherwise PostgreSQL takes the file for that of
     * a running server. The rest of the file stays: by it PostgreSQL finds sessions that outlived their server.
     */
    static void releaseDead(Path data) throws IOException {
        Optional<PidFile> left = read(data);
        if (left.isEmpty() || left.get().alive() || !left.get().known()) {
            return;
        }
        Path file = data.resolve(NAME);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(0, Integer.toString(NO_PROCESS));
        Files.write(file, lines);
    }
}
