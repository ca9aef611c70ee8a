package city.pishkhan.cases.internal.access;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.CitizenProofs;
import city.pishkhan.api.security.CitizenProofs.Grant;
import city.pishkhan.api.security.CitizenProofs.Reach;
import city.pishkhan.api.security.Scope;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How far a citizen's login reaches into the cases of its person, asked wherever the citizens' door reads or changes. Offices write numbers
 * down: a number that only a case names, and nobody proved, opens of that case what stands in no relation to a person, its stage and its
 * bills. What a proof opens {@link CitizenProofs} says.
 */
public final class CitizenReach {
    private static final String KIND = "citizen";

    /** What waits after a change of number, so that the holder of the number before can stop it. */
    private static final Set<String> CHANGES = Set.of("citizen.delivery.choose", "citizen.case.withdraw");

    private final CaseRepository store;
    private final Access access;
    private final CitizenProofs proofs;

    public CitizenReach(CaseRepository store, Access access, CitizenProofs proofs) {
        this.store = store;
        this.access = access;
        this.proofs = proofs;
    }

    /**
     * Holds a case against the caller's login.
     *
     * @return whether the caller may see all of it that is the caller's; else only what {@link PersonalDataMask#named} leaves
     * @throws Refusal NOT_FOUND for a case out of reach; FORBIDDEN for what the login has not proved enough for, or what waits
     */
    public boolean whole(Caller citizen, String operation, CaseFile file, List<Party> parties) {
        Scope scope = access.scope(citizen, operation);
        UUID person = person(citizen, scope).orElseThrow(CaseRepository::unknownCase);
        List<Party> own = parties.stream()
                .filter(party -> party.person().equals(person) && !party.erased())
                .toList();
        String number = citizen.citizenNumber().orElse("");
        if (own.isEmpty() || number.isEmpty()) {
            throw CaseRepository.unknownCase();
        }
        Reach reach = proofs.reach(person, number);
        List<Grant> grants = reach.grants().stream()
                .filter(grant -> own.stream().anyMatch(party -> grant.covers(file.id(), number(party))))
                .toList();
        Instant now = Instant.now();
        boolean whole = grants.stream().anyMatch(grant -> grant.open(file.office(), now));
        boolean named = reach.byNumber() && own.stream().anyMatch(party -> number.equals(number(party)));
        if (grants.isEmpty() && !named) {
            throw CaseRepository.unknownCase();
        }
        if (!whole && scope.named().isEmpty()) {
            throw grants.isEmpty() ? Refusal.forbidden("citizen.unproved") : waits(first(grants));
        }
        if (CHANGES.contains(operation) && reach.changesFrom().isAfter(now)) {
            throw waits(reach.changesFrom());
        }
        return whole;
    }

    private static Instant first(List<Grant> grants) {
        return grants.stream().map(Grant::from).min(Comparator.naturalOrder()).orElseThrow();
    }

    private static Refusal waits(Instant until) {
        return Refusal.forbidden("citizen.waits", until.truncatedTo(ChronoUnit.MINUTES));
    }

    private static Optional<UUID> person(Caller citizen, Scope scope) {
        return scope.tenants(KIND).isEmpty()
                ? Optional.empty()
                : citizen.citizen().map(UUID::fromString);
    }

    private String number(Party party) {
        return party.mobile() == null ? null : store.parties().number(party.person(), party.mobile());
    }

    /** The cases of which the caller may see something, newest first. @param below cases before this one; {@code null} for all */
    public List<UUID> cases(Caller citizen, String operation, UUID below, int limit) {
        Optional<UUID> person = person(citizen, access.scope(citizen, operation));
        Optional<String> number = citizen.citizenNumber();
        if (person.isEmpty() || number.isEmpty()) {
            return List.of();
        }
        Reach reach = proofs.reach(person.get(), number.get());
        return store.parties()
                .reached(
                        person.get(),
                        (id, named) -> reach.byNumber() && number.get().equals(named)
                                || reach.grants().stream().anyMatch(grant -> grant.covers(id, named)),
                        below,
                        limit);
    }
}
