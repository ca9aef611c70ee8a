package city.pishkhan.archive.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.Tx;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The configured kinds of papers and the type of their owners. */
final class PaperKinds {
    private static final Messages MESSAGES = Messages.of(PaperKinds.class);

    /** Type of a paper's owner. */
    enum Owner {
        /** archived under the property, for all its cases */
        PROPERTY,
        /** archived under the person, for all their cases */
        PERSON,
        /** belongs only to its case */
        CASE
    }

    private final Map<String, Owner> kinds = new HashMap<>();

    /**
     * @param title comma-separated kinds owned by the property
     * @param identity comma-separated kinds owned by the person
     * @param ofCase comma-separated kinds owned by the case
     */
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
                        throw new IllegalArgumentException(MESSAGES.bilingual("paper-kinds.twice", kind));
                    }
                });
    }

    /**
     * Adds the kinds that are archived under a property or person to the index. The statement skips existing kinds
     * before the insert, because each inserted row uses up a sequence number.
     */
    void index(Tx tx) {
        String[] listed = kinds.entrySet().stream()
                .filter(kind -> kind.getValue() != Owner.CASE)
                .map(Map.Entry::getKey)
                .sorted()
                .toArray(String[]::new);
        tx.separate(sql -> sql.createUpdate("insert into archive.kind (name) select n from unnest(:listed) n"
                        + " where not exists (select from archive.kind k where k.name = n) on conflict do nothing")
                .bindArray("listed", String.class, (Object[]) listed)
                .execute());
    }

    /** Returns the kinds with the given type of owner. */
    Set<String> kindsOf(Owner owner) {
        return kinds.entrySet().stream()
                .filter(kind -> kind.getValue() == owner)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the type of owner, or empty if the kind is unknown. */
    Optional<Owner> find(String kind) {
        return Optional.ofNullable(kinds.get(kind));
    }

    /**
     * Returns the type of owner of a kind of papers.
     *
     * @throws Refusal INVALID if the kind is unknown
     */
    Owner owner(String kind) {
        Owner owner = kinds.get(kind);
        if (owner == null) {
            throw Refusal.invalid(
                    "sheet.kind", "kind", kinds.keySet().stream().sorted().toList());
        }
        return owner;
    }
}
