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
            An archive of so many sheets (rows, no pictures) in the database of a hub of its own in that folder, which must be empty, or of a run that was
            interrupted: that one goes on. Told are loading and indexing, bytes of each table and index, look-ups, what a property has and lacks, searches,
            and a take-over. --part titles: of the same archive only what searches read, and searches.
            From a million sheets on it says first how large the whole becomes, and refuses where the disk has not that and a quarter more.
            The other parts are asked of a demo city through its doors, in an empty folder; --sheets are files that lie in its store beforehand:
            ingest   scans that come in beside 200 look-ups a second
            serve    bytes that are served, beside what the disk gives
            tiles    the first tile of a scan, of which nothing was made ahead
            fixity   sheets that are read again, and what that takes from ingest (--sheets 20000)
            files    a random sheet among so many (--sheets 1000000)
            Afterwards the folder is removed, unless --keep 1.""";

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
        boolean doors() {
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
                .orElseThrow(() -> new CityException("--part is one of "
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
