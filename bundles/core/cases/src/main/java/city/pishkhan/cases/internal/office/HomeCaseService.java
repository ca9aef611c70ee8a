package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.HomeCases;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.CitizenProofs;
import city.pishkhan.cases.internal.access.CaseAuthorization;
import city.pishkhan.cases.internal.access.CitizenAuthorization;
import city.pishkhan.cases.internal.access.DisclosureLog;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.store.HomeAttemptRepository;
import city.pishkhan.cases.internal.views.CaseViewAssembler;
import city.pishkhan.identifiers.PlateNumber;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.VehicleOwnership;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * {@link HomeCases}: citizens open cases of their own vehicles online, without an office. The vehicle registry confirms
 * the owner.
 */
@Component(service = HomeCases.class)
public final class HomeCaseService implements HomeCases {
    private static final String OPEN = "citizen.case.open";
    private static final String SUBMIT = "citizen.case.submit";
    /** maximum number of plates that a citizen may enter per day and that are not the citizen's own */
    private static final int MOST_TRIES = 10;

    private final CaseRepository store;
    private final CaseOpening opening;
    private final CaseEngine caseEngine;
    private final CaseViewAssembler views;
    private final Access access;
    private final CitizenProofs proofs;
    private final DisclosureLog readings;
    private final HomeAttemptRepository tries;
    private final CitizenAuthorization reach;
    private final Journal journal;

    /** Optional; without a vehicle registry, citizens cannot open cases themselves. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public volatile VehicleOwnership vehicles;

    @Activate
    public HomeCaseService(
            @Reference CaseRepository store,
            @Reference CaseOpening opening,
            @Reference CaseEngine caseEngine,
            @Reference CaseViewAssembler views,
            @Reference Access access,
            @Reference CitizenProofs proofs,
            @Reference DisclosureLog readings,
            @Reference Journal journal) {
        this.store = store;
        this.opening = opening;
        this.caseEngine = caseEngine;
        this.views = views;
        this.access = access;
        this.proofs = proofs;
        this.readings = readings;
        this.tries = new HomeAttemptRepository(store.tx(), store.people());
        this.reach = new CitizenAuthorization(store, access, proofs);
        this.journal = journal;
    }

    @Override
    public OwnedSubject match(Caller citizen, String service, String plate) {
        access.check(citizen, OPEN);
        opening.requireHomeProcedure(service);
        return matchOwner(citizen, service, plate);
    }

    private OwnedSubject matchOwner(Caller citizen, String service, String plate) {
        UUID person = citizen.citizen().map(UUID::fromString).orElseThrow();
        String mobile = requireProvedMobile(person, citizen.citizenNumber().orElse(""));
        String clean = ApplicantCheck.parseField(
                "subject", () -> PlateNumber.parse(plate == null ? "" : plate).value());
        if (!tries.tryBegin(person, MOST_TRIES)) {
            throw Refusal.of(Refusal.Kind.TOO_MANY, "home.too-many", "subject");
        }
        String nationalId = Objects.requireNonNull(store.people().nationalId(person));
        VehicleOwnership.Owner owner =
                owner(person, nationalId, clean).orElseThrow(() -> Refusal.invalid("vehicle.not-own", "subject"));
        tries.removeNewest(person);
        return new OwnedSubject(person, service, clean, new Applicant("owner", nationalId, owner.name(), mobile));
    }

    /**
     * The proved mobile number of a login.
     *
     * @throws Refusal FORBIDDEN if the number is not proved, or was changed recently
     */
    private String requireProvedMobile(UUID person, String number) {
        String mobile = proofs.mobile(person, number).orElseThrow(() -> Refusal.forbidden("citizen.unproved/home"));
        Instant from = proofs.reach(person, number).changesFrom();
        if (from.isAfter(Instant.now())) {
            throw Refusal.forbidden("citizen.waits", from.truncatedTo(ChronoUnit.MINUTES));
        }
        return mobile;
    }

    /** Asks the registry for the owner. If the registry is unavailable, the attempt is not counted. */
    private Optional<VehicleOwnership.Owner> owner(UUID person, String nationalId, String plate) {
        VehicleOwnership registry = vehicles;
        try {
            if (registry != null) {
                return registry.owner(nationalId, plate);
            }
        } catch (PartnerUnavailable e) {
            tries.removeNewest(person);
            Refusal unavailable = Refusal.of(Refusal.Kind.UNAVAILABLE, "vehicles.unavailable", null);
            unavailable.initCause(e);
            throw unavailable;
        }
        tries.removeNewest(person);
        throw Refusal.of(Refusal.Kind.UNAVAILABLE, "vehicles.unavailable", null);
    }

    @Override
    public CaseView open(Caller citizen, OwnedSubject matched, int district) {
        access.check(citizen, OPEN);
        if (district < 1 || district > RenovationCode.DISTRICTS) {
            throw Refusal.invalid("home.district", "district", RenovationCode.DISTRICTS);
        }
        return store.tx().required(sql -> {
            CaseFile file = opening.openAtHome(citizen, matched, district);
            caseEngine.advance(file, citizen);
            readings.recordReading(citizen, file.id(), OPEN);
            return views.view(file);
        });
    }

    @Override
    public OwnedSubject rematch(Caller citizen, UUID id) {
        CaseFile file = store.tx()
                .required(sql -> requireOwn(citizen, store.find(id).orElseThrow(CaseRepository::unknownCase)));
        return matchOwner(citizen, file.service(), file.subject());
    }

    @Override
    public CaseView submit(Caller citizen, OwnedSubject matched, UUID id, long version) {
        return store.tx().required(sql -> {
            CaseFile file = requireOwn(citizen, store.lockWhole(id));
            CaseAuthorization.requireCurrent(file, version);
            if (file.isSubmitted()) {
                throw Refusal.conflict("case.submitted");
            }
            file.submit(null);
            journal.record(
                    file.id(), "case.submitted", citizen, Map.of("round", file.round(), "office", file.office()));
            // the agencies' data may have changed since the last submission
            caseEngine.reevaluate(file, citizen);
            readings.recordReading(citizen, file.id(), SUBMIT);
            return views.view(file);
        });
    }

    /** Checks that the case belongs to the caller and was opened online, without an office. */
    private CaseFile requireOwn(Caller citizen, CaseFile file) {
        reach.hasFullAccess(citizen, SUBMIT, file, store.parties().findByCase(file.id()));
        if (!file.office().equals(Offices.HOME)) {
            throw Refusal.conflict("home.of-office");
        }
        return file;
    }
}
