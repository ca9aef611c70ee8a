package city.pishkhan.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Measures the resident memory of a process. */
final class Memory {
    private static final double KB_PER_MB = 1024.0;

    private Memory() {}

    static double residentMegabytes(long pid) throws IOException, InterruptedException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (Files.exists(status)) {
            String line = Files.readAllLines(status).stream()
                    .filter(l -> l.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) / KB_PER_MB;
        }
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        ps.waitFor(10, TimeUnit.SECONDS);
        return Long.parseLong(new String(ps.getInputStream().readAllBytes()).strip()) / KB_PER_MB;
    }
}
