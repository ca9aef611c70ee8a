package city.pishkhan.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Processor time in seconds of the processes that take part in a permit, read from {@code /proc}.
 *
 * @param hub        process of the hub
 * @param compiling  part of {@code hub} for just-in-time compilation; decreases with the hub's uptime
 * @param collecting part of {@code hub} for garbage collection
 * @param postgres   main process of the server, its children, and its ended children
 * @param partners   process of the simulated partners
 * @param driver     this process
 */
record ProcessTimes(double hub, double compiling, double collecting, double postgres, double partners, double driver) {

    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler.*|Sweeper.*");
    private static final Pattern COLLECTOR = Pattern.compile("GC Thread.*|G1 .*|VM Thread");

    private static final String GONE = "()";
    private static final double TICKS_PER_SECOND = 100;
    /** indexes of the fields after the command's name */
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
     * Returns the processor time of all living threads whose name matches. The kernel stores only the first 15
     * characters of a name. Ended threads are not counted; the JVM's compiler threads never end on a machine with two
     * processors.
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
            // the process or thread has ended: reading fails with "no such file" or, for a thread, with "no such
            // process"
            if (Files.notExists(file)) {
                return GONE;
            }
            throw new UncheckedIOException(e);
        }
    }
}
