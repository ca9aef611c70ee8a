package city.pishkhan.keeping.internal.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Loads longer SQL statements from {@code city/pishkhan/keeping/sql}. {@code bin/bench archive} measures the same statements. */
final class ImportSql {
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*\\R");

    private ImportSql() {}

    /** @param name file name without {@code .sql} */
    static String text(String name) {
        try (InputStream in = ImportSql.class.getResourceAsStream("/city/pishkhan/keeping/sql/" + name + ".sql")) {
            return COMMENT.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
