package city.pishkhan.testkit.plots;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The demo's generated properties; each is returned once. Thread-safe. */
public final class Plots {
    /**
     * The number of districts. The test kit shares no class with the hub; {@code DistrictsTest} compares the number
     * with the hub's.
     */
    public static final int DISTRICTS = 22;

    private final Deque<Plot> unused = new ArrayDeque<>();

    private Plots(List<Plot> plots) {
        unused.addAll(plots);
    }

    /**
     * Reads the districts' files {@code <district>.csv}, in the format of the property import. The head office's file
     * is ignored.
     *
     * @param seed seed of the random order
     */
    public static Plots read(Path folder, long seed) {
        List<Plot> plots = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.csv")) {
            all.forEach(files::add);
            Collections.sort(files);
            for (Path file : files) {
                if (file.getFileName().toString().matches(".*\\d+\\.csv")) {
                    plots.addAll(parse(Files.readAllLines(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's properties cannot be read", e);
        }
        Collections.shuffle(plots, new java.util.Random(seed));
        return new Plots(plots);
    }

    static List<Plot> parse(List<String> lines) {
        String[] names = lines.get(0).replace("\uFEFF", "").split(",");
        List<Plot> plots = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < names.length && i < cells.length; i++) {
                row.put(names[i].strip(), cells[i].strip());
            }
            // the files also contain rows that the import must reject
            if (row.getOrDefault("renovation_code", "").matches("\\d+(-\\d+){6}")
                    && row.getOrDefault("floors", "").matches("\\d+")) {
                plots.add(plot(row));
            }
        }
        return plots;
    }

    private static Plot plot(Map<String, String> row) {
        return new Plot(
                row.get("renovation_code"),
                Set.of(row.get("uses").split(";")),
                Integer.parseInt(row.get("floors")),
                Integer.parseInt(row.get("density")),
                (long) Double.parseDouble(row.get("land_area")),
                Arrays.stream(row.get("owners").split(";")).collect(Collectors.toList()));
    }

    /** Returns the number of unused properties. */
    public synchronized int left() {
        return unused.size();
    }

    /**
     * Returns an unused property that meets the condition.
     *
     * @throws NoSuchElementException if there is none
     */
    public synchronized Plot next(Predicate<Plot> fits) {
        Plot found = unused.stream()
                .filter(fits)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no suitable property is left"));
        unused.remove(found);
        return found;
    }
}
