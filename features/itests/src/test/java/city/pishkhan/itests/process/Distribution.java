package city.pishkhan.itests.process;

import city.pishkhan.itests.QuickPasswords;
import city.pishkhan.itests.SettledCity;
import city.pishkhan.itests.TestJvm;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The distribution as shipped, assembled once for all tests. Each test has its own {@code etc} and {@code data}. */
final class Distribution {

    private static final Path FOLDER = TestJvm.folder("process");

    private Distribution() {}

    /**
     * Creates a fresh home.
     *
     * @param name name of a folder under this JVM's {@code process} folder
     */
    static Installation fresh(String name) throws IOException {
        Path base = FOLDER.resolve(name);
        FileTrees.delete(base);
        Installation home =
                Installation.at(Path.of(System.getProperty("demo.assembly"))).createCopy(Files.createDirectories(base));
        QuickPasswords.install(home);
        return home;
    }

    /** Creates a home that is a copy of the settled city, see {@link SettledCity}. */
    static Installation settled(String name) throws IOException, InterruptedException {
        Path base = FOLDER.resolve(name);
        FileTrees.delete(base);
        return SettledCity.copy(base);
    }

    /** Unpacks the whole archive, as a user does. */
    static Path copy(String name) throws IOException, InterruptedException {
        Path root = FOLDER.resolve(name);
        FileTrees.delete(root);
        Files.createDirectories(root);
        String archive = new File(System.getProperty("demo.archive")).getAbsolutePath();
        Process tar = new ProcessBuilder("tar", "xzf", archive, "--strip-components=1", "-C", root.toString())
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("tar cannot unpack " + archive);
        }
        return root;
    }
}
