package city.pishkhan.archive;

import city.pishkhan.api.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dossier or a document of the archive, as lists print it and commands take it: {@code dossier:17}, {@code document:-4021}.
 *
 * @param dossier whether it is a dossier
 * @param number  of its row; below zero for what offices scanned
 */
public record ArchiveUnit(boolean dossier, long number) {
    private static final Pattern FORM = Pattern.compile("(dossier|document):(-?[0-9]{1,19})");

    public static ArchiveUnit ofDossier(long number) {
        return new ArchiveUnit(true, number);
    }

    public static ArchiveUnit ofDocument(long number) {
        return new ArchiveUnit(false, number);
    }

    /** @throws Refusal INVALID {@code archive-unit.form} */
    public static ArchiveUnit parse(String text) {
        Matcher form = FORM.matcher(text == null ? "" : text);
        try {
            if (form.matches()) {
                return new ArchiveUnit(form.group(1).equals("dossier"), Long.parseLong(form.group(2)));
            }
        } catch (NumberFormatException e) {
            // larger than any number of a row
        }
        throw Refusal.invalid("archive-unit.form", "unit", text);
    }

    @Override
    public String toString() {
        return (dossier ? "dossier:" : "document:") + number;
    }
}
