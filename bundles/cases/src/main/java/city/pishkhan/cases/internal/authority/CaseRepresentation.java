package city.pishkhan.cases.internal.authority;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.persons.Authorities.Act;
import city.pishkhan.api.persons.Authorities.Kind;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.Mandate;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.store.PersonRepository.Admitted;
import city.pishkhan.identifiers.PersianDate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Asks {@link Representation} about one case. Where its owners act for themselves and live, nothing is read. Every method needs a
 * transaction.
 */
public final class CaseRepresentation {
    /** how codes of its refusals begin */
    public static final String CODES = "authority.";

    private static final String PROXY = "proxy";

    private final CaseRepository store;

    public CaseRepresentation(CaseRepository store) {
        this.store = store;
    }

    private static LocalDate today() {
        return PersianDate.of(StoredTime.get()).toLocalDate();
    }

    /** @param owners all of whom it is asked */
    private Representation read(Collection<UUID> owners, String subject) {
        LocalDate today = today();
        List<Mandate> found = new ArrayList<>();
        Set<UUID> people = new HashSet<>();
        Set<UUID> next = new HashSet<>(owners);
        for (int i = 0; i < Representation.DEPTH && !next.isEmpty(); i++) {
            List<Mandate> given = store.authorities().valid(next, today);
            people.addAll(next);
            next = new HashSet<>();
            for (Mandate mandate : given) {
                if (mandate.covers(subject, today)) {
                    found.add(mandate);
                    if (mandate.kind() == Kind.HEIR && !people.contains(mandate.holder())) {
                        next.add(mandate.holder());
                    }
                }
            }
        }
        found.forEach(mandate -> people.add(mandate.holder()));
        return new Representation(found, store.caseAuthorities().dead(people));
    }

    /** Whom a case is opened for, as the one who opens it says. */
    private record Opening(List<Applicant> applicants, List<UUID> persons, Set<String> owners) {
        boolean stranger(int position) {
            return !owners.contains(applicants.get(position).nationalId());
        }

        boolean strangers() {
            for (int i = 0; i < applicants.size(); i++) {
                if (stranger(i)) {
                    return true;
                }
            }
            return false;
        }

        String field(int position) {
            return "applicants[" + position + "].nationalId";
        }
    }

    /**
     * Whether these people may open a case. Of applicants who are its subject's owners, and live, nothing is read.
     *
     * @param owners national or legal-person IDs of whom planning has as owners; empty where it names nobody, as of vehicles: then those
     *               whom the case calls so
     * @throws Refusal INVALID that says which applicant lacks what
     */
    public Opened opening(CaseFile file, List<Applicant> applicants, Admitted admitted, List<String> owners) {
        Set<String> named = owners.isEmpty()
                ? new HashSet<>(applicants.stream()
                        .filter(a -> !a.role().equals(PROXY))
                        .map(Applicant::nationalId)
                        .toList())
                : new HashSet<>(owners);
        Opening opening = new Opening(applicants, admitted.ids(), named);
        if (!opening.strangers() && admitted.dead().isEmpty()) {
            return Opened.BY_OWNERS;
        }
        Map<String, UUID> known = store.people().find(List.copyOf(named));
        Set<UUID> ownerIds = new HashSet<>(known.values());
        Representation representation = read(ownerIds, file.subject());
        Set<UUID> represented = new LinkedHashSet<>();
        Set<UUID> strangers = new HashSet<>();
        Map<UUID, UUID> by = new HashMap<>();
        for (int i = 0; i < applicants.size(); i++) {
            UUID person = admitted.ids().get(i);
            List<Mandate> held = representation.held(ownerIds, person, Act.OPEN);
            if (held.isEmpty() && opening.stranger(i)) {
                throw lacking(ownerIds, person, file.subject()).at(opening.field(i));
            }
            if (opening.stranger(i)) {
                strangers.add(person);
            }
            held.forEach(mandate -> {
                by.put(mandate.id(), mandate.holder());
                represented.addAll(representation.represented(ownerIds, mandate));
            });
        }
        refuseUnable(opening, representation, ownerIds, represented);
        return new Opened(represented, by, strangers);
    }

    /**
     * By whom a case was opened.
     *
     * @param owners      for whom others did
     * @param authorities by which, to their holders
     * @param strangers   who opened it and owns nothing of it
     */
    public record Opened(Set<UUID> owners, Map<UUID, UUID> authorities, Set<UUID> strangers) {
        public static final Opened BY_OWNERS = new Opened(Set.of(), Map.of(), Set.of());

        /** Whether the owners' authority was asked for, which then goes with the case. */
        public boolean asked() {
            return this != BY_OWNERS;
        }
    }

    /** Remembers on whose authority it rests; its row is there. */
    public void rests(CaseFile file, Opened opened) {
        if (!opened.owners().isEmpty()) {
            store.caseAuthorities().rests(file.id(), opened.owners(), opened.authorities(), opened.strangers());
        }
    }

