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
import org.jspecify.annotations.Nullable;

/**
 * Decides which cases a citizen's login may read or change, and which parts of each case. A mobile number that only an
 * office wrote into a case is not proved. Such a number shows the stage and the bills of that case, but no personal
 * data. {@link CitizenProofs} defines the access that a proof gives.
 */
public final class CitizenAuthorization {
    private static final String KIND = "citizen";

    /**
     * Operations that are blocked for a time after the citizen's mobile number changed, so that the holder of the
     * previous number can stop the change.
     */
    private static final Set<String> CHANGES = Set.of("citizen.delivery.choose", "citizen.case.withdraw");

    private final CaseRepository store;
    private final Access access;
    private final CitizenProofs proofs;

    public CitizenAuthorization(CaseRepository store, Access access, CitizenProofs proofs) {
        this.store = store;
        this.access = access;
        this.proofs = proofs;
    }

    /**
     * Checks a case against the caller's login.
     *
     * @return {@code true} if the caller may see the whole case, except identifying data of other parties; {@code
     *     false} if the caller may see only the fields of {@link PersonalDataMask#progressOnly}
     * @throws Refusal NOT_FOUND if the case is out of reach; FORBIDDEN if the login needs a stronger proof for the
     *     operation, or the waiting period after a change of the mobile number has not ended
     */
    public boolean hasFullAccess(Caller citizen, String operation, CaseFile file, List<Party> parties) {
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
                .filter(grant -> own.stream().anyMatch(party -> grant.isForCase(file.id(), number(party))))
                .toList();
        Instant now = Instant.now();
        boolean fullAccess = grants.stream().anyMatch(grant -> grant.isEffective(file.office(), now));
        boolean named = reach.byNumber() && own.stream().anyMatch(party -> number.equals(number(party)));
        if (grants.isEmpty() && !named) {
            throw CaseRepository.unknownCase();
        }
        if (!fullAccess && scope.named().isEmpty()) {
            throw grants.isEmpty() ? Refusal.forbidden("citizen.unproved") : waitingRefusal(first(grants));
        }
        if (CHANGES.contains(operation) && reach.changesFrom().isAfter(now)) {
            throw waitingRefusal(reach.changesFrom());
        }
        return fullAccess;
    }

    private static Instant first(List<Grant> grants) {
        return grants.stream().map(Grant::from).min(Comparator.naturalOrder()).orElseThrow();
    }

    private static Refusal waitingRefusal(Instant until) {
        return Refusal.forbidden("citizen.waits", until.truncatedTo(ChronoUnit.MINUTES));
    }

    private static Optional<UUID> person(Caller citizen, Scope scope) {
        return scope.tenants(KIND).isEmpty()
                ? Optional.empty()
                : citizen.citizen().map(UUID::fromString);
    }

    private @Nullable String number(Party party) {
        return party.mobile() == null ? null : store.parties().number(party.person(), party.mobile());
    }

    /**
     * Cases that the caller may see at least in part, newest first.
     *
     * @param below id of the last case of the previous page, or {@code null} for the first page
     * @param limit maximum number of cases
     */
    public List<UUID> cases(Caller citizen, String operation, @Nullable UUID below, int limit) {
        Optional<UUID> person = person(citizen, access.scope(citizen, operation));
        Optional<String> number = citizen.citizenNumber();
        if (person.isEmpty() || number.isEmpty()) {
            return List.of();
        }
        Reach reach = proofs.reach(person.get(), number.get());
        return store.parties()
                .findCases(
                        person.get(),
                        (id, named) -> reach.byNumber() && number.get().equals(named)
                                || reach.grants().stream().anyMatch(grant -> grant.isForCase(id, named)),
                        below,
                        limit);
    }
}
