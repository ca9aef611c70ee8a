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

    /** Lets the index know those that are listed under somebody; a number is used up by a new one alone. */
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

    /** Kinds that belong to such an owner. */
    Set<String> of(Owner owner) {
        return kinds.entrySet().stream()
                .filter(kind -> kind.getValue() == owner)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Empty for a kind that is none. */
    Optional<Owner> find(String kind) {
        return Optional.ofNullable(kinds.get(kind));
    }

    /** @throws Refusal INVALID */
    Owner owner(String kind) {
        Owner owner = kinds.get(kind);
        if (owner == null) {
            throw Refusal.invalid(
                    "sheet.kind", "kind", kinds.keySet().stream().sorted().toList());
        }
        return owner;
    }
}
