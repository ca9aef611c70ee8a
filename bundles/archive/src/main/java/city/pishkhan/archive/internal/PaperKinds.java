package city.pishkhan.archive.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.messages.Messages;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Whom a paper of each kind belongs to. */
final class PaperKinds {
    private static final Messages MESSAGES = Messages.of(PaperKinds.class);

    /** Under whom a sheet is listed. */
    enum Owner {
        /** archived under the property, for every case of it */
        PROPERTY,
        /** archived under the person, for every case of theirs */
        PERSON,
        /** of its case alone */
        CASE
    }

    private final Map<String, Owner> kinds = new HashMap<>();

    /** @param title, identity, ofCase comma-separated kinds */
    PaperKinds(String title, String identity, String ofCase) {
        add(title, Owner.PROPERTY);
        add(identity, Owner.PERSON);
        add(ofCase, Owner.CASE);
    }

    private void add(String list, Owner owner) {
        Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(kind -> !kind.isEmpty())
                .forEach(kind -> {
                    if (kinds.putIfAbsent(kind, owner) != null) {
                        throw new IllegalArgumentException(MESSAGES.both("paper-kinds.twice", kind));
                    }
                });
    }

    /** @throws Refusal INVALID */
    Owner owner(String kind) {
        Owner owner = kinds.get(kind);
        if (owner == null) {
            throw Refusal.invalid(
                    "sheet.kind",
                    "kind",
                    String.join(", ", kinds.keySet().stream().sorted().toList()));
        }
        return owner;
    }
}
