package city.pishkhan.demo;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the pieces of an unpacked distribution lie. @param root the folder that holds bin, etc and data */
public record Home(Path root) {

    /** Configuration; what is laid over it for the demo is in {@code etc/demo}. */
    public Path etc() {
        return root.resolve("etc");
    }

    public Path data() {
        return root.resolve("data");
    }

    public Path logs() {
        return data().resolve("log");
    }

    /** What stands outside the container: simulators, demo and bench, with their libraries. */
    public Path tools() {
        return root.resolve("demo/lib");
    }

    /** @throws Trouble if there is no distribution at {@code root} */
    public static Home at(Path root) {
        Home home = new Home(root.toAbsolutePath().normalize());
        if (!Files.isExecutable(home.root().resolve("bin/karaf")) || !Files.isDirectory(home.etc())) {
            throw new Trouble(home.root() + " is no unpacked distribution: it has no bin/karaf and etc/");
        }
        return home;
    }
}
