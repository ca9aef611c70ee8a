package city.pishkhan.evidence.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.EvidenceFiles;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.journal.Seals;
import city.pishkhan.proofs.CaseProof;
import city.pishkhan.proofs.EvidenceZip;
import city.pishkhan.proofs.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link EvidenceFiles} with the case, its certificate, its rules and the journal. */
@Component(service = EvidenceFiles.class)
public final class EvidenceFileService implements EvidenceFiles {
    private static final int MOST_TRIES = 10;

    private final Seals seals;
    private final Certificates certificates;
    private final RuleTexts rules;
    private final ReadableEvidence aids = new ReadableEvidence();

    @Activate
    public EvidenceFileService(
            @Reference Seals seals, @Reference Certificates certificates, @Reference RuleTexts rules) {
        this.seals = seals;
        this.certificates = certificates;
        this.rules = rules;
    }

    /**
     * Reads the case before and after its entries and retries if the case changed, so that case and entries are of the
     * same moment.
     */
    @Override
    public EvidenceFile create(Supplier<CaseView> viewSource, OptionalLong seal) {
        CaseNarrative caseNarrative = buildNarrative(viewSource);
        for (int i = 0; i < MOST_TRIES; i++) {
            CaseProof proof = seals.prove(caseNarrative.id(), seal);
            CaseNarrative again = buildNarrative(viewSource);
            if (again.equals(caseNarrative)) {
                return pack(caseNarrative, proof);
            }
            caseNarrative = again;
        }
        throw Refusal.of(Refusal.Kind.UNAVAILABLE, "evidence.case-moves", null);
    }

    private CaseNarrative buildNarrative(Supplier<CaseView> viewSource) {
        CaseView view = viewSource.get();
        return CaseNarrative.of(view, certificates.findByCase(view.id()));
    }

    private EvidenceFile pack(CaseNarrative caseNarrative, CaseProof proof) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CodeTerms codeTerms = new CodeTerms(rules.text(caseNarrative.subject().ruleSet()));
        try {
            EvidenceZip.write(
                    new city.pishkhan.proofs.EvidenceFile(
                            caseNarrative.subject(),
                            proof,
                            caseNarrative.sheets(),
                            caseNarrative.certificate(),
                            aids.files(caseNarrative, proof, codeTerms)),
                    seals::sign,
                    out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] content = out.toByteArray();
        long tag = ByteBuffer.wrap(Hashes.sha256().digest(content)).getLong() & Long.MAX_VALUE;
        return new EvidenceFile("evidence-" + caseNarrative.subject().number() + ".zip", tag, content);
    }
}
