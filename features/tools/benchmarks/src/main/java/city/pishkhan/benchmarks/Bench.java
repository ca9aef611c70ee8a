package city.pishkhan.benchmarks;

import city.pishkhan.testkit.ProgressListener;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.growth.PlanLog;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import city.pishkhan.testkit.waiting.CityException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The command {@code bin/bench}. */
public final class Bench {

    private static final String BROKER = "city.pishkhan.platform.artemis.cfg";

    private Bench() {}

    /** Exit status 0: everything was measured without failures; 1: an error occurred; 64: invalid command line. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty(
                "org.slf4j.simpleLogger.defaultLogLevel",
                System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "error"));
        PrintStream talk = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        PrintStream figures = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try {
            BenchmarkOptions benchmarkOptions = BenchmarkOptions.parse(List.of(arguments));
            Installation home = Installation.at(Path.of(System.getProperty("pishkhan.home", ".")));
            System.exit(
                    run(
                                    home,
                                    benchmarkOptions,
                                    new Figures(figures, talk),
                                    (who, what) -> talk.printf("  %-13s %s%n", who, what))
                            ? 0
                            : 1);
        } catch (CityException e) {
            talk.println(e.getMessage());
            System.exit(e.getMessage().contains("usage:") ? 64 : 1);
        }
    }

    private static boolean run(
            Installation distribution, BenchmarkOptions benchmarkOptions, Figures figures, ProgressListener progress)
            throws Exception {
        Installation city = distribution.demoCity();
        Installation demo = Files.exists(city.etc()) ? city : distribution;
        RunningCity running = new RunningCity(demo, new CitySettings(demo).ports(), progress);
        if (benchmarkOptions.measure() == BenchmarkOptions.Measure.PERMIT
                && running.hub().isRunning()
                && running.partnersProcess().isRunning()
                && brokerPort(demo) > 0) {
            figures.writeProgress(
                    "measuring the running demo city at " + running.hub().address());
            return new PermitBenchmark(running, demo, brokerPort(demo), benchmarkOptions, figures).run();
        }
        return runInOwnCity(distribution, benchmarkOptions, figures, progress);
    }

    private static boolean runInOwnCity(
            Installation distribution, BenchmarkOptions benchmarkOptions, Figures figures, ProgressListener progress)
            throws Exception {
        if (benchmarkOptions.measure() == BenchmarkOptions.Measure.PERMIT) {
            return runInCity(distribution, false, figures, progress, (city, home) -> new PermitBenchmark(
                            city, home, brokerPort(home), benchmarkOptions, figures)
                    .run());
        }
        return runInCity(distribution, true, figures, progress, (city, home) -> {
            try (MeasuredCity mine = new MeasuredCity(city, home)) {
                return switch (benchmarkOptions.measure()) {
                    case COST -> new CostBenchmark(mine, benchmarkOptions, figures).run();
                    case GROW -> new GrowBenchmark(city, home, mine, benchmarkOptions, figures).run();
                    case COMPARE -> runComparison(mine, benchmarkOptions, figures, progress);
                    case PERMIT -> throw new IllegalStateException("the permit benchmark has its own runner");
                };
            }
        });
    }

    private static boolean runComparison(
            MeasuredCity mine, BenchmarkOptions benchmarkOptions, Figures figures, ProgressListener progress)
            throws Exception {
        Installation distribution = Installation.withDemo(Path.of(benchmarkOptions.other()));
        return runInCity(distribution, true, figures, progress, (city, home) -> {
            try (MeasuredCity other = new MeasuredCity(city, home)) {
                return new CompareBenchmark(mine, other, benchmarkOptions, figures).run();
            }
        });
    }

    /**
     * Measures a running city.
     *
     * @return {@code true} if there were no failures
     */
    @FunctionalInterface
    private interface Measurement {
        boolean run(RunningCity city, Installation home) throws Exception;
    }

    /** Starts a city with its own data, which is stopped and removed when this process ends. */
    private static boolean runInCity(
            Installation distribution,
            boolean counted,
            Figures figures,
            ProgressListener progress,
            Measurement measurement)
            throws Exception {
        Path folder = Files.createTempDirectory("pishkhan-bench");
        Installation home = distribution.createCopy(folder);
        Ports ports = new Ports(Ports.findFree(), Ports.findFree(), Ports.findFree());
        CitySettings settings = new CitySettings(home);
        settings.set(BROKER, "acceptor.port", Ports.findFree());
        if (counted) {
            settings.add("city.pishkhan.platform.postgres.cfg", "settings", PlanLog.SETTING);
        }
        RunningCity city = new RunningCity(home, ports, progress);
        AtomicBoolean good = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(city, folder, good.get(), figures), "end"));
        figures.writeProgress("starting a temporary hub in " + folder);
        city.start();
        good.set(measurement.run(city, home));
        return good.get();
    }

    /** Stops the city, also after an interruption. After a failure, settings, data and logs are kept. */
    private static void end(RunningCity city, Path folder, boolean good, Figures figures) {
        try {
            city.stop();
            if (!good) {
                figures.writeProgress("settings, data and logs are kept in " + folder);
                return;
            }
            FileTrees.delete(folder);
        } catch (IOException | InterruptedException e) {
            figures.writeProgress("some processes or files could not be removed: " + e);
        }
    }

    private static int brokerPort(Installation home) {
        return new CitySettings(home).number(BROKER, "acceptor.port");
    }
}
