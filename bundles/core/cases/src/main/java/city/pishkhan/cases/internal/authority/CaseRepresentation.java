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
 * Applies {@link Representation} to one case. No authorities are read if the owners are alive and act for themselves. Every method needs a
 * transaction.
 */
public final class CaseRepresentation {
    private static final String PROXY = "proxy";

    private final CaseRepository store;

    public CaseRepresentation(CaseRepository store) {
        this.store = store;
    }

    private static LocalDate today() {
        return PersianDate.of(StoredTime.get()).toLocalDate();
    }

    /**
     * Loads the authorities that the owners gave and that are valid today, and those of their heirs up to {@link
     * Representation#DEPTH} levels.
     *
     * @param owners  owners whose authorities are needed
     * @param subject subject of the case
     */
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
                if (mandate.isApplicable(subject, today)) {
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

    /**
     * The applicants and owners of a case that is being opened.
     *
     * @param persons ids of the applicants, in the same order
     * @param owners  national or legal-person IDs
     */
    private record Opening(List<Applicant> applicants, List<UUID> persons, Set<String> owners) {
        boolean isStranger(int position) {
            return !owners.contains(applicants.get(position).nationalId());
        }

        boolean hasStrangers() {
            for (int i = 0; i < applicants.size(); i++) {
                if (isStranger(i)) {
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
     * Checks that these applicants may open a case. No authorities are read if all applicants are living owners of the
     * subject.
     *
     * @param owners national or legal-person IDs of the owners in the planning data; if empty (as for vehicles),
     *     the applicants who are not proxies count as owners
     * @throws Refusal INVALID that names the applicant and the missing authority
     */
    public OpeningAuthority checkOpening(
            CaseFile file, List<Applicant> applicants, Admitted admitted, List<String> owners) {
        Set<String> named = owners.isEmpty()
                ? new HashSet<>(applicants.stream()
                        .filter(a -> !PROXY.equals(a.role()))
                        .map(Applicant::nationalId)
                        .toList())
                : new HashSet<>(owners);
        Opening opening = new Opening(applicants, admitted.ids(), named);
        if (!opening.hasStrangers() && admitted.dead().isEmpty()) {
            return OpeningAuthority.BY_OWNERS;
        }
        Map<String, UUID> known = store.people().find(List.copyOf(named));
        Set<UUID> ownerIds = new HashSet<>(known.values());
        Representation representation = read(ownerIds, file.subject());
        Set<UUID> represented = new LinkedHashSet<>();
        Set<UUID> strangers = new HashSet<>();
        Map<UUID, UUID> by = new HashMap<>();
        for (int i = 0; i < applicants.size(); i++) {
            UUID person = admitted.ids().get(i);
            List<Mandate> held = representation.usableMandates(ownerIds, person, Act.OPEN);
            if (held.isEmpty() && opening.isStranger(i)) {
                throw lacking(ownerIds, person, file.subject()).withField(opening.field(i));
            }
            if (opening.isStranger(i)) {
                strangers.add(person);
            }
            held.forEach(mandate -> {
                by.put(mandate.id(), mandate.holder());
                represented.addAll(representation.represented(ownerIds, mandate));
            });
        }
        refuseUnable(opening, representation, ownerIds, represented);
        return new OpeningAuthority(represented, by, strangers);
    }

    /**
     * The authority on which a case was opened.
     *
     * @param owners      owners whom other people represented
     * @param authorities ids of the authorities that were used, with their holders
     * @param strangers   applicants who are not owners
     */
    public record OpeningAuthority(Set<UUID> owners, Map<UUID, UUID> authorities, Set<UUID> strangers) {
        public static final OpeningAuthority BY_OWNERS = new OpeningAuthority(Set.of(), Map.of(), Set.of());

        /** Returns {@code true} if authorities were checked. They are then stored with the case. */
        public boolean isChecked() {
            return this != BY_OWNERS;
        }
    }

    /** Stores the authorities on which the case was opened. The row of the case must already exist. */
    public void storeOpening(CaseFile file, OpeningAuthority opened) {
        if (!opened.owners().isEmpty()) {
            store.caseAuthorities().storeOpening(file.id(), opened.owners(), opened.authorities(), opened.strangers());
        }
    }

    private void refuseUnable(
            Opening opening, Representation representation, Set<UUID> ownerIds, Set<UUID> represented) {
        Set<UUID> present = new HashSet<>(opening.persons());
        boolean any = false;
        for (UUID owner : ownerIds) {
            // A represented owner does not count as present: the representatives alone must suffice, although the case
            // names the owner.
            Set<UUID> counted = new HashSet<>(present);
            if (represented.contains(owner)) {
                counted.remove(owner);
            }
            boolean may = representation.canAct(owner, Act.OPEN, counted);
            any |= may;
            if (!may && (represented.contains(owner) || present.contains(owner))) {
                int at = Math.max(0, opening.persons().indexOf(owner));
                throw unable(representation, owner).withField(opening.field(at));
            }
        }
        if (!any) {
            throw Refusal.invalid("authority.missing", opening.field(0));
        }
    }

    private static Refusal unable(Representation representation, UUID owner) {
        if (representation.isDead(owner)) {
            return Refusal.invalid("authority.owner-died", null);
        }
        return representation.hasJointSignatories(owner)
                ? Refusal.invalid("authority.jointly", null)
                : Refusal.invalid("authority.missing", null);
    }

    /**
     * The reason why a person without a suitable authority may not open the case: it lapsed, was revoked, excludes opening, or does not
     * exist.
     */
    private Refusal lacking(Set<UUID> owners, UUID person, String subject) {
        LocalDate today = today();
        for (Mandate mandate : store.authorities().between(owners, person)) {
            if (mandate.subject() != null && !mandate.subject().equals(subject)) {
                continue;
            }
            if (mandate.isValid(today)) {
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
     * Records that a represented owner came to the office. From then on this owner acts in person.
     *
     * @throws Refusal INVALID {@code authority.not-owner} if the case does not name this person as an owner, or no one represents the
     *     owner; FORBIDDEN {@code authority.owner-died} or {@code authority.ward}
     */
    public void recordPresence(CaseFile file, UUID owner) {
        if (store.caseAuthorities().dead(List.of(owner)).contains(owner)) {
            throw Refusal.forbidden("authority.owner-died");
        }
        if (store.caseAuthorities().hasGuardian(owner)) {
            throw Refusal.forbidden("authority.ward");
        }
        if (!store.caseAuthorities().owners(file.id()).contains(owner)
                || !store.caseAuthorities().removeRepresented(file.id(), owner)) {
            throw Refusal.invalid("authority.not-owner", "nationalId");
        }
    }

    /** The reason to hold a case: no one may act for one of its owners any more. Empty if there is none. */
    public Optional<Refusal> hindrance(CaseFile file) {
        if (!file.isRepresented()) {
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
            if (!people.representation().canAct(owner, Act.OPEN, present)) {
                return Optional.of(
                        people.representation().isDead(owner)
                                ? Refusal.conflict("authority.owner-died")
                                : Refusal.conflict("authority.lapsed"));
            }
        }
        return Optional.empty();
    }

    /**
     * People of a case and their authorities.
     *
     * @param own         owners and co-owners who act for themselves
     * @param represented owners whom others represent
     * @param holders     people who hold an authority of the case
     */
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
        // Heirs whom the case names as owners act by their inheritance authorities, not as owners.
        own.removeIf(person -> holders.getOrDefault(person, false));
        Set<UUID> all = new HashSet<>(represented);
        all.addAll(own);
        return new People(own, represented, holders.keySet(), read(all, file.subject()));
    }

    /**
     * Checks that one person may perform the act, as an owner or as the holder of a suitable authority.
     *
     * @throws Refusal FORBIDDEN {@code authority.scope}, {@code authority.shares-missing} or {@code authority.owner-died}
     */
    public void require(CaseFile file, UUID person, Act act) {
        if (file.isRepresented()) {
            require(people(file), Set.of(person), act);
        }
    }

    /**
     * Checks an act at the office's counter for which the office does not check an identity card. The owners who act
     * for themselves and all holders of the case's authorities count as present.
     *
     * @throws Refusal as {@link #require(CaseFile, UUID, Act)}
     */
    public void requireAtCounter(CaseFile file, Act act) {
        if (file.isRepresented()) {
            People people = people(file);
            Set<UUID> present = new HashSet<>(people.own());
            present.removeAll(people.represented());
            present.addAll(people.holders());
            require(people, present, act);
        }
    }

    private static void require(People people, Set<UUID> present, Act act) {
        Representation representation = people.representation();
        if (people.all().stream().anyMatch(owner -> representation.canAct(owner, act, present))) {
            return;
        }
        if (present.stream().anyMatch(person -> people.all().contains(person) && representation.isDead(person))) {
            throw Refusal.forbidden("authority.owner-died");
        }
        boolean heir = people.all().stream()
                .anyMatch(owner -> representation.isDead(owner) && representation.canAct(owner, Act.SEE, present));
        throw heir ? Refusal.forbidden("authority.shares-missing") : Refusal.forbidden("authority.scope", act.code());
    }
}
