package city.pishkhan.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** Measures processor time of the hub and of unrelated processes, to judge results on a shared machine. */
final class Processors {

    private static final Path MACHINE = Path.of("/proc/stat");
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final double TICKS_PER_SECOND = 100;

    private final ProcessHandle hub;
    private final ProcessHandle[] ours;
    private final double hubBefore;
    private final double oursBefore;
    private final double busyBefore;
    private final long begin = System.nanoTime();

    /**
     * Begins to measure.
     *
     * @param hub    process id of the hub
     * @param others process ids of the partners and the database server
     */
    Processors(long hub, long... others) throws IOException {
        this.hub = ProcessHandle.of(hub).orElseThrow();
        this.ours = Stream.concat(
                        Stream.of(this.hub, ProcessHandle.current()),
                        Arrays.stream(others).mapToObj(ProcessHandle::of).flatMap(java.util.Optional::stream))
                .toArray(ProcessHandle[]::new);
        hubBefore = seconds(this.hub);
        oursBefore = hubTicks();
        busyBefore = busy();
    }

    /** Returns the processor time of the hub's process since the beginning, in seconds. */
    double hubSeconds() {
        return seconds(hub) - hubBefore;
    }

    /** Returns the share of the machine that unrelated processes used since the beginning, in percent, or -1 if it is unknown. */
    double foreignPercent() throws IOException {
        if (busyBefore < 0) {
            return -1;
        }
        double whole = (System.nanoTime() - begin) / 1e9 * Runtime.getRuntime().availableProcessors();
        return Math.max(0, 100 * (busy() - busyBefore - (hubTicks() - oursBefore)) / whole);
    }

    private double hubTicks() {
        return Arrays.stream(ours)
                .flatMap(process -> process.pid() == hub.pid()
                                || process.pid() == ProcessHandle.current().pid()
                        ? Stream.of(process)
                        : Stream.concat(Stream.of(process), process.descendants()))
                .mapToDouble(Processors::seconds)
                .sum();
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    private static double busy() throws IOException {
        if (Files.notExists(MACHINE)) {
            return -1;
        }
        String[] ticks = Files.readAllLines(MACHINE).get(0).split("\\s+");
        double busy = 0;
        for (int i = 0; i < 7; i++) {
            if (i != IDLE && i != WAITING) {
                busy += Double.parseDouble(ticks[i + 1]);
            }
        }
        return busy / TICKS_PER_SECOND;
    }
}
