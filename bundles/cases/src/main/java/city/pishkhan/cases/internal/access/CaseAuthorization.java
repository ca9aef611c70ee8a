package city.pishkhan.cases.internal.access;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.cases.internal.authority.CaseRepresentation;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.Locale;
import java.util.Set;

/** Who may see and who may change a case, as the access table says it. What a caller may not see does not exist for it. */
public final class CaseAuthorization {
    public static final String READ = "office.case.read";

    /** By these an office goes on with a case: it needs to be good for that on the day, see {@link Offices#hindrance}. */
    private static final Set<String> ACTS = Set.of(
            "office.archive.consent",
            "office.attestation.make",
            "office.paper.add",
            "office.sheet.upload",
            "office.case.submit",
            "office.case.inspect",
            "office.case.revise",
            "office.case.withdraw",
            "office.payment.begin",
            "office.delivery.choose",
            "office.number.prove",
            "office.number.replace",
            "office.owner.present");

    /** By these somebody goes on for an owner: they wait while nobody may act for one. */
    private static final Set<String> FOR_OWNERS =
            Set.of("office.case.submit", "office.case.revise", "office.delivery.choose");

    /** Kinds of roles that people of an office have. */
    private static final Set<String> OF_OFFICES = Set.of("office", "expert");

    private final Access access;
    private final Offices offices;

    public CaseAuthorization(Access access, Offices offices) {
        this.access = access;
        this.offices = offices;
    }

    public void check(Caller caller, String operation) {
        if (!caller.hub()) {
            access.check(caller, operation);
        }
    }

    /** @throws Refusal NOT_FOUND if the case is out of the caller's reach in an operation that reads */
    public CaseFile see(Caller caller, String operation, CaseFile file) {
        if (!access.scope(caller, operation).reaches(owners(file))) {
            throw CaseRepository.unknownCase();
        }
        return fit(operation, file);
    }

    /** @throws Refusal FORBIDDEN with the reason if the case's office is suspended, or qualified no more, and goes on all the same */
    private CaseFile fit(String operation, CaseFile file) {
        if (ACTS.contains(operation)) {
            standing(file);
        }
        if (FOR_OWNERS.contains(operation) && file.held() != null && file.held().startsWith(CaseRepresentation.CODES)) {
            throw new Refusal(Refusal.Kind.CONFLICT, file.held(), null, file.heldEn(), file.heldFa());
        }
        return file;
    }

    private void standing(CaseFile file) {
        offices.hindrance(file.office(), file.service(), StoredTime.get()).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** @throws Refusal NOT_FOUND for a case that the caller may not even see, FORBIDDEN for one that it may see and not change so */
    public CaseFile reach(Caller caller, String operation, CaseFile file) {
        if (!access.scope(caller, operation).reaches(owners(file))) {
            see(caller, READ, file);
            access.check(caller, operation);
            throw Refusal.forbidden("access.forbidden/reach");
        }
        return fit(operation, file);
    }

    /** Whether the caller may see the case's personal data. */
    public boolean clear(Caller caller, String operation, CaseFile file) {
        return access.scope(caller, operation).clear(owners(file));
    }

    public Scope scope(Caller caller, String operation) {
        return access.scope(caller, operation);
    }

    private static Set<String> owners(CaseFile file) {
        return Scope.ofCase(file.office(), file.district());
    }

    /** Nothing is changed on the strength of what is outdated, and nothing that has ended. */
    public static void current(CaseFile file, long version) {
        if (file.version() != version) {
            throw Refusal.of(Refusal.Kind.STALE, "case.changed", "If-Match", file.version(), version);
        }
        if (file.state().ended()) {
            throw Refusal.conflict("case.ended", file.state().name().toLowerCase(Locale.ROOT));
        }
    }

    /** Whether the caller is the expert whose turn it was, or stands in for that expert today. */
    public boolean actsFor(Caller caller, CaseFile file) {
        return file.expert() != null && offices.actsAs(caller, file.expert(), file.office(), StoredTime.get());
    }

    /** Whoever has the kind of role that a stage names; one of a tenant only for that tenant's cases, an office's people only while it may work. */
    public void role(Caller caller, CaseFile file, String kind) {
        Set<String> owners = owners(file);
        boolean may = caller.roles().stream()
                .filter(role -> Caller.kind(role).equals(kind))
                .anyMatch(role -> role.equals(kind) || owners.contains(role));
        if (!may) {
            throw Refusal.forbidden("access.forbidden/role", kind);
        }
        if (OF_OFFICES.contains(kind)) {
            standing(file);
        }
    }
}
