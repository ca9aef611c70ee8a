package city.pishkhan.testkit.process;

import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds an agency to the staged procedure of building permits: a row of the decision table, a deadline, and names for readers. */
public final class AgencyRuleFiles {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern TITLE = Pattern.compile("[^\\p{Cntrl}{}\\[\\],:#\"'&*!|>%@`\\\\]{1,60}");
    /** agencies that every building permit already uses, or that do not belong to the stage of inquiries */
    private static final Set<String> OTHERS = Set.of("planning", "archive", "bank", "district", "expert");

    private static final Pattern TABLE_END = Pattern.compile("(?m)^ *</decisionTable>");
    private static final Pattern AGENCIES = Pattern.compile("(?s)- id: inquiries\n.*?\n    agencies:\n");
    private static final Pattern WORDS = Pattern.compile("(?m)^words:\n");

    private final Path procedures;

    public AgencyRuleFiles(Installation home) {
        this.procedures = home.etc().resolve("procedures");
    }

    /**
     * Adds an inquiry to the agency to every building permit. Deadline: 10 working days; silence is consent; the agency sees property,
     * district and units.
     *
     * @param title   the agency's name in English
     * @param titleFa the agency's name in Persian
     * @return {@code false} if the agency is already in the rules
     * @throws CityException if a name is not valid, or a file to be changed is not in its shipped form
     */
    public boolean add(String agency, String title, String titleFa) {
        if (!NAME.matcher(agency).matches() || OTHERS.contains(agency)) {
            throw new CityException(
                    "'" + agency + "' is not a valid agency name. Use lower-case letters, digits and dashes, at most"
                            + " 40, a letter first, and none of "
                            + OTHERS.stream().sorted().toList());
        }
        for (String words : new String[] {title, titleFa}) {
            if (!TITLE.matcher(words).matches()) {
                throw new CityException(
                        "'" + words + "' is not a valid title. Use up to 60 letters without punctuation");
            }
        }
        Path table = procedures.resolve("building-permit-agencies.dmn");
        if (read(table).contains("\"" + agency + "\"")) {
            return false;
        }
        Path procedure = procedures.resolve("building-permit.yaml");
        Path vocabulary = procedures.resolve("vocabulary.yaml");
        // all places are located before the first file is written, so that a failure changes nothing
        int row = find(table, TABLE_END).start();
        int deadline = find(procedure, AGENCIES).end();
        int word = find(vocabulary, WORDS).end();
        insert(table, row, row(agency));
        insert(
                procedure,
                deadline,
                "      " + agency + ":\n        workingDays: 10\n        silence: consent\n"
                        + "        shows: [property, district, units]\n        onReject: send-back\n");
        insert(vocabulary, word, "  " + agency + ": {en: " + title + ", fa: " + titleFa + "}\n");
        return true;
    }

    private static String row(String agency) {
        return """
                      <rule id="NAME-1">
                        <description>NAME asked</description>
                        <inputEntry id="NAME-1-in-1"><text>-</text></inputEntry>
                        <inputEntry id="NAME-1-in-2"><text>-</text></inputEntry>
                        <inputEntry id="NAME-1-in-3"><text>-</text></inputEntry>
                        <outputEntry id="NAME-1-out-1"><text>"NAME"</text></outputEntry>
                        <outputEntry id="NAME-1-out-2"><text>"every building permit"</text></outputEntry>
                        <outputEntry id="NAME-1-out-3"><text>"همهٔ پروانه‌های ساختمانی"</text></outputEntry>
                      </rule>
                """
                .replace("NAME", agency);
    }

    private static void insert(Path file, int place, String text) {
        write(file, new StringBuilder(read(file)).insert(place, text));
    }

    private static Matcher find(Path file, Pattern place) {
        Matcher found = place.matcher(read(file));
        if (!found.find()) {
            throw new CityException(file + " has been edited. Add the agency to it by hand.");
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static void write(Path file, CharSequence text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be changed", e);
        }
    }
}
