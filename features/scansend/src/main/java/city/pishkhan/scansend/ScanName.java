package city.pishkhan.scansend;

import city.pishkhan.messages.Messages;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a file says: {@code <case>_<kind>[_<owner>][_<anything>].<extension>}.
 *
 * @param caseNumber number of the case, or its id
 * @param kind       of paper, e.g. {@code deed}
 * @param owner      national or legal ID of whose identity paper it is; {@code null} for others
 * @param name       as it is told to the hub
 */
record ScanName(String caseNumber, String kind, String owner, String name) {
    private static final Messages MESSAGES = Messages.of(ScanName.class);
    private static final Pattern NAME = Pattern.compile(
            "([0-9A-Fa-f]+(?:-[0-9A-Fa-f]+)+)_([a-z][a-z-]*)(?:_([0-9]{10,11}))?(?:_.*)?(\\.[A-Za-z]{1,5})");

    /** @throws SheetRefused for another name */
    static ScanName of(Path file) {
        String name = file.getFileName().toString();
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new SheetRefused(0, "name", MESSAGES.both("name", name));
        }
        // an ID of a person in a file's name is not for others to read
        return new ScanName(parts.group(1), parts.group(2), parts.group(3), parts.group(2) + parts.group(4));
    }
}
