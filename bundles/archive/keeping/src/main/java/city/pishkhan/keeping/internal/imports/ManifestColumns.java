package city.pishkhan.keeping.internal.imports;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.sheets.PaperOwners;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Columns of a manifest and the validation of their values. */
public final class ManifestColumns {
    static final Set<String> NEEDED = Set.of("dossier", "document", "kind", "page", "file", "sha256");
    /** Columns that an export writes, in this order. */
    public static final List<String> WRITTEN = List.of(
            "renovation_code",
            "national_id",
            "dossier",
            "dossier_title",
            "opened",
            "document",
            "kind",
            "date",
            "title",
            "notes",
            "page",
            "file",
            "sha256",
            "volume",
            "volume_page",
            "scanner",
            "operator",
            "confidentiality",
            "retain_until");

    static final Set<String> KNOWN =
            Stream.concat(WRITTEN.stream(), Stream.of("paper_case")).collect(Collectors.toUnmodifiableSet());

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** matches national IDs and the like, which must not be stored in titles because titles can be searched */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\p{Nd}{8,}");

    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_NOTES = 2000;
    private static final int MOST_PAGES = 9999;
    private static final int MOST_CONFIDENTIAL = 3;
    private static final int FIRST_ISO_YEAR = 1700;

    private final String source;
    private final PaperOwners owners;

    ManifestColumns(String source, PaperOwners owners) {
        this.source = source;
        this.owners = owners;
    }

    /**
     * Validates the values of a row.
     *
     * @throws RowFault for the first violated rule
     */
    ManifestRow row(long line, Map<String, String> values) throws RowFault {
        Function<String, String> value =
                name -> PersianText.normalise(values.getOrDefault(name, "").strip());
        boolean ofPerson = !value.apply("national_id").isEmpty();
        if (ofPerson == !value.apply("renovation_code").isEmpty()) {
            throw new RowFault("renovation_code", "", "manifest.one-owner");
        }
        String kind = text("kind", value, LONGEST_NUMBER, true);
        Boolean personal = owners.isPersonal(kind);
        if (personal == null || personal != ofPerson) {
            throw new RowFault("kind", kind, personal == null ? "sheet.kind" : "manifest.kind-owner");
        }
        return new ManifestRow(
                line,
                ofPerson ? person(value.apply("national_id")) : property(value.apply("renovation_code")),
                ofPerson,
                text("dossier", value, LONGEST_NUMBER, true),
                maskNumbers(text("dossier_title", value, LONGEST_TITLE, false)),
                date("opened", value),
                text("document", value, LONGEST_NUMBER, true),
                kind,
                date("date", value),
                maskNumbers(text("title", value, LONGEST_TITLE, false)),
                maskNumbers(text("notes", value, LONGEST_NOTES, false)),
                number("page", value, 1, MOST_PAGES),
                file(values.getOrDefault("file", "").strip()),
                hash(value.apply("sha256")),
                optional("volume", value),
                optional("volume_page", value),
                maskNumbers(text("scanner", value, LONGEST_NUMBER, false)),
                maskNumbers(text("operator", value, LONGEST_NUMBER, false)),
                value.apply("confidentiality").isEmpty() ? 0 : number("confidentiality", value, 0, MOST_CONFIDENTIAL),
                date("retain_until", value),
                text("paper_case", value, LONGEST_NUMBER, false));
    }

    private String property(String code) throws RowFault {
        try {
            RenovationCode property = RenovationCode.parse(code);
            if (!source.equals("head") && property.district() != Integer.parseInt(source)) {
                throw new RowFault("renovation_code", code, "renovation-code.other-island");
            }
            return property.value();
        } catch (InvalidIdentifier e) {
            throw new RowFault("renovation_code", e.maskedValue(), e.rule());
        }
    }

    private String person(String id) throws RowFault {
        try {
            return owners.person(id);
        } catch (Refusal e) {
            throw new RowFault("national_id", "…", e.code());
        }
    }

    private static String text(String name, Function<String, String> values, int longest, boolean needed)
            throws RowFault {
        String text = SPACE.matcher(values.apply(name)).replaceAll(" ");
        if (needed && text.isEmpty()) {
            throw new RowFault(name, "", "manifest.empty");
        }
        if (text.length() > longest || text.indexOf('\0') >= 0) {
            throw new RowFault(name, text, "manifest.text");
        }
        return text;
    }

    private static String maskNumbers(String text) {
        return LONG_NUMBER.matcher(text).replaceAll("…");
    }

    private static int number(String name, Function<String, String> values, int min, int max) throws RowFault {
        String text = values.apply(name);
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            throw new RowFault(name, text, "manifest.number");
        }
        return Integer.parseInt(text);
    }

    private static Integer optional(String name, Function<String, String> values) throws RowFault {
        return values.apply(name).isEmpty() ? null : number(name, values, 0, Integer.MAX_VALUE);
    }

    /** Parses a Persian or ISO 8601 date. */
    private static LocalDate date(String name, Function<String, String> values) throws RowFault {
        String text = values.apply(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            boolean iso = text.matches("[0-9]{4}-.*") && Integer.parseInt(text.substring(0, 4)) >= FIRST_ISO_YEAR;
            return iso ? LocalDate.parse(text) : PersianDate.parse(text).toLocalDate();
        } catch (InvalidIdentifier | DateTimeParseException e) {
            throw new RowFault(name, text, "manifest.date");
        }
    }

    private static String hash(String text) throws RowFault {
        if (!SHA256.matcher(text).matches()) {
            throw new RowFault("sha256", text, "manifest.sha256");
        }
        return text;
    }

    /** Checks that a file name is relative and cannot lead out of the folder. */
    private static String file(String text) throws RowFault {
        try {
            Path path = Path.of(text);
            boolean out = path.isAbsolute()
                    || text.isEmpty()
                    || text.indexOf('\\') >= 0
                    || List.of(text.split("/")).contains("..");
            if (!out) {
                return text;
            }
        } catch (InvalidPathException e) {
            // the text is not a valid file name and is rejected below
        }
        throw new RowFault("file", text, "manifest.file");
    }
}
