package city.pishkhan.certificates.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How certificates of one kind look: a file of the city, {@code <template>.yaml}.
 *
 * @param title what it is
 * @param text  a sentence above the table, or {@code null}
 * @param rows  what is shown of its content, in order
 */
record Template(Title title, String text, List<Row> rows) {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** One field of a record in a row's {@code line}. */
    static final Pattern FIELD = Pattern.compile("\\{([a-zA-Z]+)(?:\\|(code|rial|date))?}");

    record Title(String fa, String en) {}

    /**
     * @param key  of the content
     * @param fa   its name; {@code null}: as the rules call that fact
     * @param as   {@code null} as it is, numbers in Persian digits and codes in the rules' words; {@code code}, {@code rial} or {@code date}
     * @param line of a list of records, one: its fields in braces, e.g. <code>{name} ({role})</code> or <code>{amount|rial}</code>
     */
    record Row(String key, String fa, As as, String line) {}

    /** How a value is written. */
    enum As {
        code,
        rial,
        date
    }

    /** A file that cannot be read. Its message says where and why. */
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
