package city.pishkhan.scansend;

import city.pishkhan.messages.Messages;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a file name: {@code <case>_<kind>[_<owner>][_<anything>].<extension>}.
 *
 * @param caseNumber number of the case, or its id
 * @param kind       kind of paper, e.g. {@code deed}
 * @param owner      national or legal ID of the person whose identity paper it is, or {@code null} for other papers
 * @param name       file name that is sent to the hub
 */
record ScanName(String caseNumber, String kind, String owner, String name) {
    private static final Messages MESSAGES = Messages.of(ScanName.class);
    private static final Pattern NAME = Pattern.compile(
            "([0-9A-Fa-f]+(?:-[0-9A-Fa-f]+)+)_([a-z][a-z-]*)(?:_([0-9]{10,11}))?(?:_.*)?(\\.[A-Za-z]{1,5})");

    /** @throws SheetRefused if the file name does not have this form */
    static ScanName of(Path file) {
        String name = file.getFileName().toString();
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new SheetRefused(0, "name", MESSAGES.bilingual("name", name));
        }
        // omits the rest of the file name, because it may contain a person's ID
        return new ScanName(parts.group(1), parts.group(2), parts.group(3), parts.group(2) + parts.group(4));
    }
}
