package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.waiting.CityException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The command {@code bin/bench archive}. */
public final class ArchiveBench {
    private static final int USAGE = 64;

    private ArchiveBench() {}

    /** Exit status 0: everything was measured; 1: an error occurred; 64: invalid command line. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty(
                "org.slf4j.simpleLogger.defaultLogLevel",
                System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "error"));
        PrintStream talk = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        PrintStream figures = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try {
            ArchiveOptions options = ArchiveOptions.parse(List.of(arguments).subList(1, arguments.length));
            Installation home = Installation.at(Path.of(System.getProperty("pishkhan.home", ".")));
            Figures output = new Figures(figures, talk);
            boolean good = options.part().isMeasuredAtDoors()
                    ? new ArchiveDoorBenchmark(home, options, output).run()
                    : new ArchiveBenchmark(home, options, output).run();
            System.exit(good ? 0 : 1);
        } catch (CityException e) {
            talk.println(e.getMessage());
            System.exit(e.getMessage().contains("usage:") ? USAGE : 1);
        }
    }
}
