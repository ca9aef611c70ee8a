package city.pishkhan.itests.process;

import city.pishkhan.testkit.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Cities in which several classes work, in the order of their suite: a start of a hub and what a city decides first cost half a minute of
 * processor time. Each class leaves settings and partners as it found them; whoever kills or takes away comes last. A class that runs by
 * itself has such a city for itself.
 */
final class SharedCities {

    /** Configured, its journal altered, killed, backed up and left. */
    static final CityExtension COMMON = CityExtension.shared("common", SharedCities::prepareCommon);

    private SharedCities() {}

    /** Seals often, for a second witness too, and has somebody who approves what the institute asks for. */
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
