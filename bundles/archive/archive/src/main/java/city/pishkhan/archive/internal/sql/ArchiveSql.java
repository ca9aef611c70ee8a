package city.pishkhan.archive.internal.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Loads longer SQL statements from {@code city/pishkhan/archive/sql}. {@code bin/bench archive} measures the same statements. */
public final class ArchiveSql {
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*\\R");
    private static final String FOLDER = "/city/pishkhan/archive/sql/";

    private ArchiveSql() {}

    /** @param name file name without {@code .sql} */
    public static String text(String name) {
        try (InputStream in = ArchiveSql.class.getResourceAsStream(FOLDER + name + ".sql")) {
            if (in == null) {
                throw new IllegalArgumentException(name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String bare = COMMENT.matcher(text).replaceAll("");
            return bare.contains("{asked}") ? bare.replace("{asked}", text("asked")) : bare;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
