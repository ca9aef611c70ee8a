package city.pishkhan.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Processor time of the processes that share a permit's work, in seconds, as {@code /proc} tells it.
 *
 * @param postgres its first process, its children, and those that ended
 * @param driver   this process
 */
record ProcessTimes(double hub, double postgres, double partners, double driver) {

    private static final double TICKS_PER_SECOND = 100;
    /** of the fields behind the command's name */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    static ProcessTimes now(long hub, long postgres, long partners) {
        return new ProcessTimes(
                own(hub),
                whole(postgres),
                own(partners),
                own(ProcessHandle.current().pid()));
    }

    ProcessTimes minus(ProcessTimes before) {
        return new ProcessTimes(
                hub - before.hub, postgres - before.postgres, partners - before.partners, driver - before.driver);
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
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] values = line.substring(line.lastIndexOf(')') + 2).split(" ");
            double ticks = 0;
            for (int field : fields) {
                ticks += Double.parseDouble(values[field]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
