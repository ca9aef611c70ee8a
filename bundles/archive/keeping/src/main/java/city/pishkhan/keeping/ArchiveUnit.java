package city.pishkhan.keeping;

import city.pishkhan.api.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dossier or document of the archive in the form used by lists and commands: {@code dossier:17}, {@code document:-4021}.
 *
 * @param dossier {@code true} for a dossier, {@code false} for a document
 * @param number row number; negative for scans of offices
 */
public record ArchiveUnit(boolean dossier, long number) {
    private static final Pattern FORM = Pattern.compile("(dossier|document):(-?[0-9]{1,19})");

    public static ArchiveUnit ofDossier(long number) {
        return new ArchiveUnit(true, number);
    }

    public static ArchiveUnit ofDocument(long number) {
        return new ArchiveUnit(false, number);
    }

    /**
     * @throws Refusal INVALID {@code archive-unit.form} if the text is not of the form {@code dossier:17} or {@code
     *     document:-4021}
     */
    public static ArchiveUnit parse(String text) {
        Matcher form = FORM.matcher(text == null ? "" : text);
        try {
            if (form.matches()) {
                return new ArchiveUnit(form.group(1).equals("dossier"), Long.parseLong(form.group(2)));
            }
        } catch (NumberFormatException e) {
            // the number exceeds a long
        }
        throw Refusal.invalid("archive-unit.form", "unit", text);
    }

    @Override
    public String toString() {
        return (dossier ? "dossier:" : "document:") + number;
    }
}
