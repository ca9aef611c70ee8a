package city.pishkhan.benchmarks;

import city.pishkhan.testkit.waiting.CityException;
import java.util.List;

/**
 * What the command line says.
 *
 * @param seconds each of the measured phases lasts
 * @param warmup  seconds that nothing is measured
 * @param workers permits under way at saturation
 * @param backlog cases whose inquiries are let loose at once; 0 for as many as fit the time
 */
record BenchmarkOptions(int seconds, int warmup, int workers, int backlog) {

    private static final String USAGE =
            """
            usage: bin/bench permit [--seconds 30] [--warmup 120] [--workers 24] [--backlog 300]
            Drives building permits through the doors and prints what was measured as 'name value unit' lines.
            A demo city that runs with a broker port (acceptor.port in etc/city.pishkhan.platform.artemis.cfg) is measured as it is;
            otherwise one with data of its own is started, and stopped and removed at the end.""";

    /** @throws CityException for whoever typed it */
    static BenchmarkOptions parse(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.get(0).equals("permit")) {
            throw new CityException(USAGE);
        }
        int seconds = 30;
        int warmup = 120;
        int workers = 24;
        int backlog = 0;
        for (int i = 1; i < arguments.size(); i += 2) {
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            int number = value.matches("[1-9]\\d{0,5}") ? Integer.parseInt(value) : 0;
            if (number == 0) {
                throw new CityException(arguments.get(i) + " needs a number above 0\n" + USAGE);
            }
            switch (arguments.get(i)) {
                case "--seconds" -> seconds = number;
                case "--warmup" -> warmup = number;
                case "--workers" -> workers = number;
                case "--backlog" -> backlog = number;
                default -> throw new CityException("unknown option " + arguments.get(i) + "\n" + USAGE);
            }
        }
        return new BenchmarkOptions(
                seconds, warmup, workers, backlog == 0 ? Math.min(600, Math.max(50, 10 * seconds)) : backlog);
    }
}
