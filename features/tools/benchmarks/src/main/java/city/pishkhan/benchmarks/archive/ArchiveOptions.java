package city.pishkhan.benchmarks.archive;

import city.pishkhan.testkit.waiting.CityException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The options of the command line.
 *
 * @param part    part to measure
 * @param sheets  approximate number of sheets, because only whole properties are created; 0 for parts without stored sheets
 * @param folder  folder of the hub and its database; an interrupted run in the folder is resumed
 * @param seconds duration of each kind of query
 * @param keep    whether the folder is kept at the end
 */
public record ArchiveOptions(Part part, long sheets, Path folder, int seconds, boolean keep) {
    private static final String USAGE =
            """
            usage: bin/bench archive --sheets 184000 --folder <folder> [--part rows] [--seconds 20] [--keep 1]
            Creates an archive with this number of sheets (rows, no pictures) in the database of a temporary hub in the folder. The folder
            must be empty or contain an interrupted run, which is resumed.
            rows     (default) loading and indexing, size of each table and index, lookups, present and missing papers of a property,
                     searches, an import
            titles   only the columns that searches read, and searches
            From a million sheets on, the required disk space is printed first; the run stops unless the disk has a quarter more.
            The other parts call a demo city through its doors, in an empty folder; --sheets is the number of files stored beforehand:
            ingest   uploads of scans during 200 lookups per second
            serve    throughput of downloads, compared with the disk
            tiles    first tile of a scan that has not been rendered before
            fixity   re-reading of stored sheets, and its effect on uploads (--sheets 20000)
            files    reading of random sheets (--sheets 1000000)
            The folder is removed at the end, unless --keep 1 is given.""";

    /** Parts of the benchmark with their minimum and maximum number of sheets. */
    enum Part {
        ROWS(1_000, 1_000_000_000),
        TITLES(1_000, 1_000_000_000),
        INGEST(0, 0),
        SERVE(0, 0),
        TILES(0, 0),
        FIXITY(1_000, 1_000_000),
        FILES(1_000, 10_000_000);

        private final long least;
        private final long most;

        Part(long least, long most) {
            this.least = least;
            this.most = most;
        }

        /** Returns whether the part is measured through the doors of a city. */
        boolean isMeasuredAtDoors() {
            return this != ROWS && this != TITLES;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws CityException with a message for the user */
    public static ArchiveOptions parse(List<String> arguments) {
        Map<String, String> given = new TreeMap<>(
                Map.of("--part", "rows", "--sheets", "0", "--folder", "", "--seconds", "20", "--keep", "0"));
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size() || given.replace(arguments.get(i), arguments.get(i + 1)) == null) {
                throw new CityException("unknown or empty option " + arguments.get(i) + "\n" + USAGE);
            }
        }
        if (given.get("--folder").isEmpty()) {
            throw new CityException("--folder needs a folder\n" + USAGE);
        }
        Part part = Arrays.stream(Part.values())
                .filter(one -> one.toString().equals(given.get("--part")))
                .findFirst()
                .orElseThrow(() -> new CityException("--part must be one of "
                        + Arrays.stream(Part.values()).map(Part::toString).collect(Collectors.joining(", ")) + "\n"
                        + USAGE));
        return new ArchiveOptions(
                part,
                number(given, "--sheets", part.least, part.most),
                Path.of(given.get("--folder")).toAbsolutePath().normalize(),
                (int) number(given, "--seconds", 1, 3_600),
                number(given, "--keep", 0, 1) == 1);
    }

    private static long number(Map<String, String> given, String name, long least, long most) {
        String text = given.get(name);
        if (!text.matches("\\d{1,12}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw new CityException(name + " needs a number from " + least + " to " + most + "\n" + USAGE);
        }
        return Long.parseLong(text);
    }
}
