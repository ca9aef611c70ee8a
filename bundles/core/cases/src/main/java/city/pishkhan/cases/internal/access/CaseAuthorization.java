package city.pishkhan.cases.internal.access;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.Mandate;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.Locale;
import java.util.Set;

/**
 * Decides by the rows of the access table which callers may see and which may change a case. A case outside the
 * caller's scope is reported as not found.
 */
public final class CaseAuthorization {
    public static final String READ = "office.case.read";

    /** Operations with which an office continues a case. The office must be allowed to work that day, see {@link Offices#hindrance}. */
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

    /** Operations on behalf of an owner. They are refused while the case is held because no one may act for one of its owners. */
    private static final Set<String> FOR_OWNERS =
            Set.of("office.case.submit", "office.case.revise", "office.delivery.choose");

    /** Kinds of roles that only the staff of an office have. */
    private static final Set<String> OF_OFFICES = Set.of("office", "expert");

    private final Access access;
    private final Offices offices;

    public CaseAuthorization(Access access, Offices offices) {
        this.access = access;
        this.offices = offices;
    }

    public void check(Caller caller, String operation) {
        if (!caller.isHub()) {
            access.check(caller, operation);
        }
    }

    /** @throws Refusal NOT_FOUND if the case is outside the caller's scope for this reading operation */
    public CaseFile requireVisible(Caller caller, String operation, CaseFile file) {
        if (!access.scope(caller, operation).canAccess(owners(file))) {
            throw CaseRepository.unknownCase();
        }
        return requirePermitted(operation, file);
    }

    /**
     * @throws Refusal if the operation continues the case and its office is suspended or no longer qualified; CONFLICT if the
     *     operation needs an owner's authority and the case is held for lack of one
     */
    private CaseFile requirePermitted(String operation, CaseFile file) {
        if (ACTS.contains(operation)) {
            requireActiveOffice(file);
        }
        if (FOR_OWNERS.contains(operation)
                && file.holdCode() != null
                && file.holdCode().startsWith(Mandate.CODES)) {
            throw new Refusal(Refusal.Kind.CONFLICT, file.holdCode(), null, file.heldEn(), file.heldFa());
        }
        return file;
    }

    private void requireActiveOffice(CaseFile file) {
        offices.hindrance(file.office(), file.service(), StoredTime.get()).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** @throws Refusal NOT_FOUND if the caller may not see the case; FORBIDDEN if the caller may see it but not perform this operation */
    public CaseFile requireAccess(Caller caller, String operation, CaseFile file) {
        if (!access.scope(caller, operation).canAccess(owners(file))) {
            requireVisible(caller, READ, file);
            access.check(caller, operation);
            throw Refusal.forbidden("access.forbidden/reach");
        }
        return requirePermitted(operation, file);
    }

    /** Returns {@code true} if the caller may see the case's personal data. */
    public boolean canSeePersonalData(Caller caller, String operation, CaseFile file) {
        return access.scope(caller, operation).canAccessUnmasked(owners(file));
    }

    public Scope scope(Caller caller, String operation) {
        return access.scope(caller, operation);
    }

    private static Set<String> owners(CaseFile file) {
        return Scope.ownersOfCase(file.office(), file.district());
    }

    /** @throws Refusal STALE if the caller's version is not the current version of the case; CONFLICT if the case has ended */
    public static void requireCurrent(CaseFile file, long version) {
        if (file.version() != version) {
            throw Refusal.of(Refusal.Kind.STALE, "case.changed", "If-Match", file.version(), version);
        }
        if (file.state().hasEnded()) {
            throw Refusal.conflict("case.ended", file.state().name().toLowerCase(Locale.ROOT));
        }
    }

    /** Returns {@code true} if the caller is the expert assigned to the case or that expert's deputy today. */
    public boolean isActingExpert(Caller caller, CaseFile file) {
        return file.expert() != null && offices.canActAs(caller, file.expert(), file.office(), StoredTime.get());
    }

    /**
     * Checks that the caller has a role of the kind that a stage requires. A role with a tenant, such as {@code
     * district:22}, is valid only for cases of that tenant. The staff of an office may act only while the office is
     * allowed to work.
     *
     * @throws Refusal FORBIDDEN if the caller has no such role, or with the reason why the office may not work
     */
    public void requireRole(Caller caller, CaseFile file, String kind) {
        Set<String> owners = owners(file);
        boolean may = caller.roles().stream()
                .filter(role -> Caller.kind(role).equals(kind))
                .anyMatch(role -> role.equals(kind) || owners.contains(role));
        if (!may) {
            throw Refusal.forbidden("access.forbidden/role", kind);
        }
        if (OF_OFFICES.contains(kind)) {
            requireActiveOffice(file);
        }
    }
}
