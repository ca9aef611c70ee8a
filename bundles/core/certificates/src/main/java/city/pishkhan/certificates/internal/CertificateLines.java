package city.pishkhan.certificates.internal;

import city.pishkhan.api.certificates.CertificatePapers.Fact;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.certificates.internal.Template.Figure;
import city.pishkhan.certificates.internal.Template.Row;
import city.pishkhan.certificates.internal.Template.ValueFormat;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.Rial;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * The lines of a certificate in Persian, according to its template in {@code etc/certificates} and the rules under which it was
 * issued.
 */
final class CertificateLines {
    private static final Messages MESSAGES = Messages.of(CertificateLines.class);

    /** values of facts about people; their names do not depend on the rules */
    private static final List<String> WORDS = List.of("owner", "co-owner", "proxy", "true", "false");

    /** keys of the rows about the subject of a certificate, visible to anybody who verifies it */
    private static final Set<String> PUBLIC = Set.of("subject", "district", "plate", "year");

    private static final String NOTHING = "—";

    /** key of the agencies' conditions, which have a section of their own */
    static final String CONDITIONS = "conditions";

    /**
     * A line of a certificate.
     *
     * @param key    key in the certificate's content
     * @param name   label of the line
     * @param values values to show
     * @param as     format of the values; {@code null} for codes, whose names are shown, and for numbers
     */
    record Line(String key, String name, List<String> values, ValueFormat as) {
        boolean isCode() {
            return as == ValueFormat.code;
        }

        /** Returns {@code true} if the row has no value, or only the dash for it. */
        boolean isEmpty() {
            return values.stream().allMatch(NOTHING::equals);
        }
    }

    private final Map<String, Text> words = new HashMap<>();
    private final Map<String, Text> facts = new HashMap<>();

    CertificateLines(Optional<RuleTexts.Text> rules) {
        WORDS.forEach(word -> words.put(word, MESSAGES.text("word." + word)));
        rules.ifPresent(text -> {
            text.words().forEach(word -> words.put(word.code(), new Text(word.en(), word.fa())));
            text.facts().forEach(fact -> facts.put(fact.name(), new Text(fact.en(), fact.fa())));
        });
    }

    List<Line> lines(Certificate certificate, Template template) {
        List<Line> lines = new ArrayList<>();
        for (Row row : template.rows()) {
            if (!certificate.content().containsKey(row.key())) {
                // this certificate does not contain the row's value, for example because it was issued before the
                // template got the row
                continue;
            }
            lines.add(new Line(
                    row.key(),
                    label(row).persian(),
                    values(certificate.content().get(row.key()), row),
                    row.as()));
        }
        return lines;
    }

