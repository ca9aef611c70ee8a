package city.pishkhan.benchmarks.archive;

import city.pishkhan.testkit.waiting.CityException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the command line says.
 *
 * @param sheets  as many as asked for, and some more or fewer: properties are whole
 * @param folder  of the hub and its database; what is there already goes on
 * @param seconds that each kind of question is asked
 * @param keep    whether the folder stays afterwards
 */
public record ArchiveOptions(long sheets, Path folder, int seconds, boolean keep) {
    private static final String USAGE =
            """
            usage: bin/bench archive --sheets 184000 --folder <folder> [--seconds 20] [--keep 1]
            An archive of so many sheets (rows, no pictures) in the database of a hub of its own in that folder, which must be empty, or of a run that was
            interrupted: that one goes on. Told are loading and indexing, bytes of each table and index, look-ups, what a property has and lacks, searches,
            and a take-over. From a million sheets on it says first how large the whole becomes, and refuses where the disk has not that and a quarter more.
            Afterwards the folder is removed, unless --keep 1.""";

    /** @throws CityException for whoever typed it */
    public static ArchiveOptions parse(List<String> arguments) {
        Map<String, String> given =
                new TreeMap<>(Map.of("--sheets", "", "--folder", "", "--seconds", "20", "--keep", "0"));
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size() || given.replace(arguments.get(i), arguments.get(i + 1)) == null) {
                throw new CityException("unknown or empty option " + arguments.get(i) + "\n" + USAGE);
            }
        }
        if (given.get("--folder").isEmpty()) {
            throw new CityException("--folder needs a folder\n" + USAGE);
        }
        return new ArchiveOptions(
                number(given, "--sheets", 1_000, 1_000_000_000),
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