    private void refuseUnable(
            Opening opening, Representation representation, Set<UUID> ownerIds, Set<UUID> represented) {
        Set<UUID> present = new HashSet<>(opening.persons());
        boolean any = false;
        for (UUID owner : ownerIds) {
            // for whom others came, they must suffice: that the case names the owner says nothing of who came
            Set<UUID> came = new HashSet<>(present);
            if (represented.contains(owner)) {
                came.remove(owner);
            }
            boolean may = representation.may(owner, Act.OPEN, came);
            any |= may;
            if (!may && (represented.contains(owner) || present.contains(owner))) {
                int at = Math.max(0, opening.persons().indexOf(owner));
                throw unable(representation, owner).at(opening.field(at));
            }
        }
        if (!any) {
            throw Refusal.invalid("authority.missing", opening.field(0));
        }
    }

    private static Refusal unable(Representation representation, UUID owner) {
        if (representation.dead(owner)) {
            return Refusal.invalid("authority.owner-died", null);
        }
        return representation.jointly(owner)
                ? Refusal.invalid("authority.jointly", null)
                : Refusal.invalid("authority.missing", null);
    }

    /** What keeps somebody from opening who holds nothing that lets them: lapsed, revoked, for other acts, or nothing at all. */
    private Refusal lacking(Set<UUID> owners, UUID person, String subject) {
        LocalDate today = today();
        for (Mandate mandate : store.authorities().between(owners, person)) {
            if (mandate.subject() != null && !mandate.subject().equals(subject)) {
                continue;
            }
            if (mandate.valid(today)) {
                return mandate.kind() == Kind.HEIR
                        ? Refusal.invalid("authority.missing", null)
                        : Refusal.invalid("authority.scope/open", null);
            }
            return "revoked".equals(mandate.endedAs())
                    ? Refusal.invalid("authority.revoked", null)
                    : Refusal.invalid("authority.lapsed/until", null, mandate.until());
        }
        return Refusal.invalid("authority.missing", null);
    }

    /**
     * An owner for whom others acted came to the counter: from now on that owner acts too.
     *
     * @throws Refusal INVALID {@code authority.not-owner} for whoever the case does not name as an owner, or for whom nobody else acted;
     *                 FORBIDDEN {@code authority.owner-died} or {@code authority.ward}
     */
    public void came(CaseFile file, UUID owner) {
        if (store.caseAuthorities().dead(List.of(owner)).contains(owner)) {
            throw Refusal.forbidden("authority.owner-died");
        }
        if (store.caseAuthorities().ward(owner)) {
            throw Refusal.forbidden("authority.ward");
        }
        if (!store.caseAuthorities().owners(file.id()).contains(owner)
                || !store.caseAuthorities().came(file.id(), owner)) {
            throw Refusal.invalid("authority.not-owner", "nationalId");
        }
    }

    /** Why a case is held: nobody may act for one of its owners any more. */
    public Optional<Refusal> hindrance(CaseFile file) {
        if (!file.represented()) {
            return Optional.empty();
        }
        People people = people(file);
        for (UUID owner : people.all()) {
            Set<UUID> present = new HashSet<>(people.holders());
            if (people.represented().contains(owner)) {
                present.remove(owner);
            } else {
                present.add(owner);
            }
            if (!people.representation().may(owner, Act.OPEN, present)) {
                return Optional.of(
                        people.representation().dead(owner)
                                ? Refusal.conflict("authority.owner-died")
                                : Refusal.conflict("authority.lapsed"));
            }
        }
        return Optional.empty();
    }

    /** @param own its owners and co-owners who act for themselves */
    private record People(Set<UUID> own, Set<UUID> represented, Set<UUID> holders, Representation representation) {
        Set<UUID> all() {
            Set<UUID> all = new LinkedHashSet<>(represented);
            all.addAll(own);
            return all;
        }
    }

    private People people(CaseFile file) {
        Set<UUID> represented = store.caseAuthorities().represented(file.id());
        Map<UUID, Boolean> holders = store.caseAuthorities().holders(file.id());
        Set<UUID> own = new HashSet<>(store.caseAuthorities().owners(file.id()));
        // heirs whom the case calls owners act by what they hold
        own.removeIf(person -> holders.getOrDefault(person, false));
        Set<UUID> all = new HashSet<>(represented);
        all.addAll(own);
        return new People(own, represented, holders.keySet(), read(all, file.subject()));
    }

    /**
     * Whether one person may do it: an owner, or whoever holds authority for that.
     *
     * @throws Refusal FORBIDDEN {@code authority.scope}, {@code authority.shares-missing} or {@code authority.owner-died}
     */
    public void require(CaseFile file, UUID person, Act act) {
        if (file.represented()) {
            require(people(file), Set.of(person), act);
        }
    }

    /** The same of whoever came for the owner, of whom no card was asked: the owner, or those who hold authority in the case. */
    public void requireAtCounter(CaseFile file, Act act) {
        if (file.represented()) {
            People people = people(file);
            Set<UUID> present = new HashSet<>(people.own());
            present.removeAll(people.represented());
            present.addAll(people.holders());
            require(people, present, act);
        }
    }

    private static void require(People people, Set<UUID> present, Act act) {
        Representation representation = people.representation();
        if (people.all().stream().anyMatch(owner -> representation.may(owner, act, present))) {
            return;
        }
        if (present.stream().anyMatch(person -> people.all().contains(person) && representation.dead(person))) {
            throw Refusal.forbidden("authority.owner-died");
        }
        boolean heir = people.all().stream()
                .anyMatch(owner -> representation.dead(owner) && representation.may(owner, Act.SEE, present));
        throw heir ? Refusal.forbidden("authority.shares-missing") : Refusal.forbidden("authority.scope", act.code());
    }
}
