package city.pishkhan.demo;

import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Configures the owners of the demo city's mobile numbers in the simulated register, from {@code demo/numbers.csv} in
 * the city's settings folder.
 */
final class KnownNumbers {
    private KnownNumbers() {}

    /** Configures the register; repeating the call changes nothing. */
    static void configureRegister(RunningCity city, Installation home) throws IOException {
        city.partners().control("numbers", Map.of("script", read(home.etc().resolve("demo/numbers.csv"))));
    }

    static List<Map<String, String>> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> Map.of("mobile", cells[0].strip(), "nationalId", cells[1].strip()))
                .toList();
    }
}