    /** Returns the identifying marks of a certificate: its number, dates, code and digest. */
    static List<Line> identifyingLines(Certificate certificate, Template template) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(
                "number",
                MESSAGES.persian("certificate-paper.case-number"),
                List.of(certificate.number()),
                ValueFormat.code));
        lines.add(new Line(
                "issued",
                MESSAGES.persian("certificate-paper.issued"),
                List.of(PersianDate.of(certificate.issued()).persian()),
                null));
        validUntil(certificate)
                .ifPresent(last -> lines.add(new Line(
                        "validUntil",
                        MESSAGES.persian("certificate-paper.valid-until"),
                        List.of(last.persian()),
                        null)));
        lines.add(new Line(
                "code", MESSAGES.persian("certificate-paper.code"), List.of(certificate.code()), ValueFormat.code));
        lines.add(new Line(
                "digest",
                MESSAGES.persian("certificate-paper.digest"),
                List.of(certificate.digest()),
                ValueFormat.code));
        return lines;
    }

    /** Returns the Persian warning for a certificate that is held, expired or revoked. */
    static String warning(Certificate certificate) {
        return switch (certificate.state()) {
            case "held" -> MESSAGES.persian("certificate-paper.held");
            case "expired" -> MESSAGES.persian("certificate-paper.expired");
            default -> MESSAGES.persian("certificate-paper.revoked");
        };
    }

    /** Returns the last day of validity in Tehran, as stored at issue; empty if the certificate does not expire. */
    static Optional<PersianDate> validUntil(Certificate certificate) {
        return Optional.ofNullable(certificate.content().get(CertificateService.VALID_UNTIL))
                .map(day -> PersianDate.of(LocalDate.parse(day.toString())));
    }

    /** Returns the key figures that the certificate contains. */
    List<Fact> figures(Certificate certificate, Template template) {
        List<Fact> found = new ArrayList<>();
        for (Figure figure : template.figures()) {
            Object value = certificate.content().get(figure.key());
            List<?> values = (value instanceof List<?> list ? list : value == null ? List.of() : List.of(value))
                    .stream()
                            .map(item -> item instanceof Map<?, ?> fields && figure.of() != null
                                    ? fields.get(figure.of())
                                    : item)
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList();
            if (!values.isEmpty()) {
                found.add(new Fact(new Text(figure.en(), figure.fa()), figure(values, certificate, figure)));
            }
        }
        return found;
    }

    /** Returns the subject of the certificate, its key figures and its last day of validity. */
    List<Fact> facts(Certificate certificate, Template template) {
        List<Fact> found = new ArrayList<>();
        for (Row row : template.rows()) {
            Object value = certificate.content().get(row.key());
            boolean figure =
                    template.figures().stream().anyMatch(one -> one.key().equals(row.key()));
            if (PUBLIC.contains(row.key()) && value != null && !figure) {
                String code = value.toString();
                found.add(new Fact(label(row), new Text(code, PersianText.persianDigits(code))));
            }
        }
        found.addAll(figures(certificate, template));
        validUntil(certificate)
                .ifPresent(last -> found.add(new Fact(
                        MESSAGES.text("certificate-paper.valid-until"),
                        new Text(last.toLocalDate().toString(), last.persian()))));
        return found;
    }

    private Text label(Row row) {
        Text known = facts.getOrDefault(row.key(), new Text(row.key(), row.key()));
        return new Text(row.en() != null ? row.en() : known.english(), row.fa() != null ? row.fa() : known.persian());
    }

    private Text figure(List<?> values, Certificate certificate, Figure figure) {
        if (values.stream().allMatch(Number.class::isInstance)) {
            String sum =
                    sum(certificate.content().get(figure.key()), figure.of()).toPlainString();
            return new Text(sum, PersianText.persianDigits(sum));
        }
        return new Text(
                String.join(
                        Messages.comma().english(),
                        values.stream()
                                .map(value -> displayText(value).english())
                                .toList()),
                String.join(
                        Messages.comma().persian(),
                        values.stream()
                                .map(value -> displayText(value).persian())
                                .toList()));
    }

    /**
     * Adds up a field of all records in a list, including records with equal values; any other value is returned as a
     * number.
     */
    private static BigDecimal sum(Object value, String field) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(item -> item instanceof Map<?, ?> fields && field != null ? fields.get(field) : item)
                    .filter(Objects::nonNull)
                    .map(item -> new BigDecimal(item.toString()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        return new BigDecimal(value.toString());
    }

    private Text displayText(Object value) {
        String code = value.toString();
        return words.getOrDefault(code, new Text(code, PersianText.persianDigits(code)));
    }

    private List<String> values(Object value, Row row) {
        if (value == null || value instanceof List<?> list && list.isEmpty()) {
            return List.of(NOTHING);
        }
        return value instanceof List<?> list
                ? list.stream().map(item -> formatEntry(item, row)).toList()
                : List.of(formatEntry(value, row));
    }

    private String formatEntry(Object value, Row row) {
        if (!(value instanceof Map<?, ?> fields)) {
            return format(value, row.as());
        }
        if (row.line() == null) {
            return String.join(
                    Messages.comma().persian(),
                    fields.values().stream().map(field -> format(field, null)).toList());
        }
        Matcher field = Template.FIELD.matcher(row.line());
        return field.replaceAll(found -> Matcher.quoteReplacement(format(
                fields.get(found.group(1)), found.group(2) == null ? null : ValueFormat.valueOf(found.group(2)))));
    }

    private String format(Object value, ValueFormat as) {
        if (value == null) {
            return NOTHING;
        }
        if (as == ValueFormat.rial && value instanceof Number amount) {
            return Rial.of(amount.longValue()).persian();
        }
        if (as == ValueFormat.date) {
            return date(value.toString());
        }
        if (as == ValueFormat.code || as == ValueFormat.plate) {
            return value.toString();
        }
        return value instanceof Number
                ? PersianText.persianDigits(value.toString())
                : words.containsKey(value.toString())
                        ? words.get(value.toString()).persian()
                        : persianPart(value.toString());
    }

    /**
     * Returns the Persian part of a text in two languages. Agencies answer some conditions in both, separated by a dash or a slash
     * between spaces.
     */
    static String persianPart(String text) {
        String[] parts = text.split("\\s+[-–—/|]\\s+");
        List<String> persian =
                Arrays.stream(parts).filter(CertificateLines::isPersian).toList();
        return persian.isEmpty() || persian.size() == parts.length ? text : String.join(" - ", persian);
    }

    private static boolean isPersian(String text) {
        return text.chars().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC);
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
