package city.pishkhan.certificates.internal;

import city.pishkhan.api.Approvals;
import city.pishkhan.api.ApprovedAct;
import city.pishkhan.api.Caller;
import city.pishkhan.api.Certificates;
import city.pishkhan.api.Refusal;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code certificate-revoke}: a certificate that is not to be relied on any more. Term: {@code code}. */
@Component(service = ApprovedAct.class)
public final class Revocation implements ApprovedAct {
    private static final String CODE = "code";

    private final Certificates certificates;

    @Activate
    public Revocation(@Reference Certificates certificates) {
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
        Certificates.Certificate known = known(terms);
        if (!known.state().equals("valid")) {
            throw Refusal.conflict(
                    "certificate.revoked",
                    "The certificate of case " + known.number() + " is revoked already.",
                    "گواهی پرونده " + known.number() + " پیش‌تر باطل شده است.");
        }
    }

    /** Not the code itself: whoever reads the journal could show it as if the paper were theirs. */
    @Override
    public Map<String, String> journaled(Map<String, String> terms) {
        Certificates.Certificate known = known(terms);
        return Map.of("number", known.number(), "certificate", known.digest());
    }

    @Override
    public String carryOut(Caller approver, Approvals.Approval asked) {
        return "revoked: "
                + certificates.revoke(approver, asked.terms().get(CODE)).number();
    }

    private Certificates.Certificate known(Map<String, String> terms) {
        return certificates
                .verify(terms.getOrDefault(CODE, ""))
                .orElseThrow(() -> Refusal.notFound("certificate", "گواهی"));
    }
}
