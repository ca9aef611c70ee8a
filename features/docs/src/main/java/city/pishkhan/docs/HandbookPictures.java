package city.pishkhan.docs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The pictures that pages show: diagrams (SVG) and screenshots (WebP) in the folder {@code pictures} beside the
 * Markdown files. The hub serves all pictures without a login, even those of operators' pages, because pictures show
 * only the demo city.
 */
final class HandbookPictures {

    /** Folder of the pictures, in the sources and in the generated handbook. */
    static final String FOLDER = "pictures";

    /** File that lists the names of the generated pictures, one a line. */
    static final String LIST = "pictures.txt";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*\\.(?:svg|webp)");

    private final Path folder;
    private final Set<String> used = new TreeSet<>();

    /** @param handbook folder of the Markdown files */
    HandbookPictures(Path handbook) {
        folder = handbook.toAbsolutePath().normalize().resolve(FOLDER);
    }

    /**
     * Records that a page shows a picture.
     *
     * @param file absolute normalized path
     * @return the picture's path in the generated handbook; empty if the file is not a picture of the handbook
     */
    Optional<String> use(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!folder.equals(file.getParent()) || !NAME.matcher(name).matches() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        used.add(name);
        return Optional.of(FOLDER + "/" + name);
    }

    /**
     * Writes the pictures that pages show, and the list of their names; first deletes the pictures of earlier builds.
     */
    void copy(Path target) throws IOException {
        Path copies = Files.createDirectories(target.resolve(FOLDER));
        try (DirectoryStream<Path> old = Files.newDirectoryStream(copies)) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
        for (String name : used) {
            Files.copy(folder.resolve(name), copies.resolve(name));
        }
        Files.write(target.resolve(LIST), used);
    }
}
