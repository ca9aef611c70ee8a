package city.pishkhan.demo.pictures;

import city.pishkhan.testkit.waiting.CityException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of {@code bin/pictures}.
 *
 * @param help    print the usage and exit
 * @param browser executable of Chromium or Chrome
 * @param list    the list of pictures, {@code pictures.json}
 * @param to      folder of the pictures
 * @param fill    number of permits that are opened before the pictures are taken
 * @param only    file names of the pictures to take; empty for all
 */
record PicturesOptions(boolean help, Path browser, Path list, Path to, int fill, List<String> only) {

    static final String USAGE =
            """
            usage: bin/pictures [--to FOLDER] [--browser FILE] [--list FILE] [--fill 40] [<file name> …]
            Takes the pictures of the handbook from the running demo city (bin/demo). Opens some cases there first.
              --to       folder of the pictures; usually features/docs/pictures of the sources, or else ./pictures
              --browser  Chromium or Chrome; usually /usr/bin/chromium
              --list     the list of pictures; usually pictures.json of the handbook
              --fill     number of permits that are opened first, so that the map of the city has figures
            File names select pictures, for example map.webp.""";

    private static final String SOURCES = "features/docs/pictures";
    private static final String LIST = "pictures.json";
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final int FILL = 40;

    /**
     * Parses the command line.
     *
     * @param home folder of the distribution
     * @throws CityException with a message for the user
     */
    static PicturesOptions parse(List<String> arguments, Path home) {
        Path sources = sources(home);
        boolean help = false;
        Path browser = CHROMIUM;
        Path list = sources != null
                ? sources.resolve(LIST)
                : home.resolve("handbook/pictures").resolve(LIST);
        Path to = sources != null ? sources : Path.of("pictures");
        int fill = FILL;
        List<String> only = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--help" -> help = true;
                case "--to" -> to = Path.of(value(arguments, ++i));
                case "--browser" -> browser = Path.of(value(arguments, ++i));
                case "--list" -> list = Path.of(value(arguments, ++i));
                case "--fill" -> fill = number(arguments, ++i);
                default -> only.add(name(arguments.get(i)));
            }
        }
        return new PicturesOptions(help, browser, list, to.toAbsolutePath(), fill, List.copyOf(only));
    }

    /** Returns the folder of the pictures in the sources that the distribution was built from; {@code null} if there are none. */
    private static Path sources(Path home) {
        for (Path folder = home.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(SOURCES).resolve(LIST))) {
                return folder.resolve(SOURCES);
            }
        }
        return null;
    }

    private static String name(String argument) {
        if (argument.startsWith("-")) {
            throw new CityException("unknown option " + argument + "\n" + USAGE);
        }
        return argument;
    }

    private static String value(List<String> arguments, int at) {
        if (at >= arguments.size()) {
            throw new CityException(arguments.get(at - 1) + " needs a value\n" + USAGE);
        }
        return arguments.get(at);
    }

    private static int number(List<String> arguments, int at) {
        String text = value(arguments, at);
        if (!text.matches("\\d{1,4}")) {
            throw new CityException(arguments.get(at - 1) + " needs a number, 0 to 9999\n" + USAGE);
        }
        return Integer.parseInt(text);
    }
}
