package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code certificate-revoke}: revokes a certificate after a second person's approval. Its delivery is stopped, and
 * payments are refunded by the rules of its case. The approval request has one term, {@code code}: the certificate's
 * verification code.
 */
@Component(service = ApprovedAct.class)
public final class CertificateRevocation implements ApprovedAct {
    private static final String CODE = "code";

    private final CaseRepository store;
    private final CaseEngine caseEngine;
    private final Certificates certificates;

    @Activate
    public CertificateRevocation(
            @Reference CaseRepository store, @Reference CaseEngine caseEngine, @Reference Certificates certificates) {
        this.store = store;
        this.caseEngine = caseEngine;
        this.certificates = certificates;
    }

    @Override
    public String name() {
        return "certificate-revoke";
    }

    @Override
    public String operation() {
        return "committee.certificate.revoke";
    }

    @Override
    public void check(Map<String, String> terms) {
        Certificate known = known(terms);
        if (known.state().equals("revoked")) {
            throw Refusal.conflict("certificate.revoked", known.number());
        }
    }

    /** Omits the certificate's code, because a reader of the journal could use it to present the certificate as their own. */
    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        Certificate known = known(terms);
        return Map.of("number", known.number(), "certificate", known.digest());
    }

    @Override
    public String execute(Caller approver, Approvals.Approval asked) {
        String code = asked.terms().getOrDefault(CODE, "");
        return store.tx().required(sql -> {
            // All code locks the case before its certificate, which avoids deadlocks.
            CaseFile file = store.lock(certificates.findCaseId(code).orElseThrow(CertificateRevocation::unknown));
            Certificate revoked = certificates.revoke(approver, code);
            caseEngine.handleRevocation(file, approver);
            store.flush();
            return revoked.number();
        });
    }

    private Certificate known(Map<String, String> terms) {
        return certificates.verify(terms.getOrDefault(CODE, "")).orElseThrow(CertificateRevocation::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("certificate");
    }
}
