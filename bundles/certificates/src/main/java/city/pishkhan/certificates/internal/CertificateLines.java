package city.pishkhan.certificates.internal;

import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.api.rules.RuleTexts.Text;
import city.pishkhan.certificates.internal.Template.As;
import city.pishkhan.certificates.internal.Template.Row;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.Rial;
import city.pishkhan.messages.Messages;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * The lines of a certificate in Persian, according to its template in {@code etc/certificates} and the rules under which it was
 * issued.
 */
final class CertificateLines {
    private static final Messages MESSAGES = Messages.of(CertificateLines.class);

    /** values about people, which do not depend on the rules */
    private static final List<String> WORDS = List.of("owner", "co-owner", "proxy", "true", "false");

    private static final String NOTHING = "—";

    /** @param code {@code true} if the values are always written from left to right */
    record Line(String name, List<String> values, boolean code) {}

    private final Map<String, String> words = new HashMap<>();
    private final Map<String, String> facts = new HashMap<>();

    CertificateLines(Optional<Text> rules) {
        WORDS.forEach(word -> words.put(word, MESSAGES.persian("word." + word)));
        rules.ifPresent(text -> {
            text.words().forEach(word -> words.put(word.code(), word.fa()));
            text.facts().forEach(fact -> facts.put(fact.name(), fact.fa()));
        });
    }

    List<Line> of(Certificate certificate, Template template) {
        List<Line> lines = new ArrayList<>();
        for (Row row : template.rows()) {
            if (!certificate.content().containsKey(row.key())) {
                // not contained in this certificate, for example because it is older than the row
                continue;
            }
            String name = row.fa() != null ? row.fa() : facts.getOrDefault(row.key(), row.key());
            lines.add(new Line(name, values(certificate.content().get(row.key()), row), row.as() == As.code));
        }
        lines.add(new Line(MESSAGES.persian("certificate-paper.case-number"), List.of(certificate.number()), true));
        lines.add(new Line(
                MESSAGES.persian("certificate-paper.issued"),
                List.of(PersianDate.persian(certificate.issued())),
                false));
        lines.add(new Line(MESSAGES.persian("certificate-paper.code"), List.of(certificate.code()), true));
        lines.add(new Line(MESSAGES.persian("certificate-paper.digest"), List.of(certificate.digest()), true));
        return lines;
    }

    private List<String> values(Object value, Row row) {
        if (value == null || value instanceof List<?> list && list.isEmpty()) {
            return List.of(NOTHING);
        }
        return value instanceof List<?> list
                ? list.stream().map(item -> one(item, row)).toList()
                : List.of(one(value, row));
    }

    private String one(Object value, Row row) {
        if (!(value instanceof Map<?, ?> fields)) {
            return written(value, row.as());
        }
        if (row.line() == null) {
            return String.join(
                    Messages.comma().persian(),
                    fields.values().stream().map(field -> written(field, null)).toList());
        }
        Matcher field = Template.FIELD.matcher(row.line());
        return field.replaceAll(found -> Matcher.quoteReplacement(
                written(fields.get(found.group(1)), found.group(2) == null ? null : As.valueOf(found.group(2)))));
    }

    private String written(Object value, As as) {
        if (value == null) {
            return NOTHING;
        }
        if (as == As.rial && value instanceof Number amount) {
            return Rial.of(amount.longValue()).persian();
        }
        if (as == As.date) {
            return date(value.toString());
        }
        if (as == As.code) {
            return value.toString();
        }
        return value instanceof Number
                ? PersianText.persianDigits(value.toString())
                : words.getOrDefault(value.toString(), value.toString());
    }

    /** Formats an instant or an ISO date as a Persian date; any other text only gets Persian digits. */
    private static String date(String text) {
        try {
            return PersianDate.of(Instant.parse(text)).persian();
        } catch (DateTimeParseException e) {
            try {
                return PersianDate.of(LocalDate.parse(text)).persian();
            } catch (DateTimeParseException neither) {
                return PersianText.persianDigits(text);
            }
        }
    }
}
