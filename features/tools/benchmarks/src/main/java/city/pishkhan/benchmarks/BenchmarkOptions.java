package city.pishkhan.benchmarks;

import city.pishkhan.testkit.waiting.CityException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The options of the command line.
 *
 * @param measure kind of measurement
 * @param seconds duration of each measured phase
 * @param warmup  duration of the warm-up in seconds
 * @param workers concurrent permits at saturation
 * @param backlog number of cases whose inquiries are released at once; by default derived from the duration
 * @param permits permits per round
 * @param rate    arriving permits per second
 * @param rounds  number of rounds; the median is reported
 * @param cases   number of cases that the city grows to
 * @param other   folder of the unpacked distribution to compare with, or an empty string
 */
record BenchmarkOptions(
        Measure measure,
        int seconds,
        int warmup,
        int workers,
        int backlog,
        int permits,
        int rate,
        int rounds,
        int cases,
        String other) {

    /** Kinds of measurements with their default options. */
    enum Measure {
        PERMIT(Map.of("--seconds", 30, "--warmup", 120, "--workers", 24, "--backlog", 0)),
        COST(Map.of("--permits", 120, "--rate", 3, "--rounds", 3, "--warmup", 60)),
        COMPARE(Map.of("--permits", 120, "--rate", 3, "--rounds", 4, "--warmup", 120)),
        GROW(Map.of("--cases", 100_000, "--permits", 120, "--rate", 3, "--warmup", 60));

        private final Map<String, Integer> usual;

        Measure(Map<String, Integer> usual) {
            this.usual = usual;
        }
    }

    private static final String USAGE =
            """
            usage: bin/bench permit [--seconds 30] [--warmup 120] [--workers 24] [--backlog 300]
                   bin/bench cost [--permits 120] [--rate 3] [--rounds 3] [--warmup 60]
                   bin/bench compare <other distribution> [--permits 120] [--rate 3] [--rounds 4] [--warmup 120]
                   bin/bench grow [--cases 100000] [--permits 120] [--rate 3] [--warmup 60]
                   bin/bench archive --sheets 184000 --folder <folder> [--part rows] [--seconds 20] [--keep 1]
            permit: throughput and response times of building permits through the doors. A running demo city that has a broker port
            (acceptor.port in data/city/etc/city.pishkhan.platform.artemis.cfg) is measured as it is. Otherwise a temporary city is
            started, and removed at the end.
            cost: cost of one permit at a fixed rate: statements, commits, write-ahead log, CPU time of each process. Always measured
            on a temporary hub.
            compare: the same figures for this distribution and for another unpacked distribution, which run in alternating rounds;
            prints ratios with their confidence intervals.
            grow: the same figures in a new city and in one with the given number of cases, and the statements that read more pages
            there. 100,000 cases are about 4 million journal entries.
            archive: an archive with the given number of sheets (rows, no pictures): loading, size, lookups, searches, an import. The
            same command resumes an interrupted run. The other parts (--part) are measured through the doors with real files.
            Results are printed as lines 'name value unit'.""";

    /** @throws CityException with a message for the user */
    static BenchmarkOptions parse(List<String> arguments) {
        Measure measure = arguments.isEmpty() ? null : measure(arguments.get(0));
        if (measure == null) {
            throw new CityException(USAGE);
        }
        boolean compares = measure == Measure.COMPARE;
        if (compares && arguments.size() < 2) {
            throw new CityException("compare needs the folder of the other distribution\n" + USAGE);
        }
        Map<String, Integer> given = new TreeMap<>(measure.usual);
        for (int i = compares ? 2 : 1; i < arguments.size(); i += 2) {
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            if (!value.matches("[1-9]\\d{0,6}")) {
                throw new CityException(arguments.get(i) + " needs a number above 0\n" + USAGE);
            }
            if (given.replace(arguments.get(i), Integer.valueOf(value)) == null) {
                throw new CityException("unknown option " + arguments.get(i) + "\n" + USAGE);
            }
        }
        int seconds = given.getOrDefault("--seconds", 0);
        int backlog = given.getOrDefault("--backlog", 0);
        return new BenchmarkOptions(
                measure,
                seconds,
                given.get("--warmup"),
                given.getOrDefault("--workers", 0),
                backlog == 0 ? Math.min(600, Math.max(50, 10 * seconds)) : backlog,
                given.getOrDefault("--permits", 0),
                given.getOrDefault("--rate", 0),
                given.getOrDefault("--rounds", 0),
                given.getOrDefault("--cases", 0),
                compares ? arguments.get(1) : "");
    }

    private static Measure measure(String word) {
        return switch (word) {
            case "permit" -> Measure.PERMIT;
            case "cost" -> Measure.COST;
            case "compare" -> Measure.COMPARE;
            case "grow" -> Measure.GROW;
            default -> null;
        };
    }
}
