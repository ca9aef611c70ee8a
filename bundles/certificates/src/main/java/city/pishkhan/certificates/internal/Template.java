package city.pishkhan.certificates.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Layout of one kind of certificate, from the city's file {@code <template>.yaml}.
 *
 * @param title title of the certificate
 * @param text  sentence above the table, or {@code null}
 * @param rows  rows of the table, in order
 */
record Template(Title title, String text, List<Row> rows) {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** A field of a record in a row's {@code line}. */
    static final Pattern FIELD = Pattern.compile("\\{([a-zA-Z]+)(?:\\|(code|rial|date))?}");

    record Title(String fa, String en) {}

    /**
     * A row of the table.
     *
     * @param key  key in the certificate's content
     * @param fa   Persian label; {@code null} to use the fact's name in the rules
     * @param as   format: {@code code}, {@code rial} or {@code date}; {@code null} for numbers in Persian digits and codes in the
     *     rules' words
     * @param line format of each record in a list, with fields in braces, e.g. <code>{name} ({role})</code> or
     *     <code>{amount|rial}</code>
     */
    record Row(String key, String fa, As as, String line) {}

    /** Format of a value. */
    enum As {
        code,
        rial,
        date
    }

    /** Thrown for a file that cannot be read. The message contains the line and the mistake. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static Template read(String yaml) throws Wrong {
        Template read;
        try {
            read = YAML.readValue(yaml, Template.class);
        } catch (JsonProcessingException e) {
            throw new Wrong("line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": " + e.getOriginalMessage());
        }
        if (read == null || read.title == null || read.title.fa == null || read.title.en == null) {
            throw new Wrong("title needs fa and en");
        }
        if (read.rows == null || read.rows.stream().anyMatch(row -> row == null || row.key == null)) {
            throw new Wrong("rows is a list, and each row has a key");
        }
        for (Row row : read.rows) {
            String words = row.line == null ? "" : FIELD.matcher(row.line).replaceAll("");
            if (words.contains("{") || words.contains("}")) {
                throw new Wrong("line of " + row.key + ": a field is {name}, or {name|code}, {name|rial}, {name|date}");
            }
        }
        return read;
    }
}
