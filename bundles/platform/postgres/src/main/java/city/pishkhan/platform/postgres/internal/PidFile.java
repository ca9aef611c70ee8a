package city.pishkhan.platform.postgres.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Content of PostgreSQL's file {@code postmaster.pid}: pid, data folder, start time, port, socket folder, listen
 * address, shared memory key, status, one per line.
 *
 * @param pid process id of the server
 * @param data data folder, as named by the server
 * @param port TCP port, 0 while unknown
 * @param status {@code ready} when the server accepts connections
 */
record PidFile(long pid, Path data, int port, String status) {

    private static final String NAME = "postmaster.pid";
    /** Names of a server process. */
    private static final Set<String> PROGRAMS = Set.of("postgres", "postmaster");
    /** A process id above the maximum of Linux, which therefore belongs to no process. */
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
            return Optional.empty(); // missing or incomplete
        }
    }

    boolean isReady() {
        return status.equals("ready");
    }

    /**
     * Returns {@code true} if the process is alive and is a PostgreSQL server. A zombie process is not alive. After a power
     * failure the pid may belong to another program.
     */
    boolean isAlive() {
        if (!isProcessKnown()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            int name = stat.lastIndexOf(')');
            char state = stat.charAt(name + 2);
            return state != 'Z' && state != 'X' && PROGRAMS.contains(stat.substring(stat.indexOf('(') + 1, name));
        } catch (IOException | IndexOutOfBoundsException e) {
            return isProcessKnown();
        }
    }

    private boolean isProcessKnown() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /**
     * Replaces the pid of a dead server in its file by an unused pid, if the system still knows the old pid. Otherwise
     * PostgreSQL would take the dead server for a running one. The remaining lines are kept, because PostgreSQL uses
     * them to find sessions that outlived their server.
     */
    static void releaseDead(Path data) throws IOException {
        Optional<PidFile> left = read(data);
        if (left.isEmpty() || left.get().isAlive() || !left.get().isProcessKnown()) {
            return;
        }
        Path file = data.resolve(NAME);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(0, Integer.toString(NO_PROCESS));
        Files.write(file, lines);
    }
}
