package city.pishkhan.itests.process;

import city.pishkhan.testkit.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Cities that several classes share, in the order of their suite, because starting a hub and making a city's first decisions costs half a
 * minute of processor time. Each class restores settings and partners. Classes that kill or remove something come last. A class that runs
 * alone gets a city of its own.
 */
final class SharedCities {

    /**
     * City for the tests of configuration, journal alterations, kills and backup, in this order. It is not used after
     * the backup test.
     */
    static final CityExtension COMMON = CityExtension.shared("common", SharedCities::prepareCommon);

    private SharedCities() {}

    /** Configures frequent seals, a second witness and a second login of the institute that approves requests. */
    private static void prepareCommon(Installation home) throws IOException {
        Path journal = home.etc().resolve("city.pishkhan.journal.cfg");
        Files.writeString(
                journal,
                Files.readString(journal)
                        .replace("seal.seconds=60", "seal.seconds=2")
                        .replace(
                                "witness.folder=",
                                "witness.folder=" + home.base().resolve("witness")));
        Files.writeString(
                home.etc().resolve("users/second.users"), "institute-2 = plain:demo-institute-2, institute\n");
    }
}
