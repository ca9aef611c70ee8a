package city.pishkhan.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Processor time of the processes that share a permit's work, in seconds, as {@code /proc} tells it.
 *
 * @param compiling of the hub's, what its just-in-time compiler took: it grows smaller the longer the hub has run
 * @param collecting of the hub's, what its garbage collector took
 * @param postgres its first process, its children, and those that ended
 * @param driver   this process
 */
record ProcessTimes(double hub, double compiling, double collecting, double postgres, double partners, double driver) {

    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler.*|Sweeper.*");
    private static final Pattern COLLECTOR = Pattern.compile("GC Thread.*|G1 .*|VM Thread");

    private static final String GONE = "()";
    private static final double TICKS_PER_SECOND = 100;
    /** of the fields behind the command's name */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    static ProcessTimes now(long hub, long postgres, long partners) {
        return new ProcessTimes(
                own(hub),
                threads(hub, COMPILER),
                threads(hub, COLLECTOR),
                whole(postgres),
                own(partners),
                own(ProcessHandle.current().pid()));
    }

    ProcessTimes minus(ProcessTimes before) {
        return new ProcessTimes(
                hub - before.hub,
                compiling - before.compiling,
                collecting - before.collecting,
                postgres - before.postgres,
                partners - before.partners,
                driver - before.driver);
    }

    /**
     * Of the threads whose name the kernel knows (its first 15 characters), and which still live: of compilers a JVM on two processors has one
     * of each kind, which stay.
     */
    private static double threads(long pid, Pattern name) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return tasks.map(task -> stat(task.resolve("stat")))
                    .filter(line -> name.matcher(
                                    line.substring(line.indexOf('(') + 1, Math.max(line.lastIndexOf(')'), 1)))
                            .matches())
                    .mapToDouble(line -> seconds(line, USER, SYSTEM))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double own(long pid) {
        return seconds(pid, USER, SYSTEM);
    }

    private static double whole(long pid) {
        return seconds(pid, USER, SYSTEM, ENDED_USER, ENDED_SYSTEM)
                + ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToDouble(child -> own(child.pid()))
                        .sum();
    }

    private static double seconds(long pid, int... fields) {
        return seconds(stat(Path.of("/proc/" + pid + "/stat")), fields);
    }

    private static double seconds(String stat, int... fields) {
        if (stat.equals(GONE)) {
            return 0;
        }
        String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int field : fields) {
            ticks += Double.parseDouble(values[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static String stat(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            // ended meanwhile: read as "no such file" or, of a thread, "no such process"
            if (Files.notExists(file)) {
                return GONE;
            }
            throw new UncheckedIOException(e);
        }
    }
}
