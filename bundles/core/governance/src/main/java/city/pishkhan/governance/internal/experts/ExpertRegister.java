package city.pishkhan.governance.internal.experts;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Immutable snapshot of all experts: their identities, and who is present or a deputy on a day. */
public final class ExpertRegister {
    private final Map<UUID, ExpertRow> byId = new HashMap<>();
    private final Map<String, List<ExpertRow>> byPerson = new HashMap<>();
    /** most recent owner of each login; an owner who still works takes precedence */
    private final Map<String, ExpertRow> byLogin = new HashMap<>();

    private final Map<String, List<ExpertRow>> byOffice = new HashMap<>();
    private final Map<UUID, List<ExpertRow>> byDeputy = new HashMap<>();

    public ExpertRegister(Collection<ExpertRow> rows) {
        // if a login had several owners, stores the owner who still works, otherwise the latest owner
        rows.stream()
                .sorted(Comparator.comparing((ExpertRow row) -> row.ended() == null)
                        .thenComparing(ExpertRow::entered)
                        .thenComparing(ExpertRow::id))
                .forEach(this::add);
        byId.values().stream()
                .filter(row -> row.ended() == null)
                .forEach(row -> byLogin.put(row.entry().login(), row));
    }

    private void add(ExpertRow row) {
        byId.put(row.id(), row);
        byPerson.computeIfAbsent(row.person(), p -> new java.util.ArrayList<>()).add(row);
        row.logins().forEach(login -> byLogin.put(login, row));
        if (row.ended() == null) {
            Stream.of(row.entry().office(), row.entry().secondOffice())
                    .filter(java.util.Objects::nonNull)
                    .forEach(office -> byOffice.computeIfAbsent(office, o -> new java.util.ArrayList<>())
                            .add(row));
            if (row.entry().deputy() != null) {
                byDeputy.computeIfAbsent(row.entry().deputy(), d -> new java.util.ArrayList<>())
                        .add(row);
            }
        }
    }

    public Optional<ExpertRow> find(UUID id) {
        return Optional.ofNullable(id == null ? null : byId.get(id));
    }

    /** Returns the current or most recent owner of a login. */
    public Optional<ExpertRow> byLogin(@Nullable String login) {
        return Optional.ofNullable(byLogin.get(login));
    }

    /** Returns the working expert who uses the login now. */
    public Optional<ExpertRow> findWorking(String login) {
        return byLogin(login)
                .filter(row -> row.ended() == null && row.entry().login().equals(login));
    }

    /** Returns all entries of a person, the latest last. */
    public List<ExpertRow> findByPerson(String person) {
        return person.isEmpty() ? List.of() : byPerson.getOrDefault(person, List.of());
    }

    public Set<String> logins(String person) {
        Set<String> all = new HashSet<>();
        findByPerson(person).forEach(row -> all.addAll(row.logins()));
        return all;
    }

    /**
     * Returns experts, the newest first.
     *
     * @param office code of an office; {@code null} for all offices
     */
    public List<ExpertRow> list(@Nullable String office) {
        return byId.values().stream()
                .filter(row -> office == null || row.isAssignedTo(office))
                .sorted(Comparator.comparing(ExpertRow::id).reversed())
                .toList();
    }

    /** Returns the expert if present at the office that day, otherwise the deputy if available. */
    public Optional<ExpertRow> findActing(ExpertRow expert, String office, LocalDate day) {
        return expert.isPresentAt(office, day) ? Optional.of(expert) : deputy(expert, office, day);
    }

    /** Returns the available deputy of an absent expert. */
    public Optional<ExpertRow> deputy(ExpertRow expert, String office, LocalDate day) {
        return expert.isAbsentFrom(office, day)
                ? find(expert.entry().deputy()).filter(deputy -> deputy.isAvailable(day))
                : Optional.empty();
    }

    /**
     * Returns {@code true} if the office has a present expert or deputy of a discipline that day.
     *
     * @param free returns {@code true} for experts who are not suspended
     */
    public boolean hasExpert(String office, String discipline, LocalDate day, Predicate<ExpertRow> free) {
        return byOffice.getOrDefault(office, List.of()).stream()
                .map(expert -> findActing(expert, office, day))
                .flatMap(Optional::stream)
                .anyMatch(there -> there.entry().disciplines().contains(discipline) && free.test(there));
    }

    /** Returns {@code true} if an expert is present at an office that day, or is the deputy of an absent expert there. */
    public boolean isPresent(ExpertRow expert, String office, LocalDate day) {
        return expert.isPresentAt(office, day)
                || byDeputy.getOrDefault(expert.id(), List.of()).stream()
                        .anyMatch(absent -> deputy(absent, office, day).isPresent());
    }
}
