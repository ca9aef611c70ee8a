package city.pishkhan.certificates.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Layout of one kind of certificate, from the city's file {@code <template>.yaml}.
 *
 * @param title title of the certificate
 * @param text  sentence above the table, or {@code null}
 * @param months months of validity from the day of issue; {@code null} if the certificate does not expire
 * @param figures key figures: shown large, and to anybody who verifies the certificate; {@code null} for none
 * @param rows  rows of the table, in order
 */
record Template(
        Title title, @Nullable String text, @Nullable Integer months, @Nullable List<Figure> figures, List<Row> rows) {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Matches a field such as <code>{amount|rial}</code> in a row's {@code line}. */
    static final Pattern FIELD = Pattern.compile("\\{([a-zA-Z]+)(?:\\|(code|rial|date))?}");

    record Title(String fa, String en) {}

    /**
     * A key figure.
     *
     * @param key key in the certificate's content
     * @param of  field of the records in the content, summed if it is a number; {@code null} for the value itself
     * @param fa  Persian label
     * @param en  English label
     */
    record Figure(String key, String of, String fa, String en) {}

    /**
     * A row of the table.
     *
     * @param key  key in the certificate's content
     * @param fa   Persian label; {@code null} to use the fact's name in the rules
     * @param en   English label for the public page; {@code null} to use the fact's name in the rules
     * @param as   format: {@code code}, {@code plate}, {@code rial} or {@code date}; {@code null} to show numbers in
     *     Persian digits and codes by their names in the rules
     * @param line format of each record in a list, with fields in braces, e.g. <code>{name} ({role})</code> or
     *     <code>{amount|rial}</code>
     */
    record Row(String key, @Nullable String fa, @Nullable String en, @Nullable ValueFormat as, @Nullable String line) {}

    /** Format of a value. */
    enum ValueFormat {
        code,
        rial,
        date,
        plate
    }

    /** Thrown for a file that cannot be read. The message contains the line and the mistake. */
    static final class InvalidTemplate extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidTemplate(String message) {
            super(message);
        }
    }

    @Override
    public List<Figure> figures() {
        return figures == null ? List.of() : figures;
    }

    static Template read(String yaml) throws InvalidTemplate {
        Template read;
        try {
            read = YAML.readValue(yaml, Template.class);
        } catch (JsonProcessingException e) {
            throw new InvalidTemplate("line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": " + e.getOriginalMessage());
        }
        if (read == null || read.title == null || read.title.fa == null || read.title.en == null) {
            throw new InvalidTemplate("title needs fa and en");
        }
        if (read.rows == null || read.rows.stream().anyMatch(row -> row == null || row.key == null)) {
            throw new InvalidTemplate("rows must be a list, and each row must have a key");
        }
        if (read.months != null && read.months < 1) {
            throw new InvalidTemplate("months must be a number greater than 0");
        }
        if (read.figures().stream()
                .anyMatch(one -> one == null || one.key == null || one.fa == null || one.en == null)) {
            throw new InvalidTemplate("figures must be a list, and each figure must have key, fa and en");
        }
        for (Row row : read.rows) {
            String words = row.line == null ? "" : FIELD.matcher(row.line).replaceAll("");
            if (words.contains("{") || words.contains("}")) {
                throw new InvalidTemplate(
                        "line of " + row.key + ": a field must be {name}, {name|code}, {name|rial} or {name|date}");
            }
        }
        return read;
    }
}
